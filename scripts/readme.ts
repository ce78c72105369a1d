import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rulesTable } from './rule-pages.ts';

/*
 * Writes what the README shows of the program from the program itself: the example's output (of the built command line) and the table of rules.
 * A test compares the README with it.
 */

const root = new URL('../', import.meta.url);

/** What `npm run example` prints after the build. */
export function exampleOutput(): string {
  const script = fileURLToPath(new URL('examples/run.js', root));
  return execFileSync(process.execPath, [script], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, COLUMNS: '110', GITHUB_ACTIONS: '', CI: '' },
  }).trimEnd();
}

/** The README with both blocks renewed. */
export function withBlocks(readme: string, example: string): string {
  return withBlock(withBlock(readme, 'example', `\`\`\`\`text\n${example}\n\`\`\`\``), 'rules', rulesTable());
}

function withBlock(text: string, name: string, content: string): string {
  const begin = `<!-- begin: ${name} -->`;
  const end = `<!-- end: ${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has no block "${name}".`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}

function main(): void {
  const file = new URL('README.md', root);
  writeFileSync(file, withBlocks(readFileSync(file, 'utf8'), exampleOutput()));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
