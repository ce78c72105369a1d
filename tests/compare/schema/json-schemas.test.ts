import { expect, test } from 'vitest';
import { areProved, changesOf, classesOf } from './support/judged.ts';

const schema = (text: string): string => `fromJsonSchema(${text})`;
const tree = (id: string, self = '#'): string =>
  `{ type: 'object', properties: { id: { type: '${id}' }, children: { type: 'array', items: { $ref: '${self}' } } }, required: ['id'] }`;

test.each([
  ["{ $ref: '#/$defs/A', $defs: { A: { type: 'string' } } }", "{ $ref: '#/$defs/A', $defs: { A: { type: 'number' } } }"],
  [tree('string'), tree('number')],
  ["{ type: 'array', prefixItems: [{ type: 'string' }] }", "{ type: 'array', prefixItems: [{ type: 'number' }] }"],
  [
    "{ type: 'object', patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false }",
    "{ type: 'object', patternProperties: { '^x-': { type: 'number' } }, additionalProperties: false }",
  ],
])('%s → %s breaks, and is said once', (base, head) => {
  for (const side of ['input', 'output'] as const) {
    const changes = changesOf(schema(base), schema(head), side);
    expect(classesOf(changes)).toEqual(['breaking']);
    expect(areProved(changes, schema(base), schema(head))).toBe(true);
  }
});

test.each([
  ["{ $ref: '#/$defs/A', $defs: { A: { type: 'string' } } }", "{ type: 'string' }"],
  [tree('string'), `{ $ref: '#/$defs/N', $defs: { N: ${tree('string', '#/$defs/N')} } }`],
  [
    "{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false, minItems: 2 }",
    "{ $ref: '#/definitions/pair', definitions: { pair: { type: 'array', items: [{ type: 'string' }, { type: 'number' }], additionalItems: false, minItems: 2 } } }",
  ],
])('%s is %s', (one, other) => {
  for (const side of ['input', 'output', 'event'] as const) {
    expect(changesOf(schema(one), schema(other), side)).toEqual([]);
    expect(changesOf(schema(other), schema(one), side)).toEqual([]);
  }
});

test('what stands in another document is not read', () => {
  const [base, head] = ["{ $ref: 'https://example.com/a' }", "{ $ref: 'https://example.com/b' }"];
  expect(classesOf(changesOf(schema(base), schema(head), 'input'))).toEqual(['unknown']);
  expect(changesOf(schema(base), schema(base), 'input')).toEqual([]);
});

test('a keyword that is not read is shown as it was written', () => {
  const unique = (value: boolean): string => schema(`{ type: 'array', items: { type: 'string' }, uniqueItems: ${value} }`);
  expect(changesOf(unique(false), unique(true), 'input').map((change) => [change.before, change.after])).toEqual([
    ['uniqueItems(false)', 'uniqueItems(true)'],
  ]);
});
