import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '..', '..');

/** The packages whose code a run of the built command line executes, by V8's own record. */
function loadedPackages(args: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'loads-'));
  try {
    spawnSync(process.execPath, [join(project, 'dist', 'cli.js'), ...args], {
      cwd: join(project, 'examples', 'integration-hub'),
      env: { ...process.env, NODE_V8_COVERAGE: folder },
    });
    const urls = readdirSync(folder).flatMap((file) => {
      const coverage = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { readonly result: readonly { readonly url: string }[] };
      return coverage.result.map(({ url }) => url);
    });
    expect(urls.some((url) => url.endsWith('/dist/cli.js'))).toBe(true);
    return [...new Set(urls.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(url)?.[1] ?? []))].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each([[['check', '--allow-empty']], [['list']], [['--version']]])('%j loads neither ESLint nor TypeScript', (args) => {
  expect(loadedPackages(args).filter((name) => /eslint|^typescript$/.test(name))).toEqual([]);
});

test('--version loads no parser', () => {
  expect(loadedPackages(['--version'])).not.toContain('oxc-parser');
});
