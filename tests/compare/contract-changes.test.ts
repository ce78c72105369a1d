import { describe, expect, it } from 'vitest';
import { contractEntries } from '../../src/compare/catalogue/contract-entries.ts';
import { contractPairs } from './support/contract-pairs.ts';
import { changesOf } from './support/pairs.ts';

describe('changes of contracts', () => {
  it.each(contractPairs)('$name', ({ edits, options, base, expected }) => {
    expect(changesOf(edits, options, base)).toEqual(expected);
  });

  it('has a pair for every entry of the catalogue', () => {
    const reported = new Set(contractPairs.flatMap(({ expected }) => expected.map((text) => /: ([a-z-]+),/.exec(text)?.[1])));
    const missing = contractEntries.map(({ id }) => id).filter((id) => !reported.has(id));
    expect(missing).toEqual([]);
  });
});
