import type { SchemaField } from '../../contracts/schema/schema.ts';
import { defaultOf, isOptional, typeOfField } from './compile.ts';
import type { End, Verdict } from './judge.ts';
import { completed, fieldPath } from './model-pair.ts';
import type { ModelPair } from './model-pair.ts';
import { sameDefault } from './same.ts';
import { liftVerdict, report } from './walk.ts';
import type { Place } from './walk.ts';

/** A field that both models have. */
export function walkField(pair: ModelPair, name: string, base: SchemaField, head: SchemaField): void {
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
function walkPresence(pair: ModelPair, name: string, inner: Place, base: SchemaField, head: SchemaField): void {
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
      initial ? (initial.known ? (JSON.stringify(initial.value) ?? 'undefined') : 'unreadable') : null;
    report(walk, inner, row, { before: value(initialBefore), after: value(initialAfter), ...origins }, { kind: 'fits' });
  }
}
