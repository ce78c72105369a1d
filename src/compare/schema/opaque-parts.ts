import { createSchemaSearch } from '../../contracts/schema/parts.ts';
import type { Schema } from '../../contracts/schema/schema.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import type { IsOpaque } from '../scalar-library.ts';

/** Whether a scalar of which it is not known what it accepts is somewhere in a schema. */
export function hasOpaqueScalar(schema: Schema, isOpaque: IsOpaque): boolean {
  return searchFor(isOpaque)(schema);
}

const searchFor = memoizeWeakly((isOpaque: IsOpaque) => createSchemaSearch((schema) => schema.kind === 'scalar' && isOpaque(schema)));
