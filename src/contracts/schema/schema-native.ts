import type { Span } from '../../source/span.ts';
import { native, type Native, type NativeValue, type StaticValue } from '../../values/value.ts';
import type { Schema } from './schema.ts';
import type { ZodNode } from './zod/node.ts';

/** A native that stands for a schema: a model, an enum, a scalar, a Zod type. */
export interface SchemaNative extends Native {
  readonly schema: Schema;
  /** The Zod type that it is, or that its `getZod()` gives. */
  zod(): ZodNode;
  /** Whether it is a Zod type as people write them, or wraps one: only then may a missing field of this type be taken. */
  readonly isMadeOfZod?: boolean;
  /** A Zod type itself, which can be part of other Zod types. */
  readonly isZod: boolean;
  /** Of the framework's own types: the class. */
  readonly className?: string;
}

/** The native behind a value that stands for a schema, or null. */
export function schemaNativeOf(value: StaticValue | undefined): SchemaNative | null {
  return value?.kind === 'native' && isSchemaNative(value.native) ? value.native : null;
}

/** The Zod type that a value is, or null. */
export function zodNodeOf(value: StaticValue | undefined): ZodNode | null {
  const found = schemaNativeOf(value);
  return found?.isZod ? found.zod() : null;
}

/** Whether a value is an instance of a class of schema types, by what its type tells; undefined where that is not known. */
export function isInstance(value: StaticValue, ofType: (type: SchemaNative) => boolean | undefined): boolean | undefined {
  const type = schemaNativeOf(value);
  if (type) return ofType(type);
  const mayBe = value.kind === 'native' || value.kind === 'unknown' || (value.kind === 'object' && value.prototype !== undefined);
  return mayBe ? undefined : false;
}

function isSchemaNative(value: Native): value is SchemaNative {
  return 'zod' in value && 'isZod' in value;
}

/** A function of a library as a value. */
export function nativeFunction(name: string, call: NonNullable<Native['call']>, at: Span): NativeValue {
  return native({ name, call }, at);
}
