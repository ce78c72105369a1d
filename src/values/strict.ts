import type { Evaluator } from './evaluation.ts';
import type { StaticValue } from './value.ts';

/** What code does that is run as a whole: it gives a value, throws, or cannot be told. */
export type Ending = { readonly kind: 'value'; readonly value: StaticValue } | { readonly kind: 'thrown' | 'unsure' };

/** Code that is being run strictly. What is unsure stays so; of what is thrown nothing is run any more until it is caught. */
export interface StrictRun {
  state: 'running' | 'throwing' | 'unsure';
}

/** Whether statements are run one by one, and not only looked at for what is returned. */
export function isStrict({ underway }: Pick<Evaluator, 'underway'>): boolean {
  return underway.strict !== null;
}

/** Something that cannot be read was met: where it would throw, nothing after it is run. */
export function noteUnknown({ underway: { strict } }: Evaluator): void {
  if (strict?.state === 'running') strict.state = 'unsure';
}

export function noteThrow({ underway: { strict } }: Evaluator): void {
  if (strict?.state === 'running') strict.state = 'throwing';
}

/** Whether something was thrown that nothing has caught yet. */
export function isThrowing({ underway: { strict } }: Evaluator): boolean {
  return strict?.state === 'throwing';
}

/** Whether something was thrown, which is caught then. */
export function catchThrown({ underway: { strict } }: Evaluator): boolean {
  if (strict?.state !== 'throwing') return false;
  strict.state = 'running';
  return true;
}

/** Runs code so that every expression on its way counts, and not only those that its result is made of. */
export function runStrictly({ underway }: Evaluator, action: () => StaticValue): Ending {
  const outer = underway.strict;
  const run: StrictRun = { state: 'running' };
  underway.strict = run;
  try {
    const value = action();
    // What it comes to is told by what was run.
    const { state } = run as { readonly state: StrictRun['state'] };
    if (state === 'throwing') return { kind: 'thrown' };
    return state === 'unsure' || value.kind === 'unknown' ? { kind: 'unsure' } : { kind: 'value', value };
  } finally {
    underway.strict = outer;
  }
}
