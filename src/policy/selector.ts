import type { Contract, ContractKind, Read, ReadList } from '../contracts/contract.ts';
import { compileGlob, compileGlobs } from './glob.ts';
import { nodeAt, type PolicyNode, textsOf } from './node.ts';
import type { Selector } from './policy.ts';

/** What selectors look at. Null where it cannot be read, and then nothing that asks for it matches. */
export interface Subject {
  readonly file: string;
  readonly kind: ContractKind | null;
  readonly key: string | null;
  readonly stability: string | null;
  readonly owners: readonly string[];
  readonly tags: readonly string[];
}

export function subjectOf(contract: Contract): Subject {
  return {
    file: contract.file,
    kind: contract.kind,
    key: known(contract.key),
    stability: known(contract.stability),
    owners: knownItems(contract.owners),
    tags: knownItems(contract.tags),
  };
}

/** A file without a contract: only selectors that ask for nothing but files match. */
export function fileSubject(file: string): Subject {
  return { file, kind: null, key: null, stability: null, owners: [], tags: [] };
}

function known<T>(read: Read<T>): T | null {
  return read.state === 'known' ? read.value : null;
}

function knownItems(list: ReadList<string>): readonly string[] {
  return list.state === 'known' ? list.value.flatMap((item) => known(item) ?? []) : [];
}

/** Reads a checked `for:`. */
export function selectorFrom(node: PolicyNode | undefined): Selector {
  const read = (name: string): readonly string[] | null => {
    const value = nodeAt(node, name);
    return value ? textsOf(value) : null;
  };
  return {
    files: read('files'),
    keys: read('keys'),
    // Checked against the names of the kinds.
    kinds: read('kinds') as readonly ContractKind[] | null,
    stability: read('stability'),
    owners: read('owners'),
    tags: read('tags'),
  };
}

/**
 * Compiles a selector: everything that it gives must match, and one entry of each list.
 * @param folder the folder that `files` are relative to, `''` for the root; files outside of it never match
 */
export function compileSelector(selector: Selector, folder = ''): (subject: Subject) => boolean {
  const checks: ((subject: Subject) => boolean)[] = [];
  const { files, keys, kinds, stability, owners, tags } = selector;
  if (kinds) checks.push(({ kind }) => kind !== null && kinds.includes(kind));
  if (stability) checks.push((subject) => subject.stability !== null && stability.includes(subject.stability));
  if (folder !== '') checks.push(({ file }) => file.startsWith(`${folder}/`));
  if (files) checks.push(fileCheck(files, folder));
  if (keys) checks.push(nullableCheck(memoised(compileGlobs(keys, '.')), 'key'));
  if (owners) checks.push(listCheck(owners, 'owners'));
  if (tags) checks.push(listCheck(tags, 'tags'));
  return (subject) => checks.every((check) => check(subject));
}

function fileCheck(files: readonly string[], folder: string): (subject: Subject) => boolean {
  const matches = memoised(compileGlobs(files));
  const skip = folder === '' ? 0 : folder.length + 1;
  return ({ file }) => matches(file.slice(skip));
}

function nullableCheck(matches: (text: string) => boolean, field: 'key'): (subject: Subject) => boolean {
  return (subject) => {
    const value = subject[field];
    return value !== null && matches(value);
  };
}

function listCheck(patterns: readonly string[], field: 'owners' | 'tags'): (subject: Subject) => boolean {
  const globs = patterns.map((pattern) => compileGlob(pattern, ''));
  return (subject) => subject[field].some((item) => globs.some((glob) => glob.matches(item)));
}

/** Contracts share files, and every policy is asked for a contract several times. */
function memoised(matches: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    let answer = known.get(text);
    if (answer === undefined) known.set(text, (answer = matches(text)));
    return answer;
  };
}
