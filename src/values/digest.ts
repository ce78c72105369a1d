import { createHash } from 'node:crypto';
import type { ModuleGraph } from '../modules/graph.ts';
import { importOf } from '../modules/graph.ts';
import { lookup } from '../modules/lookup.ts';
import type { Module } from '../modules/module.ts';
import { childKeys, childNodes, isFunction, isNode, withoutTypes, type AnyNode } from '../modules/nodes.ts';
import type { Declaration, Scope, Use } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
import { isComplaint } from './complaints.ts';
import type { Environment } from './environment.ts';
import type { Libraries } from './evaluation.ts';
import { createSimplify, expressionOf, isIndependent, unbound, type BoundCode, type Code } from './simplified-code.ts';
import type { StaticValue } from './value.ts';

export interface Digests {
  /** Of an expression or function where it stands, with everything it refers to; what a followed call has bound counts by its value. */
  of(node: AnyNode, environment: Environment): string;
  /** Of a bare piece of text. */
  ofSpan(span: Span): string;
}

/** Parts of a node that say what it does; positions, quotes and types are left out, so that formatting and annotations change nothing. */
const TELLING_KEYS = [
  'name',
  'operator',
  'value',
  'computed',
  'optional',
  'kind',
  'static',
  'async',
  'generator',
  'method',
  'bigint',
] as const;

/** Nodes whose identifiers under these keys are names of members, and not of bindings. */
const MEMBER_KEYS: ReadonlyMap<string, string> = new Map([
  ['MemberExpression', 'property'],
  ['Property', 'key'],
  ['MethodDefinition', 'key'],
  ['PropertyDefinition', 'key'],
  ['AccessorProperty', 'key'],
  ['ImportSpecifier', 'imported'],
  ['ExportSpecifier', 'exported'],
]);

/** Code that is hashed one after the other: what is referred to comes after what refers to it, each once. */
interface Reading {
  readonly environment: Environment;
  readonly queue: Code[];
  readonly numbers: Map<AnyNode, number>;
  /** How often code may still be said in fewer words: functions that call others twice grow exponentially. */
  simplificationsLeft: number;
}

/** What a piece of code says by itself. */
interface Said {
  readonly hash: string;
  /** The code that it refers to, in the order in which it does; there may be some twice. */
  readonly references: readonly Code[];
  /** How often it was said in fewer words. */
  readonly simplifications: number;
}

/** A piece of code while it is gone over. */
interface Going {
  readonly reading: Reading;
  readonly references: Code[];
  /** Whether it says the same wherever it is referred to from: no parameter of a function around it stands for a value there. */
  isFree: boolean;
}

const MAX_SIMPLIFICATIONS = 500;

/**
 * Digests of code by its syntax tree. A name that is declared outside of the code stands for its declaration, across files, and for the
 * statements beside it that change it; a name from a package for the package and the versions that are asked for. What names inside are called does not count.
 * Equal digests mean equal behaviour, as far as packages do.
 * @param simplifications how often code may be said in fewer words, so that more of what does the same has the same digest; it takes time
 */
export function createDigests(
  graph: ModuleGraph,
  libraries: Pick<Libraries, 'versionKey'>,
  digestOfValue: (value: StaticValue) => string,
  simplifications: number = MAX_SIMPLIFICATIONS,
): Digests {
  const simplify = createSimplify(graph);
  /** Of code that many refer to, such as the helpers of all refinements. */
  const known = new Map<AnyNode, Said>();

  function digest(node: AnyNode, environment: Environment): string {
    const { scope, module } = environment;
    const reading: Reading = { environment, queue: [], numbers: new Map(), simplificationsLeft: simplifications };
    numberOf({ node, scope, module }, reading);
    const hash = createHash('sha256');
    // Grows while it is gone over.
    for (const code of reading.queue) {
      const said = saidBy(code, reading);
      hash.update(`${said.hash}(${said.references.map((reference) => numberOf(reference, reading)).join()})`);
    }
    return hash.digest('hex').slice(0, 16);
  }

  function saidBy(code: Code, reading: Reading): Said {
    const before = known.get(code.node);
    // What is complained about does not count in the outermost code alone.
    const isOutermost = code === reading.queue[0];
    if (before && !isOutermost && before.simplifications <= reading.simplificationsLeft) {
      reading.simplificationsLeft -= before.simplifications;
      return before;
    }
    const left = reading.simplificationsLeft;
    const going: Going = { reading, references: [], isFree: true };
    const hash = hashOf(code, going);
    const said = { hash, references: going.references, simplifications: left - reading.simplificationsLeft };
    const isWhole = simplifications === 0 || reading.simplificationsLeft > 0;
    if (going.isFree && !isOutermost && isWhole) known.set(code.node, said);
    return said;
  }

  function numberOf(code: Code, { queue, numbers }: Reading): number {
    const known = numbers.get(code.node);
    if (known !== undefined) return known;
    numbers.set(code.node, queue.length);
    return queue.push(code) - 1;
  }

  function hashOf(root: Code, going: Going): string {
    const { reading } = going;
    let text = '';
    const inside = new Map<Declaration, number>();
    const stack: { readonly code: BoundCode; readonly isMember: boolean }[] = [{ code: unbound(root), isMember: false }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const code = next.isMember ? next.code : simplified(next.code, reading);
      const { node, scope, module, tree } = code;
      text += `${formOf(node, tree)}(`;
      const isName = node.type === 'Identifier' && !next.isMember;
      for (const key of TELLING_KEYS) {
        const value = node[key];
        if (value === undefined || value === null || typeof value === 'object' || (isName && key === 'name')) continue;
        text += `${key}=${typeof value} ${JSON.stringify(String(value))}`;
      }
      const quasi = node['value'] as { cooked?: unknown } | null | undefined;
      if (node.type === 'TemplateElement') text += JSON.stringify(quasi?.cooked ?? null);
      if (node.type === 'Literal' && node['regex']) text += JSON.stringify(node['regex']);
      if (isName) text += nameText(node['name'] as string, scope, { tree, module, inside }, going);
      const isOnlyComplaint = root === reading.queue[0] && isComplaint(code);
      const children = childrenOf(node, tree).filter(({ key }) => !isOnlyComplaint || key === 'callee0');
      text += `${children.map((child) => child.key).join()})`;
      for (const { child, isMember } of children.reverse()) stack.push({ code: { ...code, node: child }, isMember });
    }
    return createHash('sha256').update(text).digest('base64');
  }

  function simplified(written: BoundCode, reading: Reading): BoundCode {
    for (let code = written; ;) {
      const node = withoutTypes(code.node);
      code = { ...code, node, scope: code.module.analysis.scopes.get(node) ?? code.scope };
      const simpler = reading.simplificationsLeft > 0 ? simplify(code) : null;
      if (!simpler) return code;
      reading.simplificationsLeft--;
      code = simpler;
    }
  }

  interface Tree {
    readonly tree: AnyNode;
    readonly module: Module;
    /** Declarations inside of the tree, by the order in which they are met. */
    readonly inside: Map<Declaration, number>;
  }

  /** What stands for a name: of what is declared in the tree a number, of what is declared outside that of its declaration. */
  function nameText(name: string, scope: Scope, { tree, module, inside }: Tree, going: Going): string {
    const declaration = lookup(scope, name);
    if (!declaration) return JSON.stringify(name);
    if (declaration.kind === 'import') return importText(name, module, going);
    const { identifier } = declaration;
    if (identifier.start >= tree.start && identifier.end <= tree.end) {
      if (isSeenOutside(declaration, tree)) return JSON.stringify(name);
      const number = inside.get(declaration) ?? inside.size;
      inside.set(declaration, number);
      return `#${number}`;
    }
    if (declaration.kind === 'parameter') {
      going.isFree = false;
      const value = boundValue(declaration, going.reading.environment);
      if (value) return `=${digestOfValue(value)}`;
    }
    return declarationText(declaration, module, going);
  }

  function declarationText(declaration: Declaration, module: Module, { references }: Going): string {
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
      const statement = statementAt(module.program as unknown as AnyNode, use.at);
      return statement ? [{ node: statement, scope, module }] : [];
    });
  }

  /** Whether a call is one of code of the repository: libraries read what they are given. */
  function isOwnCode(call: AnyNode, scope: Scope, module: Module): boolean {
    let root: unknown = call['callee'];
    while (isNode(root) && (root.type === 'MemberExpression' || root.type === 'CallExpression')) root = root['object'] ?? root['callee'];
    if (!isNode(root)) return false;
    if (root.type !== 'Identifier') return root.type === 'ArrowFunctionExpression' || root.type === 'FunctionExpression';
    const declaration = lookup(scope, root['name'] as string);
    if (declaration?.kind !== 'import') return declaration !== undefined;
    const source = importOf(module, declaration.name);
    return source !== null && source !== undefined && graph.resolve(source.source, module.file).kind === 'file';
  }

  function versionText(packageName: string, from: string): string {
    const version = libraries.versionKey(packageName, graph.resolver.versionOf(packageName, from));
    return version === '' ? '' : `@${version}`;
  }

  function importText(name: string, module: Module, going: Going): string {
    const source = importOf(module, name);
    if (!source) return JSON.stringify(name);
    const resolution = graph.resolve(source.source, module.file);
    if (resolution.kind !== 'file')
      return `${source.source}#${source.name ?? '*'}${resolution.kind === 'package' ? versionText(resolution.name, module.file) : ''}`;
    if (resolution.file.endsWith('.json')) return graph.tree.digest(resolution.file) ?? '';
    const at = (target: Module, node: AnyNode): string => {
      going.references.push({ node, scope: target.analysis.root, module: target });
      return '@1';
    };
    try {
      if (source.name === null) {
        const target = graph.load(resolution.file);
        return at(target, target.program as unknown as AnyNode);
      }
      const search = graph.findExport(resolution.file, source.name);
      if (search.kind === 'unparsed') return graph.tree.digest(search.file) ?? '';
      if (search.kind !== 'found')
        return search.kind === 'package'
          ? `${search.package}#${search.name}${versionText(search.package, search.from)}`
          : `${source.source}#${search.kind}`;
      const { module: target, entry } = search;
      if (entry.kind === 'expression') return at(target, entry.node);
      const local = entry.kind === 'local' ? target.analysis.root.declarations.get(entry.name) : undefined;
      return local ? declarationText(local, target, going) : at(target, target.program as unknown as AnyNode);
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

/** Whether a name may be asked for from outside of the code: of a module or a namespace as a whole. */
function isSeenOutside({ scope }: Declaration, tree: AnyNode): boolean {
  return scope.kind === 'namespace' || (scope.kind === 'module' && tree.type === 'Program');
}

/** What kind of code it is: functions that do not depend on how they are made are all of one kind. */
function formOf(node: AnyNode, tree: AnyNode): string {
  return isFunction(node) && (node.type !== 'FunctionDeclaration' || node === tree) && isIndependent(node) ? 'Function' : node.type;
}

/** The children of code, the body of a function that gives one expression being that expression. */
function childrenOf(node: AnyNode, tree: AnyNode): { readonly key: string; readonly child: AnyNode; readonly isMember: boolean }[] {
  const memberKey = node['computed'] ? undefined : MEMBER_KEYS.get(node.type);
  const isOneForm = formOf(node, tree) === 'Function';
  const expression = isFunction(node) ? expressionOf(node) : null;
  return childKeys(node.type).flatMap((key) => {
    if (key === 'id' && isOneForm) return [];
    return key === 'body' && expression ? [{ key: 'body0', child: expression, isMember: false }] : childrenAt(node, key, key === memberKey);
  });
}

/** The children under a key, each with its place: `for (;a;)` is not `for (a;;)`. */
function childrenAt(
  node: AnyNode,
  key: string,
  isMember: boolean,
): { readonly key: string; readonly child: AnyNode; readonly isMember: boolean }[] {
  const value = node[key];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((child, index) => (isNode(child) ? [{ key: `${key}${index}`, child, isMember }] : []));
}

/** The innermost statement around a position; null where that is none that stands by itself. */
function statementAt(program: AnyNode, position: number): AnyNode | null {
  let found: AnyNode | null = null;
  let next: AnyNode | undefined = program;
  while (next) {
    if (/(?:Statement|Declaration)$/.test(next.type) && next.type !== 'BlockStatement') found = next;
    next = childNodes(next).find((child) => child.start <= position && position < child.end);
  }
  return found;
}

/** What a followed call has bound a parameter to. */
function boundValue(declaration: Declaration, environment: Environment): StaticValue | null {
  for (let current: Environment | null = environment; current; current = current.parent) {
    const value = current.scope === declaration.scope ? current.values.get(declaration) : undefined;
    if (value && value !== 'pending') return value;
  }
  return null;
}
