import type { Contract } from '../../contracts/contract.ts';
import { count } from '../../source/count.ts';
import { groupBy, tally } from '../../source/groups.ts';
import { subjectOf } from '../selector.ts';
import { lettersOf, type Section, textOf } from './write.ts';

/** Above this part of tags that occur once there is no vocabulary yet, but words that came as they came. */
const MAX_SINGLES_SHARE = 0.2;

/** A vocabulary of the tags in use, where they are one. */
export function inferTags(contracts: readonly Contract[]): Section {
  const counts = tally(contracts.flatMap((contract) => [...new Set(subjectOf(contract).tags)].filter((tag) => tag.trim() !== '')));
  const tags = [...counts.keys()].sort();
  const singles = tags.filter((tag) => counts.get(tag) === 1).length;
  if (tags.length === 0) return { name: 'tags', lines: [], comments: ['No contract has tags yet, so there is no vocabulary.'] };
  if (singles > tags.length * MAX_SINGLES_SHARE) {
    const share = Math.round((100 * singles) / tags.length);
    return {
      name: 'tags',
      lines: [],
      comments: [
        `No tags.vocabulary yet: ${singles} of ${count(tags.length, 'tag')} (${share} %) ${singles === 1 ? 'occurs' : 'occur'} once.`,
      ],
    };
  }
  return { name: 'tags', lines: ['vocabulary:', ...tags.map((tag) => `  - ${textOf(tag)}`)], comments: nearMisses(tags, counts) };
}

/** Tags that differ in case, separators or a plural `s` alone. */
function nearMisses(tags: readonly string[], counts: ReadonlyMap<string, number>): readonly string[] {
  const groups = groupBy(tags, (tag) => lettersOf(tag).replace(/s$/, ''));
  return [...groups.values()]
    .filter((names) => names.length > 1)
    .map((names) => {
      const most = names.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0] ?? '';
      return `? Are ${names.map((name) => `"${name}"`).join(' and ')} one tag? Then write { name: ${most}, aliases: [${names.filter((name) => name !== most).join(', ')}] }.`;
    });
}
