import type { Schema } from '../../contracts/schema/schema.ts';
import { getOrMake } from '../../source/memoize.ts';
import { NOWHERE } from '../../source/span.ts';
import { covered, uncovered, uncoveredWhole, undecided } from './cover.ts';
import type { Cover, Covers } from './cover.ts';
import { hasValue } from './member.ts';
import type { Space } from './space.ts';
import { acceptedExtras, anyKey, surelyOptional } from './type.ts';
import type { Absence, Answer, ObjectPart, Type } from './type.ts';
import { smallerValue } from './value-size.ts';

/** What may stand under one key: nothing where it may be absent, and a value of `type`, if there is one. */
interface Slot {
  readonly type: Type | null;
  readonly absence: Absence;
}

/** A slot of the object that is looked for, less what the others accept there. */
interface Choice extends Slot {
  readonly without: readonly Slot[];
}

/**
 * Whether the objects of `part` lie within the union of `others`.
 * An object escapes each of the others under some key; so the others are taken away one by one, each under each key, until an object is left or none is.
 */
export function coverObjects(space: Space, covers: Covers, part: ObjectPart, others: readonly ObjectPart[]): Cover {
  const rivals = likestFirst(
    part,
    others.filter((other) => !areApart(space, part, other)),
  );
  let single: Cover = covered;
  for (const rival of rivals) {
    single = escapeAll(space, covers, part, [rival]);
    if (single.kind === 'yes') return covered;
  }
  return rivals.length === 1 ? single : escapeAll(space, covers, part, rivals);
}

/** Those with the same fields first: of a union of many, one of them is as a rule the one that covers. */
function likestFirst(part: ObjectPart, others: readonly ObjectPart[]): readonly ObjectPart[] {
  if (others.length < 2) return others;
  const isLike = (other: ObjectPart): boolean =>
    other.fields.size === part.fields.size && [...part.fields.keys()].every((key) => other.fields.has(key));
  const like = new Set(others.filter(isLike));
  return [...like, ...others.filter((other) => !like.has(other))];
}

function escapeAll(space: Space, covers: Covers, part: ObjectPart, others: readonly ObjectPart[]): Cover {
  const { keys, isUniform } = keysToLookAt(space, covers, part, others);
  const first = new Map<string, Choice>();
  for (const key of keys) first.set(key, { ...slotOf(space, part, key), without: [] });

  const choose = (choice: Choice): Cover => {
    const isAbsent = escapesByAbsence(choice);
    // To leave a field out is the smaller choice.
    if (isAbsent === 'yes') return uncovered(undefined);
    const present = choice.type
      ? covers(
          choice.type,
          choice.without.flatMap((slot) => (slot.type ? [slot.type] : [])),
        )
      : covered;
    return present.kind === 'yes' && isAbsent === 'maybe' ? undecided('opaque') : present;
  };

  const build = (choices: ReadonlyMap<string, Choice>): Cover => {
    const fields = new Map<string, unknown>();
    let open: Cover | null = null;
    for (const [key, choice] of choices) {
      const chosen = choose(choice);
      if (chosen.kind === 'yes') return covered;
      if (chosen.kind === 'unknown') open ??= chosen;
      else if (chosen.value !== undefined) fields.set(key, chosen.value);
    }
    return open ?? uncoveredWhole(Object.fromEntries(fields));
  };

  const escape = (choices: ReadonlyMap<string, Choice>, rivals: readonly ObjectPart[]): Cover => {
    const [rival, ...rest] = rivals;
    if (!rival) return build(choices);
    if (!space.step()) return undecided('budget');
    let best: Cover = covered;
    for (const [key, choice] of choices) {
      const narrowed: Choice = { ...choice, without: [...choice.without, slotOf(space, rival, key)] };
      if (choose(narrowed).kind === 'yes') continue;
      const cover = escape(new Map(choices).set(key, narrowed), rest);
      if (cover.kind === 'no') {
        if (rest.length > 0) return cover;
        best = best.kind === 'no' ? uncovered(smallerValue(best.value, cover.value)) : cover;
      } else if (cover.kind === 'unknown' && best.kind === 'yes') best = cover;
    }
    return best;
  };

  if (build(first).kind === 'yes') return covered;
  const cover = escape(first, others);
  return cover.kind === 'yes' && !isUniform ? undecided('no-witness') : cover;
}

/** Whether an object without the field is one of the part that none of the others takes. */
function escapesByAbsence({ absence, without }: Choice): Answer {
  if (!absence) return 'no';
  // Where the part's conditions hold, so do those that are among them.
  if (without.some((slot) => slot.absence?.every((condition) => absence.includes(condition)))) return 'no';
  return absence.length === 0 && without.every((slot) => !slot.absence) ? 'yes' : 'maybe';
}

function slotOf(space: Space, part: ObjectPart, key: string): Slot {
  const field = part.fields.get(key);
  if (field) return { type: space.type(field.types, part.view), absence: field.absence };
  const extras = acceptedExtras(part);
  if (!extras || (extras.keys.length > 0 && hasValue(space, space.type(extras.keys, part.view), key) === 'no'))
    return { type: null, absence: surelyOptional };
  return { type: space.type(extras.values, part.view), absence: surelyOptional };
}

/** The keys under which the objects can differ: the declared ones and, of the others, one of each sort. `isUniform`: these stand for all. */
function keysToLookAt(
  space: Space,
  covers: Covers,
  part: ObjectPart,
  others: readonly ObjectPart[],
): { keys: readonly string[]; isUniform: boolean } {
  const declared = new Set([...part.fields.keys(), ...others.flatMap((other) => [...other.fields.keys()])]);
  const own = acceptedExtras(part);
  if (!own) return { keys: [...declared], isUniform: true };
  const keyed = others.flatMap((other) => {
    const extras = acceptedExtras(other);
    return extras && extras.keys.length > 0 ? [space.type(extras.keys, other.view)] : [];
  });
  if (own.keys.length === 0 && keyed.length === 0) return { keys: [...declared, undeclaredKey(declared)], isUniform: true };
  const keys = space.type(own.keys.length > 0 ? own.keys : [anyKey], part.view);
  const names = space.type([namesSchema(space, declared)], part.view);
  const found = new Set(declared);
  const outside = [null, ...keyed].map((refused) => {
    const key = covers(keys, refused ? [names, refused] : [names]);
    if (key.kind === 'no' && typeof key.value === 'string') found.add(key.value);
    return refused !== null && key.kind !== 'yes';
  });
  return { keys: [...found], isUniform: !outside.includes(true) };
}

/** The same schema for the same names, so that questions about it are remembered. */
function namesSchema(space: Space, names: ReadonlySet<string>): Schema {
  const values = [...names];
  return getOrMake(space.enums, JSON.stringify(values), () => ({ kind: 'enum', name: null, values, origin: NOWHERE }));
}

function undeclaredKey(declared: ReadonlySet<string>): string {
  let key = 'extra';
  while (declared.has(key)) key += '_';
  return key;
}

/**
 * Whether two objects have no value in common, seen at a glance: one demands a field that the other never has, or both demand one with
 * constants that differ, or with other kinds of values.
 */
function areApart(space: Space, a: ObjectPart, b: ObjectPart): boolean {
  if (demandsWhatIsRefused(a, b) || demandsWhatIsRefused(b, a)) return true;
  for (const [key, field] of a.fields) {
    const other = b.fields.get(key);
    if (!other || field.absence || other.absence) continue;
    if (haveNothingInCommon(space, space.type(field.types, a.view), space.type(other.types, b.view))) return true;
  }
  return false;
}

function demandsWhatIsRefused(a: ObjectPart, b: ObjectPart): boolean {
  if (acceptedExtras(b)) return false;
  for (const [key, field] of a.fields) if (!field.absence && !b.fields.has(key)) return true;
  return false;
}

function haveNothingInCommon(space: Space, a: Type, b: Type): boolean {
  const one = space.parts(a);
  const two = space.parts(b);
  if (one.arrays.length > 0 && two.arrays.length > 0) return false;
  if (one.objects.length > 0 && two.objects.length > 0) return false;
  if (one.constants.some((part) => two.constants.some((other) => other.value === part.value))) return false;
  return !shareValues(one.numbers, two.numbers) && !shareValues(one.strings, two.strings);
}

function shareValues<T>(
  a: readonly { readonly values: ReadonlySet<T> | null }[],
  b: readonly { readonly values: ReadonlySet<T> | null }[],
): boolean {
  return a.some((one) => b.some((two) => !one.values || !two.values || [...one.values].some((value) => two.values?.has(value))));
}
