import type { NativeCall } from '../../../values/value.ts';
import { schemaNativeOf } from '../schema-native.ts';
import { argumentAt, isUnknown, itemsOf, propertyOf, stringOf } from '../static-value.ts';
import { absenceOf, isDeferred } from './absence.ts';
import { transformCheck } from './code-check.ts';
import { codeText } from './code-text.ts';
import { pipeOf, transformNode } from './generic-methods.ts';
import { base, digestOfCall, nothingNode, partNode, unreadCall, unreadNode } from './make.ts';
import type { ObjectNode, RecordNode, ZodNode, ZodVersion } from './node.ts';
import { wrapped } from './object-methods.ts';
import { opaqueEntry } from './opaque.ts';
import { fieldsOf } from './shape.ts';

type Maker = (call: NativeCall) => ZodNode;

/** The functions of Zod that make types of other types. */
export function compoundMakers(version: ZodVersion): ReadonlyMap<string, Maker> {
  return new Map<string, Maker>([
    ['object', (call) => objectOf(version, call, 'object', 'drop')],
    ['strictObject', (call) => objectOf(version, call, 'strictObject', 'refuse')],
    ['looseObject', (call) => objectOf(version, call, 'looseObject', 'keep')],
    ['array', (call) => arrayOf(version, call)],
    ['tuple', (call) => tupleOf(version, call)],
    ['record', (call) => recordOf(version, call, 'record')],
    ['partialRecord', (call) => recordOf(version, call, 'partial')],
    ['looseRecord', (call) => recordOf(version, call, 'loose')],
    ['union', (call) => unionOf(version, call, 'union', 0)],
    ['xor', (call) => exclusively(unionOf(version, call, 'xor', 0))],
    ['discriminatedUnion', (call) => discriminatedUnionOf(version, call)],
    ['intersection', (call) => intersectionOf(version, call)],
    ['literal', (call) => literalOf(version, call)],
    ['preprocess', (call) => preprocessed(version, call)],
    ['codec', (call) => codecOf(version, call)],
  ]);
}

function objectOf(version: ZodVersion, call: NativeCall, name: string, unknownFields: ObjectNode['unknownFields']): ZodNode {
  const shape = argumentAt(call, 0);
  const fields = shape ? fieldsOf(version, shape, call.evaluator) : new Map();
  if (!fields) return unread(version, call, name);
  const parts = [...fields.values()].map((field) => field.node);
  return { ...base(version, call.span, parts), kind: 'object', fields, unknownFields, catchall: null };
}

function arrayOf(version: ZodVersion, call: NativeCall): ZodNode {
  const value = argumentAt(call, 0);
  if (!value) return unread(version, call, 'array');
  const element = partNode(version, value, call.evaluator);
  return { ...base(version, call.span, [element]), kind: 'array', element, constraints: {} };
}

function tupleOf(version: ZodVersion, call: NativeCall): ZodNode {
  const items = partsOf(version, call, 0);
  if (!items) return unread(version, call, 'tuple');
  const second = argumentAt(call, 1);
  // The second argument is the type of further items, or words about errors.
  const rest = second && (schemaNativeOf(second)?.isZod || second.kind === 'unknown') ? partNode(version, second, call.evaluator) : null;
  return { ...base(version, call.span, rest ? [...items, rest] : items), kind: 'tuple', items, rest };
}

/** With one type it is that of the values, and with two the first is that of the keys. */
function recordOf(version: ZodVersion, call: NativeCall, form: RecordNode['form']): ZodNode {
  const [first, second] = [argumentAt(call, 0), argumentAt(call, 1)];
  if (!first) return unread(version, call, form);
  const isKeyed = second && (schemaNativeOf(second)?.isZod || second.kind === 'unknown');
  const key = isKeyed ? partNode(version, first, call.evaluator) : null;
  const value = partNode(version, isKeyed ? second : first, call.evaluator);
  return { ...base(version, call.span, key ? [key, value] : [value]), kind: 'record', key, value, form };
}

function unionOf(version: ZodVersion, call: NativeCall, name: string, index: number, discriminator: string | null = null): ZodNode {
  const options = partsOf(version, call, index);
  return options ? { ...base(version, call.span, options), kind: 'union', options, discriminator } : unread(version, call, name);
}

function exclusively(node: ZodNode): ZodNode {
  return node.kind === 'union' ? { ...node, isExclusive: true } : node;
}

function discriminatedUnionOf(version: ZodVersion, call: NativeCall): ZodNode {
  const discriminator = stringOf(argumentAt(call, 0));
  if (discriminator === null) return unread(version, call, 'discriminatedUnion');
  return unionOf(version, call, 'discriminatedUnion', 1, discriminator);
}

function intersectionOf(version: ZodVersion, call: NativeCall): ZodNode {
  const [first, second] = [argumentAt(call, 0), argumentAt(call, 1)];
  if (!first || !second) return unread(version, call, 'intersection');
  const [left, right] = [partNode(version, first, call.evaluator), partNode(version, second, call.evaluator)];
  return { ...base(version, call.span, [left, right]), kind: 'intersection', left, right };
}

function literalOf(version: ZodVersion, call: NativeCall): ZodNode {
  const value = argumentAt(call, 0);
  if (!value && call.args.length > 0) return nothingNode(version, 'undefined', call.span);
  const items = version >= 4 && value?.kind === 'array' ? itemsOf(value) : value && [value];
  if (!items || isUnknown(items)) return unread(version, call, 'literal');
  const values: (string | number | boolean | null)[] = [];
  for (const item of items) {
    if (item.kind !== 'literal') return unread(version, call, 'literal');
    const literal = item.value;
    const isJson = literal === null || typeof literal === 'string' || typeof literal === 'number' || typeof literal === 'boolean';
    if (!isJson) return unreadNode(version, call.span, 'not JSON: z.literal()', () => digestOfCall('z.literal', items, call.evaluator));
    values.push(literal);
  }
  return { ...base(version, call.span), kind: 'literal', values };
}

function preprocessed(version: ZodVersion, call: NativeCall): ZodNode {
  const [code, value] = [argumentAt(call, 0), argumentAt(call, 1)];
  if (!code || !value) return unread(version, call, 'preprocess');
  const inner = partNode(version, value, call.evaluator);
  // What the code makes absent is taken where the type may be absent.
  const absence = isDeferred(inner) ? 'required' : absenceOf(inner);
  const opaque = [opaqueEntry('preprocess', call.evaluator.digest(code), ...(absence === 'required' ? [] : [absence]))];
  const texts = new Map(opaque.map((entry) => [entry, codeText('preprocess', [code], call.evaluator)]));
  return { ...wrapped('preprocess', inner, call.span), opaque, texts, code: transformCheck(code, call.evaluator) };
}

/** A pair of types with code from one to the other and back, which is not asked when values are taken. */
function codecOf(version: ZodVersion, call: NativeCall): ZodNode {
  const [first, second, code] = [argumentAt(call, 0), argumentAt(call, 1), argumentAt(call, 2)];
  const decode = propertyOf(code, 'decode');
  if (!first || !second || !decode) return unread(version, call, 'codec');
  const input = partNode(version, first, call.evaluator);
  const decoded = pipeOf(input, transformNode(version, decode, call), call);
  return { ...pipeOf(decoded, partNode(version, second, call.evaluator), call), first: input };
}

/** The types of a list; null when the list cannot be read. */
function partsOf(version: ZodVersion, call: NativeCall, index: number): readonly ZodNode[] | null {
  const items = itemsOf(argumentAt(call, index));
  return items && !isUnknown(items) ? items.map((item) => partNode(version, item, call.evaluator)) : null;
}

function unread(version: ZodVersion, call: NativeCall, name: string): ZodNode {
  return unreadCall(version, call, `z.${name}`);
}
