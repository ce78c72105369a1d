import type { ArraySchema, RecordSchema, Schema, TupleSchema } from '../../contracts/schema/schema.ts';
import { worseVerdict } from './judge.ts';
import type { End, Judge } from './judge.ts';
import type { Member } from './shape.ts';
import { anyValue } from './type.ts';
import { report, textOf } from './walk.ts';
import type { Place, Walk } from './walk.ts';
import { reportRefinements, walkLeaf } from './walk-leaf.ts';

/** Lists: their items, and how many there may be. */
export function walkList(walk: Walk, place: Place, base: ArraySchema, head: ArraySchema): void {
  const { judge } = walk;
  walkBounds(walk, place, base, head);
  const ends = { base, head };
  const lift = (end: End, item: unknown): unknown => {
    const list = ends[end];
    const more = Math.max(0, (list.constraints?.minLength ?? 0) - 1);
    if (more === 0) return place.lift(end, [item]);
    const filler = judge.smallest(list.item);
    return filler === undefined ? undefined : place.lift(end, [item, ...Array.from({ length: more }, () => filler)]);
  };
  walk.type({ ...place, path: `${place.path}.items`, lift }, base.item, head.item);
}

function walkBounds(walk: Walk, place: Place, base: ArraySchema, head: ArraySchema): void {
  const { judge } = walk;
  const text = textOf(base, head);
  const bounds = (of: ArraySchema): Schema => ({ ...of, item: anyValue, constraints: { ...of.constraints, opaque: [] } });
  // With the items of the one end on both, only the bounds can differ.
  const own = (of: ArraySchema, item: Schema): ArraySchema => ({ ...of, item });
  if (judge.contains(bounds(base), bounds(head)) !== 'yes')
    report(walk, place, 'constraint-tightened', text, judge.compare(base, own(head, base.item), 'base'));
  if (judge.contains(bounds(head), bounds(base)) !== 'yes')
    report(walk, place, 'constraint-loosened', text, judge.compare(own(base, head.item), head, 'head'));
  walkRefinements(walk, place, base, head);
}

/** Refinements of a container as such. */
export function walkRefinements(walk: Walk, place: Place, base: Schema, head: Schema): void {
  const before = base.constraints?.opaque ?? [];
  const after = head.constraints?.opaque ?? [];
  const refined = (opaque: readonly string[]): Schema => ({ ...anyValue, constraints: { opaque } });
  reportRefinements(walk, place, before, after, textOf(base, head), () => walk.judge.compare(refined(before), refined(after)));
}

export function walkTuple(walk: Walk, place: Place, base: Member, head: Member, before: TupleSchema, after: TupleSchema): void {
  if (before.items.length !== after.items.length || !before.rest !== !after.rest) {
    walkLeaf(walk, place, base, head);
    return;
  }
  const ends = { base: before, head: after };
  for (const [index, item] of before.items.entries()) {
    const other = after.items[index];
    const lift = (end: End, value: unknown): unknown => {
      const items = smallestItems(walk.judge, ends[end]);
      return items && place.lift(end, items.with(index, value));
    };
    if (other) walk.type({ ...place, path: `${place.path}.items[${index}]`, lift }, item, other);
  }
  if (before.rest && after.rest) {
    const lift = (end: End, value: unknown): unknown => {
      const items = smallestItems(walk.judge, ends[end]);
      return items && place.lift(end, [...items, value]);
    };
    walk.type({ ...place, path: `${place.path}.rest`, lift }, before.rest, after.rest);
  }
  walkRefinements(walk, place, before, after);
}

function smallestItems(judge: Judge, tuple: TupleSchema): unknown[] | undefined {
  const items = tuple.items.map((item) => judge.smallest(item));
  return items.includes(undefined) ? undefined : items;
}

export function walkRecord(walk: Walk, place: Place, base: RecordSchema, head: RecordSchema): void {
  const { judge } = walk;
  const before = keyOf(base);
  const after = keyOf(head);
  if (judge.contains(before, after) !== 'yes' || judge.contains(after, before) !== 'yes') {
    // With the values of the one end on both, only the keys can differ.
    const own = (of: RecordSchema, value: Schema): RecordSchema => ({ ...of, value });
    const verdict = worseVerdict(judge.compare(base, own(head, base.value), 'base'), judge.compare(own(base, head.value), head, 'head'));
    const row =
      judge.contains(before, after) === 'yes' ? 'type-widened' : judge.contains(after, before) === 'yes' ? 'type-narrowed' : 'type-changed';
    report(walk, { ...place, path: `${place.path}.keys` }, row, textOf(before, after), verdict);
  }
  const ends = { base, head };
  const lift = (end: End, value: unknown): unknown => {
    const record = judge.smallest({ ...ends[end], value: anyValue });
    const key = judge.smallest(keyOf(ends[end]));
    if (record === undefined || typeof key !== 'string') return undefined;
    const names =
      typeof record === 'object' && record !== null && Object.keys(record).length > 0 ? Object.keys(record) : [key === '' ? 'key' : key];
    return place.lift(end, Object.fromEntries(names.map((name) => [name, value])));
  };
  walk.type({ ...place, path: `${place.path}.values`, lift }, base.value, head.value);
  walkRefinements(walk, place, base, head);
}

/** The type of a record's keys: any string, where it says nothing. */
function keyOf(record: RecordSchema): Schema {
  return record.key ?? { kind: 'scalar', name: 'String_unsecure', origin: record.origin };
}
