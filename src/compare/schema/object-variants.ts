import { isLength } from './followed-code.ts';
import type { Space } from './space.ts';
import type { ObjectPart } from './type.ts';

/** Of more fields than this, code is not tried on variants. */
const MAX_FIELDS = 12;
/** As many of the texts that code mentions are tried. */
const MAX_TEXTS = 4;

/** Objects like `value` that code which compares fields, or asks whether one is there, may tell from it. */
export function objectVariants(space: Space, part: ObjectPart, value: object): readonly object[] {
  const { fields, view } = part;
  if (fields.size > MAX_FIELDS) return [];
  const given = Object.entries(value);
  const missing = [...fields].flatMap(([name, { types }]) => {
    if (Object.hasOwn(value, name)) return [];
    const example = space.example(space.type(types, view));
    return example === undefined ? [] : [[name, example] as const];
  });
  const all = [...given, ...missing];
  const others = all.map(([name, part], index) => [name, other(part, index + 1)] as const);
  return [
    ...missing.map((field) => [...given, field]),
    all,
    ...others.map((changed) => [...given, changed]),
    others,
    [...others].reverse().map(([name], index) => [name, other(all[all.length - 1 - index]?.[1], index + 1)] as const),
    ...fieldsAlike(space, part, all).map((changed) => [...given, ...changed]),
  ].map((entries) => Object.fromEntries(entries));
}

type Field = readonly [name: string, value: unknown];

/** Of fields that code reads: the value of one in another too, and texts that the code mentions, as they are and as a change makes others of them. */
function fieldsAlike(space: Space, { opaque }: ObjectPart, fields: readonly Field[]): readonly (readonly Field[])[] {
  const checks = opaque.flatMap((name) => space.checks.get(name) ?? []);
  const read = fields.filter(([name, value]) => typeof value === 'string' && checks.some(({ reads }) => reads?.has(name)));
  const mentioned = checks.flatMap(({ constants }) => constants.flatMap(textOf)).slice(0, MAX_TEXTS);
  return read.flatMap(([name, own]) => {
    const copies = read.filter(([other]) => other !== name).map(([other]) => [[other, own]] as const);
    const texts = [...mentioned, String(own)].flatMap((text) => [text, `${text} `, text.toUpperCase(), text.toLowerCase()]);
    return [...copies, ...texts.map((text) => [[name, text]] as const)];
  });
}

/** A text, or one as long as a number says. */
function textOf(constant: string | number): readonly string[] {
  if (typeof constant === 'string') return [constant];
  return isLength(constant) ? ['a'.repeat(constant)] : [];
}

/** Another value of the same kind, later in order. */
function other(value: unknown, step: number): unknown {
  if (typeof value === 'number') return value + step;
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return value;
  return /^\d{4}-\d\d-\d\d/.test(value) ? `${Number(value.slice(0, 4)) + step}${value.slice(4)}` : value + 'a'.repeat(step);
}
