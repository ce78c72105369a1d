import addFormats from 'ajv-formats';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { schemaToJson } from '../../../src/contracts/schema/json.ts';
import { verdictOf } from './support/accepts.ts';
import { readSchema } from './support/read.ts';
import { samplesFor } from './support/samples.ts';

const ajv = addFormats.default(new Ajv.default({ strict: false }));

/** What JSON Schemas say and what is read of them, on values of every kind. */
const exact: readonly string[] = [
  `{ type: 'string' }`,
  `{ type: 'string', minLength: 1 }`,
  `{ type: 'string', minLength: 2, maxLength: 3, pattern: '^[a-c]+$' }`,
  `{ type: 'number', minimum: 1, exclusiveMaximum: 10 }`,
  `{ type: 'integer', multipleOf: 5 }`,
  `{ type: 'boolean' }`,
  `{ type: 'null' }`,
  `{ type: ['string', 'null'] }`,
  `{ type: ['string', 'number'] }`,
  `{ enum: ['a', 'b'] }`,
  `{ type: 'string', enum: ['a'] }`,
  `{ enum: ['a', 5, null] }`,
  `{ const: 'a' }`,
  `{ type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 2 }`,
  `{ type: 'array' }`,
  `{ type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' } }, required: ['a'] }`,
  `{ type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false }`,
  `{ type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'number' } }`,
  `{ type: 'object', additionalProperties: { type: 'number' } }`,
  `{ type: 'object', required: ['a'] }`,
  `{ type: 'object' }`,
  `{ anyOf: [{ type: 'string', maxLength: 1 }, { type: 'number' }] }`,
  `{ oneOf: [{ type: 'string' }, { type: 'number' }] }`,
  `{ allOf: [{ type: 'string', minLength: 2 }, { type: 'string', maxLength: 3 }] }`,
  `{ type: 'object', properties: { a: { anyOf: [{ const: 1 }, { type: 'object', properties: { b: { type: 'string' } }, required: ['b'] }] } } }`,
  `{ title: 'anything', description: 'words', 'x-internal': true }`,
  `{ type: 'object', properties: { a: true, b: false } }`,
  `{ $ref: '#/$defs/a', $defs: { a: { type: 'string' } } }`,
  `{ type: 'object', properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: 'string' } } }`,
  `{ $ref: '#/definitions/a~1b', minLength: 2, type: 'string', definitions: { 'a/b': { type: 'string', maxLength: 3 } } }`,
  `{ type: 'object', properties: { id: { type: 'string' }, child: { anyOf: [{ $ref: '#' }, { type: 'null' }] } }, required: ['id'] }`,
  `{ type: 'object', properties: { a: { $ref: '#/$defs/n' } }, $defs: { n: { type: 'object', properties: { b: { $ref: '#/$defs/n' } } } } }`,
  `{ type: 'array', prefixItems: [{ type: 'string' }] }`,
  `{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false }`,
  `{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: { type: 'boolean' }, minItems: 1 }`,
  `{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: { type: 'boolean' }, minItems: 3 }`,
  `{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], maxItems: 1 }`,
  `{ type: 'array', prefixItems: [{ type: 'string' }], maxItems: 2 }`,
  `{ type: 'object', patternProperties: { '^a': { type: 'string' } }, additionalProperties: false }`,
  `{ oneOf: [{ type: 'object', properties: { a: { const: 'a' } }, required: ['a'] }, { type: 'object', properties: { a: { const: 1 } }, required: ['a'] }] }`,
];

const opaque: readonly string[] = [
  `{ oneOf: [{ type: 'string', maxLength: 2 }, { type: 'string', minLength: 2 }] }`,
  `{ type: 'array', uniqueItems: true }`,
  `{ type: 'object', patternProperties: { '^a': { type: 'number' } } }`,
  `{ type: 'string', not: { const: 'a' } }`,
  `{ type: 'object', minProperties: 1 }`,
];

function compare(definition: string): { readonly differs: unknown[]; readonly unsure: number; readonly accepted: number } {
  const schema = readSchema(`fromJsonSchema(${definition})`);
  const validate = ajv.compile(new Function(`return ${definition}`)() as object);
  const differs: unknown[] = [];
  const counts = { yes: 0, no: 0, maybe: 0 };
  for (const value of samplesFor(schema)) {
    const verdict = verdictOf(schema, value);
    counts[verdict] += 1;
    // JSON Schema takes any whole number for an integer; the framework's are those that a double holds exactly.
    const isBig = JSON.stringify(value).includes('9007199254740992') || JSON.stringify(value).includes('1e+300');
    if (verdict !== 'maybe' && !isBig && (verdict === 'yes') !== validate(value)) differs.push({ value, verdict });
  }
  return { differs, unsure: counts.maybe, accepted: counts.yes };
}

describe('JSON Schemas', () => {
  it.each(exact)('%s', (definition) => {
    const { differs, unsure, accepted } = compare(definition);
    expect({ differs, unsure }).toEqual({ differs: [], unsure: 0 });
    expect(accepted).toBeGreaterThan(0);
  });

  it.each(opaque)('in part unread: %s', (definition) => {
    const { differs, unsure } = compare(definition);
    expect(differs).toEqual([]);
    expect(unsure).toBeGreaterThan(0);
  });

  it('keep a name', () => {
    const schema = readSchema(
      `fromJsonSchema({ type: 'object', properties: { at: { type: 'string', format: 'date-time' } } }, { name: 'Meta' })`,
    );
    expect(JSON.parse(JSON.stringify(schemaToJson(schema)))).toEqual({
      kind: 'object',
      name: 'Meta',
      fields: { at: { type: { kind: 'scalar', name: 'DateTime' }, optional: true, array: false } },
      unknownFields: 'keep',
    });
  });
});
