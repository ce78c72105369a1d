import type { NativeCall } from '../../../values/value.ts';
import { isTruthy, stringOf } from '../static-value.ts';
import { unreadCheck, type Effect } from './effect.ts';
import { option, precisionOf } from './format-options.ts';
import { DAY } from './regexes.ts';

/**
 * The string formats that Zod 3 checks by other rules than Zod 4: its patterns, as far as they are short, and else an opaque constraint.
 * Facts: `zod/v3/types.js`.
 */
export const ZOD3_FORMATS: ReadonlyMap<string, (call: NativeCall) => Effect> = new Map<string, (call: NativeCall) => Effect>([
  ['cuid', () => matching(String.raw`/^c[^\s-]{8,}$/i`)],
  ['ulid', () => matching('/^[0-9A-HJKMNP-TV-Z]{26}$/i')],
  ['emoji', () => format('emoji(zod 3)')],
  ['base64url', () => matching('^(?:[0-9a-zA-Z_-]{4})*(?:[0-9a-zA-Z_-]{2}(?:==)?|[0-9a-zA-Z_-]{3}=?)?$')],
  ['duration', () => format('duration(zod 3)')],
  ['jwt', (call) => jwt(call)],
  ['datetime', (call) => datetime(call)],
  ['time', (call) => time(call)],
]);

function format(name: string): Effect {
  return { kind: 'format', type: { scalar: 'String_unsecure', constraints: { format: name } } };
}

function matching(pattern: string): Effect {
  return { kind: 'constraints', constraints: { pattern: [pattern] } };
}

/** The algorithm, where one is asked for, is part of the name. */
function jwt(call: NativeCall): Effect {
  const alg = option(call, 'alg');
  const name = alg && stringOf(alg);
  if (name === null) return unreadCheck(call, 'jwt');
  return format(name === undefined ? 'jwt(zod 3)' : `jwt(zod 3,alg=${name})`);
}

function datetime(call: NativeCall): Effect {
  const [offset, local] = ['offset', 'local'].map((name) => isTruthy(option(call, name)));
  const precision = precisionOf(call);
  if (offset === null || local === null || precision === 'unread') return unreadCheck(call, 'datetime');
  const zones = [local ? 'Z?' : 'Z', ...(offset ? [String.raw`[+-]\d{2}:?\d{2}`] : [])];
  return matching(`^${DAY}T${clock(precision)}(?:${zones.join('|')})$`);
}

function time(call: NativeCall): Effect {
  const precision = precisionOf(call);
  return precision === 'unread' ? unreadCheck(call, 'time') : matching(`^${clock(precision)}$`);
}

/** Seconds may be left out, and with a precision be repeated. */
function clock(precision: number | null): string {
  const fraction = precision === null ? String.raw`(?:\.\d+)?` : precision === 0 ? '' : String.raw`\.\d{${precision}}`;
  return String.raw`(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d${fraction})${precision ? '+' : '?'}`;
}
