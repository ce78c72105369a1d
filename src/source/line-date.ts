import { runGit } from './git.ts';
import type { GitRepository } from './repository.ts';

/**
 * The day (`YYYY-MM-DD`, UTC) of the commit that last wrote a line of a file at `HEAD`, or null where git does not say. Programs that the
 * repository configures to convert files (`textconv`) do not run.
 */
export function lineDate(git: GitRepository, file: string, line: number): string | null {
  const range = `${String(line)},${String(line)}`;
  const output = runGit(git.root, ['blame', '--no-textconv', '--porcelain', '-L', range, 'HEAD', '--', file]);
  const seconds = /^committer-time (\d+)$/m.exec(output.stdout.toString('utf8'))?.[1];
  return output.status === 0 && seconds !== undefined ? new Date(Number(seconds) * 1000).toISOString().slice(0, 10) : null;
}
