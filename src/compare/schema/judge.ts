import type { Schema } from '../../contracts/schema/schema.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import type { Covers } from './cover.ts';
import { COMMON_VALUES } from './followed-code.ts';
import { hasValue } from './member.ts';
import { createRelation } from './relation.ts';
import { areWrittenAlike } from './same.ts';
import type { SchemaOptions, SchemaSide, UnknownReason } from './schema-change.ts';
import { createSpace } from './space.ts';
import type { Space } from './space.ts';
import type { Answer, Part, View } from './type.ts';
import type { Around } from './walk.ts';

/** Which of the two schemas values come from. */
export type End = 'base' | 'head';

/** A value that one end sends and the other refuses. */
export interface Escape {
  readonly from: End;
  readonly value: unknown;
  /** Of a value of the whole: what stands around the change in it. */
  readonly around?: Around;
}

/** Whether a change keeps what must be kept: it fits; it is broken by these values, of each end one, or one for each thing that may stand around it; or it is not known. */
export type Verdict =
  | { readonly kind: 'fits' }
  | { readonly kind: 'broken'; readonly escapes: readonly Escape[] }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason };

export const fits: Verdict = { kind: 'fits' };

/** Two verdicts that must both hold, as one. */
export function worseVerdict(a: Verdict, b: Verdict): Verdict {
  if (a.kind === 'broken' && b.kind === 'broken') return { kind: 'broken', escapes: [...a.escapes, ...b.escapes] };
  if (a.kind === 'broken' || b.kind === 'fits') return a;
  return b;
}

/** Values that most types of another meaning are told apart by. */
const TELLING_VALUES: readonly unknown[] = [null, '', 'a'.repeat(300), 'a'.repeat(1_001), [], {}, ...COMMON_VALUES];

/** Judges pairs of schemas on one side of a contract. */
export interface Judge {
  readonly side: SchemaSide;
  /** Whose values must be understood by the other: of inputs the base's, of outputs the head's, of events both. */
  readonly senders: readonly End[];
  readonly sender: View;
  /** Whether what one end sends is accepted by the other. */
  compare(base: Schema, head: Schema, from?: End): Verdict;
  /** Whether every declared value of `a` is one of `b`. */
  contains(a: Schema, b: Schema): 'yes' | 'no' | 'unknown';
  /** Whether two schemas have the same declared values. */
  areEqual(a: Schema, b: Schema): boolean;
  /**
   * Whether two schemas may mean the same: no value of some common ones tells them apart, and the same opaque conditions stand in both.
   * Cheap, for each schema is looked at once.
   */
  mayBeOne(a: Schema, b: Schema): boolean;
  /** Whether no value at all fits. */
  isEmpty(schema: Schema): boolean;
  /**
   * The smallest value that is sent under a schema; undefined when none can be told.
   * @param other one under which it is sent too, if any value is
   */
  smallest(schema: Schema, other?: Schema): unknown;
  /** Whether `value` is sent by one end and refused by the other, beyond doubt. */
  separates(base: Schema, head: Schema, escape: Escape): boolean;
}

/** How the ends take a schema: `W` for who sends, `strict` or `open` for who reads. */
export function viewsOf(side: SchemaSide, options: SchemaOptions): { sender: View; reader: View } {
  const defaults = side === 'input' ? 'optional' : 'present';
  const extras = side !== 'input' ? 'open' : options.unknownFields === 'drop' ? 'drop' : 'declared';
  return { sender: { extras: 'declared', defaults, isReader: false }, reader: { extras, defaults, isReader: true } };
}

export function createJudge(side: SchemaSide, options: SchemaOptions): Judge {
  const space: Space = createSpace({ openEnums: new Set(options.openEnums), isOpaque: options.isOpaque ?? null });
  const relation = createRelation(space);
  const { sender, reader } = viewsOf(side, options);
  const senders: readonly End[] = side === 'event' ? ['base', 'head'] : [side === 'input' ? 'base' : 'head'];
  const covers: Covers = (type, others) => {
    space.refill();
    return relation(type, others);
  };

  const contains: Judge['contains'] = (a, b) => covers(space.type([a], sender), [space.type([b], sender)]).kind;

  const smallestOf = (schemas: readonly Schema[]): unknown => {
    const cover = covers(space.type(schemas, sender), []);
    return cover.kind === 'no' ? cover.value : undefined;
  };

  const opaqueIn = memoizeWeakly((schema: Schema): string => {
    const all = Object.values<readonly Part[]>({ ...space.parts(space.type([schema], sender)) }).flat();
    return [...new Set(all.flatMap(({ opaque }) => opaque))].sort().join();
  });
  const commonAnswers = memoizeWeakly((schema: Schema): readonly Answer[] => {
    const type = space.type([schema], sender);
    return TELLING_VALUES.map((value) => hasValue(space, type, value));
  });

  return {
    side,
    senders,
    sender,
    compare(base, head, from) {
      const escapes: Escape[] = [];
      let reason: UnknownReason | null = null;
      for (const end of senders) {
        if (from !== undefined && end !== from) continue;
        const [sent, read] = end === 'base' ? [base, head] : [head, base];
        const cover = covers(space.type([sent], sender), [space.type([read], reader)]);
        if (cover.kind === 'no') escapes.push({ from: end, value: cover.value });
        else if (cover.kind === 'unknown') reason ??= cover.reason;
      }
      if (escapes.length > 0) return { kind: 'broken', escapes };
      return reason ? { kind: 'unknown', reason } : fits;
    },
    contains,
    areEqual: (a, b) => contains(a, b) === 'yes' && contains(b, a) === 'yes',
    mayBeOne(a, b) {
      if (opaqueIn(a) !== opaqueIn(b)) return false;
      const answers = commonAnswers(b);
      return commonAnswers(a).every((answer, index) => answer === answers[index] || answer === 'maybe' || answers[index] === 'maybe');
    },
    isEmpty: (schema) => covers(space.type([schema], sender), []).kind === 'yes',
    smallest(schema, other) {
      const shared = other && !areWrittenAlike(schema, other) ? smallestOf([schema, other]) : undefined;
      return shared === undefined ? smallestOf([schema]) : shared;
    },
    separates(base, head, { from, value }) {
      const [sent, read] = from === 'base' ? [base, head] : [head, base];
      return hasValue(space, space.type([sent], sender), value) === 'yes' && hasValue(space, space.type([read], reader), value) === 'no';
    },
  };
}
