import type { Span } from '../../source/span.ts';
import { MAX_TEXT, toText } from '../expressions/operators.ts';
import { literal, type ArrayValue, type NativeCall, type Property, type RegExpLiteral, type StaticValue } from '../value.ts';
import { argument, method, text } from './method.ts';
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
    found.push({ start, end: start + wanted.length, groups: [], names: null });
    // An empty text is found at the end, again and again.
    if (!isAll || start >= self.length) break;
  }
  return found;
}

/** The regular expression that a value is; undefined for any other. */
export function patternOf(value: StaticValue | null | undefined): RegExpLiteral | undefined {
  return value?.kind === 'literal' && typeof value.value === 'object' && value.value !== null ? value.value : undefined;
}

function called(call: NativeCall, callee: StaticValue, match: Match, self: string): string | undefined {
  const { start, end, groups, names } = match;
  const args: StaticValue[] = [self.slice(start, end), ...groups, start, self].map((part) => literal(part, call.span));
  return toText(call.evaluator.call(callee, names ? [...args, namedGroups(match, call.span)] : args, call.span));
}

/** The groups by their names, of which two are never the same. */
function namedGroups({ groups, names }: Match, span: Span): StaticValue {
  if (!names) return literal(undefined, span);
  const properties = new Map<string, Property>();
  for (const [index, name] of names.entries())
    if (name !== null) properties.set(name, { key: span, span, value: literal(groups[index], span) });
  return { kind: 'object', properties, open: null, prototype: literal(null, span), span };
}

/** `$&`, `$1` and their like. */
function expanded(template: string, { start, end, groups, names }: Match, self: string): string {
  const byName = names ? '|<([^>]*)>' : '|(?!)()';
  const signs = new RegExp(String.raw`\$(?:([$&\`'])|(\d\d?)${byName})`, 'g');
  return template.replace(signs, (written: string, sign?: string, digits?: string, name?: string) => {
    if (name !== undefined) return groups[names?.indexOf(name) ?? -1] ?? '';
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
  return first ? matchValue(first, searched, span) : literal(null, span);
}

/** A match as a list of what its groups have, with where it is and their names. */
export function matchValue(match: Match, searched: string, span: Span): ArrayValue {
  const parts = [searched.slice(match.start, match.end), ...match.groups];
  const members = new Map<string, StaticValue>([
    ['index', literal(match.start, span)],
    ['input', literal(searched, span)],
    ['groups', namedGroups(match, span)],
  ]);
  const items = parts.map((part) => ({ value: literal(part, span), span }));
  return { kind: 'array', items, rest: null, members, span };
}
