import { isRecord } from '../../../source/records.ts';
import type { Made } from '../schema.ts';
import { absenceOf } from './absence.ts';
import type { ObjectNode, ZodField, ZodNode } from './node.ts';
import { isOnlyRefined } from './opaque.ts';

export const UNSURE: Made = { kind: 'unsure' };

type MadeOf = (node: ZodNode, value: unknown) => Made;

/** What becomes of a value that a type takes by what it makes of its parts; `unsure` of types that choose among several, and of other code. */
export function madeOfParts(node: ZodNode, value: unknown, madeOf: MadeOf): Made {
  if (!isOnlyRefined(node)) return UNSURE;
  switch (node.kind) {
    case 'object':
      return isRecord(value) ? madeOfFields(node, value, madeOf) : UNSURE;
    case 'array':
      return Array.isArray(value) ? listOf(value.map((item) => madeOf(node.element, item))) : UNSURE;
    case 'tuple': {
      if (!Array.isArray(value) || value.length !== node.items.length) return UNSURE;
      return listOf(node.items.map((item, index) => madeOf(item, value[index])));
    }
    case 'wrapper':
      if (node.wrap === 'preprocess' || node.wrap === 'catch') return UNSURE;
      return value === null && node.wrap === 'nullable' ? { kind: 'value', value } : madeOf(node.inner, value);
    default:
      return UNSURE;
  }
}

function listOf(items: readonly Made[]): Made {
  const values = items.flatMap((item) => (item.kind === 'value' ? [item.value] : []));
  return values.length === items.length ? { kind: 'value', value: values } : (items.find(({ kind }) => kind === 'refused') ?? UNSURE);
}

function madeOfFields({ fields, unknownFields, catchall }: ObjectNode, object: object, madeOf: MadeOf): Made {
  const given = new Map<string, unknown>(Object.entries(object));
  const extras = [...given].filter(([name]) => !fields.has(name));
  if (catchall && extras.length > 0) return UNSURE;
  const made = new Map<string, unknown>(unknownFields === 'keep' ? extras : []);
  for (const [name, field] of fields) {
    const one = given.has(name) ? madeOf(field.node, given.get(name)) : madeOfAbsent(field, madeOf);
    if (one.kind === 'value') made.set(name, one.value);
    else if (one.kind !== 'absent') return one;
  }
  return { kind: 'value', value: Object.fromEntries(made) };
}

function madeOfAbsent({ node }: ZodField, madeOf: MadeOf): Made {
  if (node.kind === 'wrapper' && node.wrap === 'default') {
    if (!node.value?.known) return UNSURE;
    // Zod 3 asks a default of its type as any other value, and so does `prefault`.
    return node.isAsked || node.version === 3 ? madeOf(node.inner, node.value.value) : { kind: 'value', value: node.value.value };
  }
  return absenceOf(node) === 'optional' ? { kind: 'absent' } : UNSURE;
}
