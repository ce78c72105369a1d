import type { CodeCheck } from '../../contracts/schema/schema.ts';
import { getOrMake } from '../../source/memoize.ts';
import { hasString } from './language/search.ts';
import type { Space } from './space.ts';
import { changedBy, leastLeft, unchangedBy } from './string-changes.ts';
import { acceptedExtras } from './type.ts';
import type { Answer, ArrayPart, NumberPart, ObjectPart, Part, StringPart, Type, View } from './type.ts';

/** Whether the JSON value is in the set. */
export function hasValue(space: Space, type: Type, value: unknown): Answer {
  const parts = space.parts(type);
  const anyPart = <T extends Part>(candidates: readonly T[], has: (part: T) => Answer): Answer => {
    let best: Answer = 'no';
    for (const part of candidates) {
      const own = has(part);
      const answer = own === 'no' ? own : every([own, passesCode(space, part, value)]);
      if (answer === 'yes') return 'yes';
      if (answer === 'maybe') best = 'maybe';
    }
    return best;
  };
  if (value === null || typeof value === 'boolean') return anyPart(parts.constants, (part) => (part.value === value ? 'yes' : 'no'));
  if (typeof value === 'number') return anyPart(parts.numbers, (part) => hasNumber(part, value));
  if (typeof value === 'string') return anyPart(parts.strings, (part) => hasText(space, part, value));
  if (Array.isArray(value)) return anyPart(parts.arrays, (part) => hasList(space, part, value));
  if (typeof value === 'object') return anyPart(parts.objects, (part) => hasObject(space, part, value));
  return 'no';
}

/** Whether the opaque conditions of a part take a value that its other conditions take. */
export function passesCode(space: Space, part: Part | ObjectPart, value: unknown): Answer {
  if (part.opaque.length === 0) return 'yes';
  const given = 'fields' in part ? declaredOf(part, value) : value;
  return every(part.opaque.map((name) => takesByCode(space, space.checks.get(name), given)));
}

/** How a type takes what another one has made. */
export const madeView: View = { extras: 'drop', defaults: 'optional', isReader: true };

function takesByCode(space: Space, check: CodeCheck | undefined, value: unknown): Answer {
  if (!check) return 'maybe';
  const said = getOrMake(space.said, check, () => new Map<string, Answer>());
  return getOrMake(said, exactText(value), () => ranByCode(space, check, value));
}

function ranByCode(space: Space, check: CodeCheck, value: unknown): Answer {
  if (!check.must) {
    const answer = check.takes(value);
    return answer === null ? 'maybe' : answer ? 'yes' : 'no';
  }
  const result = check.made?.(value);
  if (result?.kind !== 'value') return result?.kind === 'refused' ? 'no' : 'maybe';
  return hasValue(space, space.type([check.must], madeView), result.value);
}

/** JSON makes null of numbers that are none, and leaves out what is undefined: code makes both. */
function exactText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part === undefined || (typeof part === 'number' && !Number.isFinite(part)) ? { '': String(part) } : part,
  );
}

/** What is left of an object when undeclared fields are dropped. */
function declaredOf({ fields, extra }: ObjectPart, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || extra.kind !== 'drop') return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => fields.has(name)));
}

function every(answers: Iterable<Answer>): Answer {
  let worst: Answer = 'yes';
  for (const answer of answers) {
    if (answer === 'no') return 'no';
    if (answer === 'maybe') worst = 'maybe';
  }
  return worst;
}

export function hasNumber(part: NumberPart, value: number): Answer {
  if (Number.isNaN(value) || (part.values && !part.values.has(value))) return 'no';
  if (value < part.min || (part.exclusiveMin && value === part.min)) return 'no';
  if (value > part.max || (part.exclusiveMax && value === part.max)) return 'no';
  if (part.isInteger && !Number.isSafeInteger(value)) return 'no';
  // Only code makes it of a JSON value; Zod 3 takes it for a number, Zod 4 does not.
  if (!Number.isFinite(value)) return 'maybe';
  return every(part.multiplesOf.map((step) => isMultiple(value, step)));
}

/** Divisibility of decimal fractions: `0.3` is a multiple of `0.1`. What rounding leaves open is open. */
function isMultiple(value: number, step: number): Answer {
  if (step === 0 || !Number.isFinite(step)) return 'maybe';
  if (value === 0) return 'yes';
  const ratio = value / step;
  if (Number.isInteger(value) && Number.isInteger(step) && (value % step === 0 || Math.abs(ratio) <= 1e9))
    return value % step === 0 ? 'yes' : 'no';
  if (Math.abs(ratio) > 1e9) return 'maybe';
  const nearest = Math.round(ratio);
  if (Number((nearest * step).toPrecision(12)) === Number(value.toPrecision(12)))
    return Number(value.toPrecision(12)) === value ? 'yes' : 'maybe';
  return Math.abs(ratio - nearest) > 1e-4 ? 'no' : 'maybe';
}

export function hasText(space: Space, part: StringPart, text: string): Answer {
  const { languages } = space;
  if (part.looks === 'lost') return hasLostText(space, part, text);
  if (part.changes.length === 0 || hasString(languages, unchangedBy(languages, part.changes), text))
    return hasUnchangedText(space, part, text);
  if (part.looks === 'mixed') return 'maybe';
  const changed = changedBy(part.changes, text);
  return part.looks === 'out' && changed !== text ? 'no' : hasUnchangedText(space, part, changed);
}

/** What is asked of a string that is then left alone holds of what comes out; another one may come out of a change. */
function hasLostText(space: Space, part: StringPart, text: string): Answer {
  if (text.length < leastLeft(part)) return 'no';
  const isLeftAlone = hasString(space.languages, unchangedBy(space.languages, part.changes), text);
  return isLeftAlone && hasUnchangedText(space, part, text) === 'yes' ? 'yes' : 'maybe';
}

function hasUnchangedText(space: Space, part: StringPart, text: string): Answer {
  if (part.values && !part.values.has(text)) return 'no';
  if (text.length < part.minLength || text.length > part.maxLength) return 'no';
  return every([...part.tests].map((name) => space.tests.passes(name, text)));
}

export function hasList(space: Space, part: ArrayPart, list: readonly unknown[]): Answer {
  if (list.length < Math.max(part.minLength, part.first.length) || list.length > part.maxLength) return 'no';
  return every(
    list.map((item, index) => {
      const schemas = part.first[index] ?? part.rest;
      return schemas ? hasValue(space, space.type(schemas, part.view), item) : 'no';
    }),
  );
}

export function hasObject(space: Space, part: ObjectPart, object: object): Answer {
  const values = new Map<string, unknown>(Object.entries(object));
  const answers: Answer[] = [];
  for (const [name, field] of part.fields) {
    if (values.has(name)) answers.push(hasValue(space, space.type(field.types, part.view), values.get(name)));
    else if (!field.absence) return 'no';
    else if (field.absence.length > 0) answers.push('maybe');
  }
  const extras = acceptedExtras(part);
  for (const [name, value] of values) {
    if (part.fields.has(name)) continue;
    if (!extras) return 'no';
    answers.push(hasValue(space, space.type(extras.keys, part.view), name), hasValue(space, space.type(extras.values, part.view), value));
  }
  return every(answers);
}
