import { spawn, spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { SourceError } from './tree.ts';

/** What a git command is given besides its arguments. */
interface GitInput {
  readonly input?: string;
  /** Used in the stead of the repository's index. */
  readonly indexFile?: string;
}

/** What a git command gave. */
export interface GitOutput {
  readonly status: number;
  readonly stdout: Buffer;
  /** In English, whatever the user's language. */
  readonly stderr: string;
}

/**
 * Options before each command. A repository's configuration can name programs (file system monitor, hooks, pager, ssh,
 * external diff): none may run because a pull request is judged, and nothing may be fetched.
 */
const HARDENING: readonly string[] = [
  '--no-replace-objects',
  '--no-optional-locks',
  '--no-pager',
  ...[
    // Empty means false since git 2.36 and "no program" before; `false` would then have been the program's name.
    'core.fsmonitor=',
    'core.untrackedCache=false',
    `core.hooksPath=${devNull}`,
    'core.sshCommand=false',
    'core.askPass=',
    'core.alternateRefsCommand=',
    'credential.helper=',
    'diff.external=',
    'protocol.allow=never',
    'submodule.recurse=false',
    'safe.bareRepository=explicit',
    'core.warnAmbiguousRefs=true',
  ].flatMap((setting) => ['-c', setting]),
];

/**
 * Runs git in `folder`, with no way for its environment or configuration to run a program, reach the network or show
 * other objects than those asked for. The exit status is the caller's to judge.
 * @throws {GitMissing} when git is not installed
 */
export function runGit(folder: string, args: readonly string[], options: GitInput = {}): GitOutput {
  const question = questionOf(folder, args);
  const answer = options.indexFile === undefined ? answers.get(question) : undefined;
  if (answer) {
    // The next one to ask wants to know how things are then.
    answers.delete(question);
    return answer;
  }
  const result = spawnSync('git', [...HARDENING, ...args], {
    cwd: folder,
    env: cleanEnvironment(process.env, options.indexFile),
    input: options.input ?? '',
    maxBuffer: Infinity,
    windowsHide: true,
  });
  if (result.error) {
    if ('code' in result.error && result.error.code === 'ENOENT')
      throw new GitMissing('git is not installed, or not on the PATH.', null, 'Install git 2.30 or newer.');
    throw new SourceError(`git could not be run: ${result.error.message}`);
  }
  return { status: result.status ?? -1, stdout: result.stdout, stderr: result.stderr.toString('utf8') };
}

/** There is no git to ask. */
export class GitMissing extends SourceError {}

/** What was asked ahead and has not been taken yet, by folder and arguments. */
const answers = new Map<string, GitOutput>();

/**
 * Asks git while the program is still being loaded: the first `runGit` with the same folder and arguments takes the answer.
 * Whatever goes wrong is left to that call, which then asks by itself.
 */
export async function askAhead(folder: string, args: readonly string[]): Promise<GitOutput | null> {
  const answer = await startGit(folder, args);
  if (answer) keepAnswer(folder, args, answer);
  return answer;
}

/** Keeps what git says to a question for the first `runGit` with the same folder and arguments. */
export function keepAnswer(folder: string, args: readonly string[], answer: GitOutput): void {
  answers.set(questionOf(folder, args), answer);
}

/** As `runGit`, without waiting for it, and null where git could not be run to its end. */
export function startGit(folder: string, args: readonly string[], input = ''): Promise<GitOutput | null> {
  return new Promise((resolve) => {
    const child = spawn('git', [...HARDENING, ...args], {
      cwd: folder,
      env: cleanEnvironment(process.env, undefined),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', () => {
      resolve(null);
    });
    child.on('close', (status) => {
      resolve(status === null ? null : { status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') });
    });
    // Git may end before it has read everything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function questionOf(folder: string, args: readonly string[]): string {
  return [folder, ...args].join('\0');
}

/** Runs git and demands success. @throws {SourceError} with git's own words when it fails */
export function demandGit(folder: string, args: readonly string[], options: GitInput = {}): Buffer {
  const output = runGit(folder, args, options);
  if (output.status !== 0) throw gitFailure(args, output);
  return output.stdout;
}

/** The error for a git command that failed. */
export function gitFailure(args: readonly string[], output: GitOutput): SourceError {
  const words = output.stderr.trim();
  const command = args.find((arg) => !arg.startsWith('-')) ?? '';
  return new SourceError(`"git ${command}" failed: ${words === '' ? `exit code ${String(output.status)}` : words}`);
}

/** The entries of a `-z` output. */
export function splitNul(output: Buffer): string[] {
  const entries = output.toString('utf8').split('\0');
  entries.pop();
  return entries;
}

/**
 * The environment without git's own variables: `GIT_DIR`, `GIT_INDEX_FILE`, `GIT_CONFIG_*` and the like could put another
 * repository, index or configuration in the place of this one.
 */
function cleanEnvironment(env: NodeJS.ProcessEnv, indexFile: string | undefined): NodeJS.ProcessEnv {
  const clean: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(env)) {
    if (!/^GIT_/i.test(name)) clean[name] = value;
  }
  return {
    ...clean,
    LC_ALL: 'C',
    LANGUAGE: '',
    // Takes the place of `protocol.<name>.allow`, which would win over `protocol.allow`.
    GIT_ALLOW_PROTOCOL: '',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    // `.git/info/grafts` rewrites parents as replace refs do.
    GIT_GRAFT_FILE: devNull,
    ...(indexFile === undefined ? {} : { GIT_INDEX_FILE: indexFile }),
  };
}
