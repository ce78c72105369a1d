import { identityOf } from '../../contracts/schema/constraints.ts';
import type { Schema } from '../../contracts/schema/schema.ts';
import { getOrMake } from '../../source/memoize.ts';
import { rowOf } from './catalogue/schema-catalogue.ts';
import { fits } from './judge.ts';
import type { End, Judge, Verdict } from './judge.ts';
import { areWrittenAlike } from './same.ts';
import type { SchemaOptions } from './schema-change.ts';
import { shapeOf } from './shape.ts';
import type { Member, Shape } from './shape.ts';
import { anyValue } from './type.ts';
import { walkList, walkRecord, walkTuple } from './walk-containers.ts';
import { reportRefinements, walkLeaf } from './walk-leaf.ts';
import { walkObject } from './walk-object.ts';
import { walkUnion } from './walk-union.ts';
import { originsOf, report, reportImpossible, textOf } from './walk.ts';
import type { Place, Walk } from './walk.ts';

/** How many pairs one walk looks at: models that share others in a hostile way have no end. */
const MAX_PAIRS = 20_000;

/** Models nested deeper are compared as a whole. */
const MAX_DEPTH = 300;

/** A walk that has found nothing yet. */
export function createWalk(judge: Judge, options: SchemaOptions): Walk {
  const walk: Walk = {
    judge,
    options,
    drafts: [],
    open: new Map(),
    smallest: new Map(),
    budget: MAX_PAIRS,
    type: (place, base, head) => walkType(walk, place, base, head),
    member: (place, base, head) => walkMember(walk, place, base, head),
  };
  return walk;
}

function walkType(walk: Walk, place: Place, base: Schema, head: Schema): void {
  if (walk.budget-- <= 0 || walk.open.size > MAX_DEPTH) return;
  if (areWrittenAlike(base, head, walk.options.isOpaque)) return;
  const [one, other] = [resolved(base), resolved(head)];
  const found = walk.drafts.length;
  if (isContainer(one) && isContainer(other)) walkOpened(walk, place, base, head);
  else onceBelow(walk, one, other, () => walkOpened(walk, place, base, head));
  reportImpossible(walk, place, base, head, found);
}

/** Goes on, except where the same pair is being looked at further up: a recursive pair says everything there. */
function onceBelow(walk: Walk, base: Schema, head: Schema, go: () => void): void {
  const [one, other] = [identityOf(base), identityOf(head)];
  const heads = getOrMake(walk.open, one, () => new Set<Schema>());
  if (heads.has(other)) return;
  heads.add(other);
  go();
  heads.delete(other);
  if (heads.size === 0) walk.open.delete(one);
}

function resolved(schema: Schema): Schema {
  let target = schema;
  for (let steps = 0; target.kind === 'ref' && steps < MAX_DEPTH; steps++) target = target.target();
  return target;
}

function isContainer({ kind }: Schema): boolean {
  return kind === 'object' || kind === 'array' || kind === 'tuple' || kind === 'record';
}

function walkOpened(walk: Walk, place: Place, base: Schema, head: Schema): void {
  const before = shapeOf(base);
  const after = shapeOf(head);
  walkNull(walk, place, base, head, before, after);
  const wrapper = (shape: Shape): Schema => ({ ...anyValue, constraints: { opaque: shape.opaque }, checks: shape.checks });
  reportRefinements(walk, place, before, after, [base, head], () => walk.judge.compare(wrapper(before), wrapper(after)));
  const [one] = before.members;
  const [other] = after.members;
  if (one && other && before.members.length === 1 && after.members.length === 1) {
    walkMember(walk, place, one, other);
    return;
  }
  const found = walk.drafts.length;
  walkUnion(walk, { ...place, union: { base, head, place } }, before, after);
  // Where members divide the same values among them in another way, nothing changed but what is not about values.
  if (walk.judge.areEqual(base, head)) walk.drafts.push(...walk.drafts.splice(found).filter(({ row }) => rowOf(row).isBesideValues));
}

/** Two schemas that are neither nullable nor unions. */
function walkMember(walk: Walk, place: Place, base: Member, head: Member): void {
  if (isContainer(base.schema) && isContainer(head.schema))
    onceBelow(walk, base.schema, head.schema, () => walkPlain(walk, place, base, head));
  else walkPlain(walk, place, base, head);
}

function walkPlain(walk: Walk, place: Place, base: Member, head: Member): void {
  const before = base.schema;
  const after = head.schema;
  if (walk.options.profile === 'source' && 'name' in before && 'name' in after && before.kind === after.kind && before.kind !== 'scalar') {
    const isRenamed = before.name !== null && after.name !== null && before.name !== after.name;
    if (isRenamed) report(walk, place, 'type-renamed', { before: before.name, after: after.name, ...originsOf(before, after) }, fits);
  }
  if (base.sort === 'object' && head.sort === 'object' && before.kind === 'object' && after.kind === 'object')
    walkObject(walk, place, before, after);
  else if (base.sort === 'list' && head.sort === 'list' && before.kind === 'array' && after.kind === 'array')
    walkList(walk, place, before, after);
  else if (base.sort === 'tuple' && head.sort === 'tuple' && before.kind === 'tuple' && after.kind === 'tuple')
    walkTuple(walk, place, base, head, before, after);
  else if (base.sort === 'record' && head.sort === 'record' && before.kind === 'record' && after.kind === 'record')
    walkRecord(walk, place, before, after);
  else walkLeaf(walk, place, base, head);
}

function walkNull(walk: Walk, place: Place, base: Schema, head: Schema, before: Shape, after: Shape): void {
  if (before.isNullable === after.isNullable || before.takesAnything || after.takesAnything) return;
  const from: End = before.isNullable ? 'base' : 'head';
  const verdict: Verdict = walk.judge.senders.includes(from) ? { kind: 'broken', escapes: [{ from, value: null }] } : { kind: 'fits' };
  report(walk, place, from === 'base' ? 'became-non-nullable' : 'became-nullable', textOf(base, head), verdict);
}
