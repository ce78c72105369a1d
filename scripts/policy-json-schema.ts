import { RULE_IDS } from '../src/policy/rule-ids.ts';
import { NAMED_SHAPES, policyShape } from '../src/policy/schema.ts';
import type { Shape, TextFormat } from '../src/policy/shape.ts';

type JsonSchema = Record<string, unknown>;

const patterns: Partial<Record<TextFormat, string>> = {
  date: '^\\d{4}-\\d{2}-\\d{2}$',
  'key-format': '^(dotted$|\\^)',
  'tag-format': '^(kebab-case$|\\^)',
  'assertion-id': '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  version: '^\\d+\\.\\d+\\.\\d+',
  label: '\\{event\\}',
  'release-tag': '\\{version\\}',
};

/**
 * The draft-07 schema of a policy file, made from the shapes that are also checked at run time.
 * @param defaults the `recommended` preset, whose values are the defaults
 */
export function policyJsonSchema(defaults: unknown): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Policy of contracts-governance',
    ...schemaOf(policyShape, defaults, '$'),
    definitions: Object.fromEntries([...NAMED_SHAPES].map(([shape, name]) => [name, formOf(shape, undefined, name)])),
  };
}

function schemaOf(shape: Shape, defaults: unknown, path: string): JsonSchema {
  const about = 'about' in shape && shape.about !== '' ? { description: shape.about } : {};
  const fallback = defaults === undefined || isMap(defaults) || path === '$.version' ? {} : { default: defaults };
  const name = NAMED_SHAPES.get(shape);
  // Beside a reference of draft-07 nothing else counts, so it stands in an `allOf`.
  const form = name === undefined ? formOf(shape, defaults, path) : { allOf: [{ $ref: `#/definitions/${name}` }] };
  return { ...about, ...form, ...fallback };
}

function formOf(shape: Shape, defaults: unknown, path: string): JsonSchema {
  switch (shape.kind) {
    case 'text': {
      const pattern = patterns[shape.format];
      if (shape.format === 'rule')
        return { type: 'string', minLength: 1, anyOf: [{ enum: RULE_IDS }, { pattern: patterns['assertion-id'] }] };
      return { type: 'string', minLength: 1, ...(pattern !== undefined && { pattern }) };
    }
    case 'choice':
      return { enum: shape.values };
    case 'integer':
      return { type: 'integer', minimum: shape.minimum, ...(shape.maximum !== null && { maximum: shape.maximum }) };
    case 'boolean':
      return { type: 'boolean' };
    case 'null':
      return { type: 'null' };
    case 'scalar':
      return { type: ['string', 'number', 'boolean', 'null'] };
    case 'list':
      return {
        type: 'array',
        items: schemaOf(shape.items, undefined, `${path}[]`),
        ...(!shape.isEmptyAllowed && { minItems: 1 }),
        ...((shape.items.kind === 'text' || shape.items.kind === 'choice') && { uniqueItems: true }),
      };
    case 'object':
      return {
        type: 'object',
        properties: Object.fromEntries(
          [...shape.fields].map(([name, field]) => [name, schemaOf(field, valueAt(defaults, name), `${path}.${name}`)]),
        ),
        additionalProperties: false,
        ...(shape.required.length > 0 && { required: shape.required }),
        ...(shape.someOf.length > 0 && {
          anyOf: shape.someOf.map((name) => ({
            type: 'object',
            properties: { [name]: { not: { type: 'object', maxProperties: 0 } } },
            required: [name],
          })),
        }),
      };
    case 'record':
      return recordForm(shape.names, shape.values, defaults, path);
    case 'either':
      return { anyOf: shape.shapes.map((inner) => schemaOf(inner, isMap(defaults) && inner.kind !== 'null' ? defaults : undefined, path)) };
  }
}

/** Fixed names become properties, so that editors offer them. */
function recordForm(names: TextFormat | readonly string[], values: Shape, defaults: unknown, path: string): JsonSchema {
  if (typeof names !== 'string') {
    return {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, schemaOf(values, undefined, `${path}.${name}`)])),
      additionalProperties: false,
    };
  }
  const value = schemaOf(values, undefined, `${path}.*`);
  if (names !== 'rule') return { type: 'object', additionalProperties: value };
  return {
    type: 'object',
    properties: Object.fromEntries(RULE_IDS.map((id) => [id, ruleForm(values, valueAt(defaults, id))])),
    // Assertions of the policy are set by their ids as well.
    propertyNames: { pattern: patterns['assertion-id'] },
    additionalProperties: value,
  };
}

function ruleForm(values: Shape, setting: unknown): JsonSchema {
  return { ...schemaOf(values, undefined, ''), ...(setting !== undefined && { default: setting }) };
}

function valueAt(defaults: unknown, name: string): unknown {
  return isMap(defaults) && Object.hasOwn(defaults, name) ? defaults[name] : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
