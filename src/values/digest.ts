import { createHash } from 'node:crypto';
import type { ModuleGraph } from '../modules/graph.ts';
import { importOf } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { lookup } from '../modules/lookup.ts';
import { childNodes, isNode, type AnyNode } from '../modules/nodes.ts';
import type { Declaration, Scope } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
import type { Environment } from './environment.ts';
import type { StaticValue } from './value.ts';

export interface Digests {
  /** Of an expression or function where it stands, with everything it refers to; what a followed call has bound counts by its value. */
  of(node: AnyNode, environment: Environment): string;
  /** Of a bare piece of text. */
  ofSpan(span: Span): string;
}

/** Parts of a node that say what it does; positions and types are left out, so that formatting and annotations change nothing. */
const TELLING_KEYS = [
  'name',
  'operator',
  'value',
  'raw',
  'computed',
  'optional',
  'kind',
  'static',
  'async',
  'generator',
  'method',
  'shorthand',
  'bigint',
] as const;

/**
 * Digests of code by its syntax tree. A name that is declared outside of the code stands for its declaration, across files; a name from a package for the package.
 * Equal digests mean equal behaviour, as far as packages do.
 */
export function createDigests(graph: ModuleGraph, digestOfValue: (value: StaticValue) => string): Digests {
  function digest(node: AnyNode, environment: Environment): string {
    const { scope, module } = environment;
    const hash = createHash('sha256');
    const seen = new Set<AnyNode>();
    const pending: { readonly node: AnyNode; readonly scope: Scope; readonly module: Module }[] = [{ node, scope, module }];
    for (let next = pending.shift(); next; next = pending.shift()) {
      if (seen.has(next.node)) continue;
      seen.add(next.node);
      hash.update('\u0001');
      for (const reference of hashTree(next.node, next.scope, next.module, environment, hash)) pending.push(reference);
    }
    return hash.digest('hex').slice(0, 16);
  }

  function hashTree(
    tree: AnyNode,
    outer: Scope,
    module: Module,
    environment: Environment,
    hash: ReturnType<typeof createHash>,
  ): { readonly node: AnyNode; readonly scope: Scope; readonly module: Module }[] {
    const references: { readonly node: AnyNode; readonly scope: Scope; readonly module: Module }[] = [];
    const stack: { readonly node: AnyNode; readonly scope: Scope }[] = [{ node: tree, scope: outer }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { node } = next;
      const scope = module.analysis.scopes.get(node) ?? next.scope;
      hash.update(`${node.type}(`);
      for (const key of TELLING_KEYS) {
        const value = node[key];
        if (value !== undefined && value !== null && typeof value !== 'object') hash.update(`${key}=${JSON.stringify(String(value))}`);
      }
      if (isNode(node['regex'])) hash.update(JSON.stringify(node['regex']));
      const quasi = node['value'] as { cooked?: unknown } | null | undefined;
      if (node.type === 'TemplateElement') hash.update(JSON.stringify(quasi?.cooked ?? null));
      if (node.type === 'Literal' && node['regex']) hash.update(JSON.stringify(node['regex']));
      if (node.type === 'Identifier') {
        const found = outside(node['name'] as string, scope, tree, module, environment);
        if (typeof found === 'string') hash.update(found);
        else if (found) references.push(found);
      }
      const children = childNodes(node);
      hash.update(`${children.length})`);
      for (let index = children.length - 1; index >= 0; index--) stack.push({ node: children[index] as AnyNode, scope });
    }
    return references;
  }

  /** What a name stands for that is declared outside of `tree`: its declaration, or a text for what lies in a package. */
  function outside(
    name: string,
    scope: Scope,
    tree: AnyNode,
    module: Module,
    environment: Environment,
  ): { readonly node: AnyNode; readonly scope: Scope; readonly module: Module } | string | null {
    const declaration = lookup(scope, name);
    if (!declaration) return null;
    const isInside = declaration.identifier.start >= tree.start && declaration.identifier.end <= tree.end;
    if (isInside) return null;
    if (declaration.kind === 'parameter') {
      const value = boundValue(declaration, environment);
      if (value) return `${name}=${digestOfValue(value)}`;
    }
    if (declaration.kind !== 'import') return { node: declaration.node, scope: declaration.scope, module };
    const source = importOf(module, name);
    if (!source) return null;
    const resolution = graph.resolve(source.source, module.file);
    if (resolution.kind !== 'file') return `${source.source}#${source.name ?? '*'}`;
    if (resolution.file.endsWith('.json')) return graph.tree.digest(resolution.file) ?? '';
    try {
      if (source.name === null) {
        const target = graph.load(resolution.file);
        return { node: target.program as unknown as AnyNode, scope: target.analysis.root, module: target };
      }
      const search = graph.findExport(resolution.file, source.name);
      if (search.kind === 'unparsed') return graph.tree.digest(search.file) ?? '';
      if (search.kind !== 'found')
        return search.kind === 'package' ? `${search.package}#${search.name}` : `${source.source}#${search.kind}`;
      const target = search.module;
      const { entry } = search;
      if (entry.kind === 'expression') return { node: entry.node, scope: target.analysis.root, module: target };
      const local = entry.kind === 'local' ? target.analysis.root.declarations.get(entry.name) : undefined;
      const node = local?.node ?? (target.program as unknown as AnyNode);
      return { node, scope: target.analysis.root, module: target };
    } catch {
      // A file that does not parse is told elsewhere; here its bytes stand for it.
      return graph.tree.digest(resolution.file) ?? '';
    }
  }

  return {
    of: digest,
    ofSpan: (span) =>
      createHash('sha256')
        .update(graph.loaded(span.file)?.text.slice(span.start, span.end) ?? `${span.file}`)
        .digest('hex')
        .slice(0, 16),
  };
}

/** What a followed call has bound a parameter to. */
function boundValue(declaration: Declaration, environment: Environment): StaticValue | null {
  for (let current: Environment | null = environment; current; current = current.parent) {
    const value = current.scope === declaration.scope ? current.values.get(declaration) : undefined;
    if (value && value !== 'pending') return value;
  }
  return null;
}
