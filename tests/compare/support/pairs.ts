import type { Change, Comparison, ContractDiff } from '../../../src/compare/change.ts';
import { compare } from '../../../src/compare/compare.ts';
import type { Release } from '../../../src/compare/options.ts';
import type { Inventory } from '../../../src/contracts/inventory.ts';
import { readInventory } from '../../../src/contracts/read.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import type { Span } from '../../../src/source/span.ts';
import { type PolicyPatch, policyWith } from '../../support/policy.ts';
import { billing } from './billing.ts';

export type Files = Readonly<Record<string, string>>;

/** An edit of a text that stands exactly once in the files: what stood there, what stands there now. */
export type Edit = readonly [from: string, to: string];

/** The files with edits made. An edit whose text stands nowhere, or more than once, is a mistake of the test. */
export function edited(files: Files, edits: readonly Edit[]): Files {
  const result: Record<string, string> = { ...files };
  for (const [from, to] of edits) {
    const found = Object.entries(result).filter(([, text]) => text.includes(from));
    const [file, text] = found[0] ?? [];
    if (file === undefined || text === undefined || found.length > 1 || text.split(from).length !== 2)
      throw new Error(`"${from}" must stand once in the fixture.`);
    result[file] = text.replace(from, () => to);
  }
  return result;
}

export interface PairOptions {
  /** The base's policy, and the head's where that is not given. */
  readonly policy?: PolicyPatch;
  readonly headPolicy?: PolicyPatch;
  readonly today?: string;
  readonly releases?: readonly Release[];
}

export function read(files: Files, policy: Policy = policyWith()): Inventory {
  const inventory = readInventory(memoryTree(files), policy.read);
  if (inventory.problems.length > 0) throw new Error(JSON.stringify(inventory.problems));
  return inventory;
}

export function comparePair(base: Files, head: Files, options: PairOptions = {}): Comparison {
  const basePolicy = policyWith(options.policy);
  const headPolicy = options.headPolicy ? policyWith(options.headPolicy) : basePolicy;
  const { today = '2026-06-15', releases = [] } = options;
  return compare({ base: read(base), head: read(head), basePolicy, headPolicy, today, releases });
}

/** The changes that edits of the billing contracts make. */
export function changesOf(edits: readonly Edit[], options: PairOptions = {}, base: readonly Edit[] = []): readonly string[] {
  const files = edited(billing, base);
  return comparePair(files, edited(files, edits), options).contracts.flatMap((diff) =>
    diff.changes.map((change) => changeText(diff, change)),
  );
}

/** `command billing.invoice.send: auth-tightened, breaking, policy.auth`, with the review where one is owed. */
export function changeText({ kind, key }: ContractDiff, change: Change): string {
  return `${kind} ${key}: ${change.id}, ${change.class}, ${change.path}${change.review ? ` (${change.review})` : ''}`;
}

/** `billing.invoice.send: major 2.0.0, unpaid`. */
export function verdictText({ key, status, requiredBump, requiredVersion, satisfied, verdict }: ContractDiff): string {
  const state = satisfied ? (verdict?.fault ?? 'fine') : (verdict?.fault ?? 'refused');
  return `${key}: ${status}, ${requiredBump}${requiredVersion === null ? '' : ` ${requiredVersion}`}, ${state}`;
}

/** `src/send.ts:21:14 '1.0.0'`: a place and the text that stands there. */
export function placeText(span: Span | null, inventory: Inventory): string | null {
  if (!span) return null;
  const { file, line, column } = inventory.locate(span);
  return `${file}:${String(line)}:${String(column)} ${inventory.text(file).slice(span.start, span.end)}`;
}
