import { NOWHERE } from '../../source/span.ts';
import { literal, native, unknown, type NativeCall, type StaticValue } from '../../values/value.ts';
import { argumentAt, argumentsOf, givenBack, isUnknown, objectValue, propertyOf, stringOf } from '../schema/static-value.ts';

/*
 * The outcomes that the framework names itself, and its functions that make some. Facts: `results/index.ts` of its contracts package. Of an
 * outcome that is made here only what contracts are asked for is told: its status, codes and words.
 */

const SUCCESSES: Readonly<Record<string, number>> = {
  OK: 200,
  CREATED: 201,
  ACCEPTED: 202,
  NO_CONTENT: 204,
  PARTIAL: 206,
  MULTI_STATUS: 207,
  QUEUED: 202,
};

const FAILURES: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  PAYMENT_REQUIRED: 402,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  GONE: 410,
  PRECONDITION_FAILED: 412,
  VALIDATION_FAILED: 422,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  NOT_IMPLEMENTED: 501,
  BAD_GATEWAY: 502,
  SERVICE_UNAVAILABLE: 503,
  TIMEOUT: 504,
};

/** Functions of `success` and `failure`, with the status that their outcome has unless it is given one. */
const SUCCESS_MAKERS: Readonly<Record<string, number>> = {
  ok: 200,
  created: 201,
  accepted: 202,
  queued: 202,
  noContent: 204,
  partial: 206,
};
const FAILURE_MAKERS: Readonly<Record<string, number>> = {
  badRequest: 400,
  unauthenticated: 401,
  paymentRequired: 402,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  validation: 422,
  rateLimited: 429,
  internal: 500,
  timeout: 504,
};

/** What an outcome takes from the options that it is made with, beside its status. */
const MADE_FIELDS: readonly string[] = ['http', 'gqlCode', 'when', 'description', 'state'];

/** Exports of the framework's contracts package, by their names. */
export function resultExports(): ReadonlyMap<string, StaticValue> {
  return new Map([
    ['STANDARD_SUCCESS_SPECS', standards(SUCCESSES)],
    ['STANDARD_FAILURE_SPECS', standards(FAILURES)],
    ['standardSuccess', standards(SUCCESSES, 'standardSuccess')],
    ['standardErrors', standards(FAILURES, 'standardErrors')],
    ['success', makers('success', SUCCESS_MAKERS, ['status'])],
    ['failure', makers('failure', FAILURE_MAKERS, ['status', 'http'])],
    ['defineResultCatalog', native({ name: 'defineResultCatalog', call: givenBack }, NOWHERE)],
  ]);
}

/** @param name of an object that also has a function which picks some */
function standards(statuses: Readonly<Record<string, number>>, name?: string): StaticValue {
  const outcomes = Object.entries(statuses).map(
    ([code, status]) => [code, objectValue([['status', literal(status, NOWHERE)]], NOWHERE)] as const,
  );
  if (name === undefined) return objectValue(outcomes, NOWHERE);
  const known = new Map(outcomes);
  const pick = native({ name: `${name}.pick`, call: (call) => picked(call, known, `${name}.pick`) }, NOWHERE);
  return objectValue([...outcomes, ['pick', pick]], NOWHERE);
}

/** Later versions may know codes that are not known here. */
function picked(call: NativeCall, known: ReadonlyMap<string, StaticValue>, name: string): StaticValue {
  const entries: (readonly [string, StaticValue])[] = [];
  for (const argument of argumentsOf(call)) {
    const code = stringOf(argument);
    if (code === null) return isUnknown(argument) ? argument : unknown('unknown-call', call.span, `${name}()`);
    const newer = { ...unknown('unknown-call', call.span, `${name}('${code}')`), isNamed: true } as const;
    entries.push([code, known.get(code) ?? newer]);
  }
  return objectValue(entries, call.span);
}

function makers(name: string, statuses: Readonly<Record<string, number>>, statusFields: readonly string[]): StaticValue {
  const make = (status: number) => (call: NativeCall) => made(call, status, statusFields);
  const functions = Object.entries(statuses).map(
    ([maker, status]) => [maker, native({ name: `${name}.${maker}`, call: make(status) }, NOWHERE)] as const,
  );
  return objectValue(functions, NOWHERE);
}

function made(call: NativeCall, status: number, statusFields: readonly string[]): StaticValue {
  const options = argumentAt(call, 0);
  const given = (field: string): StaticValue | undefined => {
    const value = propertyOf(options, field);
    return value?.kind === 'literal' && value.value === null ? undefined : value;
  };
  const told = MADE_FIELDS.flatMap((field) => {
    const value = given(field);
    return value ? [[field, value] as const] : [];
  });
  const counts = statusFields.map(given).find((value) => value !== undefined);
  return objectValue([['status', counts ?? literal(status, call.span)], ...told], call.span);
}
