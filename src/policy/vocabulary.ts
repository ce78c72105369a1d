import { memoizeWeakly } from '../source/memoize.ts';
import type { TagGroup, TagImplication, TagsPolicy, VocabularyTag } from './effective-policy.ts';
import { boolAt, countAt, itemsOf, nodeAt, numberAt, type PolicyNode, textAt, textOf, textsAt } from './node.ts';

/** The `tags` section from its checked node. */
export function compileTags(node: PolicyNode): TagsPolicy {
  return {
    min: countAt(node, 'min'),
    max: numberAt(node, 'max'),
    format: textAt(node, 'format') ?? 'kebab-case',
    vocabulary: vocabularyFrom(nodeAt(node, 'vocabulary')),
    groups: itemsOf(nodeAt(node, 'groups')).map(groupFrom),
    implies: itemsOf(nodeAt(node, 'implies')).map(implicationFrom),
  };
}

function vocabularyFrom(node: PolicyNode | undefined): ReadonlyMap<string, VocabularyTag> | null {
  return node?.kind === 'list' ? vocabularyOf(node) : null;
}

const vocabularyOf = memoizeWeakly(({ items }: PolicyNode & { kind: 'list' }) => withReplacements(items.map(tagFrom)));

/** What replaces a tag may be used, listed or not. */
function withReplacements(tags: readonly VocabularyTag[]): ReadonlyMap<string, VocabularyTag> {
  const vocabulary = new Map(tags.map((tag) => [tag.name, tag]));
  for (const { replacement } of tags) {
    if (replacement === null || vocabulary.has(replacement)) continue;
    vocabulary.set(replacement, { name: replacement, deprecated: false, replacement: null, aliases: [] });
  }
  return vocabulary;
}

const NONE: readonly string[] = [];

function tagFrom(node: PolicyNode): VocabularyTag {
  const name = textOf(node);
  if (name !== null) return { name, deprecated: false, replacement: null, aliases: NONE };
  const replacement = textAt(node, 'replacement');
  return {
    name: textAt(node, 'name') ?? '',
    deprecated: boolAt(node, 'deprecated') || replacement !== null,
    replacement,
    aliases: textsAt(node, 'aliases'),
  };
}

function groupFrom(node: PolicyNode): TagGroup {
  return { pattern: textAt(node, 'pattern') ?? '', min: countAt(node, 'min'), max: numberAt(node, 'max') };
}

function implicationFrom(node: PolicyNode): TagImplication {
  return {
    tag: textAt(node, 'tag') ?? '',
    tags: textsAt(node, 'tags'),
    owner: textAt(node, 'owner'),
    auth: textsAt(node, 'auth'),
    audit: boolAt(node, 'audit'),
  };
}
