import type { ModuleGraph } from '../modules/graph.ts';
import { importOf } from '../modules/import-sources.ts';
import { lookup } from '../modules/lookup.ts';
import type { Module } from '../modules/module.ts';
import { isNode, isWithin, rootIdentifier, unwrap, type AnyNode } from '../modules/nodes.ts';
import type { Declaration, Scope } from '../modules/scope.ts';
import { describeCallee } from '../values/describe.ts';
import type { Evaluator } from '../values/evaluation.ts';
import { definedKind } from './define-functions.ts';
import { dependenciesOf } from './earlier-reading.ts';
import { lostContract, referencesIn } from './escapes.ts';
import type { FoundContract } from './found-contract.ts';
import { DEFINE_FUNCTIONS } from './framework-names.ts';
import { wordsOf } from './outside-texts.ts';
import { spanOf } from './placed-node.ts';

interface Accounting {
  readonly graph: ModuleGraph;
  readonly evaluator: Evaluator;
  /** All contracts that were found. */
  readonly found: readonly FoundContract[];
  load(file: string): Module | null;
  /** The files whose text has one of some words. */
  withWords(words: ReadonlySet<string>): readonly string[];
}

/**
 * Define functions that a module keeps or gives to something, where no contract was found that is defined by anything but their names:
 * whatever calls them has not been followed.
 */
export function findUnaccounted(module: Module, accounting: Accounting): readonly FoundContract[] {
  const { evaluator, found } = accounting;
  return referencesIn(module).flatMap(({ path, scope }): FoundContract | readonly FoundContract[] => {
    const [node] = path;
    if (!node || !isKept(path, scope) || found.some((one) => one.node === node)) return [];
    const kind = definedKind(evaluator.evaluate(node, evaluator.environmentOf(module, scope)));
    if (!kind || !isUsed(node, module, accounting)) return [];
    const isAccounted = found.some((one) => accountsFor(one, module, accounting));
    return isAccounted ? [] : lostContract({ node, scope, kind, detail: describeCallee(node) }, module);
  });
}

/** Expressions that give what stands in them, or hold it. */
const HOLDING = new Set([
  'ObjectExpression',
  'ArrayExpression',
  'Property',
  'ConditionalExpression',
  'LogicalExpression',
  'SpreadElement',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
]);

/** Where something is kept, or given to a function, and as which part of that. */
const KEEPING: ReadonlyMap<string, string> = new Map([
  ['VariableDeclarator', 'init'],
  ['PropertyDefinition', 'value'],
  ['ReturnStatement', 'argument'],
  ['ArrowFunctionExpression', 'body'],
]);

/** Functions that only look at what they are given. */
const LOOKS = /^(?:console|expect|assert)$/;

function isKept([node, ...outer]: readonly AnyNode[], scope: Scope): boolean {
  const around = outer.find(({ type }) => !HOLDING.has(type));
  if (!around || !node) return false;
  if (around.type !== 'CallExpression' && around.type !== 'NewExpression') {
    const part: unknown = around[KEEPING.get(around.type) ?? ''];
    return isNode(part) && isWithin(node, part);
  }
  const callee = unwrap(around['callee'] as AnyNode);
  const root = String(rootIdentifier(callee)?.['name']);
  return !isWithin(node, callee) && (lookup(scope, root) !== undefined || !LOOKS.test(root));
}

/** Whether the name at the top of a module that a define function is kept by is used anywhere. */
function isUsed(node: AnyNode, { analysis, text, exports, file }: Module, { withWords }: Accounting): boolean {
  const holder = [...analysis.root.declarations.values()].find(({ kind, node: declared }) => kind !== 'import' && isWithin(node, declared));
  if (!holder) return true;
  const names = namesWith(holder);
  if (wordsOf(text.slice(0, holder.node.start) + text.slice(holder.node.end)).some((word) => names.has(word))) return true;
  const given = [...exports].flatMap(([name, entry]) => (entry.kind === 'local' && names.has(entry.name) ? name : []));
  return given.length > 0 && withWords(new Set(given)).some((other) => other !== file);
}

/** With those that the same pattern binds. */
function namesWith({ node, scope }: Declaration): ReadonlySet<string> {
  return new Set([...scope.declarations.values()].filter((one) => one.node === node).map(({ name }) => name));
}

/** Whether a contract is defined by something else than the name of a define function, in the module or with what it gives out. */
function accountsFor({ node, module: home, definedAt, spec }: FoundContract, module: Module, { graph, load }: Accounting): boolean {
  const at = definedAt ?? spanOf({ node, module: home });
  const isNear = home === module || at.file === module.file;
  if (isNear && spec.kind === 'unknown') return true;
  const definer = load(at.file);
  const call = definer?.analysis.calls.find((one) => one.node.start === at.start && one.node.end === at.end);
  if (!definer || !call || isDirect(unwrap(call.node['callee'] as AnyNode), call.scope, definer)) return false;
  return isNear || dependenciesOf([home.file], graph).has(module.file);
}

/** Whether what is called is a define function by its own name, or an import of it. */
function isDirect(callee: AnyNode, scope: Scope, module: Module): boolean {
  const root = rootIdentifier(callee);
  if (!root || lookup(scope, String(root['name']))?.kind !== 'import') return false;
  const name = callee.type === 'Identifier' ? importOf(module, String(root['name']))?.name : (callee['property'] as AnyNode)['name'];
  return DEFINE_FUNCTIONS.has(String(name));
}
