import { expect, test } from 'vitest';
import { DEFINE, readProgram } from './support/agree.ts';

// Not run: the oldest Node.js that is supported has no `Object.groupBy`.
test.each([
  ['by what a function tells', '(name) => name[1]!', ['xa', 'ya'], []],
  ['by what is not known', '() => String(Math.hypot(3, 4))', null, [{ path: 'meta.tags', reason: 'unknown-call' }]],
])('a list that is grouped %s', (_, callback, tags, unresolved) => {
  const [contract] = readProgram({
    'src/a.ts': `${DEFINE}
const GROUPS = Object.groupBy(['xa', 'xb', 'ya'], ${callback});
export const A = defineCommand({ meta: { key: 'a', version: '1.0.0', tags: GROUPS.a } } as any);`,
  });
  expect(contract?.said).toMatchObject({ key: 'a', tags });
  expect(contract?.unresolved).toMatchObject(unresolved);
});
