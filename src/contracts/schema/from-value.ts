import { isNullish } from '../../values/expressions/operators.ts';
import type { EvaluatorPort, StaticValue } from '../../values/value.ts';
import { customTypeNode } from './custom-type.ts';
import { resourceSchema } from './resource.ts';
import { schemaNativeOf } from './schema-native.ts';
import { NOT_A_SCHEMA, type Schema } from './schema.ts';
import { valueDigest } from './value-digest.ts';
import { schemaOfNode } from './zod/schema-of-node.ts';
import { unreadSchema } from './unread-schema.ts';
import { isMarked } from './zod/absence.ts';

/** The schema that stands at `io.input`, `io.output` or `payload`; null for `null`, which means no fields, and for nothing. */
export function schemaOf(value: StaticValue, port: EvaluatorPort): Schema | null {
  if (isNullish(value)) return null;
  const known = schemaNativeOf(value);
  if (known) return known.schema;
  if (value.kind === 'object') {
    const resource = resourceSchema(value);
    if (resource) return resource;
    const made = customTypeNode(value, port);
    if (made) return schemaOfNode(made);
  }
  const { reason, detail } = value.kind === 'unknown' ? value : { reason: NOT_A_SCHEMA };
  return unreadSchema(reason, () => valueDigest(value, port), value.span, detail);
}

/** Whether a schema at such a place takes, or gives, nothing at all: as Zod's optional types do, and those with a default take it. */
export function mayBeMissing(value: StaticValue, side: 'taken' | 'given'): boolean {
  const known = schemaNativeOf(value);
  return known?.isMadeOfZod === true && isMarked(known.zod(), side);
}
