import type { Span } from '../../source/span.ts';
import { constrained, withDefault } from './constraints.ts';
import type { RefSchema, Schema } from './schema.ts';

/** A schema that is read when it is first asked for. `target()` never gives another reference. */
export function reference(origin: Span, read: () => Schema): RefSchema {
  let target: Schema | null = null;
  let reading = false;
  return {
    kind: 'ref',
    origin,
    get name() {
      const named = this.target();
      return ('name' in named ? named.name : null) ?? 'recursive';
    },
    target() {
      if (target) return target;
      if (reading) return { kind: 'unknown', reason: 'cycle', digest: 'cycle', origin };
      reading = true;
      try {
        const found = throughReferences(read());
        if (!(found.kind === 'unknown' && found.reason === 'cycle')) target = found;
        return found;
      } finally {
        reading = false;
      }
    },
  };
}

function throughReferences(schema: Schema): Schema {
  if (schema.kind !== 'ref') return schema;
  const target = schema.target();
  const asked = schema.constraints ? constrained(target, schema.constraints) : target;
  return schema.default ? withDefault(asked, schema.default) : asked;
}
