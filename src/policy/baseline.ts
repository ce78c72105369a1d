import type { SourceTree } from '../source/tree.ts';
import { diagnosticAt, type PolicyDiagnostic } from './diagnostic.ts';
import { aboutFile } from './find.ts';
import { policySource } from './node.ts';

/** Where the baseline stands, relative to the root. */
export const BASELINE_FILE = '.contracts-governance/baseline.json';

/** A known finding. No line and no path is part of it: it survives moves of code and files. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  /** `command billing.invoice.send`, or null for findings about the repository. For people. */
  readonly contract: string | null;
  readonly subject: string | null;
}

/** What an entry of the baseline stands for: a finding, or a part of one. */
export interface BaselinedPart {
  readonly fingerprint: string;
  /** Another fingerprint by which it may be known. */
  readonly alias: string | null;
  readonly contract: { readonly kind: string; readonly key: string | null } | null;
  readonly subject: string | null;
}

/** What the baseline looks at in a finding. */
export interface BaselinedFinding extends BaselinedPart {
  readonly rule: string;
  /** Of a finding about several contracts or fields, each of them: it is known when all are. Empty where it is one thing. */
  readonly parts: readonly BaselinedPart[];
}

export interface ReadBaseline {
  /** Null when there is none. */
  readonly entries: readonly BaselineEntry[] | null;
  readonly diagnostics: readonly PolicyDiagnostic[];
}

/** Reads and checks a tree's baseline. Rules in `neverBaselined` (those that compare with a base) must not stand in it. */
export function readBaseline(tree: SourceTree, neverBaselined: readonly string[]): ReadBaseline {
  if (!tree.has(BASELINE_FILE)) return { entries: null, diagnostics: [] };
  const text = tree.read(BASELINE_FILE);
  const data = parseJson(text);
  if (data === undefined) return { entries: [], diagnostics: [brokenJson(text)] };
  const list =
    typeof data === 'object' && data !== null && 'schemaVersion' in data && data.schemaVersion === 1 && 'findings' in data
      ? data.findings
      : null;
  if (!Array.isArray(list))
    return { entries: [], diagnostics: [aboutFile(BASELINE_FILE, 'The baseline is not of the form that this version writes.', REWRITE)] };
  return checkEntries(list, text, neverBaselined);
}

const REWRITE = 'Write it anew with "contracts-governance baseline --allow-additions".';

function checkEntries(list: readonly unknown[], text: string, neverBaselined: readonly string[]): ReadBaseline {
  const entries = new Map<string, BaselineEntry>();
  const diagnostics: PolicyDiagnostic[] = [];
  for (const [index, item] of list.entries()) {
    const entry = toEntry(item);
    if (!entry) diagnostics.push(aboutFile(BASELINE_FILE, `Entry ${index + 1} of the baseline is not a finding.`, REWRITE));
    else if (entries.has(entry.fingerprint))
      diagnostics.push(aboutEntry(entry, text, `The baseline lists "${entry.fingerprint}" twice.`, 'Remove one of them.'));
    else if (neverBaselined.includes(entry.rule))
      diagnostics.push(aboutEntry(entry, text, `Findings of "${entry.rule}" cannot be in the baseline.`, 'Pay what is owed, or waive it.'));
    else entries.set(entry.fingerprint, entry);
  }
  return { entries: [...entries.values()], diagnostics };
}

function toEntry(item: unknown): BaselineEntry | null {
  if (typeof item !== 'object' || item === null) return null;
  const { fingerprint, rule, contract = null, subject = null } = item as Record<string, unknown>;
  if (typeof fingerprint !== 'string' || fingerprint === '' || typeof rule !== 'string') return null;
  if (!isNullableText(contract) || !isNullableText(subject)) return null;
  return { fingerprint, rule, contract, subject };
}

function isNullableText(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

/** The text of a baseline: one finding a line, sorted, so that changes merge and review well. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries
    .toSorted(compareEntries)
    .map(({ fingerprint, rule, contract, subject }) => `    ${JSON.stringify({ rule, contract, subject, fingerprint })}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "schemaVersion": 1,\n  "findings": ${list}\n}\n`;
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  const order = (entry: BaselineEntry): readonly string[] => [entry.contract ?? '', entry.rule, entry.subject ?? '', entry.fingerprint];
  const theirs = order(b);
  for (const [index, text] of order(a).entries()) {
    const other = theirs[index] ?? '';
    if (text !== other) return text < other ? -1 : 1;
  }
  return 0;
}

/**
 * With a base, only what base and head both list is in force: a change cannot add to what it is excused of.
 * @param isBootstrap the base has no policy yet: the change that brings the first policy brings the baseline with it
 */
export function entriesInForce(
  base: readonly BaselineEntry[] | null,
  head: readonly BaselineEntry[] | null,
  isBootstrap = false,
): readonly BaselineEntry[] {
  if (head === null) return [];
  if (base === null) return isBootstrap ? head : [];
  const inBase = new Set(base.map(({ fingerprint }) => fingerprint));
  return head.filter(({ fingerprint }) => inBase.has(fingerprint));
}

export interface BaselineMatch<F> {
  /** Findings that are in the baseline. */
  readonly known: ReadonlySet<F>;
  /** Entries whose finding is gone. */
  readonly stale: readonly BaselineEntry[];
}

/** Matches findings and entries one by one: an entry hides one finding, or one part of it, that of its own fingerprint. */
export function matchBaseline<F extends BaselinedFinding>(entries: readonly BaselineEntry[], findings: readonly F[]): BaselineMatch<F> {
  const { taken, stale } = matchParts(entries, findings);
  return { known: new Set(findings.filter((finding) => partsOf(finding).every((part) => taken.has(part)))), stale };
}

interface PartMatch {
  /** What is in the baseline. */
  readonly taken: ReadonlySet<BaselinedPart>;
  readonly stale: readonly BaselineEntry[];
}

function matchParts(entries: readonly BaselineEntry[], findings: readonly BaselinedFinding[]): PartMatch {
  const open = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const taken = new Set<BaselinedPart>();
  const take = (rule: string, part: BaselinedPart, fingerprint: string | null): void => {
    const entry = fingerprint === null || taken.has(part) ? undefined : open.get(fingerprint);
    if (entry?.rule !== rule) return;
    open.delete(entry.fingerprint);
    taken.add(part);
  };
  for (const finding of findings) for (const part of partsOf(finding)) take(finding.rule, part, part.fingerprint);
  for (const finding of findings) for (const part of partsOf(finding)) take(finding.rule, part, part.alias);
  return { taken, stale: [...open.values()] };
}

/** What of a finding has an entry of its own: its parts, or the finding as a whole. */
export function partsOf<F extends BaselinedFinding>(finding: F): readonly BaselinedPart[] {
  return finding.parts.length > 0 ? finding.parts : [finding];
}

export interface BaselineUpdate {
  readonly entries: readonly BaselineEntry[];
  /** Of findings that are not in it. */
  readonly missing: readonly BaselineEntry[];
  /** Those of the missing that are put in. */
  readonly added: readonly BaselineEntry[];
  readonly removed: readonly BaselineEntry[];
}

/**
 * What the baseline becomes: entries whose finding is gone are removed, and with `allowAdditions` findings that are not in it are added.
 * An entry that was matched by its finding's other fingerprint gets the current one.
 */
export function updateBaseline(
  entries: readonly BaselineEntry[],
  findings: readonly BaselinedFinding[],
  options: { readonly allowAdditions: boolean; readonly neverBaselined: readonly string[] },
): BaselineUpdate {
  const candidates = findings.filter(({ rule }) => !options.neverBaselined.includes(rule));
  const { taken, stale } = matchParts(entries, candidates);
  const all = candidates.flatMap((finding) =>
    partsOf(finding).map((part) => ({ isKnown: taken.has(part), entry: entryOf(finding.rule, part) })),
  );
  const known = all.flatMap(({ isKnown, entry }) => (isKnown ? entry : []));
  const missing = all.flatMap(({ isKnown, entry }) => (isKnown ? [] : entry));
  const added = options.allowAdditions ? missing : [];
  return { entries: [...known, ...added].toSorted(compareEntries), missing, added, removed: stale };
}

function entryOf(rule: string, { fingerprint, contract, subject }: BaselinedPart): BaselineEntry {
  return { fingerprint, rule, contract: contract && `${contract.kind} ${contract.key ?? '?'}`, subject };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first line that is no line of a baseline: mostly a marker of a merge conflict. */
function brokenJson(text: string): PolicyDiagnostic {
  const source = policySource(BASELINE_FILE, BASELINE_FILE, text);
  const conflict = /^(?:<{7}|={7}|>{7}).*$/m.exec(text);
  const start = conflict?.index ?? 0;
  const hint = conflict ? 'Resolve the merge conflict: keep the entries that both sides have.' : REWRITE;
  return diagnosticAt({ source, start, end: start + (conflict?.[0].trimEnd().length ?? 0) }, 'error', 'The baseline is not JSON.', hint);
}

function aboutEntry(entry: BaselineEntry, text: string, message: string, hint: string): PolicyDiagnostic {
  const quoted = JSON.stringify(entry.fingerprint);
  const start = Math.max(0, text.lastIndexOf(quoted));
  return diagnosticAt(
    { source: policySource(BASELINE_FILE, BASELINE_FILE, text), start, end: start + quoted.length },
    'error',
    message,
    hint,
  );
}
