import { defaultOf } from '../../contracts/schema/constraints.ts';
import { typeOfField } from '../../contracts/schema/parts.ts';
import type { SchemaField } from '../../contracts/schema/schema.ts';
import type { SchemaRow } from './catalogue/row.ts';
import { absenceOf } from './compile.ts';
import { fits, worseVerdict } from './judge.ts';
import type { Verdict } from './judge.ts';
import { amongFields, completed, fieldPath } from './model-pair.ts';
import type { ModelPair } from './model-pair.ts';
import { sameDefault } from './same.ts';
import type { Absence } from './type.ts';
import { liftVerdict, report } from './walk.ts';
import type { Place } from './walk.ts';

/** A field that both models have. */
export function walkField(pair: ModelPair, name: string, base: SchemaField, head: SchemaField): void {
  const { walk, place } = pair;
  const lift: Place['lift'] = (end, value, around) => {
    const whole = completed(pair, name, new Map([[name, value]]), end, around);
    return whole && place.lift(end, whole, around);
  };
  const path = fieldPath(place, name);
  const inner: Place = {
    ...place,
    path,
    lift,
    field: { path, base: base.origin, head: head.origin, mayBeAbsent: absenceOf(head, walk.judge.sender) !== null },
  };
  const found = walk.drafts.length;
  walk.type(inner, typeOfField(base), typeOfField(head));
  // The code that decides whether the field may be absent is as a rule that which its type is refined by.
  const isRefined = walk.drafts.slice(found).some(({ row, path: of }) => row === 'refinement-changed' && of === path);
  walkPresence(pair, name, inner, { base, head, isRefined });
}

interface FieldPair {
  readonly base: SchemaField;
  readonly head: SchemaField;
  /** Whether it was said already that code changed here. */
  readonly isRefined: boolean;
}

/** Whether a field must be there, and what stands for it when it is not. */
function walkPresence(pair: ModelPair, name: string, inner: Place, { base, head, isRefined }: FieldPair): void {
  const { walk, place } = pair;
  const { judge } = walk;
  const [initialBefore, initialAfter] = [defaultOf(base.type), defaultOf(head.type)];
  const [before, after] = [absenceOf(base, judge.sender), absenceOf(head, judge.sender)];
  const origins = { baseOrigin: base.origin, headOrigin: head.origin };
  const isDefaultChange = judge.side === 'input' && !base.array && !head.array && !sameDefault(initialBefore, initialAfter);
  const row = presenceRow(before, after);
  if (row && !(row === 'refinement-changed' && isRefined) && !(isDefaultChange && after?.length === 0)) {
    const text = { before: presenceText(before), after: presenceText(after) };
    walk.drafts.push({ row, place, path: inner.path, ...text, ...origins, verdict: judgePresence(pair, name, before, after) });
  } else if (isDefaultChange) {
    const change = !initialBefore ? 'default-added' : !initialAfter ? 'default-removed' : 'default-changed';
    const value = (initial: typeof initialBefore): string | null =>
      initial ? (initial.known ? (JSON.stringify(initial.value) ?? 'undefined') : 'unreadable') : null;
    report(walk, inner, change, { before: value(initialBefore), after: value(initialAfter), ...origins }, { kind: 'fits' });
  }
}

/** How sure it is that a field may be absent. */
function rankOf(absence: Absence): number {
  if (!absence) return 0;
  return absence.length > 0 ? 1 : 2;
}

/** What a change of a field's absence is called; null when it is none. */
function presenceRow(before: Absence, after: Absence): SchemaRow | null {
  const [one, other] = [rankOf(before), rankOf(after)];
  if (one !== other) return one < other ? 'field-became-optional' : 'field-became-required';
  return String(before) === String(after) ? null : 'refinement-changed';
}

function presenceText(absence: Absence): string {
  return ['required', 'optional where code takes it', 'optional'][rankOf(absence)] ?? 'required';
}

/** Judges an object without the field, apart from all others. */
function judgePresence(pair: ModelPair, name: string, before: Absence, after: Absence): Verdict {
  const { walk } = pair;
  let worst: Verdict = fits;
  for (const from of walk.judge.senders) {
    const [sent, read] = from === 'base' ? [before, after] : [after, before];
    if (!sent || read?.every((condition) => sent.includes(condition))) continue;
    const isSure = sent.length === 0 && !read;
    worst = worseVerdict(worst, isSure ? { kind: 'broken', escapes: [{ from, value: {} }] } : { kind: 'unknown', reason: 'opaque' });
  }
  return liftVerdict(amongFields(pair, name), worst);
}
