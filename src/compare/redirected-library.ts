import { committedPackage, hasCommittedPackages } from '../modules/resolution/committed-packages.ts';
import { DOWNLOADED, FOLDER_DEPENDENCY } from '../modules/resolution/packages.ts';
import { listedPackage, PATCH } from '../modules/resolution/patches.ts';
import { resolverOf } from '../modules/resolution/resolve.ts';
import { PNPM_WORKSPACE } from '../modules/resolution/workspace.ts';
import { escapeRegExp } from '../source/escape-regexp.ts';
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
/** What manifests, and pnpm's file, say of patches. */
const PATCHED = /\bpatch(?:edDependencies|:)/;
/** A key with a text, in JSON or YAML. */
const ENTRY = /(?:"([^"\n]+)"|'([^'\n]+)'|(?<![\w@/>.-])([\w@/>.-]+))[ \t]*:[ \t]*["']?([^"'\s,}]+)/g;

/**
 * Whether two trees may differ in what leads imports of the schema library to other files than its own: configurations, files that
 * `baseUrl` finds by the library's name, dependencies that put another package in its place, patches, and packages that are committed.
 */
export function mayBeRedirected(base: SourceTree, head: SourceTree, { schemas, framework }: LibraryNames): boolean {
  const names = new Set([...schemas, ...framework]);
  const named = new RegExp(`(?:^|/)(?:${[...schemas].map(escapeRegExp).join('|')})(?:/|\\.\\w+$)`);
  const isNamed = (file: string): boolean => CONFIGURATION.test(file) || PATCH.test(file) || named.test(file);
  const isConcerned = (file: string): boolean =>
    (isNamed(file) || MANIFEST.test(file) || file === PNPM_WORKSPACE) && !file.includes('node_modules/');
  const leadsAway = (tree: SourceTree, file: string): boolean =>
    isNamed(file) || PATCHED.test(tree.read(file)) || substitutesIn(tree, file, names).length > 0;
  const differs = (tree: SourceTree, other: SourceTree): boolean =>
    tree.files().some((file) => isConcerned(file) && tree.digest(file) !== other.digest(file) && leadsAway(tree, file));
  return [base, head].some(hasCommittedPackages) || differs(base, head) || differs(head, base);
}

/** What is put in the place of a package. */
interface Substitute {
  readonly name: string;
  readonly text: string;
}

/** What a manifest, or pnpm's file, puts in the place of the library, as a dependency, an override or a resolution. */
function substitutesIn(tree: SourceTree, file: string, names: ReadonlySet<string>): readonly Substitute[] {
  return [...tree.read(file).matchAll(ENTRY)].flatMap(([, double, single, plain, text = '']) => {
    const name = isElsewhere(text) ? listedPackage(double ?? single ?? plain ?? '') : null;
    return name !== null && names.has(name) && isSubstitute(name, text) ? { name, text: `${name}@${text}` } : [];
  });
}

/** Whether a range puts a folder, another package or other code in the place of what it is asked of; an alias may be to the package itself. */
function isSubstitute(name: string, range: string): boolean {
  return isElsewhere(range) && !range.startsWith(`npm:${name}@`);
}

function isElsewhere(range: string): boolean {
  return (FOLDER_DEPENDENCY.test(range) || DOWNLOADED.test(range)) && !PATCH.test(range);
}

/** What the manifests of a tree, its patches and the packages that are committed put in the place of a package, for a file. */
export function createReplacements(tree: SourceTree, names: ReadonlySet<string>): (name: string, file: string) => readonly string[] {
  const resolver = resolverOf(tree);
  const forAll = ['package.json', PNPM_WORKSPACE].filter((file) => tree.has(file)).flatMap((file) => substitutesIn(tree, file, names));
  return (name, file) => {
    const version = resolver.versionOf(name, file);
    const range = version.range() ?? '';
    const own = isSubstitute(name, range) ? [`${name}@${range}`] : [];
    const patches = version.patches().map((patch) => `${name}@patch:${patch}`);
    const listed = forAll.filter((one) => one.name === name).map(({ text }) => text);
    return [...new Set([...own, ...listed, ...patches, ...committedPackage(tree, name, file)])];
  };
}

/** @param folders of the schema library that stand for the packaged one */
export function createLibraryOf(tree: SourceTree, { schemas, framework }: LibraryNames, folders: readonly string[]): LibraryOf {
  const resolver = resolverOf(tree);
  const isOwn = (path: string): boolean => folders.some((folder) => path.startsWith(folder));
  const replaced = createReplacements(tree, new Set([...schemas, ...framework]));
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
