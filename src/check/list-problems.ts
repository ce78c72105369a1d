import type { Contract, Read, ReadList } from '../contracts/contract.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import { didYouMean } from '../policy/nearest.ts';
import { globProblem, literalPrefix } from '../source/glob.ts';
import { ownerProblems } from './filter-problems.ts';
import { problemOf } from './problems.ts';
import type { Problem } from './result.ts';

/** What is chosen of a list: of each, one value must be the contract's. */
export interface ListChoice {
  readonly owners: readonly string[];
  readonly tags: readonly string[];
  readonly stabilities: readonly string[];
  readonly keyGlobs: readonly string[];
}

/**
 * What is wrong with a choice of contracts: names that no contract has and the policy does not know either. A misspelt one would choose none,
 * and look as if there were none. A glob of keys may match nothing, one that is written out may not.
 */
export function listProblems(
  choice: ListChoice,
  contracts: readonly Contract[],
  { owners, tags, stability }: EffectivePolicy,
): readonly Problem[] {
  const knownTags = new Set([...contracts.flatMap((contract) => textsOf(contract.tags)), ...(tags.vocabulary?.keys() ?? [])]);
  const knownStages = new Set([...stability.stages, ...contracts.flatMap((contract) => textsOf(contract.stability))]);
  const knownKeys = new Set(contracts.flatMap((contract) => textsOf(contract.key)));
  const broken = choice.keyGlobs.filter((glob) => globProblem(glob) !== null);
  const written = choice.keyGlobs.filter((glob) => !broken.includes(glob) && literalPrefix(glob, '.') === glob);
  return [
    ...ownerProblems(choice.owners, contracts, owners.directory),
    ...unknownNames(choice.tags, knownTags, 'No contract has the tag', 'Run `contracts-governance list` to see the tags of all contracts.'),
    ...unknownNames(choice.stabilities, knownStages, 'There is no stage', `Stages: ${stability.stages.join(', ')}.`),
    ...unknownNames(written, knownKeys, 'No contract has the key', 'Run `contracts-governance list` to see all contracts.'),
    ...broken.map((glob) => problemOf(`The glob "${glob}" of --key is refused: ${globProblem(glob)}.`, null)),
  ];
}

function unknownNames(names: readonly string[], known: ReadonlySet<string>, fact: string, advice: string): readonly Problem[] {
  return names.filter((name) => !known.has(name)).map((name) => problemOf(`${fact} "${name}".`, didYouMean(name, known) ?? advice));
}

function textsOf(read: Read<string> | ReadList<string>): readonly string[] {
  if (read.state !== 'known') return [];
  return typeof read.value === 'string' ? [read.value] : read.value.flatMap(textsOf);
}
