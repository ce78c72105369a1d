import type { Contract, Known, Read } from '../contracts/contract.ts';
import type { Report } from './finding.ts';
import { defineRule, type FileRule } from './rule.ts';
import { knownItems, nameOf } from './support/contracts.ts';
import { replaceLiteral, type ReadText } from './support/fixes.ts';
import { codePoint, identifierDefect, revealed } from './support/identifiers.ts';
import { writtenElsewhere } from './support/places.ts';
import { joined } from './support/text.ts';

export const plainIdentifiers: FileRule = defineRule({
  id: 'plain-identifiers',
  area: 'reading',
  scope: 'file',
  description: 'Keys, owners, tags, labels and versions hold no character that makes one look like another',
  messages: {
    hidden: 'The {{what}} "{{shown}}" of {{contract}} holds what no reader sees: {{characters}}. Remove it.',
    lookalike:
      'The {{what}} "{{shown}}" of {{contract}} is written with characters that look like plain ones: {{characters}}. Write "{{plain}}".',
    decomposed:
      'The {{what}} "{{shown}}" of {{contract}} is not in Unicode normal form C, so that it differs from the same text typed elsewhere. Write it composed: {{characters}}.',
    mixed: 'The {{what}} "{{shown}}" of {{contract}} mixes {{scripts}}: {{characters}}. Write it in one script.',
    rewrite: 'Write "{{plain}}".',
  },
  policy: [],
  hasSuggestions: true,
  check(contract, context) {
    for (const [what, read] of identifiers(contract)) {
      const report = judge(contract, what, read, (file) => context.tree.read(file));
      if (report) context.report(report);
    }
  },
});

/** Every name by which others find the contract or its parts. What an event is called is judged where the event is declared or, inline, where it is emitted. */
function* identifiers(contract: Contract): Generator<readonly [string, Known<string>]> {
  yield* texts('key', contract.key);
  yield* texts('version', contract.version);
  for (const owner of knownItems(contract.owners)) yield ['owner', owner];
  for (const tag of knownItems(contract.tags)) yield ['tag', tag];
  for (const emit of knownItems(contract.emits)) {
    if (emit.value.form !== 'inline') continue;
    yield* texts('event key', emit.value.key);
    yield* texts('event version', emit.value.version);
  }
  for (const label of knownItems(contract.audit)) yield ['audit label', label];
  for (const label of knownItems(contract.analytics)) yield ['analytics label', label];
}

function* texts(what: string, read: Read<string | number>): Generator<readonly [string, Known<string>]> {
  if (read.state === 'known' && typeof read.value === 'string') yield [what, { ...read, value: read.value }];
}

function judge(contract: Contract, what: string, read: Known<string>, readText: ReadText): Report | null {
  const defect = identifierDefect(read.value);
  if (!defect) return null;
  const shown = revealed(read.value);
  const data = { what, shown, contract: what === 'key' ? `this ${contract.kind}` : nameOf(contract) };
  const common = { contract, at: read.site, subject: shown, related: writtenElsewhere(read, `The ${what}`) };
  if (defect.kind === 'mixed') {
    return {
      ...common,
      messageId: 'mixed',
      data: { ...data, scripts: joined(defect.scripts), characters: joined(defect.characters.map(codePoint)) },
    };
  }
  const meant =
    defect.kind === 'hidden'
      ? [...read.value].filter((character) => !defect.characters.includes(character)).join('')
      : defect.kind === 'lookalike'
        ? defect.plain
        : defect.composed;
  // A space that does not break is no letter either.
  const plain = meant.trim();
  const fix = replaceLiteral(read, plain, readText);
  // Another key or label is another contract or event to all who use it: never done unasked.
  const suggestions = fix && plain !== '' ? [{ messageId: 'rewrite', data: { plain }, fix }] : [];
  if (defect.kind === 'decomposed') {
    const composed = [...new Set(plain)].filter((character) => character.normalize('NFD') !== character);
    return { ...common, messageId: 'decomposed', data: { ...data, characters: joined(composed.map(codePoint)) }, suggestions };
  }
  const characters = joined(defect.characters.map(codePoint));
  return defect.kind === 'hidden'
    ? { ...common, messageId: 'hidden', data: { ...data, characters }, suggestions }
    : { ...common, messageId: 'lookalike', data: { ...data, characters, plain }, suggestions };
}
