import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { exampleOutput, withBlocks } from '../../scripts/readme.ts';

const project = join(import.meta.dirname, '..', '..');
const readme = readFileSync(join(project, 'README.md'), 'utf8');

describe('the README', () => {
  test('shows the example and the rules as they are: npm run generate', () => {
    expect(readme).toBe(withBlocks(readme, exampleOutput()));
  });

  test('stays under 250 lines', () => {
    expect(readme.split('\n').length).toBeLessThan(250);
  });

  test('names only scripts that exist', () => {
    const scripts = [...readme.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
  });
});
