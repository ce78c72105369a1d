import type { Contract, Emit } from '../../contracts/contract.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import type { Schema } from '../../contracts/schema/schema.ts';
import { declaredEvents } from '../declared-events.ts';
import { versionName } from '../version.ts';

/** An event that a command emits, as far as it can be read. */
export interface EmittedEvent {
  readonly key: string;
  /** Null where it is absent or cannot be read. */
  readonly version: string | null;
  readonly emit: Emit;
  /** What subscribers get: the inline payload, else the payload of the event that is referred to; null where neither can be found. */
  readonly payload: Schema | null;
}

/** The emitted events whose key can be read, and whether there may be others. */
export function emittedEvents(
  contract: Contract,
  inventory: Inventory,
): { readonly events: readonly EmittedEvent[]; readonly isComplete: boolean } {
  const { emits } = contract;
  if (emits.state !== 'known') return { events: [], isComplete: emits.state !== 'unknown' };
  const events: EmittedEvent[] = [];
  let isComplete = true;
  for (const item of emits.value) {
    if (item.state !== 'known') {
      isComplete &&= item.state !== 'unknown';
      continue;
    }
    const emit = item.value;
    if (emit.key.state !== 'known') {
      isComplete &&= emit.key.state !== 'unknown';
      continue;
    }
    const version = emit.version.state === 'known' ? versionName(emit.version.value) : null;
    events.push({
      key: emit.key.value,
      version,
      emit,
      payload: emit.payload ?? declaredPayload(emit.key.value, version, contract, inventory),
    });
  }
  return { events, isComplete };
}

/** The payload of the declared event; of one declared twice, that which the command's own files reach. */
function declaredPayload(key: string, version: string | null, contract: Contract, inventory: Inventory): Schema | null {
  const declared = (declaredEvents(inventory).get(key) ?? []).filter((event) => version === null || event.version === version);
  const reached = declared.length > 1 ? declared.find((event) => contract.dependencies.has(event.contract.file)) : undefined;
  return (reached ?? declared[0])?.contract.payload ?? null;
}
