import type { EffectivePolicy } from '../effective-policy.ts';
import { isOwnerWellSpelled, isTagWellSpelled } from '../spelling.ts';
import type { Weakening } from './loosening.ts';

/**
 * Names that a directory or a vocabulary accepts now though they are ill written, which the rules about spelling leave in peace.
 * That the lists grow is a weakening of other rules, and told of them.
 */
export function compareSpellings(before: EffectivePolicy, after: EffectivePolicy): readonly Weakening[] {
  return [
    ...(before.owners.directory === after.owners.directory ? [] : illWrittenTeams(before, after)),
    ...(before.tags.vocabulary === after.tags.vocabulary ? [] : illWrittenTags(before, after)),
  ];
}

function illWrittenTeams({ owners: before }: EffectivePolicy, { owners: after }: EffectivePolicy): readonly Weakening[] {
  return [...(after.directory?.teams.keys() ?? [])].flatMap((name) =>
    before.directory?.teams.has(name) || isOwnerWellSpelled(name, before)
      ? []
      : [{ path: 'owners.directory', rule: 'owner-format', change: accepts(name) }],
  );
}

/** Deprecated tags are told whatever way they are written. */
function illWrittenTags({ tags: before }: EffectivePolicy, { tags: after }: EffectivePolicy): readonly Weakening[] {
  return [...(after.vocabulary?.values() ?? [])].flatMap(({ name, deprecated }) =>
    deprecated || before.vocabulary?.has(name) || isTagWellSpelled(name, before)
      ? []
      : [{ path: 'tags.vocabulary', rule: 'tag-format', change: accepts(name) }],
  );
}

function accepts(name: string): string {
  return `accepts "${name}" as it is written`;
}
