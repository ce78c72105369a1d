import type { Constraints, Schema, SchemaBase, SchemaDefault } from './schema.ts';

/** What both constraints ask together: of each bound the tighter one, of patterns and refinements all. */
export function tighten(one: Constraints, other: Constraints): Constraints {
  const result: { -readonly [Name in keyof Constraints]: Constraints[Name] } = { ...one };
  for (const name of ['min', 'exclusiveMin', 'minLength'] as const) {
    const value = other[name];
    if (value !== undefined) result[name] = Math.max(result[name] ?? value, value);
  }
  for (const name of ['max', 'exclusiveMax', 'maxLength'] as const) {
    const value = other[name];
    if (value !== undefined) result[name] = Math.min(result[name] ?? value, value);
  }
  if (result.min !== undefined && result.exclusiveMin !== undefined) {
    if (result.min > result.exclusiveMin) delete result.exclusiveMin;
    else delete result.min;
  }
  if (result.max !== undefined && result.exclusiveMax !== undefined) {
    if (result.max < result.exclusiveMax) delete result.exclusiveMax;
    else delete result.max;
  }
  const opaque = [...(one.opaque ?? []), ...(other.opaque ?? [])];
  if (other.multipleOf !== undefined) {
    const common = commonMultiple(one.multipleOf, other.multipleOf);
    if (common === null) opaque.push(`refine:multipleOf:${other.multipleOf}`);
    else result.multipleOf = common;
  }
  if (opaque.length > 0) result.opaque = opaque;
  if (other.pattern) result.pattern = [...new Set([...(one.pattern ?? []), ...other.pattern])];
  if (other.int) result.int = true;
  if (other.format !== undefined) {
    if (one.format !== undefined && one.format !== other.format)
      result.opaque = [...(result.opaque ?? []), `refine:format:${other.format}`];
    else result.format = other.format;
  }
  return result;
}

/** The number that exactly the multiples of both are multiples of; null where that is not a safe integer or a multiple of the other. */
function commonMultiple(one: number | undefined, other: number): number | null {
  if (one === undefined || one === other) return other;
  const [a, b] = [Math.abs(one), Math.abs(other)];
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || a === 0 || b === 0) return null;
  let [divisor, rest] = [a, b];
  while (rest !== 0) [divisor, rest] = [rest, divisor % rest];
  const multiple = (a / divisor) * b;
  return Number.isSafeInteger(multiple) ? multiple : null;
}

/** `schema` with more asked of its values. The schema itself is left as it is. */
export function constrained(schema: Schema, constraints: Constraints): Schema {
  if (Object.keys(constraints).length === 0) return schema;
  return copy(schema, { constraints: tighten(schema.constraints ?? {}, constraints) });
}

/** `schema` with a value for when it is absent, or for when the value does not fit. */
export function withDefault(schema: Schema, value: SchemaDefault): Schema {
  return copy(schema, { default: value });
}

/** `schema` with what can be told of its code for single values, beside what could be told already. */
export function withChecks(schema: Schema, checks: SchemaBase['checks']): Schema {
  return checks && checks.size > 0 ? copy(schema, { checks: new Map([...(schema.checks ?? []), ...checks]) }) : schema;
}

/** `schema` with the code that stands behind its entries, beside what was known already. */
export function withTexts(schema: Schema, texts: SchemaBase['texts']): Schema {
  return texts && texts.size > 0 ? copy(schema, { texts: new Map([...(schema.texts ?? []), ...texts]) }) : schema;
}

/** `schema` with what is given, where that is of another type than what is taken. */
export function withGiven(schema: Schema, given: Schema | undefined): Schema {
  return given ? copy(schema, { given }) : schema;
}

/** `schema` with what is done to a string of which nothing is asked. */
export function withChanges(schema: Schema, changes: SchemaBase['changes']): Schema {
  return changes ? copy(schema, { changes }) : schema;
}

/** `schema` without what stands in for an absent value. */
export function withoutDefault(schema: Schema): Schema {
  return schema.default ? copy(schema, { default: undefined }) : schema;
}

/** The default of a schema, also where it stands under `nullable`. */
export function defaultOf(schema: Schema): Schema['default'] {
  return schema.default ?? (schema.kind === 'nullable' ? defaultOf(schema.type) : undefined);
}

/** Schemas that are others with a name. */
const unnamed = new WeakMap<Schema, Schema>();

/** `schema` under a name, where it is of a kind that has one. */
export function named(schema: Schema, name: string | null): Schema {
  if (name === null || (schema.kind !== 'object' && schema.kind !== 'enum')) return schema;
  const result: Schema = { ...schema, name };
  unnamed.set(result, identityOf(schema));
  return result;
}

/** The same object for a schema and for the same schema under a name: what contains itself may know itself by either. */
export function identityOf(schema: Schema): Schema {
  return unnamed.get(schema) ?? schema;
}

/** Copies without asking a reference for its name or target, which would read what it refers to too early. */
function copy(
  schema: Schema,
  change: Pick<SchemaBase, 'constraints' | 'checks' | 'texts' | 'given' | 'changes'> & { default?: SchemaDefault | undefined },
): Schema {
  const { default: standIn, ...others } = Object.getOwnPropertyDescriptors(schema) as PropertyDescriptorMap;
  const kept = 'default' in change || !standIn ? others : { ...others, default: standIn };
  const result = Object.defineProperties({}, kept) as Mutable<Schema>;
  if (change.constraints) result.constraints = change.constraints;
  if (change.checks) result.checks = change.checks;
  if (change.texts) result.texts = change.texts;
  if (change.given) result.given = change.given;
  if (change.changes) result.changes = change.changes;
  if (change.default) result.default = change.default;
  // The properties are those of a schema, with others that a schema may have.
  return result;
}

type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] };
