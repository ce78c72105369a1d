import type { Span } from '../../../source/span.ts';
import { literal, native, type Native } from '../../../values/value.ts';
import type { ScalarName } from '../schema.ts';
import { base } from '../zod/make.ts';
import { numberNode, scalarNode, stringNode } from '../zod/makers.ts';
import type { ZodNode } from '../zod/node.ts';
import { schemaValue, type SchemaValueParts } from './schema-value.ts';

/** The framework is written with Zod 4. */
const VERSION = 4;

/** The framework's scalars by what their `getZod()` is. Facts: `ScalarTypeEnum` of the framework's schema library. */
const SCALARS = {
  string: [
    ...(['String_unsecure', 'ID', 'NonEmptyString', 'EmailAddress', 'URL', 'PhoneNumber'] as const),
    ...(['Locale', 'TimeZone', 'Time', 'Currency', 'CountryCode'] as const),
  ],
  number: ['Int_unsecure', 'Float_unsecure', 'Latitude', 'Longitude'],
  boolean: ['Boolean'],
  // Both are dates in the program; on the wire they differ.
  date: ['Date', 'DateTime'],
  any: ['JSON'],
  object: ['JSONObject'],
} as const satisfies Record<string, readonly ScalarName[]>;

type Kind = keyof typeof SCALARS;

/** `ScalarTypeEnum`: a function for each scalar. */
export const scalarTypeEnum: Native = {
  name: 'ScalarTypeEnum',
  get(property, at) {
    const scalar = functions.get(property);
    return scalar && native(scalar, at);
  },
};

const functions: ReadonlyMap<string, Native> = new Map(
  (Object.keys(SCALARS) as Kind[]).flatMap((kind) => SCALARS[kind].map((name) => [name, scalarFunction(name, kind)] as const)),
);

function scalarFunction(scalar: ScalarName, kind: Kind): Native {
  const name = `ScalarTypeEnum.${scalar}`;
  const parts: SchemaValueParts = {
    className: 'FieldType',
    name: `${name}()`,
    schema: (at) => ({ kind: 'scalar', name: scalar, origin: at }),
    zod: (at) => zodOf(scalar, kind, at),
    member: (property, at) => (property === 'name' ? literal(scalar, at) : undefined),
  };
  return { name, call: ({ span }) => schemaValue(parts, span) };
}

function zodOf(scalar: ScalarName, kind: Kind, at: Span): ZodNode {
  switch (kind) {
    case 'string': {
      const string = stringNode(VERSION, at);
      if (scalar === 'NonEmptyString') return { ...string, constraints: { minLength: 1 } };
      return scalar === 'String_unsecure' ? string : { ...string, types: [{ scalar, constraints: {} }] };
    }
    case 'number':
      return numberNode(VERSION, at, scalar);
    case 'boolean':
    case 'date':
    case 'any':
      return scalarNode(VERSION, kind, scalar, at);
    case 'object':
      return {
        ...base(VERSION, at),
        kind: 'record',
        key: null,
        value: scalarNode(VERSION, 'any', 'JSON', at),
        form: 'record',
      };
  }
}
