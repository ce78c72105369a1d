import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A git repository in a temporary folder. */
export interface TestRepository {
  /** Absolute, without links. */
  readonly root: string;
  /** Runs git there and gives what it printed, trimmed. Throws when git fails. */
  git(...args: readonly string[]): string;
  /** Writes files, creating folders. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Deletes files or folders. */
  remove(...paths: readonly string[]): void;
  /** Writes `files`, commits everything, and gives the commit's id. Each commit is a minute later than the one before. */
  commit(message: string, files?: Readonly<Record<string, string | Uint8Array>>): string;
  /** Deletes the folder. */
  dispose(): void;
}

/**
 * Makes a repository on branch `main`, with one commit of `files` when there are any. Neither the user's nor the system's
 * configuration applies, and commit ids are the same in every run.
 * @param options `init`: further arguments of `git init`, such as `--object-format=sha256`
 */
export function createRepository(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  options: { readonly init?: readonly string[] } = {},
): TestRepository {
  const root = createFolder();
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', ...(options.init ?? []), root], { env: testEnvironment(0) });
  const repository = openTestRepository(root);
  if (Object.keys(files).length > 0) repository.commit('Initial commit', files);
  return repository;
}

/** A handle on a repository that is there already, such as a clone or a linked worktree. */
export function openTestRepository(root: string): TestRepository {
  let commits = 0;
  const run = (args: readonly string[]): string =>
    execFileSync('git', args, { cwd: root, env: testEnvironment(commits), stdio: ['ignore', 'pipe', 'pipe'] })
      .toString('utf8')
      .trim();
  const write = (files: Readonly<Record<string, string | Uint8Array>>): void => {
    writeFiles(root, files);
  };
  return {
    root,
    git: (...args) => run(args),
    write,
    remove(...paths) {
      for (const path of paths) rmSync(join(root, path), { recursive: true, force: true });
    },
    commit(message, files = {}) {
      write(files);
      commits += 1;
      run(['add', '--all']);
      run(['commit', '--quiet', '--allow-empty', '--message', message]);
      return run(['rev-parse', 'HEAD']);
    },
    dispose() {
      rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** An empty temporary folder, without links in its path. */
export function createFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'contracts-governance-')));
  writeFiles(folder, files);
  return folder;
}

function writeFiles(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

function testEnvironment(minute: number): NodeJS.ProcessEnv {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const date = new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
  return {
    ...clean,
    LC_ALL: 'C',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_NAME: 'Test',
    GIT_AUTHOR_EMAIL: 'test@example.org',
    GIT_COMMITTER_NAME: 'Test',
    GIT_COMMITTER_EMAIL: 'test@example.org',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
  };
}
