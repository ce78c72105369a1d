import type { Span } from '../../source/span.ts';
import { contractEntry } from '../catalogue/contract-entries.ts';
import type { ContractChangeId } from '../catalogue/ids.ts';
import type { Change, ChangeClass } from '../change.ts';
import { isOwn } from './place.ts';
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
  const entry = contractEntry(id);
  const { before = null, after = null } = parts;
  const base = standing(parts.base);
  const head = standing(parts.head);
  return {
    id,
    class: parts.class ?? entry.class,
    direction: entry.direction,
    path: parts.path,
    before,
    after,
    message: parts.message,
    review: entry.review,
    witness: null,
    ...originOf(sides, base, head),
    base: base?.site ?? null,
    head: head?.site ?? null,
  };
}

/** Where the change was written when that is not in the contract's own text: at the head where it stands there, else at the base. */
export function originOf(
  sides: Pick<Sides, 'base' | 'head'>,
  base: Pick<WrittenAt, 'origin'> | null,
  head: Pick<WrittenAt, 'origin'> | null,
): Pick<Change, 'origin' | 'originSide'> {
  if (head) return isOwn(sides.head, head.origin) ? { origin: null } : { origin: head.origin, originSide: 'head' };
  if (base && !isOwn(sides.base, base.origin)) return { origin: base.origin, originSide: 'base' };
  return { origin: null };
}

function standing(place: WrittenAt | null | undefined): WrittenAt | null {
  return place && place.state !== 'absent' ? place : null;
}
