import type { Span } from '../../../source/span.ts';
import type { Counting, EvaluatorPort, Native, NativeCall, StaticValue } from '../../../values/value.ts';
import { tighten } from '../constraints.ts';
import { zodNodeOf } from '../schema-native.ts';
import type { CodeCheck, Constraints } from '../schema.ts';
import { numberOf, propertyOf, argumentAt } from '../static-value.ts';
import { valueDigest } from '../value-digest.ts';
import { issueCheck, refinementCheck, testedPattern } from './code-check.ts';
import { codeText } from './code-text.ts';
import type { ArrayNode, StringType, ZodNode } from './node.ts';
import { opaqueEntry } from './opaque.ts';
import { asksTheSame, isDoneAgain, orderedEntry } from './string-schema.ts';

/** What a check does to the type that it is added to. */
export type Effect =
  | { readonly kind: 'constraints'; readonly constraints: Constraints }
  | { readonly kind: 'format'; readonly type: StringType }
  | { readonly kind: 'int' }
  /** A pattern that code asks for: of strings a constraint, of other types an entry. */
  | {
      readonly kind: 'pattern';
      readonly pattern: string;
      readonly entry: string;
      readonly check: CodeCheck | null;
      readonly text: () => string;
    }
  | { readonly kind: 'opaque'; readonly entry: string; readonly check?: CodeCheck | null; readonly text?: () => string };

/** A check of `zod/mini` and of `.check()`: `z.minLength(3)`. */
export interface CheckNative extends Native {
  readonly effects: readonly Effect[];
}

/** The type with the checks added. What a check cannot be read on, such as a length on an optional type, is added as a refinement. */
export function withEffects(node: ZodNode, effects: readonly Effect[], origin: Span): ZodNode {
  let result: ZodNode = { ...node, origin };
  for (const effect of effects) result = withEffect(result, effect);
  return result;
}

function withEffect(node: ZodNode, effect: Effect): ZodNode {
  const asked = addEffect(node, effect);
  // What is asked once more behind a change of the string is asked of another string.
  const isAskedAgain = effect.kind !== 'opaque' && node.kind === 'string' && asked.kind === 'string' && asksTheSame(node, asked);
  if (!isAskedAgain || !node.opaque.some((entry) => entry.startsWith('overwrite:'))) return asked;
  return { ...node, opaque: [...node.opaque, opaqueEntry('refine', 'again', JSON.stringify(effect))] };
}

function addEffect(node: ZodNode, effect: Effect): ZodNode {
  if (effect.kind === 'pattern')
    return addEffect(
      node,
      node.kind === 'string' ? { kind: 'constraints', constraints: { pattern: [effect.pattern] } } : { ...effect, kind: 'opaque' },
    );
  if (effect.kind === 'opaque') {
    const { check, text } = effect;
    const entry = orderedEntry(node, effect.entry);
    if (isDoneAgain(node, entry)) return node;
    const checks = check ? { checks: new Map([...(node.checks ?? []), [entry, check]]) } : {};
    const texts = text ? { texts: new Map([...(node.texts ?? []), [entry, text]]) } : {};
    return { ...node, opaque: [...node.opaque, entry], ...checks, ...texts };
  }
  if (effect.kind === 'constraints' && node.kind === 'array' && node.version === 3) return withLengths(node, effect.constraints);
  if (effect.kind === 'constraints' && (node.kind === 'string' || node.kind === 'number' || node.kind === 'array'))
    return { ...node, constraints: tighten(node.constraints, effect.constraints) };
  if (effect.kind === 'format' && node.kind === 'string') {
    const isThere = node.types.some((type) => JSON.stringify(type) === JSON.stringify(effect.type));
    return isThere ? node : { ...node, types: [...node.types, effect.type] };
  }
  if (effect.kind === 'int' && node.kind === 'number') {
    if (node.scalar === 'Int_unsecure') return node;
    return node.scalar === 'Float_unsecure'
      ? { ...node, scalar: 'Int_unsecure' }
      : { ...node, constraints: { ...node.constraints, int: true } };
  }
  return { ...node, opaque: [...node.opaque, opaqueEntry('refine', JSON.stringify(effect))] };
}

/** Zod 3's lists keep the last `min`, the last `max` and the last `length` that they were given, not the tightest. */
function withLengths(node: ArrayNode, asked: Constraints): ArrayNode {
  const isExact = asked.minLength !== undefined && asked.maxLength !== undefined;
  const { ends = {}, exact = {} } = node.lengths ?? {};
  const lengths = isExact ? { ends, exact: asked } : { ends: { ...ends, ...asked }, exact };
  return { ...node, lengths, constraints: tighten(lengths.ends, lengths.exact) };
}

/** A bound whose number is the first argument. */
export function boundEffect(call: NativeCall, name: keyof Constraints): Effect {
  const bound = numberOf(argumentAt(call, 0));
  if (bound !== null && Number.isFinite(bound)) return { kind: 'constraints', constraints: { [name]: bound } };
  return unreadCheck(call, name);
}

/** A check whose first argument cannot be read. */
export function unreadCheck(call: NativeCall, name: string): Effect {
  const value = argumentAt(call, 0);
  return unreadEffect(name, value ? [value] : [], call.evaluator);
}

/** A check whose arguments cannot be read. */
export function unreadEffect(name: string, values: readonly StaticValue[], port: EvaluatorPort): Effect {
  const entry = opaqueEntry('refine', name, ...values.map((value) => valueDigest(value, port)));
  return { kind: 'opaque', entry, text: codeText(name, values, port) };
}

/** A check by code: the function, and the condition on which it runs. */
export function refineEffect(call: NativeCall): Effect {
  const when = propertyOf(argumentAt(call, 1), 'when');
  const code = argumentAt(call, 0);
  const text = codeText('refine', code ? [code] : [], call.evaluator);
  const pattern = when ? null : testedPattern(call);
  if (pattern !== null)
    return { kind: 'pattern', pattern, entry: opaqueEntry('refine', digestOfCode(call, 'truth')), check: refinementCheck(call), text };
  const entry = opaqueEntry('refine', digestOfCode(call, 'truth'), ...(when ? ['when', call.evaluator.digest(when)] : []));
  return { kind: 'opaque', entry, check: when ? null : refinementCheck(call), text };
}

/** A check by code that tells itself what is wrong. */
export function superRefineEffect(call: NativeCall): Effect {
  const code = argumentAt(call, 0);
  const check = issueCheck(code, call.evaluator, 'value and context');
  const text = codeText('superRefine', code ? [code] : [], call.evaluator);
  return { kind: 'opaque', entry: opaqueEntry('refine', digestOfCode(call, 'complaints')), check, text };
}

function digestOfCode(call: NativeCall, what: Counting): string {
  const code = argumentAt(call, 0);
  return code ? call.evaluator.digest(code, what) : 'nothing';
}

/** What `.check(value)` adds: a check, the checks of a format such as `z.email()`, or code. */
export function effectsOf(value: StaticValue, port: EvaluatorPort): readonly Effect[] {
  if (value.kind === 'native' && isCheck(value.native)) return value.native.effects;
  const node = zodNodeOf(value);
  if (node?.kind === 'string' && node.opaque.length === 0) {
    const formats = node.types.map((type) => ({ kind: 'format', type }) as const);
    return [...formats, { kind: 'constraints', constraints: node.constraints }];
  }
  const check = issueCheck(value, port, 'payload');
  const text = codeText('check', [value], port);
  return [{ kind: 'opaque', entry: opaqueEntry('refine', 'check', valueDigest(value, port)), check, text }];
}

function isCheck(value: Native): value is CheckNative {
  return 'effects' in value;
}
