import { describe, expect, it } from 'vitest';
import { schemaOf } from '../../../src/contracts/schema/from-value.ts';
import { schemaToJson } from '../../../src/contracts/schema/json.ts';
import { schemaLibraryExports } from '../../../src/contracts/schema/schema-library.ts';
import { zodNamespace } from '../../../src/contracts/schema/zod/namespace.ts';
import { literal, unknown, type EvaluatorPort, type Property, type StaticValue, type UnknownValue } from '../../../src/values/value.ts';

const at = { file: 'a.ts', start: 3, end: 9 };
const port: EvaluatorPort = {
  call: (_callee, _args, span) => unknown('unknown-call', span, 'fn'),
  invoke: (_callee, { span }) => unknown('unknown-call', span, 'fn'),
  member: (value, name, span) =>
    (value.kind === 'native' ? value.native.get?.(name, span) : undefined) ?? unknown('not-static', span, name),
  digest: (value) => `digest of ${value.kind === 'unknown' ? value.detail : value.kind}`,
  sourceDigest: () => null,
  define: () => undefined,
  textAt: () => '',
  kindsMade: () => null,
  plainFunction: () => null,
  isRunning: () => false,
  throws: (span, what) => unknown('not-static', span, what),
};
const z = zodNamespace(at);
const text = (value: string): StaticValue => literal(value, at);
const hidden: UnknownValue = unknown('parameter', at, 'options');

function object(entries: Readonly<Record<string, StaticValue>>, open: UnknownValue | null = null): StaticValue {
  const properties = new Map<string, Property>(Object.entries(entries).map(([name, value]) => [name, { value, span: at, key: at }]));
  return { kind: 'object', properties, open, span: at };
}

function list(items: readonly StaticValue[], rest: UnknownValue | null = null): StaticValue {
  return { kind: 'array', items: items.map((value) => ({ value, span: at })), rest, span: at };
}

/** Calls a member of a value, or the value itself. */
function call(
  value: StaticValue,
  member: string | null,
  args: readonly StaticValue[] = [],
  restUnknown: UnknownValue | null = null,
): StaticValue {
  const callee = member === null ? value : port.member(value, member, at);
  if (callee.kind !== 'native' || !callee.native.call) throw new Error(`Not callable: ${member ?? 'the value'}`);
  return callee.native.call({ args: args.map((arg) => ({ value: arg, span: at })), restUnknown, isNew: false, span: at, evaluator: port });
}

function json(value: StaticValue): unknown {
  const schema = schemaOf(value, port);
  return schema && JSON.parse(JSON.stringify(schemaToJson(schema)));
}

const string = call(z, 'string');
const unread = (reason: string): object => ({ kind: 'unknown', reason });

describe('arguments that cannot be read', () => {
  it.each<[string, StaticValue, object]>([
    ['a hidden shape', call(z, 'object', [hidden]), unread('parameter')],
    ['a spread in a shape', call(z, 'object', [object({ a: string }, hidden)]), unread('parameter')],
    ['a spread in the arguments', call(z, 'object', [], hidden), unread('parameter')],
    ['a hidden element', call(z, 'array', [hidden]), { kind: 'array', item: unread('parameter') }],
    ['no element', call(z, 'array', []), unread('not-static')],
    ['a hidden enum value', call(z, 'enum', [list([text('a'), hidden])]), unread('parameter')],
    ['a hidden spread of enum values', call(z, 'enum', [list([text('a')], hidden)]), unread('parameter')],
    [
      'a hidden option',
      call(z, 'union', [list([string, hidden])]),
      { kind: 'union', members: [{ kind: 'scalar', name: 'String_unsecure' }, unread('parameter')] },
    ],
    ['a hidden spread of options', call(z, 'union', [list([string], hidden)]), unread('parameter')],
    ['a hidden literal', call(z, 'literal', [hidden]), unread('parameter')],
    ['a hidden mask', call(call(z, 'object', [object({ a: string })]), 'pick', [hidden]), unread('parameter')],
    ['a hidden value in a mask', call(call(z, 'object', [object({ a: string })]), 'omit', [object({ a: hidden })]), unread('parameter')],
    ['a hidden extension', call(call(z, 'object', [object({ a: string })]), 'extend', [hidden]), unread('parameter')],
    ['a string where a type belongs', call(z, 'array', [text('a')]), { kind: 'array', item: unread('not a Zod type') }],
    [
      'a model where a Zod type belongs',
      call(z, 'array', [call(schemaLibraryExports(at).get('defineEnum') as StaticValue, null, [text('A'), list([text('a')])])]),
      { kind: 'array', item: unread('not a Zod type') },
    ],
    ['a hidden discriminator', call(z, 'discriminatedUnion', [hidden, list([])]), unread('parameter')],
    ['a hidden default', call(string, 'default', [hidden]), { kind: 'scalar', name: 'String_unsecure', default: null }],
  ])('%s', (_, value, expected) => {
    expect(json(value)).toEqual(expected);
  });

  it.each<[string, StaticValue]>([
    ['a bound', call(string, 'min', [hidden])],
    ['an infinite bound', call(call(z, 'number'), 'min', [literal(-Infinity, at)])],
    ['a pattern', call(string, 'regex', [hidden])],
    ['a pattern that is a text', call(string, 'regex', [text('a')])],
    ['options of a format', call(call(z, 'string'), 'datetime', [hidden])],
    ['a version of a format', call(string, 'uuid', [object({ version: text('v99') })])],
    ['a spread of checks', call(string, 'check', [], hidden)],
    ['a check that is no check', call(string, 'check', [text('a')])],
    ['the bound of a date', call(call(z, 'date'), 'min', [hidden])],
  ])('leave a mark that stands for %s', (_, value) => {
    expect(json(value)).toMatchObject({ kind: 'scalar', constraints: { opaque: [expect.stringMatching(/^refine:/)] } });
  });
});

describe('types that cannot be read', () => {
  const lost = call(z, 'object', [hidden]);

  it('may still be absent, null or in a list', () => {
    const fields = object({ a: call(lost, 'optional'), b: call(lost, 'nullable'), c: call(lost, 'array') });
    expect(json(call(z, 'object', [fields]))).toEqual({
      kind: 'object',
      name: null,
      fields: {
        a: { type: unread('parameter'), optional: true, array: false },
        b: { type: { kind: 'nullable', type: unread('parameter') }, optional: false, array: false },
        c: { type: { kind: 'array', item: unread('parameter') }, optional: false, array: false },
      },
    });
  });

  it('stay unreadable through methods, each with a digest of its own', () => {
    const digests = [
      lost,
      call(lost, 'strict'),
      call(lost, 'pick', [object({ a: literal(true, at) })]),
      call(lost, 'pick', [object({ b: literal(true, at) })]),
    ].map((value) => {
      const schema = schemaOf(value, port);
      return schema?.kind === 'unknown' ? schema.digest : null;
    });
    expect(new Set(digests).size).toBe(4);
    expect(digests).not.toContain(null);
  });
});

describe('what the reader does not know', () => {
  it.each([
    [z, 'toJSONSchema'],
    [z, 'ZodError'],
    [string, 'unwrap'],
    [string, 'shape'],
    [string, 'constructor'],
    [string, '__proto__'],
    [z, 'constructor'],
  ])('has no value', (value, member) => {
    expect(value.kind === 'native' && value.native.get?.(member, at)).toBeUndefined();
  });

  it('is what a value is made into', () => {
    const parse = string.kind === 'native' ? string.native.get?.('parse', at) : undefined;
    expect(parse).toMatchObject({ kind: 'native', native: { isFunction: true } });
    expect(parse?.kind === 'native' && parse.native.call).toBeUndefined();
  });

  it('is not there in Zod 3 when only Zod 4 has it', () => {
    const zod3 = zodNamespace(at, 3);
    for (const name of ['email', 'iso', 'int', 'minLength']) expect(zod3.kind === 'native' && zod3.native.get?.(name, at)).toBeUndefined();
  });
});

describe('nesting', () => {
  it('ends where nobody would read on', () => {
    let value = string;
    for (let level = 0; level < 5_000; level++) value = call(z, 'array', [value]);
    expect(JSON.stringify(json(value))).toContain('too-deep');
  });

  it('costs nothing for what is shared', () => {
    let value = string;
    for (let level = 0; level < 60; level++) value = call(z, 'union', [list([value, call(value, 'array')])]);
    expect(schemaOf(value, port)?.kind).toBe('union');
  });
});

it('places are those of the expressions', () => {
  const schema = schemaOf(call(z, 'object', [object({ a: string })]), port);
  expect(schema?.origin).toEqual(at);
  expect(schema?.kind === 'object' && schema.fields.get('a')?.origin).toEqual(at);
});
