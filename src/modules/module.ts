import { parseSync, type ParseResult } from 'oxc-parser/src-js/bindings';
import { jsonParseAst } from 'oxc-parser/src-js/wrap';
import { analyse } from './analyse.ts';
import { readExports, type ModuleExports } from './exports.ts';
import { refuseTooDeep } from './guard.ts';
import { HAS_STARS, isDeclared, MAY_BE_COMMON_JS, readLinks, type Links } from './links.ts';
import type { ProgramNode } from './nodes.ts';
import type { Analysis } from './scope.ts';

/** A parsed file. Its tree is made when first asked for: many a file is found not to matter by the words that stand in it. */
export interface Module extends Tree {
  readonly file: string;
  readonly text: string;
  /** False where none of the words stands in the code as a name or as a whole string: comments, and parts of longer strings, do not count. */
  mentions(words: Iterable<string>): boolean;
  /** False where it certainly exports nothing of that name itself, not counting what it exports all of. */
  mayExport(name: string): boolean;
}

interface Tree extends ModuleExports {
  readonly program: ProgramNode;
  readonly analysis: Analysis;
}

export class ParseFailure extends Error {
  override readonly name = 'ParseFailure';
  readonly offset: number;
  readonly file: string;
  /** Not given to the parser at all: too large, or too deep for it. */
  readonly isRefused: boolean;
  constructor(message: string, offset: number, file: string, isRefused = false) {
    super(message);
    this.offset = offset;
    this.file = file;
    this.isRefused = isRefused;
  }
}

const LANGUAGES: Readonly<Record<string, 'ts' | 'tsx' | 'js' | 'jsx'>> = {
  ts: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
  js: 'jsx',
  mjs: 'jsx',
  cjs: 'jsx',
  jsx: 'jsx',
};

/**
 * Parses a file.
 * @throws {ParseFailure} when the text is not TypeScript or JavaScript, or is too deep to be parsed
 */
export function parseModule(file: string, text: string): Module {
  const refusal = refuseTooDeep(text);
  if (refusal) throw new ParseFailure(refusal.message, refusal.offset, file, true);
  const extension = file.slice(file.lastIndexOf('.') + 1);
  const lang = LANGUAGES[extension] ?? 'ts';
  const result = parseSync(file, text, {
    lang,
    sourceType: extension === 'cjs' || extension === 'cts' ? 'unambiguous' : 'module',
    preserveParens: false,
  });
  const module = createModule(file, text, result);
  const failure = result.errors.find((error) => error.severity === 'Error');
  if (failure && module.program.body.length === 0) throw new ParseFailure(failure.message, failure.labels[0]?.start ?? 0, file);
  return module;
}

/** @param result with the tree as JSON, which costs more to turn into objects than to parse */
function createModule(file: string, text: string, result: ParseResult): Module {
  let tree: Tree | null = null;
  let links: Links | null = null;
  let unread = result.program;
  function read(): Tree {
    if (!tree) {
      // Its nodes are the parser's, of which the walks ask for what each kind of node has.
      const program = jsonParseAst(unread) as unknown as ProgramNode;
      unread = '';
      const analysis = analyse(program);
      tree = { program, analysis, ...readExports(program, analysis) };
    }
    return tree;
  }
  return {
    file,
    text,
    mentions(words) {
      if (tree) return true;
      // The text is a tenth as long as its tree; but in it letters may be written as escapes.
      const isPlain = !text.includes('\\');
      for (const word of words) if ((!isPlain || text.includes(word)) && unread.includes(JSON.stringify(word))) return true;
      return false;
    },
    mayExport(name) {
      if (tree ? tree.exports.has(name) || tree.isCommonJs : MAY_BE_COMMON_JS.test(text)) return true;
      if (!text.includes('\\') && !text.includes(name)) return false;
      // Of types the tree's exports say nothing.
      return isDeclared(name, text) || (links ??= readLinks(result)).names.has(name);
    },
    get program() {
      return read().program;
    },
    get analysis() {
      return read().analysis;
    },
    get exports() {
      return read().exports;
    },
    get stars() {
      return tree?.stars ?? (HAS_STARS.test(text) ? (links ??= readLinks(result)).stars : []);
    },
    get effects() {
      return read().effects;
    },
    get commonJs() {
      return read().commonJs;
    },
    get reassignedExports() {
      return read().reassignedExports;
    },
    get isCommonJs() {
      return read().isCommonJs;
    },
    get changesExports() {
      return read().changesExports;
    },
  };
}
