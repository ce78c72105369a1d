/**
 * What is known of a string format. Implementations differ in detail, so a format that is not exactly one pattern is held between two:
 * what surely has it, and what may have it.
 */
export interface Format {
  /** Every string that matches has the format. */
  readonly surely: string;
  /** Every string that has the format matches. */
  readonly maybe: string;
}

const day = String.raw`(?:(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])))`;
const clock = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const zone = String.raw`(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)`;
const byte = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]\d|\d)`;
const hexadecimalGroups = String.raw`[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`;

const exactly = (pattern: string): Format => ({ surely: pattern, maybe: pattern });

/** Formats by JSON Schema's name where there is one, else by Zod's. Any other name is a format of which nothing is known. */
const formats: ReadonlyMap<string, Format> = new Map([
  // ISO 8601 calendar dates, leap years included, and date-times with an offset: https://www.rfc-editor.org/rfc/rfc3339#section-5.6
  ['date', exactly(`^${day}$`)],
  [
    'date-time',
    { surely: String.raw`^${day}T${clock}:[0-5]\d(?:\.\d+)?${zone}$`, maybe: String.raw`^${day}T${clock}(?::[0-5]\d(?:\.\d+)?)?${zone}$` },
  ],
  ['time', { surely: String.raw`^${clock}:[0-5]\d(?:\.\d+)?$`, maybe: String.raw`^${clock}(?::[0-5]\d(?:\.\d+)?)?(?:${zone})?$` }],
  ['duration', { surely: String.raw`^P\d+[YMWD]$`, maybe: String.raw`^[-+]?P[^]*$` }],
  ['email', { surely: String.raw`^[a-z0-9]+@[a-z0-9]+(?:\.[a-z0-9]+)*\.[a-z]{2,}$`, maybe: String.raw`^[^]+@[^]+$` }],
  ['uri', { surely: String.raw`^https?:\/\/[a-z]+(?:\.[a-z]+)+(?:\/[a-z0-9]+)*$`, maybe: String.raw`^[^]+:[^]*$` }],
  [
    'uuid',
    { surely: String.raw`^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, maybe: `^${hexadecimalGroups}$` },
  ],
  ['guid', exactly(`^${hexadecimalGroups}$`)],
  ['ipv4', exactly(String.raw`^(?:${byte}\.){3}${byte}$`)],
  ['ipv6', { surely: String.raw`^(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$`, maybe: String.raw`^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$` }],
  ['ulid', { surely: String.raw`^[0-7][0-9A-HJKMNP-TV-Z]{25}$`, maybe: String.raw`^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$` }],
  ['cuid', { surely: String.raw`^c[0-9a-z]{24}$`, maybe: String.raw`^[cC][^]{6,}$` }],
  ['cuid2', { surely: String.raw`^[a-z][0-9a-z]{23}$`, maybe: String.raw`^[0-9a-z]+$` }],
  ['nanoid', exactly(String.raw`^[a-zA-Z0-9_-]{21}$`)],
  ['base64', { surely: String.raw`^(?:[0-9a-zA-Z+/]{4})+$`, maybe: String.raw`^[0-9a-zA-Z+/=]*$` }],
  ['base64url', { surely: String.raw`^(?:[0-9a-zA-Z_-]{4})+$`, maybe: String.raw`^[0-9a-zA-Z_=-]*$` }],
  ['e164', { surely: String.raw`^\+[1-9]\d{6,13}$`, maybe: String.raw`^\+[1-9]\d+$` }],
  ['hostname', { surely: String.raw`^[a-z]+(?:\.[a-z]+)+$`, maybe: String.raw`^[0-9a-zA-Z.-]+$` }],
  ['jwt', { surely: '(?!)', maybe: String.raw`^[^.]*\.[^.]*\.[^.]*$` }],
]);

/** The strings of the framework's schema library by name: patterns and lengths as in its `ScalarTypeEnum`. */
export const scalarPatterns: ReadonlyMap<string, string> = new Map([
  ['PhoneNumber', String.raw`^[+]?\d[\d\s().-]{3,}$`],
  ['Locale', String.raw`^[A-Za-z]{2}(?:-[A-Za-z0-9]{2,8})*$`],
  ['TimeZone', String.raw`^(?:UTC|[A-Za-z_]+\/[A-Za-z_]+)$`],
  ['Time', String.raw`^\d{2}:\d{2}(:\d{2})?$`],
  ['Currency', '^[A-Z]{3}$'],
  ['CountryCode', '^[A-Z]{2}$'],
]);

export const scalarFormats: ReadonlyMap<string, string> = new Map([
  ['EmailAddress', 'email'],
  ['URL', 'uri'],
  ['Date', 'date'],
  ['DateTime', 'date-time'],
]);

export function formatOf(name: string): Format | null {
  return formats.get(name) ?? dateTimeFormat(name);
}

/** Zod's date-times that need no zone, or stop at the minute: `datetime(local,offset,precision=0)`, each part if it is asked for. */
function dateTimeFormat(name: string): Format | null {
  const [isOne, local, offset, precision] = /^datetime\((local)?,?(offset)?,?(?:precision=(-?\d+))?\)$/.exec(name) ?? [];
  if (isOne === undefined) return null;
  const end = `${offset ? zone : 'Z'}${local ? '?' : ''}$`;
  const second = String.raw`:[0-5]\d`;
  if (precision === undefined) {
    const seconds = String.raw`${second}(?:\.\d+)?`;
    return { surely: `^${day}T${clock}${seconds}${end}`, maybe: `^${day}T${clock}(?:${seconds})?${end}` };
  }
  const seconds = precision === '-1' ? '' : precision === '0' ? second : String.raw`${second}\.\d{${precision}}`;
  return exactly(`^${day}T${clock}${seconds}${end}`);
}
