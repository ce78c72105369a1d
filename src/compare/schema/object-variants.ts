import type { Space } from './space.ts';
import type { ObjectPart } from './type.ts';

/** Of more fields than this, code is not tried on variants. */
const MAX_FIELDS = 12;

/** Objects like `value` that code which compares fields, or asks whether one is there, may tell from it. */
export function objectVariants(space: Space, { fields, view }: ObjectPart, value: object): readonly object[] {
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
  ].map((entries) => Object.fromEntries(entries));
}

/** Another value of the same kind, later in order. */
function other(value: unknown, step: number): unknown {
  if (typeof value === 'number') return value + step;
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return value;
  return /^\d{4}-\d\d-\d\d/.test(value) ? `${Number(value.slice(0, 4)) + step}${value.slice(4)}` : value + 'a'.repeat(step);
}
