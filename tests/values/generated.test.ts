import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs, timeFor } from '../support/runs.ts';
import { inOrder, readProgram, unreadOf, wronglyRead } from './support/agree.ts';
import { expectedOf, type Expected } from './support/expected.ts';
import { generate, type Generated } from './support/generate.ts';
import type { Defined } from './support/program.ts';

const tape = fc.array(fc.nat(1_000), { minLength: 300, maxLength: 900, size: 'max' });

/** What the define function is given, as it is when the program has run; null for a program that throws. */
function run({ script }: Generated): readonly Expected[] | null {
  const defined: Defined[] = [];
  const defineCommand = (spec: Defined['spec']): unknown => {
    defined.push({ kind: 'command', spec });
    return { ...spec };
  };
  try {
    runInContext(`'use strict';\n${script}`, createContext({ defineCommand }), { timeout: 2_000 });
  } catch {
    return null;
  }
  return inOrder(
    defined.map((one) => expectedOf(one, defined)),
    (expected) => expected,
  );
}

function differences(program: Generated, ran: readonly Expected[]): readonly string[] {
  const read = readProgram(program.files);
  const wrong: string[] = [];
  const left = [...read];
  for (const expected of ran) {
    const found = left.findIndex(({ said }) => said.key === expected.key);
    const unkeyed = found >= 0 ? found : left.findIndex(({ said }) => said.key === null);
    const [contract] = unkeyed >= 0 ? left.splice(unkeyed, 1) : [];
    if (contract) wrong.push(...wronglyRead(expected, contract));
    else wrong.push(`${String(expected.key)} is not read`);
  }
  return [...wrong, ...left.map(({ said }) => `${String(said.key)} is invented`)];
}

function textOf({ files }: Generated): string {
  return Object.entries(files)
    .map(([file, text]) => `// ${file}\n${text}`)
    .join('\n');
}

test.each([
  { name: 'programs of readable forms are read, all of them and right', hasChanges: false, numRuns: 400, least: 300 },
  { name: 'programs that write to what they have are read right, or not at all', hasChanges: true, numRuns: 600, least: 400 },
])('$name', { timeout: timeFor(600) }, ({ hasChanges, numRuns, least }) => {
  let ranAtAll = 0;
  fc.assert(
    fc.property(tape, (choices) => {
      const program = generate(choices, { hasChanges });
      const ran = run(program);
      if (!ran) return;
      ranAtAll++;
      const unread = hasChanges ? [] : unreadOf(readProgram(program.files));
      const found = [...differences(program, ran), ...unread];
      expect(found, `${found.join('\n')}\n\n${textOf(program)}`).toEqual([]);
    }),
    { numRuns: runs(numRuns), endOnFailure: true },
  );
  expect(ranAtAll).toBeGreaterThan(runs(least));
});
