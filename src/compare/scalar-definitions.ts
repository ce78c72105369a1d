import { createGraph, type ModuleGraph } from '../modules/graph.ts';
import { ParseFailure, type Module } from '../modules/module.ts';
import { childNodes, isFunction, isNode, type AnyNode } from '../modules/nodes.ts';
import { resolverOf } from '../modules/resolve.ts';
import { addTo } from '../source/groups.ts';
import type { SourceTree } from '../source/tree.ts';
import { createDigests, type Digests } from '../values/digest.ts';

const SCALARS: readonly string[] = [
  ...['String_unsecure', 'ID', 'NonEmptyString', 'EmailAddress', 'URL', 'PhoneNumber', 'Locale', 'TimeZone', 'Time', 'Currency'],
  ...['CountryCode', 'Int_unsecure', 'Float_unsecure', 'Latitude', 'Longitude', 'Boolean', 'Date', 'DateTime', 'JSON', 'JSONObject'],
];

/**
 * The scalars that two states of the schema library define in different ways: by their own code, or by any that it refers to.
 * @param oldFolder of the library at the base
 */
export function scalarsThatDiffer(base: SourceTree, oldFolder: string, head: SourceTree, folder: string): ReadonlySet<string> {
  const before = libraryFiles(base, oldFolder);
  const after = libraryFiles(head, folder);
  const isAlike = ([name, file]: readonly [string, string]): boolean => base.digest(before.get(name) ?? '') === head.digest(file);
  if (before.size === after.size && [...after].every(isAlike)) return new Set();
  const old = definitions(base, [...before.values()]);
  const now = definitions(head, [...after.values()]);
  return new Set(SCALARS.filter((scalar) => old(scalar) !== now(scalar)));
}

/** The library's own sources by their path inside the package. */
function libraryFiles(tree: SourceTree, folder: string): ReadonlyMap<string, string> {
  const files = tree
    .files()
    .filter(
      (file) => file.startsWith(folder) && /\.[cm]?[jt]sx?$/.test(file) && !/\.(test|spec|d)\.|\/(dist|__tests__|tests?)\//.test(file),
    );
  return new Map(files.map((file) => [file.slice(folder.length), file]));
}

/** What the code that defines a scalar does, wherever in the library it stands. */
function definitions(tree: SourceTree, files: readonly string[]): (scalar: string) => string {
  tree.prefetch(files);
  const graph = createGraph(tree, { resolver: resolverOf(tree), load: () => undefined });
  // Packages rise all the time; what they give is not what the library says.
  const digests = createDigests(graph, { versionKey: () => '' }, () => '', 0);
  const found = new Map<string, string[]>();
  const mentioning = new Map<string, string[]>();
  for (const file of files) {
    const words = new Set(tree.read(file).match(/[\w$]+/g));
    const mentioned = SCALARS.filter((scalar) => words.has(scalar));
    for (const scalar of mentioned) addTo(mentioning, scalar, file);
    const module = mentioned.length > 0 ? load(graph, file) : null;
    if (!module) continue;
    for (const { name, node } of definitionsIn(module, new Set(mentioned))) addTo(found, name, digestOf(node, module, digests));
  }
  // A table may be put together from names, and a file may not parse: then all that stands in it counts.
  const whole = (file: string): string => {
    const module = load(graph, file);
    return module ? digestOf(module.program as unknown as AnyNode, module, digests) : (tree.digest(file) ?? '');
  };
  return (scalar) => (found.get(scalar) ?? (mentioning.get(scalar) ?? []).map(whole)).toSorted().join();
}

function load(graph: ModuleGraph, file: string): Module | null {
  try {
    return graph.load(file);
  } catch (error) {
    if (error instanceof ParseFailure) return null;
    throw error;
  }
}

function digestOf(node: AnyNode, module: Module, digests: Digests): string {
  return digests.of(node, { module, scope: module.analysis.root, parent: null, values: new Map() });
}

/** The members, constants and functions of a module that are called like a scalar. */
function definitionsIn(module: Module, names: ReadonlySet<string>): { readonly name: string; readonly node: AnyNode }[] {
  const found: { name: string; node: AnyNode }[] = [];
  const statements = childNodes(module.program as unknown as AnyNode);
  const rest = statements.map((node) => ({ node, statement: node, isNested: false }));
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { node, statement, isNested } = next;
    const name = definedName(node);
    if (name !== null && names.has(name)) {
      // What refers to names inside of a function, or to its siblings by `this`, is told by the statement around it.
      const isPart = isNested || /\b(?:this|super)\b/.test(module.text.slice(node.start, node.end));
      found.push({ name, node: isPart ? statement : node });
    }
    for (const child of childNodes(node)) rest.push({ node: child, statement, isNested: isNested || isFunction(node) });
  }
  return found;
}

const DEFINED_UNDER: ReadonlyMap<string, string> = new Map([
  ['Property', 'key'],
  ['MethodDefinition', 'key'],
  ['PropertyDefinition', 'key'],
  ['VariableDeclarator', 'id'],
  ['FunctionDeclaration', 'id'],
  ['ExportSpecifier', 'exported'],
  ['AssignmentExpression', 'left'],
]);

/** The name that a piece of code gives something; null where it gives none, or one that is put together. */
function definedName(node: AnyNode): string | null {
  const defined = node[DEFINED_UNDER.get(node.type) ?? ''];
  const named = isNode(defined) && defined.type === 'MemberExpression' ? defined['property'] : defined;
  if (!isNode(named)) return null;
  const name = named.type === 'Identifier' ? named['name'] : named['value'];
  return typeof name === 'string' ? name : null;
}
