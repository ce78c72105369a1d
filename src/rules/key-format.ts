import type { Contract } from '../contracts/contract.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import { matchesPattern } from '../policy/pattern.ts';
import { isAscii } from '../source/ascii.ts';
import { defineRule, type FileRule } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { isLeftToPlainIdentifiers } from './support/identifiers.ts';
import { matchesKey } from './support/patterns.ts';
import { writtenElsewhere } from './support/places.ts';

/** Two or more segments of letters, digits, `_` and `-`: each begins with a letter, or with digits and has one (`auth.2fa.enable`). */
const DOTTED = /^\p{L}[\p{L}\p{M}\p{N}_-]*(?:\.\p{N}*\p{L}[\p{L}\p{M}\p{N}_-]*)+$/u;
/** The same of ASCII alone: patterns with classes of Unicode take milliseconds to compile. */
const ASCII_DOTTED = /^[A-Za-z][A-Za-z0-9_-]*(?:\.[0-9]*[A-Za-z][A-Za-z0-9_-]*)+$/;

export const keyFormat: FileRule = defineRule({
  id: 'key-format',
  area: 'identity',
  scope: 'file',
  description: 'Keys are dotted segments, or what the policy says for the kind',
  messages: {
    dotted:
      'The key {{key}} is not made of dotted segments such as "billing.invoice.send". Put its domain before it, or list it in keys.also of the policy.',
    segments:
      'The key {{key}} is not made of dotted segments such as "billing.invoice.send". Write letters, digits, "_" and "-" between single dots, or list it in keys.also of the policy.',
    pattern:
      'The key {{key}} does not match the pattern {{pattern}} of the policy for {{kind}}. Change it, or list it in keys.also of the policy.',
  },
  policy: ['keys.format', 'keys.also'],
  check(contract, context) {
    const { key } = contract;
    if (key.state !== 'known' || hasWantedForm(contract, context.effective)) return;
    const wanted = formatFor(contract, context.effective);
    if (isLeftToPlainIdentifiers(key.value, context.effective)) return;
    context.report({
      messageId: wanted !== 'dotted' ? 'pattern' : key.value.includes('.') ? 'segments' : 'dotted',
      data: { key: nameOf(contract), ...(wanted !== 'dotted' && { pattern: wanted, kind: plural(contract) }) },
      contract,
      at: key.site,
      subject: key.value,
      related: writtenElsewhere(key, 'The key'),
    });
  },
});

/** Whether a key has the form that the policy wants, or is accepted all the same. One that is absent or empty is the finding of `complete-meta`. */
export function hasWantedForm(contract: Contract, effective: EffectivePolicy): boolean {
  const { key } = contract;
  if (key.state !== 'known' || key.value.trim() === '') return true;
  return (
    hasFormat(key.value, formatFor(contract, effective)) ||
    effective.keys.also.some((glob) => glob === key.value || matchesKey(glob, key.value))
  );
}

function formatFor({ kind }: Contract, { keys }: EffectivePolicy): string {
  return keys.format.get(kind) ?? 'dotted';
}

function hasFormat(key: string, format: string): boolean {
  if (format !== 'dotted') return matchesPattern(format, key);
  return (isAscii(key) ? ASCII_DOTTED : DOTTED).test(key);
}

function plural(contract: Contract): string {
  return contract.kind === 'query' ? 'queries' : `${contract.kind}s`;
}
