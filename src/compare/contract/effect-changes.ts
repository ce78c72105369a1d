import { worstClass } from '../bump.ts';
import type { Change } from '../change.ts';
import type { SchemaChange } from '../schema/schema-change.ts';
import { auditChanges } from './audit-changes.ts';
import { contractChange, originOf, unreadableChange } from './change-builder.ts';
import { emittedEvents, type EmittedEvent } from './emitted-events.ts';
import { squeeze } from './json.ts';
import { pairEvents, payloadChanges } from './pair-events.ts';
import { describe } from './read-values.ts';
import type { Sides } from './sides.ts';
import { hasSameSource } from './unreadable.ts';

/** Changes of what a command does beside answering: emitted events and audit labels. */
export function effectChanges(sides: Sides): Change[] {
  return [...emitChanges(sides), ...auditChanges(sides)];
}

function emitChanges(sides: Sides): Change[] {
  const base = emittedEvents(sides.base, sides.trees.base);
  const head = emittedEvents(sides.head, sides.trees.head);
  const changes: Change[] = [];
  const isJudged = base.isComplete && head.isComplete;
  if (!isJudged && !hasSameSource(sides, 'sideEffects.emits')) {
    const message = 'The list of emitted events cannot be read on both sides.';
    changes.push(unreadableChange(sides, 'emits-unreadable', 'sideEffects.emits', { message }));
  }
  const { pairs, removed, added } = pairEvents(sides, base.events, head.events);
  for (const [before, after] of pairs) changes.push(...pairChanges(sides, before, after).filter((change) => !isTold(change, changes)));
  // Beside an entry that cannot be read, nothing is known to have come or gone.
  if (head.isComplete) for (const event of removed) changes.push(oneSided(sides, 'event-no-longer-emitted', event));
  if (base.isComplete) for (const event of added) changes.push(oneSided(sides, 'event-newly-emitted', event));
  return changes;
}

/** Whether the same was said of the event at another place that emits it. */
function isTold(change: Change, changes: readonly Change[]): boolean {
  return changes.some(
    ({ id, path, class: size, message }) => id === change.id && path === change.path && size === change.class && message === change.message,
  );
}

function pairChanges(sides: Sides, before: EmittedEvent, after: EmittedEvent): Change[] {
  const changes: Change[] = [];
  const path = emitPath(before);
  const places = { base: before.emit, head: after.emit };
  if (before.key !== after.key) {
    const message = `The event "${before.key}" is now emitted as "${after.key}".`;
    changes.push(contractChange(sides, 'emitted-event-renamed', { path, message, before: before.key, after: after.key, ...places }));
  }
  const payload = payloadChanges(sides, before, after);
  if (payload.length > 0) changes.push(payloadChange(sides, path, before, after, payload));
  else if (before.version !== after.version) {
    const message = `The event "${after.key}" is now emitted in version ${after.version ?? 'that cannot be read'}, with the same payload.`;
    changes.push(
      contractChange(sides, 'emitted-event-version-changed', { path, message, before: before.version, after: after.version, ...places }),
    );
  }
  const was = before.emit.when;
  const is = after.emit.when;
  if (squeeze(describe(was)) !== squeeze(describe(is))) {
    const message = `The words that say when "${after.key}" is emitted changed.`;
    const parts = { path: `${path}.when`, message, before: describe(was), after: describe(is), base: was, head: is };
    changes.push(contractChange(sides, 'emit-when-changed', parts));
  }
  return changes;
}

/** One change for the whole payload, of the class of its worst part and told by that part. */
function payloadChange(sides: Sides, path: string, before: EmittedEvent, after: EmittedEvent, payload: readonly SchemaChange[]): Change {
  const worst = worstClass(payload.map((change) => change.class));
  const first = payload.find((change) => change.class === worst);
  const where = payload.length > 1 ? `, in ${String(payload.length)} places` : '';
  const change = contractChange(sides, 'emitted-event-payload-changed', {
    path,
    message: `The payload of the event "${after.key}" changed${where}: ${first?.message ?? ''}`,
    before: first?.before ?? null,
    after: first?.after ?? null,
    class: worst,
    base: before.emit,
    head: after.emit,
  });
  const words = first && { ...first.words, fact: `has another payload${where}: "${first.path}" ${first.words.fact}` };
  return { ...change, ...(words && { words }), ...originOf(sides, first?.baseOrigin ?? null, first?.headOrigin ?? null) };
}

function oneSided(sides: Sides, id: 'event-no-longer-emitted' | 'event-newly-emitted', event: EmittedEvent): Change {
  const text = `${event.key}${event.version === null ? '' : ` ${event.version}`}`;
  const isGone = id === 'event-no-longer-emitted';
  const message = isGone ? `The event "${event.key}" is no longer emitted.` : `The event "${event.key}" is now emitted.`;
  const ends = isGone ? { before: text, base: event.emit } : { after: text, head: event.emit };
  return contractChange(sides, id, { path: emitPath(event), message, ...ends });
}

function emitPath({ key }: EmittedEvent): string {
  return `sideEffects.emits[${key}]`;
}
