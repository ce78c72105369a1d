import { isRequire } from '../../modules/common-js.ts';
import type { ExportSearch } from '../../modules/export-search.ts';
import { importTargets, type ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import { targetFile } from '../../modules/resolution/resolve.ts';
import { memoize, memoizeWeakly } from '../../source/memoize.ts';
import type { Span } from '../../source/span.ts';
import { unknown, type Property, type StaticValue } from '../value.ts';

/**
 * What a module is given by one that imports it in turn, where that may be less than the other has in the end: which of them is run first,
 * what imports them tells. Of `const` and the like there is no doubt, for reading them too early throws.
 * @param name null asks for all of the module
 * @param value what the other has in the end
 */
export function asGivenInCircle(
  graph: ModuleGraph,
  file: string,
  name: string | null,
  value: StaticValue,
  reader: Module,
  at: Span,
): StaticValue {
  if (name !== null && !graph.loaded(file)?.isCommonJs) {
    const search = graph.findExport(file, name);
    return search.kind === 'found' && isLateVariable(graph, search, reader) ? asPerhapsGiven(value, at, name) : value;
  }
  const giver = graph.loaded(file);
  const isLate = giver?.isCommonJs ? lateRequire(graph, giver, reader) : lateVariable(graph, giver, reader);
  if (!isLate || value.kind !== 'object') return value;
  const late = [...value.properties].filter(([own]) => isLate(own));
  const unsure = late.map(([own, property]): [string, Property] => [
    own,
    {
      ...{ key: property.key, span: property.span, isLazy: true },
      get value() {
        return asPerhapsGiven(property.value, at, own);
      },
    },
  ]);
  return { ...value, properties: new Map([...value.properties, ...unsure]) };
}

/** Functions are called, which throws where there are none yet. */
function asPerhapsGiven(value: StaticValue, at: Span, name: string): StaticValue {
  return value.kind === 'function' || value.kind === 'native' ? value : unknown('cycle', at, name);
}

function isLateVariable(graph: ModuleGraph, { module, entry }: FoundExport, reader: Module): boolean {
  const declaration = entry.kind === 'local' ? module.analysis.root.declarations.get(entry.name) : undefined;
  return declaration?.kind === 'var' && leadsTo(graph, module.file, reader.file);
}

type FoundExport = Pick<Extract<ExportSearch, { kind: 'found' }>, 'module' | 'entry'>;

/** Of an ES module: its variables. */
function lateVariable(graph: ModuleGraph, giver: Module | undefined, reader: Module): ((name: string) => boolean) | null {
  if (!giver?.text.includes('var ')) return null;
  return (name) => {
    const entry = giver.exports.get(name);
    return entry !== undefined && isLateVariable(graph, { module: giver, entry }, reader);
  };
}

/** Of a CommonJS module: what it gives out below a `require` that leads back to the reader. */
function lateRequire(graph: ModuleGraph, giver: Module, reader: Module): ((name: string) => boolean) | null {
  if (!reader.isCommonJs || !leadsTo(graph, giver.file, reader.file)) return null;
  const isLate = (node: AnyNode): boolean => node.start > firstRequire(graph, giver, reader.file);
  if (giver.commonJs && isLate(giver.commonJs)) return () => true;
  return (name) => {
    const entry = giver.exports.get(name);
    return entry?.kind === 'expression' && isLate(entry.node);
  };
}

/** Where a module first requires, at its top, what leads to a file. */
function firstRequire(graph: ModuleGraph, { analysis, file }: Module, wanted: string): number {
  const leading = analysis.calls.filter(({ node, scope }) => {
    const [first] = scope.owner === analysis.root && isRequire(node, scope) ? (node['arguments'] as AnyNode[]) : [];
    const target = first?.type === 'Literal' ? targetFile(graph.resolver, String(first['value']), file) : null;
    return target !== null && (target === wanted || leadsTo(graph, target, wanted));
  });
  return Math.min(...leading.map(({ node }) => node.start));
}

/** Whether a file imports another one, directly or by way of others, by the look of the texts. */
function leadsTo(graph: ModuleGraph, from: string, wanted: string): boolean {
  return importedFrom(graph)(from).has(wanted);
}

const importedFrom = memoizeWeakly((graph: ModuleGraph) =>
  memoize((from: string): ReadonlySet<string> => {
    const found = new Set(importTargets(graph)(from));
    for (const file of found) for (const target of importTargets(graph)(file)) found.add(target);
    return found;
  }),
);
