import { partsOf } from '../../contracts/schema/parts.ts';
import type { Schema } from '../../contracts/schema/schema.ts';
import type { IsOpaque } from '../scalar-library.ts';

const answers = new WeakMap<IsOpaque, WeakMap<Schema, boolean>>();

/** Whether a scalar of which it is not known what it accepts is somewhere in a schema. One model reaches many contracts: each is looked through once. */
export function hasOpaqueScalar(schema: Schema, isOpaque: IsOpaque): boolean {
  let known = answers.get(isOpaque);
  if (!known) answers.set(isOpaque, (known = new WeakMap()));
  const reached = new Set([schema]);
  for (const one of reached) {
    const answer = known.get(one);
    if (answer === true || (answer === undefined && one.kind === 'scalar' && isOpaque(one))) {
      known.set(schema, true);
      return true;
    }
    if (answer === undefined) for (const part of partsOf(one)) reached.add(part);
  }
  for (const one of reached) known.set(one, false);
  return false;
}
