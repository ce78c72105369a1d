import { importOf, type ModuleGraph } from '../modules/graph.ts';
import type { ExportEntry, Module } from '../modules/module.ts';
import { isFunction, isNode, unwrap, type AnyNode } from '../modules/nodes.ts';
import { MUTATING_METHODS } from '../modules/own-changes.ts';
import type { Span } from '../source/span.ts';
import type { SourceTree } from '../source/tree.ts';
import type { Wanted } from '../values/handed-over.ts';
import { loadQuietly } from './importers.ts';

/** What texts alone tell of files that may write to objects of other files, so that few are parsed. What is passed over here is not told. */

/**
 * Whether a file imports something that one of others gives out, directly or by files that pass it on.
 * Cheap: of texts alone.
 * @param created where the objects in question are created, by file; none of a file whose lists and objects may be copied into them
 */
export function createReachTest(
  created: ReadonlyMap<string, readonly Span[]>,
  graph: ModuleGraph,
): Omit<Wanted, 'isWanted'> & { mayReach(file: string): boolean } {
  const names = new Set<string>();
  for (const [file, objects] of created) {
    const module = graph.loaded(file) ?? (objects.length > 0 ? loadQuietly(graph, file) : null);
    if (!module) for (const [, name = ''] of textOf(graph.tree, file).matchAll(TABLE)) names.add(name);
    for (const [name, entry] of module?.exports ?? []) if (module && mayGiveOut(entry, module, objects)) names.add(name);
  }
  const passing = new Map<string, boolean>();
  const leadsTo = (specifier: string, from: string): boolean => {
    const resolution = graph.resolver.resolve(specifier, from);
    return resolution.kind === 'file' && leads(resolution.file);
  };
  const leads = (file: string): boolean => {
    if (created.has(file)) return true;
    let known = passing.get(file);
    if (known === undefined) {
      passing.set(file, false);
      const text = textOf(graph.tree, file);
      const sources = PASSES_ON.test(text) ? [...text.matchAll(SOURCE)] : [];
      known = sources.some(([, source = '']) => leadsTo(source, file));
      passing.set(file, known);
      if (known) {
        for (const [, name = ''] of text.matchAll(RENAMED)) names.add(name);
        if (hasInside(text)) for (const [, name = ''] of text.matchAll(TABLE)) names.add(name);
      }
    }
    return known;
  };
  /** Of what stands before `from`: a name for all of it or for its default may be any. */
  const mayName = (clause: string): boolean =>
    /[\w$]/.test(clause.replace(/\{[^]*\}/, '')) || wordsOf(clause).some((name) => names.has(name));
  return {
    mayReach(file) {
      const text = textOf(graph.tree, file);
      const imports = [...text.matchAll(IMPORT)].filter(([, clause = '', source = '']) => leadsTo(source, file) && mayName(clause));
      return imports.length > 0 || [...text.matchAll(REQUIRE)].some(([, source = '']) => leadsTo(source, file));
    },
    mayLead: ({ file }, specifier) => leadsTo(specifier, file),
    mayGive(module, local) {
      const source = importOf(module, local);
      if (!source || !leadsTo(source.source, module.file)) return false;
      return source.name === null || source.name === 'default' || names.has(source.name);
    },
  };
}

/** A member that is assigned, counted or deleted, and what functions and methods do to an object. */
const WRITE = new RegExp(
  [
    String.raw`(?:\.[\w$]+|\])\s*(?:[-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)?=(?![=>])`,
    String.raw`[\w$\])](?:\+\+|--)|(?:\+\+|--)[\w$]`,
    String.raw`\.[\w$]+\s*[\]},]\s*[^;=]*=|\bdelete\s|\b(?:Object|Reflect)\b`,
    String.raw`\.\s*(?:${[...MUTATING_METHODS].join('|')})\b|\]\s*\(`,
  ].join('|'),
);
const CALL = /([A-Za-z_$][\w$]*)\s*\(([^()]*)\)/g;
const ALIAS = /\b(?:const|let|var)\s+([\w$]+)[^=\n]{0,80}=\s*([\w$]+)/g;

/** Cheap: whether a part of a text may write to what the text imports, itself or by a function of another file that it gives that to. */
export function mayWrite(text: string, part: string): boolean {
  if (WRITE.test(part) || part.search(REQUIRE) >= 0) return true;
  const names = importedBy(text);
  if (names.size === 0) return false;
  for (const [, alias = '', name = ''] of text.matchAll(ALIAS)) if (names.has(name)) names.add(alias);
  for (const [, callee = '', given = ''] of part.matchAll(CALL))
    if (names.has(callee) && wordsOf(given).some((name) => names.has(name))) return true;
  return false;
}

/** The names that a text imports, and what else stands there. */
function importedBy(text: string): Set<string> {
  return new Set([...text.matchAll(IMPORT)].flatMap(([, clause = '']) => wordsOf(clause)));
}

/** Whether a text has something that it imports as an item or a member of something else. */
function hasInside(text: string): boolean {
  const names = importedBy(text);
  for (const [, name = ''] of text.replace(IMPORT, '').matchAll(ITEM)) if (names.has(name)) return true;
  return false;
}

const ITEM = /[[{,:]\s*(?:\.{3})?([\w$]+)/g;

export function wordsOf(text: string): readonly string[] {
  return text.match(/[\w$]+/g) ?? [];
}

/**
 * Whether an export may give one of certain objects, or what they are copied from. Types are nothing that can be written to, what
 * functions give is not followed, and a table of plain values, such as an enum, is one of them or holds none.
 */
function mayGiveOut(entry: ExportEntry, { analysis }: Module, objects: readonly Span[]): boolean {
  if (entry.kind !== 'local') return objects.length > 0;
  const declaration = analysis.root.declarations.get(entry.name);
  if (!declaration || declaration.kind === 'function') return false;
  const init = isNode(declaration.node['init']) ? unwrap(declaration.node['init']) : null;
  if (!init || isFunction(init)) return !init;
  if (objects.length === 0) return COPIED.has(init.type) && !isConstant(declaration.node['init'] as AnyNode);
  const isTable = init.type === 'ObjectExpression' && (init['properties'] as AnyNode[]).every(isPlainProperty);
  return !isTable || objects.some(({ start, end }) => start === init.start && end === init.end);
}

const COPIED = new Set(['ArrayExpression', 'ObjectExpression']);

/** `[…] as const`, which no code writes to. */
function isConstant({ type, typeAnnotation }: AnyNode): boolean {
  return type === 'TSAsExpression' && isNode(typeAnnotation) && (typeAnnotation['typeName'] as AnyNode | undefined)?.['name'] === 'const';
}

function isPlainProperty({ value }: AnyNode): boolean {
  return isNode(value) && value.type === 'Literal';
}

/** `export *`, `export { x }`, `export default x`, `export const all = [x]`. */
const PASSES_ON = /\bexport\s*(?:\*|\{)|\bexport\s+default\s+[\w$]+\s*(?:;|$)|\bexport\s+const\s+[\w$]+[^=\n]*=\s*[[{]/m;
const SOURCE = /\bfrom\s*['"]([^'"\n]+)['"]/g;
const RENAMED = /\bas\s+([\w$]+)/g;
const TABLE = /\bexport\s+const\s+([\w$]+)[^=\n]*=\s*[[{]/g;
const IMPORT = /\bimport\s+(?!type\s+[\w${*])([^'"();]*?)\s*from\s*['"]([^'"\n]+)['"]/g;
const REQUIRE = /\b(?:require|import)\s*\(\s*['"`]([^'"`\n]+)['"`]/g;

export function textOf(tree: SourceTree, file: string): string {
  try {
    return tree.read(file);
  } catch {
    return '';
  }
}

/** The lines of a text that another one does not have. */
export function linesWithout(text: string, other: string): string {
  const known = new Set(other.split('\n'));
  return text
    .split('\n')
    .filter((line) => !known.has(line))
    .join('\n');
}
