import { identityOf } from './constraints.ts';
import type { Constraints, ObjectSchema, Schema, SchemaField } from './schema.ts';

/** More levels than this are left out, shown as an ellipsis. */
const MAX_DEPTH = 12;
const MAX_LINES = 2_000;
const MAX_LABEL_DEPTH = 20;

/**
 * A schema for people, a field a line: `name?: Type`. Objects inside are shown below their field; one that contains itself is named once
 * more and not shown again.
 */
export function schemaTree(schema: Schema): string[] {
  const lines = [schemaLabel(schema)];
  writeObjects(schema, '  ', [], lines);
  return lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), '…'] : lines;
}

/** A schema in one line: `'a' | 'b'`, `Item[]`, `String_unsecure (min 3)`. Objects without a name are `object`. */
export function schemaLabel(schema: Schema): string {
  return label(schema, 0);
}

function writeObjects(schema: Schema, indent: string, around: readonly Schema[], lines: string[]): void {
  const objects = objectsIn(schema, 0);
  for (const object of objects) {
    if (lines.length > MAX_LINES) return;
    const isShown = objects.length > 1;
    if (isShown) lines.push(`${indent}${object.name ?? 'object'}`);
    if (around.includes(identityOf(object))) {
      lines.push(`${lines.pop() ?? ''} (see above)`);
      continue;
    }
    const inner = isShown ? `${indent}  ` : indent;
    if (around.length >= MAX_DEPTH) {
      lines.push(`${inner}…`);
      continue;
    }
    for (const [name, field] of object.fields) {
      lines.push(`${inner}${fieldLabel(name, field)}`);
      writeObjects(field.type, `${inner}  `, [...around, identityOf(object)], lines);
    }
  }
}

/** The objects that a schema is made of, not those inside their fields. */
function objectsIn(schema: Schema, depth: number): readonly ObjectSchema[] {
  if (depth > MAX_LABEL_DEPTH) return [];
  switch (schema.kind) {
    case 'object':
      return [schema];
    case 'array':
      return objectsIn(schema.item, depth + 1);
    case 'nullable':
      return objectsIn(schema.type, depth + 1);
    case 'record':
      return objectsIn(schema.value, depth + 1);
    case 'union':
    case 'intersection':
      return [...new Set(schema.members.flatMap((member) => objectsIn(member, depth + 1)))];
    case 'tuple':
      return [...new Set([...schema.items, ...(schema.rest ? [schema.rest] : [])].flatMap((item) => objectsIn(item, depth + 1)))];
    case 'ref':
      return objectsIn(schema.target(), depth + 1);
    default:
      return [];
  }
}

function fieldLabel(name: string, field: SchemaField): string {
  const type = label(field.type, 0);
  const shown = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : quoted(name);
  const standIn = field.type.default;
  const value = standIn ? ` = ${standIn.known ? (JSON.stringify(standIn.value) ?? 'undefined') : '…'}` : '';
  return `${shown}${field.optional ? '?' : ''}: ${field.array ? listOf(field.type, type) : type}${value}`;
}

function label(schema: Schema, depth: number): string {
  return depth > MAX_LABEL_DEPTH ? '…' : labelOfKind(schema, depth + 1) + labelOfConstraints(schema.constraints);
}

function labelOfKind(schema: Schema, depth: number): string {
  switch (schema.kind) {
    case 'scalar':
      return schema.name;
    case 'enum':
      return schema.values.map(literalLabel).join(' | ') || 'never';
    case 'object':
      return (schema.name ?? 'object') + { drop: '', refuse: ' (no other fields)', keep: ' (other fields kept)' }[schema.unknownFields];
    case 'array':
      return listOf(schema.item, label(schema.item, depth));
    case 'union':
      return schema.members.map((member) => label(member, depth)).join(' | ') || 'never';
    case 'intersection':
      return schema.members.map((member) => grouped(member, label(member, depth))).join(' & ');
    case 'literal':
      return literalLabel(schema.value);
    case 'nullable':
      return `${label(schema.type, depth)} | null`;
    case 'record':
      return `Record<${schema.key ? label(schema.key, depth) : 'string'}, ${label(schema.value, depth)}>`;
    case 'tuple': {
      const rest = schema.rest ? [`...${listOf(schema.rest, label(schema.rest, depth))}`] : [];
      return `[${[...schema.items.map((item) => label(item, depth)), ...rest].join(', ')}]`;
    }
    case 'ref':
      return label(schema.target(), depth);
    case 'resource':
      return `resource ${schema.key}${schema.array ? '[]' : ''}`;
    case 'unknown':
      return `unknown (${schema.reason})`;
  }
}

function listOf(item: Schema, text: string): string {
  return `${grouped(item, text)}[]`;
}

function grouped(schema: Schema, text: string): string {
  return / [|&(]/.test(text) && schema.kind !== 'tuple' && schema.kind !== 'record' ? `(${text})` : text;
}

function labelOfConstraints(constraints: Constraints | undefined): string {
  if (!constraints) return '';
  const { pattern, opaque, ...others } = constraints;
  const parts = Object.entries(others).map(([name, value]) => (value === true ? name : `${CONSTRAINTS[name] ?? name} ${String(value)}`));
  for (const source of pattern ?? []) parts.push(`pattern ${source}`);
  for (const entry of opaque ?? []) parts.push(entry.slice(0, entry.indexOf(':')));
  return parts.length > 0 ? ` (${[...new Set(parts)].join(', ')})` : '';
}

const CONSTRAINTS: Readonly<Record<string, string>> = {
  exclusiveMin: 'above',
  exclusiveMax: 'below',
  multipleOf: 'multiple of',
  minLength: 'min length',
  maxLength: 'max length',
};

function literalLabel(value: string | number | boolean | null): string {
  return typeof value === 'string' ? quoted(value) : String(value);
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
