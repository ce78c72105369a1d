import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a run one temporary folder, which is deleted with all that tests left in it: a test that fails or is stopped cleans up nothing. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'contracts-governance-tests-'));
  process.env['TMPDIR'] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
