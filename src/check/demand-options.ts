import { isDate } from '../policy/date.ts';
import { didYouMean } from '../policy/nearest.ts';
import type { DiffOptions } from './diff.ts';
import type { ExitOptions } from './exit-code.ts';
import type { ListOptions } from './list.ts';
import type { CheckOptions } from './options.ts';

/** What an option may be: in words, and as a test. */
type Kind = readonly [words: string, isOne: (value: unknown) => boolean];
/** The options of one function. */
type Kinds<Options> = Readonly<Record<keyof Options, Kind>>;

const isText = (value: unknown): value is string => typeof value === 'string';
const folder: Kind = ['the path of a folder', (value) => isText(value) && value !== ''];
const day: Kind = ['a day that exists, as YYYY-MM-DD', (value) => isText(value) && isDate(value)];
const text: Kind = ['a string', isText];
const texts: Kind = ['a list of strings', (value) => Array.isArray(value) && value.every(isText)];
const flag: Kind = ['true or false', (value) => typeof value === 'boolean'];
const record: Kind = ['an object', (value) => typeof value === 'object'];
const severity: Kind = ['error, warn or never', (value) => value === 'error' || value === 'warn' || value === 'never'];
const amount: Kind = ['a whole number, 0 or more', (value) => Number.isInteger(value) && Number(value) >= 0];
const revision: Kind = ['a revision, or true', (value) => value === true || isText(value)];

const ofAll = { cwd: folder, today: day, policy: text };
export const checkKinds: Kinds<CheckOptions> = {
  ...ofAll,
  base: revision,
  head: text,
  newOnly: flag,
  withFixed: flag,
  waivers: flag,
  allowEmpty: flag,
  hintsAreProblems: flag,
  paths: texts,
  owners: texts,
  rules: texts,
  env: record,
  stopwatch: record,
};
export const diffKinds: Kinds<DiffOptions> = { ...ofAll, base: revision, head: text, env: record, stopwatch: record };
export const exitKinds: Kinds<ExitOptions> = { failOn: severity, maxWarnings: amount };
export const listKinds: Kinds<ListOptions> = { ...ofAll, head: text, allowEmpty: flag, stopwatch: record };
export const policyKinds: Readonly<Record<string, Kind>> = ofAll;

/**
 * Holds callers without types to the options of a function: a wrong one would be overlooked, or fail far from here.
 * @param of the function's name
 * @param required the options that it cannot do without
 * @throws {TypeError} that names the option and what it may be
 */
export function demandOptions(
  of: string,
  options: object | undefined,
  kinds: Readonly<Record<string, Kind>>,
  required: readonly string[],
): void {
  const given: Readonly<Record<string, unknown>> = { ...options };
  for (const name of new Set([...required, ...Object.keys(given)])) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    const guess = didYouMean(name, Object.keys(kinds));
    if (kind === undefined) throw new TypeError(`${of}() has no option "${name}".${guess === null ? '' : ` ${guess}`}`);
    const value = given[name];
    const isLeftOut = (value === undefined || value === null) && !required.includes(name);
    if (!isLeftOut && !kind[1](value)) throw new TypeError(`The option "${name}" of ${of}() must be ${kind[0]}.`);
  }
}
