import { expect, test } from 'vitest';
import { readFile } from '../../../src/contracts/read-file.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { DEFINE, OPTIONS, readAsTheyRun, readProgram } from '../support/agree.ts';
import type { Program } from '../support/program.ts';

/** An instance of a class, in a file whose functions make contracts by it. */
function kit(members: string, exported: string, more = ''): Program {
  return {
    isAcrossFiles: true,
    files: {
      'src/kit.ts': `${DEFINE}
class Kit {
  constructor(private stage = 'stable') {}
  ${members}
}
const kit = new Kit();
${exported}`,
      'src/a.ts': `import { make } from './kit';${more}
export const A = make('a.one');
export const B = make('a.two', 'beta');`,
    },
  };
}

const command = `command(key: string, stability = this.stage) { return defineCommand({ meta: { key, version: '1.0.0', stability } } as any); }`;
const make = 'export const make = (key: string, stability?: string) => kit.command(key, stability);';

readAsTheyRun('functions that make contracts by an instance of their file', [
  ['by one of its methods', kit(command, make)],
  [
    'by a method that calls another',
    kit(`${command}\n  make(key: string, stability?: string) { return this.command(key, stability); }`, make.replace('.command', '.make')),
  ],
  ['with the arguments as they are', kit(command, "export const make: Kit['command'] = (...args) => kit.command(...args);")],
  [
    'of a class that extends another',
    kit(command, `class Special extends Kit { }\nconst special = new Special('experimental');\n${make.replace('kit.', 'special.')}`),
  ],
]);

test('an instance that another function changes tells nothing', () => {
  const changing = kit(
    `${command}\n  lower() { this.stage = 'beta'; }`,
    `${make}\nexport const lower = () => kit.lower();`,
    "\nimport { lower } from './kit';\nlower();",
  );
  expect(readProgram(changing.files).map(({ said }) => said.key)).toEqual([null]);
});

test('a file that gives out what calls such a method says nothing of contracts by itself', () => {
  const contractsIn = (exported: string): number =>
    readFile(memoryTree(kit(command, exported).files), OPTIONS, 'src/kit.ts').contracts.length;
  expect(contractsIn(make)).toBe(0);
  expect(contractsIn(make.replace('export ', ''))).toBe(1);
});
