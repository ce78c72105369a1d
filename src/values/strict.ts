import type { Scope } from '../modules/scope.ts';
import type { Evaluator } from './evaluation.ts';
import type { StaticValue } from './value.ts';

/** What code does that is run as a whole: it gives a value, throws, or cannot be told. */
export type Ending = { readonly kind: 'value'; readonly value: StaticValue } | { readonly kind: 'thrown' | 'unsure' };

/** Code that is being run strictly. */
export interface StrictRun {
  /** The function that is run: what is thrown further in may be thrown on a way that is not taken. */
  readonly scope: Scope;
  isUnsure: boolean;
  isThrown: boolean;
}

/** Whether statements are run one by one, and not only looked at for what is returned. */
export function isStrict({ underway }: Evaluator): boolean {
  return underway.strict !== null;
}

/** Something that cannot be read was met: where it would throw, nothing after it is run. */
export function noteUnknown({ underway: { strict } }: Evaluator): void {
  if (strict) strict.isUnsure = true;
}

export function noteThrow({ underway: { strict } }: Evaluator, scope: Scope): void {
  if (!strict || strict.isUnsure) return;
  if (scope.owner === strict.scope) strict.isThrown = true;
  else strict.isUnsure = true;
}

/** Runs code so that every expression on its way counts, and not only those that its result is made of. */
export function runStrictly({ underway }: Evaluator, scope: Scope, action: () => StaticValue): Ending {
  const outer = underway.strict;
  const run: StrictRun = { scope, isUnsure: false, isThrown: false };
  underway.strict = run;
  try {
    const value = action();
    if (run.isThrown) return { kind: 'thrown' };
    return run.isUnsure || value.kind === 'unknown' ? { kind: 'unsure' } : { kind: 'value', value };
  } finally {
    underway.strict = outer;
  }
}
