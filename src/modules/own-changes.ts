import { requiredBy } from './common-js.ts';
import { importedOrRequired } from './import-sources.ts';
import { lookup } from './lookup.ts';
import { isNode, memberName, unwrap, type AnyNode } from './nodes.ts';
import type { Scope, Use } from './scope.ts';

/** Methods that change what they are called on. */
export const MUTATING_METHODS: ReadonlySet<string> = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'copyWithin',
  'set',
  'add',
  'delete',
  'clear',
]);

/** Functions of `Object` and `Reflect` that write to their first argument. */
export const ARGUMENT_CHANGES: ReadonlySet<string> = new Set([
  'assign',
  'defineProperty',
  'defineProperties',
  'setPrototypeOf',
  'set',
  'deleteProperty',
]);

/** Functions of lodash that do, and those that write to what lies in it, too. */
const DEEP_CHANGES = ['defaultsDeep', 'merge', 'mergeWith', 'set', 'setWith', 'unset', 'update', 'updateWith'];
const LIBRARY_CHANGES: ReadonlySet<string> = new Set([
  ...DEEP_CHANGES,
  ...['assign', 'assignIn', 'assignInWith', 'assignWith', 'extend', 'extendWith', 'defaults', 'fill', 'reverse'],
  ...['pull', 'pullAll', 'pullAllBy', 'pullAllWith', 'pullAt', 'remove'],
]);
/** The modules that give these, all or one. Those of `lodash/fp` leave what they are given as it is. */
const LIBRARY = /^(?:lodash(?:-es)?(?:[./](\w+)(?:\.js)?)?|es-toolkit\/compat)$/;

/** Such functions of a library, as texts name them. */
export const LIBRARY_CALL: string = String.raw`(?<![\w$])(?:${[...LIBRARY_CHANGES].join('|')})\(`;

/** Names of names; beyond it nobody gives a function another one. */
const MAX_NAMES = 4;

/** A function that writes to its first argument, by whose it is. */
interface Changing {
  readonly owner: Owner;
  readonly name: string | undefined;
}

type Owner = 'JavaScript' | 'library';

/**
 * Whether a callee is one of JavaScript's own functions that write to their first argument, also by another name: `const { assign } = Object`;
 * or one of a library that many use to that end.
 */
export function isChangeOfArgument(callee: AnyNode, scope: Scope): boolean {
  const { owner, name = '' } = changing(callee, scope, MAX_NAMES) ?? {};
  return owner === 'library' ? LIBRARY_CHANGES.has(name) : owner !== undefined && ARGUMENT_CHANGES.has(name);
}

/** Whether what a use gives to a call is written to by that: `Object.assign(x, …)`. */
export function isWrittenByCall({ call, at, block }: Use): boolean {
  const [first] = (call?.['arguments'] ?? []) as AnyNode[];
  return (
    call !== null && first !== undefined && first.start <= at && at < first.end && isChangeOfArgument(call['callee'] as AnyNode, block)
  );
}

/** Whether it writes to what lies in that, too: `set(Model, 'fields.to.isOptional', true)`. */
export function isDeepChange(callee: AnyNode, scope: Scope): boolean {
  const { owner, name = '' } = changing(callee, scope, MAX_NAMES) ?? {};
  return owner === 'library' && DEEP_CHANGES.includes(name);
}

/** Whether a module gives such functions, by the name that it is imported by, and by what is asked of it; null for all of it. */
export function givesChanges(source: string, name: string | null): boolean {
  const one = LIBRARY.exec(source);
  return one !== null && (name === null || name === 'default' || LIBRARY_CHANGES.has(one[1] ?? name));
}

/** Cheap, before names are declared: whether an expression is such a function by the look of it, or what has them. */
export function mayGiveChange(expression: AnyNode): boolean {
  const imported = importedThere(expression);
  if (imported !== null) return givesChanges(imported, null);
  const [asked] = (expression['arguments'] ?? []) as AnyNode[];
  if (asked?.type === 'Literal')
    return (expression['callee'] as AnyNode)['name'] === 'require' && givesChanges(String(asked['value']), null);
  const name = expression.type === 'MemberExpression' ? memberName(expression) : expression['name'];
  return name === 'Object' || name === 'Reflect' || ARGUMENT_CHANGES.has(String(name));
}

function changing(expression: AnyNode, scope: Scope, steps: number): Changing | undefined {
  const node = unwrap(expression);
  if (node.type === 'MemberExpression') return memberOf(node['object'] as AnyNode, memberName(node), scope, steps);
  const asked = askedOfLibrary(node, scope);
  if (asked != null) return { owner: 'library', name: asked };
  const declared = steps > 0 ? declaredWith(node, scope) : null;
  if (!declared) return undefined;
  const { pattern, init, home, identifier } = declared;
  if (pattern === identifier) return changing(init, home, steps - 1);
  const properties = pattern.type === 'ObjectPattern' ? (pattern['properties'] as AnyNode[]) : [];
  const property = properties.find(({ value }) => value === identifier);
  return property && memberOf(init, memberName(property), home, steps - 1);
}

function memberOf(object: AnyNode, name: string | undefined, scope: Scope, steps: number): Changing | undefined {
  const owner = ownerOf(object, scope, steps);
  return owner && { owner, name };
}

/** By what an expression is `Object`, `Reflect` or all of a library. */
function ownerOf(expression: AnyNode, scope: Scope, steps: number): Owner | undefined {
  const node = unwrap(expression);
  if (node.type === 'MemberExpression') {
    const isGlobal = (node['object'] as AnyNode)['name'] === 'globalThis' && /^(?:Object|Reflect)$/.test(memberName(node) ?? '');
    return isGlobal ? 'JavaScript' : undefined;
  }
  if (askedOfLibrary(node, scope) === null) return 'library';
  if (node.type !== 'Identifier') return undefined;
  const declared = steps > 0 ? declaredWith(node, scope) : null;
  if (declared) return declared.pattern === declared.identifier ? ownerOf(declared.init, declared.home, steps - 1) : undefined;
  return (node['name'] === 'Object' || node['name'] === 'Reflect') && !lookup(scope, node['name']) ? 'JavaScript' : undefined;
}

/** What a name or a `require` has of such a library: one function, null for all of it, or undefined for nothing. */
function askedOfLibrary(node: AnyNode, scope: Scope): string | null | undefined {
  const declaration = node.type === 'Identifier' ? lookup(scope, String(node['name'])) : undefined;
  const source = declaration ? null : (requiredBy(node, scope) ?? importedThere(node));
  const { source: module = source, name = null } = (declaration && importedOrRequired(declaration)) ?? {};
  const found = module === null ? null : LIBRARY.exec(module);
  if (!found) return undefined;
  const isWhole = name === null || name === 'default';
  if (found[1] === undefined) return isWhole ? null : name;
  return isWhole ? found[1] : undefined;
}

/** `await import('lodash')` */
function importedThere({ type, argument }: AnyNode): string | null {
  const source =
    type === 'AwaitExpression' && isNode(argument) && argument.type === 'ImportExpression' ? (argument['source'] as AnyNode) : null;
  return source?.type === 'Literal' ? String(source['value']) : null;
}

/** What a name is declared with. */
function declaredWith({ type, name }: AnyNode, scope: Scope): { pattern: AnyNode; init: AnyNode; home: Scope; identifier: AnyNode } | null {
  const declaration = type === 'Identifier' ? lookup(scope, String(name)) : undefined;
  if (!declaration || declaration.node.type !== 'VariableDeclarator' || !isNode(declaration.node['init'])) return null;
  const { node, identifier, scope: home } = declaration;
  return { pattern: node['id'] as AnyNode, init: node['init'] as AnyNode, home, identifier };
}
