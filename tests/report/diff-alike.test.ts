import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/compare/change.ts';
import { describeAlike, groupAlike } from '../../src/report/diff-alike.ts';

function change(path: string, patch: Partial<Change> = {}): Change {
  return {
    id: 'error-added',
    class: 'dangerous',
    direction: 'error',
    path,
    before: null,
    after: null,
    message: 'It was added.',
    review: null,
    witness: null,
    origin: null,
    base: null,
    head: null,
    ...patch,
  };
}

const paths = (changes: readonly Change[]): readonly (readonly string[])[] =>
  groupAlike(changes).map((group) => group.map(({ path }) => path));

describe('changes of one kind at one place', () => {
  it('are told in one go from three on', () => {
    expect(
      paths([change('io.errors.A'), change('meta.goal', { id: 'goal-changed' }), change('io.errors.B'), change('io.errors.C')]),
    ).toEqual([['io.errors.A', 'io.errors.B', 'io.errors.C'], ['meta.goal']]);
    expect(paths([change('io.errors.A'), change('io.errors.B')])).toEqual([['io.errors.A'], ['io.errors.B']]);
  });

  it('stand by themselves where they break, owe a review, or are of another place', () => {
    for (const patch of [{ class: 'breaking' }, { class: 'unknown' }, { review: 'security' }] as const)
      expect(paths(['a.x', 'a.y', 'a.z'].map((path) => change(path, patch)))).toEqual([['a.x'], ['a.y'], ['a.z']]);
    expect(paths(['a.x', 'b.x', 'c.x'].map((path) => change(path)))).toEqual([['a.x'], ['b.x'], ['c.x']]);
  });

  it('are named with their values', () => {
    const [group] = groupAlike([
      change('io.errors.A', { after: 'A' }),
      change('io.errors["a.b"]', { before: '1', after: '2' }),
      change('io.errors[c.d]', { before: 'x' }),
    ]);
    expect(group && describeAlike(group)).toEqual({ path: 'io.errors', names: ['A', '"a.b" (1 → 2)', 'c.d (x)'] });
  });

  it('are named up to a number', () => {
    const [group] = groupAlike(Array.from({ length: 23 }, (_, index) => change(`io.errors.E${index}`)));
    expect(group && describeAlike(group).names.slice(-2)).toEqual(['E19', 'and 3 more']);
  });
});
