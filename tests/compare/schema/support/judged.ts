import * as z from 'zod';
import * as z3 from 'zod/v3';
import { schemaChanges } from '../../../../src/compare/schema/changes.ts';
import type { SchemaChange, SchemaSide } from '../../../../src/compare/schema/schema-change.ts';
import { readSchema } from '../../../contracts/schema/support/read.ts';

/** The changes between two schemas that are written as expressions. */
export function changesOf(base: string, head: string, side: SchemaSide): readonly SchemaChange[] {
  const options = { unknownFields: 'refuse', openEnums: [], profile: 'wire' } as const;
  return schemaChanges({ base: readSchema(base), head: readSchema(head), side, path: `io.${side}`, options });
}

export function classesOf(changes: readonly SchemaChange[]): readonly string[] {
  return changes.map((change) => change.class);
}

/** The schema of Zod that an expression is. */
export function subject(code: string): z.ZodType {
  return new Function('z', 'z3', 'fromJsonSchema', `return ${code}`)(z, z3, z.fromJSONSchema) as z.ZodType;
}

/** Whether Zod takes the value: code that throws takes it not. */
export function takes(code: string, value: unknown): boolean {
  try {
    return subject(code).safeParse(value).success;
  } catch {
    return false;
  }
}

/** Whether Zod takes the witness of each break on the side that is said to, and refuses it on the other. */
export function areProved(changes: readonly SchemaChange[], base: string, head: string): boolean {
  return changes
    .flatMap(({ witness }) => (witness ? [witness] : []))
    .every(({ value, acceptedBy }) => takes(base, value) === (acceptedBy === 'base') && takes(head, value) === (acceptedBy === 'head'));
}

/** What is given for a value, as JSON; undefined where the value is not taken. */
export function given(code: string, value: unknown): unknown {
  const { data } = subject(code).safeParse(value);
  return data === undefined ? undefined : JSON.parse(JSON.stringify(data));
}
