import { escapeRegExp } from '../../source/escape-regexp.ts';
import { addTo, groupBy } from '../../source/groups.ts';
import { compareCodeUnits } from '../../source/paths.ts';
import { stemOfSpecifier, type ImportNames } from './import-names.ts';

/** The ends of specifiers that were searched for, as patterns, and the files where they were found. */
export interface EndSearch {
  readonly ends: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
}

/** What importers are searched in and with. */
interface SearchOptions {
  readonly files: readonly string[];
  isIncluded(file: string): boolean;
  /** What a file may import. */
  specifiersOf(file: string): readonly string[];
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

/** Passes over all texts, after which it is faster to take down once what all of them import. */
const MAX_PASSES = 2;

/** A pattern of more is slower than that, too: all of them are tried at every word of every text. */
const MAX_ENDS = 50;

export function createImporterSearch(options: SearchOptions): ImporterSearch {
  const { files: candidates, isIncluded, read, matching, earlier } = options;
  const searched: EndSearch[] = [];
  let passes = 0;
  let index: SpecifierIndex | undefined;
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
    if (passes >= MAX_PASSES || ends.size > MAX_ENDS)
      return (index ??= createIndex(options)).importersOf({ stems, specifiers, prefixes, folders });
    passes++;
    const below = candidates.filter(
      (file) => folders.some((folder) => file.startsWith(folder)) && isIncluded(file) && FOLDER_IMPORT.test(read(file) ?? ''),
    );
    return [...new Set([...endingIn(ends, mayGiveMore), ...below])];
  }

  return { importersOf, searched };
}

/** What files import, by the ways to name it. */
interface SpecifierIndex {
  importersOf(names: ImportNames): readonly string[];
}

function createIndex({ files, isIncluded, specifiersOf }: SearchOptions): SpecifierIndex {
  const importers = new Map<string, string[]>();
  for (const file of files) for (const specifier of new Set(specifiersOf(file))) addTo(importers, specifier, file);
  const byStem = groupBy([...importers.keys()], stemOfSpecifier);
  const ofFolders = new Set([...importers].flatMap(([specifier, from]) => (FOLDER_SPECIFIER.test(specifier) ? from : [])));
  return {
    importersOf({ stems, specifiers, prefixes, folders }) {
      const wanted = new Set([...specifiers, ...[...stems].flatMap((stem) => byStem.get(stem) ?? [])]);
      if (prefixes.length > 0)
        for (const specifier of importers.keys()) if (prefixes.some((prefix) => specifier.startsWith(prefix))) wanted.add(specifier);
      const found = new Set([...wanted].flatMap((specifier) => importers.get(specifier) ?? []));
      if (folders.length > 0) for (const file of ofFolders) if (folders.some((folder) => file.startsWith(folder))) found.add(file);
      return [...found].filter(isIncluded).sort(compareCodeUnits);
    },
  };
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
const FOLDER_SPECIFIER = /^(?:\.{1,2}\/)*\.{1,2}\/?$/;
