import type { Asked } from '../../values/value.ts';
import { lengthsOf } from './asked-strings.ts';
import type { ArrayPart } from './type.ts';

/** More stretches of lengths than this are not followed. */
const MAX_STRETCHES = 50;

type Lengths = readonly [least: number, most: number];

/** The lists of a part of which it is true, where only their lengths are asked for; null where that cannot be said. */
export function askedOfLists(part: ArrayPart, asked: Asked): readonly ArrayPart[] | null {
  const stretches = stretchesOf(asked, true);
  return (
    stretches && within(stretches, [[part.minLength, part.maxLength]]).map(([minLength, maxLength]) => ({ ...part, minLength, maxLength }))
  );
}

/** Whether it is asked of the length of a list alone. */
export function isOfLengths(asked: Asked): boolean {
  return stretchesOf(asked, true) !== null;
}

/** The lengths that are asked for. */
function stretchesOf(asked: Asked, isTrue: boolean): readonly Lengths[] | null {
  switch (asked.kind) {
    case 'all':
    case 'any': {
      const of = asked.of.map((one) => stretchesOf(one, isTrue));
      if (!of.every((one) => one !== null)) return null;
      const stretches = (asked.kind === 'any') === isTrue ? of.flat() : of.reduce<readonly Lengths[]>(within, [[0, Infinity]]);
      return stretches.length > MAX_STRETCHES ? null : stretches;
    }
    case 'not':
      return stretchesOf(asked.of, !isTrue);
    case 'compared': {
      if (asked.of !== 'length' || !Number.isFinite(asked.with)) return null;
      const [least, most] = lengthsOf(asked);
      if (isTrue) return possible([[least, most]]);
      return possible(
        least > most
          ? [[0, Infinity]]
          : [
              [0, least - 1],
              [most + 1, Infinity],
            ],
      );
    }
    case 'one of':
    case 'pattern':
    case 'text':
    case 'multiple':
    case 'safe integer':
      return null;
  }
}

function within(some: readonly Lengths[], others: readonly Lengths[]): readonly Lengths[] {
  return possible(some.flatMap(([least, most]) => others.map(([low, high]): Lengths => [Math.max(least, low), Math.min(most, high)])));
}

function possible(stretches: readonly Lengths[]): readonly Lengths[] {
  return stretches.filter(([least, most]) => least <= most && least < Infinity);
}
