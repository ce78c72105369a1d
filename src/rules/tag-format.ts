import { isTagWellSpelled } from '../policy/spelling.ts';
import { defineRule, type FileRule } from './rule.ts';
import { knownItems, nameOf } from './support/contracts.ts';
import { replaceLiteral } from './support/fixes.ts';
import { isLeftToPlainIdentifiers } from './support/identifiers.ts';
import { writtenElsewhere } from './support/places.ts';
import { isLeftTo } from './support/precedence.ts';
import { fixOrSuggest } from './support/suggestions.ts';
import { toKebabCase } from './support/tags.ts';

export const tagFormat: FileRule = defineRule({
  id: 'tag-format',
  area: 'tags',
  scope: 'file',
  description: 'Tags are kebab-case, or what the policy says',
  messages: {
    spelling: 'The tag "{{tag}}" of {{contract}} is not kebab-case. Write "{{wanted}}".',
    kebabCase: 'The tag "{{tag}}" of {{contract}} is not kebab-case. Write lower-case words joined by hyphens.',
    pattern:
      'The tag "{{tag}}" of {{contract}} does not match the pattern {{pattern}} of the policy. Write it as the policy wants tags written.',
    respell: 'Write "{{wanted}}".',
  },
  policy: ['tags.format', 'tags.vocabulary'],
  fixable: true,
  hasSuggestions: true,
  check(contract, context) {
    const { format, vocabulary } = context.effective.tags;
    const isVocabularyJudged = context.effective.severity('tag-vocabulary') !== 'off';
    // A vocabulary says exactly which tags there are, in which spelling.
    if (vocabulary && isLeftTo('tag-vocabulary', 'tag-format', context.effective)) return;
    const isKebab = format === 'kebab-case';
    const read = (file: string): string => context.tree.read(file);
    const seen = new Set<string>();
    for (const tag of knownItems(contract.tags)) {
      if (tag.value.trim() === '' || seen.has(tag.value)) continue;
      seen.add(tag.value);
      const entry = vocabulary?.get(tag.value);
      if (entry && (isVocabularyJudged || !entry.deprecated)) continue;
      if (isTagWellSpelled(tag.value, context.effective.tags)) continue;
      if (isLeftToPlainIdentifiers(tag.value, context.effective)) continue;
      const kebab = isKebab ? toKebabCase(tag.value) : null;
      context.report({
        messageId: kebab ? 'spelling' : isKebab ? 'kebabCase' : 'pattern',
        data: { tag: tag.value, contract: nameOf(contract), ...(kebab && { wanted: kebab.text }), ...(!isKebab && { pattern: format }) },
        contract,
        at: tag.site,
        subject: tag.value,
        related: writtenElsewhere(tag, `The tag "${tag.value}"`),
        ...(kebab && fixOrSuggest(kebab.isCertain, replaceLiteral(tag, kebab.text, read), 'respell', { wanted: kebab.text })),
      });
    }
  },
});
