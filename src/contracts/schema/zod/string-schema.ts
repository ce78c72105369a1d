import { constrained, tighten } from '../constraints.ts';
import type { Constraints, ScalarName, Schema } from '../schema.ts';
import type { StringNode, StringType, ZodNode } from './node.ts';
import { AT_LAST } from './opaque.ts';

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

/** Refinements and changes of a string, but for those in `changesOfString`. `z.email().toLowerCase()` takes what `z.email()` takes. */
export function opaqueOfString(node: StringNode): readonly string[] {
  const { opaque } = node;
  const asked = askedOf(node);
  const last = opaque.findLastIndex((entry) => !HARMLESS.test(entry)) + 1;
  if (asked === null && last === 0) return [];
  return opaque.map((entry, index) => (index >= last && entry.endsWith(afterAll(asked)) ? `${entry}${AT_LAST}` : entry));
}

/** What is done to a string of which nothing is asked: `z.string().trim()` by itself takes and gives any string. */
export function changesOfString(node: ZodNode): readonly string[] | undefined {
  const isBare = node.kind === 'string' && node.opaque.length > 0 && opaqueOfString(node).length === 0;
  return isBare ? node.opaque : undefined;
}

/** What is asked of a string without code; null where that is nothing. */
function askedOf({ types, constraints }: StringNode): string | null {
  const asked = [...types, ...(Object.keys(constraints).length > 0 ? [constraints] : [])];
  return asked.length > 0 ? JSON.stringify(asked) : null;
}

function afterAll(asked: string | null): string {
  return asked === null ? '' : ` after ${asked}`;
}

/** Whether a string was changed in this way just before: to trim it once more does nothing. */
export function isDoneAgain(node: ZodNode, entry: string): boolean {
  return node.kind === 'string' && HARMLESS.test(entry) && node.opaque.at(-1) === entry;
}

/** Whether the same is asked of two strings without code. */
export function asksTheSame(one: StringNode, other: StringNode): boolean {
  return one.opaque.length === other.opaque.length && askedOf(one) === askedOf(other);
}

/** The entry of what is done to a string: `trim` before a check is not `trim` after it, so what was asked before is part of it. */
export function orderedEntry(node: ZodNode, entry: string): string {
  return node.kind === 'string' && entry.startsWith('overwrite:') ? `${entry}${afterAll(askedOf(node))}` : entry;
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
