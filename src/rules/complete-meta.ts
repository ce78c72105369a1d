import type { Contract, Read } from '../contracts/contract.ts';
import { defineRule, type FileRule } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { isLeftToKnownFields } from './support/misspelt.ts';
import { isPlaceholder } from './support/placeholders.ts';
import { writtenElsewhere } from './support/places.ts';

export const completeMeta: FileRule = defineRule({
  id: 'complete-meta',
  area: 'reading',
  scope: 'file',
  description: 'Key and texts of a contract are written, and none is a placeholder',
  messages: {
    missingKey: '{{contract}} has no key. Write it in meta.key.',
    missing: 'The {{field}} of {{contract}} is missing. Write in meta.{{field}} {{purpose}}.',
    empty: 'The {{field}} of {{contract}} is empty. Write in meta.{{field}} {{purpose}}.',
    placeholder: 'The {{field}} of {{contract}} is a placeholder: "{{text}}". Write {{purpose}}.',
    notText: 'meta.{{field}} of {{contract}} is {{found}}, it must be a string.',
  },
  policy: ['meta.placeholders'],
  check(contract, context) {
    for (const [field, read, purpose] of textsOf(contract)) {
      const messageId = judge(field, read, context.effective.meta.placeholders);
      if (messageId === null || read.state === 'unknown') continue;
      if (read.state === 'absent' && isLeftToKnownFields(`meta.${field}`, contract, 'complete-meta', context.effective)) continue;
      context.report({
        messageId,
        data: {
          contract: nameOf(contract),
          ...(messageId !== 'missingKey' && { field }),
          ...(messageId !== 'missingKey' && messageId !== 'notText' && { purpose }),
          ...(messageId === 'placeholder' && read.state === 'known' && { text: shortened(read.value) }),
          ...(read.state === 'invalid' && { found: read.found }),
        },
        contract,
        at: read.site,
        subject: `meta.${field}`,
        related: read.state === 'absent' ? [] : writtenElsewhere(read, `The ${field}`),
      });
    }
  },
});

type Field = readonly [name: string, read: Read<string>, purpose: string];

function textsOf(contract: Contract): readonly Field[] {
  const key: Field = ['key', contract.key, 'the key by which it is called'];
  const description: Field = ['description', contract.description, contract.kind === 'event' ? 'what happened' : 'what it does'];
  if (contract.kind === 'event') return [key, description];
  return [key, description, ['goal', contract.goal, 'why it exists'], ['context', contract.context, 'when and where it is used']];
}

function judge(field: string, read: Read<string>, placeholders: readonly string[]): string | null {
  if (read.state === 'unknown') return null;
  if (read.state === 'invalid') return 'notText';
  if (read.state === 'absent') return field === 'key' ? 'missingKey' : 'missing';
  if (read.value.trim() === '') return 'empty';
  return field !== 'key' && isPlaceholder(read.value, field, placeholders) ? 'placeholder' : null;
}

function shortened(text: string): string {
  const characters = [...text.trim()];
  return characters.length > 60 ? `${characters.slice(0, 57).join('')}…` : characters.join('');
}
