import type { ExportEntry } from '../../modules/exports.ts';
import { loadQuietly, type ModuleGraph } from '../../modules/graph.ts';
import { importOf } from '../../modules/import-sources.ts';
import type { Module } from '../../modules/module.ts';
import { isConstant, isFunction, isNode, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { targetFile } from '../../modules/resolution/resolve.ts';
import { withPlainRequires } from '../../modules/specifiers.ts';
import { givesChanges } from '../../modules/own-changes.ts';
import { writes } from '../../modules/write-texts.ts';
import { memoize } from '../../source/memoize.ts';
import type { Span } from '../../source/span.ts';
import { readOrNothing, type SourceTree } from '../../source/tree.ts';
import type { Wanted } from '../../values/writes/handed-over.ts';
import { hasEscapes, importsCalled, importsIn, requiredIn, requiresComputed, tablesIn, wordsOf, type PassedOn } from './texts.ts';

/**
 * Whether a file imports something that one of others gives out, directly or by files that pass it on.
 * Cheap: of texts alone.
 * @param created where the objects in question are created, by file; none of a file whose lists and objects may be copied into them
 */
export function createReachTest(
  created: ReadonlyMap<string, readonly Span[]>,
  graph: ModuleGraph,
  passedOnAt: (tree: SourceTree, file: string) => PassedOn,
): Omit<Wanted, 'isWanted'> & { mayReach(file: string, part: ((text: string) => string) | null): boolean } {
  const names = new Set<string>();
  const starsOf = new Map<string, readonly string[]>();
  for (const [file, objects] of created) {
    const module = graph.loaded(file) ?? (objects.length > 0 ? loadQuietly(graph, file) : null);
    if (!module) for (const name of tablesIn(readOrNothing(graph.tree, file))) names.add(name);
    if (!module) continue;
    for (const [name, entry] of module.exports) if (mayGiveOut(entry, module, objects)) names.add(name);
    starsOf.set(file, module.stars);
  }

  /** The files that a file passes something on from. */
  const sourcesOf = memoize((file: string): readonly string[] => {
    const stars = starsOf.get(file);
    const passed = stars ? { sources: stars, names: [] } : passedOnAt(graph.tree, file);
    const targets = passed.sources.flatMap((source) => targetOf(source, file) ?? []);
    if (targets.length > 0) for (const name of passed.names) names.add(name);
    return targets;
  });

  const leading = new Map<string, boolean>();
  /** All sources are looked through even where one has led there: another one may give it a further name. */
  function leads(file: string): boolean {
    const known = leading.get(file);
    if (known !== undefined) return known;
    const seen = new Set([file]);
    let isLeading = false;
    for (const one of seen) {
      isLeading ||= created.has(one) || leading.get(one) === true;
      if (!leading.has(one)) for (const source of sourcesOf(one)) seen.add(source);
    }
    if (!isLeading) for (const one of seen) leading.set(one, false);
    leading.set(file, isLeading);
    return isLeading;
  }

  function targetOf(specifier: string, from: string): string | null {
    return targetFile(graph.resolver, specifier, from);
  }

  function leadsTo(specifier: string, from: string): boolean {
    const target = targetOf(specifier, from);
    return target !== null && leads(target);
  }

  /** A name for all of a file or for its default may be any. */
  const mayName = (clause: string): boolean =>
    /[\w$]/.test(clause.replace(/\{[^]*\}/, '')) || wordsOf(clause).some((name) => names.has(name));

  return {
    mayReach(file, part) {
      const text = withPlainRequires(readOrNothing(graph.tree, file));
      const imports = importsIn(text);
      const isReaching =
        imports.some(({ clause, source }) => leadsTo(source, file) && mayName(clause)) ||
        requiredIn(text).some((source) => leadsTo(source, file)) ||
        requiresComputed(text);
      if (!isReaching || !part) return isReaching;
      const asked = part(text);
      const mayWrite = (source: string): boolean => givesChanges(source, null) || targetOf(source, file) !== null;
      return (
        writes(asked) ||
        hasEscapes(asked) ||
        requiredIn(asked).length > 0 ||
        requiredIn(text).some((source) => givesChanges(source, null)) ||
        importsCalled(imports, asked).some(({ source }) => mayWrite(source))
      );
    },
    mayLead: ({ file }, specifier) => leadsTo(specifier, file),
    mayGive(module, local) {
      const source = importOf(module, local);
      if (!source || !leadsTo(source.source, module.file)) return false;
      return source.name === null || source.name === 'default' || names.has(source.name);
    },
  };
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
  if (objects.length === 0)
    return init !== null && COPIED.has(init.type) && !isConstant(declaration.node['init'] as AnyNode) && !isKit(init);
  if (!init || isFunction(init)) return !init;
  const isTable = init.type === 'ObjectExpression' && (init['properties'] as AnyNode[]).every(isPlainProperty);
  return !isTable || objects.some(({ start, end }) => start === init.start && end === init.end);
}

const COPIED = new Set(['ArrayExpression', 'ObjectExpression']);

/** An object of functions alone. */
function isKit({ properties }: AnyNode): boolean {
  return Array.isArray(properties) && (properties as AnyNode[]).every(({ value }) => isNode(value) && isFunction(unwrap(value)));
}

function isPlainProperty({ value }: AnyNode): boolean {
  return isNode(value) && value.type === 'Literal';
}
