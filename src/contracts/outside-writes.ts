import { importOf, type ModuleGraph } from '../modules/graph.ts';
import type { ExportEntry, Module } from '../modules/module.ts';
import { isFunction, isNode, isWithin, unwrap, type AnyNode } from '../modules/nodes.ts';
import { MUTATING_METHODS } from '../modules/own-changes.ts';
import type { SourceTree } from '../source/tree.ts';
import { contains, type Span } from '../source/span.ts';
import type { Wanted } from '../values/handed-over.ts';
import { isComposite, partsOfOne } from '../values/points-to.ts';
import type { StaticValue } from '../values/value.ts';
import type { Contract } from './contract.ts';
import { readingOf } from './earlier.ts';
import { loadQuietly } from './importers.ts';
import type { Inventory } from './inventory.ts';
import { partsOf } from './schema/parts.ts';
import type { Schema } from './schema/schema.ts';

/** A write to what contracts are made of, in a file that reading them does not lead to. */
export interface OutsideWrite {
  readonly place: Span;
  /** The code, with the declarations that it uses: where it is the same, so is what it does. */
  readonly text: string;
}

export interface OutsideWrites {
  readonly isAny: boolean;
  /** The writes to what a contract is made of. */
  of(contract: Contract): readonly OutsideWrite[];
}

const NO_WRITES: OutsideWrites = { isAny: false, of: () => [] };

/**
 * Finds what files do to contracts that do not import them: `patch.ts`, which the app loads and which writes to a model of another file.
 * Asked of the files alone that differ from another tree, for to look at all would cost as much as reading them.
 * @param isWhole whether writes are asked for that the other tree has, too; else only files are read with lines that may write and that
 *   the other tree lacks
 */
export function outsideWrites(inventory: Inventory, other: SourceTree, isWhole: boolean): OutsideWrites {
  const reading = readingOf(inventory);
  if (!reading) return NO_WRITES;
  const { graph, search, evaluator } = reading;
  const differing = search.files.filter((file) => inventory.tree.digest(file) !== other.digest(file));
  const writing = differing.filter((file) => {
    const text = textOf(graph.tree, file);
    return mayWrite(text, isWhole ? text : linesWithout(text, textOf(other, file))) && search.isJudged(file);
  });
  if (writing.length === 0) return NO_WRITES;
  const { values, schemas } = partsOfContracts(inventory.contracts);
  const created = new Map<string, Span[]>();
  for (const span of [...[...values].map(({ span }) => span), ...[...schemas].map(({ origin }) => origin)]) {
    const spans = created.get(span.file);
    if (spans) spans.push(span);
    else created.set(span.file, [span]);
  }
  const { mayReach, ...may } = createReachTest(created, graph);
  const modules = writing.flatMap((file) => (mayReach(file) ? (loadQuietly(graph, file) ?? []) : []));
  const writes = modules.flatMap((module) => {
    const isWanted = ({ file }: Span): boolean => file !== module.file && created.has(file);
    return evaluator.writesOf(module, { isWanted, ...may }).map((write) => ({ ...write, module }));
  });
  const texts = new Map<(typeof writes)[number], OutsideWrite>();
  function of(contract: Contract): readonly OutsideWrite[] {
    const near = writes.filter(({ object, module }) => module.file !== contract.file && contract.dependencies.has(object.file));
    const home = near.length > 0 ? loadQuietly(graph, contract.file) : null;
    if (!home) return [];
    const isPart = createPartTest(contract);
    return near
      .filter(({ object, module }) => isPart(object) && !evaluator.isRegarded(module.file, object, home))
      .map((write) => {
        let found = texts.get(write);
        if (!found) texts.set(write, (found = asOutsideWrite(write.module, write.at, write.end)));
        return found;
      });
  }

  return { isAny: writes.length > 0, of };
}

/** The lines of a text that another one does not have. */
function linesWithout(text: string, other: string): string {
  const known = new Set(other.split('\n'));
  return text
    .split('\n')
    .filter((line) => !known.has(line))
    .join('\n');
}

/**
 * Whether a file imports something that one of others gives out, directly or by files that pass it on.
 * Cheap: of texts alone.
 * @param created where the objects in question are created, by file
 */
function createReachTest(
  created: ReadonlyMap<string, readonly Span[]>,
  graph: ModuleGraph,
): Omit<Wanted, 'isWanted'> & { mayReach(file: string): boolean } {
  const names = new Set<string>();
  for (const [file, objects] of created) {
    const module = loadQuietly(graph, file);
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
function mayWrite(text: string, part: string): boolean {
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

function wordsOf(text: string): readonly string[] {
  return text.match(/[\w$]+/g) ?? [];
}

/**
 * Whether an export may give one of certain objects. Types are nothing that can be written to, what functions give is not followed, and
 * a table of plain values, such as an enum, is one of them or holds none.
 */
function mayGiveOut(entry: ExportEntry, { analysis }: Module, objects: readonly Span[]): boolean {
  if (entry.kind !== 'local') return true;
  const declaration = analysis.root.declarations.get(entry.name);
  if (!declaration || declaration.kind === 'function') return false;
  const init = isNode(declaration.node['init']) ? unwrap(declaration.node['init']) : null;
  if (!init || isFunction(init)) return !init;
  const isTable = init.type === 'ObjectExpression' && (init['properties'] as AnyNode[]).every(isPlainProperty);
  return !isTable || objects.some(({ start, end }) => start === init.start && end === init.end);
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

function textOf(tree: SourceTree, file: string): string {
  try {
    return tree.read(file);
  } catch {
    return '';
  }
}

/** Whether an object is one that a contract is made of: a part of what it was given, of a schema of it, or what a schema has its fields from. */
function createPartTest(contract: Contract): (object: Span) => boolean {
  const { values, schemas } = partsOfContracts([contract]);
  const parts = new Set([...values].map(({ span }) => textOfSpan(span)));
  const wholes = [...[...values].flatMap(({ kind, span }) => (kind === 'native' ? span : [])), ...[...schemas].map(({ origin }) => origin)];
  const fields = [...schemas].flatMap((schema) =>
    schema.kind === 'object' ? [...schema.fields.values()].map(({ origin }) => ({ origin, model: schema.origin })) : [],
  );
  return (object) =>
    parts.has(textOfSpan(object)) ||
    wholes.some((whole) => contains(whole, object)) ||
    fields.some(({ origin, model }) => contains(object, origin) && !contains(object, model));
}

/** The objects that contracts were given, and what their schemas are made of. */
function partsOfContracts(contracts: readonly Contract[]): {
  readonly values: ReadonlySet<StaticValue>;
  readonly schemas: ReadonlySet<Schema>;
} {
  const values = new Set<StaticValue>(contracts.flatMap(({ spec }) => spec ?? []));
  for (const value of values) for (const part of partsOfOne(value)) if (isComposite(part)) values.add(part);
  const schemas = new Set(
    contracts.flatMap(({ input, output, params, query, headers, payload }) =>
      [input, output, params, query, headers, payload].filter((schema) => schema !== null),
    ),
  );
  for (const schema of schemas) for (const part of partsOf(schema)) schemas.add(part);
  return { values, schemas };
}

function textOfSpan({ file, start, end }: Span): string {
  return `${file}:${start}:${end}`;
}

function asOutsideWrite(module: Module, start: number, end: number): OutsideWrite {
  const { text, file } = module;
  const used = new Set<AnyNode>();
  const pending = [{ start, end }];
  for (let span = pending.pop(); span; span = pending.pop()) {
    for (const node of declarationsUsed(module, span)) {
      if (used.has(node)) continue;
      used.add(node);
      pending.push(node);
    }
  }
  const others = [...used].filter((node) => !isWithin({ start, end }, node));
  const texts = [{ start, end }, ...others].map((span) => text.slice(span.start, span.end).replace(/\s+/g, ' '));
  return { place: { file, start, end }, text: texts.join('\n') };
}

/** The declarations of all names in a part of a module, in whatever scope. */
function declarationsUsed(
  { text, analysis }: Module,
  { start, end }: { readonly start: number; readonly end: number },
): readonly AnyNode[] {
  const names = new Set(text.slice(start, end).match(/[\w$]+/g));
  return [...new Set(analysis.scopes.values())].flatMap((scope) =>
    [...scope.declarations.values()].filter(({ name, kind }) => names.has(name) && kind !== 'import').map(({ node }) => node),
  );
}
