import type { Contract, Known } from '../contracts/contract.ts';
import type { TagImplication } from '../policy/effective-policy.ts';
import type { Report } from './finding.ts';
import { defineRule, type FileRule } from './rule.ts';
import { addTag } from './support/additions.ts';
import { hasUnknown, knownItems, nameOf } from './support/contracts.ts';
import type { ReadText } from './support/fixes.ts';
import { matchesName } from './support/patterns.ts';
import { suggest } from './support/suggestions.ts';
import { listed } from './support/text.ts';

export const tagImplies: FileRule = defineRule({
  id: 'tag-implies',
  area: 'tags',
  scope: 'file',
  description: 'A tag comes with what the policy says it implies: other tags, an owner, an auth level, audit',
  messages: {
    tag: 'The tag "{{tag}}" of {{contract}} asks for the tag "{{other}}" beside it. Add it to meta.tags.',
    owner: 'The tag "{{tag}}" of {{contract}} asks for the owner "{{owner}}". Add it to meta.owners, or remove the tag.',
    auth: 'The tag "{{tag}}" of {{contract}} asks for policy.auth to be {{wanted}}, it is {{found}}. Change it, or remove the tag.',
    audit: 'The tag "{{tag}}" of {{contract}} asks for an audit label. Add one to sideEffects.audit, or remove the tag.',
    add: 'Add "{{other}}".',
  },
  policy: ['tags.implies'],
  hasSuggestions: true,
  check(contract, context) {
    const tags = knownItems(contract.tags);
    for (const implication of context.effective.tags.implies) {
      const tag = tags.find(({ value }) => matchesName(implication.tag, value));
      if (!tag) continue;
      for (const report of unmet(contract, tag, implication, (file) => context.tree.read(file))) context.report(report);
    }
  },
});

function* unmet(contract: Contract, tag: Known<string>, implication: TagImplication, readText: ReadText): Generator<Report> {
  const common = { contract, at: tag.site };
  const data = { tag: tag.value, contract: nameOf(contract) };
  const { tags, owners, auth, audit } = contract;
  for (const other of hasUnknown(tags) ? [] : implication.tags) {
    if (knownItems(tags).some(({ value }) => value === other)) continue;
    yield {
      ...common,
      messageId: 'tag',
      data: { ...data, other },
      subject: other,
      ...suggest(addTag(contract, other, readText), 'add', { other }),
    };
  }
  const { owner } = implication;
  if (owner !== null && !hasUnknown(owners) && !knownItems(owners).some(({ value }) => value === owner)) {
    yield { ...common, messageId: 'owner', data: { ...data, owner }, subject: owner };
  }
  if (contract.kind === 'event') return;
  if (implication.auth.length > 0 && auth.state !== 'unknown' && !(auth.state === 'known' && implication.auth.includes(auth.value))) {
    const found = auth.state === 'known' ? `"${auth.value}"` : 'missing';
    const wanted = listed(implication.auth).replace(' and ', ' or ');
    yield {
      ...common,
      messageId: 'auth',
      data: { ...data, wanted, found },
      subject: 'policy.auth',
      related: auth.state === 'known' ? [{ span: auth.site, message: `The auth level is "${auth.value}" here.` }] : [],
    };
  }
  if (implication.audit && contract.kind === 'command' && !hasUnknown(audit) && knownItems(audit).length === 0) {
    yield { ...common, messageId: 'audit', data, subject: 'sideEffects.audit' };
  }
}
