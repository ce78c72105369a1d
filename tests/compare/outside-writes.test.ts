import { expect, it } from 'vitest';
import { file } from './support/contract-text.ts';
import { changeText, comparePair } from './support/pairs.ts';

it('tells a write to a contract by a list that holds it, and none to the list', () => {
  const base = { 'src/mail.ts': file({}), 'src/all.ts': "import { Send } from './mail';\nexport const ALL = [Send];" };
  const changes = (statement: string): readonly string[] =>
    comparePair(base, { ...base, 'src/patch.ts': `import { ALL } from './all';\n${statement}` }).contracts.flatMap((diff) =>
      diff.changes.map((change) => changeText(diff, change)),
    );
  expect(changes("ALL[0].policy.auth = 'anonymous';")).toEqual(['command mail.send: written-elsewhere, unknown, writes']);
  expect(changes('ALL.pop();')).toEqual([]);
});
