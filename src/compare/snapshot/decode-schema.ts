import type { Constraints, ScalarName, Schema, SchemaBase, SchemaDefault, SchemaField } from '../../contracts/schema/schema.ts';
import type { Span } from '../../source/span.ts';
import { flag, isPresent, items, type JsonPart, member, numeral, object, oneOf, refused, text, textOrNull } from './json-reader.ts';

const KINDS = [
  ...(['scalar', 'enum', 'object', 'array', 'union', 'intersection', 'literal'] as const),
  ...(['nullable', 'record', 'tuple', 'ref', 'resource', 'unknown'] as const),
];

/**
 * The schema that was encoded.
 * @param origin what stands for where it is written
 * @throws {SnapshotError} when it is none
 */
export function decodeSchema(part: JsonPart, origin: Span): Schema {
  const encoded = items(member(part, 'schemas'));
  const decoded = new Map<number, Schema>();
  const at = (number: number): Schema => {
    let schema = decoded.get(number);
    if (!schema) {
      const source = encoded[number];
      if (!source) throw refused(part, `a list with a schema of number ${String(number)}`);
      decoded.set(number, (schema = decode(source, { origin, at })));
    }
    return schema;
  };
  const [first, ...others] = encoded.map((_, number) => at(number));
  if (!first) throw refused(part, 'a list of at least one schema');
  // All are read now: what is wrong in one is said when the snapshot is read, not when it is compared.
  for (const schema of [first, ...others])
    if (schema.kind === 'ref' && schema.target().kind === 'ref') throw refused(part, 'free of references to references');
  return first;
}

interface Decoding {
  readonly origin: Span;
  at(number: number): Schema;
}

function decode(part: JsonPart, decoding: Decoding): Schema {
  const { origin } = decoding;
  const one = (name: string): Schema => decode(member(part, name), decoding);
  const many = (name: string): readonly Schema[] => items(member(part, name)).map((item) => decode(item, decoding));
  const base: SchemaBase = { origin, ...decodeBase(part), ...(isPresent(member(part, 'given')) && { given: one('given') }) };
  const kind = oneOf(member(part, 'kind'), KINDS);
  switch (kind) {
    case 'scalar':
      // A name that this version does not know is compared by the name alone.
      return { ...base, kind, name: text(member(part, 'name')) as ScalarName };
    case 'enum':
      return { ...base, kind, name: textOrNull(member(part, 'name')), values: items(member(part, 'values')).map(enumValue) };
    case 'object':
      return {
        ...base,
        kind,
        name: textOrNull(member(part, 'name')),
        fields: new Map(items(member(part, 'fields')).map((entry) => decodeField(entry, decoding))),
        unknownFields: oneOf(member(part, 'unknownFields'), ['drop', 'refuse', 'keep']),
        ...(isPresent(member(part, 'catchall')) && { catchall: one('catchall') }),
      };
    case 'array':
      return { ...base, kind, item: one('item') };
    case 'union':
      return {
        ...base,
        kind,
        members: many('members'),
        ...(isPresent(member(part, 'discriminator')) && { discriminator: text(member(part, 'discriminator')) }),
      };
    case 'intersection':
      return { ...base, kind, members: many('members') };
    case 'literal':
      return { ...base, kind, value: literalValue(member(part, 'value')) };
    case 'nullable':
      return { ...base, kind, type: one('type') };
    case 'record':
      return { ...base, kind, ...(isPresent(member(part, 'key')) && { key: one('key') }), value: one('value') };
    case 'tuple':
      return { ...base, kind, items: many('items'), ...(isPresent(member(part, 'rest')) && { rest: one('rest') }) };
    case 'ref': {
      const to = numeral(member(part, 'to'));
      return { ...base, kind, name: text(member(part, 'name')), target: () => decoding.at(to) };
    }
    case 'resource':
      return { ...base, kind, key: text(member(part, 'key')), array: flag(member(part, 'array')) };
    case 'unknown':
      return { ...base, kind, reason: text(member(part, 'reason')), digest: textOrNull(member(part, 'digest')) };
  }
}

function decodeField(entry: JsonPart, decoding: Decoding): readonly [string, SchemaField] {
  const [name, field] = items(entry);
  if (!name || !field) throw refused(entry, 'a name and a field');
  const type = decode(member(field, 'type'), decoding);
  const whenGiven = member(field, 'whenGiven');
  return [
    text(name),
    {
      type,
      ...decodeAbsence(field),
      ...(isPresent(whenGiven) && { whenGiven: decodeAbsence(whenGiven) }),
      array: flag(member(field, 'array')),
      origin: decoding.origin,
    },
  ];
}

function decodeAbsence(part: JsonPart): Pick<SchemaField, 'optional' | 'codeOnAbsence'> {
  const code = member(part, 'codeOnAbsence');
  return { optional: flag(member(part, 'optional')), ...(isPresent(code) && { codeOnAbsence: text(code) }) };
}

function decodeBase(part: JsonPart): Pick<SchemaBase, 'constraints' | 'default' | 'changes'> {
  const constraints = member(part, 'constraints');
  const standIn = member(part, 'default');
  const changes = member(part, 'changes');
  return {
    // What the fields hold is what this tool wrote; numbers and texts that are none of its own change nothing.
    ...(isPresent(constraints) && { constraints: object(constraints) as Constraints }),
    ...(isPresent(changes) && { changes: items(changes).map(text) }),
    ...(isPresent(standIn) && { default: decodeDefault(standIn) }),
  };
}

function decodeDefault(part: JsonPart): SchemaDefault {
  const digest = member(part, 'digest');
  return {
    known: flag(member(part, 'known')),
    isCatch: flag(member(part, 'isCatch')),
    value: member(part, 'value').value,
    ...(isPresent(digest) && { digest: text(digest) }),
  };
}

function enumValue(part: JsonPart): string | number {
  return typeof part.value === 'number' ? part.value : text(part);
}

function literalValue(part: JsonPart): string | number | boolean | null {
  const { value } = part;
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw refused(part, 'a text, a number, a boolean or null');
}
