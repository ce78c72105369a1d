import type { Span } from '../../source/span.ts';
import { MAX_TEXT } from '../operators.ts';
import { literal, unknown, type NativeCall, type StaticValue } from '../value.ts';
import { argument, arrayOf, count, isAbsent, method, text, toText } from './method.ts';

const STRING_METHODS: Readonly<
  Record<string, (self: string, call: NativeCall) => string | number | boolean | readonly string[] | undefined>
> = {
  toLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  toLocaleLowerCase: (self) => self.toLowerCase(),
  toLocaleUpperCase: (self) => self.toUpperCase(),
  trim: (self) => self.trim(),
  trimStart: (self) => self.trimStart(),
  trimEnd: (self) => self.trimEnd(),
  toString: (self: string) => self,
  valueOf: (self: string) => self,
  concat: (self, call) => {
    const parts = call.args.map((part) => toText(part.value));
    return parts.every((part) => part !== undefined) ? self.concat(...parts) : undefined;
  },
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
    if (isAbsent(argument(call, 0))) return [self];
    return call.args.length === 1 ? withText(call, (separator) => self.split(separator)) : undefined;
  },
  replace: (self, call) => replaceWith(self, call, (search, replacement) => self.replace(search, replacement)),
  replaceAll: (self, call) => replaceWith(self, call, (search, replacement) => self.replaceAll(search, replacement)),
  normalize: (self, call) => (call.args.length === 0 ? self.normalize() : undefined),
};

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

/** With strings alone: a regular expression of the repository is never run. */
function replaceWith(self: string, call: NativeCall, make: (search: string, replacement: string) => string): string | undefined {
  const search = text(argument(call, 0));
  const replacement = text(argument(call, 1));
  if (search === undefined || replacement === undefined) return undefined;
  return isShort(search, replacement, self) ? make(search, replacement) : undefined;
}

/** Whether what replaces every match is short enough in all, `$&` and its like included, each of which may stand for the whole text. */
function isShort(search: string, replacement: string, self: string): boolean {
  const matches = search === '' ? self.length + 1 : self.split(search).length;
  const patterns = replacement.split('$').length - 1;
  return matches * (replacement.length + patterns * self.length) <= 100 * MAX_TEXT;
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
      return typeof result === 'object'
        ? arrayOf(
            result.map((part) => literal(part, call.span)),
            call.span,
          )
        : literal(result, call.span);
    },
    at,
  );
}
