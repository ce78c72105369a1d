import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs, timeFor } from '../../support/runs.ts';
import { changesOf, classesOf, subject } from './support/judged.ts';

const letters = ['', ' ', 'a', 'A'];
const texts = [...new Set(letters.flatMap((a) => letters.flatMap((b) => letters.flatMap((c) => letters.map((d) => a + b + c + d)))))];

/** What may be given by a type, of texts up to four letters. */
function givenBy(code: string): ReadonlySet<unknown> {
  const schema = subject(code);
  return new Set(texts.map((text) => schema.safeParse(text)).flatMap(({ success, data }) => (success ? [data] : [])));
}

describe('what comes out of a string that is asked first and changed then', () => {
  test.each([
    ['z.string().min(1)', 'z.string().min(1).trim()'],
    ['z.string().min(1).max(9)', 'z.string().min(1).max(9).trim()'],
    ['z.string().min(1).toLowerCase()', 'z.string()'],
  ])('may be another one: %s → %s', (base, head) => {
    const found = changesOf(base, head, 'output');
    expect(classesOf(found)).toContain('breaking');
    expect(found.find((change) => change.witness)?.witness?.value).toBe('');
  });

  test.each([
    ['z.string().min(1).trim()', 'z.string()'],
    ['z.string().min(3).trim()', 'z.string().min(1)'],
    ['z.string().max(9)', 'z.string().max(9).trim()'],
    ['z.string().min(1)', 'z.string().min(1).toLowerCase()'],
  ])('is of a length that is known: %s → %s', (base, head) => {
    const found = classesOf(changesOf(base, head, 'output'));
    expect(found).not.toContain('breaking');
    expect(found).not.toContain('unknown');
  });

  const asked = fc.constantFrom(
    '.min(1)',
    '.min(2)',
    '.max(2)',
    '.max(3)',
    '.startsWith("a")',
    '.trim()',
    '.toLowerCase()',
    '.toUpperCase()',
  );
  const strings = fc.array(asked, { maxLength: 3 }).map((parts) => `z.string()${parts.join('')}`);

  test(
    'never passes where Zod gives what could not come before, nor is shown by what could',
    () => {
      fc.assert(
        fc.property(strings, strings, (base, head) => {
          const before = givenBy(base);
          const changes = changesOf(base, head, 'output');
          for (const { witness } of changes) if (witness) expect(before).not.toContain(witness.value);
          if (changes.some((change) => change.class === 'breaking' || change.class === 'unknown')) return;
          // Who reads the one reads it with white space around, and in another case.
          const known = [...before].map((text) => String(text).trim().toLowerCase());
          for (const text of givenBy(head)) expect(known).toContain(String(text).trim().toLowerCase());
        }),
        { numRuns: runs(200) },
      );
    },
    timeFor(200),
  );
});
