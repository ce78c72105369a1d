import type { ObjectSchema, Schema, SchemaField } from '../../contracts/schema/schema.ts';
import { defaultOf, isOptional, typeOfField } from './compile.ts';
import { describeSchema } from './describe.ts';
import type { SchemaRow } from './catalogue.ts';
import { worseVerdict } from './judge.ts';
import type { End, Verdict } from './judge.ts';
import { sameDefault } from './same.ts';
import { walkRefinements } from './walk-containers.ts';
import { liftVerdict, report, textOf } from './walk.ts';
import type { Place, Walk } from './walk.ts';

/** A pair of models at a place. */
interface Pair {
  readonly walk: Walk;
  readonly place: Place;
  readonly base: ObjectSchema;
  readonly head: ObjectSchema;
}

/** Models: fields gone, come and renamed, then those on both sides, then what is said of undeclared ones. */
export function walkObject(walk: Walk, place: Place, base: ObjectSchema, head: ObjectSchema): void {
  const pair: Pair = { walk, place, base, head };
  const removed = [...base.fields].filter(([name]) => !head.fields.has(name));
  const added = [...head.fields].filter(([name]) => !base.fields.has(name));
  const renames = findRenames(walk, removed, added);
  const renamed = new Set(renames.values());
  for (const [name, field] of removed) {
    const to = renames.get(name);
    if (to === undefined) reportField(pair, name, field, 'removed');
    else reportRename(pair, name, to);
  }
  for (const [name, field] of added) if (!renamed.has(name)) reportField(pair, name, field, 'added');
  for (const [name, field] of base.fields) {
    const other = head.fields.get(name);
    if (other) walkField(pair, name, field, other);
  }
  walkExtras(pair);
  walkRefinements(walk, place, base, head);
}

/** Names taken away paired with names that came: the same type, and no other candidate on either side. */
function findRenames(walk: Walk, removed: readonly [string, SchemaField][], added: readonly [string, SchemaField][]): Map<string, string> {
  const pairsAtMost = 400;
  const renames = new Map<string, string>();
  if (removed.length * added.length > pairsAtMost) return renames;
  const matches = removed.flatMap(([from, field]) =>
    added.filter(([, other]) => areOneType(walk, field, other)).map(([to]) => ({ from, to })),
  );
  for (const { from, to } of matches) {
    if (matches.every((match) => (match.from === from) === (match.to === to))) renames.set(from, to);
  }
  return renames;
}

function areOneType(walk: Walk, a: SchemaField, b: SchemaField): boolean {
  if (isOptional(a, walk.judge.sender) !== isOptional(b, walk.judge.sender)) return false;
  const [one, other] = [typeOfField(a), typeOfField(b)];
  return walk.judge.contains(one, other) === 'yes' && walk.judge.contains(other, one) === 'yes';
}

function fieldRow(walk: Walk, field: SchemaField, what: 'added' | 'removed'): SchemaRow {
  return isOptional(field, walk.judge.sender) ? `optional-field-${what}` : `required-field-${what}`;
}

/** Judges a field that only one end has, apart from all others. */
function judgeField({ walk, place, base, head }: Pair, name: string): Verdict {
  const alone = (model: ObjectSchema): Schema => {
    const field = model.fields.get(name);
    const { constraints: _, ...rest } = model;
    return { ...rest, fields: new Map(field ? [[name, field]] : []) };
  };
  const verdict = walk.judge.compare(alone(base), alone(head));
  if (verdict.kind !== 'broken') return verdict;
  const ends = { base, head };
  const escapes = verdict.escapes.flatMap(({ from, value }) => {
    const fields = new Map<string, unknown>(Object.entries(value ?? {}));
    const whole = completed(walk, ends[from], name, fields);
    return whole === undefined ? [] : [{ from, value: whole }];
  });
  return liftVerdict(place, { kind: 'broken', escapes });
}

/** The smallest object of a model that has these fields, and `name` only if they do; undefined when none can be told. */
function completed(walk: Walk, model: ObjectSchema, name: string, fields: ReadonlyMap<string, unknown>): object | undefined {
  const values = new Map<string, unknown>();
  for (const [other, field] of model.fields) {
    if (other === name || isOptional(field, walk.judge.sender)) continue;
    const value = walk.judge.smallest(typeOfField(field));
    if (value === undefined) return undefined;
    values.set(other, value);
  }
  return Object.fromEntries([...values, ...fields]);
}

function reportField(pair: Pair, name: string, field: SchemaField, what: 'added' | 'removed'): void {
  const text = describeSchema(typeOfField(field));
  const isAdded = what === 'added';
  pair.walk.drafts.push({
    row: fieldRow(pair.walk, field, what),
    place: pair.place,
    path: fieldPath(pair.place, name),
    before: isAdded ? null : text,
    after: isAdded ? text : null,
    baseOrigin: isAdded ? null : field.origin,
    headOrigin: isAdded ? field.origin : null,
    verdict: judgeField(pair, name),
  });
}

function reportRename(pair: Pair, from: string, to: string): void {
  const before = pair.base.fields.get(from);
  const after = pair.head.fields.get(to);
  if (!before || !after) return;
  pair.walk.drafts.push({
    row: 'field-renamed',
    place: pair.place,
    path: fieldPath(pair.place, from),
    before: from,
    after: to,
    baseOrigin: before.origin,
    headOrigin: after.origin,
    verdict: worseVerdict(judgeField(pair, from), judgeField(pair, to)),
    together: fieldRow(pair.walk, before, 'removed'),
  });
}

export function fieldPath(place: Place, name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) ? `${place.path}.fields.${name}` : `${place.path}.fields[${JSON.stringify(name)}]`;
}

function walkField(pair: Pair, name: string, base: SchemaField, head: SchemaField): void {
  const { walk, place } = pair;
  const ends = { base: pair.base, head: pair.head };
  const lift = (end: End, value: unknown): unknown => {
    const whole = completed(walk, ends[end], name, new Map([[name, value]]));
    return whole && place.lift(end, whole);
  };
  const path = fieldPath(place, name);
  const inner: Place = { ...place, path, lift, field: { path, base: base.origin, head: head.origin } };
  walkPresence(pair, name, inner, base, head);
  walk.type(inner, typeOfField(base), typeOfField(head));
}

/** Whether a field must be there, and what stands for it when it is not. */
function walkPresence(pair: Pair, name: string, inner: Place, base: SchemaField, head: SchemaField): void {
  const { walk, place } = pair;
  const { judge } = walk;
  const [initialBefore, initialAfter] = [defaultOf(base.type), defaultOf(head.type)];
  const [before, after] = [isOptional(base, judge.sender), isOptional(head, judge.sender)];
  const origins = { baseOrigin: base.origin, headOrigin: head.origin };
  const isDefaultChange = judge.side === 'input' && !base.array && !head.array && !sameDefault(initialBefore, initialAfter);
  if (before !== after && !(isDefaultChange && after)) {
    const from: End = before ? 'base' : 'head';
    const model = from === 'base' ? pair.base : pair.head;
    const absent = completed(walk, model, name, new Map());
    const escapes = absent === undefined ? [] : [{ from, value: absent }];
    const verdict: Verdict = judge.senders.includes(from) ? { kind: 'broken', escapes } : { kind: 'fits' };
    const presence = (optional: boolean): string => (optional ? 'optional' : 'required');
    walk.drafts.push({
      row: before ? 'field-became-required' : 'field-became-optional',
      place,
      path: inner.path,
      before: presence(before),
      after: presence(after),
      ...origins,
      verdict: liftVerdict(place, verdict),
    });
  } else if (isDefaultChange) {
    const row = !initialBefore ? 'default-added' : !initialAfter ? 'default-removed' : 'default-changed';
    const value = (initial: typeof initialBefore): string | null =>
      initial ? (initial.known ? JSON.stringify(initial.value) : 'unreadable') : null;
    report(walk, inner, row, { before: value(initialBefore), after: value(initialAfter), ...origins }, { kind: 'fits' });
  }
}

/** What is said of fields that are not declared. */
function walkExtras({ walk, place, base, head }: Pair): void {
  const [before, after] = [base.catchall, head.catchall];
  if (before && after) {
    const lift = (end: End, value: unknown): unknown => {
      const model = end === 'base' ? base : head;
      const key = ['extra', 'extra_', 'extra__'].find((one) => !base.fields.has(one) && !head.fields.has(one));
      const whole = key === undefined ? undefined : completed(walk, model, key, new Map([[key, value]]));
      return whole && place.lift(end, whole);
    };
    walk.type({ ...place, path: `${place.path}.catchall`, lift }, before, after);
    return;
  }
  const text = {
    ...textOf(base, head),
    before: before ? describeSchema(before) : base.unknownFields,
    after: after ? describeSchema(after) : head.unknownFields,
  };
  if (before || after) {
    const bare = (model: ObjectSchema): Schema => {
      const { constraints: _, ...rest } = model;
      return { ...rest, fields: new Map() };
    };
    const verdict = walk.judge.compare(bare(base), bare(head));
    const ends = { base, head };
    const escapes = (verdict.kind === 'broken' ? verdict.escapes : []).flatMap(({ from, value }) => {
      const whole = completed(walk, ends[from], '', new Map<string, unknown>(Object.entries(value ?? {})));
      return whole ? [{ from, value: whole }] : [];
    });
    report(
      walk,
      place,
      before ? 'extra-fields-removed' : 'extra-fields-added',
      text,
      verdict.kind === 'broken' ? { kind: 'broken', escapes } : verdict,
    );
    return;
  }
  const row = undeclaredRow(walk, base.unknownFields, head.unknownFields);
  if (row) report(walk, place, row, text, { kind: 'fits' });
}

/** What a change of the treatment of undeclared fields is called; null when it is none on this side. */
function undeclaredRow(
  { judge, options }: Walk,
  before: ObjectSchema['unknownFields'],
  after: ObjectSchema['unknownFields'],
): SchemaRow | null {
  const isAccepted = (rule: ObjectSchema['unknownFields']): boolean =>
    judge.side !== 'input' || rule === 'keep' || (rule === 'drop' && options.unknownFields === 'drop');
  if (isAccepted(before) !== isAccepted(after)) return isAccepted(after) ? 'undeclared-fields-accepted' : 'undeclared-fields-refused';
  if ((before === 'keep') === (after === 'keep')) return null;
  return after === 'keep' ? 'undeclared-fields-kept' : 'undeclared-fields-dropped';
}
