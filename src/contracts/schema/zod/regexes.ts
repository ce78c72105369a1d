import type { Span } from '../../../source/span.ts';
import { literal, native, unknown, type Native, type StaticValue } from '../../../values/value.ts';
import { argumentAt, numberOf } from '../static-value.ts';

const HTML5_EMAIL =
  String.raw`^[a-zA-Z0-9.!#$%&'*+/=?^_` +
  '`' +
  String.raw`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$`;
const UNICODE_EMAIL = String.raw`^[^\s@"]{1,64}@[^\s@]{1,255}$`;
const BYTE = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])';
/** The pattern of a date that there is. */
export const DAY: string = String.raw`(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))`;

/** `z.regexes`, as far as a pattern is short and the same in the releases of Zod 4, rare names of domains aside. Facts: `zod/v4/core/regexes.js`. */
export const REGEXES: ReadonlyMap<string, string> = new Map([
  ['email', String.raw`^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$`],
  ['html5Email', HTML5_EMAIL],
  ['browserEmail', HTML5_EMAIL],
  [
    'rfc5322Email',
    String.raw`^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$`,
  ],
  ['unicodeEmail', UNICODE_EMAIL],
  ['idnEmail', UNICODE_EMAIL],
  ['guid', '^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$'],
  ...[4, 6, 7].map((version): [string, string] => [`uuid${version}`, uuid(version)]),
  ['cuid2', '^[0-9a-z]+$'],
  ['xid', '^[0-9a-vA-V]{20}$'],
  ['ksuid', '^[A-Za-z0-9]{27}$'],
  ['nanoid', '^[a-zA-Z0-9_-]{21}$'],
  ['ipv4', String.raw`^(?:${BYTE}\.){3}${BYTE}$`],
  ['domain', String.raw`^([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,}$`],
  ['httpProtocol', '^https?$'],
  ['date', `^${DAY}$`],
  ['integer', String.raw`^-?\d+$`],
  ['bigint', String.raw`^-?\d+n?$`],
  ['number', String.raw`^-?\d+(?:\.\d+)?$`],
  ['lowercase', '^[^A-Z]*$'],
  ['uppercase', '^[^a-z]*$'],
  ['hex', '^[0-9a-fA-F]*$'],
]);

/** Of a UUID of any version, from Zod 4.3 on. */
export const ANY_UUID =
  '^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$';

/** How many bytes a hash has. */
const HASHES: ReadonlyMap<string, number> = new Map([
  ['md5', 16],
  ['sha1', 20],
  ['sha256', 32],
  ['sha384', 48],
  ['sha512', 64],
]);

/** The pattern that `z.hash('sha256', { enc })` asks for; null where there is none by these names. */
export function hashPattern(algorithm: string, encoding: string): string | null {
  const bytes = HASHES.get(algorithm);
  if (bytes === undefined) return null;
  if (encoding === 'hex') return `^[0-9a-fA-F]{${2 * bytes}}$`;
  const digits = Math.ceil((8 * bytes) / 6);
  if (encoding === 'base64') return `^[A-Za-z0-9+/]{${digits}}${'='.repeat((3 - (bytes % 3)) % 3)}$`;
  return encoding === 'base64url' ? `^[A-Za-z0-9_-]{${digits}}$` : null;
}

/** The value of `z.regexes`, and of `z.core.regexes`. */
export const regexesNative: Native = {
  name: 'z.regexes',
  get(property, at) {
    if (property === 'uuid') return native(uuidNative, at);
    const [name = '', encoding = ''] = property.split('_');
    const pattern = REGEXES.get(property) ?? hashPattern(name, encoding);
    return pattern === null ? undefined : regExp(pattern, at, UNICODE.has(property) ? 'u' : '');
  },
};

const UNICODE: ReadonlySet<string> = new Set(['unicodeEmail', 'idnEmail']);

/** Without a version it takes all of them, which versions of Zod do not do alike. */
const uuidNative: Native = {
  name: 'z.regexes.uuid',
  call(call) {
    const version = numberOf(argumentAt(call, 0));
    return version === null ? unknown('unknown-call', call.span, 'z.regexes.uuid()') : regExp(uuid(version), call.span, '');
  },
};

function uuid(version: number): string {
  return `^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`;
}

function regExp(pattern: string, at: Span, flags: string): StaticValue {
  return literal({ pattern, flags }, at);
}
