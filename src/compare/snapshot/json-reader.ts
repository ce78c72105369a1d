import type { JsonObject, JsonValue } from '../../contracts/contract.ts';
import { isRecord } from '../../source/records.ts';

/** A snapshot that is not what `release-snapshot` writes. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

/** A part of the snapshot's JSON, with its path for messages. Each method demands what its name says, and throws a `SnapshotError` otherwise. */
export interface JsonPart {
  readonly value: JsonValue | undefined;
  readonly path: string;
}

export function member({ value, path }: JsonPart, name: string): JsonPart {
  const object = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return { value: object, path: `${path}.${name}` };
}

export function items(part: JsonPart): readonly JsonPart[] {
  const { value, path } = part;
  if (!Array.isArray(value)) throw refused(part, 'a list');
  return (value as readonly JsonValue[]).map((item, index) => ({ value: item, path: `${path}[${String(index)}]` }));
}

export function text(part: JsonPart): string {
  if (typeof part.value !== 'string') throw refused(part, 'a text');
  return part.value;
}

export function textOrNull(part: JsonPart): string | null {
  return part.value === null || part.value === undefined ? null : text(part);
}

export function flag(part: JsonPart): boolean {
  if (typeof part.value !== 'boolean') throw refused(part, 'true or false');
  return part.value;
}

export function numeral(part: JsonPart): number {
  if (typeof part.value !== 'number') throw refused(part, 'a number');
  return part.value;
}

export function object(part: JsonPart): JsonObject {
  if (!isRecord(part.value)) throw refused(part, 'an object');
  return part.value;
}

export function oneOf<T extends string>(part: JsonPart, values: readonly T[]): T {
  const found = values.find((value) => value === part.value);
  if (found === undefined) throw refused(part, `one of ${values.join(', ')}`);
  return found;
}

export function isPresent(part: JsonPart): boolean {
  return part.value !== undefined;
}

export function refused({ path }: JsonPart, wanted: string): SnapshotError {
  return new SnapshotError(`${path} must be ${wanted}.`);
}
