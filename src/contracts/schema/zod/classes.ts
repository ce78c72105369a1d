import type { Native } from '../../../values/value.ts';
import { isInstance, type SchemaNative } from '../schema-native.ts';
import type { WrapperNode, ZodNode, ZodVersion } from './node.ts';

/** The classes of Zod's types, by major version: `value instanceof z.ZodObject`. */
const CLASSES: Readonly<Record<3 | 4, ReadonlySet<string>>> = {
  3: namesOf(
    'Type Schema String Number Boolean Date Any Unknown Never Undefined Void Null Literal Enum NativeEnum Object Array Tuple Record Union DiscriminatedUnion ' +
      'Intersection Optional Nullable Default Catch Readonly Branded Effects Pipeline Lazy',
  ).add('Schema'),
  4: namesOf(
    'Type String StringFormat TemplateLiteral Number NumberFormat Boolean Date Any Unknown Never Undefined Void Null Literal Enum Object Array Tuple Record ' +
      'Union Xor DiscriminatedUnion Intersection Optional ExactOptional NonOptional Nullable Default Prefault Catch Readonly Pipe Codec ' +
      'Preprocess Transform Lazy Custom',
  ),
};

function namesOf(names: string): Set<string> {
  return new Set(names.split(' ').map((name) => `Zod${name}`));
}

function majorOf(version: ZodVersion): 3 | 4 {
  return version === 3 ? 3 : 4;
}

/** A class of Zod's, which tells its instances; undefined when there is none by that name that is known. */
export function zodClass(version: ZodVersion, name: string): Native | undefined {
  if (!CLASSES[majorOf(version)].has(name)) return undefined;
  return { name: `z.${name}`, isClassOf: (value) => isInstance(value, (type) => isOf(type, version, name)) };
}

const GENERAL = /^(?:ZodType|ZodSchema|Schema)$/;

function isOf(type: SchemaNative, version: ZodVersion, name: string): boolean | undefined {
  // The framework's own types are none of Zod's.
  if (!type.isZod) return false;
  const node = type.zod();
  if (majorOf(node.version) !== majorOf(version)) return undefined;
  if (GENERAL.test(name)) return true;
  const sorts = sortsOf(node);
  if (!sorts) return undefined;
  const sort = name.slice('Zod'.length);
  if (sorts.perhaps.includes(sort)) return undefined;
  return sorts.is.includes(sort);
}

/** What a type certainly is, and what it may be besides. */
interface Sorts {
  readonly is: readonly string[];
  readonly perhaps: readonly string[];
}

function sort(...is: readonly string[]): Sorts {
  return { is, perhaps: [] };
}

function oneOf(...perhaps: readonly string[]): Sorts {
  return { is: [], perhaps };
}

/** Null where the type may be of any class. */
function sortsOf(node: ZodNode): Sorts | null {
  // Zod 3 wraps what is refined or transformed.
  if (node.version === 3 && node.before) return sort('Effects');
  switch (node.kind) {
    case 'string':
      return node.version === 3
        ? sort('String')
        : stringSorts(node.types.length > 0 || node.constraints.pattern !== undefined, node.opaque);
    case 'number':
      return { is: ['Number'], perhaps: node.version >= 4 ? ['NumberFormat'] : [] };
    case 'plain':
      return PLAIN[node.name];
    case 'literal':
      return node.values.includes(null) ? oneOf('Null', 'Literal') : sort('Literal');
    case 'enum':
      return node.version === 3 ? oneOf('Enum', 'NativeEnum') : sort('Enum');
    case 'object':
      return sort('Object');
    case 'array':
      return sort('Array');
    case 'tuple':
      return sort('Tuple');
    case 'record':
      return sort('Record');
    case 'union':
      return node.discriminator === null ? sort('Union', ...(node.isExclusive ? ['Xor'] : [])) : discriminated(node.version);
    case 'intersection':
      return sort('Intersection');
    case 'wrapper':
      return wrapperSorts(node);
    case 'pipe':
      return node.version === 3 ? sort('Pipeline') : { is: ['Pipe'], perhaps: ['Codec'] };
    case 'transform':
      return sort('Transform');
    case 'lazy':
    case 'unread':
      return null;
  }
}

const PLAIN = {
  boolean: sort('Boolean'),
  date: sort('Date'),
  any: oneOf('Any', 'Unknown', 'Custom'),
  never: sort('Never'),
  undefined: oneOf('Undefined', 'Void', 'Literal'),
  framework: null,
} as const satisfies Record<string, Sorts | null>;

function discriminated(version: ZodVersion): Sorts {
  return version === 3 ? sort('DiscriminatedUnion') : sort('DiscriminatedUnion', 'Union');
}

/** Zod 4's `z.email()` is no `ZodString`, `z.string().email()` is. */
function stringSorts(hasFormat: boolean, opaque: readonly string[]): Sorts {
  const isOfCode = opaque.some((entry) => /^refine:(?:hash|stringFormat|templateLiteral)/.test(entry));
  return hasFormat || isOfCode ? oneOf('String', 'StringFormat', 'TemplateLiteral') : sort('String');
}

function wrapperSorts({ wrap, version, isExact, isAsked }: WrapperNode): Sorts {
  switch (wrap) {
    case 'optional':
      return sort(isExact ? 'ExactOptional' : 'Optional');
    case 'default':
      return sort(isAsked ? 'Prefault' : 'Default');
    case 'nonoptional':
      return sort('NonOptional');
    case 'nullable':
      return sort('Nullable');
    case 'readonly':
      return version === 3 ? oneOf('Readonly', 'Branded') : sort('Readonly');
    case 'catch':
      return sort('Catch');
    case 'preprocess':
      return version === 3 ? sort('Effects') : { is: ['Pipe'], perhaps: ['Preprocess'] };
  }
}
