import type { Constraints, ScalarName, Schema } from '../../contracts/schema/schema.ts';
import type { Span } from '../../source/span.ts';
import type { SchemaRow } from './catalogue/row.ts';
import { describeAsked, describeAskedChange } from './describe-code.ts';
import type { Asked } from './describe-code.ts';
import { describeValues } from './describe.ts';
import { fits } from './judge.ts';
import type { Verdict } from './judge.ts';
import { placesMadeOtherwise } from './made-within.ts';
import { codeOf, prefixOf } from './refine.ts';
import { finiteValues, shapeOf } from './shape.ts';
import type { Member } from './shape.ts';
import { shortened } from './shortened.ts';
import { originsOf, report, textOf } from './walk.ts';
import type { DraftText, Place, Walk } from './walk.ts';

/** Scalars that are strings and ask for no form. */
const STRINGS: ReadonlySet<ScalarName> = new Set(['String_unsecure', 'NonEmptyString']);

/** Names the change between two members that have no parts in common. */
export function walkLeaf(walk: Walk, place: Place, base: Member, head: Member): void {
  const { judge } = walk;
  const [before, after] = [base.schema, head.schema];
  const isWidened = judge.contains(before, after) === 'yes';
  const isNarrowed = judge.contains(after, before) === 'yes';
  if (isWidened && isNarrowed) {
    reportCoercion(walk, place, askedOf(before).opaque, askedOf(after).opaque, textOf(before, after));
    return;
  }
  if (base.sort === 'finite' && head.sort === 'finite') return walkValues(walk, place, before, after);
  if (isSameType(before, after)) return walkConstraints(walk, place, before, after);
  const verdict = judge.compare(before, after);
  const isOpen = !isWidened && !isNarrowed && verdict.kind !== 'broken';
  const areMade = before.kind === 'unknown' && after.kind === 'unknown';
  const isUnread = isOpen && (base.sort === 'unreadable' || head.sort === 'unreadable' || areMade);
  const row = isUnread ? 'unreadable' : rowOfTypes(base, head, isWidened, isNarrowed);
  const isOfList = row === 'list-became-single' || row === 'single-became-list';
  report(walk, place, row, isOfList ? listText(place, before, after) : textOf(before, after), verdict);
}

/**
 * Whether two scalars differ in their constraints alone. A string of at least one character has a name of its own, yet beside one that
 * asks for another length, say, it is a string with another constraint.
 */
function isSameType(before: Schema, after: Schema): boolean {
  if (before.kind !== 'scalar' || after.kind !== 'scalar') return false;
  if (before.name === after.name) return true;
  return [before, after].every(({ name }) => STRINGS.has(name)) && [before, after].some(isConstrained);
}

function isConstrained({ constraints = {} }: Schema): boolean {
  return Object.keys(constraints).some((name) => name !== 'opaque');
}

/** Whether a field is a list is said beside its type. */
function listText({ field, path }: Place, before: Schema, after: Schema): DraftText {
  const text = textOf(before, after);
  return field?.path === path ? { ...text, baseOrigin: field.base, headOrigin: field.head } : text;
}

function rowOfTypes(base: Member, head: Member, isWidened: boolean, isNarrowed: boolean): SchemaRow {
  if (isWidened) return base.sort === 'finite' && head.sort === 'string' ? 'enum-became-string' : 'type-widened';
  if (isNarrowed) return base.sort === 'string' && head.sort === 'finite' ? 'string-became-enum' : 'type-narrowed';
  if (isListOf(base, head)) return 'list-became-single';
  if (isListOf(head, base)) return 'single-became-list';
  return 'type-changed';
}

/** Whether `list` is a list of what `single` is one of. */
function isListOf(list: Member, single: Member): boolean {
  if (list.schema.kind !== 'array') return false;
  return shapeOf(list.schema.item).members.some((item) => item.sort === single.sort);
}

/** Two sets of constants: what one lost is the base's loss, what one gained is news to the base. */
function walkValues(walk: Walk, place: Place, base: Schema, head: Schema): void {
  const before = finiteValues(base);
  const after = finiteValues(head);
  const [were, are] = [new Set(before), new Set(after)];
  const removed = before.filter((value) => !are.has(value));
  const added = after.filter((value) => !were.has(value));
  const kind = base.kind === 'enum' || head.kind === 'enum' ? 'enum-value' : 'union-member';
  if (removed.length > 0) {
    const text = { before: describeValues(removed), after: null, baseOrigin: originOf(base, removed), headOrigin: head.origin };
    report(walk, place, `${kind}-removed`, text, walk.judge.compare(base, head, 'base'));
  }
  if (added.length > 0) {
    const text = { before: null, after: describeValues(added), baseOrigin: base.origin, headOrigin: originOf(head, added) };
    report(walk, place, `${kind}-added`, text, walk.judge.compare(base, head, 'head'));
  }
}

/** Where the first of these values is written: a literal by itself, or the enum. */
function originOf(schema: Schema, values: readonly (string | number)[]): Span {
  const member = schema.kind === 'union' ? schema.members.find((one) => finiteValues(one).some((value) => values.includes(value))) : schema;
  return (member ?? schema).origin;
}

/** The same type with other constraints. */
function walkConstraints(walk: Walk, place: Place, base: Schema, head: Schema): void {
  const { judge } = walk;
  const text = textOf(base, head);
  const [before, after] = [askedOf(base), askedOf(head)];
  const [plainBase, plainHead] = [withOpaque(base, []), withOpaque(head, [])];
  const ends = [
    { end: 'base', row: 'constraint-tightened', isTaken: judge.contains(plainBase, plainHead) },
    { end: 'head', row: 'constraint-loosened', isTaken: judge.contains(plainHead, plainBase) },
  ] as const;
  if (ends.every(({ isTaken }) => isTaken === 'unknown') && isOpaqueScalar(walk, base, head)) {
    report(walk, place, 'scalar-library-changed', text, judge.compare(base, head));
    return;
  }
  for (const { end, row, isTaken } of ends) {
    if (isTaken === 'yes') continue;
    // Without refinements it is broken, with them it may not be: the counterexample may be one that the refinement refuses anyway.
    const isBroken = judge.compare(plainBase, plainHead, end).kind !== 'fits';
    report(walk, place, row, text, isBroken ? judge.compare(base, head, end) : fits);
  }
  reportRefinements(walk, place, before, after, [base, head], () =>
    judge.compare(withOpaque(plainHead, before.opaque, base.checks), withOpaque(plainHead, after.opaque)),
  );
}

function isOpaqueScalar({ options: { isOpaque } }: Walk, base: Schema, head: Schema): boolean {
  if (!isOpaque || base.kind !== 'scalar' || head.kind !== 'scalar') return false;
  return isOpaque(base) || isOpaque(head);
}

/** The same schema with these refinements and no others. */
function withOpaque(schema: Schema, opaque: readonly string[], checks = schema.checks): Schema {
  const { opaque: _, ...rest } = schema.constraints ?? ({} as Constraints);
  return { ...schema, constraints: opaque.length > 0 ? { ...rest, opaque } : rest, ...(checks && { checks }) };
}

/** What is asked of a schema's values by code. */
export function askedOf(schema: Schema): Asked {
  return { opaque: codeOf(schema), texts: schema.texts };
}

/** Notes a change of refinements, whose meaning cannot be read, and of coercion. */
export function reportRefinements(
  walk: Walk,
  place: Place,
  before: Asked,
  after: Asked,
  [base, head]: readonly [Schema, Schema],
  judged: () => Verdict,
): void {
  reportCoercion(walk, place, before.opaque, after.opaque, textOf(base, head));
  const isInput = walk.judge.side === 'input';
  const matter = (entries: readonly string[]): string =>
    JSON.stringify(entries.filter((entry) => prefixOf(entry) !== 'coerce' && (isInput || prefixOf(entry) !== 'preprocess')));
  if (matter(before.opaque) !== matter(after.opaque))
    report(walk, place, 'refinement-changed', { ...describeAskedChange(before, after), ...originsOf(base, head) }, judged());
  else if (isInput) reportMadeOtherwise(walk, place, before, base, head);
}

/** Notes that code is given another value, for what is made of its parts before it sees it has changed. */
function reportMadeOtherwise(walk: Walk, place: Place, asked: Asked, base: Schema, head: Schema): void {
  const { judge } = walk;
  const seeing = asked.opaque.filter((entry) => ['refine', 'transform'].includes(prefixOf(entry)));
  const [at] = seeing.flatMap((entry) => placesMadeOtherwise(base, head, base.checks?.get(entry)?.reads));
  if (at === undefined) return;
  const code = shortened(describeAsked({ ...asked, opaque: seeing }).join(', '));
  const isAlone = judge.compare(withOpaque(base, []), withOpaque(head, [])).kind === 'fits';
  report(
    walk,
    place,
    'refinement-changed',
    { before: code, after: `${code}, which is given another value${at === '' ? '' : ` at ${at}`}`, ...originsOf(base, head) },
    isAlone ? judge.compare(base, head) : { kind: 'unknown', reason: 'opaque' },
  );
}

/** Coercion takes more than is declared: to lose it is no break, and yet may be felt. */
function reportCoercion(walk: Walk, place: Place, before: readonly string[], after: readonly string[], text: DraftText): void {
  if (walk.judge.side !== 'input') return;
  const [wasCoerced, isCoerced] = [before, after].map((entries) => entries.some((entry) => prefixOf(entry) === 'coerce'));
  if (wasCoerced !== isCoerced) report(walk, place, isCoerced ? 'coercion-added' : 'coercion-removed', text, fits);
}
