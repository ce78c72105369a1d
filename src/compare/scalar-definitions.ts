import { createGraph, loadQuietly, type ModuleGraph } from '../modules/graph.ts';
import type { Module } from '../modules/module.ts';
import { childNodes, isFunction, isNode, type AnyNode } from '../modules/nodes.ts';
import { resolverOf, targetFile } from '../modules/resolution/resolve.ts';
import { specifiersIn } from '../modules/specifiers.ts';
import { addTo } from '../source/groups.ts';
import { compareCodeUnits } from '../source/paths.ts';
import type { SourceTree } from '../source/tree.ts';
import { createDigests, type Digests } from '../values/code/digest.ts';

const SCALARS: readonly string[] = [
  ...['String_unsecure', 'ID', 'NonEmptyString', 'EmailAddress', 'URL', 'PhoneNumber', 'Locale', 'TimeZone', 'Time', 'Currency'],
  ...['CountryCode', 'Int_unsecure', 'Float_unsecure', 'Latitude', 'Longitude', 'Boolean', 'Date', 'DateTime', 'JSON', 'JSONObject'],
];
const WORD = /[\w$]+/g;

/**
 * The scalars that two states of the schema library define in different ways: by their own code, or by any that it refers to.
 * @param oldFolder of the library at the base
 */
export function scalarsThatDiffer(base: SourceTree, oldFolder: string, head: SourceTree, folder: string): ReadonlySet<string> {
  const before = libraryFiles(base, oldFolder);
  const after = libraryFiles(head, folder);
  const isAlike = ([name, file]: readonly [string, string]): boolean => base.digest(before.get(name) ?? '') === head.digest(file);
  if (before.size === after.size && [...after].every(isAlike)) return new Set();
  const now = definitions(head, [...after.values()], () => undefined);
  const old = definitions(base, [...before.values()], (file) =>
    base.digest(file) === head.digest(file) ? now.graph.loaded(file) : undefined,
  );
  const isReachAlike = createReachComparison(base, head);
  const isPlainlyAlike = (scalar: string): boolean => {
    const [files, others] = [old.filesOf(scalar), now.filesOf(scalar)];
    return files.length > 0 && files.join() === others.join() && files.every(isReachAlike);
  };
  return new Set(SCALARS.filter((scalar) => !isPlainlyAlike(scalar) && old.digest(scalar) !== now.digest(scalar)));
}

/** Tells whether a file, and all that it imports, is the same in two trees. Cheaper than to digest what it does. */
function createReachComparison(base: SourceTree, head: SourceTree): (file: string) => boolean {
  const [before, after] = [resolverOf(base), resolverOf(head)];
  return (start) => {
    const reached = new Set([start]);
    for (const file of reached) {
      if (base.digest(file) !== head.digest(file)) return false;
      for (const specifier of specifiersIn(head.read(file))) {
        const target = targetFile(after, specifier, file);
        if (before.resolve(specifier, file).kind === 'ambiguous' || targetFile(before, specifier, file) !== target) return false;
        if (target !== null) reached.add(target);
      }
    }
    return true;
  };
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

/** Where the sources of a library define scalars. */
interface Definitions {
  readonly graph: ModuleGraph;
  /** The files that define a scalar, sorted. */
  filesOf(scalar: string): readonly string[];
  /** What the code that defines a scalar does, wherever in the library it stands. */
  digest(scalar: string): string;
}

/** @param loaded a module that is the same in another tree */
function definitions(tree: SourceTree, files: readonly string[], loaded: (file: string) => Module | undefined): Definitions {
  tree.prefetch(files);
  const graph = createGraph(tree, { resolver: resolverOf(tree), load: loaded });
  // Packages rise all the time; what they give is not what the library says.
  const digests = createDigests(graph, { versionKey: () => '' }, () => '', 0);
  const found = new Map<string, { readonly node: AnyNode; readonly module: Module }[]>();
  const mentioning = new Map<string, string[]>();
  for (const file of files) {
    const words = new Set(tree.read(file).match(WORD));
    const mentioned = SCALARS.filter((scalar) => words.has(scalar));
    for (const scalar of mentioned) addTo(mentioning, scalar, file);
    const module = mentioned.length > 0 ? loadQuietly(graph, file) : null;
    if (!module) continue;
    for (const { name, node } of definitionsIn(module, new Set(mentioned))) addTo(found, name, { node, module });
  }
  // A table may be put together from names, and a file may not parse: then all that stands in it counts.
  const whole = (file: string): string => {
    const module = loadQuietly(graph, file);
    return module ? digestOf(module.program, module, digests) : (tree.digest(file) ?? '');
  };
  return {
    graph,
    filesOf: (scalar) => [...new Set(found.get(scalar)?.map(({ module }) => module.file))].sort(compareCodeUnits),
    digest: (scalar) =>
      (found.get(scalar)?.map(({ node, module }) => digestOf(node, module, digests)) ?? (mentioning.get(scalar) ?? []).map(whole))
        .toSorted()
        .join(),
  };
}

function digestOf(node: AnyNode, module: Module, digests: Digests): string {
  return digests.of(node, { module, scope: module.analysis.root, parent: null, values: new Map() });
}

/** The members, constants and functions of a module that are called like a scalar. */
function definitionsIn(module: Module, names: ReadonlySet<string>): { readonly name: string; readonly node: AnyNode }[] {
  const found: { name: string; node: AnyNode }[] = [];
  const statements = childNodes(module.program);
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
