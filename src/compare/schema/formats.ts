import { escapeRegExp } from '../../source/escape-regexp.ts';
import { dateTimeFormat, DAY, timeFormat } from './date-time-formats.ts';
import { always, between, exactly, from43, from46, type Format } from './format-bounds.ts';
import { jwtFormat } from './jwt-format.ts';
import { NETWORK_FORMATS } from './network-formats.ts';

const HEXADECIMAL_GROUPS = String.raw`[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`;
const VERSIONED_GROUPS = String.raw`[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}`;
const NO_GROUPS = '00000000-0000-0000-0000-000000000000';
const ALL_GROUPS = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const CROCKFORD = '[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]';
const BASE64 = '(?:[0-9a-zA-Z+/]{4})*(?:[0-9a-zA-Z+/]{2}==|[0-9a-zA-Z+/]{3}=)?';
const PICTOGRAPHS = String.raw`\u00a9\u00ae\u203c-\u3299\ud83c-\ud83e`;
const EMOJI_PARTS = String.raw`0-9#*\u200d\ufe0f\udb40\udc00-\udfff`;
const olderEmoji = between(String.raw`^[0-9\u231a\u2600-\u2604]+$`, `^[${EMOJI_PARTS}${PICTOGRAPHS}]+$`);

/** Formats by JSON Schema's name where there is one, else by Zod's. Any other name is a format of which nothing is known. Facts: `zod/v4/core/regexes.js`. */
const FORMATS: ReadonlyMap<string, Format> = new Map([
  ...NETWORK_FORMATS,
  ['date', always(`^${DAY}$`)],
  ['date-time', dateTimeFormat(new Map([['offset', '']]))],
  ['duration', always(String.raw`^P(?:\d+W|(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:[.,]\d+)?S)?)?)$`)],
  [
    'duration(zod 3)',
    always(
      `^[-+]?P(?!$)${durationPart('Y')}${durationPart('M')}${durationPart('W')}${durationPart('D')}` +
        String.raw`(?:T(?=[\d+-])${durationPart('H')}${durationPart('M')}(?:[-+]?\d+(?:[.,]\d+)?S)?)?$`,
    ),
  ],
  ['email', always(String.raw`^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$`)],
  ['uuid', from43(exactly(`^(?:${VERSIONED_GROUPS}|${NO_GROUPS})$`), exactly(`^(?:${VERSIONED_GROUPS}|${NO_GROUPS}|${ALL_GROUPS})$`))],
  ['guid', always(`^${HEXADECIMAL_GROUPS}$`)],
  ['ulid', from46(exactly(`^${CROCKFORD}{26}$`), exactly(`^[0-7]${CROCKFORD}{25}$`))],
  ['xid', always('^[0-9a-vA-V]{20}$')],
  ['ksuid', always('^[A-Za-z0-9]{27}$')],
  ['cuid', from46(exactly(String.raw`^[cC][^\s-]{8,}$`), exactly('^[cC][0-9a-z]{6,}$'))],
  ['cuid2', always('^[0-9a-z]+$')],
  // Releases before 4.6 leave out white space.
  ['base64', from46(between(`^${BASE64}$`, String.raw`^(?:${BASE64}|[0-9a-zA-Z+/=\s]*\s[0-9a-zA-Z+/=\s]*)$`), exactly(`^${BASE64}$`))],
  ['base64url', always('^(?:[0-9a-zA-Z_-]{4})*(?:[0-9a-zA-Z_-]{2,3})?$')],
  ['hex', always('^[0-9a-fA-F]*$')],
  ['e164', from43(exactly(String.raw`^\+\d{7,15}$`), exactly(String.raw`^\+[1-9]\d{6,14}$`))],
  ['creditCard', [between('^(?:4242[ -]?){3}4242$', String.raw`^\d(?:[ -]?\d){11,18}$`)]],
  ['iban', [between('^(?:DE89370400440532013000|GB82WEST12345698765432)$', String.raw`^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$`)]],
  ['currencyCode', [between('^(?:EUR|USD|GBP)$', '^[A-Z]{3}$')]],
  ['emoji(zod 3)', [olderEmoji]],
  [
    'emoji',
    from46(
      olderEmoji,
      between(
        String.raw`^[\u231a\u2600-\u2604]+$`,
        String.raw`^(?=[^]*[\u20e3\ud83c\udde6-\uddff${PICTOGRAPHS}])[${EMOJI_PARTS}${PICTOGRAPHS}]+$`,
      ),
    ),
  ],
]);

/** With a fraction it is the last one. */
function durationPart(unit: string): string {
  return String.raw`(?:[-+]?\d+${unit}|[-+]?\d+[.,]\d+${unit}$)?`;
}

/** The domains of web addresses, and perhaps longer ones. */
const DOMAIN = String.raw`^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,}$`;

export function formatOf(name: string): Format | null {
  return FORMATS.get(name) ?? optionedFormat(name);
}

/** Formats whose options are part of their names: `datetime(local,precision=3)`. */
function optionedFormat(text: string): Format | null {
  const [, name = text, written = ''] = /^([^(]+)\((.*)\)$/.exec(text) ?? [];
  const options = new Map(written.split(',').map((option) => [option.replace(/=.*/, ''), option.replace(/^[^=]*=?/, '')]));
  switch (name) {
    case 'datetime':
      return dateTimeFormat(options);
    case 'time':
      return timeFormat(options);
    case 'nanoid':
      return always(`^[a-zA-Z0-9_-]{${options.get('length') ?? 21}}$`);
    case 'jwt':
      return jwtFormat(options.get('alg'), options.has('zod 3'));
    case 'mac':
      return macFormat(text.endsWith(')') ? written.replace('delimiter=', '') : ':');
    default:
      return null;
  }
}

function macFormat(delimiter: string): Format {
  const separator = escapeRegExp(delimiter);
  const pairs = (digit: string): string => `(?:${digit}{2}${separator}){5}${digit}{2}`;
  return always(`^(?:${pairs('[0-9A-F]')}|${pairs('[0-9a-f]')})$`);
}

/**
 * The formats that together are this one. What is known of one and the same on both sides need not be known by itself: a token of one
 * algorithm is a token.
 */
export function partsOfFormat(name: string): readonly string[] {
  if (name === 'httpUrl') return [name, 'uri', 'uri({"protocol":"^https?$"})', `uri(${JSON.stringify({ hostname: DOMAIN })})`];
  const asked = /^uri\((\{.*\})\)$/s.exec(name)?.[1];
  if (asked !== undefined) {
    const entries = Object.entries(JSON.parse(asked) as Readonly<Record<string, string>>);
    return ['uri', ...entries.map(([part, pattern]) => `uri(${JSON.stringify({ [part]: pattern })})`)];
  }
  if (!name.startsWith('jwt(') || !name.includes('alg=')) return [name];
  return [name, name.startsWith('jwt(zod 3') ? 'jwt(zod 3)' : 'jwt'];
}

/** The strings of the framework's schema library by name: patterns and lengths as in its `ScalarTypeEnum`. */
export const SCALAR_PATTERNS: ReadonlyMap<string, string> = new Map([
  ['PhoneNumber', String.raw`^[+]?\d[\d\s().-]{3,}$`],
  ['Locale', String.raw`^[A-Za-z]{2}(?:-[A-Za-z0-9]{2,8})*$`],
  ['TimeZone', String.raw`^(?:UTC|[A-Za-z_]+\/[A-Za-z_]+)$`],
  ['Time', String.raw`^\d{2}:\d{2}(:\d{2})?$`],
  ['Currency', '^[A-Z]{3}$'],
  ['CountryCode', '^[A-Z]{2}$'],
]);

export const SCALAR_FORMATS: ReadonlyMap<string, string> = new Map([
  ['EmailAddress', 'email'],
  ['URL', 'uri'],
  ['Date', 'date'],
  ['DateTime', 'date-time'],
]);
