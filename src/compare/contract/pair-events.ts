import type { Schema } from '../../contracts/schema/schema.ts';
import type { SchemaChange } from '../schema/schema-change.ts';
import type { EmittedEvent } from './emitted-events.ts';
import { schemaOptions } from './schema-sides.ts';
import type { Sides } from './sides.ts';

export type EventPair = readonly [base: EmittedEvent, head: EmittedEvent];

export interface PairedEvents {
  readonly pairs: readonly EventPair[];
  readonly removed: readonly EmittedEvent[];
  readonly added: readonly EmittedEvent[];
}

/** Pairs events by key and version; then by key alone where one version is left on each side; then those that were renamed. */
export function pairEvents(sides: Sides, base: readonly EmittedEvent[], head: readonly EmittedEvent[]): PairedEvents {
  const pairs: EventPair[] = [];
  const left = new Set(base);
  const come = new Set(head);
  const pair = (before: EmittedEvent, after: EmittedEvent): void => {
    pairs.push([before, after]);
    left.delete(before);
    come.delete(after);
  };
  for (const before of base) {
    const same = [...come].find((after) => after.key === before.key && after.version === before.version);
    if (same) pair(before, same);
  }
  // An event that is emitted at two places is still emitted when one of them goes.
  const isRepeated = (event: EmittedEvent, all: readonly EmittedEvent[], rest: ReadonlySet<EmittedEvent>): boolean =>
    all.some((other) => !rest.has(other) && other.key === event.key && other.version === event.version);
  const dropRepeated = (): void => {
    for (const event of left) if (isRepeated(event, base, left)) left.delete(event);
    for (const event of come) if (isRepeated(event, head, come)) come.delete(event);
  };
  dropRepeated();
  for (const before of left) {
    const candidates = [...come].filter((after) => after.key === before.key);
    const rivals = [...left].filter((other) => other.key === before.key);
    if (candidates[0] && haveOneVersion(candidates) && haveOneVersion(rivals)) pair(before, candidates[0]);
  }
  dropRepeated();
  const emitted = new Set(base.map(({ key }) => key));
  const emits = new Set(head.map(({ key }) => key));
  const gone = [...left].filter(({ key }) => !emits.has(key));
  const fresh = [...come].filter(({ key }) => !emitted.has(key));
  for (const before of gone) {
    const candidates = fresh.filter((after) => isRename(sides, before, after));
    const [only] = candidates;
    if (only && candidates.length === 1 && gone.filter((other) => isRename(sides, other, only)).length === 1) pair(before, only);
  }
  return { pairs, removed: [...left], added: [...come] };
}

function haveOneVersion(events: readonly EmittedEvent[]): boolean {
  return new Set(events.map(({ version }) => version)).size === 1;
}

/** An event under another key: its declaration was renamed, or its payload is the same and says something. */
function isRename(sides: Sides, before: EmittedEvent, after: EmittedEvent): boolean {
  if (sides.trees.renamedEvents.get(before.key) === after.key) return true;
  return before.payload !== null && after.payload !== null && !isEmpty(before) && payloadChanges(sides, before, after).length === 0;
}

function isEmpty({ payload }: EmittedEvent): boolean {
  return payload?.kind === 'unknown' || (payload?.kind === 'object' && payload.fields.size === 0);
}

/** The changes of what subscribers get. A payload that cannot be found is taken for the same as long as key and version are. */
export function payloadChanges(sides: Sides, before: EmittedEvent, after: EmittedEvent): readonly SchemaChange[] {
  const schemas = { base: payloadOf(before), head: payloadOf(after) };
  return sides.trees.schemaChanges({ ...schemas, side: 'event', path: 'payload', options: schemaOptions(sides) });
}

function payloadOf({ key, version, emit, payload }: EmittedEvent): Schema {
  return payload ?? { kind: 'unknown', reason: 'unresolved-import', digest: `${key}@${version ?? ''}`, origin: emit.origin };
}
