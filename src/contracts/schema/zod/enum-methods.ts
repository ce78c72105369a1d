import type { Span } from '../../../source/span.ts';
import { arrayOf } from '../../../values/builtins/method.ts';
import { literal, type NativeCall, type StaticValue } from '../../../values/value.ts';
import { argumentAt, isUnknown, itemsOf, objectValue } from '../static-value.ts';
import { base, unreadFrom } from './make.ts';
import type { EnumNode, ZodNode, ZodVersion } from './node.ts';

type Method = (node: EnumNode, call: NativeCall) => ZodNode;

/** Methods of `z.enum()`. */
export const ENUM_METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['extract', (node, call) => selected(node, call, 'extract', (isNamed) => isNamed)],
  ['exclude', (node, call) => selected(node, call, 'exclude', (isNamed) => !isNamed)],
]);

/** Members of `z.enum()` that are no methods. */
export function enumMember(node: EnumNode, property: string, at: Span): StaticValue | undefined {
  switch (property) {
    case 'enum':
    case 'Enum':
    case 'Values':
      return objectValue(
        [...node.entries].map(([name, value]) => [name, literal(value, node.origin)] as const),
        at,
      );
    case 'options':
      return arrayOf(
        [...node.entries.values()].map((value) => literal(value, node.origin)),
        at,
      );
    default:
      return undefined;
  }
}

/** `z.enum(['a', 'b'])`, `z.enum(Enum)` and `z.nativeEnum(Enum)`. */
export function enumNode(version: ZodVersion, call: NativeCall, name: string): ZodNode {
  const value = argumentAt(call, 0);
  const entries = value ? (listEntries(value) ?? objectEntries(value)) : null;
  if (entries) return { ...base(version, call.span), kind: 'enum', name: null, entries };
  return unreadFrom(version, call.span, name, value ? [value] : [], call.evaluator);
}

/** The entries of a list of strings; null when the value is no such list, or not all of it can be read. */
export function listEntries(value: StaticValue): ReadonlyMap<string, string> | null {
  const items = itemsOf(value);
  if (!items || isUnknown(items)) return null;
  const entries = new Map<string, string>();
  for (const item of items) {
    if (item.kind !== 'literal' || typeof item.value !== 'string') return null;
    entries.set(item.value, item.value);
  }
  return entries;
}

/** The entries of an enum object. TypeScript's numeric enums also map each number back to its name, which is not a value of the enum. */
function objectEntries(value: StaticValue): ReadonlyMap<string, string | number> | null {
  if (value.kind !== 'object' || value.open) return null;
  const entries = new Map<string, string | number>();
  for (const [name, property] of value.properties) {
    const entry = property.value.kind === 'literal' ? property.value.value : null;
    if (typeof entry !== 'string' && typeof entry !== 'number') return null;
    entries.set(name, entry);
  }
  const numbers = new Set([...entries.values()].filter((entry) => typeof entry === 'number'));
  for (const name of [...entries.keys()]) if (numbers.has(Number(name))) entries.delete(name);
  return entries;
}

function selected(node: EnumNode, call: NativeCall, name: string, isKept: (isNamed: boolean) => boolean): ZodNode {
  const value = argumentAt(call, 0);
  const names = value ? listEntries(value) : null;
  if (!names) return unreadFrom(node.version, call.span, `z.enum().${name}`, value ? [value] : [], call.evaluator);
  const entries = new Map([...node.entries].filter(([key]) => isKept(names.has(key))));
  return { ...base(node.version, call.span), kind: 'enum', name: null, entries };
}
