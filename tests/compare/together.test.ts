import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bumpSize } from '../../src/compare/bump.ts';
import { billing } from './support/billing.ts';
import { contractPairs } from './support/contract-pairs.ts';
import { comparePair, type Edit, edited, type Files } from './support/pairs.ts';

const pairs = contractPairs.filter(({ edits, base, options, expected }) => edits.length > 0 && !base && !options && expected.length > 0);

function owed(head: Files): ReadonlyMap<string, number> {
  return new Map(comparePair(billing, head).contracts.map(({ key, requiredBump }) => [key, bumpSize(requiredBump)]));
}

/** The files with both sets of edits, or null where one takes away what the other edits. */
function both(one: readonly Edit[], other: readonly Edit[]): Files | null {
  try {
    return edited(edited(billing, one), other);
  } catch {
    return null;
  }
}

describe('two changes together', () => {
  it('owe at least what the greater of them owes', () => {
    const renames = (edits: readonly Edit[]): boolean => edits.some(([from]) => /^key: 'billing\.invoice/.test(from));
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.constantFrom(...pairs), (a, b) => {
        const head = both(a.edits, b.edits);
        // What is removed or renamed by the one has no bump of its own.
        fc.pre(
          head !== null &&
            !renames(a.edits) &&
            !renames(b.edits) &&
            ![...a.expected, ...b.expected].some((text) => / contract-|key-unreadable/.test(text)),
        );
        const together = owed(head ?? {});
        for (const edits of [a.edits, b.edits]) {
          for (const [key, size] of owed(edited(billing, edits)))
            expect(together.get(key) ?? 0, `${key}: ${a.name} + ${b.name}`).toBeGreaterThanOrEqual(size);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});
