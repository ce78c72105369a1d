import { memoizeWeakly } from '../../source/memoize.ts';
/** No witness is longer as JSON. Models that share others in a hostile way have values beyond any size, though each part is small. */
const MAX_SIZE = 100_000;

/** The length of a value as JSON. Parts that several places share are measured once. */
function valueSize(value: unknown): number {
  return typeof value === 'object' && value !== null ? objectSize(value) : JSON.stringify(value).length;
}

const objectSize = memoizeWeakly((value: object): number => {
  const parts = Array.isArray(value)
    ? value.map(valueSize)
    : Object.entries(value).map(([name, part]) => JSON.stringify(name).length + 1 + valueSize(part));
  return parts.reduce((sum, part) => sum + part + 1, 1) + (parts.length === 0 ? 1 : 0);
});

export function isTooLarge(value: unknown): boolean {
  return valueSize(value) > MAX_SIZE;
}

/** Values of the same size are put in order by their text only as long as that is short. */
const MAX_COMPARED = 1000;

/** The value with the shorter JSON text; of equally long ones the first in order. */
export function smallerValue(a: unknown, b: unknown): unknown {
  const [one, other] = [valueSize(a), valueSize(b)];
  if (one !== other) return one < other ? a : b;
  return one > MAX_COMPARED || JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

/** The values with the shorter JSON texts first. */
export function smallerFirst<Value>(values: readonly Value[]): readonly Value[] {
  return values
    .map((value) => [valueSize(value), value] as const)
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
}
