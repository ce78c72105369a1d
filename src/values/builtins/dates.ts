import type { Span } from '../../source/span.ts';
import { literal, native, unknown, type Native, type NativeCall, type StaticValue } from '../value.ts';
import { argument, method, text, type Method } from './method.ts';

/** As the language's specification has it, with the zone: without one, the time is that of who runs the code. A date alone is of UTC. */
const DATE = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{3})?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;

const FIELDS = ['getTime', 'valueOf', 'getUTCFullYear', 'getUTCMonth', 'getUTCDate', 'getUTCDay', 'getUTCHours', 'getUTCMinutes'] as const;

/** `Date` for code that is run for single values. Of the time of now, and of what engines read each in its own way, nothing is said. */
export function dateClass(at: Span): StaticValue {
  const parse: Method = (call) => {
    const time = timeOfText(text(argument(call, 0)));
    return time === undefined ? undefined : literal(time, call.span);
  };
  return native(
    {
      name: 'Date',
      call: makeDate,
      get: (name, span) => (name === 'parse' ? method('Date.parse', parse, span) : undefined),
      isClassOf: (value) => (value.kind === 'unknown' || value.kind === 'function' ? undefined : timeOf(value) !== undefined),
    },
    at,
  );
}

function makeDate(call: NativeCall): StaticValue {
  const [given, another] = [argument(call, 0), argument(call, 1)];
  const time = given && !another && call.isNew && !call.restUnknown ? timeOfAny(given) : undefined;
  if (time !== undefined && call.evaluator.isRunning()) return aDate(time, call.span);
  // Code may set a date to another time: it is known where it is written, and nowhere else.
  return { ...unknown('unknown-call', call.span, 'Date()'), ...(time !== undefined && { time }) };
}

function timeOfAny(given: StaticValue): number | undefined {
  if (given.kind !== 'literal') return timeOf(given);
  const { value } = given;
  if (typeof value === 'string') return timeOfText(value);
  const isNoNumber = typeof value === 'bigint' || (typeof value === 'object' && value !== null);
  return isNoNumber ? undefined : new Date(Number(value)).getTime();
}

/** NaN where it is no date: without a digit none is. */
function timeOfText(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (!/\d/.test(written)) return Number.NaN;
  const time = DATE.test(written) ? Date.parse(written) : undefined;
  // Some engines take the 30th of February for a day of March.
  const isDay = time !== undefined && !Number.isNaN(time) && isDayOfMonth(written);
  return isDay ? time : undefined;
}

function isDayOfMonth(written: string): boolean {
  const day = written.slice(0, 10);
  return day.length < 10 || new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** The time that a date stands for. */
export function timeOf(value: StaticValue): number | undefined {
  return value.kind === 'native' ? value.native.time : undefined;
}

function aDate(time: number, at: Span): StaticValue {
  const definition: Native = {
    name: 'a Date',
    time,
    get(name, span) {
      const field = FIELDS.find((one) => one === name);
      if (field) return method(field, (call) => literal(new Date(time)[field](), call.span), span);
      if (name !== 'toISOString' && name !== 'toJSON') return undefined;
      return method(
        name,
        (call) => (Number.isNaN(time) ? call.evaluator.throws(call.span, `${name}()`) : literal(new Date(time).toISOString(), call.span)),
        span,
      );
    },
  };
  return native(definition, at);
}
