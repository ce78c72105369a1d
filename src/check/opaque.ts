import { posix } from 'node:path';
import type { ReadOptions } from '../contracts/inventory.ts';
import { compileGlobs } from '../source/glob.ts';
import type { OpaquePath, RepositoryTree } from '../source/tree.ts';
import { problemOf } from './problems.ts';
import type { Problem } from './result.ts';

/** What of a tree could hold contracts and is not there to be read. */
export interface Opaque {
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

/**
 * Paths under the policy's include that the tree only names. A link out of the repository cannot be judged, nor can a submodule that comes
 * with the change; a submodule that was there before, or a repository inside of this one, is somebody else's to judge.
 * @param bases the states that the head is compared with
 */
export function opaqueParts(head: RepositoryTree, bases: readonly RepositoryTree[], read: ReadOptions): Opaque {
  const isIncluded = includeTest(read);
  const isSource = compileGlobs(read.include);
  const problems: Problem[] = [];
  const notes: string[] = [];
  for (const part of head.opaque()) {
    // Whoever reads a source file that is a link is told so.
    if (!isIncluded(part.path) || (part.kind === 'link-outside' && isSource(part.path))) continue;
    if (part.kind === 'link-outside' || (part.kind === 'submodule' && isNew(part, bases))) problems.push(opaqueProblem(part));
    else notes.push(`"${part.path}" is ${nameOf(part)}: contracts in it are not judged here. If it holds some, run the check there too.`);
  }
  return { problems, notes };
}

function isNew({ path }: OpaquePath, bases: readonly RepositoryTree[]): boolean {
  return bases.length > 0 && !bases.some((base) => base.opaque().some((part) => part.path === path));
}

/** Whether the path, or a source file below it, is one that would be read. */
function includeTest({ include, exclude }: ReadOptions): (path: string) => boolean {
  const isIncluded = compileGlobs(include);
  const isExcluded = compileGlobs(exclude);
  return (path) => {
    const file = posix.extname(path) === '' ? `${path}/index.ts` : path;
    return isIncluded(file) && !isExcluded(file) && !path.split('/').includes('node_modules');
  };
}

function opaqueProblem(part: OpaquePath): Problem {
  return problemOf(
    `"${part.path}" is ${nameOf(part)}, so what it holds cannot be judged.`,
    'Name it in contracts.exclude of the policy if it holds no contracts of this repository.',
    part.path,
  );
}

function nameOf({ kind, target }: OpaquePath): string {
  switch (kind) {
    case 'submodule':
      return 'a submodule';
    case 'nested-repository':
      return 'a repository of its own';
    case 'link-outside':
      return `a link out of the repository${target === null ? '' : ` (to "${target}")`}`;
  }
}
