import type { SchemaChange, SchemaComparison } from './schema-change.ts';
import type { ObjectSchema, Schema } from '../../contracts/schema/schema.ts';

/** The changes between two schemas at the same place of a contract. Empty when both mean the same. */
export function schemaChanges(comparison: SchemaComparison): SchemaChange[] {
  const { side, path } = comparison;
  const base = fieldsOf(comparison.base);
  const head = fieldsOf(comparison.head);
  if (!base || !head) return [];
  const changes: SchemaChange[] = [];
  const change = (id: string, breaking: boolean, name: string, witness: unknown): void => {
    const old = base.get(name);
    const now = head.get(name);
    changes.push({
      id: `${side}-${id}`,
      class: breaking ? 'breaking' : 'additive',
      path: `${path}.fields.${name}`,
      before: old ? old.type.kind : null,
      after: now ? now.type.kind : null,
      message: `Field "${name}": ${id}.`,
      witness: breaking ? { value: witness, acceptedBy: 'base', rejectedBy: 'head' } : null,
      reason: null,
      baseOrigin: old?.origin ?? null,
      headOrigin: now?.origin ?? null,
    });
  };
  for (const [name, field] of head) if (!base.has(name)) change(field.optional ? 'optional-field-added' : 'required-field-added', side !== 'output' && !field.optional, name, {});
  for (const [name, field] of base) if (!head.has(name)) change(field.optional ? 'optional-field-removed' : 'required-field-removed', side === 'input' || !field.optional, name, {});
  return changes;
}

function fieldsOf(schema: Schema | null): ObjectSchema['fields'] | null {
  if (schema === null) return new Map();
  return schema.kind === 'object' ? schema.fields : null;
}
