import type { Schema } from './schema.ts';

/** Any of some schemas, or what all of them take together; of a single one that itself. */
export function joined(kind: 'union' | 'intersection', members: readonly Schema[], origin: Schema['origin']): Schema {
  const [only, another] = members;
  return only && !another ? only : { kind, members, origin };
}
