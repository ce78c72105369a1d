import { constrained, tighten } from '../constraints.ts';
import type { Constraints, ScalarName, Schema } from '../schema.ts';
import type { StringNode, StringType } from './node.ts';

/** Formats that take the empty string. */
const MAY_BE_EMPTY = new Set(['base64', 'base64url', 'hex', undefined]);
/** Changes to a string that matter only where something is asked of the result. */
const HARMLESS = /^overwrite:(?:trim|toLowerCase|toUpperCase|normalize|slugify)\b/;

/** The schema of a string with its checks, refinements aside. */
export function stringSchema(node: StringNode): Schema {
  const [first, ...others] = node.types;
  const { origin } = node;
  if (!first) return plainString(node.constraints, origin);
  const schemas = [
    typeSchema(first, withoutImpliedLength(first, node.constraints), origin),
    ...others.map((type) => typeSchema(type, {}, origin)),
  ];
  return others.length === 0 ? (schemas[0] as Schema) : { kind: 'intersection', members: schemas, origin };
}

/** Refinements and changes of a string. `z.string().trim()` by itself takes and gives any string. */
export function opaqueOfString(node: StringNode): readonly string[] {
  const isChecked = node.types.length > 0 || Object.keys(node.constraints).length > 0 || node.opaque.some((entry) => !HARMLESS.test(entry));
  return isChecked ? node.opaque : [];
}

function plainString(constraints: Constraints, origin: Schema['origin']): Schema {
  const { minLength, ...others } = constraints;
  const name: ScalarName = minLength === 1 ? 'NonEmptyString' : 'String_unsecure';
  return constrained({ kind: 'scalar', name, origin }, minLength === undefined || minLength <= 1 ? others : constraints);
}

function typeSchema(type: StringType, constraints: Constraints, origin: Schema['origin']): Schema {
  return constrained({ kind: 'scalar', name: type.scalar, origin }, tighten(type.constraints, constraints));
}

/** `z.string().min(1).email()` is an email address. */
function withoutImpliedLength(type: StringType, constraints: Constraints): Constraints {
  const { minLength, ...others } = constraints;
  const isNeverEmpty = type.scalar !== 'String_unsecure' || !MAY_BE_EMPTY.has(type.constraints.format);
  return minLength !== undefined && minLength <= 1 && isNeverEmpty ? others : constraints;
}
