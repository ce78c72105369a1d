import type { Inventory, ReadOptions } from '../contracts/inventory.ts';
import { readInventory } from '../contracts/read.ts';
import { unparsedImports } from '../contracts/outside/unparsed-imports.ts';
import { ParseFailure, parseModule } from '../modules/module.ts';
import { commitsOf, nameBefore } from '../source/history.ts';
import type { GitRepository } from '../source/repository.ts';
import { openCommit } from '../source/revision.ts';
import { overlay, type RepositoryTree, SourceError, type SourceTree } from '../source/tree.ts';
import { problemOfFile } from './problems.ts';
import type { Problem } from './result.ts';

/** A base as it was read. */
export interface ReadBase {
  readonly inventory: Inventory;
  /** Files of it that cannot be judged, those apart that are the same at the head: there they are a problem already. */
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

/** Files that lead to further files that do not parse, and so on. */
const MAX_ROUNDS = 5;
/** How many versions of a file are tried. */
const MAX_VERSIONS = 100;

/**
 * Reads a base. A file that does not parse there, and that the head has mended, is read as it was when it
 * last parsed, under whatever name: the change that mends it can land, and is held to what the file last said. What never parsed has never
 * said anything.
 */
export function readBase(git: GitRepository, tree: RepositoryTree, options: ReadOptions, head: Inventory): ReadBase {
  const older = new Map<string, SourceTree>();
  const tried = new Set<string>();
  const silent = new Set<string>();
  const notes: string[] = [];
  let inventory = readInventory(tree, options, head);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const broken = [...new Set([...inventory.unparsed, ...unparsedImports(inventory, head).map(({ file }) => file)])]
      .filter((file) => !tried.has(file) && tree.digest(file) !== head.tree.digest(file))
      .sort();
    if (broken.length === 0) break;
    for (const file of broken) {
      tried.add(file);
      const last = lastReadable(git, tree, file);
      if (last === 'unknown') continue;
      if (last) older.set(file, last.tree);
      else silent.add(file);
      const was = last ? `compared as it was at ${last.place}, where it last did` : 'taken to be empty there, for it never did';
      notes.push(`At the base ${shortId(tree)}, ${file} does not parse. It is ${was}.`);
    }
    inventory = readInventory(overlay(tree, older), options, head);
  }
  const problems = inventory.problems.filter(({ file }) => !silent.has(file) && head.tree.digest(file) !== inventory.tree.digest(file));
  return { inventory, problems: problems.map(problemOfFile).map(atBase), notes };
}

function atBase(problem: Problem): Problem {
  return { ...problem, message: `At the base: ${problem.message}` };
}

/** A file as it was when it last parsed. */
interface LastForm {
  /** Has it under the name that it has now. */
  readonly tree: SourceTree;
  /** For people. */
  readonly place: string;
}

/**
 * The last form up to a commit in which a file parses, under the name that it had then; null where it never did; `unknown` where not all
 * of its history can be looked at.
 */
function lastReadable(git: GitRepository, tree: RepositoryTree, file: string): LastForm | 'unknown' | null {
  let name = file;
  let from = tree.revision ?? 'HEAD';
  let left = MAX_VERSIONS;
  while (left > 0) {
    const commits = commitsOf(git, from, name, left);
    left -= commits.length;
    for (const commit of commits) {
      const one = openCommit(git, commit, tree);
      if (!one.has(name) || !parses(one, name)) continue;
      const place = name === file ? shortId(one) : `${shortId(one)}, as ${name}`;
      return { tree: name === file ? one : withName(one, name, file), place };
    }
    const first = commits.at(-1);
    const former = first === undefined || left <= 0 ? null : nameBefore(git, first, name);
    if (first === undefined || former === null) break;
    [name, from] = [former, `${first}^`];
  }
  return git.isShallow || left <= 0 ? 'unknown' : null;
}

/** A tree in which a file has another name as well. */
function withName(tree: SourceTree, former: string, name: string): SourceTree {
  const inTree = (file: string): string => (file === name ? former : file);
  return {
    ...tree,
    has: (file) => tree.has(inTree(file)),
    read: (file) => tree.read(inTree(file)),
    digest: (file) => tree.digest(inTree(file)),
    realPath: (path) => tree.realPath?.(path) ?? null,
  };
}

function parses(tree: SourceTree, file: string): boolean {
  try {
    parseModule(file, tree.read(file));
    return true;
  } catch (error) {
    if (error instanceof ParseFailure || error instanceof SourceError) return false;
    throw error;
  }
}

function shortId({ revision }: RepositoryTree): string {
  return (revision ?? '').slice(0, 12);
}
