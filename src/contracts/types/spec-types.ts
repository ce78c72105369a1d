import { loadQuietly, type ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import { isNode, type AnyNode } from '../../modules/nodes.ts';
import { targetFile } from '../../modules/resolution/resolve.ts';
import type { TypeReference } from '../../modules/typed-objects.ts';
import { schemaModules } from '../framework/names.ts';
import { declaredType, MEMBER, memberTypes, nameOf } from './declared-types.ts';
import { jsDocTypes } from './jsdoc-types.ts';

/** Aliases of aliases in files that re-export them; beyond it a type is taken for another one. */
const MAX_STEPS = 10;

/** What types mean that the framework declares, under whatever name they are used. */
export interface SpecTypes {
  /** The framework's name for a type or class as a module names it, or null when it is none of the framework's. */
  frameworkName(module: Module, type: TypeReference): string | null;
  /** Whether a file is part of the framework's own package, where that is in the repository. */
  isOfFramework(file: string): boolean;
}

/** Of types there are stars that give no values. */
const TYPE_STAR = /\bexport\s+type\s*\*/;

/** @param modules the packages that define functions come from */
export function createSpecTypes(graph: ModuleGraph, modules: readonly string[]): SpecTypes {
  const frameworks = new Set(modules);
  const schemas = schemaModules(modules);

  function isOfFramework(file: string): boolean {
    return frameworks.has(graph.resolver.packageOf(file)?.name ?? '');
  }

  /** The package that a specifier leads to. */
  function packageOf(specifier: string, from: string): 'framework' | 'its schema library' | 'another' {
    const { name } = graph.resolver.named(specifier, from);
    const isKnown = frameworks.has(name) || schemas.has(name);
    const target = isKnown ? null : targetFile(graph.resolver, specifier, from);
    const owner = target === null ? name : (graph.resolver.packageOf(target)?.name ?? '');
    if (frameworks.has(owner)) return 'framework';
    return schemas.has(owner) ? 'its schema library' : 'another';
  }

  function inModule(module: Module, { source, name }: TypeReference, steps: number): string | null {
    if (steps > MAX_STEPS) return null;
    const [first = '', ...rest] = name.split('.');
    if (source !== null) return imported(module, source, name, steps);
    for (const statement of module.program.body) {
      if (statement.type === 'ImportDeclaration') {
        const specifier = (statement['specifiers'] as AnyNode[]).find((one) => (one['local'] as AnyNode)['name'] === first);
        if (specifier) return imported(module, sourceOf(statement), [...importedName(specifier), ...rest].join('.'), steps);
        continue;
      }
      const [member, ...after] = rest;
      const declared = member?.startsWith(MEMBER)
        ? memberTypes(statement, first, member.slice(1)).map((type) => ({ ...type, name: [type.name, ...after].join('.') }))
        : declaredType(statement, first);
      if (declared)
        for (const base of declared) {
          const found = inModule(module, base, steps + 1);
          if (found) return found;
        }
    }
    const commented = jsDocTypes(module).get(first);
    return commented ? inModule(module, { ...commented, name: [commented.name, ...rest].join('.') }, steps + 1) : null;
  }

  function imported(module: Module, source: string, name: string, steps: number): string | null {
    const owner = packageOf(source, module.file);
    if (owner !== 'another') return owner === 'framework' ? name.slice(name.lastIndexOf('.') + 1) : null;
    const file = targetFile(graph, source, module.file);
    const target = file !== null && mayName(file, name) ? loadQuietly(graph, file) : null;
    return target && exported(target, name, steps + 1);
  }

  function mayName(file: string, name: string): boolean {
    if (file.endsWith('.json')) return false;
    try {
      return graph.mayExport(file, name.split('.', 1)[0] ?? '');
    } catch {
      // Whoever loads it is told why it cannot be read.
      return true;
    }
  }

  function exported(module: Module, name: string, steps: number): string | null {
    if (steps > MAX_STEPS) return null;
    const [first = '', ...rest] = name.split('.');
    const inStars = (stars: readonly string[]): string | null => {
      for (const star of stars) {
        const found = imported(module, star, name, steps);
        if (found) return found;
      }
      return null;
    };
    if (!module.mayExport(first) && !TYPE_STAR.test(module.text) && !jsDocTypes(module).has(first)) return inStars(module.stars);
    const stars: string[] = [];
    for (const statement of module.program.body) {
      if (statement.type === 'ExportAllDeclaration') {
        const as = statement['exported'];
        if (!isNode(as)) stars.push(sourceOf(statement));
        else if (nameOf(as) === first) return imported(module, sourceOf(statement), rest.join('.'), steps);
        continue;
      }
      if (statement.type !== 'ExportNamedDeclaration') continue;
      const specifier = (statement['specifiers'] as AnyNode[]).find((one) => nameOf(one['exported'] as AnyNode) === first);
      if (!specifier) continue;
      const local = [nameOf(specifier['local'] as AnyNode), ...rest].join('.');
      return isNode(statement['source'])
        ? imported(module, sourceOf(statement), local, steps)
        : inModule(module, { source: null, name: local }, steps + 1);
    }
    return inModule(module, { source: null, name }, steps + 1) ?? inStars(stars);
  }

  return { frameworkName: (module, type) => inModule(module, type, 0), isOfFramework };
}

function sourceOf(statement: AnyNode): string {
  return (statement['source'] as AnyNode)['value'] as string;
}

/** Of a namespace nothing: what is asked of it comes next. */
function importedName(specifier: AnyNode): readonly string[] {
  if (specifier.type === 'ImportNamespaceSpecifier') return [];
  return [specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier['imported'] as AnyNode)];
}
