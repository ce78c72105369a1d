import type { Contract } from '../contracts/contract.ts';
import { defineRule, type FileRule } from './rule.ts';
import { hasUnknown, knownItems, nameOf } from './support/contracts.ts';
import { appendElement } from './support/fixes.ts';
import { withoutSpelling } from './support/near.ts';
import { toKebabCase } from './support/tags.ts';

export const tagDomain: FileRule = defineRule({
  id: 'tag-domain',
  area: 'tags',
  scope: 'file',
  description: 'The domain of a contract is among its tags',
  messages: {
    missing: 'The domain "{{domain}}" of {{contract}} is not among its tags. Add "{{tag}}" to meta.tags.',
    add: 'Add "{{tag}}".',
  },
  policy: [],
  hasSuggestions: true,
  check(contract, context) {
    const { tags } = contract;
    const domain = domainOf(contract);
    // A contract without tags is the finding of `require-tags`.
    if (domain === null || tags.state !== 'known' || tags.value.length === 0 || hasUnknown(tags)) return;
    const wanted = withoutSpelling(domain);
    if (wanted === '' || knownItems(tags).some((tag) => withoutSpelling(tag.value) === wanted)) return;
    const tag = toKebabCase(domain)?.text ?? domain;
    const fix = appendElement(tags, tag, (file) => context.tree.read(file));
    context.report({
      messageId: 'missing',
      data: { domain, contract: nameOf(contract), tag },
      contract,
      at: tags.site,
      subject: domain,
      ...(fix && { suggestions: [{ messageId: 'add', data: { tag }, fix }] }),
    });
  },
});

/** `meta.domain`, else the first segment of a key that has several; null where neither can be read. */
function domainOf({ domain, key }: Contract): string | null {
  if (domain.state === 'known' && domain.value.trim() !== '') return domain.value;
  if (domain.state === 'unknown' || key.state !== 'known' || !key.value.includes('.')) return null;
  return key.value.slice(0, key.value.indexOf('.'));
}
