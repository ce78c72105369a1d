import { lowerMax, raiseMin } from './constrain.ts';
import { noParts, surelyOptional } from './type.ts';
import type { Absence, ArrayPart, ExtraRule, NumberPart, ObjectPart, ObjectPartField, Part, Parts, StringPart } from './type.ts';

/** Unions of many members make a part for each pair of members. */
const MAX_PARTS = 2000;

/**
 * Who may refuse a field that it does not declare: in an intersection, as Zod reads it, all members together; of several schemas that are
 * asked of one value, as where an intersection has the same field twice, each by itself.
 */
type Refusing = 'together' | 'each';

/**
 * The values that are in all of `list`; null when these are too many parts to follow.
 * An object of an intersection has the fields of all its members, as Zod reads it.
 */
export function intersectParts(list: readonly Parts[], refusing: Refusing): Parts | null {
  const [first, ...rest] = list;
  let parts = first ?? noParts;
  for (const other of rest) {
    const count = Math.max(
      parts.objects.length * other.objects.length,
      parts.arrays.length * other.arrays.length,
      parts.strings.length * other.strings.length,
      parts.numbers.length * other.numbers.length,
    );
    if (count > MAX_PARTS) return null;
    parts = intersectTwo(parts, other, refusing);
  }
  return parts;
}

function intersectTwo(a: Parts, b: Parts, refusing: Refusing): Parts {
  return {
    constants: pairs(a.constants, b.constants, (one, other) =>
      one.value === other.value ? { value: one.value, opaque: bothOpaque(one, other) } : null,
    ),
    numbers: pairs(a.numbers, b.numbers, intersectNumbers),
    strings: pairs(a.strings, b.strings, intersectStrings),
    arrays: pairs(a.arrays, b.arrays, intersectArrays),
    objects: pairs(a.objects, b.objects, refusing === 'each' ? intersectEach : intersectObjects),
  };
}

function pairs<T>(a: readonly T[], b: readonly T[], intersect: (one: T, other: T) => T | null): T[] {
  const found: T[] = [];
  for (const one of a) {
    for (const other of b) {
      const both = intersect(one, other);
      if (both) found.push(both);
    }
  }
  return found;
}

function bothOpaque(a: Part, b: Part): string[] {
  return [...new Set([...a.opaque, ...b.opaque])].sort();
}

function intersectNumbers(a: NumberPart, b: NumberPart): NumberPart {
  const bounded = lowerMax(raiseMin(a, b.min, b.exclusiveMin), b.max, b.exclusiveMax);
  return {
    ...bounded,
    values: bothValues(a.values, b.values),
    isInteger: a.isInteger || b.isInteger,
    multiplesOf: [...new Set([...a.multiplesOf, ...b.multiplesOf])],
    opaque: bothOpaque(a, b),
  };
}

function intersectStrings(a: StringPart, b: StringPart): StringPart {
  return {
    values: bothValues(a.values, b.values),
    minLength: Math.max(a.minLength, b.minLength),
    maxLength: Math.min(a.maxLength, b.maxLength),
    tests: new Set([...a.tests, ...b.tests]),
    changes: [...new Set([...a.changes, ...b.changes])],
    looks: bothLooks(a, b),
    opaque: bothOpaque(a, b),
  };
}

/** What is asked of a string as it is and what is asked of the same string changed do not come together. */
function bothLooks(a: StringPart, b: StringPart): StringPart['looks'] {
  const asksNothing = (part: StringPart): boolean =>
    part.changes.length === 0 && !part.values && part.tests.size === 0 && part.minLength === 0 && part.maxLength === Infinity;
  if (a.looks === 'lost' || b.looks === 'lost') return 'lost';
  if (asksNothing(a) || a.looks === 'out') return asksNothing(a) || b.looks === 'out' ? b.looks : 'mixed';
  return asksNothing(b) || (a.changes.length === 0 && b.changes.length === 0) ? a.looks : 'mixed';
}

function bothValues<T>(a: ReadonlySet<T> | null, b: ReadonlySet<T> | null): ReadonlySet<T> | null {
  if (!a || !b) return a ?? b;
  return new Set([...a].filter((value) => b.has(value)));
}

function intersectArrays(a: ArrayPart, b: ArrayPart): ArrayPart {
  const length = Math.max(a.first.length, b.first.length);
  const shortest = Math.min(a.rest ? Infinity : a.first.length, b.rest ? Infinity : b.first.length);
  const first = Array.from({ length }, (_, index) => [...(a.first[index] ?? a.rest ?? []), ...(b.first[index] ?? b.rest ?? [])]);
  return {
    first: first.slice(0, shortest),
    rest: a.rest && b.rest ? [...a.rest, ...b.rest] : null,
    minLength: Math.max(a.minLength, b.minLength),
    maxLength: Math.min(a.maxLength, b.maxLength),
    view: a.view,
    opaque: bothOpaque(a, b),
  };
}

/** Null where one requires a field that the other one refuses. */
function intersectEach(a: ObjectPart, b: ObjectPart): ObjectPart | null {
  const [one, other] = [withoutRefused(a, b), withoutRefused(b, a)];
  if (!one || !other) return null;
  const isRefused = refusesExtras(a) || refusesExtras(b);
  return { ...intersectObjects(one, other), ...(isRefused && { extra: { kind: 'refuse' } }) };
}

function refusesExtras({ extra, view }: ObjectPart): boolean {
  return extra.kind === 'refuse' && view.extras !== 'open';
}

/** What is left of an object when another schema refuses what it does not declare itself. */
function withoutRefused(part: ObjectPart, by: ObjectPart): ObjectPart | null {
  if (!refusesExtras(by)) return part;
  const fields = [...part.fields];
  if (fields.some(([name, { absence }]) => !by.fields.has(name) && absence === null)) return null;
  return { ...part, fields: new Map(fields.filter(([name]) => by.fields.has(name))) };
}

function intersectObjects(a: ObjectPart, b: ObjectPart): ObjectPart {
  const fields = new Map<string, ObjectPartField>();
  for (const name of new Set([...a.fields.keys(), ...b.fields.keys()])) {
    const one = a.fields.get(name) ?? extraField(b.fields.get(name), a.extra);
    const other = b.fields.get(name) ?? extraField(a.fields.get(name), b.extra);
    fields.set(name, {
      types: [...(one?.types ?? []), ...(other?.types ?? [])],
      absence: bothAbsences(one, other),
    });
  }
  return { fields, extra: bothExtras(a.extra, b.extra), view: a.view, opaque: bothOpaque(a, b) };
}

/** Absent in both: on the conditions of both. */
function bothAbsences(a: ObjectPartField | null | undefined, b: ObjectPartField | null | undefined): Absence {
  if (a?.absence === null || b?.absence === null) return null;
  return [...new Set([...(a?.absence ?? []), ...(b?.absence ?? [])])];
}

/** What an object that does not declare a field asks of it: nothing, unless its extra fields have a type. */
function extraField(declared: ObjectPartField | undefined, extra: ExtraRule): ObjectPartField | null {
  return declared && extra.kind === 'typed' ? { types: extra.values, absence: surelyOptional } : null;
}

/** Zod refuses an undeclared field of an intersection only when each member does. */
function bothExtras(a: ExtraRule, b: ExtraRule): ExtraRule {
  if (a.kind === 'typed' && b.kind === 'typed') return { kind: 'typed', keys: [...a.keys, ...b.keys], values: [...a.values, ...b.values] };
  if (a.kind === 'typed') return a;
  if (b.kind === 'typed') return b;
  if (a.kind === 'keep') return a;
  return a.kind === 'refuse' || b.kind === 'keep' ? b : a;
}
