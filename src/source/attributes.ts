import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demandGit, splitNul } from './git.ts';
import { repositoryFile, type GitRepository } from './repository.ts';

/** The attributes that make git store another text than the one that is worked on (gitattributes(5)). */
const CONVERTING: readonly string[] = ['filter', 'working-tree-encoding'];

/** Whether a `.gitattributes` file may give one of them; if none does, git need not be asked. */
export function mentionsConversion(attributes: string): boolean {
  return CONVERTING.some((name) => attributes.includes(name));
}

/** Whether this clone's own attributes (`.git/info/attributes`) may give one of them. */
export function hasLocalConversion(git: GitRepository): boolean {
  const file = repositoryFile(git, 'info/attributes');
  return existsSync(file) && mentionsConversion(readFileSync(file, 'utf8'));
}

/**
 * The files of a commit whose stored text is not the one that is worked on → the attribute, as `filter=lfs`.
 * Git itself matches the patterns, in an index of its own in the system's temporary folder: the repository's index and
 * working tree may hold other attributes than the commit.
 */
export function convertedFiles(git: GitRepository, commit: string, files: readonly string[]): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'contracts-governance-'));
  try {
    const indexFile = join(folder, 'index');
    demandGit(git.root, ['read-tree', commit], { indexFile });
    const input = files.map((file) => `${file}\0`).join('');
    const fields = splitNul(demandGit(git.root, ['check-attr', '--cached', '-z', '--stdin', ...CONVERTING], { indexFile, input }));
    const converted = new Map<string, string>();
    for (let index = 0; index + 2 < fields.length; index += 3) {
      const [file = '', name = '', value = ''] = fields.slice(index, index + 3);
      if (!isNeutral(name, value)) converted.set(file, `${name}=${value}`);
    }
    return converted;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `set` names no filter and no encoding; UTF-8 is what is stored anyway. */
function isNeutral(name: string, value: string): boolean {
  if (value === 'unspecified' || value === 'unset' || value === 'set') return true;
  return name === 'working-tree-encoding' && /^utf-?8$/i.test(value);
}
