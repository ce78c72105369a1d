import type { Program } from 'oxc-parser';
import { parseSync, type ParseResult } from 'oxc-parser/src-js/bindings';
import { jsonParseAst } from 'oxc-parser/src-js/wrap';
import { analyse } from './analyse.ts';
import { requiredForEffect, readCommonJs } from './common-js.ts';
import { refuseTooDeep } from './guard.ts';
import { isNode, patternIdentifiers, unwrap, type AnyNode } from './nodes.ts';
import type { Analysis, Use } from './scope.ts';

/** What a module gives out under a name. */
export type ExportEntry =
  | { readonly kind: 'local'; readonly name: string }
  /** With what may change it by the name `exports.x`. */
  | { readonly kind: 'expression'; readonly node: AnyNode; readonly uses?: readonly Use[] }
  | { readonly kind: 'from'; readonly source: string; readonly imported: string }
  | { readonly kind: 'namespace'; readonly source: string };

/** A parsed file. Its tree is made when first asked for: many a file is found not to matter by the words that stand in it. */
export interface Module extends Tree {
  readonly file: string;
  readonly text: string;
  /** False where none of the words stands in the code as a name or as a whole string: comments, and parts of longer strings, do not count. */
  mentions(words: Iterable<string>): boolean;
  /** False where it certainly exports nothing of that name itself, not counting what it exports all of. */
  mayExport(name: string): boolean;
}

interface Tree {
  readonly program: Program;
  readonly analysis: Analysis;
  readonly exports: ReadonlyMap<string, ExportEntry>;
  /** Sources of `export * from`, in order. */
  readonly stars: readonly string[];
  /** Sources of `import './x'`: modules that are run for what they do. */
  readonly effects: readonly string[];
  /** `module.exports = x` and `export = x`: what a CommonJS `require` or a default import gives. */
  readonly commonJs: AnyNode | null;
  /** Members of `exports` that are assigned more than once: what the module itself reads of them depends on when. */
  readonly reassignedExports: ReadonlySet<string>;
  /** Whether it assigns to `exports` or `module.exports` at all. */
  readonly isCommonJs: boolean;
  /** Whether it changes `exports` or `module.exports` in a way that is not read: on a condition, in a function, by `Object.assign`. */
  readonly changesExports: boolean;
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
      const program = jsonParseAst(unread);
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

/** How a module is linked with others, as the parser says beside the tree. */
interface Links {
  /** What it exports itself, types too. */
  readonly names: ReadonlySet<string>;
  readonly stars: readonly string[];
}

/** `export * from` and what stands for it in a file with escapes. The links cost more than to look. */
const HAS_STARS = /\bexport\s*(?:\/[/*]|\*)/;

/** What stands before a name that is exported where it is declared. */
const DECLARING = /\bexport\s+(?:(?:declare|abstract|async)\s+)*(?:const|let|var|class|enum|function|interface|namespace|type)\s+$/;

/** As much of it as is looked at. */
const DECLARATION_LENGTH = 60;
const SPACE = 0x20;

/** Whether a name is plainly declared and exported; where it stands in a comment, it need not be. */
function isDeclared(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isWord = text.charCodeAt(at - 1) <= SPACE && !/[\w$]/.test(text.charAt(at + name.length));
    if (isWord && DECLARING.test(text.slice(Math.max(0, at - DECLARATION_LENGTH), at))) return true;
  }
  return false;
}

/** `exports.x`, `module.exports`, `export =`: of these the parser's links say nothing. */
const MAY_BE_COMMON_JS = /\bexports\b|\bexport\s*=|\\u/;

function readLinks({ module }: ParseResult): Links {
  const entries = module.staticExports.flatMap((statement) => statement.entries).sort((a, b) => a.start - b.start);
  return {
    names: new Set(entries.map(({ exportName: { kind, name } }) => (kind === 'Default' ? 'default' : (name ?? '')))),
    stars: entries.flatMap(({ importName, moduleRequest, isType }) =>
      importName.kind === 'AllButDefault' && moduleRequest && !isType ? moduleRequest.value : [],
    ),
  };
}

type Exports = Omit<Tree, 'program' | 'analysis'>;

function readExports(program: Program, analysis: Analysis): Exports {
  const exports = new Map<string, ExportEntry>();
  const stars: string[] = [];
  const effects: string[] = [];
  const assignments = readCommonJs(exports);
  for (const statement of program.body as unknown as AnyNode[]) {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        if (statement['exportKind'] !== 'type') readNamed(statement, exports);
        break;
      case 'ExportDefaultDeclaration': {
        const declaration = statement['declaration'] as AnyNode;
        const id = declaration['id'];
        const named = (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') && isNode(id);
        exports.set('default', named ? { kind: 'local', name: id['name'] as string } : { kind: 'expression', node: declaration });
        break;
      }
      case 'ExportAllDeclaration': {
        if (statement['exportKind'] === 'type') break;
        const source = (statement['source'] as AnyNode)['value'] as string;
        const exported = statement['exported'];
        if (isNode(exported)) exports.set(exportedName(exported), { kind: 'namespace', source });
        else stars.push(source);
        break;
      }
      case 'ImportDeclaration':
        if (statement['importKind'] !== 'type' && (statement['specifiers'] as AnyNode[]).length === 0)
          effects.push((statement['source'] as AnyNode)['value'] as string);
        break;
      case 'TSExportAssignment':
        assignments.assignWhole(statement['expression'] as AnyNode);
        break;
      case 'ExpressionStatement': {
        assignments.assign(statement['expression'] as AnyNode, []);
        const required = requiredForEffect(statement['expression'] as AnyNode, analysis.root);
        if (required !== null) effects.push(required);
        break;
      }
      case 'VariableDeclaration':
        for (const declarator of statement['declarations'] as AnyNode[]) {
          if (!isNode(declarator['init']) || unwrap(declarator['init']).type !== 'AssignmentExpression') continue;
          const names = patternIdentifiers(declarator['id'] as AnyNode).map((identifier) => String(identifier['name']));
          const declared = names.map((name) => analysis.root.declarations.get(name)).filter((declaration) => declaration !== undefined);
          assignments.assign(declarator['init'], declared);
        }
        break;
    }
  }
  const { whole, reassigned, isCommonJs, changesExports } = assignments.finish(analysis);
  return { exports, stars, effects, commonJs: whole, reassignedExports: reassigned, isCommonJs, changesExports };
}

function readNamed(statement: AnyNode, exports: Map<string, ExportEntry>): void {
  const declaration = statement['declaration'];
  if (isNode(declaration)) {
    if (declaration.type === 'VariableDeclaration') {
      for (const declarator of declaration['declarations'] as AnyNode[])
        for (const identifier of patternIdentifiers(declarator['id'] as AnyNode))
          exports.set(identifier['name'] as string, { kind: 'local', name: identifier['name'] as string });
    } else if (isNode(declaration['id']) && !declaration.type.startsWith('TSInterface') && !declaration.type.startsWith('TSTypeAlias')) {
      const name = (declaration['id'] as AnyNode)['name'];
      if (typeof name === 'string') exports.set(name, { kind: 'local', name });
    }
    return;
  }
  const source = statement['source'];
  for (const specifier of statement['specifiers'] as AnyNode[]) {
    if (specifier['exportKind'] === 'type') continue;
    const local = exportedName(specifier['local'] as AnyNode);
    const exported = exportedName(specifier['exported'] as AnyNode);
    exports.set(
      exported,
      isNode(source) ? { kind: 'from', source: source['value'] as string, imported: local } : { kind: 'local', name: local },
    );
  }
}

/** Names of exports may be identifiers or strings. */
function exportedName(node: AnyNode): string {
  return String(node.type === 'Literal' ? node['value'] : node['name']);
}
