import { typeOfField } from '../../contracts/schema/parts.ts';
import type { ObjectSchema, Schema, SchemaField } from '../../contracts/schema/schema.ts';
import type { SchemaRow } from './catalogue/row.ts';
import { absenceOf } from './compile.ts';
import { describeSchema } from './describe.ts';
import { worseVerdict } from './judge.ts';
import type { Verdict } from './judge.ts';
import { amongFields, fieldPath } from './model-pair.ts';
import type { ModelPair } from './model-pair.ts';
import { walkRefinements } from './walk-containers.ts';
import { walkExtras } from './walk-extras.ts';
import { walkField } from './walk-field.ts';
import { liftVerdict, reportImpossible } from './walk.ts';
import type { Place, Walk } from './walk.ts';

/** Models: fields gone, come and renamed, then those on both sides, then what is said of undeclared ones. */
export function walkObject(walk: Walk, place: Place, base: ObjectSchema, head: ObjectSchema): void {
  const pair: ModelPair = { walk, place, base, head };
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

/**
 * Names taken away paired with names that came: the same type, and no other candidate on either side. Where all fields
 * are spelled anew, those of one type are told apart by their words.
 */
function findRenames(walk: Walk, removed: readonly [string, SchemaField][], added: readonly [string, SchemaField][]): Map<string, string> {
  const pairsAtMost = 400;
  const renames = new Map<string, string>();
  if (removed.length * added.length > pairsAtMost) return renames;
  const matches = removed.flatMap(([from, field]) =>
    added.filter(([, other]) => areOneType(walk, field, other)).map(([to]) => ({ from, to })),
  );
  const respelled = matches.filter(({ from, to }) => wordsOf(from) === wordsOf(to));
  const candidates = matches.filter(
    (match) => respelled.includes(match) || respelled.every(({ from, to }) => from !== match.from && to !== match.to),
  );
  for (const { from, to } of candidates) {
    if (candidates.every((match) => (match.from === from) === (match.to === to))) renames.set(from, to);
  }
  return renames;
}

/** `accountid` of `account_id`, `accountId` and `AccountID`. */
function wordsOf(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase();
}

function areOneType(walk: Walk, a: SchemaField, b: SchemaField): boolean {
  if (String(absenceOf(a, walk.judge.sender)) !== String(absenceOf(b, walk.judge.sender))) return false;
  const [one, other] = [typeOfField(a), typeOfField(b)];
  return walk.judge.mayBeOne(one, other) && walk.judge.areEqual(one, other);
}

function fieldRow(walk: Walk, field: SchemaField, what: 'added' | 'removed'): SchemaRow {
  return absenceOf(field, walk.judge.sender) ? `optional-field-${what}` : `required-field-${what}`;
}

/** Judges a field that only one end has, apart from all others. */
function judgeField(pair: ModelPair, name: string): Verdict {
  const { walk, base, head } = pair;
  const alone = (model: ObjectSchema): Schema => {
    const field = model.fields.get(name);
    const { constraints: _, ...rest } = model;
    return { ...rest, fields: new Map(field ? [[name, field]] : []) };
  };
  return liftVerdict(amongFields(pair, name), walk.judge.compare(alone(base), alone(head)));
}

function reportField(pair: ModelPair, name: string, field: SchemaField, what: 'added' | 'removed'): void {
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
  const inner: Place = { ...pair.place, path: fieldPath(pair.place, name) };
  if (isAdded && !absenceOf(field, pair.walk.judge.sender))
    reportImpossible(pair.walk, inner, null, typeOfField(field), pair.walk.drafts.length);
}

function reportRename(pair: ModelPair, from: string, to: string): void {
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
