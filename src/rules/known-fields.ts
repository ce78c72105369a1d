import { isOwn, type Path, placeAt } from '../compare/contract/place.ts';
import type { Contract } from '../contracts/contract.ts';
import { eventFields, type KnownObject, operationFields } from '../contracts/framework/known-fields.ts';
import type { Span } from '../source/span.ts';
import type { ObjectValue, Property, StaticValue } from '../values/value.ts';
import type { Report, Suggestion } from './finding.ts';
import { defineRule, type FileRule } from './rule.ts';
import { knownItems, nameOf } from './support/contracts.ts';
import { quoted, type ReadText } from './support/fixes.ts';
import { unknownFields } from './support/misspelt.ts';
import { type ModelOption, modelOptions } from './support/model-options.ts';
import { nearest } from './support/near.ts';
import { joined, pathText } from './support/text.ts';

export const knownFields: FileRule = defineRule({
  id: 'known-fields',
  hasLesser: true,
  area: 'reading',
  scope: 'file',
  description: 'No field is misspelt, without effect, or metadata in a place where nobody reads it',
  messages: {
    near: '{{contract}} has the field {{path}}, which the framework does not know. Did you mean "{{near}}"?',
    beside:
      '{{contract}} has the field {{path}} beside "{{near}}", and the framework reads only that. Move to "{{near}}" what belongs there, and remove it.',
    unknown:
      '{{contract}} has the field {{path}}, which the framework does not know. Remove it, or accept such fields with contracts.knownFields of the policy.',
    list: 'The option "isList" of the field {{path}} of {{contract}} does nothing, the field is no list. Write "isArray: true".',
    default:
      'The option "defaultValue" does nothing, and {{contract}} has it on {{fields}}. Set the default where the operation is handled, and remove it.',
    nearOption: 'The option "{{option}}" of the field {{path}} of {{contract}} does nothing. Did you mean "{{near}}"?',
    besideOption: 'The option "{{option}}" of the field {{path}} of {{contract}} does nothing beside "{{near}}". Remove it.',
    unknownOption:
      'The option "{{option}}" of the field {{path}} of {{contract}} does nothing. Remove it, or accept such fields with contracts.knownFields of the policy.',
    idempotent: 'policy.idempotent of {{contract}} does nothing: the framework sets it to {{value}} for every {{kind}}. Remove it.',
    strayMeta:
      'The event "{{event}}" emitted by {{contract}} carries {{fields}}, which nobody reads there. Put it in the meta of the declared event, and emit that by reference.',
    rename: 'Write "{{near}}".',
  },
  policy: ['contracts.knownFields'],
  hasSuggestions: true,
  check(contract, context) {
    if (!contract.spec) return;
    const isClosed = context.effective.knownFields === 'closed';
    const known = contract.kind === 'event' ? eventFields : operationFields;
    const readText: ReadText = (file) => context.tree.read(file);
    for (const report of judgeObject(contract, contract.spec, known, [], { isClosed, readText })) context.report(report);
    if (contract.kind !== 'event') for (const report of idempotent(contract)) context.report(report);
    for (const report of strayMetadata(contract)) context.report(report);
    for (const report of judgeOptions(contract, modelOptions(contract), isClosed, readText)) context.report(report);
  },
});

/** Metadata that stands in an inline emit as it would in the meta of an event. */
const METADATA: ReadonlySet<string> = new Set([
  'title',
  'description',
  'domain',
  'stability',
  'owners',
  'tags',
  'docId',
  'goal',
  'context',
]);

interface Judging {
  /** Whether the policy closes the set of fields. */
  readonly isClosed: boolean;
  readonly readText: ReadText;
}

/** Judges an object and those inside of it, list element by element. */
function* judgeObject(contract: Contract, value: StaticValue, known: KnownObject, path: Path, judging: Judging): Generator<Report> {
  if (value.kind === 'array') {
    for (const [index, item] of value.items.entries()) yield* judgeObject(contract, item.value, known, [...path, index], judging);
  }
  if (value.kind !== 'object') return;
  yield* judgeFields(contract, value, known, path, judging);
  for (const [name, inner] of known.inside) {
    const property = value.properties.get(name);
    if (property) yield* judgeObject(contract, property.value, inner, [...path, name], judging);
  }
}

function* judgeFields(contract: Contract, object: ObjectValue, known: KnownObject, path: Path, judging: Judging): Generator<Report> {
  const { isClosed, readText } = judging;
  const isEmit = path.includes('emits');
  for (const { name, property, near, isBeside } of unknownFields(object, known.fields)) {
    if ((isEmit && METADATA.has(name)) || (near === null && !isClosed)) continue;
    const whole = pathText([...path, name]);
    const common = { contract, at: keyPlace(contract, property, path), subject: whole, severity: 'error' as const };
    const data = { contract: nameOf(contract), path: whole };
    if (near === null) yield { ...common, messageId: 'unknown', data };
    else if (isBeside) yield { ...common, messageId: 'beside', data: { ...data, near } };
    else yield { ...common, messageId: 'near', data: { ...data, near }, suggestions: renaming(property.key, name, near, readText) };
  }
}

/**
 * A suggestion that writes another name, where the name is written bare or in quotes. One that stands for its value as well (`{ owner }`)
 * keeps that.
 */
function renaming(key: Span, name: string, near: string, readText: ReadText): readonly Suggestion[] {
  const source = readText(key.file);
  const written = source.slice(key.start, key.end);
  const isQuoted = written === `'${name}'` || written === `"${name}"`;
  const [, next] = (isQuoted ? /^\s*([:(\]])/ : /^\s*([:(,}])/).exec(source.slice(key.end)) ?? [];
  if (next === undefined || (written !== name && !isQuoted)) return [];
  const text = isQuoted ? quoted(near, written) : next === ',' || next === '}' ? `${near}: ${name}` : near;
  return [{ messageId: 'rename', data: { near }, fix: { edits: [{ span: key, text }] } }];
}

/** The key where it is written in the contract's own text, else what brought it in. */
function keyPlace(contract: Contract, property: Property, path: Path): Report['at'] {
  if (isOwn(contract, property.key)) return property.key;
  return isOwn(contract, property.span) ? property.span : placeAt(contract, path).site;
}

function* idempotent(contract: Contract): Generator<Report> {
  const policy = contract.spec?.properties.get('policy')?.value;
  const property = policy?.kind === 'object' ? policy.properties.get('idempotent') : undefined;
  const isQuery = contract.kind === 'query';
  // Of what the framework sets itself only the opposite misleads.
  if (!property || property.value.kind !== 'literal' || property.value.value !== !isQuery) return;
  yield {
    messageId: 'idempotent',
    data: { contract: nameOf(contract), value: String(isQuery), kind: contract.kind },
    contract,
    at: keyPlace(contract, property, ['policy']),
    subject: 'policy.idempotent',
    severity: 'error',
  };
}

function* strayMetadata(contract: Contract): Generator<Report> {
  for (const { value: emit, site } of knownItems(contract.emits)) {
    if (emit.form !== 'inline' || !emit.entry) continue;
    const stray = [...emit.entry.properties].filter(([name]) => METADATA.has(name));
    const [first] = stray;
    if (!first) continue;
    const event = emit.key.state === 'known' ? emit.key.value : '?';
    const at = isOwn(contract, first[1].key) ? first[1].key : site;
    yield {
      messageId: 'strayMeta',
      data: { event, contract: nameOf(contract), fields: joined(stray.map(([name]) => name)) },
      contract,
      at,
      subject: event,
      parts: stray.map(([name]) => ({ contract, subject: `${event}.${name}` })),
      severity: 'warn',
    };
  }
}

/** Options of a model's field that the framework looks at. */
const MODEL_FIELD_OPTIONS = ['type', 'isOptional', 'isArray'];

function* judgeOptions(contract: Contract, options: readonly ModelOption[], isClosed: boolean, readText: ReadText): Generator<Report> {
  const defaults = options.filter(({ name }) => name === 'defaultValue');
  for (const option of options) {
    const { name } = option;
    const near = name === 'isList' ? 'isArray' : nearest(name, MODEL_FIELD_OPTIONS);
    if (name === 'defaultValue' || (near === null && !isClosed)) continue;
    const path = pathText(option.path);
    const common = { contract, at: option.site, subject: `${path}.${name}`, severity: 'error' as const, related: option.related };
    const data = { path, contract: nameOf(contract) };
    if (near === null) yield { ...common, messageId: 'unknownOption', data: { ...data, option: name } };
    else if (standsBeside(option.key, near, readText))
      yield { ...common, messageId: 'besideOption', data: { ...data, option: name, near } };
    else {
      const suggestions = renaming(option.key, name, near, readText);
      yield name === 'isList' && isTrue(option.key, readText)
        ? { ...common, messageId: 'list', data, suggestions }
        : { ...common, messageId: 'nearOption', data: { ...data, option: name, near }, suggestions };
    }
  }
  const [first] = defaults;
  if (!first) return;
  yield {
    messageId: 'default',
    data: { contract: nameOf(contract), fields: joined(defaults.map(({ path }) => pathText(path))) },
    contract,
    at: first.site,
    subject: 'defaultValue',
    parts: defaults.map(({ path }) => ({ contract, subject: `${pathText(path)}.defaultValue` })),
    // Without a default an optional field is only absent; a required one is refused.
    severity: defaults.some(({ isOptional }) => !isOptional) ? 'error' : 'warn',
    related: [...first.related, ...defaults.slice(1).map(({ key }) => ({ span: key, message: '"defaultValue" is written here too.' }))],
  };
}

/** Whether what follows a name says so. */
function isTrue(key: Span, readText: ReadText): boolean {
  return /^\s*:\s*true\b/.test(readText(key.file).slice(key.end, key.end + 40));
}

/** Whether the same braces hold the other option as well. */
function standsBeside(key: Span, other: string, readText: ReadText): boolean {
  const text = readText(key.file);
  const close = text.indexOf('}', key.end);
  return new RegExp(`\\b${other}\\b`).test(text.slice(text.lastIndexOf('{', key.start), close === -1 ? undefined : close));
}
