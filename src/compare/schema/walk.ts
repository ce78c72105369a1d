import type { ObjectSchema, Schema } from '../../contracts/schema/schema.ts';
import type { Span } from '../../source/span.ts';
import type { SchemaRow } from './catalogue/row.ts';
import { describeSchema } from './describe.ts';
import type { End, Escape, Judge, Verdict } from './judge.ts';
import type { SmallestObject } from './model-pair.ts';
import type { SchemaOptions } from './schema-change.ts';
import type { Member } from './shape.ts';
import { isTooLarge } from './value-size.ts';

/** What stands around a value: what the other end takes too, so that the value alone separates the ends, or the smallest of its own end. */
export type Around = 'shared' | 'own';

/** A union in both schemas, and which of its members became which. */
export interface UnionAround {
  readonly base: Schema;
  readonly head: Schema;
  readonly place: Place;
  readonly member?: { readonly base: Schema; readonly head: Schema };
}

/** A place in both schemas: where it is, and how a value that stands there becomes a value of the whole. */
export interface Place {
  readonly path: string;
  /** The smallest value of the whole schema of one end that has `value` at this place; undefined when none can be told. */
  lift(end: End, value: unknown, around: Around): unknown;
  /** The field of a model that stands here, where it is one. */
  readonly field: { readonly path: string; readonly base: Span; readonly head: Span; readonly mayBeAbsent: boolean } | null;
  /** The nearest union above: what one member no longer takes, another may. */
  readonly union: UnionAround | null;
}

/** A change that was found, not yet classified. */
export interface Draft {
  readonly row: SchemaRow;
  readonly place: Place;
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly baseOrigin: Span | null;
  readonly headOrigin: Span | null;
  /** Its escapes are values of the whole schema. */
  readonly verdict: Verdict;
  /** A value of the place alone, which may stand in no whole value that can be told. */
  readonly alone?: Escape;
  /** Of a rename: the other row that it stands for. */
  readonly together?: SchemaRow;
}

/** What a walk over two schemas knows and has found. */
export interface Walk {
  readonly judge: Judge;
  readonly options: SchemaOptions;
  readonly drafts: Draft[];
  /** Pairs on the way down: a recursive pair ends here. */
  readonly open: Map<Schema, Set<Schema>>;
  /** The smallest objects of models that were asked for, by the model of the other end. */
  readonly smallest: Map<ObjectSchema, Map<ObjectSchema | null, SmallestObject>>;
  /** How many more pairs may be looked at; shared models of a hostile shape have no end otherwise. */
  budget: number;
  /** Goes on with two schemas that stand at the same place below. */
  type(place: Place, base: Schema, head: Schema): void;
  /** Goes on with two members of unions. */
  member(place: Place, base: Member, head: Member): void;
}

export type Origins = Pick<Draft, 'baseOrigin' | 'headOrigin'>;
export type DraftText = Pick<Draft, 'before' | 'after'> & Origins;

/** Notes a change at `place`; `verdict` speaks of values at that place. */
export function report(walk: Walk, place: Place, row: SchemaRow, text: DraftText, verdict: Verdict): void {
  const [alone] = verdict.kind === 'broken' && !place.union ? verdict.escapes : [];
  walk.drafts.push({ row, place, path: place.path, ...text, verdict: liftVerdict(place, verdict), ...(alone && { alone }) });
}

export function liftVerdict(place: Place, verdict: Verdict): Verdict {
  if (verdict.kind !== 'broken') return verdict;
  const escapes = verdict.escapes
    .flatMap(({ from, value }) => (['shared', 'own'] as const).map((around) => ({ from, value: place.lift(from, value, around), around })))
    .filter(({ value }) => value !== undefined && !isTooLarge(value));
  return { kind: 'broken', escapes };
}

/** Before and after in a few words. */
export function textOf(base: Schema, head: Schema): DraftText {
  return { before: describeSchema(base), after: describeSchema(head), ...originsOf(base, head) };
}

export function originsOf(base: Schema, head: Schema): Origins {
  return { baseOrigin: base.origin, headOrigin: head.origin };
}

/**
 * Notes that an output takes no value where it took some, unless a draft from `found` on says so of a part of it.
 * What is never sent cannot break who reads, so without this a contradiction would hide any break beside it. A field that may be absent
 * hides none: `z.never().optional()` says that it always is.
 */
export function reportImpossible(walk: Walk, place: Place, base: Schema | null, head: Schema, found: number): void {
  const { judge, drafts } = walk;
  if (place.field?.path === place.path && place.field.mayBeAbsent) return;
  if (judge.side !== 'output' || !judge.isEmpty(head) || (base && judge.isEmpty(base))) return;
  if (drafts.slice(found).some(({ row }) => row === 'became-impossible')) return;
  const text = {
    before: base && describeSchema(base),
    after: describeSchema(head),
    baseOrigin: base?.origin ?? null,
    headOrigin: head.origin,
  };
  report(walk, place, 'became-impossible', text, { kind: 'unknown', reason: 'no-witness' });
}
