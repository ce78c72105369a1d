import { isRequire } from '../../modules/common-js.ts';
import { callAround, onlyCallsOf } from '../../modules/enclosing.ts';
import { lookup, originOf } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { childNodes, isWithin, memberName, rootIdentifier, rootOfChain, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope, ScopedNode } from '../../modules/scope.ts';
import { firstWhere } from '../../source/first-where.ts';
import { CALLS_BACK } from '../builtins/method-names.ts';
import { fillingsOf, type ModuleFlow } from './module-flow.ts';

/** Finds the name at the top of a module that an object is created for, by the place where that is; undefined where it has none. */
export function createHolders(module: Module): (place: { readonly start: number; readonly end: number }) => Declaration | undefined {
  const holders = [...module.analysis.root.declarations.values()]
    .filter(({ kind }) => kind !== 'import')
    .sort((a, b) => a.node.start - b.node.start);
  return (place) => {
    const holder = holders[firstWhere(holders.length, (index) => (holders[index] as Declaration).node.start > place.start) - 1];
    return holder && isWithin(place, holder.node) ? holder : undefined;
  };
}

/**
 * Whether the value of an expression may have a part that is created for one of the module's names: by the names that it mentions,
 * and those that they are made of.
 * @param holder null where only what is imported counts
 * @param leadsThere whether what is imported under a name may give the object
 * @param imports whether a module may give it that is imported where it is used
 */
export function mayReach(
  module: Module,
  expression: ScopedNode,
  holder: Declaration | null,
  leadsThere: (local: string) => boolean,
  imports: ((specifier: string) => boolean) | null = null,
): boolean {
  if (holder && isWithin(expression.node, holder.node)) return true;
  const seen = new Set<Declaration>();
  const pending: ScopedNode[] = [expression];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, scope } = next;
    if (imports && mayImport(node, scope, imports)) return true;
    // What an imported function makes of nothing of the kind is its own.
    if (imports && node.type === 'CallExpression' && isImported(node['callee'] as AnyNode, scope)) {
      const callee = unwrap(node['callee'] as AnyNode);
      const isPart = callee.type === 'MemberExpression' && GIVES_PART.test(memberName(callee) ?? '');
      for (const part of [...(isPart ? [callee] : []), ...(node['arguments'] as AnyNode[])]) pending.push({ node: part, scope });
      continue;
    }
    if (node.type !== 'Identifier') {
      for (const child of valueNodes(node)) pending.push({ node: child, scope });
      continue;
    }
    const declaration = lookup(scope, node['name'] as string);
    if (!declaration || seen.has(declaration)) continue;
    seen.add(declaration);
    if (holder && (declaration === holder || isWithin(declaration.node, holder.node))) return true;
    if (declaration.kind === 'import') {
      if (leadsThere(declaration.name)) return true;
      continue;
    }
    const origins = isFilledElsewhere(declaration) ? null : originsOf(declaration, module);
    if (!origins) return true;
    pending.push(...origins);
  }
  return false;
}

/**
 * Whether a module may write to one of certain objects, by the names that its writes begin with. Where it stores one of them, whatever it
 * writes to may be that.
 */
export function mayWriteTo(
  module: Module,
  { changes, members, assigned, puts, thrown }: ModuleFlow,
  leadsThere: (local: string) => boolean,
  imports: (specifier: string) => boolean,
): boolean {
  const reaches = (expression: ScopedNode): boolean => mayReach(module, expression, null, leadsThere, imports);
  const isStoring =
    [...members.values(), ...assigned.values(), thrown].some((flows) => flows.some(reaches)) || puts.some(({ value }) => reaches(value));
  return changes.length > 0 && (isStoring || changes.some((site) => rootOfChain(site.node).type === 'ThisExpression' || reaches(site)));
}

/** Methods of lists, Maps and Sets that give what lies in them. */
export const GIVES_PART: RegExp = /^(?:at|get|find|findLast|filter|slice|concat|flat|with|pop|shift|splice|values|entries|to[A-Z]\w+)$/;

function isImported(callee: AnyNode, scope: Scope): boolean {
  const root = rootIdentifier(callee);
  return root !== null && lookup(scope, root['name'] as string)?.kind === 'import';
}

/** `import(…)` and `require(…)` of a module that may give what is asked for, or of one that only running the code tells. */
function mayImport(node: AnyNode, scope: Scope, mayGive: (specifier: string) => boolean): boolean {
  const isRequired = isRequire(node, scope);
  if (!isRequired && node.type !== 'ImportExpression') return false;
  const source = isRequired ? (node['arguments'] as AnyNode[])[0] : (node['source'] as AnyNode);
  return source?.type !== 'Literal' || mayGive(String(source['value']));
}

/** Whether a name has a value by what stands elsewhere. */
function isFilledElsewhere({ uses }: Declaration): boolean {
  return uses.some((use) => use.kind === 'assign');
}

/**
 * What a name has its value from; null where that cannot be told. The names of inner scopes are looked up from here too: whatever those are
 * made of stands here.
 */
function originsOf(declaration: Declaration, module: Module): readonly ScopedNode[] | null {
  const { kind, node, scope, inLoopHead, parts } = declaration;
  if (kind === 'catch') return [];
  if (kind === 'parameter') {
    const own = (node['params'] as AnyNode[]).map((parameter) => ({ node: parameter, scope }));
    const given = givenTo(node, module);
    return given && [...own, ...given];
  }
  const iterated = inLoopHead ? originOf(declaration) : null;
  const written = [node, ...(iterated ? [iterated] : parts)].map((origin) => ({ node: origin, scope }));
  return [...written, ...fillingsOf(declaration, module)];
}

/** What a function may be called with in its module; null where it may be called in many a way. */
function givenTo(fn: AnyNode, module: Module): readonly ScopedNode[] | null {
  const around = callAround(module, fn);
  if (!around) {
    const calls = onlyCallsOf(module, fn);
    return calls && calls.flatMap((call) => (call.node['arguments'] as AnyNode[]).map((node) => ({ node, scope: call.scope })));
  }
  const { node: call, scope } = around;
  const callee = unwrap(call['callee'] as AnyNode);
  // With what is called, what a callback is called with that a library or another file calls, nobody follows.
  const name = callee.type === 'MemberExpression' ? (memberName(callee) ?? 'map') : '';
  if (!CALLS_BACK.has(name) && isImported(callee, scope)) return [];
  // A callback is called with what is called, and `reduce` with what it begins with.
  const others = [call['callee'] as AnyNode, ...(call['arguments'] as AnyNode[])].filter((part) => unwrap(part) !== fn);
  return others.map((node) => ({ node, scope }));
}

/** The children of a node, without what only names a member. */
function valueNodes(node: AnyNode): readonly AnyNode[] {
  if (node['computed'] === false) {
    if (node.type === 'MemberExpression') return [node['object'] as AnyNode];
    if (node.type === 'Property') return [node['value'] as AnyNode];
  }
  return childNodes(node);
}
