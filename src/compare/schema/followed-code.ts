import type { CodeCheck } from '../../contracts/schema/schema.ts';

/** What code says of the values that it tells apart. */
export interface CodeHints {
  /** Constants that it mentions, and what is asked of what it makes. */
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** The fields that it reads; null where it may read any. */
  readonly reads: ReadonlySet<string> | null;
}

export function codeHints(checks: readonly CodeCheck[]): CodeHints {
  const constants = [...new Set(checks.flatMap(constantsOf))];
  const reads = checks.map((check) => check.reads);
  return {
    texts: constants.filter((constant) => typeof constant === 'string'),
    numbers: constants.filter((constant) => typeof constant === 'number'),
    reads: reads.every((fields) => fields !== undefined) ? new Set(reads.flatMap((fields) => [...fields])) : null,
  };
}

function constantsOf({ must, constants }: CodeCheck): readonly (string | number)[] {
  if (!must) return constants;
  const bounds = Object.values(must.constraints ?? {}).filter((bound) => typeof bound === 'number');
  return [...constants, ...bounds, ...(must.kind === 'enum' ? must.values : [])];
}

/** Texts that code may tell apart, the likeliest first: made of what it mentions, then common ones. */
export function trialTexts({ texts, numbers }: CodeHints): readonly string[] {
  const nearby = numbers.flatMap((number) => [number, number + 1, number - 1]);
  const lengths = [...nearby, ...commonLengths].filter(isLength);
  return [
    ...new Set([
      ...texts,
      ...texts.flatMap((text) => [`${text}a`, `a${text}`, `a${text}a`, `${text} `, text.toUpperCase(), text.toLowerCase()]),
      ...nearby.map(String),
      ...COMMON_TEXTS,
      ...texts.flatMap(addressesOf),
      ...lengths.flatMap((length) => ['a'.repeat(length), `${'a'.repeat(length)} `]),
      ...nearby.filter(isLength).map((length) => MIXED.repeat(Math.ceil(length / MIXED.length)).slice(0, length)),
    ]),
  ];
}

/** Addresses of a protocol, on a host and with a path that code mentions. */
function addressesOf(text: string): readonly string[] {
  if (/^[a-z]+:$/.test(text)) return [`${text}//a.co`];
  if (/^\/[\w./-]*$/.test(text)) return [`https://a.co${text}`];
  return /^[\w-]+(?:\.[\w-]+)*$/.test(text) ? [`https://${text}`] : [];
}

export function trialNumbers({ numbers }: CodeHints): readonly number[] {
  return [...new Set([...numbers.flatMap((number) => [number, number + 1, number - 1, number * 2]), 0, ...COMMON_NUMBERS])];
}

const commonLengths: readonly number[] = Array.from({ length: 12 }, (_, length) => length + 1);
const COMMON_NUMBERS: readonly number[] = [1, -1, 2, 3, 4, 5, 6, 7, 10, 100, 1000, 0.5];
/** Has letters of both cases, digits and signs, as passwords must. */
const MIXED = 'Aa1!';
const COMMON_TEXTS: readonly string[] = [
  '',
  '1',
  '12',
  'A',
  'b',
  'Aa1!Aa1!',
  'a b',
  'a@b.co',
  'https://a.co',
  'http://a.co',
  '2000-01-01',
  '2000-01-02',
  '2000-01-01T00:00:00Z',
  '2000-01-02T00:00:00Z',
  'a,a',
  'true',
  '{}',
  '[]',
];

/** Values that much code takes. */
export const COMMON_VALUES: readonly (string | number | boolean)[] = [...COMMON_TEXTS, ...COMMON_NUMBERS, true, false];

/** Longer texts and lists are not tried. */
const MAX_LENGTH = 1_100;

function isLength(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_LENGTH;
}
