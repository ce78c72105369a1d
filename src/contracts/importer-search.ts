import { escapeRegExp } from './word-search.ts';

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

/** The ends of specifiers that were searched for, as patterns, and the files where they were found. */
export interface EndSearch {
  readonly ends: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
}

/** What importers are searched in and with. */
interface SearchOptions {
  readonly files: readonly string[];
  isIncluded(file: string): boolean;
  /** Null for a file that cannot be read. */
  read(file: string): string | null;
  /** The included files whose text matches. */
  matching(pattern: RegExp): ReadonlySet<string>;
  /** A search of another tree, and the files that are the same in both. */
  readonly earlier: {
    readonly search: Pick<SearchOptions, 'matching'> & { readonly searched: readonly EndSearch[] };
    readonly same: ReadonlySet<string>;
  } | null;
}

interface ImporterSearch {
  /**
   * Files that may have an import by one of these names.
   * @param mayGiveMore whether files are welcome that were found for other names: then what an earlier search was asked serves again
   */
  importersOf(names: ImportNames, mayGiveMore?: boolean): readonly string[];
  /** What was searched for so far. */
  readonly searched: readonly EndSearch[];
}

export function createImporterSearch({ files: candidates, isIncluded, read, matching, earlier }: SearchOptions): ImporterSearch {
  const searched: EndSearch[] = [];
  /** The files with an import that ends in one of these ways. */
  function endingIn(ends: ReadonlySet<string>, mayGiveMore: boolean): ReadonlySet<string> {
    const near = mayGiveMore ? earlier?.search.searched.find((one) => isMostOf(ends, one.ends)) : undefined;
    const fresh = near && new Set([...ends].filter((end) => !near.ends.has(end)));
    const freshBefore = fresh && earlier && fresh.size > 0 ? earlier.search.matching(patternOfEnds(fresh)) : new Set<string>();
    const pattern = patternOfEnds(ends);
    const files = near
      ? new Set(
          candidates.filter((file) =>
            earlier?.same.has(file) ? near.files.has(file) || freshBefore.has(file) : isIncluded(file) && pattern.test(read(file) ?? ''),
          ),
        )
      : matching(pattern);
    searched.push({ ends, files });
    return files;
  }

  function importersOf({ stems, specifiers, prefixes, folders }: ImportNames, mayGiveMore = false): readonly string[] {
    if (stems.size === 0) return [];
    // Names such as `a.test` end in a word that hardly any import ends in: that alone is searched for.
    const ends = new Set(
      [...stems].map((stem) => {
        const suffix = /\.(?:test|spec)$/.exec(stem)?.[0];
        return suffix ? escapeRegExp(suffix) : `(?<![\\w$-])${escapeRegExp(stem)}`;
      }),
    );
    for (const specifier of specifiers) ends.add(`['"\`]${escapeRegExp(specifier)}`);
    for (const prefix of prefixes) ends.add(`['"\`]${escapeRegExp(prefix)}[^'"\`\n]*`);
    const below = candidates.filter(
      (file) => folders.some((folder) => file.startsWith(folder)) && isIncluded(file) && FOLDER_IMPORT.test(read(file) ?? ''),
    );
    return [...new Set([...endingIn(ends, mayGiveMore), ...below])];
  }

  return { importersOf, searched };
}

function patternOfEnds(ends: ReadonlySet<string>): RegExp {
  return new RegExp(`(?:${[...ends].join('|')})(?:\\.[cm]?[jt]sx?)?/?['"\`]`);
}

/** Whether few of some words are new. */
function isMostOf(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].filter((one) => !all.has(one)).length <= some.size / 10;
}

/** An import of a folder: `'.'`, `"../.."`. */
const FOLDER_IMPORT = /['"](?:\.{1,2}\/)*\.{1,2}\/?['"]/;
