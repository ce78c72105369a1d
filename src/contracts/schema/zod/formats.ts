import type { NativeCall } from '../../../values/value.ts';
import type { Constraints, ScalarName } from '../schema.ts';
import { isTruthy, stringOf } from '../static-value.ts';
import { unreadCheck, type Effect } from './effect.ts';
import { option, precisionOf } from './format-options.ts';
import type { ZodVersion } from './node.ts';
import { regExpText } from './patterns.ts';
import { ZOD3_FORMATS } from './zod3-formats.ts';

type Format = (call: NativeCall, version: ZodVersion) => Effect;

/** The string formats, as methods of `z.string()` and, in Zod 4, as functions of their own. */
export const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ...['guid', 'cuid', 'cuid2', 'ulid', 'xid', 'ksuid', 'emoji', 'ipv4', 'ipv6', 'cidrv4', 'cidrv6', 'base64', 'base64url'].map(named),
  ...['e164', 'creditCard', 'iban', 'hostname', 'hex', 'currencyCode', 'duration'].map(named),
  ['email', (call) => emailFormat(call)],
  ['url', (call) => urlFormat(call)],
  ['httpUrl', () => format('URL', { format: 'httpUrl' })],
  ['uuid', (call, version) => uuidFormat(call, version)],
  ...(['uuidv4', 'uuidv6', 'uuidv7'] as const).map((name): [string, Format] => [name, () => uuidOf(name.slice(-1))]),
  ['nanoid', (call) => optioned(call, 'nanoid', ['length'])],
  ['jwt', (call) => optioned(call, 'jwt', ['alg'])],
  ['mac', (call) => optioned(call, 'mac', ['delimiter'])],
  ['ip', (call) => versioned(call, 'ip')],
  ['cidr', (call) => versioned(call, 'cidr')],
  ['date', () => format('Date', {})],
  ['datetime', (call) => datetimeFormat(call)],
  ['time', (call) => timeFormat(call)],
]);

/** The format by this name in a version of Zod. */
export function formatOf(name: string): Format | undefined {
  const format = FORMATS.get(name);
  const older = ZOD3_FORMATS.get(name);
  return format && older ? (call, version) => (version === 3 ? older(call) : format(call, version)) : format;
}

function named(name: string): [string, Format] {
  return [name, () => format('String_unsecure', { format: name })];
}

function format(scalar: ScalarName, constraints: Constraints): Effect {
  return { kind: 'format', type: { scalar, constraints } };
}

function emailFormat(call: NativeCall): Effect {
  const pattern = option(call, 'pattern');
  if (!pattern) return format('EmailAddress', {});
  const text = regExpText(pattern);
  return text === null ? unreadCheck(call, 'email') : { kind: 'constraints', constraints: { pattern: [text] } };
}

function urlFormat(call: NativeCall): Effect {
  const asked: Record<string, string> = {};
  for (const name of ['protocol', 'hostname']) {
    const value = option(call, name);
    if (!value) continue;
    const text = regExpText(value);
    if (text === null) return unreadCheck(call, 'url');
    asked[name] = text;
  }
  return format('URL', Object.keys(asked).length > 0 ? { format: `uri(${JSON.stringify(asked)})` } : {});
}

/** Zod 3 takes any digits in the form of a UUID; Zod 4 asks for a version and a variant, and calls the other `guid`. */
function uuidFormat(call: NativeCall, zod: ZodVersion): Effect {
  const version = option(call, 'version');
  if (!version) return format('String_unsecure', { format: zod === 3 ? 'guid' : 'uuid' });
  const digit = /^v([1-8])$/.exec(stringOf(version) ?? '')?.[1];
  return digit === undefined ? unreadCheck(call, 'uuid') : uuidOf(digit);
}

function uuidOf(digit: string): Effect {
  return format('String_unsecure', { format: 'uuid', pattern: [`^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${digit}`] });
}

/** A format whose options, where there are any, are part of its name. */
function optioned(call: NativeCall, name: string, options: readonly string[]): Effect {
  const parts: string[] = [];
  for (const key of options) {
    const value = option(call, key);
    if (!value) continue;
    if (value.kind !== 'literal' || typeof value.value === 'object') return unreadCheck(call, name);
    parts.push(`${key}=${String(value.value)}`);
  }
  return format('String_unsecure', { format: parts.length > 0 ? `${name}(${parts.join()})` : name });
}

/** Zod 3 takes more for an IPv6 address than Zod 4. */
function versioned(call: NativeCall, name: string): Effect {
  const version = option(call, 'version');
  if (!version) return format('String_unsecure', { format: name });
  const text = stringOf(version);
  return text === null ? unreadCheck(call, name) : format('String_unsecure', { format: `${name}${text}${text === 'v6' ? '(zod 3)' : ''}` });
}

/** The framework's DateTime is an ISO date-time with an offset or `Z`; `datetime()` alone asks for the `Z`. */
function datetimeFormat(call: NativeCall): Effect {
  const offset = isTruthy(option(call, 'offset'));
  const local = isTruthy(option(call, 'local'));
  const precision = precisionOf(call);
  if (offset === null || local === null || precision === 'unread') return unreadCheck(call, 'datetime');
  if (local || precision === -1) {
    const parts = [...(local ? ['local'] : []), ...(offset ? ['offset'] : []), ...(precision === null ? [] : [`precision=${precision}`])];
    return format('String_unsecure', { format: `datetime(${parts.join()})` });
  }
  const zone = offset ? '(?:Z|[+-]\\d\\d:\\d\\d)$' : 'Z$';
  if (precision === null) return format('DateTime', offset ? {} : { pattern: [zone] });
  return format('DateTime', { pattern: [`T${clock(precision)}${zone}`] });
}

function timeFormat(call: NativeCall): Effect {
  const precision = precisionOf(call);
  if (precision === 'unread') return unreadCheck(call, 'time');
  return format('String_unsecure', { format: 'time', ...(precision !== null && { pattern: [`^${clock(precision)}$`] }) });
}

function clock(precision: number): string {
  if (precision === -1) return '\\d\\d:\\d\\d';
  return `\\d\\d:\\d\\d:\\d\\d${precision === 0 ? '' : `\\.\\d{${precision}}`}`;
}
