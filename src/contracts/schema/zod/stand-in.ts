import { isRecord } from '../../../source/records.ts';
import { withDefault } from '../constraints.ts';
import { schemaOfValue } from '../schema-of-value.ts';
import type { Constraints, ScalarName, Schema } from '../schema.ts';
import type { WrapperNode } from './node.ts';

/**
 * What is given by a type with a default or a catch, where that value is not of the type itself: Zod gives it as it is, in Zod 3 a catch
 * alone. Undefined where nothing else is given.
 */
export function givenByStandIn({ wrap, version, value, isAsked, origin }: WrapperNode, inner: Schema): Schema | undefined {
  const isGivenAsItIs = wrap === 'catch' || (wrap === 'default' && version >= 4 && !isAsked);
  if (!isGivenAsItIs || !value?.known || value.value === undefined) return undefined;
  const given = inner.given ?? inner;
  if (surelyTakes(given, value.value)) return undefined;
  return withDefault({ kind: 'union', members: [given, schemaOfValue(value.value, origin)], origin }, value);
}

/** Whether a schema takes a value, as far as that can be told cheaply: formats and patterns are not looked into. */
function surelyTakes(schema: Schema, value: unknown): boolean {
  // Of what code decides nobody writes a default that it refuses.
  if (schema.constraints?.opaque) return true;
  return isOfKind(schema, value) && meets(schema.constraints ?? {}, value);
}

function isOfKind(schema: Schema, value: unknown): boolean {
  switch (schema.kind) {
    case 'scalar':
      return isScalar(schema.name, value);
    case 'enum':
      return schema.values.some((one) => one === value);
    case 'literal':
      return schema.value === value;
    case 'nullable':
      return value === null || surelyTakes(schema.type, value);
    case 'union':
      return schema.members.some((member) => surelyTakes(member, value));
    case 'intersection':
      return schema.members.every((member) => surelyTakes(member, value));
    case 'array':
      return Array.isArray(value) && value.every((item) => surelyTakes(schema.item, item));
    case 'object':
      return (
        isRecord(value) &&
        [...schema.fields].every(([name, field]) => (name in value ? surelyTakes(field.type, value[name]) : field.optional))
      );
    case 'record':
      return isRecord(value) && !schema.key && Object.values(value).every((one) => surelyTakes(schema.value, one));
    case 'tuple':
      return false;
    case 'ref':
    case 'resource':
    case 'unknown':
      // Nothing can be told of it, here or by whoever compares it.
      return true;
  }
}

function isScalar(name: ScalarName, value: unknown): boolean {
  switch (name) {
    case 'JSON':
      return true;
    case 'JSONObject':
      return isRecord(value);
    case 'String_unsecure':
    case 'ID':
      return typeof value === 'string';
    case 'NonEmptyString':
      return typeof value === 'string' && value !== '';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Float_unsecure':
      return typeof value === 'number';
    case 'Int_unsecure':
      return Number.isSafeInteger(value);
    default:
      return false;
  }
}

const BOUNDS: { readonly [Name in keyof Constraints]: (value: unknown, bound: number) => boolean } = {
  min: (value, bound) => typeof value === 'number' && value >= bound,
  max: (value, bound) => typeof value === 'number' && value <= bound,
  exclusiveMin: (value, bound) => typeof value === 'number' && value > bound,
  exclusiveMax: (value, bound) => typeof value === 'number' && value < bound,
  minLength: (value, bound) => hasLength(value) && value.length >= bound,
  maxLength: (value, bound) => hasLength(value) && value.length <= bound,
};

function hasLength(value: unknown): value is string | readonly unknown[] {
  return typeof value === 'string' || Array.isArray(value);
}

function meets(constraints: Constraints, value: unknown): boolean {
  return Object.entries(constraints).every(([name, bound]: [string, unknown]) => {
    const isMet = BOUNDS[name as keyof Constraints];
    return bound === undefined || (isMet !== undefined && typeof bound === 'number' && isMet(value, bound));
  });
}
