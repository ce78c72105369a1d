import type { Module } from '../modules/module.ts';
import { compileGlobs } from '../source/glob.ts';
import type { SourceTree } from '../source/tree.ts';
import { LITERAL_TYPES } from './defines/literal-contracts.ts';
import { REGISTRIES } from './registries/registry-values.ts';
import { DEFINE_FUNCTIONS } from './framework.ts';
import type { ReadOptions } from './inventory.ts';
import { mayBeShaped, mayHoldShaped } from './registries/contract-shape.ts';
import { createWordSearch, escapeRegExp, type WordSearch } from './word-search.ts';

/** A search of another tree: what it found holds for files that are the same in both. */
export interface EarlierSearch {
  readonly search: CandidateSearch;
  isSame(file: string): boolean;
}

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
interface EndSearch {
  readonly ends: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
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

const DEFINE = /define(?:Command|Query|Event)(?![A-Za-z0-9_$])/;
/** Letters written as escapes: `d\u0065fineCommand`. No one does so in earnest. */
const ESCAPED_LETTER = /\\u(?:\{0*|00)[4-7][0-9a-fA-F]|\\x[4-7][0-9a-fA-F]/;
const TYPED_LITERAL = new RegExp(
  [
    // `const E: EventSpec<P> = {`, `const ALL: readonly EventSpec<P>[] = [`, `const ALL: Record<string, EventSpec<P>> = {`;
    // not `(spec: EventSpec<P>, options: Options = {})`: a comma after the name stands in brackets.
    String.raw`:[^=;(){}]*\b(?:Any)?(?:EventSpec|OperationSpec)\b(?:<[^=;]*>)?(?:[^=;(){},]|,(?=[^=;(){}:]*>|[^=;(){}<>]*\]))*=\s*[{([]`,
    // `(): EventSpec<P> {` and `(): EventSpec<P> => (`
    String.raw`\)\s*:[^=;(){}]*\b(?:Any)?(?:EventSpec|OperationSpec)\b(?:<[^=;]*>)?[^=;(){}]*(?:=>\s*)?[{(]`,
    // `const E: import('framework').EventSpec<P>`
    String.raw`\bimport\(\s*['"][^'"\n]+['"]\s*\)\.(?:\w+\.)*(?:Any)?(?:EventSpec|OperationSpec)\b`,
    // `} satisfies EventSpec<P>`, `] as EventSpec<P>[]`
    String.raw`[}\]]\s*\)?\s*(?:as\s+const\s+)?(?:satisfies|as)\s+[^=;(){}]*\b(?:Any)?(?:EventSpec|OperationSpec)\b`,
  ].join('|'),
);
/** What stands before the name of a package that is imported as a whole. */
const WHOLE_IMPORT = /(?:\*\s*(?:as\s+[\w$]+\s*)?from|\bimport\s+[\w$]+\s+from|\brequire\s*\(|\bimport\s*\()\s*['"]$/;
/** `const { a } = await import('`: only what is named of it. */
const TAKEN_APART = /\{[^{}[\]]*\}\s*=\s*(?:await\s+)?(?:import|require)\s*\(\s*['"]$/;
/** `').Type`: the same, as types have it. What waits for all of it is no member. */
const MEMBER_TAKEN = /[^'"\n]*['"]\s*\)\s*\.\s*(?!then\b|catch\b|finally\b)[\w$]/y;
/** As much of it as is looked at. */
const IMPORT_LENGTH = 1_000;
const LITERAL_NAMES = [...LITERAL_TYPES.keys(), ...REGISTRIES.keys()];
const COMMENT_TAGS = ['@type', '@satisfies', '@import'];
const TYPED_IN_COMMENT = /@(?:type(?:def)?|satisfies|import)\s*\{[^\n]*\b(?:Any)?(?:EventSpec|OperationSpec)\b/;
const REGISTERED_LITERAL = /\.register(?:Many|All)?\(\s*(?:\/\*[^]*?\*\/\s*)?[{[]/;
/** `.register(name)`, `.register.call(…)`, and `.register` given on. */
const REGISTERED = String.raw`\.register(?:Many|All)?(?:\(\s*(?:\.\.\.\s*)?[\w$]|\.(?:call|apply|bind)\(|\s*[,)])`;
const REGISTERED_NAME = new RegExp(REGISTERED);
const REGISTERED_HERE = new RegExp(REGISTERED, 'y');
/** The name that a chain begins with: `app`, of what stands before `.register` in `app.events!.register(`. */
const RECEIVER = /(?<![\w$.])([\w$]+)(?:\(\)|!|\?)?(?:\s*\.\s*[\w$]+(?:\(\)|!|\?)?)*\s*$/;
/** As much of it as is looked at. */
const RECEIVER_LENGTH = 300;
const IMPORTED = /\bimport\b([^;'"]*)\bfrom\b|\b(?:const|let|var)\b([^;'"=]*)=\s*require\(/g;
/** Its items are given to it as well; also by a class that extends it. */
const NEW_REGISTRY = /\bnew\s+[\w$.]*Registry\(\s*[\w$[]|\bextends\s+[\w$.]*Registry\b[^]*?\bsuper\(\s*[\w$[]/;

/**
 * Searches the text of all files for what may be a contract, so that only those are parsed.
 * Comments and strings may match too; they cost a parse and give nothing.
 * @param tree one that keeps its texts: they are searched several times
 */
export function searchCandidates(tree: SourceTree, options: ReadOptions, earlier: EarlierSearch | null = null): CandidateSearch {
  // Globs cost more than the search of a text: they are asked only of files that match.
  const isIncluded = compileGlobs(options.include);
  const isExcluded = compileGlobs(options.exclude);
  const registries = /(?:Event|Operation(?:Spec)?)Registry/;
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

  function mayDefine(text: string, namesType: boolean): boolean {
    if (DEFINE.test(text)) return true;
    if (text.includes('\\') && ESCAPED_LETTER.test(text) && /\bimport\b|\brequire\b/.test(text)) return true;
    return mayCompute(text) || mayBeLiteral(text, namesType);
  }

  /** `ns['define' + 'Command']`, of the whole of the framework under one name. */
  function mayCompute(text: string): boolean {
    return options.modules.some((module) => {
      for (let at = text.indexOf(module); at >= 0; at = text.indexOf(module, at + 1)) {
        const end = at + module.length;
        const before = text.slice(Math.max(0, at - IMPORT_LENGTH), at);
        const isWhole = `'"/`.includes(text.charAt(end)) && WHOLE_IMPORT.test(before);
        if (isWhole && !TAKEN_APART.test(before) && !isMemberTaken(text, end)) return text.includes('[');
      }
      return false;
    });
  }

  function mayBeLiteral(text: string, namesType: boolean): boolean {
    if (namesType && (TYPED_LITERAL.test(text) || typesInComment(text))) return true;
    if (text.includes('Registry') && registries.test(text) && NEW_REGISTRY.test(text)) return true;
    if (!text.includes('.register')) return false;
    return REGISTERED_LITERAL.test(text) || (REGISTERED_NAME.test(text) && (registries.test(text) || registersByImport(text)));
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
    const matches = same.has(file) ? earlierFiles.has(file) : text !== null && mayDefine(text, namesType) && isIncluded(file);
    if (matches) (isExcluded(file) ? excluded : judged).push(file);
    else if (text === null ? earlier?.search.shaped.has(file) : mayBeShaped(text) && isIncluded(file) && !isExcluded(file))
      shaped.add(file);
  }

  const specifiers = new Map<string, readonly string[]>();
  function specifiersOf(file: string): readonly string[] {
    let known = specifiers.get(file);
    if (!known) {
      known = earlier && same.has(file) ? earlier.search.specifiersOf(file) : specifiersIn(read(file) ?? '');
      specifiers.set(file, known);
    }
    return known;
  }

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
            same.has(file) ? near.files.has(file) || freshBefore.has(file) : isIncluded(file) && pattern.test(read(file) ?? ''),
          ),
        )
      : matching(pattern);
    searched.push({ ends, files });
    return files;
  }

  return {
    judged,
    excluded,
    shaped,
    mayHold: (module, aliases) =>
      module.mentions(DEFINE_FUNCTIONS.keys()) ||
      // A default import gives the alias a name of its own.
      aliases.has('default') ||
      module.mentions(aliases) ||
      typesInComment(module.text) ||
      mayCompute(module.text) ||
      mayHoldShaped(module) ||
      (mayBeLiteral(module.text, namesSpecType(module.text)) &&
        (module.mentions(LITERAL_NAMES) || REGISTERED_LITERAL.test(module.text) || registersByImport(module.text))),
    isJudged: (file) => isIncluded(file) && !isExcluded(file),
    files: candidates,
    unreadable,
    withWords: (words) => wordSearch.filesWith(words).filter((file) => isIncluded(file) && !isExcluded(file)),
    wordSearch,
    importersOf({ stems, specifiers, prefixes, folders }, mayGiveMore = false) {
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
    },
    searched,
    specifiersOf,
    namingTypes,
    matching,
  };
}

function patternOfEnds(ends: ReadonlySet<string>): RegExp {
  return new RegExp(`(?:${[...ends].join('|')})(?:\\.[cm]?[jt]sx?)?/?['"\`]`);
}

/** Whether few of some words are new. */
function isMostOf(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].filter((one) => !all.has(one)).length <= some.size / 10;
}

function isMemberTaken(text: string, from: number): boolean {
  MEMBER_TAKEN.lastIndex = from;
  return MEMBER_TAKEN.test(text);
}

function specifiersIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:from|(?:import|require)\s*\(?)\s*['"`]([^'"`\n]+)['"`]/g)].map((match) => match[1] ?? '');
}

/** Whether something is given to what is imported: a registry of another file may have any name. */
function registersByImport(text: string): boolean {
  const receivers = receiversIn(text);
  if (receivers.length === 0) return false;
  const imported = new Set([...text.matchAll(IMPORTED)].flatMap((match) => (match[1] ?? match[2])?.match(/[\w$]+/g) ?? []));
  return receivers.some((receiver) => imported.has(receiver));
}

function receiversIn(text: string): readonly string[] {
  const receivers: string[] = [];
  for (let at = text.indexOf('.register'); at >= 0; at = text.indexOf('.register', at + 1)) {
    REGISTERED_HERE.lastIndex = at;
    const name = REGISTERED_HERE.test(text) ? RECEIVER.exec(text.slice(Math.max(0, at - RECEIVER_LENGTH), at))?.[1] : undefined;
    if (name !== undefined) receivers.push(name);
  }
  return receivers;
}

/** `@type {import(…).EventSpec}`, as JavaScript has types. */
function typesInComment(text: string): boolean {
  return COMMENT_TAGS.some((tag) => text.includes(tag)) && TYPED_IN_COMMENT.test(text);
}

function namesSpecType(text: string): boolean {
  return text.includes('EventSpec') || text.includes('OperationSpec');
}

/** An import of a folder: `'.'`, `"../.."`. */
const FOLDER_IMPORT = /['"](?:\.{1,2}\/)*\.{1,2}\/?['"]/;
const SOURCE_EXTENSION = /\.(?:[mc]?[jt]s|[jt]sx)$/;
const DECLARATIONS = /\.d\.[mc]?ts$/;
