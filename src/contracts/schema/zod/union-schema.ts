import { exclusiveEntry } from '../apart.ts';
import { constrained, withDefault, withoutDefault } from '../constraints.ts';
import type { Schema, UnionSchema } from '../schema.ts';
import { absenceOf } from './absence.ts';
import type { UnionNode, ZodNode } from './node.ts';

/** Any of the options, as far as they are JSON values. */
export function unionSchema(node: UnionNode, schemaOf: (node: ZodNode) => Schema): Schema {
  // No JSON value is `undefined`; whether the value may be absent says `absenceOf`.
  const options = node.options.filter((option) => option.kind !== 'plain' || option.name !== 'undefined');
  const members = options.map((option) => schemaOf(node.discriminator === null ? option : discriminated(option, node.discriminator)));
  const [only] = members;
  if (only && members.length === 1 && options.length < node.options.length) return only;
  const standIn = members.find((member) => member.default)?.default;
  const schema: UnionSchema = {
    kind: 'union',
    members: members.map(withoutDefault),
    ...(node.discriminator !== null && { discriminator: node.discriminator }),
    origin: node.origin,
  };
  const entry = node.isExclusive ? exclusiveEntry(schema) : null;
  const asked = entry === null ? schema : constrained(schema, { opaque: [entry] });
  return standIn ? withDefault(asked, standIn) : asked;
}

/** An option of a discriminated union: it is chosen by the value that is given, before that is mended. */
function discriminated(option: ZodNode, name: string): ZodNode {
  const field = option.kind === 'object' ? option.fields.get(name) : undefined;
  if (option.kind !== 'object' || !field) return option;
  return { ...option, fields: new Map([...option.fields, [name, { ...field, node: choosing(field.node) }]]) };
}

/** The type of the field that chooses: no catch mends what is there, and before Zod 4.5 no default what is not, unless that was optional already. */
function choosing(node: ZodNode): ZodNode {
  if (node.kind === 'pipe') return { ...node, input: choosing(node.input) };
  if (node.kind !== 'wrapper') return node;
  const { wrap, inner, value, ...rest } = node;
  switch (wrap) {
    case 'readonly':
    case 'nullable':
      return { ...node, inner: choosing(inner) };
    case 'default':
    case 'catch':
      if (node.version >= 4.5) return { ...node, wrap: 'default', ...(value && { value: { ...value, isCatch: false } }) };
      if (wrap === 'default' && absenceOf(inner) === 'optional') return node;
      return { ...rest, wrap: 'readonly', inner: choosing(inner) };
    default:
      return node;
  }
}
