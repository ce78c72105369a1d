import type { Scope } from '../modules/scope.ts';
import type { StaticValue } from './value.ts';

/** What code does that is run as a whole: it gives a value, throws, or cannot be told. */
export type Ending = { readonly kind: 'value'; readonly value: StaticValue } | { readonly kind: 'thrown' | 'unsure' };

interface StrictRun {
  /** The function that is run: what is thrown further in may be thrown on a way that is not taken. */
  readonly scope: Scope;
  isUnsure: boolean;
  isThrown: boolean;
}

let current: StrictRun | null = null;

/** Whether statements are run one by one, and not only looked at for what is returned. */
export function isStrict(): boolean {
  return current !== null;
}

/** Something that cannot be read was met: where it would throw, nothing after it is run. */
export function noteUnknown(): void {
  if (current) current.isUnsure = true;
}

export function noteThrow(scope: Scope): void {
  if (!current || current.isUnsure) return;
  if (scope.owner === current.scope) current.isThrown = true;
  else current.isUnsure = true;
}

/** Runs code so that every expression on its way counts, and not only those that its result is made of. */
export function runStrictly(scope: Scope, action: () => StaticValue): Ending {
  const outer = current;
  const run: StrictRun = { scope, isUnsure: false, isThrown: false };
  current = run;
  try {
    const value = action();
    if (run.isThrown) return { kind: 'thrown' };
    return run.isUnsure || value.kind === 'unknown' ? { kind: 'unsure' } : { kind: 'value', value };
  } finally {
    current = outer;
  }
}
