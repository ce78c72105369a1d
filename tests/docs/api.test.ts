import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as api from '../../src/index.ts';
import { repository } from '../cli/support.ts';
import { command } from '../support/sources.ts';

const project = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(project, 'docs', 'api.md'), 'utf8');

it('runs as it is written, with the built package', () => {
  const { root } = repository({ 'src/send.ts': command({ owners: '[]' }) });
  const program = /```js\n([^]*?)```/.exec(page)?.[1]?.replace('origin/main', 'HEAD') ?? '';
  const script = `process.chdir(${JSON.stringify(root)});\n${program}`;
  // In the project's folder the package finds itself by its name.
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: project, encoding: 'utf8' });
  expect(ran).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/^src\/send\.ts:\d+ error .* \(require-owners\)\n1 contracts\n$/) as string,
    stderr: '',
  });
});

it('names every function of the package', () => {
  const functions = Object.entries(api).flatMap(([name, value]) => (typeof value === 'function' ? name : []));
  expect(functions.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
});
