import { escapeRegExp } from '../../../source/escape-regexp.ts';
import type { NativeCall, StaticValue } from '../../../values/value.ts';
import { zodNodeOf } from '../schema-native.ts';
import { isUnknown, itemsOf } from '../static-value.ts';
import type { StringNode, StringType, ZodNode, ZodVersion } from './node.ts';
import { ANY_UUID, REGEXES } from './regexes.ts';

/** The pattern of `z.templateLiteral([…])`, put together as Zod does; null where a part has none that is known. Facts: `$ZodTemplateLiteral`. */
export function templatePattern(call: NativeCall): string | null {
  const items = itemsOf(call.args[0]?.value);
  if (!items || isUnknown(items)) return null;
  const parts = items.map(partOf);
  return parts.every((part) => part !== null) ? `^${parts.join('')}$` : null;
}

function partOf(value: StaticValue): string | null {
  if (value.kind === 'literal') return typeof value.value === 'object' && value.value !== null ? null : escapeRegExp(String(value.value));
  const node = zodNodeOf(value);
  return node && patternOf(node);
}

/** Without what holds it at the start and the end. */
function patternOf(node: ZodNode): string | null {
  if (node.opaque.length > 0) return null;
  switch (node.kind) {
    case 'string':
      return stringPattern(node);
    case 'number':
      // Bounds are not asked of the text.
      return node.scalar === 'Int_unsecure' || node.constraints.int ? String.raw`-?\d+` : String.raw`-?\d+(?:\.\d+)?`;
    case 'plain':
      return node.name === 'boolean' ? '(?:true|false)' : null;
    case 'literal':
      return choice(node.values.map((value) => escapeRegExp(String(value))));
    case 'enum':
      return choice([...node.entries.values()].map((value) => escapeRegExp(String(value))));
    case 'union': {
      const options = node.options.map(patternOf);
      return options.every((option) => option !== null) ? choice(options) : null;
    }
    case 'wrapper': {
      const inner = patternOf(node.inner);
      if (inner === null) return null;
      if (node.wrap === 'optional') return `(?:${inner})?`;
      return node.wrap === 'nullable' ? choice([inner, 'null']) : null;
    }
    default:
      return null;
  }
}

/**
 * A string of which one pattern or one format is asked, or nothing but its length: Zod takes the last pattern that is asked for. What begins or
 * ends with a text has another one there than here, which is not held at both ends.
 */
function stringPattern({ types, constraints, isTemplate, version }: StringNode): string | null {
  const { minLength = 0, maxLength, pattern = [], ...others } = constraints;
  if (Object.keys(others).length > 0) return null;
  const [type, anotherType] = types;
  const [only = type && formatPattern(type, version), another] = pattern;
  if (type ?? only) {
    const isAlone = !anotherType && another === undefined && (!type || pattern.length === 0) && minLength === 0 && maxLength === undefined;
    return isAlone && only !== undefined && (isTemplate ?? /^\^[^]*[^\\]\$$/.test(only)) ? only.slice(1, -1) : null;
  }
  if (maxLength !== undefined && maxLength < minLength) return null;
  return String.raw`[\s\S]{${minLength},${maxLength ?? ''}}`;
}

/** Of the formats that are a pattern and nothing else. */
function formatPattern({ scalar, constraints }: StringType, version: ZodVersion): string | undefined {
  const { format, pattern: [start] = [], ...others } = constraints;
  if (Object.keys(others).length > 0) return undefined;
  if (scalar === 'EmailAddress' || scalar === 'Date')
    return (format ?? start) ? undefined : REGEXES.get(scalar === 'Date' ? 'date' : 'email');
  if (format === 'uuid' && start === undefined) return version >= 4.3 ? ANY_UUID : undefined;
  if (format === 'uuid') return REGEXES.get(`uuid${/-(\d)$/.exec(start ?? '')?.[1] ?? ''}`);
  return start === undefined && NAMED.has(format ?? '') ? REGEXES.get(format ?? '') : undefined;
}

const NAMED: ReadonlySet<string> = new Set(['guid', 'cuid2', 'xid', 'ksuid', 'nanoid', 'ipv4', 'hex']);

function choice(patterns: readonly string[]): string {
  return `(?:${patterns.join('|')})`;
}
