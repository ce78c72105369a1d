import type { Schema } from '../contracts/schema/schema.ts';

export interface AcceptsMode {
  /** What happens to fields that are not declared. */
  readonly unknownFields: 'refuse' | 'drop';
  /** A default makes a field optional on input, and present on output. Input when absent. */
  readonly side?: 'input' | 'output';
}

/** Whether `schema` accepts the JSON value; `maybe` where that depends on a part that cannot be read, such as a refinement. */
export function acceptsSurely(schema: Schema, value: unknown, mode: AcceptsMode): 'yes' | 'no' | 'maybe' {
  return schema.kind === 'object' && mode.unknownFields === 'refuse' && (typeof value !== 'object' || value === null) ? 'no' : 'maybe';
}

/** Whether `schema` accepts the JSON value as far as can be read: what cannot be read accepts. */
export function accepts(schema: Schema, value: unknown, mode: AcceptsMode): boolean {
  return acceptsSurely(schema, value, mode) !== 'no';
}
