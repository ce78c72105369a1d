import { givenBy } from '../../contracts/schema/given.ts';
import type { Schema } from '../../contracts/schema/schema.ts';
import { NOWHERE } from '../../source/span.ts';
import { rowOf } from './catalogue/schema-catalogue.ts';
import { classify, toChange, unknownChange } from './classify.ts';
import { describeSchema } from './describe.ts';
import { createJudge, fits } from './judge.ts';
import { areWrittenAlike } from './same.ts';
import type { SchemaChange, SchemaComparison } from './schema-change.ts';
import { createWalk } from './walk-type.ts';
import { report } from './walk.ts';
import type { Place, Walk } from './walk.ts';

/**
 * The changes between two schemas at the same place of a contract, by path; empty when both mean the same.
 * A breaking change carries a value that one end sends and the other refuses, verified against both schemas.
 */
export function schemaChanges(comparison: SchemaComparison): SchemaChange[] {
  const { side, path, options } = comparison;
  const { base: before, head: after } = comparison;
  if (before === after || (before && after && areWrittenAlike(before, after, options.isOpaque))) return [];
  const [base, head] = side === 'input' ? [before, after] : [before && givenBy(before), after && givenBy(after)];
  const judge = createJudge(side, options);
  const place: Place = { path, lift: (_, value) => value, field: null, union: null };
  const walk = createWalk(judge, options);
  if (base && head) walk.type(place, base, head);
  else walkWhole(walk, place, base, head);
  return classify(walk, place, base ?? nothing, head ?? nothing);
}

/**
 * The change of whether nothing at all is taken, or given, for the schemas of a comparison. No JSON value shows it: what would break by it is
 * `unknown`.
 */
export function presenceChanges(
  { base, head, side, path }: SchemaComparison,
  mayBeMissing: { readonly before: boolean; readonly after: boolean },
): SchemaChange[] {
  const { before, after } = mayBeMissing;
  if (before === after) return [];
  const row = before ? 'field-became-required' : 'field-became-optional';
  const usual = rowOf(row)[side];
  const decided = usual === null || usual === 'breaking' ? unknownChange('no-witness') : { class: usual, witness: null, reason: null };
  const text = before ? { before: 'optional', after: 'required' } : { before: 'required', after: 'optional' };
  return [toChange(side, { row, path, ...text, baseOrigin: base?.origin ?? null, headOrigin: head?.origin ?? null }, decided)];
}

/** What stands where a contract has no schema: a model without fields. */
const nothing: Schema = { kind: 'object', name: null, fields: new Map(), unknownFields: 'drop', origin: NOWHERE };

function walkWhole(walk: Walk, place: Place, base: Schema | null, head: Schema | null): void {
  const { judge } = walk;
  if (judge.areEqual(base ?? nothing, head ?? nothing)) return;
  const text = {
    before: base && describeSchema(base),
    after: head && describeSchema(head),
    baseOrigin: base?.origin ?? null,
    headOrigin: head?.origin ?? null,
  };
  // Where nothing came out before, nobody reads yet what now does.
  const isNew = base === null && judge.side === 'output';
  report(walk, place, base ? 'schema-removed' : 'schema-added', text, isNew ? fits : judge.compare(base ?? nothing, head ?? nothing));
}
