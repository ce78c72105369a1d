import type { Contract, SchemaPlace } from '../../contracts/contract.ts';
import type { Schema } from '../../contracts/schema/schema.ts';
import type { Change } from '../change.ts';
import { presenceChanges } from '../schema/changes.ts';
import type { SchemaChange, SchemaOptions, SchemaSide } from '../schema/schema-change.ts';
import { originOf } from './change-builder.ts';
import { isOwn, placeAt } from './place.ts';
import type { Sides } from './sides.ts';
import { unreadableAt } from './unreadable.ts';

/** Where schemas stand in a contract, and which way their values go. */
const PLACES: readonly { readonly field: SchemaPlace; readonly steps: readonly string[]; readonly side: SchemaSide }[] = [
  { field: 'params', steps: ['io', 'params'], side: 'input' },
  { field: 'query', steps: ['io', 'query'], side: 'input' },
  { field: 'headers', steps: ['io', 'headers'], side: 'input' },
  { field: 'input', steps: ['io', 'input'], side: 'input' },
  { field: 'output', steps: ['io', 'output'], side: 'output' },
  { field: 'payload', steps: ['payload'], side: 'event' },
];

/** The changes of all schemas of a contract. */
export function schemaSideChanges(sides: Sides): Change[] {
  const options = schemaOptions(sides);
  return PLACES.flatMap(({ field, steps, side }) => {
    const base = schemaAt(sides.base, field, steps);
    const head = schemaAt(sides.head, field, steps);
    if (base === null && head === null) return [];
    const path = steps.join('.');
    const presence = { before: sides.base.mayBeMissing.has(field), after: sides.head.mayBeMissing.has(field) };
    const changes = [
      ...(base && head ? presenceChanges({ base, head, side, path, options }, presence) : []),
      ...sides.trees.schemaChanges({ base, head, side, path, options }),
    ];
    return changes.map((change) => toChange(sides, change, side, steps));
  });
}

/** How the schemas of a pair are compared. */
export function schemaOptions({ base, head, policy, trees }: Sides): SchemaOptions {
  return { ...policy.schemas, isOpaque: trees.opaqueScalars(base.file, head.file) };
}

/** The schema; where `io` as a whole cannot be read, one that says so. */
function schemaAt(contract: Contract, field: SchemaPlace, steps: readonly string[]): Schema | null {
  const schema = contract[field];
  if (schema) return schema;
  const unresolved = unreadableAt(contract, steps.join('.'));
  return unresolved ? { kind: 'unknown', reason: unresolved.reason, digest: null, origin: unresolved.origin } : null;
}

function toChange(sides: Sides, change: SchemaChange, direction: SchemaSide, steps: readonly string[]): Change {
  const { id, path, before, after, message, words, witness, baseOrigin, headOrigin } = change;
  return {
    id,
    class: change.class,
    direction,
    path,
    before,
    after,
    message,
    words,
    review: null,
    witness,
    ...originOf(sides, baseOrigin, headOrigin),
    base: baseOrigin && (isOwn(sides.base, baseOrigin) ? baseOrigin : placeAt(sides.base, steps).site),
    head: headOrigin && (isOwn(sides.head, headOrigin) ? headOrigin : placeAt(sides.head, steps).site),
  };
}

/** Whether both sides have the same schemas in all places, and at least one that says something. */
export function hasSameSchemas(sides: Sides): boolean {
  return PLACES.some(({ field }) => saysSomething(sides.base[field])) && schemaSideChanges(sides).length === 0;
}

function saysSomething(schema: Schema | null): boolean {
  return schema !== null && schema.kind !== 'unknown' && !(schema.kind === 'object' && schema.fields.size === 0);
}
