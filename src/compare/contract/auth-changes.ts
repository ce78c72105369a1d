import type { Change } from '../change.ts';
import { contractChange } from './change-builder.ts';
import { describe } from './read-values.ts';
import type { Sides } from './sides.ts';

/** The levels that have an order. The framework's fact: `AUTH_LEVEL_ORDER` of its policy guards. */
const LEVELS: readonly (string | null)[] = ['anonymous', 'user', 'admin'];

/** The change of the auth level, where it can be read on both sides. */
export function authChanges(sides: Sides): Change[] {
  const { auth: base } = sides.base;
  const { auth: head } = sides.head;
  const before = describe(base);
  const after = describe(head);
  if (before === after) return [];
  const parts = {
    path: 'policy.auth',
    before,
    after,
    base,
    head,
    message: `The auth level changed from ${before ?? 'none'} to ${after ?? 'none'}.`,
  };
  return [contractChange(sides, direction(before, after), parts)];
}

function direction(before: string | null, after: string | null): 'auth-tightened' | 'auth-loosened' | 'auth-changed' {
  // Whoever the other level lets in: anonymous lets in everyone.
  if (after === 'anonymous') return 'auth-loosened';
  if (before === 'anonymous' && after !== null) return 'auth-tightened';
  const from = LEVELS.indexOf(before);
  const to = LEVELS.indexOf(after);
  if (from === -1 || to === -1) return 'auth-changed';
  return to > from ? 'auth-tightened' : 'auth-loosened';
}
