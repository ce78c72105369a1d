import { callAt, type Path } from '../../modules/enclosing.ts';
import type { ModuleGraph } from '../../modules/graph.ts';
import { importOf } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isNode, isWithin, rootIdentifier, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { targetFile } from '../../modules/resolution/resolve.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import { escapeRegExp } from '../../source/escape-regexp.ts';
import { readOrNothing } from '../../source/tree.ts';
import { describeCallee } from '../../values/describe.ts';
import { closureOf, type Environment } from '../../values/names/environment.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import { parametersOf } from '../../values/statements/parameters.ts';
import { definedKind } from '../define-functions.ts';
import { dependenciesOf } from '../earlier-reading.ts';
import { DEFINE_FUNCTIONS } from '../framework/names.ts';
import { importsIn, requiredIn, wordsOf } from '../outside/texts.ts';
import { lostContract, referencesIn } from './escapes.ts';
import type { FoundContract } from './found-contract.ts';
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
    const isAsked = isInReceiver(path);
    if (!node || !(isAsked || isKept(path, scope)) || found.some((one) => one.node === node)) return [];
    const environment = evaluator.environmentOf(module, scope);
    const kind = definedKind(evaluator.evaluate(node, environment));
    if (!kind || !(isAsked || isUsed(node, module, accounting)) || isOnlyLookedAt(path, environment, evaluator)) return [];
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

/** Whether it is in a list or an object that is asked for something where it is written: `[withOwner, defineCommand].reduce(…)`. */
function isInReceiver([node, ...outer]: Path): boolean {
  const around = outer.find(({ type }) => !HOLDING.has(type));
  return around?.type === 'MemberExpression' && around !== outer[0] && node !== undefined && isWithin(node, around['object'] as AnyNode);
}

function isKept([node, ...outer]: Path, scope: Scope): boolean {
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

/** Whether it is given to a function of the repository that asks it for its name, and for nothing else. */
function isOnlyLookedAt([node, call]: Path, environment: Environment, evaluator: Evaluator): boolean {
  if (call?.type !== 'CallExpression' || !node) return false;
  const args = call['arguments'] as AnyNode[];
  const callee = evaluator.evaluate(call['callee'] as AnyNode, environment);
  if (callee.kind !== 'function' || args.some(({ type }) => type === 'SpreadElement')) return false;
  const { node: taking, environment: there } = closureOf(callee);
  const parameter = parametersOf(taking)[args.indexOf(node)];
  if (parameter?.type !== 'Identifier') return false;
  const name = escapeRegExp(String(parameter['name']));
  const body = (taking['body'] as AnyNode).start;
  const uses = new RegExp(String.raw`(?<![\w$.])${name}(?![\w$]|\s*\??\.\s*(?:name|length)\b)`);
  return !uses.test(there.module.text.slice(body, taking.end));
}

/** Whether the name at the top of a module that a define function is kept by is used anywhere. */
function isUsed(node: AnyNode, module: Module, accounting: Accounting): boolean {
  const { analysis, text, exports } = module;
  const holder = [...analysis.root.declarations.values()].find(({ kind, node: declared }) => kind !== 'import' && isWithin(node, declared));
  if (!holder) return true;
  const names = namesWith(holder);
  if (wordsOf(text.slice(0, holder.node.start) + text.slice(holder.node.end)).some((word) => names.has(word))) return true;
  const given = [...exports].flatMap(([name, entry]) => (entry.kind === 'local' && names.has(entry.name) ? name : []));
  return given.length > 0 && accounting.withWords(new Set(given)).some((other) => isImportedBy(other, given, module, accounting));
}

/** `export { command as make } from './kit'` */
const RENAMING = /\bexport\s*\{[^{}]*\bas\b[^{}]*\}\s*from\b/;

/** Whether a file has one of some exports of a module, or passes it on by another name. */
function isImportedBy(file: string, names: readonly string[], module: Module, { graph }: Accounting): boolean {
  if (file === module.file) return false;
  const text = readOrNothing(graph.tree, file);
  const leads = (source: string): boolean => {
    const target = targetFile(graph.resolver, source, file);
    return (
      target !== null &&
      names.some((name) => {
        const search = graph.findExport(target, name);
        return search.kind === 'found' && search.module === module;
      })
    );
  };
  const isAsked = (clause: string): boolean => clause.startsWith('*') || wordsOf(clause).some((word) => names.includes(word));
  return (
    RENAMING.test(text) || importsIn(text).some(({ clause, source }) => isAsked(clause) && leads(source)) || requiredIn(text).some(leads)
  );
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
  const call = definer && callAt(definer, at);
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
