import type { Contract, ContractKind, Read, ReadList } from '../contracts/contract.ts';
import { compileGlob, compileGlobs, literalPrefix } from '../source/glob.ts';
import { coversGlob } from '../source/glob-cover.ts';
import { nodeAt, type PolicyNode, textsOf } from './node.ts';

/** Which contracts an override, an assertion or an exception is for; null: whichever. */
export interface Selector {
  readonly files: readonly string[] | null;
  readonly keys: readonly string[] | null;
  readonly kinds: readonly ContractKind[] | null;
  readonly stability: readonly string[] | null;
  readonly owners: readonly string[] | null;
  readonly tags: readonly string[] | null;
}

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

/** Whether a selector is surely for every contract that another is for; null is for all. */
export function coversSelector(outer: Selector | null, inner: Selector | null): boolean {
  const covers = (name: keyof Selector, separator: '/' | '.' | ''): boolean => {
    const wider = outer?.[name] ?? null;
    const narrower = inner?.[name] ?? null;
    return !wider || (narrower?.every((one) => wider.some((other) => coversGlob(other, one, separator))) ?? false);
  };
  const hasSame = (name: 'kinds' | 'stability'): boolean => {
    const wider: readonly string[] | null = outer?.[name] ?? null;
    return !wider || (inner?.[name]?.every((one) => wider.includes(one)) ?? false);
  };
  return (
    covers('files', '/') && covers('keys', '.') && covers('owners', '') && covers('tags', '') && hasSame('kinds') && hasSame('stability')
  );
}

/** A compiled selector. What it asks of the file is apart, because contracts share files. */
export interface SplitSelector {
  /** Every file that matches is one of these paths, or below one; `''`: any file. */
  readonly folders: readonly string[];
  /** Every key that matches is one of these, or continues one with a dot; null where no key is asked for. */
  readonly keyPrefixes: readonly string[] | null;
  matchesFile(file: string): boolean;
  /** Everything else that it asks. */
  matchesContract(subject: Subject): boolean;
}

/**
 * Compiles a selector: everything that it gives must match, and one entry of each list.
 * @param folder the folder that `files` are relative to, `''` for the root; files outside of it never match
 */
export function splitSelector(selector: Selector, folder = ''): SplitSelector {
  const checks: ((subject: Subject) => boolean)[] = [];
  const { keys, kinds, stability, owners, tags } = selector;
  if (kinds) checks.push(({ kind }) => kind !== null && kinds.includes(kind));
  if (stability) checks.push((subject) => subject.stability !== null && stability.includes(subject.stability));
  if (keys) checks.push(keyCheck(keys));
  if (owners) checks.push(listCheck(owners, 'owners'));
  if (tags) checks.push(listCheck(tags, 'tags'));
  return {
    folders: foldersOf(selector.files, folder),
    keyPrefixes: keys && keys.map((glob) => literalPrefix(glob, '.')),
    matchesFile: fileCheck(selector.files, folder),
    matchesContract: (subject) => checks.every((check) => check(subject)),
  };
}

/** Compiles a selector into one question. */
export function compileSelector(selector: Selector, folder = ''): (subject: Subject) => boolean {
  const { matchesFile, matchesContract } = splitSelector(selector, folder);
  return (subject) => matchesFile(subject.file) && matchesContract(subject);
}

function foldersOf(files: readonly string[] | null, folder: string): readonly string[] {
  return (files ?? ['**']).map((glob) => [folder, literalPrefix(glob)].filter((part) => part !== '').join('/'));
}

function fileCheck(files: readonly string[] | null, folder: string): (file: string) => boolean {
  const matches = files ? compileGlobs(files) : () => true;
  if (folder === '') return matches;
  const prefix = `${folder}/`;
  return (file) => file.startsWith(prefix) && matches(file.slice(prefix.length));
}

function keyCheck(keys: readonly string[]): (subject: Subject) => boolean {
  const matches = compileGlobs(keys, '.');
  return ({ key }) => key !== null && matches(key);
}

function listCheck(patterns: readonly string[], field: 'owners' | 'tags'): (subject: Subject) => boolean {
  const globs = patterns.map((pattern) => compileGlob(pattern, ''));
  return (subject) => subject[field].some((item) => globs.some((glob) => glob.matches(item)));
}
