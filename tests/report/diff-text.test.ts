import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/report/diff-text.ts';
import { file } from '../compare/support/contract-text.ts';
import { comparePair } from '../compare/support/pairs.ts';

describe('the verdict on a removal', () => {
  const removed = (stability: string): readonly string[] =>
    comparePair({ 'src/mail.ts': file({ stability }) }, { 'src/mail.ts': file() }).contracts.map(verdictOf);

  it('says why it is allowed', () => {
    expect(removed("'experimental'")).toEqual(['removed, being experimental']);
  });

  it('says that it is not', () => {
    expect(removed("'stable'")).toEqual(['removed, which is not allowed']);
  });
});
