import type { Contract, Known } from '../contracts/contract.ts';
import type { TagGroup } from '../policy/effective-policy.ts';
import { count } from '../source/count.ts';
import type { Report } from './finding.ts';
import { defineRule, type FileRule } from './rule.ts';
import { hasUnknown, knownItems, nameOf } from './support/contracts.ts';
import { replaceLiteral, type ReadText } from './support/fixes.ts';
import { isLeftToPlainIdentifiers } from './support/identifiers.ts';
import { nearHint, isSameName, nearest } from './support/near.ts';
import { matchesName } from './support/patterns.ts';
import { writtenElsewhere } from './support/places.ts';
import { fixOrSuggest } from './support/suggestions.ts';
import { listed } from './support/text.ts';
import { byAlias, tagsInUse, type Vocabulary } from './support/vocabulary.ts';

export const tagVocabulary: FileRule = defineRule({
  id: 'tag-vocabulary',
  area: 'tags',
  scope: 'file',
  description: 'Tags are from the vocabulary of the policy, and of its groups as many as it says',
  messages: {
    unknown: 'The tag "{{tag}}" of {{contract}} is not in the vocabulary of the policy.{{near}} Use a tag that is, or add this one there.',
    deprecated: 'The tag "{{tag}}" of {{contract}} is deprecated. Write "{{replacement}}".',
    retired: 'The tag "{{tag}}" of {{contract}} is deprecated and has no replacement. Remove it.',
    alias: 'The tag "{{tag}}" of {{contract}} is another spelling of "{{replacement}}". Write "{{replacement}}".',
    groupTooFew: '{{contract}} has {{count}} of the group {{group}}, the policy asks for at least {{min}}.{{members}}',
    groupTooMany:
      '{{contract}} has {{count}} of the group {{group}}, the policy allows at most {{max}}. Remove "{{tag}}" or another of them.',
    replace: 'Write "{{tag}}".',
  },
  policy: ['tags.vocabulary', 'tags.groups'],
  fixable: true,
  hasSuggestions: true,
  check(contract, context) {
    const { vocabulary, groups } = context.effective.tags;
    const read = (file: string): string => context.tree.read(file);
    const seen = new Set<string>();
    for (const tag of knownItems(contract.tags)) {
      if (!vocabulary || tag.value.trim() === '' || seen.has(tag.value) || isLeftToPlainIdentifiers(tag.value, context.effective)) continue;
      seen.add(tag.value);
      const report = judgeTag(contract, tag, vocabulary, read);
      if (report) context.report(report);
    }
    for (const group of groups) {
      const report = judgeGroup(contract, group, vocabulary);
      if (report) context.report(report);
    }
  },
});

function judgeTag(contract: Contract, tag: Known<string>, vocabulary: Vocabulary, readText: ReadText): Report | null {
  const entry = vocabulary.get(tag.value);
  const common = { contract, at: tag.site, subject: tag.value, related: writtenElsewhere(tag, `The tag "${tag.value}"`) };
  const data = { tag: tag.value, contract: nameOf(contract) };
  if (entry) {
    if (entry.replacement === null) return entry.deprecated ? { ...common, messageId: 'retired', data } : null;
    return replaced('deprecated', entry.replacement);
  }
  const meant = byAlias(vocabulary).get(tag.value);
  if (meant) return replaced('alias', meant.replacement ?? meant.name);
  const near = nearest(tag.value, tagsInUse(vocabulary));
  return {
    ...common,
    messageId: 'unknown',
    data: { ...data, near: nearHint(near) },
    ...(near !== null && fixOrSuggest(isSameName(near, tag.value), replaceLiteral(tag, near, readText), 'replace', { tag: near })),
  };

  function replaced(messageId: 'deprecated' | 'alias', replacement: string): Report {
    const replacing = replaceLiteral(tag, replacement, readText);
    return { ...common, messageId, data: { ...data, replacement }, ...(replacing && { fix: replacing }) };
  }
}

function judgeGroup(contract: Contract, group: TagGroup, vocabulary: Vocabulary | null): Report | null {
  const { tags } = contract;
  if (tags.state === 'unknown' || tags.state === 'invalid') return null;
  const members = new Map(knownItems(tags).flatMap((tag) => (matchesName(group.pattern, tag.value) ? [[tag.value, tag] as const] : [])));
  const data = { contract: nameOf(contract), count: members.size === 0 ? 'no tag' : count(members.size, 'tag'), group: group.pattern };
  const surplus = group.max === null ? undefined : [...members.values()][group.max];
  if (surplus) {
    const related = [...members.values()]
      .filter((tag) => tag !== surplus)
      .map((tag) => ({ span: tag.origin, message: `"${tag.value}" is of the group too.` }));
    return {
      messageId: 'groupTooMany',
      data: { ...data, max: String(group.max), tag: surplus.value },
      contract,
      at: surplus.site,
      subject: group.pattern,
      related,
    };
  }
  if (members.size >= group.min || hasUnknown(tags)) return null;
  const known = vocabulary ? tagsInUse(vocabulary).filter((name) => matchesName(group.pattern, name)) : [];
  const choice = known.length > 0 ? ` Add one of ${listed(known)}.` : ` Add a tag that matches it.`;
  return {
    messageId: 'groupTooFew',
    data: { ...data, min: String(group.min), members: choice },
    contract,
    at: tags.site,
    subject: group.pattern,
  };
}
