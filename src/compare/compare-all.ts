import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Location, Span } from '../source/span.ts';
import type { Comparison, ContractDiff } from './change.ts';
import { byIdentity, compare, isWorse } from './compare.ts';
import type { CompareOptions } from './options.ts';

/** As `CompareOptions`, with every merge base. */
export interface CompareAllOptions extends Omit<CompareOptions, 'base'> {
  readonly bases: readonly [Inventory, ...Inventory[]];
}

/**
 * Compares with each of several merge bases and takes the worst verdict on each contract. The result's base is the first
 * of them, which also knows the contracts that are taken from the others.
 */
export function compareAll({ bases, ...options }: CompareAllOptions): Comparison {
  const [first, ...others] = bases.map((base) => compare({ ...options, base }));
  if (!first) throw new TypeError('There is no base to compare with.');
  if (others.length === 0) return first;
  const worst = new Map<string, ContractDiff>();
  for (const comparison of [first, ...others]) {
    for (const diff of comparison.contracts) {
      const id = identityOf(diff);
      const known = worst.get(id);
      if (!known || isWorse(diff, known)) worst.set(id, { ...diff, ...(comparison !== first && { baseInventory: comparison.base }) });
    }
  }
  const contracts = [...worst.values()].sort(byIdentity);
  return { ...first, base: withForeign(first.base, contracts), contracts };
}

/** A declaration of the head is one contract whatever it was before; what is gone is known by kind, key and version. */
function identityOf({ head, base, kind, key }: ContractDiff): string {
  if (head) return JSON.stringify(['head', head.file, head.call.start, head.kind, key]);
  return JSON.stringify(['base', kind, key, base?.version.state === 'known' ? base.version.value : null]);
}

/** The first base with the contracts of other bases in it; their spans are located where they were read. */
function withForeign(base: Inventory, diffs: readonly ContractDiff[]): Inventory {
  const owners = new Map<Span, Inventory>();
  const foreign: Contract[] = [];
  for (const { base: contract, baseInventory, changes } of diffs) {
    if (!contract || !baseInventory) continue;
    foreign.push(contract);
    for (const span of spansIn(contract)) owners.set(span, baseInventory);
    for (const change of changes) if (change.base) owners.set(change.base, baseInventory);
    for (const { origin, originSide } of changes) if (origin && originSide === 'base') owners.set(origin, baseInventory);
  }
  return {
    ...base,
    contracts: [...base.contracts, ...foreign],
    locate: (span): Location => (owners.get(span) ?? base).locate(span),
  };
}

/** The places of a contract that a finding about its removal may point at. */
function spansIn(contract: Contract): readonly Span[] {
  const { call, definedAt, key, version, stability } = contract;
  return [call, ...(definedAt ? [definedAt] : []), ...[key, version, stability].flatMap(({ site, origin }) => [site, origin])];
}
