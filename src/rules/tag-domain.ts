import type { Contract } from '../contracts/contract.ts';
import { matchesPattern } from '../policy/pattern.ts';
import { words } from './english/words.ts';
import { defineRule, type FileRule } from './rule.ts';
import { addTag } from './support/additions.ts';
import { hasUnknown, knownItems, nameOf } from './support/contracts.ts';
import { withoutSpelling } from './support/near.ts';
import { suggest } from './support/suggestions.ts';
import { toKebabCase } from './support/tags.ts';
import { tagFor } from './support/vocabulary.ts';

export const tagDomain: FileRule = defineRule({
  id: 'tag-domain',
  area: 'tags',
  scope: 'file',
  description: 'The domain of a contract is among its tags',
  messages: {
    missing: 'The domain "{{domain}}" of {{contract}} is not among its tags. Add "{{tag}}" to meta.tags.',
    add: 'Add "{{tag}}".',
  },
  policy: ['tags.format', 'tags.vocabulary'],
  hasSuggestions: true,
  check(contract, context) {
    const { tags } = contract;
    const domain = domainOf(contract);
    // A contract without tags is the finding of `require-tags`.
    if (domain === null || tags.state !== 'known' || tags.value.length === 0 || hasUnknown(tags)) return;
    const { vocabulary, format } = context.effective.tags;
    const tag = vocabulary ? tagFor(domain, vocabulary) : inFormat(domain, format);
    // A domain that the vocabulary has no tag for cannot be among the tags.
    if (tag === null) return;
    const accepted = new Set([domain, tag].map(withoutSpelling));
    if (accepted.has('') || knownItems(tags).some(({ value }) => accepted.has(withoutSpelling(value)))) return;
    const fix = addTag(contract, tag, (file) => context.tree.read(file));
    context.report({
      messageId: 'missing',
      data: { domain, contract: nameOf(contract), tag },
      contract,
      at: tags.site,
      subject: domain,
      ...suggest(fix, 'add', { tag }),
    });
  },
});

/** `meta.domain`, else the first segment of a key that has several; null where neither can be read. */
function domainOf({ domain, key }: Contract): string | null {
  if (domain.state === 'known' && domain.value.trim() !== '') return domain.value;
  if (domain.state === 'unknown' || key.state !== 'known' || !key.value.includes('.')) return null;
  return key.value.slice(0, key.value.indexOf('.'));
}

/** The domain as a tag: in kebab-case, or in another spelling where only that matches the pattern of the policy. */
function inFormat(domain: string, format: string): string {
  const kebab = toKebabCase(domain)?.text ?? domain;
  if (format === 'kebab-case') return kebab;
  return [kebab, domain, words(domain).join('_')].find((spelling) => matchesPattern(format, spelling)) ?? kebab;
}
