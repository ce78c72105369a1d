import { isInherited } from '../../../values/expressions/operators.ts';
import { schemaDigest } from '../equal.ts';
import { hash } from '../hash.ts';
import type { SchemaField } from '../schema.ts';
import { absenceOf, isDeferred } from './absence.ts';
import type { ZodNode } from './node.ts';
import { isRefused } from './refused.ts';

/** The one name by which a field may be lost, or the prototype of all the others be replaced. */
export const PROTOTYPE = '__proto__';

/**
 * A field as an object asks for it. By the name of what every object has, as `constructor`, it is never missing: where it is left out, its type
 * is given that, a function.
 */
export function askedFor(name: string, nodeOf: () => ZodNode, field: SchemaField): SchemaField {
  if (!isInherited(name)) return field;
  const node = nodeOf();
  const { array, ignored, origin } = field;
  const others = { array, origin, ...(ignored && { ignored }) };
  if (!isDeferred(node) && isRefused(node, Object, (part) => absenceOf(part) === 'required')) {
    const { default: _, ...type } = field.type;
    return { type, optional: false, ...others };
  }
  return {
    get type() {
      return field.type;
    },
    optional: true,
    get codeOnAbsence() {
      return hash(`inherited ${schemaDigest(field.type)}`);
    },
    ...others,
  };
}
