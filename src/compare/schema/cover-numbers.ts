import { covered, uncovered, undecided, worstOf } from './cover.ts';
import type { Cover } from './cover.ts';
import { hasNumber } from './member.ts';
import type { NumberPart } from './type.ts';

/** Whether `part` lies within the union of `others`, opaque conditions apart. */
export function coverNumbers(part: NumberPart, others: readonly NumberPart[]): Cover {
  if (part.values) return worstOf([...part.values].map((value) => coverPoint(part, others, value)));
  const points = breakpoints([part, ...others]);
  const verdicts: Cover[] = points.map((point) => coverPoint(part, others, point));
  const ends = [-Infinity, ...points, Infinity];
  for (const [index, low] of ends.slice(0, -1).entries()) verdicts.push(coverBetween(part, others, low, ends[index + 1] ?? Infinity));
  return worstOf(verdicts);
}

function breakpoints(parts: readonly NumberPart[]): number[] {
  const points = new Set<number>();
  for (const part of parts) for (const point of [part.min, part.max, ...(part.values ?? [])]) if (Number.isFinite(point)) points.add(point);
  return [...points].sort((a, b) => a - b);
}

function coverPoint(part: NumberPart, others: readonly NumberPart[], value: number): Cover {
  const inPart = hasNumber(part, value);
  if (inPart === 'no') return covered;
  const answers = others.map((other) => hasNumber(other, value));
  if (answers.includes('yes')) return covered;
  return inPart === 'yes' && !answers.includes('maybe') ? uncovered(value) : undecided('no-witness');
}

const MAX_INTEGERS = 100;

/** The numbers strictly between two neighbouring breakpoints: each part holds all of them that suit its steps, or none. */
function coverBetween(part: NumberPart, others: readonly NumberPart[], low: number, high: number): Cover {
  if (low < part.min || high > part.max) return covered;
  // Integers are safe ones.
  if (part.isInteger && (high <= Number.MIN_SAFE_INTEGER || low >= Number.MAX_SAFE_INTEGER)) return covered;
  const reaching = others.filter((other) => !other.values && low >= other.min && high <= other.max);
  if (reaching.some((other) => suitsSteps(part, other))) return covered;
  const first = Math.floor(low) + 1;
  const last = Math.ceil(high) - 1;
  const isWhole = part.isInteger || part.multiplesOf.some(Number.isInteger);
  if (isWhole && last - first < MAX_INTEGERS) {
    return worstOf(Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => coverPoint(part, reaching, first + index)));
  }
  const found = candidates(part, reaching, low, high)
    .map((value) => coverPoint(part, reaching, value))
    .filter((cover) => cover.kind === 'no');
  return found.length > 0 ? worstOf(found) : undecided('no-witness');
}

/** Whether every number that suits the steps of `part` suits those of `other`. */
function suitsSteps(part: NumberPart, other: NumberPart): boolean {
  const steps = part.isInteger ? [1, ...part.multiplesOf] : part.multiplesOf;
  const wanted = other.isInteger ? [1, ...other.multiplesOf] : other.multiplesOf;
  // Safe integers are more than the multiples of 1: a number with integer steps is an integer, but may be too large.
  if (other.isInteger && !part.isInteger && !(part.min >= Number.MIN_SAFE_INTEGER && part.max <= Number.MAX_SAFE_INTEGER)) return false;
  return wanted.every((want) => steps.some((step) => step === want || (want !== 0 && Number.isInteger(step / want))));
}

/** Numbers between the bounds, the plainest first. */
function candidates(part: NumberPart, others: readonly NumberPart[], low: number, high: number): number[] {
  const from = Number.isFinite(low) ? low : Number.isFinite(high) ? high - 100 : 0;
  const to = Number.isFinite(high) ? high : from + 100;
  const near = [-2, -1, 0, 1, 2, 3, 4, 5].flatMap((offset) => [Math.floor(from) + offset, Math.ceil(to) - offset]);
  const steps = part.multiplesOf.flatMap((step) =>
    [0, 1, 2, 3, 5].map((count) => Number(((Math.floor(from / step) + count) * step).toPrecision(12))),
  );
  // Multiples beyond the safe integers: no `int()` takes them.
  const large = part.multiplesOf.map((step) => Math.ceil(step) * 1e16);
  // Beyond the numbers whose neighbours can be counted.
  const far = [from * 2, to * 2, from / 2, to / 2];
  const fractions = [0.5, 0.25, 1.5, from + 0.5, to - 0.5, from / 2 + to / 2];
  // Halfway between two steps: all of the above are multiples of a cent.
  const halves = others.flatMap(({ multiplesOf }) =>
    multiplesOf.flatMap((step) => [step / 2, Number(((Math.floor(from / step) + 0.5) * step).toPrecision(12))]),
  );
  return [0, 1, 2, 3, -1, 5, 7, ...near, ...steps, ...fractions, ...halves, ...large, ...far].filter(
    (value) => Number.isFinite(value) && value > low && value < high,
  );
}
