import type { Span } from '../../source/span.ts';
import { MAX_TEXT, toText } from '../operators.ts';
import { literal, type NativeCall, type RegExpLiteral, type StaticValue } from '../value.ts';
import { argument, arrayOf, method, text } from './method.ts';
import { matchesOf, type Match } from './patterns.ts';

/** `replace` and `replaceAll`, of texts and of patterns, by texts and by what a function gives; undefined where that is not known. */
export function replaced(self: string, call: NativeCall, isAll: boolean): string | undefined {
  const replacement = argument(call, 1);
  const matches = matchesToReplace(self, argument(call, 0), isAll);
  if (!matches || !replacement) return undefined;
  const template = text(replacement);
  if (template === undefined && replacement.kind !== 'function' && replacement.kind !== 'native') return undefined;
  let result = '';
  let at = 0;
  for (const match of matches) {
    const added = template === undefined ? called(call, replacement, match, self) : expanded(template, match, self);
    if (added === undefined) return undefined;
    result += self.slice(at, match.start) + added;
    at = match.end;
    if (result.length > MAX_TEXT) return undefined;
  }
  return result + self.slice(at);
}

function matchesToReplace(self: string, search: StaticValue | undefined, isAll: boolean): readonly Match[] | null {
  const pattern = patternOf(search);
  if (pattern) {
    const isGlobal = pattern.flags.includes('g');
    const found = isAll && !isGlobal ? null : matchesOf(pattern, self);
    return isGlobal ? found : (found?.slice(0, 1) ?? null);
  }
  const wanted = text(search);
  if (wanted === undefined) return null;
  const found: Match[] = [];
  for (let start = self.indexOf(wanted); start >= 0; start = self.indexOf(wanted, start + Math.max(1, wanted.length))) {
    found.push({ start, end: start + wanted.length, groups: [] });
    // An empty text is found at the end, again and again.
    if (!isAll || start >= self.length) break;
  }
  return found;
}

export function patternOf(value: StaticValue | undefined): RegExpLiteral | undefined {
  return value?.kind === 'literal' && typeof value.value === 'object' && value.value !== null ? value.value : undefined;
}

function called(call: NativeCall, callee: StaticValue, { start, end, groups }: Match, self: string): string | undefined {
  const args = [self.slice(start, end), ...groups, start, self].map((part) => literal(part, call.span));
  return toText(call.evaluator.call(callee, args, call.span));
}

/** `$&`, `$1` and their like. */
function expanded(template: string, { start, end, groups }: Match, self: string): string {
  return template.replace(/\$(?:([$&`'])|(\d\d?))/g, (written: string, sign: string | undefined, digits: string | undefined) => {
    if (sign === '$') return '$';
    if (sign === '&') return self.slice(start, end);
    if (sign === '`') return self.slice(0, start);
    if (sign === "'") return self.slice(end);
    const number = digits ?? '';
    // Of two digits the second is text where there are not as many groups.
    for (const length of [2, 1]) {
      const index = Number(number.slice(0, length));
      if (number.length >= length && index >= 1 && index <= groups.length) return (groups[index - 1] ?? '') + number.slice(length);
    }
    return written;
  });
}

/** A member of a regular expression: whether and where it is in a text. One that goes on where it has ended last time is not asked. */
export function patternMember(self: StaticValue, name: string, at: Span): StaticValue | undefined {
  const pattern = patternOf(self);
  // A slash may be written in two ways, and gives one.
  if (pattern && name === 'source') return /^[^/\n\r]+$/.test(pattern.pattern) ? literal(pattern.pattern, at) : undefined;
  if (!pattern || (name !== 'test' && name !== 'exec') || /[gy]/.test(pattern.flags)) return undefined;
  return method(
    name,
    (call) => {
      const value = argument(call, 0);
      const searched = value && toText(value);
      const found = searched === undefined ? null : matchesOf(pattern, searched);
      if (searched === undefined || !found) return undefined;
      return name === 'test' ? literal(found.length > 0, call.span) : firstMatch(found, searched, call.span);
    },
    at,
  );
}

/** What `exec` gives, and `match` of a pattern that is not global. */
export function firstMatch([first]: readonly Match[], searched: string, span: Span): StaticValue {
  if (!first) return literal(null, span);
  const parts = [searched.slice(first.start, first.end), ...first.groups];
  return arrayOf(
    parts.map((part) => literal(part, span)),
    span,
  );
}
