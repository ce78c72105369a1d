import type { Contract } from '../contracts/contract.ts';
import { addTo } from '../source/groups.ts';
import type { Match, Pairing } from './pair.ts';
import { coreOf, versionId, versionOf } from './version.ts';

/**
 * The versions that a contract cannot rise to, for another contract of its key has or had them, will have to take them, or has a
 * prerelease of them.
 */
export interface TakenVersions {
  of(match: Match): ReadonlySet<string>;
  /** Notes that the contract of the match has to take this version. */
  claim(match: Match, version: string): void;
}

/** Declarations of one contract: in which versions the base has it, and all versions that it has on either side. */
interface Holder {
  readonly ids: ReadonlySet<string | null>;
  readonly versions: readonly (string | null)[];
}

/**
 * Finds what stands side by side under one key. Where a key and version are declared twice at the base, they are one contract:
 * what the one rises to, the other may.
 */
export function createTakenVersions({ matches, added, removed }: Pairing, catalogOf: (contract: Contract) => string): TakenVersions {
  const groupOf = (contract: Contract): string => {
    const { kind, key, call } = contract;
    return JSON.stringify([kind === 'event', key.state === 'known' ? key.value : call, catalogOf(contract)]);
  };
  const holders = new Map<string, Holder[]>();
  for (const { head, bases } of matches) addTo(holders, groupOf(head), { ids: idsOf(bases), versions: [head, ...bases].map(versionOf) });
  for (const contract of [...added, ...removed])
    addTo(holders, groupOf(contract), { ids: new Set<string>(), versions: [versionOf(contract)] });
  return {
    of: ({ head, bases }) => {
      const own = idsOf(bases);
      const others = (holders.get(groupOf(head)) ?? []).filter(({ ids }) => [...ids].every((id) => !own.has(id)));
      return new Set(others.flatMap(({ versions }) => versions.flatMap((version) => (version === null ? [] : coreOf(version)))));
    },
    claim: ({ head, bases }, version) => {
      addTo(holders, groupOf(head), { ids: idsOf(bases), versions: [version] });
    },
  };
}

function idsOf(bases: readonly Contract[]): ReadonlySet<string | null> {
  return new Set(bases.map(versionId));
}
