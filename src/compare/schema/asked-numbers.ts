import type { Asked, Comparison } from '../../values/value.ts';
import { lowerMax, raiseMin } from './constrain.ts';
import { anyNumber } from './type.ts';
import type { NumberPart } from './type.ts';

/** More parts than this are not followed. */
const MAX_PARTS = 50;

/** The numbers of a part of which it is true; null where that cannot be said. */
export function askedOfNumbers(part: NumberPart, asked: Asked): readonly NumberPart[] | null {
  const conditions = conditionsOf(asked, true);
  return conditions && conditions.map((condition) => condition(part));
}

type Narrow = (part: NumberPart) => NumberPart;

/** What is asked, as ways to narrow, one of which must hold. */
function conditionsOf(asked: Asked, isTrue: boolean): readonly Narrow[] | null {
  switch (asked.kind) {
    case 'all':
    case 'any': {
      const of = asked.of.map((one) => conditionsOf(one, isTrue));
      if (!of.every((one) => one !== null)) return null;
      return (asked.kind === 'any') === isTrue ? limited(of.flat()) : together(of);
    }
    case 'not':
      return conditionsOf(asked.of, !isTrue);
    case 'one of': {
      const values = asked.values.filter((value) => typeof value === 'number');
      if (!isTrue) return together(values.map((value) => [bound('<', value), bound('>', value)]));
      return [(part) => ({ ...part, values: part.values ? new Set(values.filter((value) => part.values?.has(value))) : new Set(values) })];
    }
    case 'compared':
      return asked.of === 'value' && Number.isFinite(asked.with) ? [bound(isTrue ? asked.by : OPPOSITE[asked.by], asked.with)] : null;
    case 'multiple':
      return isTrue ? [(part) => ({ ...part, multiplesOf: [...new Set([...part.multiplesOf, asked.of])] })] : null;
    case 'safe integer':
      return isTrue ? [(part) => ({ ...part, isInteger: true })] : null;
    case 'pattern':
    case 'text':
      return null;
  }
}

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

function bound(by: Comparison, number: number): Narrow {
  return (part) => (by === '<' || by === '<=' ? lowerMax(part, number, by === '<') : raiseMin(part, number, by === '>'));
}

function together(all: readonly (readonly Narrow[])[]): readonly Narrow[] | null {
  let found: readonly Narrow[] = [(part) => part];
  for (const ways of all) {
    if (found.length * ways.length > MAX_PARTS * 10) return null;
    const next = found.flatMap((one) =>
      ways.map(
        (way): Narrow =>
          (part) =>
            way(one(part)),
      ),
    );
    found = next.filter((narrow) => !isEmpty(narrow(anyNumber)));
  }
  return limited(found);
}

function isEmpty({ min, max, exclusiveMin, exclusiveMax }: NumberPart): boolean {
  return min > max || (min === max && (exclusiveMin || exclusiveMax));
}

function limited(conditions: readonly Narrow[]): readonly Narrow[] | null {
  return conditions.length > MAX_PARTS ? null : conditions;
}
