import type { Constraints, Schema, SchemaDefault, SchemaField } from '../../contracts/schema/schema.ts';
import { getOrMake } from '../../source/memoize.ts';
import type { IsOpaque } from '../scalar-library.ts';
import { hasOpaqueScalar } from './opaque-parts.ts';

/**
 * Whether two schemas are written alike: origins, the order of fields and ignored options apart. Much cheaper than to compare their values, and enough where nothing changed.
 * Schemas that are not written alike may still mean the same.
 * @param isOpaque scalars that are not alike though they are called the same
 */
export function areWrittenAlike(a: Schema, b: Schema, isOpaque: IsOpaque | null = null): boolean {
  return compare(a, b, { answers: new Map(), isOpaque }, 0);
}

interface Compared {
  /** Pairs that were found alike, or are being compared further up: a recursive pair that differs nowhere else is alike. */
  readonly answers: Map<Schema, Map<Schema, boolean>>;
  readonly isOpaque: IsOpaque | null;
}

/** What is nested deeper is left to the comparison proper. */
const MAX_DEPTH = 500;

function compare(a: Schema, b: Schema, compared: Compared, depth: number): boolean {
  if (a === b && !(compared.isOpaque && hasOpaqueScalar(a, compared.isOpaque))) return true;
  if (depth > MAX_DEPTH) return false;
  const known = compared.answers.get(a)?.get(b);
  if (known !== undefined) return known;
  const answers = getOrMake(compared.answers, a, () => new Map<Schema, boolean>());
  answers.set(b, true);
  const alike =
    sameConstraints(a.constraints, b.constraints) &&
    String(a.changes) === String(b.changes) &&
    sameDefault(a.default, b.default) &&
    compareKind(a, b, compared, depth + 1);
  answers.set(b, alike);
  return alike;
}

function compareKind(a: Schema, b: Schema, compared: Compared, depth: number): boolean {
  const list = (ours: readonly Schema[], theirs: readonly Schema[]): boolean =>
    ours.length === theirs.length && ours.every((one, index) => optional(one, theirs[index]));
  const optional = (one: Schema | undefined, other: Schema | undefined): boolean =>
    one && other ? compare(one, other, compared, depth) : one === other;
  switch (a.kind) {
    case 'scalar':
      return b.kind === 'scalar' && a.name === b.name && !compared.isOpaque?.(a) && !compared.isOpaque?.(b);
    case 'enum':
      return (
        b.kind === 'enum' &&
        a.name === b.name &&
        a.values.length === b.values.length &&
        a.values.every((value, index) => value === b.values[index])
      );
    case 'literal':
      return b.kind === 'literal' && a.value === b.value;
    case 'object':
      return (
        b.kind === 'object' &&
        a.name === b.name &&
        a.unknownFields === b.unknownFields &&
        optional(a.catchall, b.catchall) &&
        a.fields.size === b.fields.size &&
        [...a.fields].every(([name, field]) => sameField(field, b.fields.get(name), compared, depth))
      );
    case 'array':
      return b.kind === 'array' && compare(a.item, b.item, compared, depth);
    case 'union':
    case 'intersection':
      return b.kind === a.kind && list(a.members, b.members);
    case 'nullable':
      return b.kind === 'nullable' && compare(a.type, b.type, compared, depth);
    case 'record':
      return b.kind === 'record' && optional(a.key, b.key) && compare(a.value, b.value, compared, depth);
    case 'tuple':
      return b.kind === 'tuple' && list(a.items, b.items) && optional(a.rest, b.rest);
    case 'ref':
      return b.kind === 'ref' && compare(a.target(), b.target(), compared, depth);
    case 'resource':
      return b.kind === 'resource' && a.key === b.key && a.array === b.array;
    case 'unknown':
      return b.kind === 'unknown' && a.digest !== null && a.digest === b.digest;
  }
}

function sameField(a: SchemaField, b: SchemaField | undefined, compared: Compared, depth: number): boolean {
  return (
    b !== undefined &&
    a.optional === b.optional &&
    a.codeOnAbsence === b.codeOnAbsence &&
    a.array === b.array &&
    compare(a.type, b.type, compared, depth)
  );
}

export function sameDefault(a: SchemaDefault | undefined, b: SchemaDefault | undefined): boolean {
  if (!a || !b) return a === b;
  if (a.known !== b.known || a.isCatch !== b.isCatch) return false;
  return a.known ? JSON.stringify(a.value) === JSON.stringify(b.value) : a.digest !== undefined && a.digest === b.digest;
}

function sameConstraints(a: Constraints | undefined, b: Constraints | undefined): boolean {
  const text = (constraints: Constraints | undefined): string =>
    JSON.stringify(Object.entries(constraints ?? {}).sort(([one], [other]) => (one < other ? -1 : 1)));
  return text(a) === text(b);
}
