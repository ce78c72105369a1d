import { createHash, type Hash } from 'node:crypto';
import type { ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import { childKeys, isFunction, isNode, withoutTypes, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration } from '../../modules/scope.ts';
import type { Span } from '../../source/span.ts';
import type { Environment } from '../names/environment.ts';
import type { Libraries } from '../evaluation.ts';
import type { Counting, StaticValue } from '../value.ts';
import { asTest } from './complaint-test.ts';
import { isComplaint } from './complaints.ts';
import { boundValue, createNameTexts, type PackageUse, type Telling } from './name-texts.ts';
import { byOneName } from './one-name.ts';
import { createSimplify, expressionOf, isIndependent, unbound, type BoundCode, type Code } from './simplified-code.ts';
import { isTestAt, usualForm } from './usual-forms.ts';

export interface Digests {
  /**
   * Of an expression or function where it stands, with everything it refers to; what a followed call has bound counts by its value.
   * @param what what of it counts, all if nothing is said
   */
  of(node: AnyNode, environment: Environment, what?: Counting): string;
  /** Of statements of a module, one after the other. */
  ofStatements(statements: readonly AnyNode[], module: Module): string;
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
  /** What is complained about in it does not count. */
  readonly outermost: Code | null;
  readonly queue: Code[];
  readonly numbers: Map<AnyNode, number>;
  /** What of the outermost counts. */
  readonly what: Counting | undefined;
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
  /** Parameters that stand for no value: where one does, it says something else. */
  readonly unbound: ReadonlySet<Declaration>;
  readonly packages: readonly PackageUse[];
}

const MAX_SIMPLIFICATIONS = 500;

/** What code says first that complains, to be told from what gives something. */
const COMPLAINS = 'complains:';

/**
 * Digests of code by its syntax tree. A name that is declared outside of the code stands for its declaration, across files, and for the
 * statements beside it that change it; a name from a package for the package and its version. What names inside are called does not count.
 * Equal digests mean equal behaviour, as far as packages do: of a value any other version may be another one, of a function those count as
 * the same that promise to do the same.
 * @param simplifications how often code may be said in fewer words, so that more of what does the same has the same digest; it takes time
 */
export function createDigests(
  graph: ModuleGraph,
  libraries: Pick<Libraries, 'versionKey'>,
  digestOfValue: (value: StaticValue) => string,
  simplifications: number = MAX_SIMPLIFICATIONS,
): Digests {
  const simplify = createSimplify(graph);
  const nameText = createNameTexts(graph, digestOfValue);
  /** Of code that many refer to, such as the helpers of all refinements. */
  const known = new Map<AnyNode, Said>();
  /** The same where nothing may be said in fewer words any more. */
  const knownAsWritten = new Map<AnyNode, Said>();

  function digest(codes: readonly Code[], outermost: Code | null, environment: Environment, what?: Counting): string {
    const reading: Reading = { environment, outermost, what, queue: [], numbers: new Map(), simplificationsLeft: simplifications };
    for (const code of codes) numberOf(code, reading);
    const hash = createHash('sha256');
    const isCode = outermost !== null && isFunction(outermost.node);
    const versions = new Set<string>();
    // Grows while it is gone over.
    for (const code of reading.queue) {
      const said = saidBy(code, reading);
      for (const one of said.packages) versions.add(versionText(one, isCode));
      hash.update(`${said.hash}(${said.references.map((reference) => numberOf(reference, reading)).join()})`);
    }
    return shortDigest(hash.update([...versions].sort().join(' ')));
  }

  function versionText({ name, from }: PackageUse, isCode: boolean): string {
    return `${name}@${libraries.versionKey(name, graph.resolver.versionOf(name, from), isCode)}`;
  }

  function saidBy(code: Code, reading: Reading): Said {
    const isOutermost = code === reading.outermost;
    const left = reading.simplificationsLeft;
    const kept = left > 0 ? known : knownAsWritten;
    const before = isOutermost ? undefined : (kept.get(code.node) ?? saidInNoFewerWords(code));
    if (before && before.simplifications <= left && saysTheSame(before, reading)) {
      reading.simplificationsLeft -= before.simplifications;
      return before;
    }
    const telling: Telling = { environment: reading.environment, references: [], unbound: new Set(), isFree: true, packages: [] };
    const hash = hashOf(code, reading, telling);
    const { references, unbound: names, packages } = telling;
    const said = { hash, references, unbound: names, packages, simplifications: left - reading.simplificationsLeft };
    // Where the last of them was used, there might have been more.
    const isWhole = left === 0 || reading.simplificationsLeft > 0;
    if (telling.isFree && !isOutermost && isWhole) kept.set(code.node, said);
    return said;
  }

  /** What cannot be said in fewer words is said as it is written. */
  function saidInNoFewerWords({ node }: Code): Said | undefined {
    const said = known.get(node);
    return said?.simplifications === 0 ? said : undefined;
  }

  function saysTheSame({ unbound: names }: Said, { environment }: Reading): boolean {
    for (const declaration of names) if (boundValue(declaration, environment)) return false;
    return true;
  }

  function numberOf(code: Code, { queue, numbers }: Reading): number {
    const known = numbers.get(code.node);
    if (known !== undefined) return known;
    numbers.set(code.node, queue.length);
    return queue.push(code) - 1;
  }

  function hashOf(root: Code, reading: Reading, telling: Telling): string {
    let text = '';
    const inside = new Map<Declaration, number>();
    const isOutermost = root === reading.outermost;
    const named = isOutermost ? byOneName(simplified(unbound(root), reading, false)) : unbound(root);
    const test = isOutermost && reading.what === 'complaints' ? asTest(named) : null;
    const first = test ?? named;
    const isTruth = test !== null || (isOutermost && reading.what === 'truth');
    if (isOutermost && reading.what === 'complaints' && !test) text += COMPLAINS;
    const stack: Part[] = [{ code: first, isMember: false, isTest: false, isAnswer: isTruth }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { isTest, isAnswer } = next;
      const code = next.isMember || next.code === first ? next.code : simplified(next.code, reading, isTest);
      const { node, scope, module, bound, tree } = code;
      const isName = node.type === 'Identifier' && !next.isMember;
      text += `${formOf(node, tree)}(${tellingText(node, isName)}`;
      if (isName) text += nameText(node['name'] as string, scope, { tree, module, inside }, telling);
      const isOnlyComplaint = isOutermost && isComplaint(code);
      const children = childrenOf(node, tree);
      const told = isOnlyComplaint ? children.filter(({ key }) => key === 'callee0') : children;
      text += `${told.map(({ key }) => key).join()})`;
      // What functions further in give is given to whoever calls them.
      const isOfAnswer = isAnswer && (code === first || !isFunction(node));
      for (const { key, child, isMember } of told.reverse()) {
        const isGiven =
          isOfAnswer && (node.type === 'ReturnStatement' || (isFunction(node) && key === 'body0' && child.type !== 'BlockStatement'));
        stack.push({
          code: { node: child, scope, module, bound, tree },
          isMember,
          isTest: isGiven || isTestAt(node, key.replace(/\d+$/, ''), isTest),
          isAnswer: isOfAnswer,
        });
      }
    }
    return createHash('sha256').update(text).digest('base64');
  }

  function simplified(written: BoundCode, reading: Reading, isTest: boolean): BoundCode {
    for (let code = written; ;) {
      const node = withoutTypes(code.node);
      const scope = code.module.analysis.scopes.get(node) ?? code.scope;
      if (node !== code.node || scope !== code.scope) code = { ...code, node, scope };
      const simpler = reading.simplificationsLeft > 0 ? (simplify(code) ?? inUsualForm(code, isTest)) : null;
      if (!simpler) return code;
      reading.simplificationsLeft--;
      code = simpler;
    }
  }

  return {
    of(node, environment, what) {
      const { scope, module } = environment;
      const code = { node, scope, module };
      return digest([code], code, environment, what);
    },
    ofStatements(statements, module) {
      const scope = module.analysis.root;
      return digest(
        statements.map((node) => ({ node, scope, module })),
        null,
        { module, scope, parent: null, values: new Map() },
      );
    },
    ofSpan: ({ file, start, end }) => shortDigest(createHash('sha256').update(graph.loaded(file)?.text.slice(start, end) ?? file)),
  };
}

function shortDigest(hash: Hash): string {
  return hash.digest('hex').slice(0, 16);
}

/** A node of code that is hashed. */
interface Part {
  readonly code: BoundCode;
  readonly isMember: boolean;
  /** Whether nothing but the truth of what it gives counts. */
  readonly isTest: boolean;
  /** Whether what it returns is what the outermost code gives, of which nothing but the truth counts. */
  readonly isAnswer: boolean;
}

function inUsualForm(code: BoundCode, isTest: boolean): BoundCode | null {
  const node = usualForm(code.node, code.scope, isTest);
  return node && { ...code, node };
}

/** What kind of code it is: functions that do not depend on how they are made are all of one kind. */
function formOf(node: AnyNode, tree: AnyNode): string {
  return isFunction(node) && (node.type !== 'FunctionDeclaration' || node === tree) && isIndependent(node) ? 'Function' : node.type;
}

/** What a node says by itself. */
function tellingText(node: AnyNode, isName: boolean): string {
  let text = '';
  for (const key of TELLING_KEYS) {
    const value = node[key];
    if (value === undefined || value === null || typeof value === 'object' || (isName && (key === 'name' || key === 'optional'))) continue;
    text += `${key}=${typeof value} ${JSON.stringify(String(value))}`;
  }
  const quasi = node['value'] as { cooked?: unknown } | null | undefined;
  if (node.type === 'TemplateElement') text += JSON.stringify(quasi?.cooked ?? null);
  if (node.type === 'Literal' && node['regex']) text += JSON.stringify(node['regex']);
  return text;
}

interface Child {
  /** Its place: `for (;a;)` is not `for (a;;)`. */
  readonly key: string;
  readonly child: AnyNode;
  readonly isMember: boolean;
}

/** The children of code, the body of a function that gives one expression being that expression. */
function childrenOf(node: AnyNode, tree: AnyNode): Child[] {
  const memberKey = node['computed'] ? undefined : MEMBER_KEYS.get(node.type);
  const isOneForm = formOf(node, tree) === 'Function';
  const expression = isFunction(node) ? expressionOf(node) : null;
  const children: Child[] = [];
  for (const key of childKeys(node.type)) {
    if (key === 'id' && isOneForm) continue;
    const value = key === 'body' && expression ? expression : node[key];
    const isMember = key === memberKey;
    if (!Array.isArray(value)) {
      if (isNode(value)) children.push({ key: `${key}0`, child: value, isMember });
      continue;
    }
    for (let index = 0; index < value.length; index++)
      if (isNode(value[index])) children.push({ key: `${key}${index}`, child: value[index] as AnyNode, isMember });
  }
  return children;
}
