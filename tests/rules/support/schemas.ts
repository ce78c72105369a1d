import type { ObjectSchema, ScalarName, Schema, SchemaField } from '../../../src/contracts/schema/schema.ts';

const origin = { file: 'a.ts', start: 0, end: 0 };

/** Schemas made by hand, for tests of what looks at schemas. */
export const scalar = (name: ScalarName, constraints: Schema['constraints'] = undefined): Schema => ({
  kind: 'scalar',
  name,
  origin,
  ...(constraints && { constraints }),
});
export const text: Schema = scalar('String_unsecure');
export const unread: Schema = { kind: 'unknown', reason: 'parameter', digest: null, origin };
export const list = (item: Schema): Schema => ({ kind: 'array', item, origin });
export const nullable = (type: Schema): Schema => ({ kind: 'nullable', type, origin });
export const union = (...members: readonly Schema[]): Schema => ({ kind: 'union', members, origin });
export const both = (...members: readonly Schema[]): Schema => ({ kind: 'intersection', members, origin });
export const tuple = (items: readonly Schema[], rest?: Schema): Schema => ({ kind: 'tuple', items, origin, ...(rest && { rest }) });
export const record = (value: Schema, key?: Schema): Schema => ({ kind: 'record', value, origin, ...(key && { key }) });
export const literal = (value: string | number | boolean | null): Schema => ({ kind: 'literal', value, origin });
export const choice = (...values: readonly string[]): Schema => ({ kind: 'enum', name: null, values, origin });
export const ref = (target: () => Schema): Schema => ({ kind: 'ref', name: 'Node', target, origin });
export const resource = (key: string, array = false): Schema => ({ kind: 'resource', key, array, origin });

export function model(fields: Readonly<Record<string, Schema>>, more: Partial<ObjectSchema> = {}): ObjectSchema {
  const entries = Object.entries(fields).map(([name, type]): [string, SchemaField] => [
    name,
    { type, optional: false, array: false, origin },
  ]);
  return { kind: 'object', name: null, fields: new Map(entries), unknownFields: 'drop', origin, ...more };
}
