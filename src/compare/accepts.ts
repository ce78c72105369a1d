import { givenBy } from '../contracts/schema/given.ts';
import type { Schema } from '../contracts/schema/schema.ts';
import { hasValue } from './schema/member.ts';
import { createSpace } from './schema/space.ts';

export interface AcceptsMode {
  /** What happens to fields that are not declared. */
  readonly unknownFields: 'refuse' | 'drop';
  /** A default makes a field optional on input, and present on output. Input when absent. */
  readonly side?: 'input' | 'output';
}

/** Whether `schema` accepts the JSON value; `maybe` where that depends on a part that cannot be read, such as a refinement. */
export function acceptsSurely(schema: Schema, value: unknown, mode: AcceptsMode): 'yes' | 'no' | 'maybe' {
  const space = createSpace({ openEnums: new Set(), isOpaque: null });
  const type = space.type([mode.side === 'output' ? givenBy(schema) : schema], {
    extras: mode.unknownFields === 'refuse' ? 'declared' : 'drop',
    defaults: mode.side === 'output' ? 'present' : 'optional',
    isReader: true,
  });
  return hasValue(space, type, value);
}

/** Whether `schema` accepts the JSON value as far as can be read: what cannot be read accepts. */
export function accepts(schema: Schema, value: unknown, mode: AcceptsMode): boolean {
  return acceptsSurely(schema, value, mode) !== 'no';
}
