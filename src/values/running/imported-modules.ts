import { requiredBy } from '../../modules/common-js.ts';
import { loadQuietly, type ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import { isNode } from '../../modules/nodes.ts';

/** Files that are looked at to tell whether a module is part of a circle of imports; of more, nobody knows. */
const MAX_FILES = 300;

/** The modules that a module imports, directly or by others; null where it is one of them, or where that is not known. */
export function importedBy(graph: ModuleGraph, module: Module): ReadonlySet<Module> | null {
  const reached = new Set<Module>();
  const pending = [module];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const specifier of importedAsCode(next)) {
      const resolution = graph.resolve(specifier, next.file);
      if (resolution.kind !== 'file' || resolution.file.endsWith('.json')) continue;
      if (resolution.file === module.file || reached.size > MAX_FILES) return null;
      const found = loadQuietly(graph, resolution.file);
      if (!found) return null;
      if (!reached.has(found)) pending.push(found);
      reached.add(found);
    }
  }
  return reached;
}

/** What a module imports when it runs. */
export function importedAsCode(module: Module): readonly string[] {
  const imported = module.program.body.flatMap(({ source, exportKind, importKind }) =>
    isNode(source) && importKind !== 'type' && exportKind !== 'type' ? String(source['value']) : [],
  );
  if (!module.text.includes('require')) return imported;
  return [...imported, ...module.analysis.calls.flatMap(({ node, scope }) => requiredBy(node, scope) ?? [])];
}

/** Of some modules, all that those import which are imported for their effects alone. */
export function writtenForEffect(graph: ModuleGraph, modules: readonly Module[]): Set<Module> {
  const written = new Set<Module>();
  for (const { effects, file } of modules) {
    for (const source of effects) {
      const resolution = graph.resolve(source, file);
      const effect = resolution.kind === 'file' ? graph.loaded(resolution.file) : undefined;
      for (const one of effect ? (importedBy(graph, effect) ?? modules) : []) written.add(one);
    }
  }
  return written;
}
