import { NOT_JSON } from '../../contracts/schema/schema.ts';
import type { CodeTexts, Constraints, Schema } from '../../contracts/schema/schema.ts';
import { describeAsked } from './describe-code.ts';
import { shortened } from './shortened.ts';

const MAX_VALUES = 6;
const MAX_DEPTH = 3;

/** A schema in a few words, for reports: `NonEmptyString`, `AuthType (a, b)`, `list of ConnectionModel`. */
export function describeSchema(schema: Schema, depth = 0): string {
  const text = describeKind(schema, depth);
  const constraints = schema.constraints ? describeConstraints(schema.constraints, schema.texts) : '';
  const initial = schema.default ? ` = ${schema.default.known ? JSON.stringify(schema.default.value) : '…'}` : '';
  return `${text}${constraints === '' ? '' : ` (${constraints})`}${initial}`;
}

function describeKind(schema: Schema, depth: number): string {
  const inner = (part: Schema): string => (depth >= MAX_DEPTH ? '…' : describeSchema(part, depth + 1));
  switch (schema.kind) {
    case 'scalar':
      return schema.name;
    case 'enum': {
      const values = describeValues(schema.values);
      return schema.name === null ? `enum (${values})` : `${schema.name} (${values})`;
    }
    case 'literal':
      return JSON.stringify(schema.value);
    case 'object':
      return (
        schema.name ??
        `{ ${listed(
          [...schema.fields].map(([name, field]) => `${name}${field.optional ? '?' : ''}`),
          ', ',
        )} }`
      );
    case 'array':
      return `list of ${inner(schema.item)}`;
    case 'union':
      return schema.members.length === 0 ? 'nothing' : listed(schema.members.map(inner), ' | ');
    case 'intersection':
      return listed(schema.members.map(inner), ' & ');
    case 'nullable':
      return `${inner(schema.type)} | null`;
    case 'record':
      return `record of ${inner(schema.value)}`;
    case 'tuple':
      return `[${[...schema.items.map(inner), ...(schema.rest ? [`...${inner(schema.rest)}`] : [])].join(', ')}]`;
    case 'ref':
      return schema.name;
    case 'resource':
      return `${schema.array ? 'list of ' : ''}resource ${schema.key}`;
    case 'unknown':
      if (schema.made) return `what ${shortened(schema.made.text())} gives`;
      return schema.reason.startsWith(NOT_JSON) ? schema.reason.slice(NOT_JSON.length) : 'unreadable';
  }
}

function listed(texts: readonly string[], separator: string): string {
  const more = texts.length > MAX_VALUES ? `${separator}…` : '';
  return `${texts.slice(0, MAX_VALUES).join(separator)}${more}`;
}

export function describeValues(values: readonly (string | number | boolean | null)[]): string {
  const shown = values.slice(0, MAX_VALUES).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return `${shown.join(', ')}${values.length > MAX_VALUES ? `, and ${values.length - MAX_VALUES} more` : ''}`;
}

function describeConstraints(constraints: Constraints, texts: CodeTexts | undefined): string {
  return Object.entries(constraints)
    .flatMap(([name, value]: [string, unknown]) => {
      if (value === undefined) return [];
      if (name === 'opaque') return describeAsked({ opaque: constraints.opaque ?? [], texts }).map(shortened);
      if (value === true) return [name];
      return [`${name} ${(Array.isArray(value) ? value.map(String) : [String(value)]).map(shortened).join(' and ')}`];
    })
    .join(', ');
}
