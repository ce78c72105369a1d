import type { Cover } from '../../../../src/compare/schema/cover.ts';
import { viewsOf } from '../../../../src/compare/schema/judge.ts';
import { createRelation } from '../../../../src/compare/schema/relation.ts';
import type { SchemaOptions, SchemaSide } from '../../../../src/compare/schema/schema-change.ts';
import { createSpace } from '../../../../src/compare/schema/space.ts';
import type { Schema } from '../../../../src/contracts/schema/schema.ts';

/** Whether what is sent under one schema is accepted by who reads the other. */
export function relate(sent: Schema, read: Schema, side: SchemaSide = 'input', options: Partial<SchemaOptions> = {}): Cover {
  const { sender, reader } = viewsOf(side, { unknownFields: 'refuse', openEnums: [], profile: 'wire', ...options });
  const space = createSpace({ openEnums: new Set(options.openEnums), isOpaque: options.isOpaque ?? null });
  return createRelation(space)(space.type([sent], sender), [space.type([read], reader)]);
}

export const yes = { kind: 'yes' };
export function no(value: unknown): Cover {
  return { kind: 'no', value };
}
export function open(reason: string): object {
  return { kind: 'unknown', reason };
}
