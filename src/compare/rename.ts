import type { Contract } from '../contracts/contract.ts';
import { tally } from '../source/groups.ts';
import type { PairingQuestions } from './pair.ts';

export interface RenameMatches {
  readonly pairs: readonly (readonly [base: Contract, head: Contract])[];
  readonly gone: readonly Contract[];
  readonly come: readonly Contract[];
}

type Resemblance = (base: Contract, head: Contract) => boolean;

/**
 * Finds contracts that go on under another key, among keys that are gone and keys that have come (or cannot be read):
 * by the export name in the same or the moved file, else by equal schemas in the same file, where a key cannot be read by less, and only where there is one candidate on either side.
 */
export function matchRenames(gone: readonly Contract[], come: readonly Contract[], questions: PairingQuestions): RenameMatches {
  const left = new Set(gone);
  const fresh = new Set(come);
  const pairs: (readonly [Contract, Contract])[] = [];
  const isSameWorld: Resemblance = (a, b) => (a.kind === 'event') === (b.kind === 'event');
  const isUnreadable: Resemblance = (a, b) => a.key.state !== 'known' || b.key.state !== 'known';
  const isSamePlace: Resemblance = (a, b) => a.file === b.file || (questions.isGone(a.file) && questions.isNew(b.file));
  const steps: readonly Resemblance[] = [
    (a, b) => a.exportName !== null && a.exportName === b.exportName && isSamePlace(a, b),
    (a, b) => a.file === b.file && !isUnreadable(a, b) && questions.hasSameSchemas(a, b),
    // Without an export, a contract whose key cannot be read is known by being the only one of its file.
    (a, b) => a.file === b.file && isUnreadable(a, b),
    (a, b) => a.exportName !== null && a.exportName === b.exportName && isUnreadable(a, b),
  ];
  for (const step of steps) {
    const resembles: Resemblance = (a, b) => isSameWorld(a, b) && step(a, b);
    const candidates = [...left].flatMap((base) => [...fresh].filter((head) => resembles(base, head)).map((head) => [base, head] as const));
    const [bases, heads] = [tally(candidates.map(([base]) => base)), tally(candidates.map(([, head]) => head))];
    for (const [base, head] of candidates) {
      if (bases.get(base) !== 1 || heads.get(head) !== 1) continue;
      pairs.push([base, head]);
      left.delete(base);
      fresh.delete(head);
    }
  }
  return { pairs, gone: [...left], come: [...fresh] };
}
