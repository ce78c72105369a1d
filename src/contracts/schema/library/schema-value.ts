import type { Span } from '../../../source/span.ts';
import { literal, native, type NativeValue, type StaticValue } from '../../../values/value.ts';
import { nativeFunction, type SchemaNative } from '../schema-native.ts';
import type { Schema } from '../schema.ts';
import { unreadNode } from '../zod/make.ts';
import { zodValue } from '../zod/native.ts';
import { NEWEST_ZOD, type ZodNode } from '../zod/node.ts';
import { unreadSchema } from '../unread-schema.ts';

/** What a schema type of the framework is made of; `at` is where it is written. */
export interface SchemaValueParts {
  /** As a user would say it: `ScalarTypeEnum.ID()`. */
  readonly name: string;
  /** The class that it is an instance of. */
  readonly className: string;
  readonly schema: (at: Span) => Schema;
  /** What its `getZod()` gives. */
  readonly zod: (at: Span) => ZodNode;
  /** See `SchemaNative`. */
  readonly isMadeOfZod?: boolean;
  /** What its `getName()` gives, if it has one. */
  readonly title?: string | null;
  /** See `Native`. */
  readonly holds?: StaticValue | undefined;
  /** Other members. */
  readonly member?: (property: string, at: Span) => StaticValue | undefined;
}

/** A schema type of the framework as a value. All of them have `getZod()`. */
export function schemaValue(parts: SchemaValueParts, at: Span): NativeValue {
  return native(new FrameworkNative(parts, at), at);
}

/** A class, since a repository has thousands of them: an object with closures of its own would be several times as large. */
class FrameworkNative implements SchemaNative {
  readonly isZod = false;
  readonly #parts: SchemaValueParts;
  readonly #at: Span;
  #schema: Schema | undefined;
  #node: ZodNode | undefined;

  constructor(parts: SchemaValueParts, at: Span) {
    this.#parts = parts;
    this.#at = at;
  }

  get name(): string {
    return this.#parts.name;
  }

  get className(): string {
    return this.#parts.className;
  }

  get holds(): StaticValue | undefined {
    return this.#parts.holds;
  }

  get schema(): Schema {
    const at = this.#at;
    return (this.#schema ??= nested(() => this.#parts.schema(at)) ?? unreadSchema('too-deep', () => tooDeep(at), at));
  }

  zod(): ZodNode {
    const at = this.#at;
    return (this.#node ??= nested(() => this.#parts.zod(at)) ?? unreadNode(NEWEST_ZOD, at, 'too-deep', () => tooDeep(at)));
  }

  get isMadeOfZod(): boolean {
    return this.#parts.isMadeOfZod ?? false;
  }

  get(property: string, span: Span): StaticValue | undefined {
    const { name, title, member } = this.#parts;
    if (property === 'getZod') return nativeFunction(`${name}.getZod`, (call) => zodValue(this.zod(), call.span), span);
    if (property === 'getName' && title !== undefined)
      return nativeFunction(`${name}.getName`, (call) => literal(title ?? undefined, call.span), span);
    return member?.(property, span);
  }
}

/** Models inside models, beyond which they are not read. */
const MAX_NESTED = 200;
/**
 * How many of them are being read. It is no argument, since a model's schema is a property, which whoever holds the model asks for, another
 * model or a Zod type around it. Nothing here waits, and `nested` sets it back, also when it throws: outside of it, it is 0.
 */
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
