import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExitCode } from '../../src/check/exit-code.ts';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import { openTestRepository, type TestRepository } from '../support/git-repo.ts';
import { deletedAfterTest, temporaryFolder, temporaryRepository } from '../support/temporary.ts';

/** A repository that is deleted after the test. */
export interface Workspace extends TestRepository {
  read(file: string): string;
}

/** A git repository whose first commit, on `main`, holds the files. */
export function repository(files: Readonly<Record<string, string>>): Workspace {
  return readable(temporaryRepository(files));
}

/** A repository that is there already, such as a clone. */
export function existing(root: string): Workspace {
  return readable(deletedAfterTest(openTestRepository(root)));
}

/** A folder that is in no git repository. */
export function folder(files: Readonly<Record<string, string>> = {}): { readonly root: string } {
  return { root: temporaryFolder(files) };
}

function readable(made: TestRepository): Workspace {
  return { ...made, read: (file) => readFileSync(join(made.root, file), 'utf8') };
}

/** What a command line did. */
export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, in a pipe unless the test says otherwise. */
export async function cli(
  cwd: string,
  argv: readonly string[],
  io: Partial<Omit<Io, 'stdout'>> & { readonly columns?: number } = {},
): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const isTerminal = io.columns !== undefined;
  const code = await run(argv, {
    cwd,
    env: {},
    stdout: { isTerminal, columns: io.columns, write: (text) => void (stdout += text) },
    stderr: { isTerminal: false, columns: undefined, write: (text) => void (stderr += text) },
    ...io,
  });
  return { code, stdout, stderr };
}

/** Runs a command line and reads what it printed as JSON. */
export async function cliJson(
  cwd: string,
  argv: readonly string[],
  io: Parameters<typeof cli>[2] = {},
): Promise<Ran & { readonly json: Json }> {
  const ran = await cli(cwd, argv, io);
  return { ...ran, json: JSON.parse(ran.stdout) as Json };
}

/** A document of `check --format json`, as far as tests look into it. */
export interface Json {
  readonly summary: {
    readonly contracts: number;
    readonly error: number;
    readonly warn: number;
    readonly waived: number;
    readonly baseline: number;
  };
  readonly findings: readonly JsonFinding[];
  readonly errors: readonly {
    readonly message: string;
    readonly hint: string | null;
    readonly file: string | null;
    readonly line: number | null;
  }[];
  readonly changes: readonly { readonly key: string }[];
  readonly policy: { readonly file: string | null; readonly bootstrap: boolean };
  readonly base: string | null;
  readonly head: string;
}

export interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly status: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly fingerprint: string;
  readonly subject: string | null;
  readonly contract: { readonly key: string | null } | null;
}
