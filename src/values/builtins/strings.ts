import type { Span } from '../../source/span.ts';
import { MAX_TEXT, toText } from '../expressions/operators.ts';
import { literal, unknown, type NativeCall, type RegExpLiteral, type StaticValue } from '../value.ts';
import { argument, arrayOf, count, isAbsent, method, text } from './method.ts';
import { isBetween, matchesOf } from './patterns.ts';
import { firstMatch, matchValue, patternOf, replaced } from './replacements.ts';
import { iterator } from './sets.ts';

const STRING_METHODS: Readonly<
  Record<string, (self: string, call: NativeCall) => string | number | boolean | StaticValue | readonly string[] | undefined>
> = {
  toLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  toLocaleLowerCase: (self, call) => (hasOwnCases(call) ? undefined : self.toLowerCase()),
  toLocaleUpperCase: (self, call) => (hasOwnCases(call) ? undefined : self.toUpperCase()),
  trim: (self) => self.trim(),
  trimStart: (self) => self.trimStart(),
  trimEnd: (self) => self.trimEnd(),
  toString: (self: string) => self,
  valueOf: (self: string) => self,
  concat: (self, call) => {
    const parts = call.args.map((part) => toText(part.value));
    return parts.every((part) => part !== undefined) ? self.concat(...parts) : undefined;
  },
  substr: (self, call) => range(call, self.length, (from, length) => self.substr(from, length)),
  slice: (self, call) => range(call, self.length, (from, to) => self.slice(from, to)),
  substring: (self, call) => range(call, self.length, (from, to) => self.substring(from, to)),
  charAt: (self, call) => withCount(call, 0, (at) => self.charAt(at)),
  repeat: (self, call) =>
    withCount(call, undefined, (times) => (times >= 0 && times * self.length <= MAX_TEXT ? self.repeat(times) : undefined)),
  padStart: (self, call) => pad(call, (length, fill) => self.padStart(length, fill)),
  padEnd: (self, call) => pad(call, (length, fill) => self.padEnd(length, fill)),
  startsWith: (self, call) => withText(call, (search) => self.startsWith(search)),
  endsWith: (self, call) => withText(call, (search) => self.endsWith(search)),
  includes: (self, call) => withText(call, (search) => self.includes(search)),
  indexOf: (self, call) => withText(call, (search) => self.indexOf(search)),
  lastIndexOf: (self, call) => withText(call, (search) => self.lastIndexOf(search)),
  split: (self, call) => {
    const most = count(argument(call, 1), Number.POSITIVE_INFINITY);
    if (most === undefined || most < 0) return undefined;
    if (isAbsent(argument(call, 0))) return [self].slice(0, most);
    const pattern = patternOf(argument(call, 0));
    const separator = text(argument(call, 0));
    const parts = pattern ? parted(self, pattern) : separator === undefined ? undefined : self.split(separator);
    return parts?.slice(0, most);
  },
  replace: (self, call) => replaced(self, call, false),
  replaceAll: (self, call) => replaced(self, call, true),
  match: (self, call) => {
    const pattern = patternOf(argument(call, 0));
    const found = pattern && matchesOf(pattern, self);
    if (!pattern || !found) return undefined;
    return pattern.flags.includes('g') && found.length > 0
      ? found.map(({ start, end }) => self.slice(start, end))
      : firstMatch(found, self, call.span);
  },
  matchAll: (self, call) => {
    const pattern = patternOf(argument(call, 0));
    const found = pattern?.flags.includes('g') ? matchesOf(pattern, self) : null;
    const items = found?.map((match) => ({ value: matchValue(match, self, call.span), span: call.span }));
    return items && iterator(items, call.span);
  },
  search: (self, call) => {
    const pattern = patternOf(argument(call, 0));
    const found = pattern && matchesOf(pattern, self);
    return found ? (found[0]?.start ?? -1) : undefined;
  },
  normalize: (self, call) => (call.args.length === 0 ? self.normalize() : undefined),
};

/** Whether letters may change their case otherwise in the language that a call names: Turkish and its like do. */
function hasOwnCases(call: NativeCall): boolean {
  const language = argument(call, 0);
  return !isAbsent(language) && !/^(?:de|en|es|fr|it|nl|pt)(?![a-z])/i.test(text(language) ?? '');
}

function range(call: NativeCall, end: number, take: (from: number, to: number) => string): string | undefined {
  const from = count(argument(call, 0), 0);
  const to = count(argument(call, 1), end);
  return from === undefined || to === undefined ? undefined : take(from, to);
}

function withCount(call: NativeCall, absent: number | undefined, make: (value: number) => string | undefined): string | undefined {
  const value = count(argument(call, 0), absent);
  return value === undefined ? undefined : make(value);
}

function withText<T>(call: NativeCall, make: (value: string) => T): T | undefined {
  const value = text(argument(call, 0));
  return value === undefined || call.args.length > 1 ? undefined : make(value);
}

function pad(call: NativeCall, make: (length: number, fill: string) => string): string | undefined {
  const length = count(argument(call, 0), undefined);
  const fill = isAbsent(argument(call, 1)) ? ' ' : text(argument(call, 1));
  return length === undefined || fill === undefined || length > MAX_TEXT ? undefined : make(length, fill);
}

/** A text between the matches of a pattern; one that matches nothing, too, parts letters. */
function parted(self: string, pattern: RegExpLiteral): readonly string[] | undefined {
  const matches = matchesOf(pattern, self);
  // Where a text begins and ends, there is nothing to part.
  const found = isBetween(pattern) ? matches?.filter(({ start }) => start > 0 && start < self.length) : matches;
  if (!found || (!isBetween(pattern) && found.some(({ start, end, groups }) => start === end || groups.length > 0))) return undefined;
  const starts = [0, ...found.map(({ end }) => end)];
  return starts.map((start, index) => self.slice(start, found[index]?.start));
}

/** A member of a string. */
export function stringMember(self: string, name: string, at: Span): StaticValue {
  if (name === 'length') return literal(self.length, at);
  if (/^\d+$/.test(name)) return literal(self[Number(name)], at);
  if (name === 'at')
    return method(
      'at',
      (call) => {
        const index = count(argument(call, 0), 0);
        return index === undefined ? undefined : literal(self.at(index), call.span);
      },
      at,
    );
  const run = Object.hasOwn(STRING_METHODS, name) ? STRING_METHODS[name] : undefined;
  if (!run) return unknown('unknown-call', at, `.${name}`);
  return method(
    name,
    (call) => {
      const result = run(self, call);
      if (result === undefined) return undefined;
      if (typeof result === 'string' && result.length > MAX_TEXT) return undefined;
      if (typeof result !== 'object') return literal(result, call.span);
      if ('kind' in result) return result;
      return arrayOf(
        result.map((part) => literal(part, call.span)),
        call.span,
      );
    },
    at,
  );
}
