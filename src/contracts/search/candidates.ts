import type { Module } from '../../modules/module.ts';
import { specifiersIn } from '../../modules/specifiers.ts';
import { compileGlobs } from '../../source/glob.ts';
import { groupBy } from '../../source/groups.ts';
import { memoize } from '../../source/memoize.ts';
import type { SourceTree } from '../../source/tree.ts';
import type { ReadOptions } from '../inventory.ts';
import { mayBeShaped } from '../registries/contract-shape.ts';
import { mayDefine, mayHoldContracts, namesSpecType } from './contract-text.ts';
import type { ImportNames } from './import-names.ts';
import { createImporterSearch, type EndSearch } from './importer-search.ts';
import { createWordSearch, type WordSearch } from './word-search.ts';

/** A search of another tree: what it found holds for files that are the same in both. */
export interface EarlierSearch {
  readonly search: CandidateSearch;
  isSame(file: string): boolean;
}

export interface CandidateSearch {
  /** Files where contracts may be defined. */
  readonly judged: readonly string[];
  /** The same among the files that the policy excludes; they count when a judged file imports them. */
  readonly excluded: readonly string[];
  /** Other files that the policy includes and does not exclude, whose text may have an object with the form of a contract. */
  readonly shaped: ReadonlySet<string>;
  /** Of a file that was found, once it is parsed: whether what its text was found for stands in its code, not in comments and longer strings alone. */
  mayHold(module: Module, aliases: ReadonlySet<string>): boolean;
  /** Whether the policy includes a file and does not exclude it. */
  isJudged(file: string): boolean;
  /** The files that were looked at. */
  readonly files: readonly string[];
  /** Judged files whose text has one of these words, sorted. */
  withWords(words: ReadonlySet<string>): readonly string[];
  /** The same for all files, excluded ones too. */
  readonly wordSearch: WordSearch;
  /**
   * Files, excluded ones too, that may have an import by one of these names.
   * @param mayGiveMore whether files are welcome that were found for other names: then what an earlier search was asked serves again
   */
  importersOf(names: ImportNames, mayGiveMore?: boolean): readonly string[];
  /** What was searched for importers so far. */
  readonly searched: readonly EndSearch[];
  /** The specifiers in a file's text, as a search finds them: types too, and what stands in comments. Resolution tells which of them lead to a file. */
  specifiersOf(file: string): readonly string[];
  /** Files whose text has the name of a type of contracts. */
  readonly namingTypes: ReadonlySet<string>;
  /**
   * Included files, excluded ones too, whose text matches.
   * @param may true of whatever matches, and faster: asked first
   */
  matching(pattern: RegExp, may?: (file: string, text: string) => boolean): ReadonlySet<string>;
  /** Files that cannot be read. */
  readonly unreadable: ReadonlyMap<string, Error>;
}

/** Files that are links to others that are judged: what stands in them stands there. Only files of the same length are looked at. */
function linksToOthers(files: readonly string[], judged: readonly string[], tree: SourceTree): readonly string[] {
  const byLength = groupBy(files, (file) => tree.read(file).length);
  const copies = [...byLength.values()].filter(({ length }) => length > 1).flat();
  const isLink = (file: string): boolean => {
    const real = tree.realPath?.(file) ?? file;
    return real !== file && judged.includes(real);
  };
  return copies.filter(isLink);
}

/**
 * Searches the text of all files for what may be a contract, so that only those are parsed.
 * Comments and strings may match too; they cost a parse and give nothing.
 * @param tree one that keeps its texts: they are searched several times
 */
export function searchCandidates(tree: SourceTree, options: ReadOptions, earlier: EarlierSearch | null = null): CandidateSearch {
  // Globs cost more than the search of a text: they are asked only of files that match.
  const isIncluded = compileGlobs(options.include);
  const isExcludedByGlob = compileGlobs(options.exclude);
  const isExcluded = (file: string): boolean => PACKAGE_MANAGER.test(file) || isExcludedByGlob(file);
  const judged: string[] = [];
  const excluded: string[] = [];
  const unreadable = new Map<string, Error>();

  function read(file: string): string | null {
    if (unreadable.has(file)) return null;
    try {
      return tree.read(file);
    } catch (error) {
      unreadable.set(file, error instanceof Error ? error : new Error(String(error)));
      return null;
    }
  }

  const candidates = tree.files().filter((file) => SOURCE_EXTENSION.test(file) && !DECLARATIONS.test(file));
  const same = new Set(earlier ? candidates.filter((file) => earlier.isSame(file)) : []);
  const earlierFiles = new Set(earlier ? [...earlier.search.judged, ...earlier.search.excluded] : []);
  tree.prefetch(candidates.filter((file) => !same.has(file)));
  const namingTypes = new Set<string>();
  const shaped = new Set<string>();
  for (const file of candidates) {
    const text = same.has(file) ? null : read(file);
    const namesType = text === null ? earlier?.search.namingTypes.has(file) === true : namesSpecType(text);
    if (namesType) namingTypes.add(file);
    const matches = same.has(file)
      ? earlierFiles.has(file)
      : text !== null && mayDefine(text, namesType, options.modules) && isIncluded(file);
    if (matches) (isExcluded(file) ? excluded : judged).push(file);
    else if (text === null ? earlier?.search.shaped.has(file) : mayBeShaped(text) && isIncluded(file) && !isExcluded(file))
      shaped.add(file);
  }
  // Of files that an earlier search has seen it was told there.
  const fresh = judged.filter((file) => !same.has(file));
  for (const file of linksToOthers(fresh, judged, tree)) judged.splice(judged.indexOf(file), 1);

  const specifiersOf = memoize((file: string) =>
    earlier && same.has(file) ? earlier.search.specifiersOf(file) : specifiersIn(read(file) ?? ''),
  );

  const wordSearch = createWordSearch(candidates, read, earlier && { words: earlier.search.wordSearch, same });
  const found = new Map<string, ReadonlySet<string>>();
  /** The files whose text matches; what an earlier search found holds for files that are the same. */
  function matching(pattern: RegExp, may?: (file: string, text: string) => boolean): ReadonlySet<string> {
    const known = found.get(pattern.source);
    if (known) return known;
    const before = same.size > 0 ? earlier?.search.matching(pattern, may) : undefined;
    const files = candidates.filter((file) => {
      if (before && same.has(file)) return before.has(file);
      const text = read(file);
      return text !== null && may?.(file, text) !== false && pattern.test(text) && isIncluded(file);
    });
    const result = new Set(files);
    found.set(pattern.source, result);
    return result;
  }

  const importers = createImporterSearch({
    files: candidates,
    isIncluded,
    specifiersOf,
    read,
    matching,
    earlier: earlier && { search: earlier.search, same },
  });
  return {
    judged,
    excluded,
    shaped,
    mayHold: (module, aliases) => mayHoldContracts(module, aliases, options.modules),
    isJudged: (file) => isIncluded(file) && !isExcluded(file),
    files: candidates,
    unreadable,
    withWords: (words) => wordSearch.filesWith(words).filter((file) => isIncluded(file) && !isExcluded(file)),
    wordSearch,
    importersOf: importers.importersOf,
    searched: importers.searched,
    specifiersOf,
    namingTypes,
    matching,
  };
}

const SOURCE_EXTENSION = /\.(?:[mc]?[jt]s|[jt]sx)$/;
const DECLARATIONS = /\.d\.[mc]?ts$/;
/** The code of the package manager itself, which Yarn has people commit. As of all that is excluded, what a judged file imports of it is judged. */
const PACKAGE_MANAGER = /(?:^|\/)\.(?:yarn\/|pnp\.)/;
