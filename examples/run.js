// Runs the built CLI on a copy of the example: a repository of its own, not a part of this one.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const cli = join(here, '..', 'dist', 'cli.js');
const root = mkdtempSync(join(tmpdir(), 'integration-hub-'));
try {
  cpSync(join(here, 'integration-hub'), root, { recursive: true });
  execFileSync('git', ['init', '--quiet', root]);
  console.log('$ contracts-governance check');
  const { status } = spawnSync(process.execPath, [cli, 'check', '--today', '2026-11-22', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  console.log(`exit code ${status}`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
