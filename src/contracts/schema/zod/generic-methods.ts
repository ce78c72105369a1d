import type { NativeCall, StaticValue } from '../../../values/value.ts';
import { schemaDigest } from '../equal.ts';
import { hash } from '../hash.ts';
import type { SchemaDefault } from '../schema.ts';
import { argumentAt, argumentsOf, plainOf } from '../static-value.ts';
import { valueDigest } from '../value-digest.ts';
import { CHECKS, effectOf } from './checks.ts';
import { transformCheck } from './code-check.ts';
import { codeText } from './code-text.ts';
import { effectsOf, refineEffect, superRefineEffect, withEffects } from './effect.ts';
import { base, partNode, unreadCall, unreadNode } from './make.ts';
import type { PipeNode, TransformNode, ZodNode, ZodVersion } from './node.ts';
import { wrapped } from './object-methods.ts';
import { isOnlyRefined } from './opaque.ts';
import { schemaOfNode } from './schema-of-node.ts';

type Method = (node: ZodNode, call: NativeCall) => ZodNode;

/** Methods of every type. */
export const GENERIC_METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  // Words about a type do not change it. `openapi` is what `zod-openapi` and `zod-to-openapi` add to all types.
  ...['describe', 'register', 'clone', 'openapi'].map((name): [string, Method] => [name, (node) => node]),
  ['meta', (node, call) => (argumentsOf(call).length > 0 ? node : unreadCall(node.version, call, 'meta'))],
  ['brand', (node, call) => (node.version === 3 ? wrapped('readonly', node, call.span) : node)],
  ['optional', (node, call) => wrapped('optional', node, call.span)],
  ['exactOptional', (node, call) => ({ ...wrapped('optional', node, call.span), isExact: true })],
  ['nonoptional', (node, call) => wrapped('nonoptional', node, call.span)],
  ['nullable', (node, call) => wrapped('nullable', node, call.span)],
  ['nullish', (node, call) => wrapped('optional', wrapped('nullable', node, call.span), call.span)],
  ['readonly', (node, call) => wrapped('readonly', node, call.span)],
  ['default', (node, call) => ({ ...wrapped('default', node, call.span), value: defaultOf(call, false) })],
  ['prefault', (node, call) => ({ ...wrapped('default', node, call.span), value: defaultOf(call, false), isAsked: true })],
  ['catch', (node, call) => ({ ...wrapped('catch', node, call.span), value: defaultOf(call, true) })],
  ['array', (node, call) => ({ ...base(node.version, call.span, [node]), kind: 'array', element: node, constraints: {} })],
  ['or', (node, call) => either(node, call)],
  ['and', (node, call) => both(node, call)],
  ['pipe', (node, call) => piped(node, call)],
  ['transform', (node, call) => ({ ...pipeOf(node, transformNode(node.version, argumentAt(call, 0), call), call), before: node })],
  ['refine', (node, call) => ({ ...withEffects(node, [refineEffect(call)], call.span), before: node })],
  ['superRefine', (node, call) => ({ ...withEffects(node, [superRefineEffect(call)], call.span), before: node })],
  ['refinement', (node, call) => ({ ...withEffects(node, [refineEffect(call)], call.span), before: node })],
  ['overwrite', (node, call) => added(node, call, 'overwrite')],
  ['check', (node, call) => checked(node, call)],
  ['with', (node, call) => checked(node, call)],
  [
    'promise',
    (node, call) => unreadNode(node.version, call.span, 'not JSON: z.promise()', () => hash(`promise:${schemaDigest(schemaOfNode(node))}`)),
  ],
]);

/** A check that is called as a method under its own name. */
function added(node: ZodNode, call: NativeCall, name: string): ZodNode {
  const check = CHECKS.get(name);
  return check ? withEffects(node, [effectOf(check, call, name, node.version)], call.span) : node;
}

function checked(node: ZodNode, call: NativeCall): ZodNode {
  const effects = argumentsOf(call).flatMap((value) => effectsOf(value, call.evaluator));
  return withEffects(node, effects, call.span);
}

/** The value that `.default()` puts in: a function is called for it. */
function defaultOf(call: NativeCall, isCatch: boolean): SchemaDefault {
  const written = argumentAt(call, 0);
  const value = written?.kind === 'function' ? call.evaluator.call(written, [], call.span) : written;
  // `.default(undefined)` is a value, and so is no argument.
  const plain = value ? plainOf(value) : { known: call.restUnknown === null, value: undefined };
  return { ...plain, isCatch, ...(!plain.known && { digest: written ? valueDigest(written, call.evaluator) : '' }) };
}

function either(node: ZodNode, call: NativeCall): ZodNode {
  const value = argumentAt(call, 0);
  if (!value) return unreadCall(node.version, call, 'or');
  const options = [node, partNode(node.version, value, call.evaluator)];
  return { ...base(node.version, call.span, options), kind: 'union', options, discriminator: null };
}

function both(node: ZodNode, call: NativeCall): ZodNode {
  const value = argumentAt(call, 0);
  if (!value) return unreadCall(node.version, call, 'and');
  const right = partNode(node.version, value, call.evaluator);
  return { ...base(node.version, call.span, [node, right]), kind: 'intersection', left: node, right };
}

function piped(node: ZodNode, call: NativeCall): ZodNode {
  const value = argumentAt(call, 0);
  if (!value) return unreadCall(node.version, call, 'pipe');
  const next = partNode(node.version, value, call.evaluator);
  return joinedStrings(node, next, call) ?? pipeOf(node, next, call);
}

/** `z.string().trim().pipe(z.email())` is `z.string().trim().email()`. */
function joinedStrings(node: ZodNode, next: ZodNode, call: NativeCall): ZodNode | null {
  if (node.kind !== 'string' || next.kind !== 'string' || isOnlyRefined(node) || next.opaque.length > 0) return null;
  if (node.opaque.some((entry) => entry.startsWith('coerce:'))) return null;
  const { types, constraints } = next;
  const asked = Object.keys(constraints).length > 0 ? [{ kind: 'constraints', constraints } as const] : [];
  return withEffects(node, [...types.map((type) => ({ kind: 'format', type }) as const), ...asked], call.span);
}

/** One type after the other. */
export function pipeOf(input: ZodNode, output: ZodNode, call: NativeCall): PipeNode {
  const text = output.kind === 'transform' ? output.text : codeText('pipe', [{ span: output.origin }], call.evaluator);
  return { ...base(input.version, call.span, [input, output]), kind: 'pipe', input, output, text };
}

/** Code as a type of its own. */
export function transformNode(version: ZodVersion, code: StaticValue | undefined, call: NativeCall): TransformNode {
  return {
    ...base(version, call.span),
    kind: 'transform',
    digest: code ? call.evaluator.digest(code) : 'nothing',
    check: transformCheck(code, call.evaluator),
    kindsMade: (of) => (code ? call.evaluator.kindsMade(code, of) : null),
    text: codeText('transform', code ? [code] : [], call.evaluator),
  };
}
