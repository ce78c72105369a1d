import { importOf, type ModuleGraph } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { isWithin, type AnyNode } from '../modules/nodes.ts';
import type { SourceTree } from '../source/tree.ts';
import { contains, type Span } from '../source/span.ts';
import type { Wanted } from '../values/handed-over.ts';
import { partsOfOne } from '../values/points-to.ts';
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

/**
 * Finds what files do to contracts that do not import them: `patch.ts`, which the app loads and which writes to a model of another file.
 * Asked of the files alone that differ from another tree, for to look at all would cost as much as reading them.
 * @returns the writes to what a contract is made of
 */
export function outsideWrites(inventory: Inventory, other: SourceTree): (contract: Contract) => readonly OutsideWrite[] {
  const reading = readingOf(inventory);
  if (!reading) return () => [];
  const { graph, search, evaluator } = reading;
  const differing = search.files.filter((file) => inventory.tree.digest(file) !== other.digest(file));
  if (differing.length === 0) return () => [];
  const { values, schemas } = partsOfContracts(inventory.contracts);
  const created = new Set([...[...values].map(({ span }) => span.file), ...[...schemas].map(({ origin }) => origin.file)]);
  const { mayReach, ...may } = createReachTest(created, graph);
  const modules = differing.flatMap((file) => (mayReach(file) && search.isJudged(file) ? (loadQuietly(graph, file) ?? []) : []));
  const writes = modules.flatMap((module) => {
    const isWanted = ({ file }: Span): boolean => file !== module.file && created.has(file);
    return evaluator.writesOf(module, { isWanted, ...may }).map((write) => ({ ...write, module }));
  });
  const texts = new Map<(typeof writes)[number], OutsideWrite>();
  return (contract) => {
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
  };
}

/**
 * Whether a file imports something that one of others gives out, directly or by files that pass it on.
 * Cheap: of texts alone.
 */
function createReachTest(files: ReadonlySet<string>, graph: ModuleGraph): Omit<Wanted, 'isWanted'> & { mayReach(file: string): boolean } {
  const names = new Set<string>();
  for (const file of files) for (const name of loadQuietly(graph, file)?.exports.keys() ?? []) names.add(name);
  const passing = new Map<string, boolean>();
  const leadsTo = (specifier: string, from: string): boolean => {
    const resolution = graph.resolver.resolve(specifier, from);
    return resolution.kind === 'file' && leads(resolution.file);
  };
  const leads = (file: string): boolean => {
    if (files.has(file)) return true;
    let known = passing.get(file);
    if (known === undefined) {
      passing.set(file, false);
      const text = textOf(graph, file);
      const sources = PASSES_ON.test(text) ? [...text.matchAll(SOURCE)] : [];
      known = sources.some(([, source = '']) => leadsTo(source, file));
      passing.set(file, known);
      if (known) for (const [, name = ''] of text.matchAll(RENAMED)) names.add(name);
    }
    return known;
  };
  /** Of what stands before `from`: a name for all of it or for its default may be any. */
  const mayName = (clause: string): boolean =>
    /[\w$]/.test(clause.replace(/\{[^]*\}/, '')) || (clause.match(/[\w$]+/g) ?? []).some((name) => names.has(name));
  return {
    mayReach(file) {
      const text = textOf(graph, file);
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

/** `export *`, `export { x }`, `export default x`, `export const all = [x]`. */
const PASSES_ON = /\bexport\s*(?:\*|\{)|\bexport\s+default\s+[\w$]+\s*(?:;|$)|\bexport\s+const\s+[\w$]+[^=\n]*=\s*[[{]/m;
const SOURCE = /\bfrom\s*['"]([^'"\n]+)['"]/g;
/** `x as y`, and lists and tables. */
const RENAMED = /\b(?:as\s+|export\s+const\s+)([\w$]+)/g;
const IMPORT = /\bimport\s+(?!type\s+[\w${*])([^'"();]*?)\s*from\s*['"]([^'"\n]+)['"]/g;
const REQUIRE = /\b(?:require|import)\s*\(\s*['"`]([^'"`\n]+)['"`]/g;

function textOf({ tree }: ModuleGraph, file: string): string {
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

/** What contracts were given, and what their schemas are made of. */
function partsOfContracts(contracts: readonly Contract[]): {
  readonly values: ReadonlySet<StaticValue>;
  readonly schemas: ReadonlySet<Schema>;
} {
  const values = new Set<StaticValue>(contracts.flatMap(({ spec }) => spec ?? []));
  for (const value of values) for (const part of partsOfOne(value)) values.add(part);
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
