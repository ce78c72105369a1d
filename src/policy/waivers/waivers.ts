import { groupBy } from '../../source/groups.ts';
import { daysBetween } from '../date.ts';
import type { OwnersDirectory } from '../effective-policy.ts';
import type { Policy, Waiver } from '../policy.ts';
import { type CommentWaiver } from './comments.ts';
import { awaitsChange, type WaivableContract, waivedContract, type WaivableFinding } from './match.ts';
import { waiverProblem } from './validity.ts';

export type { WaivableFinding } from './match.ts';

export interface WaiverTerms {
  /** Those that judge: with a base the base's, see `waiversInForce`. */
  readonly inForce: readonly Waiver[];
  /** Added by the change that is judged: they hide nothing yet. */
  readonly pending: readonly Waiver[];
  readonly rules: Policy['waiverRules'];
  readonly knownRules: readonly string[];
  /** Rules that compare with a base, and demand more of a waiver. */
  readonly baseRules: readonly string[];
  /** The ids of all kinds of changes. */
  readonly knownChanges: readonly string[];
  /** What is judged: a waiver of a change that may yet come to one of these is not unused. */
  readonly contracts: readonly WaivableContract[];
  /** Where there is one, a waiver's owner must be in it. */
  readonly directory: OwnersDirectory | null;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}

export interface WaivedFinding<F> {
  readonly finding: F;
  readonly status: 'new' | 'waived' | 'expired-waiver';
  /** What hides it, has expired over it, or is pending; else null. */
  readonly waiver: Waiver | null;
}

/** What the rule `waivers` reports. */
export interface WaiverProblem {
  readonly kind: 'void' | 'unused' | 'expired-unused';
  readonly waiver: Waiver;
  readonly message: string;
}

export interface WaiverOutcome<F> {
  /** In the order of the findings given. */
  readonly findings: readonly WaivedFinding<F>[];
  readonly problems: readonly WaiverProblem[];
  /** Waivers in use that end within the policy's `warnDays`. */
  readonly expiring: readonly { readonly waiver: Waiver; readonly daysLeft: number }[];
}

/** Which waivers judge a change: the base's, unless the base's policy lets a change waive itself. Without a base all are in force. */
export function waiversInForce(
  base: readonly Waiver[] | null,
  head: readonly Waiver[],
  allowInChange: boolean,
): { readonly inForce: readonly Waiver[]; readonly pending: readonly Waiver[] } {
  if (base === null || allowInChange) return { inForce: head, pending: [] };
  const kept = keptWaivers(base, head);
  const known = new Set(kept.values());
  return {
    // Where the head still has it, the head's own place is what messages and comments' reach go by. A comment that is gone reaches nothing.
    inForce: base.flatMap((waiver) => kept.get(waiver) ?? (isComment(waiver) ? [] : waiver)),
    pending: head.filter((waiver) => !known.has(waiver)),
  };
}

/** The waivers of the base that the head still has, each with the one it is there. They are matched one by one: a copy is another waiver. */
export function keptWaivers<W extends Waiver>(base: readonly W[], head: readonly W[]): ReadonlyMap<W, W> {
  const kept = new Map<W, W>();
  // What is as it was goes first, so that a copy in another file does not take its place.
  for (const idOf of [waiverId, movedId]) {
    const taken = new Set(kept.values());
    const left = groupBy(
      head.filter((waiver) => !taken.has(waiver)),
      idOf,
    );
    for (const waiver of base) {
      const same = kept.has(waiver) ? undefined : left.get(idOf(waiver))?.shift();
      if (same) kept.set(waiver, same);
    }
  }
  return kept;
}

/** What makes a waiver the same one in two trees: all that it says, and not where it stands. Of comments also the file, and what they stand above. */
export function waiverId(waiver: Waiver): string {
  return JSON.stringify([isComment(waiver) ? [waiver.location.file, waiver.above] : null, termsOf(waiver)]);
}

/** As `waiverId`, of a comment whose file was renamed or split: what it stands above has moved as it was. */
function movedId(waiver: Waiver): string {
  return JSON.stringify([isComment(waiver) ? [waiver.above, waiver.covered] : null, termsOf(waiver)]);
}

function termsOf({ rule, contract, subject, reason, owner, issue, expires, from, to, changes }: Waiver): readonly unknown[] {
  return [rule, contract, subject, reason, owner, issue, expires, from, to, changes];
}

/** Whether a waiver stands in a comment: it is for what stands below, whatever its contract. */
export function isComment(waiver: Waiver): waiver is CommentWaiver {
  return 'covers' in waiver;
}

/**
 * Decides which findings are waived. A waiver that is not valid hides nothing and is a problem, as is one that is used by nothing.
 * @param head the waivers of the head: only these can be unused, since the change may have removed others together with their finding
 */
export function applyWaivers<F extends WaivableFinding>(
  findings: readonly F[],
  terms: WaiverTerms,
  head: readonly Waiver[],
): WaiverOutcome<F> {
  const stillThere = new Set(head.map(waiverId));
  const problems: WaiverProblem[] = [];
  const valid = (waivers: readonly Waiver[]): Waiver[] =>
    waivers.filter((waiver) => {
      const problem = waiverProblem(waiver, terms);
      if (problem !== null && stillThere.has(waiverId(waiver))) problems.push({ kind: 'void', waiver, message: problem });
      return problem === null;
    });
  const inForce = groupBy(valid(terms.inForce), ({ rule }) => rule);
  const pending = groupBy(valid(terms.pending), ({ rule }) => rule);
  const used = new Set<Waiver>();
  const waived = findings.map((finding) => waive(finding, inForce, pending, terms.today, used));
  const open = waived.filter(({ status }) => status === 'new').map(({ finding }) => finding);
  const standing = [...inForce.values(), ...pending.values()].flat();
  for (const waiver of standing)
    if (!used.has(waiver) && stillThere.has(waiverId(waiver)) && !isAwaiting(waiver, terms))
      problems.push(unusedProblem(waiver, terms.today, open));
  const expiring = standing.flatMap((waiver) => {
    const daysLeft = daysBetween(terms.today, waiver.expires);
    return used.has(waiver) && daysLeft >= 0 && daysLeft <= terms.rules.warnDays ? [{ waiver, daysLeft }] : [];
  });
  return { findings: waived, problems, expiring };
}

/**
 * Whether what a waiver is for may be yet to come. One of a change has to be in the base before the change is made, and so in every change
 * that is made in between. Of a change of the policy nothing tells that it has come.
 */
function isAwaiting(waiver: Waiver, { baseRules, contracts, today }: WaiverTerms): boolean {
  if (!baseRules.includes(waiver.rule) || waiver.expires < today) return false;
  return waiver.from === null || contracts.some((contract) => awaitsChange(waiver, contract));
}

type Index = ReadonlyMap<string, readonly Waiver[]>;

/** One that holds wins over one that has expired, and that over one that is pending. All that match are in use. */
function waive<F extends WaivableFinding>(finding: F, inForce: Index, pending: Index, today: string, used: Set<Waiver>): WaivedFinding<F> {
  const matching = (index: Index): readonly Waiver[] => (index.get(finding.rule) ?? []).filter((waiver) => covers(waiver, finding));
  const current = matching(inForce);
  const awaiting = matching(pending);
  for (const waiver of [...current, ...awaiting]) used.add(waiver);
  const holding = current.find((waiver) => waiver.expires >= today);
  if (holding) return { finding, status: 'waived', waiver: holding };
  const [expired] = current;
  if (expired) return { finding, status: 'expired-waiver', waiver: expired };
  return { finding, status: 'new', waiver: awaiting[0] ?? null };
}

function covers(waiver: Waiver, finding: WaivableFinding): boolean {
  if (waiver.subject !== null && waiver.subject !== finding.subject) return false;
  if (isComment(waiver)) return isInside(waiver, finding);
  return waivedContract(waiver, finding);
}

function isInside({ covers: place }: CommentWaiver, { file, line, column }: WaivableFinding): boolean {
  if (file !== place.file) return false;
  const isAfterStart = line > place.line || (line === place.line && column >= place.column);
  const isBeforeEnd = line < place.endLine || (line === place.endLine && column < place.endColumn);
  return isAfterStart && isBeforeEnd;
}

/** `The waiver of "audit-coverage" for "billing.invoice.void"`; one in a comment is for what it stands above. */
export function nameOfWaiver(waiver: Waiver): string {
  return `The waiver of "${waiver.rule}"${isComment(waiver) ? '' : ` for "${waiver.contract}"`}`;
}

function unusedProblem(waiver: Waiver, today: string, findings: readonly WaivableFinding[]): WaiverProblem {
  const what = nameOfWaiver(waiver);
  if (waiver.expires < today)
    return { kind: 'expired-unused', waiver, message: `${what} expired on ${waiver.expires} and hides nothing. Remove it.` };
  return { kind: 'unused', waiver, message: `${what} hides nothing${isComment(waiver) ? misplaced(waiver, findings) : '. Remove it.'}` };
}

/** A comment is often put beside the finding that it is for: above what is to be mended. */
function misplaced({ rule, subject, covers: place }: CommentWaiver, findings: readonly WaivableFinding[]): string {
  const [nearest] = findings
    .filter((finding) => finding.rule === rule && finding.file === place.file && (subject === null || finding.subject === subject))
    .toSorted((a, b) => Math.abs(a.line - place.line) - Math.abs(b.line - place.line));
  return nearest
    ? `: the nearest finding of the rule begins in line ${nearest.line}, not in what stands below the comment. Move it there, or remove it.`
    : '. Remove it.';
}
