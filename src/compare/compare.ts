import type { Contract } from '../contracts/contract.ts';
import { schemasOf } from '../contracts/late-parts.ts';
import { catalogId } from '../policy/catalogs.ts';
import { tally } from '../source/groups.ts';
import { compareCodeUnits } from '../source/paths.ts';
import { bumpSize, gravityOfClass, worstClass } from './bump.ts';
import type { Comparison, ContractDiff } from './change.ts';
import { contractChanges, copiesOf } from './contract/contract-changes.ts';
import type { ComparedTrees } from './contract/sides.ts';
import { deprecationOf, deprecationsByVersion } from './deprecation.ts';
import { keyText } from './key-text.ts';
import { addedDiff, removedDiff } from './one-sided.ts';
import type { CompareOptions } from './options.ts';
import { pairInventories, sidesOf } from './pair-inventories.ts';
import type { Match } from './pair.ts';
import { type FindReleased, releasedCounterparts } from './released.ts';
import { hasOpaqueScalar } from './schema/opaque-parts.ts';
import { createTakenVersions } from './taken-versions.ts';
import { judgeVersion } from './version-verdict.ts';
import { compareSemantic, versionId, versionOf } from './version.ts';

/** Compares two inventories: what differs, which bump it owes, and whether it is paid. */
export function compare(given: CompareOptions): Comparison {
  const { base, head } = given;
  const basePolicy = deprecationsByVersion(given.basePolicy, base);
  const headPolicy = deprecationsByVersion(given.headPolicy, base, head);
  const options = { ...given, basePolicy, headPolicy };
  const { pairing, trees } = pairInventories(options);
  const released = releasedCounterparts(options);
  const diffs: ContractDiff[] = [];
  const uses = tally(pairing.matches.flatMap(({ bases }) => bases));
  const taken = createTakenVersions(pairing, (contract) => catalogId(contract, basePolicy.catalogs));
  // Of versions side by side that all have to rise, the newest has the first choice.
  for (const match of [...pairing.matches].sort((a, b) => compareVersionsOf(b.bases[0], a.bases[0]))) {
    const diff = matchDiff(match, { trees, options, released, taken: taken.of(match) });
    if (diff && !diff.satisfied && diff.requiredVersion !== null) taken.claim(match, diff.requiredVersion);
    // A copy in another file is not what the original moved to.
    const isCopy = diff?.status === 'moved' && (uses.get(match.bases[0]) ?? 0) > 1;
    if (diff && !isCopy) diffs.push(diff);
  }
  diffs.push(...pairing.added.map((contract) => addedDiff(contract, options, released)));
  diffs.push(...pairing.removed.map((contract) => removedDiff(contract, options)));
  return { base, head, basePolicy, headPolicy, contracts: diffs.sort(byIdentity), unread: trees.outsideDifference.unread() };
}

/** What the pairs of one comparison share, and the versions that the contract cannot take. */
interface PairWork {
  readonly trees: ComparedTrees;
  readonly options: CompareOptions;
  readonly released: FindReleased;
  readonly taken: ReadonlySet<string>;
}

/** The difference between a declaration of the head and what it stands for, the worst of several; null where there is none. */
function matchDiff({ head, bases }: Match, work: PairWork): ContractDiff | null {
  const candidates = bases.map((base) => pairDiff(base, head, work));
  return candidates.reduce((worst, diff) => (diff && (!worst || isWorse(diff, worst)) ? diff : worst), null);
}

function pairDiff(base: Contract, head: Contract, { trees, options, released, taken }: PairWork): ContractDiff | null {
  if (base === head && isSameEverywhere(base, trees, options)) return null;
  const changes = contractChanges(sidesOf(base, head, trees, options));
  const isMoved = base.file !== head.file;
  const isReversioned = versionId(base) !== versionId(head);
  if (changes.length === 0 && !isMoved && !isReversioned) return null;
  const policy = options.basePolicy.for(base);
  const judged = judgeVersion({ base, head, changes, released: released(head, base), policy, taken });
  const renamed = changes.some(({ id }) => id === 'key-renamed');
  return {
    kind: head.kind,
    key: keyText(base.key.state === 'known' ? base : head),
    status: renamed ? 'renamed' : changes.length === 0 && !isReversioned ? 'moved' : 'changed',
    renamedTo: renamed ? keyText(head) : null,
    base,
    head,
    ...judged,
    changes,
  };
}

/**
 * Whether a contract that was read once for both sides means the same on both: unless the policy announces something about it,
 * the schema library beneath it changed, or an event that it emits has its payload elsewhere.
 */
function isSameEverywhere(contract: Contract, trees: ComparedTrees, { basePolicy, headPolicy }: CompareOptions): boolean {
  const isOpaque = trees.opaqueScalars(contract.file, contract.file);
  if (isOpaque && schemasOf(contract).some((schema) => hasOpaqueScalar(schema, isOpaque))) return false;
  const { gone, come } = trees.outsideDifference.of(contract, contract);
  if (trees.redirection(contract, contract) || gone.length + come.length > 0 || copiesOf(trees, contract, contract).length > 0)
    return false;
  const announced = deprecationOf(contract, basePolicy.for(contract));
  const announces = deprecationOf(contract, headPolicy.for(contract));
  if (announced?.sunset !== announces?.sunset || (announced === null) !== (announces === null)) return false;
  return contract.emits.state !== 'known' || contract.emits.value.every((emit) => emit.state === 'known' && emit.value.payload !== null);
}

/** Whether the first verdict on a contract is graver than the second. */
export function isWorse(a: ContractDiff, b: ContractDiff): boolean {
  const rank = (diff: ContractDiff): readonly number[] => [
    diff.satisfied ? 0 : 1,
    bumpSize(diff.requiredBump),
    -gravityOfClass(worstClass(diff.changes.map((change) => change.class))),
    diff.changes.length,
  ];
  const [left, right] = [rank(a), rank(b)];
  const at = left.findIndex((value, index) => value !== right[index]);
  return at !== -1 && (left[at] ?? 0) > (right[at] ?? 0);
}

/** By key, kind and version; what is still equal, by file and position, so that the order does not depend on that of the files. */
export function byIdentity(a: ContractDiff, b: ContractDiff): number {
  const one = a.base ?? a.head;
  const other = b.base ?? b.head;
  if (!one || !other) return 0;
  return (
    compareCodeUnits(a.key, b.key) ||
    compareCodeUnits(a.kind, b.kind) ||
    compareVersionsOf(one, other) ||
    compareCodeUnits(one.file, other.file) ||
    one.call.start - other.call.start
  );
}

function compareVersionsOf(a: Contract, b: Contract): number {
  const [one, other] = [versionOf(a), versionOf(b)];
  return one !== null && other !== null ? compareSemantic(one, other) : compareCodeUnits(versionId(a) ?? '', versionId(b) ?? '');
}
