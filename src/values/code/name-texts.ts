import type { ModuleGraph } from '../../modules/graph.ts';
import { importOf } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isFunction, isNode, rootOfChain, type AnyNode } from '../../modules/nodes.ts';
import { callsByFunction, enclosingFunction } from '../../modules/enclosing.ts';
import type { Declaration, Scope, Use } from '../../modules/scope.ts';
import { nodesAround } from '../../modules/traverse.ts';
import type { Environment } from '../names/environment.ts';
import type { StaticValue } from '../value.ts';
import type { Code } from './simplified-code.ts';

/** A piece of code while what its names stand for is told. */
export interface Telling {
  /** Where the digested code stands: what followed calls have bound counts by its value. */
  readonly environment: Environment;
  /** The code that it refers to, in the order in which it does. */
  readonly references: Code[];
  /** Parameters of functions around it that it names, and that stand for no value there. Where they stand for none, it says the same. */
  readonly unbound: Set<Declaration>;
  /** False where one of them stands for a value. */
  isFree: boolean;
  /** The packages that it has names from. */
  readonly packages: PackageUse[];
}

/** A package by the file that imports it: which version that gets depends on where it stands. */
export interface PackageUse {
  readonly name: string;
  readonly from: string;
}

/** The code that names are local to. */
export interface Tree {
  readonly tree: AnyNode;
  readonly module: Module;
  /** Declarations inside of the tree, by the order in which they are met. */
  readonly inside: Map<Declaration, number>;
}

/**
 * Gives what stands for a name in the digest of code: of what is declared in the code a number, of what is declared outside that of its
 * declaration, across files; of a package its name: which versions are asked for is told apart.
 */
export function createNameTexts(
  graph: ModuleGraph,
  digestOfValue: (value: StaticValue) => string,
): (name: string, scope: Scope, tree: Tree, telling: Telling) => string {
  function nameText(name: string, scope: Scope, { tree, module, inside }: Tree, telling: Telling): string {
    const declaration = lookup(scope, name);
    if (!declaration) return JSON.stringify(name);
    if (declaration.kind === 'import') return importText(name, module, telling);
    const { identifier } = declaration;
    if (identifier.start >= tree.start && identifier.end <= tree.end) {
      if (isSeenOutside(declaration, tree)) return JSON.stringify(name);
      const number = inside.get(declaration) ?? inside.size;
      inside.set(declaration, number);
      return `#${number}`;
    }
    if (declaration.kind === 'parameter') {
      const value = boundValue(declaration, telling.environment);
      if (value) {
        telling.isFree = false;
        return `=${digestOfValue(value)}`;
      }
      telling.unbound.add(declaration);
    }
    return declarationText(declaration, module, telling);
  }

  function declarationText(declaration: Declaration, module: Module, { references }: Telling): string {
    const { node, scope, uses, parts } = declaration;
    const init = node['init'];
    // A constant that holds a function is that function, however it is written.
    const isFunctionName = declaration.kind === 'const' && node['id'] === declaration.identifier && isNode(init) && isFunction(init);
    const codes = [
      ...[isFunctionName ? init : node, ...parts].map((part) => ({ node: part, scope, module })),
      ...changesOf(uses, module, new Set([declaration])),
    ];
    references.push(...codes);
    // A declarator that binds several names, and a function that has several parameters, does not say which.
    return `@${codes.length}${node['id'] === declaration.identifier ? '' : JSON.stringify(declaration.name)}`;
  }

  /** The code beside a declaration that changes what it holds: what writes to it, also under another name, and functions that it is handed to. */
  function changesOf(uses: readonly Use[], module: Module, seen: Set<Declaration>): readonly Code[] {
    return uses.flatMap((use) => {
      const { call, block: scope } = use;
      if (use.kind === 'alias')
        return use.aliases.flatMap((alias) => {
          const isNew = !seen.has(alias);
          seen.add(alias);
          // To give the other name another value changes nothing here.
          return isNew
            ? changesOf(
                alias.uses.filter(({ kind }) => kind !== 'assign'),
                module,
                seen,
              )
            : [];
        });
      if (use.kind === 'argument') return call && isOwnCode(call, scope, module) ? [{ node: call, scope, module }] : [];
      const statement = statementAt(module.program, use.at);
      return statement ? [{ node: statement, scope, module }, ...callsAround(scope, module, new Set())] : [];
    });
  }

  /** The calls that make code run which stands in functions with a name: `setLimit(5)`. */
  function callsAround(scope: Scope, module: Module, seen: Set<AnyNode>): readonly Code[] {
    const around = enclosingFunction(scope)?.node;
    if (!around || seen.has(around)) return [];
    seen.add(around);
    const calls = callsByFunction(module).get(around) ?? [];
    return calls.flatMap((call) => [{ ...call, module }, ...callsAround(call.scope, module, seen)]);
  }

  /** Whether a call is one of code of the repository: libraries read what they are given. */
  function isOwnCode(call: AnyNode, scope: Scope, module: Module): boolean {
    const root = rootOfChain(call['callee'] as AnyNode);
    if (root.type !== 'Identifier') return isFunction(root);
    const declaration = lookup(scope, root['name'] as string);
    if (declaration?.kind !== 'import') return declaration !== undefined;
    const source = importOf(module, declaration.name);
    return source !== null && graph.resolve(source.source, module.file).kind === 'file';
  }

  function importText(name: string, module: Module, telling: Telling): string {
    const source = importOf(module, name);
    if (!source) return JSON.stringify(name);
    const resolution = graph.resolve(source.source, module.file);
    if (resolution.kind !== 'file') {
      if (resolution.kind === 'package') telling.packages.push({ name: resolution.name, from: module.file });
      return `${source.source}#${source.name ?? '*'}${resolution.kind === 'missing' ? (resolution.content ?? '') : ''}`;
    }
    // What another file than one of code holds, such as YAML, depends on the bundler.
    if (!CODE.test(resolution.file)) return graph.tree.digest(resolution.file) ?? '';
    const at = (target: Module, node: AnyNode): string => {
      telling.references.push({ node, scope: target.analysis.root, module: target });
      return '@1';
    };
    try {
      if (source.name === null) {
        const target = graph.load(resolution.file);
        return at(target, target.program);
      }
      const search = graph.findExport(resolution.file, source.name);
      if (search.kind === 'unparsed') return graph.tree.digest(search.file) ?? '';
      if (search.kind === 'package') {
        telling.packages.push({ name: search.package, from: search.from });
        return `${search.package}#${search.name}`;
      }
      if (search.kind !== 'found') return `${source.source}#${search.kind}`;
      const { module: target, entry } = search;
      if (entry.kind === 'expression') return at(target, entry.node);
      const local = entry.kind === 'local' ? target.analysis.root.declarations.get(entry.name) : undefined;
      return local ? declarationText(local, target, telling) : at(target, target.program);
    } catch {
      // A file that does not parse is told elsewhere; here its bytes stand for it.
      return graph.tree.digest(resolution.file) ?? '';
    }
  }

  return nameText;
}

const CODE = /\.[cm]?[jt]sx?$/;

/** Whether a name may be asked for from outside of the code: of a module or a namespace as a whole. */
function isSeenOutside({ scope }: Declaration, tree: AnyNode): boolean {
  return scope.kind === 'namespace' || (scope.kind === 'module' && tree.type === 'Program');
}

/** The whole statement around a position, within the function around it: conditions decide what is written. Null where nothing stands by itself. */
function statementAt(program: AnyNode, position: number): AnyNode | null {
  let found: AnyNode | null = null;
  let around: AnyNode | null = null;
  for (const node of nodesAround(program, { start: position, end: position + 1 })) {
    if (isFunction(node)) {
      around = found ?? around;
      found = null;
    } else if (!found && /(?:Statement|Declaration)$/.test(node.type) && node.type !== 'BlockStatement') found = node;
  }
  return found ?? around;
}

/** What a followed call has bound a parameter to. */
export function boundValue(declaration: Declaration, environment: Environment): StaticValue | null {
  for (let current: Environment | null = environment; current; current = current.parent) {
    const value = current.scope === declaration.scope ? current.values.get(declaration) : undefined;
    if (value && value !== 'pending') return value;
  }
  return null;
}
