import { withoutDefault } from '../../contracts/schema/constraints.ts';
import { schemaDigest } from '../../contracts/schema/equal.ts';
import { hash } from '../../contracts/schema/hash.ts';
import type { CodeCheck, Schema } from '../../contracts/schema/schema.ts';
import { AT_LAST, plainEntry } from '../../contracts/schema/zod/opaque.ts';
import type { Asked } from '../../values/value.ts';
import { askedOfLists } from './asked-lists.ts';
import { askedOfNumbers } from './asked-numbers.ts';
import { stringTestOf } from './asked-strings.ts';
import { addOpaque } from './constrain.ts';
import { everything, unreadable } from './everything.ts';
import { madeOfFields, madeWithin } from './made-within.ts';
import type { MadeWithin } from './made-within.ts';
import type { Space } from './space.ts';
import { changedBy, isKnownChange, isTrimmed } from './string-changes.ts';
import { joinParts, mapParts } from './type.ts';
import type { Parts, StringPart, View } from './type.ts';

const PREFIXES = ['refine', 'transform', 'overwrite', 'preprocess', 'coerce'] as const;

/** What an opaque constraint does, by the prefix that the reader gives it. Without one it is a refinement. */
type Prefix = (typeof PREFIXES)[number];

export function prefixOf(entry: string): Prefix {
  const written = entry.slice(0, entry.indexOf(':'));
  return PREFIXES.find((prefix) => prefix === written) ?? 'refine';
}

/** What code asks of a schema's values: what takes all of them asks nothing. */
export function codeOf({ constraints, checks }: Schema): readonly string[] {
  const opaque = constraints?.opaque ?? [];
  return (checks ? opaque.filter((entry) => !checks.get(entry)?.isTotal) : opaque).map(plainEntry);
}

/** What is done to a value and asked of it; of what is taken, without that after which nothing is asked. */
function entriesOf({ constraints }: Schema, isTaken: boolean): readonly string[] {
  const entries = constraints?.opaque ?? [];
  const last = isTaken ? entries.findLastIndex((entry) => !entry.endsWith(AT_LAST)) + 1 : entries.length;
  return entries.slice(0, last).map(plainEntry);
}

/** Where what is found out of the conditions of parts is noted, by their names. */
type Conditions = Pick<Space, 'checks' | 'conditions'>;

/**
 * Applies what cannot be read of a schema to what can.
 * A refinement narrows it, nobody knows how. A transform is a refinement of what is taken; what is given is another schema.
 * Code that asks of a string, number or list what can be said without code is no secret. Of other code that can be followed, `checks` is told.
 * `trim` and the like leave a string that they do not change as it is. Preprocessing takes and changes anything. Coercion takes more than is declared.
 */
export function refine(parts: Parts, schema: Schema, view: View, { checks, conditions }: Conditions): Parts {
  const isTaken = view.defaults === 'optional';
  const entries = entriesOf(schema, isTaken);
  if (entries.length === 0) return parts;
  const made = isTaken ? madeWithin(schema) : null;
  const isChange = (entry: string): boolean => prefixOf(entry) === 'overwrite' && isKnownChange(entry) && hasStringsOnly(parts);
  const isWholly = (entry: string): boolean => {
    const prefix = prefixOf(entry);
    return isTaken && (prefix === 'preprocess' || (prefix === 'overwrite' && !isChange(entry)));
  };
  // A default says what an absent value becomes, and nothing of those that are there.
  const unreadName = `unreadable:${schemaDigest(withoutDefault(schema))}`;
  const unread = (): Parts => unreadable(view, unreadName);
  // Of what is done to a value first, and all that is asked of it then, it can be told what it makes of single values.
  const noted = (unreadParts: Parts, entry: string): Parts => {
    const check = schema.checks?.get(entry);
    const others = entries.filter((other) => other !== entry);
    if (check?.must && String(others) === String(check.must.constraints?.opaque ?? [])) checks.set(unreadName, check);
    return unreadParts;
  };
  const whole = entries.find(isWholly);
  if (whole !== undefined) return noted(unread(), whole);
  const isChanging = (entry: string): boolean => isChange(entry) || prefixOf(entry) === 'transform';
  const changes = entries.filter(isChange);
  const order = orderOf(changes, schema);
  let narrowed: Parts =
    changes.length === 0 ? parts : { ...parts, strings: parts.strings.map((part) => changed(part, changes, order, view)) };
  for (const [index, entry] of entries.entries()) {
    if (isChange(entry) || !['refine', 'transform', 'overwrite'].includes(prefixOf(entry))) continue;
    const changesTo = (at: number): boolean => entries.slice(at).some(isChanging);
    // What comes out has been changed already.
    const before = isTaken ? entries.slice(0, index).filter(isChanging) : changesTo(index + 1) ? entries.filter(isChanging) : [];
    const within = made && madeOfFields(made, schema.checks?.get(entry)?.reads);
    const name = conditionOf(entry, before, within);
    if (within) conditions.set(name, { code: conditionOf(entry, before, null), within });
    if (schema.checks?.get(entry)?.isTotal) continue;
    const check = entries.indexOf(entry) === entries.lastIndexOf(entry) ? checkOf(schema, entry, before, isTaken) : null;
    if (check) checks.set(name, check);
    const isOfResult = !changesTo(index + 1) && before.every(isChange);
    narrowed =
      check?.asked && isOfResult ? askOf(narrowed, check, check.asked, name) : mapParts(narrowed, (part) => addOpaque(part, [name]));
  }
  const coerced = isTaken && view.isReader ? entries.find((entry) => prefixOf(entry) === 'coerce') : undefined;
  if (coerced === undefined) return narrowed;
  if (isTotal(schema, coerced)) return everything(view);
  return joinParts([narrowed, withoutOwn(noted(unread(), coerced), coerced)]);
}

/** Whether a string is asked first and changed then, or changed first, or both. */
type Order = 'asked' | 'changed' | 'mixed';

function orderOf(changes: readonly string[], { constraints }: Schema): Order {
  if (changes.every((entry) => !entry.includes(' after '))) return 'changed';
  return constraints?.opaque?.every((entry) => entry.endsWith(AT_LAST)) ? 'asked' : 'mixed';
}

/** Strings that are changed. What was asked before need not hold of what comes out: to trim makes strings of any length from those of one. */
function changed(part: StringPart, changes: readonly string[], order: Order, view: View): StringPart {
  const [isTaken, isPlain] = [view.defaults === 'optional', part.changes.length === 0];
  const made = { ...part, changes: [...part.changes, ...changes] };
  const looks = isTaken || view.isReader ? 'after' : 'out';
  if (order === 'changed' && isPlain) return { ...made, looks };
  if (isTaken) return { ...made, looks: 'mixed' };
  const isOfLength = order === 'asked' && isPlain && !part.values && part.tests.size === 0;
  return isOfLength && isTrimmed(changes) ? { ...made, minLength: 0, looks } : { ...made, looks: 'lost' };
}

/** Whether coercion makes a value of the type of any value, of which nothing else is asked. */
function isTotal({ constraints, kind, ...schema }: Schema, coerced: string): boolean {
  const isPlain = constraints?.opaque?.length === 1 && Object.keys(constraints).length === 1;
  if (!isPlain || kind !== 'scalar') return false;
  return coerced === 'coerce:boolean' || (coerced === 'coerce:string' && 'name' in schema && schema.name === 'String_unsecure');
}

/** What code says of the value that is taken, be it given another one; null where that cannot be told. */
function checkOf(schema: Schema, entry: string, before: readonly string[], isTaken: boolean): CodeCheck | null {
  const check = schema.checks?.get(entry);
  if (!check || (before.length > 0 && !isTaken)) return null;
  // The reader has followed a transform itself.
  if (before.length === 0 || before.some((change) => prefixOf(change) === 'transform')) return check;
  return { ...check, takes: (value) => check.takes(typeof value === 'string' ? changedBy(before, value) : value) };
}

/** Narrows strings, numbers and lists by what is asked of them, and constants by what the code says; to all else, the code remains a condition. */
function askOf(parts: Parts, check: CodeCheck, asked: Asked, name: string): Parts {
  const { numbers, strings, constants, arrays, ...others } = mapParts(parts, (part) => addOpaque(part, [name]));
  const test = stringTestOf(asked);
  return {
    ...others,
    constants: parts.constants.flatMap((part, index) => {
      const isTaken = check.takes(part.value);
      return isTaken === null ? constants.slice(index, index + 1) : isTaken ? [part] : [];
    }),
    strings: test === null ? strings : parts.strings.map((part) => ({ ...part, tests: new Set([...part.tests, test]) })),
    numbers: parts.numbers.flatMap((part, index) => askedOfNumbers(part, asked) ?? numbers.slice(index, index + 1)),
    arrays: parts.arrays.flatMap((part, index) => askedOfLists(part, asked) ?? arrays.slice(index, index + 1)),
  };
}

/** The name of the condition that an opaque entry is, after changes of a string, or of parts of the value. */
function conditionOf(entry: string, changes: readonly string[], within: MadeWithin | null): string {
  const made = within && [...within].filter(([, one]) => one.trim() !== '');
  return `refinement:${[entry, ...changes, ...(made && made.length > 0 ? [hash(JSON.stringify(made))] : [])].join(' of ')}`;
}

/** What coercion may take beside what is declared: it leaves a number, a string or a boolean as it is. */
function withoutOwn(parts: Parts, coerced: string): Parts {
  switch (coerced) {
    case 'coerce:number':
      return { ...parts, numbers: [] };
    case 'coerce:string':
      return { ...parts, strings: [] };
    case 'coerce:boolean':
      return { ...parts, constants: parts.constants.filter(({ value }) => value === null) };
    default:
      return parts;
  }
}

function hasStringsOnly({ constants, numbers, arrays, objects }: Parts): boolean {
  return constants.length + numbers.length + arrays.length + objects.length === 0;
}
