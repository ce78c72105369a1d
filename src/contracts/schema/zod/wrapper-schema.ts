import { constrained, withDefault, withoutDefault } from '../constraints.ts';
import type { Schema } from '../schema.ts';
import { refusesPiped, refusesStandIn } from './absence.ts';
import type { PipeNode, WrapperNode } from './node.ts';
import { opaqueEntry } from './opaque.ts';

/** Stands for a catch that is not sure to take any value. */
const CAUGHT = opaqueEntry('coerce', 'catch');

/**
 * What a pipe takes. What stands in for an absent value, the second type is asked of as of any other, and so it is of what a catch makes.
 * @param schema the schema of its first type
 */
export function pipedSchema({ input, output }: PipeNode, schema: Schema): Schema {
  if (!schema.default || output.kind === 'transform') return schema;
  const taken = schema.default.isCatch ? constrained(schema, { opaque: [CAUGHT] }) : schema;
  return refusesPiped(input, output) ? withoutDefault(taken) : withDefault(taken, { ...schema.default, isCatch: false });
}

/** What is asked after a catch is asked of its value too: any value may be taken, or none but those of the type. */
export function refinedCatch(schema: Schema): Schema {
  return schema.default?.isCatch ? withDefault(constrained(schema, { opaque: [CAUGHT] }), { ...schema.default, isCatch: false }) : schema;
}

/** @param inner the schema of what is wrapped */
export function wrapperSchema(node: WrapperNode, inner: Schema): Schema {
  switch (node.wrap) {
    case 'optional':
    case 'readonly':
    case 'preprocess':
      return inner;
    case 'nonoptional':
      // Zod 3's `required()` takes optional off; Zod 4 asks for the value even where there is a default, be it any value for a catch.
      if (node.version === 3) return inner;
      return constrained(withoutDefault(inner), inner.default?.isCatch ? { opaque: [CAUGHT] } : {});
    case 'nullable': {
      const schema: Schema = { kind: 'nullable', type: withoutDefault(inner), origin: node.origin };
      return inner.default ? withDefault(schema, inner.default) : schema;
    }
    case 'default':
    case 'catch': {
      if (refusesStandIn(node)) return withoutDefault(inner);
      const value = node.value ?? { known: false, value: undefined, isCatch: false };
      if (!inner.default) return withDefault(inner, value);
      // Of a default and a catch, the default says what an absent value becomes, and the catch that any value is taken.
      const shown = node.wrap === 'catch' ? inner.default : value;
      return withDefault(inner, { ...shown, isCatch: value.isCatch || inner.default.isCatch });
    }
  }
}
