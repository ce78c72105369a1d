import { isSameSpan } from '../../../source/span.ts';
import type { NativeCall } from '../../../values/value.ts';
import type { CodeCheck } from '../schema.ts';
import { argumentAt } from '../static-value.ts';
import { codeText } from './code-text.ts';
import type { Effect } from './effect.ts';
import { opaqueEntry } from './opaque.ts';

/** The earliest or the latest date that is taken; null where no date is written. On the wire it is a text, of which no constraint of JSON says when it is. */
export function dateBound(call: NativeCall, name: 'min' | 'max'): Effect | null {
  const [slot] = call.args;
  const value = argumentAt(call, 0);
  // Under a name it may have been set to another time.
  const isWritten = slot && value?.kind === 'unknown' && isSameSpan(slot.span, value.span);
  const time = isWritten ? value.time : undefined;
  if (time === undefined || Number.isNaN(time)) return null;
  const bound = new Date(time).toISOString();
  const check: CodeCheck = {
    takes: (text) => isWithin(text, name, time),
    constants: [time, time - DAY, time + DAY].filter((other) => Math.abs(other) <= LAST).map((other) => new Date(other).toISOString()),
    bound: { name, time },
  };
  return {
    kind: 'opaque',
    entry: opaqueEntry('refine', `${name}Date`, bound),
    check,
    text: codeText(name, value ? [value] : [], call.evaluator),
  };
}

const DAY = 86_400_000;
/** The last time that a date can stand for. */
const LAST = 8.64e15;

function isWithin(text: unknown, name: 'min' | 'max', bound: number): boolean | null {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) return null;
  return name === 'min' ? time >= bound : time <= bound;
}
