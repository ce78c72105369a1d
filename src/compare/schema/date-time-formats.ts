import { always, exactly, type Format } from './format-bounds.ts';

/** ISO 8601 calendar dates, leap years included. */
export const DAY: string = String.raw`(?:(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])))`;

const MINUTES = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const SECONDS = String.raw`:[0-5]\d`;

type Options = ReadonlyMap<string, string>;

/** Zod's `time()`. */
export function timeFormat(options: Options): Format {
  return always(`^${clock(options, false)}$`);
}

/**
 * Zod's `datetime()` with its options. Before 4.3 an offset is any digits; from 4.6 on seconds may be left out only where the zone is too.
 * https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
export function dateTimeFormat(options: Options): Format {
  const offset = (digits: string): string => (options.has('offset') ? `|[+-]${digits}` : '');
  const local = options.has('local');
  const anyZone = (digits: string): string => `${clock(options, false)}(?:Z${offset(digits)})${local ? '?' : ''}`;
  const withSeconds = `${clock(options, true)}(?:Z${offset(MINUTES)})`;
  const times = [anyZone(String.raw`\d{2}:\d{2}`), anyZone(MINUTES), local ? `(?:${withSeconds}|${clock(options, false)})` : withSeconds];
  return times.map((time) => exactly(`^${DAY}T${time}$`));
}

function clock(options: Options, needsSeconds: boolean): string {
  const precision = options.get('precision');
  if (precision === '-1') return MINUTES;
  if (precision === '0') return `${MINUTES}${SECONDS}`;
  if (precision !== undefined) return String.raw`${MINUTES}${SECONDS}\.\d{${precision}}`;
  const any = String.raw`${SECONDS}(?:\.\d+)?`;
  return needsSeconds ? `${MINUTES}${any}` : `${MINUTES}(?:${any})?`;
}
