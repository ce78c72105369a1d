import { escapeRegExp } from '../../../source/escape-regexp.ts';
import type { Span } from '../../../source/span.ts';
import type { NativeCall, StaticValue } from '../../../values/value.ts';
import type { Constraints, ScalarName } from '../schema.ts';
import { argumentAt, argumentsOf, isOnlyWords, isTruthy, isUnknown, itemsOf, propertyOf, stringOf } from '../static-value.ts';
import { refinementCheck } from './code-check.ts';
import { codeText } from './code-text.ts';
import { compoundMakers } from './compound-makers.ts';
import { refineEffect, withEffects } from './effect.ts';
import { enumNode } from './enum-methods.ts';
import { FORMATS } from './formats.ts';
import { pipeOf, transformNode } from './generic-methods.ts';
import { base, digestOfCall, lazyNode, nothingNode, plainNode, unreadCall, unreadNode } from './make.ts';
import type { NumberNode, StringNode, ZodNode, ZodVersion } from './node.ts';
import { wrapped } from './object-methods.ts';
import { opaqueEntry } from './opaque.ts';
import { regExpText } from './patterns.ts';
import { hashPattern } from './regexes.ts';
import { templatePattern } from './template-literal.ts';

type Maker = (call: NativeCall) => ZodNode;
type Makers = ReadonlyMap<string, Maker | ReadonlyMap<string, Maker>>;

/** Types that no JSON value is of, or whose code decides: what they accept is not read. */
const NOT_JSON = ['bigint', 'int64', 'uint64', 'symbol', 'nan', 'map', 'set', 'promise', 'function', 'file', 'success'];
const MAX_FLOAT32 = 3.4028234663852886e38;

/** The functions of Zod that make types, by name. */
export function makersOf(version: ZodVersion): Makers {
  const primitives = primitiveMakers(version);
  return new Map<string, Maker | ReadonlyMap<string, Maker>>([
    ...compoundMakers(version),
    ...primitives.map(([name, make]): [string, Maker] => [name, (call) => coercedBy(call, name, make(call))]),
    [
      'coerce',
      new Map([
        ...primitives.map(([name, make]): [string, Maker] => [name, (call) => coerced(name, make(call))]),
        ['bigint', (call) => coerced('bigint', notJson(version, 'bigint', call))],
      ]),
    ],
    ['any', (call) => scalarNode(version, 'any', 'JSON', call.span)],
    ['unknown', (call) => scalarNode(version, 'any', 'JSON', call.span)],
    ['json', (call) => scalarNode(version, 'framework', 'JSON', call.span)],
    ['null', (call) => ({ ...base(version, call.span), kind: 'literal', values: [null] })],
    ['never', (call) => nothingNode(version, 'never', call.span)],
    ['undefined', (call) => nothingNode(version, 'undefined', call.span)],
    ['void', (call) => nothingNode(version, 'undefined', call.span)],
    ['enum', (call) => enumNode(version, call, 'z.enum')],
    ['nativeEnum', (call) => enumNode(version, call, 'z.nativeEnum')],
    ['lazy', (call) => lazyOf(version, call)],
    ['custom', (call) => byCode(call, 'custom', scalarNode(version, 'any', 'JSON', call.span))],
    ['instanceof', (call) => instanceOf(version, call)],
    ['transform', (call) => transformNode(version, argumentAt(call, 0), call)],
    ['templateLiteral', (call) => templateOf(version, call)],
    ['stringbool', (call) => stringboolOf(version, call)],
    ...NOT_JSON.map((name): [string, Maker] => [name, (call) => notJson(version, name, call)]),
    ...(version >= 4 ? zod4Makers(version) : zod3Makers(version)),
  ]);
}

/** Types whose values can be coerced. */
function primitiveMakers(version: ZodVersion): readonly [string, Maker][] {
  return [
    ['string', (call) => stringNode(version, call.span)],
    ['number', (call) => numberNode(version, call.span)],
    ['boolean', (call) => scalarNode(version, 'boolean', 'Boolean', call.span)],
    ['date', (call) => scalarNode(version, 'date', 'DateTime', call.span)],
  ];
}

/** Shorthands of types that are optional. */
function zod3Makers(version: ZodVersion): [string, Maker][] {
  return primitiveMakers(version)
    .filter(([name]) => name !== 'date')
    .map(([name, make]) => [`o${name}`, (call) => wrapped('optional', make(call), call.span)]);
}

function zod4Makers(version: ZodVersion): [string, Maker | ReadonlyMap<string, Maker>][] {
  const formats = [...FORMATS.keys()].filter((name) => !['date', 'datetime', 'time', 'duration', 'ip', 'cidr'].includes(name));
  const int = (call: NativeCall, constraints: Constraints = {}): ZodNode => ({
    ...numberNode(version, call.span, 'Int_unsecure'),
    constraints,
  });
  return [
    ...formats.map((name): [string, Maker] => [name, formatMaker(version, name)]),
    ['iso', new Map(['date', 'datetime', 'time', 'duration'].map((name) => [name, formatMaker(version, name)]))],
    ['hash', (call) => hashOf(version, call)],
    ['stringFormat', (call) => formatByPattern(version, call)],
    ['int', (call) => int(call)],
    ['int32', (call) => int(call, { min: -(2 ** 31), max: 2 ** 31 - 1 })],
    ['uint32', (call) => int(call, { min: 0, max: 2 ** 32 - 1 })],
    ['float32', (call) => ({ ...numberNode(version, call.span), constraints: { min: -MAX_FLOAT32, max: MAX_FLOAT32 } })],
    ['float64', (call) => numberNode(version, call.span)],
  ];
}

/** A string without checks. */
export function stringNode(version: ZodVersion, origin: Span): StringNode {
  return { ...base(version, origin), kind: 'string', types: [], constraints: {} };
}

/** A number without checks. */
export function numberNode(version: ZodVersion, origin: Span, scalar: ScalarName = 'Float_unsecure'): NumberNode {
  return { ...base(version, origin), kind: 'number', scalar, constraints: {} };
}

/** A type that is one of the framework's scalars. */
export function scalarNode(version: ZodVersion, name: 'boolean' | 'date' | 'any' | 'framework', scalar: ScalarName, origin: Span): ZodNode {
  return plainNode(version, name, { kind: 'scalar', name: scalar, origin });
}

function formatMaker(version: ZodVersion, name: string): Maker {
  return (call) => {
    const effect = FORMATS.get(name)?.(call, version);
    return withEffects(stringNode(version, call.span), effect ? [effect] : [], call.span);
  };
}

function coerced(name: string, node: ZodNode): ZodNode {
  return { ...node, opaque: [opaqueEntry('coerce', name)] };
}

/** Zod 3's `z.string({ coerce: true })`. */
function coercedBy(call: NativeCall, name: string, node: ZodNode): ZodNode {
  const options = argumentAt(call, 0);
  if (options?.kind !== 'object' || isTruthy(propertyOf(options, 'coerce')) === false) return node;
  return options.properties.has('coerce') ? coerced(name, node) : node;
}

function lazyOf(version: ZodVersion, call: NativeCall): ZodNode {
  const getter = argumentAt(call, 0);
  if (getter?.kind === 'function') return lazyNode(version, call.span, getter, call.evaluator);
  return unreadCall(version, call, 'z.lazy');
}

/** A type that code decides on: any JSON value that the code takes. Without code `z.custom()` takes anything. */
function byCode(call: NativeCall, name: string, node: ZodNode): ZodNode {
  const code = argumentAt(call, 0);
  if (!code) return node;
  const entry = opaqueEntry('refine', name, call.evaluator.digest(code));
  const check = name === 'custom' ? refinementCheck(call) : null;
  return {
    ...node,
    opaque: [entry],
    ...(check && { checks: new Map([[entry, check]]) }),
    texts: new Map([[entry, codeText(name, [code], call.evaluator)]]),
  };
}

/** The instances of `Date` are what `z.date()` takes, but for those of no time, which no JSON value is. */
function instanceOf(version: ZodVersion, call: NativeCall): ZodNode {
  const of = argumentAt(call, 0);
  if (of?.kind === 'native' && of.native.name === 'Date') return scalarNode(version, 'date', 'DateTime', call.span);
  return byCode(call, 'instanceof', scalarNode(version, 'framework', 'JSON', call.span));
}

function stringBy(version: ZodVersion, call: NativeCall, entry: string): ZodNode {
  return { ...stringNode(version, call.span), opaque: [entry] };
}

/** A hash is known by its algorithm and by how its bytes are written. */
function hashOf(version: ZodVersion, call: NativeCall): ZodNode {
  const encoding = propertyOf(argumentAt(call, 1), 'enc');
  const pattern = hashPattern(stringOf(argumentAt(call, 0)) ?? '', encoding ? (stringOf(encoding) ?? '') : 'hex');
  if (pattern === null) return stringBy(version, call, opaqueEntry('refine', 'hash', allDigest(call)));
  return { ...stringNode(version, call.span), constraints: { pattern: [pattern] } };
}

/** `z.stringFormat('ticket', /^T-\d+$/)`: the name is one for messages. */
function formatByPattern(version: ZodVersion, call: NativeCall): ZodNode {
  const pattern = regExpText(argumentAt(call, 1));
  if (pattern !== null) return { ...stringNode(version, call.span), constraints: { pattern: [pattern] } };
  return withEffects(stringNode(version, call.span), [refineEffect({ ...call, args: call.args.slice(1) })], call.span);
}

function templateOf(version: ZodVersion, call: NativeCall): ZodNode {
  const pattern = templatePattern(call);
  if (pattern === null) return stringBy(version, call, opaqueEntry('refine', 'templateLiteral', allDigest(call)));
  return { ...stringNode(version, call.span), constraints: { pattern: [pattern] }, isTemplate: true };
}

/** Texts that are made into a boolean. */
function stringboolOf(version: ZodVersion, call: NativeCall): ZodNode {
  const options = argumentAt(call, 0);
  const [truthy, falsy] = [textsOf(options, 'truthy', TRUTHY), textsOf(options, 'falsy', FALSY)];
  const isCased = options ? stringOf(propertyOf(options, 'case')) === 'sensitive' : false;
  const isRead = !options || (options.kind === 'object' && !options.open && propertyOf(options, 'case')?.kind !== 'unknown');
  const output = scalarNode(version, 'boolean', 'Boolean', call.span);
  if (!isRead || !truthy || !falsy) {
    const unread = stringBy(version, call, opaqueEntry('refine', 'stringbool', allDigest(call)));
    return { ...pipeOf(unread, output, call), total: () => ({ kind: 'unsure' }) };
  }
  const pattern = `^(?:${[...truthy, ...falsy].map(escapeRegExp).join('|')})$`;
  const input: StringNode = { ...stringNode(version, call.span), constraints: { pattern: [isCased ? pattern : `/${pattern}/i`] } };
  const isTrue = (value: unknown): boolean =>
    truthy.some((word) => word === value || (!isCased && word.toLowerCase() === String(value).toLowerCase()));
  return { ...pipeOf(input, output, call), total: (value) => ({ kind: 'value', value: isTrue(value) }) };
}

const TRUTHY = ['true', '1', 'yes', 'on', 'y', 'enabled'];
const FALSY = ['false', '0', 'no', 'off', 'n', 'disabled'];

/** The texts of an option; null where they cannot be read. */
function textsOf(options: StaticValue | undefined, name: string, initial: readonly string[]): readonly string[] | null {
  const value = propertyOf(options, name);
  if (!value) return initial;
  const items = itemsOf(value);
  if (!items || isUnknown(items)) return null;
  const texts = items.map((item) => stringOf(item));
  return texts.every((text) => text !== null) ? texts : null;
}

function notJson(version: ZodVersion, name: string, call: NativeCall): ZodNode {
  const asked = (): readonly StaticValue[] => argumentsOf(call).filter((value) => !isOnlyWords(value));
  return unreadNode(version, call.span, `not JSON: z.${name}()`, () => digestOfCall(`z.${name}`, asked(), call.evaluator));
}

function allDigest(call: NativeCall): string {
  return digestOfCall('', argumentsOf(call), call.evaluator);
}
