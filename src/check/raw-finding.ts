import type { Comparison } from '../compare/change.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Severity } from '../policy/severity.ts';
import type { Report } from '../rules/finding.ts';
import { renderMessage } from '../rules/message.ts';
import type { Rule } from '../rules/rule.ts';
import { compareCodeUnits } from '../source/paths.ts';
import type { Span } from '../source/span.ts';
import { changeDigests } from './change-digest.ts';
import { type Locate, toEdits, toFindingContract, toRelatedPlace } from './convert.ts';
import { fingerprinter } from './fingerprint.ts';
import type { Finding, FindingPart } from './result.ts';
import { docsUrl } from './tool.ts';

/** A finding before waivers and baseline. */
export interface RawFinding extends Omit<Finding, 'status' | 'waiver'> {
  /** The contract as it was read, for waivers. */
  readonly about: Contract | null;
}

/** A finding before its fingerprint, which needs all of them in order. */
export interface Unsigned extends Omit<RawFinding, 'fingerprint' | 'alias' | 'parts'> {
  /** See `Report.identity`. */
  readonly identity: string | null;
  /** See `Report.parts`. */
  readonly unsignedParts: NonNullable<Report['parts']>;
}

/** Converts what a rule reported. Throws when a span lies outside of its file: a defect of the rule. */
export function toUnsigned(rule: Rule, report: Report, severity: Exclude<Severity, 'off'>, { side, was, locate }: Locator): Unsigned {
  const message = (id: string, data: Report['data']): string => renderMessage(rule.messages[id] ?? id, data);
  return {
    rule: rule.id,
    severity,
    message: message(report.messageId, report.data),
    contract: report.contract && toFindingContract(report.contract),
    was,
    subject: report.subject ?? null,
    ...locate(report.at),
    side,
    related: (report.related ?? []).map((related) => toRelatedPlace(related, locate)),
    fix: report.fix ? toEdits(report.fix, locate) : null,
    suggestions: (report.suggestions ?? []).map((suggestion) => ({
      message: message(suggestion.messageId, { ...report.data, ...suggestion.data }),
      fix: toEdits(suggestion.fix, locate),
    })),
    docs: docsUrl(rule),
    about: report.contract,
    identity: report.identity ?? null,
    unsignedParts: report.parts ?? [],
  };
}

/** Sorts findings by file, line, column and rule, and gives each its fingerprint. */
export function sign(unsigned: readonly Unsigned[], inventory: Inventory, comparison: Comparison | null): RawFinding[] {
  const digests = changeDigests(comparison);
  const fingerprint = fingerprinter(inventory.contracts, comparison?.base.contracts);
  return unsigned.toSorted(inOrder).map(({ identity, unsignedParts, ...finding }) => {
    const { rule, about } = finding;
    const changes = rule === 'version-bump' && about ? digests.get(about) : undefined;
    const { value, alias } =
      identity === null
        ? fingerprint({ rule, contract: about, subject: changes ?? finding.subject })
        : fingerprint({ rule, contract: null, subject: identity });
    const parts = unsignedParts.map(({ contract, subject }): FindingPart => {
      const own = fingerprint({ rule, contract, subject });
      return { fingerprint: own.value, alias: own.alias, contract: toFindingContract(contract), subject };
    });
    return { ...finding, fingerprint: value, alias, parts };
  });
}

/** Converts the spans of one side. */
export interface Locator {
  readonly side: Finding['side'];
  readonly was: Finding['was'];
  readonly locate: Locate;
}

/**
 * Where the spans of a report are converted. A removed contract is a contract of a base, and its spans are in the base's files.
 * One that did not change is the same object on both sides, and then the head's.
 */
export function createLocators(inventory: Inventory, comparison: Comparison | null): (contract: Contract | null) => Locator {
  const atHead: Locator = { side: 'head', was: null, locate: (span) => inventory.locate(span) };
  if (!comparison) return () => atHead;
  const ofHead = new Set(inventory.contracts);
  const ofBases = new Map<Contract, Inventory>();
  const others = comparison.contracts.flatMap((diff) => (diff.baseInventory ? [diff.baseInventory] : []));
  for (const base of new Set([comparison.base, ...others])) for (const contract of base.contracts) ofBases.set(contract, base);
  const before = new Map(comparison.contracts.map(({ base, head }) => [head, base]));
  return (contract) => {
    if (!contract) return atHead;
    const base = ofHead.has(contract) ? undefined : ofBases.get(contract);
    if (base) return { side: 'base', was: null, locate: (span: Span) => base.locate(span) };
    const former = before.get(contract);
    return former ? { ...atHead, was: { file: former.file, owners: toFindingContract(former).owners } } : atHead;
  };
}

type PlacedFinding = Pick<Finding, 'file' | 'line' | 'column' | 'rule'>;

/** By file, line, column and rule. */
export function byPlace(a: PlacedFinding, b: PlacedFinding): number {
  return compareCodeUnits(a.file, b.file) || a.line - b.line || a.column - b.column || compareCodeUnits(a.rule, b.rule);
}

/** The last comparisons only make the order total, so that no order of rules or files shows through. */
function inOrder(a: Unsigned, b: Unsigned): number {
  return (
    byPlace(a, b) ||
    a.endLine - b.endLine ||
    a.endColumn - b.endColumn ||
    compareCodeUnits(a.subject ?? '', b.subject ?? '') ||
    compareCodeUnits(a.message, b.message)
  );
}
