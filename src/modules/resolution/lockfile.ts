import { addTo, groupBy } from '../../source/groups.ts';
import { memoize, memoizeWeakly } from '../../source/memoize.ts';
import { folderOf } from '../../source/paths.ts';
import { isRecord } from '../../source/records.ts';
import type { SourceTree } from '../../source/tree.ts';
import { readJson } from './json-file.ts';

/** A package of the repository that has a dependency. */
export interface Dependent {
  /** Its folder, `` for the root. */
  readonly folder: string;
  readonly name: string | null;
  /** The range of versions that it asks for; null where the root asks for it, or nobody. */
  readonly range: string | null;
}

type LockReader = (tree: SourceTree, file: string, dependency: string, dependent: Dependent) => string | null;

const READERS: readonly (readonly [file: string, read: LockReader])[] = [
  ['package-lock.json', npmVersion],
  ['npm-shrinkwrap.json', npmVersion],
  ['pnpm-lock.yaml', pnpmVersion],
  ['yarn.lock', yarnVersion],
  ['bun.lock', bunVersion],
];

/**
 * The version of a package that the lockfile at the root gives to a package of the repository; null where none says so.
 *
 * Lockfiles of pnpm, Yarn and Bun are searched as text for the one entry that is asked for: they may have a hundred thousand lines, which
 * take a parser of YAML seconds. Where one is written in another way, nothing is found, and the range alone decides.
 */
export function lockedVersion(tree: SourceTree, dependency: string, dependent: Dependent): string | null {
  for (const [file, read] of READERS) {
    const version = tree.has(file) ? read(tree, file, dependency, dependent) : null;
    if (version !== null) return version;
  }
  return null;
}

/** How many lines above a version, at most, the package is named that has it. */
const LINES_TO_NAME = 2;

/**
 * @returns whether a package may have other versions by the lockfiles of one tree than by those of another, by the look of the lines that
 * differ: to ask for each package that is imported would take seconds
 */
export function lockedApart(tree: SourceTree, other: SourceTree): (dependency: string) => boolean {
  const apart = READERS.flatMap(([file]) => [linesApart(file, tree, other), linesApart(file, other, tree)]).join('\n');
  return (dependency) => apart.includes(dependency);
}

/** The lines of a file that another tree has not, with those that may name what they say something of. */
function linesApart(file: string, tree: SourceTree, other: SourceTree): string {
  if (!tree.has(file) || tree.digest(file) === other.digest(file)) return '';
  const known = new Set(other.has(file) ? other.read(file).split('\n') : []);
  const lines = tree.read(file).split('\n');
  return lines.flatMap((line, at) => (known.has(line) ? [] : lines.slice(Math.max(0, at - LINES_TO_NAME), at + 1))).join('\n');
}

/** What is made of a lockfile once: it may be large, and is asked for every package. */
function onceOfEach<T>(make: (tree: SourceTree, file: string) => T): (tree: SourceTree, file: string) => T {
  const made = memoizeWeakly((tree: SourceTree) => memoize((file: string) => make(tree, file)));
  return (tree, file) => made(tree)(file);
}

/** Facts: npm's `package-lock.json`, versions 1 to 3. */
function npmVersion(tree: SourceTree, file: string, dependency: string, { folder }: Dependent): string | null {
  const lock = npmLock(tree, file);
  const packages = lock?.['packages'];
  if (isRecord(packages)) {
    for (let at = folder; ; at = folderOf(at)) {
      const version = versionIn(packages, `${at === '' ? '' : `${at}/`}node_modules/${dependency}`);
      if (version !== null || at === '') return version;
    }
  }
  return versionIn(lock?.['dependencies'], dependency);
}

const npmLock = onceOfEach(readJson);

function versionIn(table: unknown, key: string): string | null {
  const entry = isRecord(table) && Object.hasOwn(table, key) ? table[key] : null;
  const version = isRecord(entry) ? entry['version'] : null;
  return typeof version === 'string' ? version : null;
}

/** Facts: `pnpm-lock.yaml`, versions 5 to 9: what each importer gets, or in version 5 of a repository without workspace the only one. */
function pnpmVersion(tree: SourceTree, file: string, dependency: string, { folder }: Dependent): string | null {
  const { text, importers } = pnpmLock(tree, file);
  for (const at of folder === '' ? ['.'] : [folder, '.']) {
    const importer = importers === null ? text : blockOf(importers, at, 2);
    const depth = importers === null ? 0 : 4;
    for (const kind of importer === null ? [] : ['dependencies', 'devDependencies', 'optionalDependencies']) {
      const listed = blockOf(importer ?? '', kind, depth);
      const entry = listed === null ? null : blockOf(listed, dependency, depth + 2);
      const version = entry === null ? null : /^\s*(?:specifier:.*\n\s*)?(?:version:\s*)?['"]?(\d[^\s'"(_]*)/.exec(entry)?.[1];
      if (version !== null && version !== undefined) return version;
    }
  }
  return null;
}

const pnpmLock = onceOfEach((tree, file) => {
  const text = tree.read(file);
  return { text, importers: blockOf(text, 'importers', 0) };
});

/** What stands under a key that is indented so far, up to the next line that is indented no further; null where there is no such key. */
function blockOf(text: string, key: string, depth: number): string | null {
  const indent = ' '.repeat(depth);
  for (const written of [key, `'${key}'`, `"${key}"`]) {
    const head = `${indent}${written}:`;
    const start = text.startsWith(head) ? 0 : text.indexOf(`\n${head}`) + 1;
    if (start === 0 && !text.startsWith(head)) continue;
    const rest = text.slice(start + head.length);
    const end = new RegExp(`\\n {0,${depth}}[^\\s]`).exec(rest)?.index;
    return rest.slice(0, end);
  }
  return null;
}

/** Facts: `yarn.lock` of Yarn 1, and of Yarn 2 and newer, where ranges begin with `npm:`. */
function yarnVersion(tree: SourceTree, file: string, dependency: string, { range }: Dependent): string | null {
  const entries = yarnEntries(tree, file).get(dependency) ?? [];
  const [only, another] = entries;
  if (only && !another) return only.version;
  return entries.find(({ ranges }) => range !== null && ranges.includes(range))?.version ?? null;
}

/** By the names of packages. */
const yarnEntries = onceOfEach((tree, file) => {
  const entries = new Map<string, { readonly ranges: readonly string[]; readonly version: string }[]>();
  for (const [, head = '', version = ''] of tree.read(file).matchAll(/^("?[^\s#].*):\n(?: .*\n)*? {2}version:? "?(\d[^\s"]*)/gm)) {
    const asked = groupBy(head.replaceAll('"', '').split(', '), (one) => one.slice(0, one.indexOf('@', 1)));
    for (const [name, all] of asked)
      addTo(entries, name, { ranges: all.map((one) => one.slice(name.length + 1).replace(/^npm:/, '')), version });
  }
  return entries;
});

/** Facts: `bun.lock`: what all packages get by the name, and what one of them gets under its own name. */
function bunVersion(tree: SourceTree, file: string, dependency: string, { name }: Dependent): string | null {
  const text = bunLock(tree, file);
  for (const key of [...(name === null ? [] : [`${name}/${dependency}`]), dependency]) {
    const start = text.indexOf(`"${key}": ["${dependency}@`);
    const version = start < 0 ? null : /^"[^"]*": \["@?[^"@]*@(?:npm:)?(\d[^"]*)"/.exec(text.slice(start, start + 300))?.[1];
    if (version !== null && version !== undefined) return version;
  }
  return null;
}

const bunLock = onceOfEach((tree, file) => tree.read(file));
