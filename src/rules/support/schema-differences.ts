import { schemaDigest } from '../../contracts/schema/equal.ts';
import { partsOf } from '../../contracts/schema/parts.ts';
import type { ObjectSchema, Schema, SchemaField } from '../../contracts/schema/schema.ts';
import { schemaText } from './schema-text.ts';

/** Where two schemas of one thing differ: the path of the field, and what stands there on each side, null where nothing does. */
export interface SchemaDifference {
  readonly path: string;
  readonly inline: string | null;
  readonly declared: string | null;
}

/** More are not looked for: nobody reads them. */
const MAX_DIFFERENCES = 200;

/**
 * What an inline schema and a declared one do not have in common, in the order of their fields; empty when both mean the same.
 * A part that cannot be read is equal to everything: what it is nobody can say.
 */
export function schemaDifferences(inline: Schema, declared: Schema): readonly SchemaDifference[] {
  const differences: SchemaDifference[] = [];
  compare('', inline, declared, differences, new Map());
  return differences;
}

/** Pairs that are being compared further out, or have been and do not differ. */
type Seen = Map<Schema, Set<Schema>>;

function compare(path: string, inlineSchema: Schema, declaredSchema: Schema, into: SchemaDifference[], seen: Seen): void {
  const inline = resolve(inlineSchema);
  const declared = resolve(declaredSchema);
  if (into.length >= MAX_DIFFERENCES || inline.kind === 'unknown' || declared.kind === 'unknown') return;
  const pairs = seen.get(inline) ?? new Set();
  if (pairs.has(declared)) return;
  if (schemaDigest(readable(inline)) === schemaDigest(readable(declared))) return;
  seen.set(inline, pairs.add(declared));
  const before = into.length;
  comparePair(path, inline, declared, into, seen);
  // A pair that differs is told again wherever it stands.
  if (into.length > before) pairs.delete(declared);
}

function comparePair(path: string, inline: Schema, declared: Schema, into: SchemaDifference[], seen: Seen): void {
  if (inline.kind === 'object' && declared.kind === 'object' && hasSameConstraints(inline, declared)) {
    compareFields(path, inline, declared, into, seen);
  } else if (inline.kind === 'array' && declared.kind === 'array' && hasSameConstraints(inline, declared)) {
    compare(`${path}[]`, inline.item, declared.item, into, seen);
  } else if (inline.kind === 'nullable' && declared.kind === 'nullable') {
    compare(path, inline.type, declared.type, into, seen);
  } else if (!hasUnknownPart(inline, new Set()) && !hasUnknownPart(declared, new Set())) {
    into.push(difference(path, schemaText(inline), schemaText(declared)));
  }
}

function compareFields(path: string, inline: ObjectSchema, declared: ObjectSchema, into: SchemaDifference[], seen: Seen): void {
  for (const [name, field] of inline.fields) {
    const at = path === '' ? name : `${path}.${name}`;
    const other = declared.fields.get(name);
    if (!other) into.push({ path: at, inline: fieldText(field), declared: null });
    else if (field.array !== other.array || field.optional !== other.optional) {
      into.push(difference(at, presence(field, fieldText(field)), presence(other, fieldText(other))));
    } else compare(field.array ? `${at}[]` : at, field.type, other.type, into, seen);
  }
  for (const [name, field] of declared.fields) {
    if (!inline.fields.has(name)) into.push({ path: path === '' ? name : `${path}.${name}`, inline: null, declared: fieldText(field) });
  }
  // Who reads an event drops what it does not know, so that only a type for undeclared fields makes a difference.
  if (inline.catchall && declared.catchall) compare(path === '' ? '*' : `${path}.*`, inline.catchall, declared.catchall, into, seen);
}

function fieldText(field: SchemaField): string {
  return field.array ? `a list of ${schemaText(field.type)}` : schemaText(field.type);
}

function presence(field: SchemaField, text: string): string {
  return field.optional ? `optional ${text}` : text;
}

/** Of two schemas that read alike in a few words it can only be said that they are two. */
function difference(path: string, inline: string, declared: string): SchemaDifference {
  return { path, inline, declared: inline === declared ? 'a different one' : declared };
}

function resolve(schema: Schema): Schema {
  let target = schema;
  for (let steps = 0; target.kind === 'ref' && steps < 100; steps += 1) target = target.target();
  return target;
}

function hasSameConstraints(inline: Schema, declared: Schema): boolean {
  return JSON.stringify(readable(inline).constraints ?? {}) === JSON.stringify(readable(declared).constraints ?? {});
}

/** The schema without its refinements: what these accept cannot be read. */
function readable(schema: Schema): Schema {
  if (!schema.constraints?.opaque) return schema;
  const { opaque: _, ...constraints } = schema.constraints;
  return { ...schema, constraints };
}

/** Whether a part of a union, tuple or the like cannot be read. */
function hasUnknownPart(schema: Schema, seen: Set<Schema>): boolean {
  const target = resolve(schema);
  if (target.kind === 'unknown') return true;
  if (seen.has(target)) return false;
  seen.add(target);
  return partsOf(target).some((part) => hasUnknownPart(part, seen));
}
