import type { Span } from '../../source/span.ts';
import { contractEntry } from '../catalogue/contract-entries.ts';
import type { ContractChangeId } from '../catalogue/ids.ts';
import type { Change, ChangeClass } from '../change.ts';
import { isOwn, type Path, placeAt } from './place.ts';
import type { Sides } from './sides.ts';

/** A place of a side: its span in the contract's own file, and where the value is written. What is absent stands nowhere. */
export interface WrittenAt {
  readonly site: Span;
  readonly origin: Span;
  readonly state?: 'known' | 'unknown' | 'invalid' | 'absent';
}

export interface ChangeParts {
  readonly path: string;
  readonly message: string;
  readonly before?: string | null;
  readonly after?: string | null;
  readonly base?: WrittenAt | null;
  readonly head?: WrittenAt | null;
  /** For the ids whose class another change decides. */
  readonly class?: ChangeClass;
}

/** Makes a change of the contract's table: class, direction and review come from its entry. */
export function contractChange(sides: Sides, id: ContractChangeId, parts: ChangeParts): Change {
  const change = placelessChange(id, parts.path, parts.message);
  const base = standing(parts.base);
  const head = standing(parts.head);
  return {
    ...change,
    class: parts.class ?? change.class,
    before: parts.before ?? null,
    after: parts.after ?? null,
    ...originOf(sides, base?.origin ?? null, head?.origin ?? null),
    base: base?.site ?? null,
    head: head?.site ?? null,
  };
}

/** The change of the value at a path, which stands where it has a text. */
export function valueChange(
  sides: Sides,
  id: ContractChangeId,
  steps: Path,
  message: string,
  before: string | null,
  after: string | null,
): Change {
  const base = before === null ? null : placeAt(sides.base, steps);
  const head = after === null ? null : placeAt(sides.head, steps);
  return contractChange(sides, id, { path: steps.join('.'), message, before, after, base, head });
}

/** The change that stands for a part that cannot be read on a side. */
export function unreadableChange(sides: Sides, id: ContractChangeId, path: string, parts: Partial<ChangeParts> = {}): Change {
  const steps = path.split('.');
  const places = { base: placeAt(sides.base, steps), head: placeAt(sides.head, steps) };
  return contractChange(sides, id, { path, message: `${path} cannot be read on both sides.`, ...places, ...parts });
}

/** A change of which nothing is said yet but what it is. */
export function placelessChange(id: ContractChangeId, path: string, message: string): Change {
  const { class: changeClass, direction, review } = contractEntry(id);
  return {
    id,
    class: changeClass,
    direction,
    path,
    before: null,
    after: null,
    message,
    review,
    witness: null,
    origin: null,
    base: null,
    head: null,
  };
}

/** Where the change was written when that is not in the contract's own text: at the head where it stands there, else at the base. */
export function originOf(
  { base, head }: Pick<Sides, 'base' | 'head'>,
  before: Span | null,
  after: Span | null,
): Pick<Change, 'origin' | 'originSide'> {
  if (after) return isOwn(head, after) ? { origin: null } : { origin: after, originSide: 'head' };
  if (before && !isOwn(base, before)) return { origin: before, originSide: 'base' };
  return { origin: null };
}

function standing(place: WrittenAt | null | undefined): WrittenAt | null {
  return place && place.state !== 'absent' ? place : null;
}
