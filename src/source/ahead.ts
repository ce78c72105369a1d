import { askAhead, keepAnswer, splitNul, startGit, type GitOutput } from './git.ts';
import { getOrMake } from './memoize.ts';
import { readBlobsAhead } from './objects.ts';
import { commonAncestors, filesOf, HEAD_COMMIT, IDENTITY, LISTING, namedCommit, ownFile } from './questions.ts';
import { realFolder, repositoryFolder } from './real-folder.ts';

/** What is being asked, by folder and base. */
const asked = new Map<string, Promise<void>>();

/**
 * Asks git for what every look at a working tree begins with, while the program is still being loaded. What is wrong with the
 * folder or the base is told by who opens them.
 * @param folder a folder of the repository, or nothing for the current one
 * @param base the revision that the working tree is compared with, if it is; one that the CI names is not asked ahead
 */
export function lookAhead(folder = '.', base?: string | true): Promise<void> {
  let root: string;
  try {
    root = realFolder(folder);
  } catch {
    return Promise.resolve();
  }
  const named = base === true ? undefined : base;
  const question = `${root}\0${named ?? ''}`;
  return getOrMake(asked, question, () => askAll(root, named));
}

async function askAll(folder: string, base: string | undefined): Promise<void> {
  // Where git says otherwise, all is asked again.
  const top = repositoryFolder(folder) ?? folder;
  await Promise.all([askAhead(folder, IDENTITY), askAhead(top, LISTING), base === undefined ? null : askBase(top, base)]);
}

/** What the commit holds that the base most often is, the merge base, and what of it differs. */
async function askBase(top: string, base: string): Promise<void> {
  const question = namedCommit(base);
  if (!question) return;
  const questions = [question, HEAD_COMMIT, ownFile('info/attributes')];
  // To start git costs more than what it is asked here.
  const output = await startGit(top, ['rev-parse', `${base}^{commit}`, 'HEAD^{commit}', '--git-path', 'info/attributes']);
  const lines = linesOf(output);
  const [target = '', head = ''] = lines;
  if (!output || lines.length !== questions.length) return;
  for (const [at, one] of questions.entries()) keepAnswer(top, one, { ...output, stdout: Buffer.from(`${lines[at] ?? ''}\n`) });
  const [commit] = linesOf(await askAhead(top, commonAncestors(target, head)));
  if (commit) await Promise.all([askAhead(top, filesOf(commit)), readDifference(top, commit)]);
}

function linesOf(output: GitOutput | null): readonly string[] {
  return output?.status === 0 ? output.stdout.toString('utf8').split('\n').slice(0, -1) : [];
}

/** Beyond it most of what a commit holds may not be needed. */
const MAX_BLOBS = 5_000;

/** Sources, what says where their imports lead, and what says which versions of packages they get. */
const READ_FILE =
  /\.[cm]?[jt]sx?$|(?:^|\/)(?:package|jsconfig|[^/]*tsconfig[^/]*)\.json$|^(?:(?:package-lock|npm-shrinkwrap)\.json|pnpm-lock\.yaml|(?:yarn|bun)\.lock)$/;

/** Reads what a commit holds and the index does not: most of what the files on disk do not hold either. */
async function readDifference(top: string, commit: string): Promise<void> {
  const output = await startGit(top, ['diff-index', '--cached', '--raw', '--no-abbrev', '--no-renames', '-z', commit]);
  if (output?.status !== 0) return;
  // `:<mode> <mode> <id> <id> <status>`, then the path.
  const fields = splitNul(output.stdout);
  const ids = fields.flatMap((field, at) => {
    const id = field.split(' ')[2] ?? '';
    return at % 2 === 0 && READ_FILE.test(fields[at + 1] ?? '') && !/^0+$/.test(id) && !field.startsWith(':160000') ? id : [];
  });
  if (ids.length <= MAX_BLOBS) await readBlobsAhead(top, [...new Set(ids)]);
}
