import { describe, expect, test } from 'vitest';
import { changesOf, classesOf } from './support/judged.ts';

const since = (date: string): string => `z.date().min(new Date(${date}))`;
const until = (date: string): string => `z.object({ a: z.date().max(new Date(${date})).optional() })`;

describe('the earliest and the latest date that is taken', () => {
  test.each([
    ['z.date()', since("'2024-01-01'"), '2000-01-01T00:00:00Z'],
    [since("'2024-01-01'"), since("'2024-01-02'"), '2024-01-01T00:00:00.000Z'],
    ['z3.date()', "z3.date().min(new Date('2024-01-01'))", '2000-01-01T00:00:00Z'],
    [until("'2030-01-01'"), until("'2024-01-01'"), { a: '2030-01-01T00:00:00.000Z' }],
  ])('a tighter one breaks: %s to %s', (base, head, value) => {
    expect(changesOf(base, head, 'input').map((change) => [change.class, change.witness?.value])).toEqual([['breaking', value]]);
  });

  test.each([
    [since("'2024-01-01'"), since("'2023-01-01'")],
    [since("'2024-01-01'"), 'z.date()'],
    [until("'2024-01-01'"), until("'2030-01-01'")],
    ["z.coerce.date().min(new Date('1950-01-01'))", "z.coerce.date().min(new Date('1900-01-01'))"],
    [since('8.64e15'), since("'2024-01-01'")],
  ])('a looser one does not: %s to %s', (base, head) => {
    expect(classesOf(changesOf(base, head, 'input'))).toEqual(['additive']);
  });

  test.each([
    [since("'2024-01-01'"), since("'2024-01-01T00:00:00Z'")],
    [since("'2024-01-01'"), "z.date().min(new Date('2024-01-01'), { message: 'Too early' })"],
    [since("'1970-01-01'"), since('0')],
    [since("'2024-01-01'"), "z.date().check(z.gte(new Date('2024-01-01')))"],
  ])('the same one written otherwise is the same: %s to %s', (base, head) => {
    expect(changesOf(base, head, 'input')).toEqual([]);
  });

  test.each(['new Date()', '(() => { const day = new Date(0); day.setTime(5); return day; })()', 'new Date(2024, 0, 1)'])(
    'one of another time is not read: %s',
    (date) => {
      expect(classesOf(changesOf(since('0'), `z.date().min(${date})`, 'input'))).toEqual(['unknown']);
    },
  );
});
