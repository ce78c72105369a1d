import type { Span } from '../../../source/span.ts';
import { literal, native, type Native } from '../../../values/value.ts';
import type { ScalarName } from '../schema.ts';
import { base, plainNode } from '../zod/make.ts';
import { numberNode, scalarNode, stringNode } from '../zod/makers.ts';
import type { ZodNode } from '../zod/node.ts';
import { schemaValue, type SchemaValueParts } from './schema-value.ts';

/** The framework is written with Zod 4. */
const VERSION = 4;

type Kind = 'string' | 'number' | 'boolean' | 'date' | 'any' | 'object';

/** The framework's scalars, by what their `getZod()` is. Facts: `ScalarTypeEnum` of the framework's schema library. */
const SCALARS: ReadonlyMap<string, readonly [ScalarName, Kind]> = new Map(
  (
    [
      [
        'string',
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
      ],
      ['number', 'Int_unsecure', 'Float_unsecure', 'Latitude', 'Longitude'],
      ['boolean', 'Boolean'],
      ['date', 'Date', 'DateTime'],
      ['any', 'JSON'],
      ['object', 'JSONObject'],
    ] as const
  ).flatMap(([kind, ...names]) => names.map((name) => [name, [name, kind]] as const)),
);

/** `ScalarTypeEnum`: a function for each scalar. */
export const scalarTypeEnum: Native = {
  name: 'ScalarTypeEnum',
  get(property, at) {
    const scalar = functions.get(property);
    return scalar && native(scalar, at);
  },
};

const functions: ReadonlyMap<string, Native> = new Map([...SCALARS].map(([key, [name, kind]]) => [key, scalarFunction(name, kind)]));

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
      return scalarNode(VERSION, 'boolean', scalar, at);
    case 'date':
      // `Date` and `DateTime` are both dates in the program; on the wire they differ.
      return scalarNode(VERSION, 'date', scalar, at);
    case 'any':
      return scalarNode(VERSION, 'any', scalar, at);
    case 'object':
      return {
        ...base(VERSION, at),
        kind: 'record',
        key: null,
        value: plainNode(VERSION, 'any', { kind: 'scalar', name: 'JSON', origin: at }),
        form: 'record',
      };
  }
}
