import { escapeRegExp } from '../../../source/escape-regexp.ts';
import type { NativeCall } from '../../../values/value.ts';
import type { Constraints } from '../schema.ts';
import { argumentAt, argumentsOf, numberOf, propertyOf, stringOf } from '../static-value.ts';
import { codeText } from './code-text.ts';
import { dateBound } from './date-bounds.ts';
import { boundEffect, refineEffect, superRefineEffect, unreadCheck, unreadEffect, type Effect } from './effect.ts';
import type { ZodVersion } from './node.ts';
import { opaqueEntry } from './opaque.ts';
import { regExpText } from './patterns.ts';

export type Check = (call: NativeCall, version: ZodVersion) => Effect;

/** The checks by the names that they have as functions: `z.minLength(3)`. As methods some have other names: see `STRING_CHECKS`. */
export const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...(['minLength', 'maxLength', 'multipleOf'] as const).map((name): [string, Check] => [name, (call) => boundEffect(call, name)]),
  ['length', (call) => lengthEffect(call)],
  ['gte', (call) => dateBound(call, 'min') ?? boundEffect(call, 'min')],
  ['minimum', (call) => dateBound(call, 'min') ?? boundEffect(call, 'min')],
  ['gt', (call) => boundEffect(call, 'exclusiveMin')],
  ['lte', (call) => dateBound(call, 'max') ?? boundEffect(call, 'max')],
  ['maximum', (call) => dateBound(call, 'max') ?? boundEffect(call, 'max')],
  ['lt', (call) => boundEffect(call, 'exclusiveMax')],
  ['positive', () => asks({ exclusiveMin: 0 })],
  ['nonnegative', () => asks({ min: 0 })],
  ['negative', () => asks({ exclusiveMax: 0 })],
  ['nonpositive', () => asks({ max: 0 })],
  ['regex', (call) => regexEffect(call)],
  ['lowercase', () => asks({ pattern: ['^[^A-Z]*$'] })],
  ['uppercase', () => asks({ pattern: ['^[^a-z]*$'] })],
  ['startsWith', (call) => textEffect(call, 'startsWith', (text) => `^${escapeRegExp(text)}`)],
  ['endsWith', (call) => textEffect(call, 'endsWith', (text) => `${escapeRegExp(text)}$`)],
  ['includes', (call) => includesEffect(call)],
  ...['trim', 'toLowerCase', 'toUpperCase', 'slugify'].map((name): [string, Check] => [name, () => overwrites(name)]),
  ['normalize', (call) => overwrites('normalize', stringOf(argumentAt(call, 0)) ?? 'NFC')],
  ['overwrite', (call) => overwrittenBy(call)],
  ['refine', (call) => refineEffect(call)],
  ['superRefine', (call) => superRefineEffect(call)],
  ['property', (call) => unreadEffect('property', argumentsOf(call), call.evaluator)],
]);

/** Names of the checks as methods of `z.string()` and `z.array()`. */
export const LENGTH_CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['min', (call) => boundEffect(call, 'minLength')],
  ['max', (call) => boundEffect(call, 'maxLength')],
  ['length', (call) => lengthEffect(call)],
  ['nonempty', () => asks({ minLength: 1 })],
]);

/** Names of the checks as methods of `z.number()`. */
export const NUMBER_CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...['gte', 'gt', 'lte', 'lt', 'positive', 'nonnegative', 'negative', 'nonpositive', 'multipleOf'].map(known),
  ['min', (call) => boundEffect(call, 'min')],
  ['max', (call) => boundEffect(call, 'max')],
  ['step', (call) => boundEffect(call, 'multipleOf')],
  ['int', () => ({ kind: 'int' })],
  ['safe', (_, version) => (version >= 4 ? { kind: 'int' } : asks({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }))],
  // No JSON number is infinite.
  ['finite', () => asks({})],
]);

/** Names of the checks, formats aside, as methods of `z.string()`. */
export const STRING_CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...LENGTH_CHECKS,
  ...['regex', 'lowercase', 'uppercase', 'startsWith', 'endsWith', 'includes'].map(known),
  ...['trim', 'toLowerCase', 'toUpperCase', 'slugify', 'normalize'].map(known),
]);

/** What a call of a check does. One that runs on a condition of its own may ask nothing of a value. */
export function effectOf(check: Check, call: NativeCall, name: string, version: ZodVersion): Effect {
  const values = argumentsOf(call);
  const isConditional = values.some((value) => value.kind === 'object' && value.properties.has('when'));
  return isConditional ? unreadEffect(name, values, call.evaluator) : check(call, version);
}

function known(name: string): [string, Check] {
  const check = CHECKS.get(name);
  if (!check) throw new Error(`No check is called "${name}".`);
  return [name, check];
}

function asks(constraints: Constraints): Effect {
  return { kind: 'constraints', constraints };
}

function overwrites(...parts: string[]): Effect {
  return { kind: 'opaque', entry: opaqueEntry('overwrite', ...parts) };
}

function overwrittenBy(call: NativeCall): Effect {
  const code = argumentAt(call, 0);
  const values = code ? [code] : [];
  const entry = opaqueEntry('overwrite', ...values.map((value) => call.evaluator.digest(value)));
  return { kind: 'opaque', entry, text: codeText('overwrite', values, call.evaluator) };
}

function lengthEffect(call: NativeCall): Effect {
  const length = numberOf(argumentAt(call, 0));
  if (length === null || !Number.isFinite(length)) return unreadCheck(call, 'length');
  return asks({ minLength: length, maxLength: length });
}

function regexEffect(call: NativeCall): Effect {
  const text = regExpText(argumentAt(call, 0));
  return text === null ? unreadCheck(call, 'regex') : asks({ pattern: [text] });
}

function textEffect(call: NativeCall, name: string, patternOf: (text: string) => string): Effect {
  const text = stringOf(argumentAt(call, 0));
  return text === null ? unreadCheck(call, name) : asks({ pattern: [patternOf(text)] });
}

function includesEffect(call: NativeCall): Effect {
  const position = propertyOf(argumentAt(call, 1), 'position');
  const from = position ? numberOf(position) : 0;
  if (from === null || !Number.isInteger(from)) return unreadEffect('includes', argumentsOf(call), call.evaluator);
  return textEffect(call, 'includes', (text) => (from > 0 ? `^[\\s\\S]{${from},}${escapeRegExp(text)}` : escapeRegExp(text)));
}
