import type { Span } from '../../../source/span.ts';
import { literal, native, type NativeValue, type StaticValue } from '../../../values/value.ts';
import type { Schema } from '../schema.ts';
import { nativeFunction, type SchemaNative } from '../schema-native.ts';
import { unreadNode } from '../zod/make.ts';
import { zodValue } from '../zod/native.ts';
import type { ZodNode } from '../zod/node.ts';

/** What a schema type of the framework is made of. */
export interface SchemaValueParts {
  /** As a user would say it: `ScalarTypeEnum.ID()`. */
  readonly name: string;
  readonly schema: () => Schema;
  /** What its `getZod()` gives. */
  readonly zod: () => ZodNode;
  /** See `SchemaNative`. */
  readonly mayBeAbsent?: () => boolean;
  /** What its `getName()` gives, if it has one. */
  readonly title?: string | null;
  /** Other members. */
  readonly member?: (property: string, at: Span) => StaticValue | undefined;
}

/** A schema type of the framework as a value. All of them have `getZod()`. */
export function schemaValue(parts: SchemaValueParts, at: Span): NativeValue {
  const { name, title } = parts;
  let schema: Schema | undefined;
  let node: ZodNode | undefined;
  const zod = (): ZodNode => (node ??= nested(parts.zod) ?? unreadNode(4, at, 'too-deep', () => tooDeep(at)));
  const made: SchemaNative = {
    name,
    isZod: false,
    zod,
    ...(parts.mayBeAbsent && { mayBeAbsent: parts.mayBeAbsent }),
    get schema(): Schema {
      return (schema ??= nested(parts.schema) ?? { kind: 'unknown', reason: 'too-deep', digest: tooDeep(at), origin: at });
    },
    get(property, span) {
      if (property === 'getZod') return nativeFunction(`${name}.getZod`, (call) => zodValue(zod(), call.span), span);
      if (property === 'getName' && title !== undefined)
        return nativeFunction(`${name}.getName`, (call) => literal(title ?? undefined, call.span), span);
      return parts.member?.(property, span);
    },
  };
  return native(made, at);
}

/** Models inside models, beyond which they are not read. */
const MAX_NESTED = 200;
let depth = 0;

function nested<Result>(read: () => Result): Result | null {
  if (depth >= MAX_NESTED) return null;
  depth += 1;
  try {
    return read();
  } finally {
    depth -= 1;
  }
}

function tooDeep(at: Span): string {
  return `too-deep:${JSON.stringify(at)}`;
}
