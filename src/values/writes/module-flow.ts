import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { childNodes, isNode, LOOPS, memberName, patternIdentifiers, rootIdentifier, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { MUTATING_METHODS, isChangeOfArgument, isDeepChange } from '../../modules/own-changes.ts';
import { plainCall } from '../../modules/plain-call.ts';
import type { Declaration, Scope, ScopedNode, Use } from '../../modules/scope.ts';
import { addTo } from '../../source/groups.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { PUTS } from '../builtins/method-names.ts';

/** A value that goes somewhere. */
export interface Flow extends ScopedNode {
  /** Not the value itself but some part of it: by a pattern. */
  readonly isPart: boolean;
}

/** A value that a method puts into a list or the like: `all.push(spec)`. */
export interface Put {
  readonly list: ScopedNode;
  readonly value: ScopedNode;
}

/** A place where a member of an object is written or deleted, or a method is called that changes its receiver. */
export interface ChangeSite extends ScopedNode {
  readonly at: number;
  readonly end: number;
  /** The member that is written or deleted; null where it may be any. */
  readonly member: string | null;
  /** By a method of its own: which; null where that is computed. */
  readonly method?: string | null;
  /** Whether what lies in it is written to as well. */
  readonly isDeep?: boolean;
}

/** What values may go where in a module, beside the initialisers of its names. */
export interface ModuleFlow {
  readonly changes: readonly ChangeSite[];
  /** Values that names are assigned. */
  readonly assigned: ReadonlyMap<Declaration, readonly Flow[]>;
  /** Values that members of any object are assigned, and fields of classes, by name; `*` for names that are not known. */
  readonly members: ReadonlyMap<string, readonly Flow[]>;
  readonly puts: readonly Put[];
  /** Values that names, or members of what they hold, are assigned, and that methods put there, by the names. */
  readonly fillings: ReadonlyMap<Declaration, readonly ScopedNode[]>;
  /** What loops go over, by the declarators in their heads. */
  readonly loopSources: ReadonlyMap<AnyNode, ScopedNode>;
  readonly thrown: readonly ScopedNode[];
  /** What generators give. */
  readonly yielded: readonly ScopedNode[];
  readonly calls: readonly ScopedNode[];
  /** Names of setters, by their functions. */
  readonly setters: ReadonlyMap<AnyNode, string>;
  /** Functions of getters, by their names; `*` for names that are not known. */
  readonly getters: ReadonlyMap<string, readonly AnyNode[]>;
  /** Classes by the `this` that stands for them, in static members, literals of objects by that in their methods, and functions by their own. */
  readonly ownThis: ReadonlyMap<AnyNode, AnyNode>;
  readonly loops: readonly AnyNode[];
  /** Literals of objects and lists, by where they start and end. */
  readonly literals: ReadonlyMap<string, AnyNode>;
  /** Names of members that are written as functions, or as something that may be one. */
  readonly methods: ReadonlySet<string>;
  /** Methods of instances, by their names: which of several a call runs is told by what it is a method of, which is not always known. */
  readonly instanceMethods: ReadonlyMap<string, readonly AnyNode[]>;
  scopeOf(node: AnyNode): Scope;
}

const MAY_BE_FUNCTION = new Set([
  'FunctionExpression',
  'ArrowFunctionExpression',
  'Identifier',
  'MemberExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'CallExpression',
]);

interface Step extends ScopedNode {
  /** The class or object that `this` is, in a static member or a method, and of other functions the function that it is given to. */
  readonly self: AnyNode | null;
  /** The function of a method, which has the `this` of what it is a method of; other functions have one of their own. */
  readonly isMethod: boolean;
}

/** What a walk has found so far. */
type Found = { readonly [Part in Exclude<keyof ModuleFlow, 'scopeOf'>]: Growing<ModuleFlow[Part]> };

type Growing<Part> =
  Part extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, Value extends readonly (infer Item)[] ? Item[] : Value>
    : Part extends ReadonlySet<infer Item>
      ? Set<Item>
      : Part extends readonly (infer Item)[]
        ? Item[]
        : never;

/** Walks a module once, and notes where values may go. */
export const flowOf: (module: Module) => ModuleFlow = memoizeWeakly((module: Module) => {
  const { scopes, root } = module.analysis;
  const found: Found = {
    changes: [],
    assigned: new Map(),
    members: new Map(),
    puts: [],
    fillings: new Map(),
    loopSources: new Map(),
    thrown: [],
    yielded: [],
    calls: [],
    setters: new Map(),
    getters: new Map(),
    ownThis: new Map(),
    loops: [],
    literals: new Map(),
    methods: new Set(),
    instanceMethods: new Map(),
  };
  const placed = new Map<AnyNode, Scope>();
  const stack: Step[] = [{ node: module.program, scope: root, self: null, isMethod: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node } = next;
    const scope = scopes.get(node) ?? next.scope;
    placed.set(node, scope);
    noteNode(found, node, scope, next.self);
    pushChildren(stack, next, scope);
  }
  return { ...found, scopeOf: (node) => placed.get(node) ?? root };
});

/** What goes into what a name holds, or stands for it. */
export function fillingsOf(declaration: Declaration, module: Module): readonly ScopedNode[] {
  return declaration.uses.some(isFilling) ? (flowOf(module).fillings.get(declaration) ?? []) : [];
}

/** Whether a name, or what it holds, gets something by a use. */
export function isFilling({ kind }: Use): boolean {
  return kind === 'assign' || kind === 'member' || kind === 'method';
}

function pushChildren(stack: Step[], { node, self, isMethod }: Step, scope: Scope): void {
  const isOther = !isMethod && (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression');
  for (const child of childNodes(node)) {
    if (child.type === 'ClassBody') {
      for (const element of childNodes(child)) {
        const isStatic = element.type === 'StaticBlock' || element['static'] === true;
        stack.push({ node: element, scope, self: isStatic ? node : null, isMethod: false });
      }
    } else if (node.type === 'ObjectExpression' && child.type === 'Property' && isNode(child['value'])) {
      const isOwn = child['value'].type === 'FunctionExpression';
      stack.push({ node: child, scope, self: isOwn ? node : self, isMethod: false });
    } else stack.push({ node: child, scope, self: isOther ? node : self, isMethod: isMethodOf(node) });
  }
}

/** Whether what stands in a node is a method: of a class, or of an object. */
function isMethodOf({ type, value }: AnyNode): boolean {
  return type === 'MethodDefinition' || (type === 'Property' && isNode(value) && value.type === 'FunctionExpression');
}

/** @param self the class or object that `this` is there, or the function that it is given to */
function noteNode(found: Found, node: AnyNode, scope: Scope, self: AnyNode | null): void {
  if (LOOPS.has(node.type)) found.loops.push(node);
  switch (node.type) {
    case 'AssignmentExpression':
      noteAssignment(found, node['left'] as AnyNode, node['right'] as AnyNode, scope, false);
      break;
    case 'UpdateExpression':
      noteAssignment(found, node['argument'] as AnyNode, node, scope, true);
      break;
    case 'UnaryExpression': {
      const target = unwrap(node['argument'] as AnyNode);
      if (node['operator'] === 'delete' && target.type === 'MemberExpression')
        found.changes.push({ node: target['object'] as AnyNode, scope, at: node.start, end: node.end, member: memberName(target) ?? null });
      break;
    }
    case 'ForInStatement':
    case 'ForOfStatement': {
      const head = node['left'] as AnyNode;
      const right = node['right'] as AnyNode;
      if (head.type !== 'VariableDeclaration') noteAssignment(found, head, right, scope, true);
      else for (const declarator of head['declarations'] as AnyNode[]) found.loopSources.set(declarator, { node: right, scope });
      break;
    }
    case 'ThrowStatement':
      found.thrown.push({ node: node['argument'] as AnyNode, scope });
      break;
    case 'YieldExpression':
      if (isNode(node['argument'])) found.yielded.push({ node: node['argument'], scope });
      break;
    case 'CallExpression':
      noteCall(found, node, scope);
      break;
    case 'NewExpression':
    case 'TaggedTemplateExpression':
      found.calls.push({ node, scope });
      break;
    case 'PropertyDefinition': {
      const value = node['value'];
      if (isNode(value) && MAY_BE_FUNCTION.has(unwrap(value).type)) found.methods.add(memberName(node) ?? '*');
      if (isNode(value)) addTo(found.members, memberName(node) ?? '*', { node: value, scope, isPart: false });
      break;
    }
    case 'ObjectExpression':
    case 'ArrayExpression':
      found.literals.set(`${node.start}:${node.end}`, node);
      break;
    case 'Property':
    case 'MethodDefinition':
      if (isNode(node['value']) && MAY_BE_FUNCTION.has(unwrap(node['value']).type)) found.methods.add(memberName(node) ?? '*');
      if (node['kind'] === 'method' && node['static'] === false)
        addTo(found.instanceMethods, memberName(node) ?? '*', node['value'] as AnyNode);
      if (node['kind'] === 'get') addTo(found.getters, memberName(node) ?? '*', node['value'] as AnyNode);
      if (node['kind'] === 'set') found.setters.set(node['value'] as AnyNode, memberName(node) ?? '*');
      break;
    case 'TSParameterProperty': {
      const identifier = patternIdentifiers(node)[0];
      if (!identifier) break;
      const name = identifier['name'] as string;
      found.methods.add(name);
      addTo(found.members, name, { node: identifier, scope, isPart: false });
      break;
    }
    case 'FunctionDeclaration':
    case 'VariableDeclarator':
      // They may be members of a namespace.
      if (isNode(node['id']) && node['id'].type === 'Identifier' && isNode(node['init'] ?? node['body']))
        found.methods.add(node['id']['name'] as string);
      break;
    case 'ThisExpression':
      if (self) found.ownThis.set(node, self);
      break;
  }
}

/** What a call writes to, and what it puts where. */
function noteCall(found: Found, node: AnyNode, scope: Scope): void {
  found.calls.push({ node, scope });
  const callee = unwrap(node['callee'] as AnyNode);
  const plain = plainCall(node);
  const [first, ...others] = plain.args;
  const written = { scope, at: node.start, end: node.end, member: null };
  if (first && isChangeOfArgument(plain.callee, scope)) {
    const isDeep = isDeepChange(plain.callee, scope);
    for (const member of (isDeep ? null : membersOf(others)) ?? [null]) found.changes.push({ ...written, node: first, member, isDeep });
  }
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (callee.type === 'MemberExpression' && (name === undefined || MUTATING_METHODS.has(name)))
    found.changes.push({ ...written, node: callee['object'] as AnyNode, method: name ?? null });
  const borrowed = plain.self ? methodNamed(plain.callee, scope) : undefined;
  if (plain.self && borrowed !== undefined && MUTATING_METHODS.has(borrowed))
    found.changes.push({ ...written, node: plain.self, method: borrowed });
  if (callee.type === 'MemberExpression' && (name === undefined || PUTS.has(name)))
    for (const value of node['arguments'] as AnyNode[]) {
      found.puts.push({ list: { node: callee['object'] as AnyNode, scope }, value: { node: value, scope } });
      noteFilling(found, callee, { node: value, scope });
    }
}

/** The members that literals have, by which `Object.assign` writes; null where they are not all told. */
function membersOf(literals: readonly AnyNode[]): readonly string[] | null {
  const members = literals
    .map(unwrap)
    .flatMap((literal) =>
      literal.type === 'ObjectExpression'
        ? (literal['properties'] as AnyNode[]).map((part) => (part.type === 'Property' ? memberName(part) : undefined))
        : undefined,
    );
  return members.every((member) => member !== undefined) ? members : null;
}

/** Notes that a value is assigned to a name, a member or a pattern of these. */
function noteAssignment(found: Found, target: AnyNode, value: AnyNode, scope: Scope, isPart: boolean): void {
  const { assigned, changes, members, methods } = found;
  const pending: { readonly node: AnyNode; readonly isPart: boolean }[] = [{ node: target, isPart }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const node = unwrap(next.node);
    const flow: Flow = { node: value, scope, isPart: next.isPart };
    noteFilling(found, node, flow);
    if (node.type === 'Identifier') {
      const declaration = lookup(scope, node['name'] as string);
      if (declaration) addTo(assigned, declaration, flow);
    } else if (node.type === 'MemberExpression') {
      changes.push({
        node: node['object'] as AnyNode,
        scope,
        at: node.start,
        end: Math.max(node.end, value.end),
        member: memberName(node) ?? null,
      });
      addTo(members, memberName(node) ?? '*', flow);
      if (MAY_BE_FUNCTION.has(unwrap(value).type)) methods.add(memberName(node) ?? '*');
    } else {
      for (const inner of childNodes(node))
        pending.push({ node: inner.type === 'Property' ? (inner['value'] as AnyNode) : inner, isPart: true });
    }
  }
}

/** Notes what goes into what a name holds, or stands for it. */
function noteFilling({ fillings }: Found, target: AnyNode, value: ScopedNode): void {
  const root = rootIdentifier(target);
  const declaration = root ? lookup(value.scope, root['name'] as string) : undefined;
  if (declaration) addTo(fillings, declaration, value);
}

/** The method that an expression names, also by a name for it alone: `const { push } = []`. */
function methodNamed(callee: AnyNode, scope: Scope): string | undefined {
  if (callee.type === 'MemberExpression') return memberName(callee);
  const declaration = callee.type === 'Identifier' ? lookup(scope, callee['name'] as string) : undefined;
  if (!declaration) return undefined;
  const { id, init } = declaration.node;
  if (!isNode(id) || !isNode(init)) return undefined;
  const property =
    id.type === 'ObjectPattern' ? (id['properties'] as AnyNode[]).find(({ value }) => value === declaration.identifier) : undefined;
  if (property) return memberName(property);
  const made = unwrap(init);
  return id === declaration.identifier && made.type === 'MemberExpression' ? memberName(made) : undefined;
}
