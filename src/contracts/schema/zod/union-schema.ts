import { exclusiveEntry } from '../apart.ts';
import { constrained, withDefault, withoutDefault } from '../constraints.ts';
import type { Schema, UnionSchema } from '../schema.ts';
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

/** An option of a discriminated union: it is chosen by the value that is given, so that no catch mends it, nor in Zod 3 a default. */
function discriminated(option: ZodNode, name: string): ZodNode {
  const field = option.kind === 'object' ? option.fields.get(name) : undefined;
  if (option.kind !== 'object' || field?.node.kind !== 'wrapper') return option;
  const { wrap, inner, value } = field.node;
  if (wrap !== 'catch' && (wrap !== 'default' || option.version >= 4)) return option;
  const node =
    option.version === 3 ? inner : { ...field.node, wrap: 'default' as const, ...(value && { value: { ...value, isCatch: false } }) };
  return { ...option, fields: new Map([...option.fields, [name, { ...field, node }]]) };
}
