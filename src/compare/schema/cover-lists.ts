import { covered, uncovered, uncoveredWhole, undecided } from './cover.ts';
import type { Cover, Covers } from './cover.ts';
import type { Space } from './space.ts';
import type { ArrayPart, Type } from './type.ts';
import { smallerValue } from './value-size.ts';

/** No witness has more items than this. */
const MAX_ITEMS = 10_000;
/** Places of a list that are looked at one by one; more of the same add nothing. */
const MAX_PLACES = 200;

/**
 * Whether the lists of `part` lie within the union of `others`.
 * A list escapes each of the others by its length, or by an item of its own; so it is enough to look at as many places as there are others beyond the fixed ones,
 * at each length where the others that allow it change.
 */
export function coverLists(space: Space, covers: Covers, part: ArrayPart, others: readonly ArrayPart[]): Cover {
  const [shortest, longest] = lengthsOf(space, covers, part);
  const fixed = Math.max(part.first.length, ...others.map((other) => other.first.length));
  let open: Cover = covered;
  for (const [from, to] of stretches(space, covers, shortest, longest, others)) {
    const rivals = others.filter((other) => {
      const [low, high] = lengthsOf(space, covers, other);
      return from >= low && from <= high;
    });
    const enough = Math.min(to, Math.max(from, fixed + rivals.length));
    for (const length of new Set([from, Math.min(to, Math.max(from, 1)), enough])) {
      if (length > MAX_ITEMS) {
        open = undecided('no-witness');
        continue;
      }
      const cover = coverLength(space, covers, part, rivals, length);
      if (cover.kind === 'no') return cover;
      if (cover.kind === 'unknown') open = cover;
    }
  }
  return open;
}

function lengthsOf(space: Space, covers: Covers, part: ArrayPart): [number, number] {
  const hasRest = part.rest !== null && covers(space.type(part.rest, part.view), []).kind !== 'yes';
  return [Math.max(part.minLength, part.first.length), Math.min(part.maxLength, hasRest ? Infinity : part.first.length)];
}

/** Stretches of lengths within each of which the same others come into question, the shortest first. */
function stretches(space: Space, covers: Covers, shortest: number, longest: number, others: readonly ArrayPart[]): [number, number][] {
  const starts = new Set([shortest]);
  for (const other of others) {
    const [low, high] = lengthsOf(space, covers, other);
    for (const start of [low, high + 1]) if (start > shortest && start <= longest && Number.isFinite(start)) starts.add(start);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((start, index): [number, number] => [start, (sorted[index + 1] ?? longest + 1) - 1]).filter(([from, to]) => from <= to);
}

interface Place {
  readonly type: Type;
  readonly without: readonly Type[];
}

function coverLength(space: Space, covers: Covers, part: ArrayPart, others: readonly ArrayPart[], length: number): Cover {
  const looked = Math.min(length, MAX_PLACES);
  const typeAt = (list: ArrayPart, index: number): Type => space.type(list.first[index] ?? list.rest ?? [], list.view);
  const places = Array.from({ length: looked }, (_, index): Place => ({ type: typeAt(part, index), without: [] }));

  const build = (chosen: readonly Place[]): Cover => {
    const items: unknown[] = [];
    for (const place of chosen) {
      const item = covers(place.type, place.without);
      if (item.kind !== 'no') return item;
      items.push(item.value);
    }
    for (let index = looked; index < length; index++) {
      const item = covers(typeAt(part, index), []);
      if (item.kind !== 'no') return item;
      items.push(item.value);
    }
    return uncoveredWhole(items);
  };

  const escape = (chosen: readonly Place[], rivals: readonly ArrayPart[]): Cover => {
    const [rival, ...rest] = rivals;
    if (!rival) return build(chosen);
    if (!space.step()) return undecided('budget');
    let best: Cover = covered;
    for (const [index, place] of chosen.entries()) {
      const without = [...place.without, typeAt(rival, index)];
      if (covers(place.type, without).kind === 'yes') continue;
      const cover = escape(chosen.with(index, { type: place.type, without }), rest);
      if (cover.kind === 'no') {
        if (rest.length > 0) return cover;
        best = best.kind === 'no' ? uncovered(smallerValue(best.value, cover.value)) : cover;
      } else if (cover.kind === 'unknown' && best.kind === 'yes') best = cover;
    }
    return best;
  };

  const any = build(places);
  if (any.kind === 'yes') return covered;
  return escape(places, others);
}
