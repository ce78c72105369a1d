import type { Contract } from '../contracts/contract.ts';
import { memoize } from '../source/memoize.ts';
import type { Change } from './change.ts';
import { contractChanges } from './contract/contract-changes.ts';
import type { CompareOptions, Release } from './options.ts';
import { pairInventories, sidesOf } from './pair-inventories.ts';

/** What a contract of the head was when it was last released. */
export interface ReleasedCounterpart {
  /** Null: it never was. */
  readonly contract: Contract | null;
  readonly changes: readonly Change[];
}

/**
 * Finds for each contract of the head what was last released of it. Null where no release covers the contract:
 * then the base is what the owed version is counted from.
 */
export function releasedCounterparts(options: CompareOptions): FindReleased {
  const counterparts = memoize((release: Release) => counterpartsIn(release, options));
  const releasedWith = (name: string | null, head: Contract): ReleasedCounterpart | null => {
    const release = releaseOf(name, options.releases ?? []);
    return release && counterparts(release)(head);
  };
  return (head, base) => {
    const own = releasedWith(head.package, head);
    // What moved between packages was released with the one that it was in.
    const name = (own?.contract ?? base)?.package ?? head.package;
    return name === head.package ? own : (releasedWith(name, head) ?? own);
  };
}

/** What was released of a contract of the head, which was `base` before; null where it was not there. */
export type FindReleased = (head: Contract, base: Contract | null) => ReleasedCounterpart | null;

/** The release of the package, by its name or by the last part of it, else that of everything. */
function releaseOf(name: string | null, releases: readonly Release[]): Release | null {
  const names = name === null ? [null] : [name, name.replace(/^@[^/]*\//, ''), null];
  return names.flatMap((one) => releases.find((release) => release.package === one) ?? [])[0] ?? null;
}

/** Where a file of the release cannot be judged, a contract that is not found may be in it: then the release does not say what was released. */
function counterpartsIn({ inventory }: Release, options: CompareOptions): (head: Contract) => ReleasedCounterpart | null {
  const { pairing, trees } = pairInventories({ ...options, base: inventory });
  const bases = new Map(pairing.matches.map((match) => [match.head, match.bases]));
  const missing: ReleasedCounterpart | null = inventory.problems.length > 0 ? null : { contract: null, changes: [] };
  return memoize((head) => {
    const candidates = (bases.get(head) ?? []).map((contract) => ({
      contract,
      changes: contractChanges(sidesOf(contract, head, trees, options)),
    }));
    // Of a key and version that were released twice, the one that the head differs from most.
    const [worst] = candidates.sort((a, b) => b.changes.length - a.changes.length);
    return worst ?? missing;
  });
}
