import type { Program } from 'oxc-parser';
import visitorKeys from 'oxc-parser/src-js/generated/visit/keys';
import { typedObjects, type TypeReference } from './typed-objects.ts';
import { importEqualsDeclarator, nestedNamespace } from './typescript-forms.ts';

/** Any node of the tree, for walks that do not care which. */
export interface AnyNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export type DeclarationKind = 'const' | 'let' | 'var' | 'function' | 'class' | 'parameter' | 'import' | 'enum' | 'namespace' | 'catch';

export interface Declaration {
  readonly name: string;
  readonly kind: DeclarationKind;
  readonly scope: Scope;
  /** The declarator, function, class, enum, namespace or import specifier; of a parameter its function. */
  readonly node: AnyNode;
  /** The identifier that binds the name. */
  readonly identifier: AnyNode;
  /** Of a name in the head of a `for` loop: its value changes. */
  readonly inLoopHead: boolean;
  /** Everything that may change the binding or what it holds, in order of position. */
  readonly uses: Use[];
  /** Further declarations of the name that add to it: of an enum, a namespace, a function or class with a namespace. */
  readonly parts: AnyNode[];
}

/** A use of a name that may change what it holds. */
export interface Use {
  /**
   * `assign`: the name is given another value; `member`: a member of it is written or deleted; `method`: a method that changes its receiver is called;
   * `argument`: it is passed to a call; `alias`: another name is bound to it, or to a member of it.
   */
  readonly kind: 'assign' | 'member' | 'method' | 'argument' | 'alias';
  readonly at: number;
  /** The innermost function or module scope where it stands: code in a function may run at any time. */
  readonly scope: Scope;
  /** The innermost scope of any kind: where the names around it are looked up. */
  readonly block: Scope;
  /** The call, of an argument and a method; the declarator's names, of an alias. */
  readonly call: AnyNode | null;
  readonly aliases: readonly Declaration[];
}

export interface Scope {
  readonly kind: 'module' | 'function' | 'block' | 'class' | 'namespace';
  readonly parent: Scope | null;
  readonly node: AnyNode;
  readonly declarations: Map<string, Declaration>;
  /** The scope that `var` belongs to. */
  readonly owner: Scope;
}

export interface ScopedNode {
  readonly node: AnyNode;
  readonly scope: Scope;
}

/** An object literal whose type is written beside it: `const E: EventSpec<P> = {…}`, `{…} satisfies OperationSpec<…>`. */
export interface TypedLiteral extends ScopedNode {
  readonly type: TypeReference;
}

export interface Analysis {
  readonly root: Scope;
  /** Scopes by the node that opens them. */
  readonly scopes: ReadonlyMap<AnyNode, Scope>;
  readonly calls: readonly ScopedNode[];
  readonly typedLiterals: readonly TypedLiteral[];
  /** Whether it writes to members of anything, or calls methods that change their receivers. */
  readonly hasChanges: boolean;
  /** Uses of `exports` and `module` that may change what a CommonJS module gives. */
  readonly commonJsUses: readonly Use[];
}

const TYPE_KEYS = new Set([
  'typeAnnotation',
  'typeParameters',
  'typeArguments',
  'returnType',
  'superTypeArguments',
  'implements',
  'decorators',
]);
const VALUE_TS_NODES = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSImportEqualsDeclaration',
  'TSExportAssignment',
  'TSParameterProperty',
]);

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
const ARGUMENT_CHANGES = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf', 'set', 'deleteProperty']);

/** Whether a callee is one of JavaScript's own functions that write to their first argument, by its name. */
export function isChangeOfArgument(callee: AnyNode): boolean {
  const object = callee['object'];
  const property = callee['property'];
  if (callee.type !== 'MemberExpression' || !isNode(object) || !isNode(property)) return false;
  const isOwner = object.type === 'Identifier' && (object['name'] === 'Object' || object['name'] === 'Reflect');
  return isOwner && ARGUMENT_CHANGES.has(String(property['name'] ?? property['value']));
}

const MAY_BE_VAR = new Set<DeclarationKind>(['var', 'function', 'parameter']);

/** Most nodes: there is nothing in them to find. */
const LEAVES = new Set(['Identifier', 'Literal', 'TemplateElement', 'ThisExpression']);

const keysOf = new Map<string, readonly string[]>();
function childKeys(type: string): readonly string[] {
  let keys = keysOf.get(type);
  if (!keys) keysOf.set(type, (keys = (visitorKeys[type] ?? []).filter((key) => !TYPE_KEYS.has(key))));
  return keys;
}

export function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** The child nodes of a node, types apart, in source order. */
export function childNodes(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const key of childKeys(node.type)) {
    const child = node[key];
    if (Array.isArray(child)) {
      for (const item of child) if (isNode(item)) children.push(item);
    } else if (isNode(child)) children.push(child);
  }
  return children;
}

/** The names that a pattern binds. */
export function patternIdentifiers(pattern: AnyNode): AnyNode[] {
  const found: AnyNode[] = [];
  const pending = [pattern];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'Identifier') found.push(node);
    else if (node.type === 'AssignmentPattern') pending.push(node['left'] as AnyNode);
    else if (node.type === 'RestElement') pending.push(node['argument'] as AnyNode);
    else if (node.type === 'Property') pending.push(node['value'] as AnyNode);
    else if (node.type === 'TSParameterProperty') pending.push(node['parameter'] as AnyNode);
    else if (node.type === 'ObjectPattern') pending.push(...(node['properties'] as AnyNode[]));
    else if (node.type === 'ArrayPattern') pending.push(...(node['elements'] as (AnyNode | null)[]).filter((element) => element !== null));
  }
  return found;
}

/** The identifier at the root of `a`, `a.b.c`, `a!.b`, `(a as T).b`; null where it is something else. */
export function rootIdentifier(node: AnyNode): AnyNode | null {
  let current = node;
  for (;;) {
    if (current.type === 'Identifier') return current;
    if (current.type === 'MemberExpression') current = current['object'] as AnyNode;
    else if (isWrapper(current)) current = current['expression'] as AnyNode;
    else return null;
  }
}

function isWrapper(node: AnyNode): boolean {
  return (
    node.type === 'TSAsExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'TSNonNullExpression' ||
    node.type === 'TSTypeAssertion' ||
    node.type === 'TSInstantiationExpression' ||
    node.type === 'ParenthesizedExpression' ||
    node.type === 'ChainExpression'
  );
}

export function unwrap(node: AnyNode): AnyNode {
  let current = node;
  while (isWrapper(current)) current = current['expression'] as AnyNode;
  return current;
}

interface PendingUse {
  readonly name: string;
  readonly scope: Scope;
  readonly kind: Use['kind'];
  readonly at: number;
  readonly call: AnyNode | null;
  readonly aliases: readonly Declaration[];
}

/**
 * Finds the scopes, declarations, calls and possibly changing uses of a module in one walk without recursion.
 * TypeScript's types are passed over, so that a name used as a type is not a use.
 */
export function analyse(program: Program): Analysis {
  const scopes = new Map<AnyNode, Scope>();
  const calls: ScopedNode[] = [];
  const typedLiterals: TypedLiteral[] = [];
  const commonJsUses: Use[] = [];
  const returnTypes = new Map<Scope, AnyNode>();
  let hasChanges = false;
  const pendingUses: PendingUse[] = [];
  const root = openScope('module', null, program as unknown as AnyNode);
  const stack: ScopedNode[] = [{ node: program as unknown as AnyNode, scope: root }];

  function openScope(kind: Scope['kind'], parent: Scope | null, node: AnyNode): Scope {
    const scope: { -readonly [K in keyof Scope]: Scope[K] } = { kind, parent, node, declarations: new Map(), owner: undefined as never };
    scope.owner = kind === 'block' && parent ? parent.owner : scope;
    scopes.set(node, scope);
    return scope;
  }

  function declare(scope: Scope, kind: DeclarationKind, identifier: AnyNode, node: AnyNode, inLoopHead = false): Declaration {
    const name = identifier['name'] as string;
    const existing = scope.declarations.get(name);
    const declaration: Declaration = { name, kind, scope, node, identifier, inLoopHead, uses: [], parts: [] };
    if (existing && kind === 'var' && MAY_BE_VAR.has(existing.kind)) {
      // `var` twice: a second value is an assignment.
      if (node['init'])
        existing.uses.push({ kind: 'assign', at: identifier.start, scope: scope.owner, block: scope, call: null, aliases: [] });
      return existing;
    }
    if (existing && ((kind === 'enum' && existing.kind !== 'namespace') || kind === 'namespace')) {
      existing.parts.push(node);
      return existing;
    }
    if (existing?.kind === 'namespace') declaration.parts.push(existing.node, ...existing.parts);
    scope.declarations.set(name, declaration);
    return declaration;
  }

  function noteUse(
    target: AnyNode,
    scope: Scope,
    kind: Use['kind'],
    call: AnyNode | null = null,
    aliases: readonly Declaration[] = [],
  ): void {
    if (kind === 'member' || kind === 'method') hasChanges = true;
    const identifier = rootIdentifier(target);
    if (identifier) pendingUses.push({ name: identifier['name'] as string, scope, kind, at: target.start, call, aliases });
  }

  /** Every name whose object goes into `value` as it is: `x`, `x.y`, `{ a: x }`, `[x]`, `c ? x : y`. */
  function noteFlow(value: AnyNode, scope: Scope, kind: 'argument' | 'alias', call: AnyNode | null, aliases: readonly Declaration[]): void {
    if (value.type === 'Literal') return;
    const pending = [value];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const node = unwrap(next);
      if (node.type === 'Identifier' || node.type === 'MemberExpression') noteUse(node, scope, kind, call, aliases);
      else if (node.type === 'ArrayExpression') {
        for (const element of node['elements'] as (AnyNode | null)[])
          if (element && element.type !== 'SpreadElement') pending.push(element);
      } else if (node.type === 'ObjectExpression') {
        for (const property of node['properties'] as AnyNode[])
          if (property.type === 'Property') pending.push(property['value'] as AnyNode);
      } else if (node.type === 'ConditionalExpression') pending.push(node['consequent'] as AnyNode, node['alternate'] as AnyNode);
      else if (node.type === 'LogicalExpression') pending.push(node['left'] as AnyNode, node['right'] as AnyNode);
    }
  }

  function noteAssignment(target: AnyNode, scope: Scope): void {
    const pending = [target];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const node = unwrap(next);
      if (node.type === 'Identifier') noteUse(node, scope, 'assign');
      else if (node.type === 'MemberExpression') noteUse(node, scope, 'member');
      else if (node.type === 'AssignmentPattern') pending.push(node['left'] as AnyNode);
      else if (node.type === 'RestElement') pending.push(node['argument'] as AnyNode);
      else if (node.type === 'ObjectPattern')
        for (const property of node['properties'] as AnyNode[]) pending.push((property['value'] ?? property['argument']) as AnyNode);
      else if (node.type === 'ArrayPattern')
        for (const element of node['elements'] as (AnyNode | null)[]) if (element) pending.push(element);
    }
  }

  /** So that they are taken in source order. */
  function pushChildren(node: AnyNode, scope: Scope): void {
    const keys = childKeys(node.type);
    for (let key = keys.length - 1; key >= 0; key--) {
      const child = node[keys[key] as string];
      if (!Array.isArray(child)) push(child, scope);
      else for (let index = child.length - 1; index >= 0; index--) push(child[index], scope);
    }
  }

  function push(child: unknown, scope: Scope): void {
    if (isNode(child) && !LEAVES.has(child.type)) stack.push({ node: child, scope });
  }

  function visitVariables(node: AnyNode, scope: Scope, inLoopHead: boolean): void {
    const kind = node['kind'] as string;
    const target = kind === 'var' ? scope.owner : scope;
    for (const declarator of node['declarations'] as AnyNode[]) {
      const id = declarator['id'] as AnyNode;
      const declarations = patternIdentifiers(id).map((identifier) =>
        declare(target, kind === 'var' || kind === 'let' ? kind : 'const', identifier, declarator, inLoopHead),
      );
      const init = declarator['init'];
      if (isNode(init)) {
        noteFlow(init, scope, 'alias', null, declarations);
        noteTyped(id['typeAnnotation'], init, scope);
        stack.push({ node: init, scope });
      }
      if (id.type !== 'Identifier') stack.push({ node: id, scope });
    }
  }

  function noteTyped(type: unknown, value: AnyNode, scope: Scope): void {
    for (const typed of typedObjects(type, value)) typedLiterals.push({ ...typed, scope });
  }

  function visitFunction(node: AnyNode, scope: Scope): void {
    const id = node['id'];
    if (node.type === 'FunctionDeclaration' && isNode(id)) declare(scope, 'function', id, node);
    const inner = openScope('function', scope, node);
    if (node.type === 'FunctionExpression' && isNode(id)) declare(inner, 'function', id, node);
    for (const parameter of node['params'] as AnyNode[]) {
      for (const identifier of patternIdentifiers(parameter)) declare(inner, 'parameter', identifier, node);
      stack.push({ node: parameter, scope: inner });
    }
    const body = node['body'];
    if (!isNode(body)) return;
    if (isNode(node['returnType'])) {
      if (body.type === 'BlockStatement') returnTypes.set(inner, node['returnType']);
      else noteTyped(node['returnType'], body, inner);
    }
    if (body.type === 'BlockStatement') {
      scopes.set(body, inner);
      pushChildren(body, inner);
    } else stack.push({ node: body, scope: inner });
  }

  function visitCall(node: AnyNode, scope: Scope): void {
    calls.push({ node, scope });
    const callee = unwrap(node['callee'] as AnyNode);
    if (callee.type === 'MemberExpression' && node.type === 'CallExpression') {
      const property = callee['property'] as AnyNode;
      const name = property.type === 'Literal' ? String(property['value']) : callee['computed'] ? null : (property['name'] as string);
      if (isChangeOfArgument(callee)) hasChanges = true;
      if (name === null || MUTATING_METHODS.has(name)) noteUse(callee['object'] as AnyNode, scope, 'method', node);
    }
    for (const argument of node['arguments'] as AnyNode[]) {
      if (argument.type === 'SpreadElement') noteUse(argument['argument'] as AnyNode, scope, 'argument', node);
      else noteFlow(argument, scope, 'argument', node, []);
    }
    pushChildren(node, scope);
  }

  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, scope } = next;
    if (node.type.startsWith('TS') && !VALUE_TS_NODES.has(node.type)) continue;
    switch (node.type) {
      case 'ImportDeclaration':
        if (node['importKind'] === 'type') break;
        for (const specifier of node['specifiers'] as AnyNode[]) {
          if (specifier['importKind'] !== 'type') declare(scope, 'import', specifier['local'] as AnyNode, specifier);
        }
        break;
      case 'VariableDeclaration':
        if (!node['declare']) visitVariables(node, scope, false);
        break;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        visitFunction(node, scope);
        break;
      case 'ClassDeclaration':
      case 'ClassExpression': {
        const id = node['id'];
        if (isNode(id) && node.type === 'ClassDeclaration') declare(scope, 'class', id, node);
        const inner = openScope('class', scope, node);
        if (isNode(id) && node.type === 'ClassExpression') declare(inner, 'class', id, node);
        pushChildren(node, inner);
        break;
      }
      case 'TSImportEqualsDeclaration': {
        const declarator = importEqualsDeclarator(node);
        if (declarator) declare(scope, 'const', declarator['id'] as AnyNode, declarator);
        break;
      }
      case 'TSEnumDeclaration':
        if (!node['declare'] || node['const']) declare(scope, 'enum', node['id'] as AnyNode, node);
        break;
      case 'TSModuleDeclaration': {
        const plain = nestedNamespace(node);
        const id = plain['id'] as AnyNode;
        if (node['declare'] || id.type !== 'Identifier' || !isNode(plain['body'])) break;
        declare(scope, 'namespace', id, plain);
        const inner = openScope('namespace', scope, plain['body']);
        pushChildren(plain['body'], inner);
        break;
      }
      case 'BlockStatement':
      case 'StaticBlock':
      case 'SwitchStatement': {
        pushChildren(node, openScope('block', scope, node));
        break;
      }
      case 'CatchClause': {
        const inner = openScope('block', scope, node);
        const parameter = node['param'];
        if (isNode(parameter)) for (const identifier of patternIdentifiers(parameter)) declare(inner, 'catch', identifier, node);
        pushChildren(node, inner);
        break;
      }
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement': {
        const inner = openScope('block', scope, node);
        const head = node.type === 'ForStatement' ? node['init'] : node['left'];
        if (isNode(head)) {
          if (head.type === 'VariableDeclaration') visitVariables(head, inner, true);
          else if (node.type !== 'ForStatement') noteAssignment(head, inner);
        }
        for (const key of node.type === 'ForStatement' ? ['init', 'test', 'update', 'body'] : ['right', 'body']) {
          const child = node[key];
          if (isNode(child) && child.type !== 'VariableDeclaration') stack.push({ node: child, scope: inner });
        }
        break;
      }
      case 'ReturnStatement': {
        const type = returnTypes.get(scope.owner);
        if (type && isNode(node['argument'])) noteTyped(type, node['argument'], scope);
        pushChildren(node, scope);
        break;
      }
      case 'AssignmentExpression':
        noteAssignment(node['left'] as AnyNode, scope);
        pushChildren(node, scope);
        break;
      case 'UpdateExpression':
        noteAssignment(node['argument'] as AnyNode, scope);
        pushChildren(node, scope);
        break;
      case 'UnaryExpression':
        if (node['operator'] === 'delete') noteUse(node['argument'] as AnyNode, scope, 'member');
        pushChildren(node, scope);
        break;
      case 'CallExpression':
      case 'NewExpression':
        visitCall(node, scope);
        break;
      case 'PropertyDefinition':
        if (isNode(node['value'])) noteTyped(node['typeAnnotation'], node['value'], scope);
        pushChildren(node, scope);
        break;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion': {
        noteTyped(node['typeAnnotation'], node, scope);
        stack.push({ node: node['expression'] as AnyNode, scope });
        break;
      }
      default:
        pushChildren(node, scope);
    }
  }

  for (const use of pendingUses) {
    const declaration = lookup(use.scope, use.name);
    const noted: Use = { kind: use.kind, at: use.at, scope: use.scope.owner, block: use.scope, call: use.call, aliases: use.aliases };
    if (declaration) declaration.uses.push(noted);
    else if (use.name === 'exports' || use.name === 'module') commonJsUses.push(noted);
  }
  return { root, scopes, calls, typedLiterals, commonJsUses, hasChanges };
}

/** The declaration that a name refers to from `scope`, or undefined for a global. */
export function lookup(scope: Scope, name: string): Declaration | undefined {
  for (let current: Scope | null = scope; current; current = current.parent) {
    const declaration = current.declarations.get(name);
    if (declaration) return declaration;
  }
  return undefined;
}
