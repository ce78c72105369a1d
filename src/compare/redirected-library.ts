import { escapeRegExp } from '../contracts/search/word-search.ts';
import { resolverOf } from '../modules/resolution/resolve.ts';
import { PNPM_WORKSPACE } from '../modules/resolution/workspace.ts';
import { getOrMake } from '../source/memoize.ts';
import { folderOf } from '../source/paths.ts';
import type { SourceTree } from '../source/tree.ts';

/** The packages that scalars come from. */
export interface LibraryNames {
  /** The schema library, and what types are written with directly: wherever an import leads, there they come from. */
  readonly schemas: ReadonlySet<string>;
  /** The framework, which hands them on: other code in its place may hand on others. */
  readonly framework: ReadonlySet<string>;
}

/** Tells what a file's imports of the schema library lead to: the same text for the same library, and none for its own. */
export type LibraryOf = (file: string) => string;

const CONFIGURATION = /(?:^|\/)[jt]sconfig[^/]*\.json$/;
const MANIFEST = /(?:^|\/)package\.json$/;
const PATCH = /\.(?:patch|diff)$/;
/** Where patch-package finds what it does to a package: `patches/@acme+kit+1.0.0.patch`. */
const PATCH_FILE = /(?:^|\/)patches\/((?:@[^/+]+\+)?[^/+]+)\+\d[^/]*\.patch$/;
/** Ranges that put a folder, another package or other code in the place of the one that is named. */
const SUBSTITUTE = /^(?:file|link|portal|npm|patch|https?|ssh|git(?:hub|lab|\+\w+)?|bitbucket):|^[\w.-]+\/[\w.-]+(?:#.*)?$/;
/** A key with a text, in JSON or YAML. */
const ENTRY = /(?:"([^"\n]+)"|'([^'\n]+)'|(?<![\w@/>.-])([\w@/>.-]+))[ \t]*:[ \t]*["']?([^"'\s,}]+)/g;
/** A package in a list of dependencies, overrides, resolutions or patches: `zod`, `zod@4.1.0`, `forms>zod`, `forms/**\/zod`. */
const LISTED_PACKAGE = /(?:^|[>/*])((?:@[^@/>*]+\/)?[^@/>*]+)(?:@.*)?$/;

/**
 * Whether two trees may differ in what leads imports of the schema library to other files than its own: configurations, files that
 * `baseUrl` finds by the library's name, dependencies that put another package in its place, and patches.
 */
export function mayBeRedirected(base: SourceTree, head: SourceTree, { schemas, framework }: LibraryNames): boolean {
  const names = new Set([...schemas, ...framework]);
  const named = new RegExp(`(?:^|/)(?:${[...schemas].map(escapeRegExp).join('|')})(?:/|\\.\\w+$)`);
  const isNamed = (file: string): boolean => CONFIGURATION.test(file) || PATCH.test(file) || named.test(file);
  const isConcerned = (file: string): boolean =>
    (isNamed(file) || MANIFEST.test(file) || file === PNPM_WORKSPACE) && !file.includes('node_modules/');
  const leadsAway = (tree: SourceTree, file: string): boolean => isNamed(file) || substitutesIn(tree, file, names).length > 0;
  const differs = (tree: SourceTree, other: SourceTree): boolean =>
    tree.files().some((file) => isConcerned(file) && tree.digest(file) !== other.digest(file) && leadsAway(tree, file));
  return differs(base, head) || differs(head, base);
}

/** What is put in the place of a package, or changes it. */
interface Substitute {
  readonly name: string;
  readonly text: string;
}

/** What a manifest, or pnpm's file, puts in the place of the library, as a dependency, an override or a resolution, and its patches. */
function substitutesIn(tree: SourceTree, file: string, names: ReadonlySet<string>): readonly Substitute[] {
  return [...tree.read(file).matchAll(ENTRY)].flatMap(([, double, single, plain, text = '']) => {
    if (!SUBSTITUTE.test(text) && !PATCH.test(text)) return [];
    const name = LISTED_PACKAGE.exec(double ?? single ?? plain ?? '')?.[1] ?? '';
    return names.has(name) ? substitute(tree, name, text) : [];
  });
}

/** Two patches that say the same are the same, whatever they are called. */
function substitute(tree: SourceTree, name: string, text: string): readonly Substitute[] {
  const path = PATCH.test(text) ? text.replace(/^.*#/, '').replace(/^(?:~|\.)\//, '') : null;
  if (path !== null) return [{ name, text: `${name}@patch:${tree.digest(path) ?? path}` }];
  return SUBSTITUTE.test(text) && !text.startsWith(`npm:${name}@`) ? [{ name, text: `${name}@${text}` }] : [];
}

/** What holds for all packages of a tree: what its root says, and what is done to installed packages. */
function substitutesForAll(tree: SourceTree, names: ReadonlySet<string>): readonly Substitute[] {
  const ofRoot = ['package.json', PNPM_WORKSPACE].filter((file) => tree.has(file)).flatMap((file) => substitutesIn(tree, file, names));
  const patches = tree.files().flatMap((file) => {
    const name = (PATCH.test(file) ? PATCH_FILE.exec(file)?.[1] : undefined)?.replace('+', '/') ?? '';
    return names.has(name) ? substitute(tree, name, file) : [];
  });
  return [...ofRoot, ...patches];
}

/** @param folders of the schema library that stand for the packaged one */
export function createLibraryOf(tree: SourceTree, { schemas, framework }: LibraryNames, folders: readonly string[]): LibraryOf {
  const resolver = resolverOf(tree);
  const isOwn = (path: string): boolean => folders.some((folder) => path.startsWith(folder));
  const forAll = substitutesForAll(tree, new Set([...schemas, ...framework]));
  const replaced = (name: string, file: string): readonly string[] => {
    const own = substitute(tree, name, resolver.versionOf(name, file).range() ?? '');
    return [...own, ...forAll.filter((one) => one.name === name)].map(({ text }) => text);
  };
  const leads = (name: string, file: string): readonly string[] => {
    const resolution = resolver.resolve(name, file);
    if (resolution.kind === 'file') return [resolution.file];
    return resolution.kind === 'ambiguous' ? resolution.files : replaced(name, file);
  };
  const ofFolder = new Map<string, string>();
  return (file) =>
    getOrMake(ofFolder, folderOf(file), () => {
      const files = [...schemas].flatMap((name) => leads(name, file)).filter((path) => !isOwn(path));
      return [...new Set([...files, ...[...framework].flatMap((name) => replaced(name, file))])].join('\n');
    });
}
