import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexParts } from '../../src/policy/part-index.ts';
import type { PolicyPart } from '../../src/policy/resolved.ts';
import { compileSelector, type Selector, splitSelector, type Subject } from '../../src/policy/selector.ts';

const everything: Selector = { files: null, keys: null, kinds: null, stability: null, owners: null, tags: null };
const at = { source: { name: 'p', file: 'p', text: '', lineStarts: () => [0] }, start: 0, end: 0 };

function partFor(selector: Selector): PolicyPart {
  const layer = { name: 'p', file: 'p', package: null, folder: '', enforced: [] };
  return {
    layer,
    selector,
    isUnconditional: false,
    compiled: splitSelector(selector),
    body: { kind: 'map', entries: new Map(), at },
    at,
  };
}

const words = ['a', 'b', 'a b', 'constructor'] as const;
const name = (separator: string) =>
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(separator));
const glob = (separator: string) =>
  fc
    .array(fc.constantFrom(...words, '*', '**', '{a,b}', 'a*', '[ab]', '\\a'), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join(separator));
const globs = (separator: string) => fc.option(fc.array(glob(separator), { minLength: 1, maxLength: 2 }), { nil: null });
const selector = fc.record({ files: globs('/'), keys: globs('.') }).map((given): Selector => ({ ...everything, ...given }));
const subject = fc
  .record({ file: name('/'), key: fc.option(name('.'), { nil: null }) })
  .map((given): Subject => ({ ...given, kind: 'event', stability: null, owners: [], tags: [] }));

test('finds the parts that asking each of them finds, in their order', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(selector, { maxLength: 6 }), fc.array(subject, { minLength: 1, maxLength: 3 }), (selectors, subjects) => {
      const matching = indexParts(selectors.map(partFor));
      for (const one of subjects) {
        const expected = selectors.flatMap((given, index) => (compileSelector(given)(one) ? [index] : []));
        found += expected.length;
        expect(matching(one)).toEqual(expected);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(found).toBeGreaterThan(500);
});
