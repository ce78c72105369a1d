import fc from 'fast-check';
import type { ObjectSchema, Schema } from '../../../../src/contracts/schema/schema.ts';

const samples = new Map<string, readonly string[]>([
  ['EmailAddress', ['ada@example.com', 'a.b+c@sub.example.org']],
  ['URL', ['https://example.com', 'http://example.com/a?b=c', 'mailto:a@b.co']],
  ['PhoneNumber', ['+33 1 23 45 67', '12345']],
  ['Locale', ['fr', 'en-GB', 'zh-Hant-TW']],
  ['TimeZone', ['UTC', 'Europe/Paris']],
  ['Time', ['10:30', '10:30:59']],
  ['Currency', ['EUR', 'USD']],
  ['CountryCode', ['FR', 'DE']],
  ['Date', ['2024-02-29', '1999-12-31']],
  ['DateTime', ['2024-02-29T10:00:00Z', '2024-01-01T00:00:00.123+02:00']],
  ['email', ['ada@example.com']],
  ['uri', ['https://example.com']],
  ['uuid', ['123e4567-e89b-42d3-a456-426614174000', '00000000-0000-0000-0000-000000000000']],
  ['date', ['2024-02-29']],
  ['date-time', ['2024-02-29T10:00:00Z']],
  ['ipv4', ['127.0.0.1', '255.255.255.255']],
]);

const words = fc.oneof(
  fc.constantFrom('', 'draft', 'sent', 'inv_1', 'abc', 'EUR', 'FR', '7', '2024-01-01', 'a@b.co'),
  fc.string({ maxLength: 6 }),
  fc.stringMatching(/^[a-z]{1,6}$/),
);
const numbers = fc.oneof(fc.integer({ min: -12, max: 12 }), fc.constantFrom(0.5, -0.5, 2.5, 90, 91, 181, 1e6, 30));
const anything: fc.Arbitrary<unknown> = fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

/** Values that are likely to fit the schema: declared fields only. Whether they do is for Zod to say. */
export function valuesOf(schema: Schema, defaults: 'optional' | 'present', depth = 3): fc.Arbitrary<unknown> {
  const inner = (part: Schema): fc.Arbitrary<unknown> => valuesOf(part, defaults, depth - 1);
  switch (schema.kind) {
    case 'scalar': {
      const texts = samples.get(schema.constraints?.format ?? schema.name);
      if (texts) return fc.constantFrom(...texts);
      const pattern = schema.constraints?.pattern?.[0];
      if (pattern !== undefined) return fc.oneof(fc.stringMatching(new RegExp(pattern)), words);
      if (schema.name === 'Boolean') return fc.boolean();
      if (schema.name === 'JSON') return anything;
      if (schema.name === 'JSONObject') return fc.dictionary(fc.constantFrom('id', 'name', 'other'), anything, { noNullPrototype: true });
      return ['Int_unsecure', 'Float_unsecure', 'Latitude', 'Longitude'].includes(schema.name) ? numbers : words;
    }
    case 'enum':
      return schema.values.length > 0 ? fc.constantFrom(...schema.values) : words;
    case 'literal':
      return fc.constant(schema.value);
    case 'object':
      return objects(schema, defaults, depth);
    case 'array':
      return depth <= 0 ? fc.constant([]) : fc.array(inner(schema.item), { maxLength: 4 });
    case 'union':
      return fc.oneof(...schema.members.map(inner));
    case 'intersection':
      return fc.tuple(...schema.members.map(inner)).map((parts) => Object.assign({}, ...parts) as unknown);
    case 'nullable':
      return fc.oneof(fc.constant(null), inner(schema.type));
    case 'record': {
      const keys = schema.key?.kind === 'enum' ? schema.key.values.map(String) : ['one', 'two'];
      return fc
        .tuple(...keys.map((key) => inner(schema.value).map((value) => [key, value] as const)))
        .map((entries) => Object.fromEntries(entries));
    }
    case 'tuple':
      return fc.tuple(...[...schema.items, ...(schema.rest ? [schema.rest] : [])].map(inner));
    case 'ref':
      return depth <= 0 ? fc.constant(null) : inner(schema.target());
    case 'resource':
    case 'unknown':
      return anything;
  }
}

function objects(schema: ObjectSchema, defaults: 'optional' | 'present', depth: number): fc.Arbitrary<unknown> {
  const entries = [...schema.fields].map(([name, field]) => {
    const type = valuesOf(field.type, defaults, depth - 1);
    const value = field.array ? fc.array(type, { maxLength: depth <= 0 ? 0 : 2 }) : type;
    const isOptional = field.optional || (defaults === 'optional' && !field.array && field.type.default);
    return (isOptional && depth <= 1 ? fc.constant(undefined) : isOptional ? fc.option(value, { nil: undefined }) : value).map(
      (chosen) => [name, chosen] as const,
    );
  });
  const extra = schema.catchall ? valuesOf(schema.catchall, defaults, depth - 1) : anything;
  const extras = schema.catchall ? fc.option(extra, { nil: undefined }) : fc.constant(undefined);
  return fc.tuple(extras, ...entries).map(([more, ...chosen]) => {
    const all = [...chosen, ['other', more] as const].filter(([, value]) => value !== undefined);
    return Object.fromEntries(all) as unknown;
  });
}
