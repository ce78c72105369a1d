import type { CodeCheck } from '../../contracts/schema/schema.ts';
import type { Space } from './space.ts';
import type { NumberPart, Part, StringPart } from './type.ts';

/** Values of the kind of `value` that the code of a part may take, the likeliest first: made of what the code mentions, then common ones. */
export function likelyValues(space: Space, part: Part | NumberPart | StringPart, value: unknown): readonly (string | number)[] {
  if (part.opaque.length === 0 || part.opaque.some((name) => !space.checks.has(name))) return [];
  if ('values' in part && part.values) return [...part.values];
  const constants = part.opaque.flatMap((name) => constantsOf(space.checks.get(name)));
  const texts = constants.filter((constant) => typeof constant === 'string');
  const numbers = constants.filter((constant) => typeof constant === 'number');
  if (typeof value === 'string') {
    const lengths = [...numbers.flatMap((number) => [number, number + 1, number - 1]), ...commonLengths].filter(isLength);
    return [
      ...new Set([
        ...texts,
        ...texts.flatMap((text) => [`${text}a`, `a${text}`, `a${text}a`]),
        ...numbers.flatMap((number) => [number, number + 1, number - 1].map(String)),
        ...lengths.flatMap((length) => ['a'.repeat(length), `${'a'.repeat(length)} `]),
        ...COMMON_TEXTS,
      ]),
    ];
  }
  if (typeof value !== 'number') return [];
  return [...new Set([...numbers.flatMap((number) => [number, number + 1, number - 1, number * 2]), ...COMMON_NUMBERS])];
}

/** What code mentions, and what is asked of what it makes. */
function constantsOf(check: CodeCheck | undefined): readonly (string | number)[] {
  if (!check?.must) return check?.constants ?? [];
  const { must } = check;
  const bounds = Object.values(must.constraints ?? {}).filter((bound) => typeof bound === 'number');
  return [...check.constants, ...bounds, ...(must.kind === 'enum' ? must.values : [])];
}

const commonLengths: readonly number[] = Array.from({ length: 12 }, (_, length) => length + 1);
const COMMON_NUMBERS: readonly number[] = [1, -1, 2, 3, 4, 5, 6, 7, 10, 100, 1000, 0.5];
const COMMON_TEXTS: readonly string[] = [
  '1',
  '12',
  'A',
  'Aa1!Aa1!',
  'a b',
  'a@b.co',
  'https://a.co',
  '2000-01-01',
  '2000-01-01T00:00:00Z',
  'a,a',
  'true',
];

/** Values that much code takes. */
export const COMMON_VALUES: readonly (string | number | boolean)[] = [...COMMON_TEXTS, ...COMMON_NUMBERS, true, false];

export function isLength(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 256;
}
