import { codeHints, trialNumbers, trialTexts, type CodeHints } from './followed-code.ts';
import { hasNumber, hasText } from './member.ts';
import type { Space } from './space.ts';
import { acceptedExtras, type ArrayPart, type NumberPart, type ObjectPart, type Part, type StringPart, type Type } from './type.ts';
import { smallerFirst } from './value-size.ts';

/** As many values are tried at most. */
const MAX_TRIALS = 240;
/** As many are tried that differ from a usual one in one place. */
const MAX_SINGLE = 160;
/** As many are tried of what stands inside of another value; of fields, more where few are varied. */
const MAX_INNER = 10;
const MAX_OF_FIELDS = 80;
const MAX_DEPTH = 3;
/** Of an object with more fields, of which code may read any, no more are varied. */
const MAX_FIELDS = 24;
/** A list is not tried with more items. */
const MAX_ITEMS = 120;

/** Values like `smallest` by which the code of `part` and that of `others` may be told apart, the smallest first. */
export function trialValues(
  space: Space,
  part: Part | NumberPart | StringPart | ArrayPart | ObjectPart,
  smallest: unknown,
  others: readonly Part[],
): readonly unknown[] {
  if (part.opaque.some((name) => !space.checks.has(name))) return [];
  const checks = [part, ...others].flatMap(({ opaque }) => opaque.flatMap((name) => space.checks.get(name) ?? []));
  if (checks.length === 0) return [];
  const hints = codeHints(checks);
  if ('values' in part && part.values) return [...part.values];
  if (typeof smallest === 'string') return trialTexts(hints);
  if (typeof smallest === 'number') return trialNumbers(hints);
  if (typeof smallest !== 'object' || smallest === null) return [];
  if ('fields' in part) return smallerFirst(objectsOf(space, part, hints, 0).slice(0, MAX_TRIALS));
  return 'first' in part ? smallerFirst(listsOf(space, part, hints, 0).slice(0, MAX_TRIALS)) : [];
}

/** Some values of a type, a usual one first. */
function valuesOf(space: Space, type: Type, hints: CodeHints, depth: number, limit: number = MAX_INNER): readonly unknown[] {
  const { constants, numbers, strings, arrays, objects } = space.parts(type);
  const example = space.example(type);
  const isInside = depth <= MAX_DEPTH;
  const found = [
    ...(example === undefined ? [] : [example]),
    ...constants.map(({ value }) => value),
    ...numbers.flatMap((part) => firstOf(limit, part.values ?? trialNumbers(hints), (value) => hasNumber(part, value) === 'yes')),
    ...strings.flatMap((part) => firstOf(limit, textsOf(part, hints), (value) => hasText(space, part, value) === 'yes')),
    ...(isInside ? arrays.flatMap((part) => listsOf(space, part, hints, depth).slice(0, limit)) : []),
    ...(isInside ? objects.flatMap((part) => objectsOf(space, part, hints, depth).slice(0, limit)) : []),
  ];
  return [...new Map(found.map((value) => [JSON.stringify(value), value])).values()];
}

/** What the code mentions of a list comes before the rest of it. */
function textsOf({ values }: StringPart, hints: CodeHints): Iterable<string> {
  return values ? new Set([...hints.texts.filter((text) => values.has(text)), ...values]) : trialTexts(hints);
}

function firstOf<Value>(limit: number, values: Iterable<Value>, isTaken: (value: Value) => boolean): readonly Value[] {
  const taken: Value[] = [];
  for (const value of values) {
    if (taken.length >= limit) break;
    if (isTaken(value)) taken.push(value);
  }
  return taken;
}

/** What may stand under a name: `undefined` where it may be left out. */
type Choices = readonly [name: string, values: readonly unknown[]];

type Fields = ReadonlyMap<string, unknown>;

/**
 * Objects whose fields vary: one by one, all of them alike, and at last any with any. Of those inside of others, fields are varied
 * whatever code reads of the outermost.
 */
function objectsOf(space: Space, part: ObjectPart, hints: CodeHints, depth: number): readonly object[] {
  const inner = { ...hints, reads: null };
  const limit = depth === 0 ? Math.max(MAX_INNER, Math.floor(MAX_OF_FIELDS / (hints.reads?.size || part.fields.size || 1))) : MAX_INNER;
  const choices = [...part.fields].map(([name, { types, absence }]): Choices => {
    const isVaried = !hints.reads || hints.reads.has(name);
    const values = isVaried || absence === null ? valuesOf(space, space.type(types, part.view), inner, depth + 1, limit) : [];
    return [name, [...(isVaried ? values : values.slice(0, 1)), ...(absence ? [undefined] : [])]];
  });
  if (choices.some(([, values]) => values.length === 0)) return [];
  const all = [...choices, ...choicesOfExtras(space, part, inner, depth)];
  const varied = all.filter(([, values]) => values.length > 1).slice(0, MAX_FIELDS);
  const fewest = new Map(all.map(([name, values]) => [name, values.includes(undefined) ? undefined : values[0]]));
  const full = new Map(all.map(([name, values]) => [name, values[0]]));
  const single = Array.from({ length: limit + 1 }, (_, index) =>
    varied.flatMap(([name, values]) =>
      values.slice(index, index + 1).flatMap((value) => [new Map(fewest).set(name, value), new Map(full).set(name, value)]),
    ),
  ).flat();
  const alike = Array.from(
    { length: MAX_INNER },
    (_, index): Fields => new Map(varied.map(([name, values]) => [name, values[index % values.length]])),
  );
  const chosen: readonly Fields[] = [
    fewest,
    full,
    ...single.slice(0, depth === 0 ? MAX_SINGLE : MAX_INNER),
    ...(depth === 0 ? [...alike, ...anyWithAny(varied)] : []).map((fields) => new Map([...full, ...fields])),
  ];
  return chosen.map((fields) => Object.fromEntries([...fields].filter(([, value]) => value !== undefined)));
}

/** Undeclared fields that an object may have, by names that the code mentions. */
function choicesOfExtras(space: Space, part: ObjectPart, hints: CodeHints, depth: number): readonly Choices[] {
  const extras = part.extra.kind === 'typed' ? acceptedExtras(part) : null;
  if (!extras) return [];
  const values = valuesOf(space, space.type(extras.values, part.view), hints, depth + 1);
  const keys = extras.keys.length > 0 ? valuesOf(space, space.type(extras.keys, part.view), hints, depth + 1) : [];
  const names = [...hints.texts, ...keys.map(String), 'a', 'b'].filter((name) => !part.fields.has(name));
  return [...new Set(names)].slice(0, MAX_INNER).map((name) => [name, [...values, undefined]]);
}

/** The same at each run, and no two in a row alike. */
function anyWithAny(varied: readonly Choices[]): readonly Fields[] {
  let state = 1;
  const anyOf = (values: readonly unknown[]): unknown => {
    state = (state * 48_271) % 2_147_483_647;
    return values[state % values.length];
  };
  return varied.length < 2
    ? []
    : Array.from({ length: MAX_TRIALS }, () => new Map(varied.map(([name, values]) => [name, anyOf(values)] as const)));
}

/** Lists of none, of one, of two that are alike or are not, and as long as the code says. */
function listsOf(space: Space, part: ArrayPart, hints: CodeHints, depth: number): readonly (readonly unknown[])[] {
  const { first, rest, minLength, view } = part;
  const inner = { ...hints, reads: null };
  const heads = first.map((types) => valuesOf(space, space.type(types, view), inner, depth + 1));
  const items = rest ? valuesOf(space, space.type(rest, view), inner, depth + 1) : [];
  if (heads.some((values) => values.length === 0)) return [];
  const head = heads.map(([usual]) => usual);
  const least = Math.max(0, minLength - head.length);
  const filled = (list: readonly unknown[], length: number): readonly unknown[] => [
    ...list,
    ...Array.from({ length: Math.max(0, length - list.length) }, (_, index) => items[index % items.length]),
  ];
  const [usual, next = usual] = items;
  const lengths = hints.numbers.flatMap((number) => [number, number + 1, number - 1]).filter((length) => length > 2 && length <= MAX_ITEMS);
  const tails =
    items.length === 0
      ? [[]]
      : [
          [],
          [usual],
          [usual, usual],
          [usual, next],
          [next, usual],
          ...[least, ...lengths].flatMap((length) => [Array.from({ length }, () => usual), filled([], length)]),
          ...items.flatMap((item) => [[item], [item, item], [usual, item]]),
          items,
        ];
  return [
    ...tails.map((tail) => [...head, ...filled(tail, items.length > 0 ? least : 0)]),
    ...heads.flatMap((values, index) => values.map((value) => head.with(index, value))),
  ];
}
