import type { ModuleGraph } from '../../modules/graph.ts';
import { entrySpecifiers } from '../../modules/resolution/package-targets.ts';
import { targetFile } from '../../modules/resolution/resolve.ts';

/** How imports may name some files. */
export interface ImportNames {
  /** The words in which paths to them end. */
  readonly stems: ReadonlySet<string>;
  /** Whole specifiers: of packages and their entries. */
  readonly specifiers: ReadonlySet<string>;
  /** What specifiers begin with that end in another word than the files' names: of patterns such as `#contracts/*`, which leads to `./src/*\/contract.ts`. */
  readonly prefixes: readonly string[];
  /** Folders that one of the files is the index of, with a slash at the end: what lies below may import it as `.` or `..`. */
  readonly folders: readonly string[];
}

/** How imports may name files: by their paths, by what their packages declare, and from below. */
export function importNames(files: readonly string[], { resolver }: ModuleGraph): ImportNames {
  const specifiers = new Set<string>();
  const wanted = new Set<string | null>(files);
  const leads = (specifier: string, from: string): boolean => wanted.has(targetFile(resolver, specifier, from));
  const packages = new Map(files.map((file) => [resolver.packageOf(file), file]));
  for (const [info, file] of packages) {
    for (const specifier of info ? entrySpecifiers(info) : []) {
      if (leads(specifier, file)) specifiers.add(specifier);
    }
  }
  const prefixes = new Set<string>();
  for (const file of packages.values()) {
    for (const { pattern, targets } of resolver.aliasesFor(file)) {
      const star = pattern.indexOf('*');
      if (star > 0) {
        const isOther = targets.some((target) => !endsAlike(pattern, target) && files.some((one) => bare(one).endsWith(ending(target))));
        if (isOther) prefixes.add(pattern.slice(0, star));
      } else if (star < 0 && leads(pattern, file)) specifiers.add(pattern);
    }
  }
  const indexes = files.filter((file) => /(?:^|\/)index\.\w+$/.test(file));
  const folders = indexes.map((file) => file.slice(0, file.lastIndexOf('/') + 1));
  return { stems: new Set(files.map(stemOfFile)), specifiers, prefixes: [...prefixes], folders };
}

/** Whether a specifier is one that the search for importers looks for. */
export function mayName(specifier: string, { stems, specifiers, prefixes }: ImportNames): boolean {
  return endsInOneOf(specifier, stems) || specifiers.has(specifier) || prefixes.some((prefix) => specifier.startsWith(prefix));
}

/** Whether a specifier ends as one that names a file with one of some stems may; one for a folder may name its index. */
export function endsInOneOf(specifier: string, stems: ReadonlySet<string>): boolean {
  const word = wordOf(specifier);
  return stems.has(stemOfFile(specifier)) || stems.has(word) || word === '.' || word === '..';
}

/** Whether a name by a pattern ends in the word that its file is called by: `#lib/*` for `./src/*.ts`. */
function endsAlike(pattern: string, target: string): boolean {
  return /(?:^|\/)\*/.test(pattern) && ending(pattern) === '' && ending(target) === '';
}

/** What comes after the star of a pattern. */
function ending(pattern: string): string {
  return bare(pattern.slice(pattern.indexOf('*') + 1));
}

/** A path as an import may give it, without the extension and without `index`. */
function bare(path: string): string {
  return path.replace(/(?:\/index)?\.\w+$/, '');
}

/** The word by which an import names a file: its name, or of an index its folder's. */
export function stemOfFile(file: string): string {
  const parts = file.replace(/\.[^./]+$/, '').split('/');
  const name = parts[parts.length - 1] ?? '';
  return name === 'index' ? (parts[parts.length - 2] ?? name) : name;
}

/** The last word of a specifier without an extension: a dot belongs to the name. */
function wordOf(specifier: string): string {
  const path = specifier.endsWith('/') ? specifier.slice(0, -1) : specifier;
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The last word of a specifier, without the extension of code. */
export function stemOfSpecifier(specifier: string): string {
  const path = specifier.replace(/\/$/, '').replace(/\.[cm]?[jt]sx?$/, '');
  return path.slice(path.lastIndexOf('/') + 1);
}
