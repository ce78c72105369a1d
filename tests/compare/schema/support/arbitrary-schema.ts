import fc from 'fast-check';
import type { Constraints, Schema, SchemaField } from '../../../../src/contracts/schema/schema.ts';
import {
  enumeration,
  field,
  intersection,
  list,
  literal,
  nullable,
  object,
  record,
  ref,
  scalar,
  tuple,
  union,
  withDefault,
} from './build.ts';

/** What generated schemas may hold, beside scalars, enums, models and lists. */
export interface SchemaFeatures {
  /** Unions, tuples, records, intersections, extra fields. */
  readonly rich: boolean;
  readonly defaults: boolean;
}

export const scalarNames = [
  'String_unsecure',
  'ID',
  'NonEmptyString',
  'EmailAddress',
  'URL',
  'PhoneNumber',
  'Locale',
  'TimeZone',
  'Time',
  'Currency',
  'CountryCode',
  'Int_unsecure',
  'Float_unsecure',
  'Latitude',
  'Longitude',
  'Boolean',
  'Date',
  'DateTime',
  'JSON',
  'JSONObject',
] as const;
export const fieldNames = ['id', 'name', 'status', 'amount', 'items', 'total'] as const;
const values = ['draft', 'sent', 'paid', 'void'] as const;
const patterns = ['^[a-z]+$', '^[a-z]{2,4}$', '^[A-Z]{3}$', '^inv_', '\\d', '^[a-z0-9-]+$'] as const;

const numberConstraints: fc.Arbitrary<Constraints> = fc.oneof(
  fc.record({ min: fc.integer({ min: -5, max: 5 }) }),
  fc.record({ max: fc.integer({ min: -5, max: 5 }) }),
  fc.record({ min: fc.integer({ min: -5, max: 0 }), max: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ exclusiveMin: fc.integer({ min: -3, max: 3 }) }),
  fc.record({ exclusiveMax: fc.integer({ min: -3, max: 3 }), min: fc.constant(-7.5) }),
  fc.record({ multipleOf: fc.constantFrom(2, 3, 5, 10, 0.5) }),
);
const stringConstraints: fc.Arbitrary<Constraints> = fc.oneof(
  fc.record({ minLength: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ maxLength: fc.integer({ min: 2, max: 9 }) }),
  fc.record({ minLength: fc.integer({ min: 0, max: 3 }), maxLength: fc.integer({ min: 3, max: 6 }) }),
  fc.record({ pattern: fc.constantFrom(...patterns).map((pattern) => [pattern]) }),
  fc.record({ pattern: fc.constantFrom(...patterns).map((pattern) => [pattern]), maxLength: fc.integer({ min: 4, max: 8 }) }),
  fc.record({ format: fc.constantFrom('email', 'uri', 'uuid', 'date', 'date-time', 'ipv4') }),
);

/** Two scalars of the same sort with constraints of their own: one may well contain the other. */
export const relatives: fc.Arbitrary<readonly [Schema, Schema]> = fc.oneof(fc.tuple(numbers(), numbers()), fc.tuple(texts(), texts()));

function numbers(): fc.Arbitrary<Schema> {
  return fc
    .tuple(fc.constantFrom('Int_unsecure' as const, 'Float_unsecure' as const), fc.option(numberConstraints, { nil: {} }))
    .map(([name, constraints]) => scalar(name, constraints));
}

function texts(): fc.Arbitrary<Schema> {
  return fc.option(stringConstraints, { nil: {} }).map((constraints) => scalar('String_unsecure', constraints));
}

export const scalars: fc.Arbitrary<Schema> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...scalarNames).map((name) => scalar(name)) },
  { weight: 2, arbitrary: stringConstraints.map((constraints) => scalar('String_unsecure', constraints)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('Int_unsecure' as const, 'Float_unsecure' as const), numberConstraints)
      .map(([name, constraints]) => scalar(name, constraints)),
  },
);

const enums: fc.Arbitrary<Schema> = fc.subarray([...values], { minLength: 1 }).map((chosen) => enumeration('Status', ...chosen));
const literals: fc.Arbitrary<Schema> = fc.constantFrom('draft', 'sent', 1, 2, true, false, null).map(literal);

export function schemas(features: SchemaFeatures, depth = 2): fc.Arbitrary<Schema> {
  const leaves = fc.oneof(
    { weight: 5, arbitrary: scalars },
    { weight: 2, arbitrary: enums },
    ...(features.rich ? [{ weight: 1, arbitrary: literals }] : []),
  );
  if (depth === 0) return leaves;
  const inner = schemas(features, depth - 1);
  const lists = fc
    .tuple(
      inner,
      fc.option(fc.record({ minLength: fc.integer({ min: 0, max: 2 }), maxLength: fc.integer({ min: 2, max: 4 }) }), {
        nil: undefined,
        freq: 3,
      }),
    )
    .map(([item, constraints]) => list(item, constraints));
  const plain = [
    { weight: 4, arbitrary: leaves },
    { weight: 4, arbitrary: models(features, depth) },
    { weight: 1, arbitrary: lists },
    { weight: 1, arbitrary: inner.map(nullable) },
  ];
  if (!features.rich) return fc.oneof(...plain);
  return fc.oneof(
    ...plain,
    { weight: 1, arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }).map((members) => union(...members)) },
    { weight: 1, arbitrary: inner.map((value) => record(value)) },
    { weight: 1, arbitrary: fc.tuple(inner, enums).map(([value, key]) => record(value, key)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.array(inner, { minLength: 1, maxLength: 2 }), fc.option(inner, { nil: undefined }))
        .map(([items, rest]) => tuple(items, rest)),
    },
    { weight: 1, arbitrary: recursive(features) },
    { weight: 1, arbitrary: fc.tuple(models(features, depth), models(features, depth)).map(([a, b]) => intersection(a, apart(b))) },
  );
}

/** The same model with other field names. Of a model under the same field of both members Zod refuses fields that only the other declares. */
function apart(model: Schema): Schema {
  return model.kind === 'object' ? { ...model, fields: new Map([...model.fields].map(([name, one]) => [`${name}2`, one])) } : model;
}

/** A model that holds itself: a tree, or a list. */
function recursive(features: SchemaFeatures): fc.Arbitrary<Schema> {
  return fc.tuple(fieldsOf(features, 0), fc.boolean(), fc.boolean()).map(([fields, isList, isNullable]) => {
    const node: Schema = object({
      ...Object.fromEntries(fields),
      next: isList
        ? field(
            ref('Node', () => node),
            { array: true },
          )
        : isNullable
          ? nullable(ref('Node', () => node))
          : field(
              ref('Node', () => node),
              { optional: true },
            ),
    });
    return node;
  });
}

function fieldsOf(features: SchemaFeatures, depth: number): fc.Arbitrary<[string, SchemaField][]> {
  const types = features.defaults
    ? fc
        .tuple(schemas(features, depth), fc.integer({ min: 0, max: 9 }))
        .map(([type, chance]) => (chance === 0 ? withDefault(type, null) : type))
    : schemas(features, depth);
  const one = fc.tuple(fc.constantFrom(...fieldNames), types, fc.boolean(), fc.integer({ min: 0, max: 4 }));
  return fc
    .uniqueArray(one, { selector: ([name]) => name, minLength: 0, maxLength: 4 })
    .map((fields) =>
      fields.map(([name, type, optional, chance]) => [name, field(type, { optional, array: chance === 0 })] as [string, SchemaField]),
    );
}

export function models(features: SchemaFeatures, depth = 2): fc.Arbitrary<Schema> {
  const plain = fieldsOf(features, depth - 1).map((fields) => object(Object.fromEntries(fields), { name: 'Model' }));
  if (!features.rich) return plain;
  return fc.tuple(fieldsOf(features, depth - 1), fc.integer({ min: 0, max: 9 }), scalars).map(([fields, chance, extra]) => {
    const entries = Object.fromEntries(fields);
    if (chance === 0) return object(entries, { unknownFields: 'keep' });
    if (chance === 1) return object(entries, { catchall: extra });
    return object(entries, { unknownFields: chance === 2 ? 'refuse' : 'drop' });
  });
}
