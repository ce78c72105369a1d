import type { ArraySchema, RecordSchema, Schema, TupleSchema } from '../../contracts/schema/schema.ts';
import { isOfLengths } from './asked-lists.ts';
import type { Asked } from './describe-code.ts';
import { worseVerdict } from './judge.ts';
import type { End, Judge } from './judge.ts';
import type { Member } from './shape.ts';
import { anyKey, anyValue } from './type.ts';
import { askedOf, reportRefinements, walkLeaf } from './walk-leaf.ts';
import { report, textOf } from './walk.ts';
import type { Around, Place, Walk } from './walk.ts';

/** Lists: their items, and how many there may be. */
export function walkList(walk: Walk, place: Place, base: ArraySchema, head: ArraySchema): void {
  const { judge } = walk;
  walkBounds(walk, place, base, head);
  const lift: Place['lift'] = (end, item, around) => {
    const [own, other] = ownAndOther(end, around, base, head);
    const more = fewestItems(own, other) - 1;
    if (more <= 0) return place.lift(end, [item], around);
    const filler = judge.smallest(own.item, other?.item);
    return filler === undefined ? undefined : place.lift(end, [item, ...Array.from({ length: more }, () => filler)], around);
  };
  walk.type({ ...place, path: `${place.path}.items`, lift }, base.item, head.item);
}

/** Items that a list of one end must have; as many as the other end asks for, if it may have these. */
function fewestItems(own: ArraySchema, other: ArraySchema | undefined): number {
  const [fewest, asked] = [own.constraints?.minLength ?? 0, other?.constraints?.minLength ?? 0];
  return asked > (own.constraints?.maxLength ?? Infinity) ? fewest : Math.max(fewest, asked);
}

/** The schema of the end that a value comes from, then that of the other end, where what stands around the value fits that too. */
function ownAndOther<T>(from: End, around: Around, base: T, head: T): readonly [T, T | undefined] {
  const [own, other] = from === 'base' ? [base, head] : [head, base];
  return [own, around === 'shared' ? other : undefined];
}

function walkBounds(walk: Walk, place: Place, base: ArraySchema, head: ArraySchema): void {
  const { judge } = walk;
  const text = textOf(base, head);
  // Bounds that code asks for are bounds as well.
  const isPlain = [base, head].every(hasPlainCode);
  const bounds = (of: ArraySchema): Schema => ({
    ...of,
    item: anyValue,
    constraints: { ...of.constraints, ...(!isPlain && { opaque: [] }) },
  });
  // With the items of the one end on both, only the bounds can differ.
  const own = (of: ArraySchema, item: Schema): ArraySchema => ({ ...of, item });
  if (judge.contains(bounds(base), bounds(head)) !== 'yes')
    report(walk, place, 'constraint-tightened', text, judge.compare(base, own(head, base.item), 'base'));
  if (judge.contains(bounds(head), bounds(base)) !== 'yes')
    report(walk, place, 'constraint-loosened', text, judge.compare(own(base, head.item), head, 'head'));
  if (!isPlain) walkRefinements(walk, place, base, head);
}

/** Whether code asks nothing of a list but how long it is. */
function hasPlainCode({ constraints, checks }: ArraySchema): boolean {
  return (constraints?.opaque ?? []).every((entry) => {
    const asked = checks?.get(entry)?.asked;
    return asked && isOfLengths(asked);
  });
}

/** Refinements of a container as such. */
export function walkRefinements(walk: Walk, place: Place, base: Schema, head: Schema): void {
  const [before, after] = [askedOf(base), askedOf(head)];
  const refined = ({ opaque }: Asked): Schema => ({ ...anyValue, constraints: { opaque } });
  reportRefinements(walk, place, before, after, [base, head], () => walk.judge.compare(refined(before), refined(after)));
}

export function walkTuple(walk: Walk, place: Place, base: Member, head: Member, before: TupleSchema, after: TupleSchema): void {
  if (before.items.length !== after.items.length || !before.rest !== !after.rest) {
    walkLeaf(walk, place, base, head);
    return;
  }
  const itemsOf = (end: End, around: Around): unknown[] | undefined =>
    smallestItems(walk.judge, ...ownAndOther(end, around, before, after));
  for (const [index, item] of before.items.entries()) {
    const other = after.items[index];
    const lift: Place['lift'] = (end, value, around) => {
      const items = itemsOf(end, around);
      return items && place.lift(end, items.with(index, value), around);
    };
    if (other) walk.type({ ...place, path: `${place.path}.items[${index}]`, lift }, item, other);
  }
  if (before.rest && after.rest) {
    const lift: Place['lift'] = (end, value, around) => {
      const items = itemsOf(end, around);
      return items && place.lift(end, [...items, value], around);
    };
    walk.type({ ...place, path: `${place.path}.rest`, lift }, before.rest, after.rest);
  }
  walkRefinements(walk, place, before, after);
}

function smallestItems(judge: Judge, tuple: TupleSchema, other: TupleSchema | undefined): unknown[] | undefined {
  const items = tuple.items.map((item, index) => judge.smallest(item, other?.items[index]));
  return items.includes(undefined) ? undefined : items;
}

export function walkRecord(walk: Walk, place: Place, base: RecordSchema, head: RecordSchema): void {
  const { judge } = walk;
  const before = keyOf(base);
  const after = keyOf(head);
  const isWidened = judge.contains(before, after) === 'yes';
  const isNarrowed = judge.contains(after, before) === 'yes';
  if (!isWidened || !isNarrowed) {
    // With the values of the one end on both, only the keys can differ.
    const own = (of: RecordSchema, value: Schema): RecordSchema => ({ ...of, value });
    const verdict = worseVerdict(judge.compare(base, own(head, base.value), 'base'), judge.compare(own(base, head.value), head, 'head'));
    const row = isWidened ? 'type-widened' : isNarrowed ? 'type-narrowed' : 'type-changed';
    report(walk, { ...place, path: `${place.path}.keys` }, row, textOf(before, after), verdict);
  }
  const ends = { base, head };
  const lift: Place['lift'] = (end, value, around) => {
    const record = judge.smallest({ ...ends[end], value: anyValue });
    const key = judge.smallest(keyOf(ends[end]));
    if (record === undefined || typeof key !== 'string') return undefined;
    const names =
      typeof record === 'object' && record !== null && Object.keys(record).length > 0 ? Object.keys(record) : [key === '' ? 'key' : key];
    return place.lift(end, Object.fromEntries(names.map((name) => [name, value])), around);
  };
  walk.type({ ...place, path: `${place.path}.values`, lift }, base.value, head.value);
  walkRefinements(walk, place, base, head);
}

function keyOf(record: RecordSchema): Schema {
  return record.key ?? { ...anyKey, origin: record.origin };
}
