import type { Program } from 'oxc-parser';
import { lookup } from './lookup.ts';
import { childKeys, isNode, patternIdentifiers, unwrap, type AnyNode } from './nodes.ts';
import { MUTATING_METHODS, isChangeOfArgument } from './own-changes.ts';
import type { Analysis, Declaration, DeclarationKind, Scope, ScopedNode, TypedLiteral } from './scope.ts';
import { typedObjects } from './typed-objects.ts';
import { importEqualsDeclarator, nestedNamespace } from './typescript-forms.ts';
import { collectUses } from './uses.ts';

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

const ADDING_METHODS = new Set(['push', 'unshift']);
const MAY_BE_VAR = new Set<DeclarationKind>(['var', 'function', 'parameter']);

/** Most nodes: there is nothing in them to find. */
const LEAVES = new Set(['Identifier', 'Literal', 'TemplateElement', 'ThisExpression']);

/**
 * Finds the scopes, declarations, calls and possibly changing uses of a module in one walk without recursion.
 * TypeScript's types are passed over, so that a name used as a type is not a use.
 */
export function analyse(program: Program): Analysis {
  const scopes = new Map<AnyNode, Scope>();
  const calls: ScopedNode[] = [];
  const typedLiterals: TypedLiteral[] = [];
  const contractForms: ScopedNode[] = [];
  const returnTypes = new Map<Scope, AnyNode>();
  const uses = collectUses();
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

  /** So that they are taken in source order. */
  function pushChildren(node: AnyNode, scope: Scope): void {
    const keys = childKeys(node.type);
    const decorators = node['decorators'];
    if (Array.isArray(decorators)) for (const decorator of decorators as AnyNode[]) push(decorator['expression'], scope);
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
        uses.noteFlow(init, scope, 'alias', null, declarations);
        noteTyped(id['typeAnnotation'], init, scope);
        stack.push({ node: init, scope });
      }
      if (id.type !== 'Identifier') stack.push({ node: id, scope });
    }
  }

  function noteTyped(type: unknown, value: AnyNode, scope: Scope): void {
    for (const typed of typedObjects(type, value)) typedLiterals.push({ ...typed, scope });
  }

  /** `events.push({…})`: what is added to a typed list has the type of its items. */
  function noteAdded(list: AnyNode, call: AnyNode, scope: Scope): void {
    const declaration = list.type === 'Identifier' ? lookup(scope, list['name'] as string) : undefined;
    if (declaration)
      noteTyped(declaration.identifier['typeAnnotation'], { ...call, type: 'ArrayExpression', elements: call['arguments'] }, scope);
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
      if (isChangeOfArgument(callee)) uses.noteChange();
      if (name !== null && ADDING_METHODS.has(name)) noteAdded(callee['object'] as AnyNode, node, scope);
      if (name === null || MUTATING_METHODS.has(name)) uses.note(callee['object'] as AnyNode, scope, 'method', node);
    }
    for (const argument of node['arguments'] as AnyNode[]) {
      if (argument.type === 'SpreadElement') uses.note(argument['argument'] as AnyNode, scope, 'argument', node);
      else uses.noteFlow(argument, scope, 'argument', node, []);
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
          else if (node.type !== 'ForStatement') uses.noteAssignment(head, inner);
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
        uses.noteAssignment(node['left'] as AnyNode, scope);
        pushChildren(node, scope);
        break;
      case 'AssignmentPattern':
        noteTyped((node['left'] as AnyNode)['typeAnnotation'], node['right'] as AnyNode, scope);
        pushChildren(node, scope);
        break;
      case 'UpdateExpression':
        uses.noteAssignment(node['argument'] as AnyNode, scope);
        pushChildren(node, scope);
        break;
      case 'UnaryExpression':
        if (node['operator'] === 'delete') uses.note(node['argument'] as AnyNode, scope, 'member');
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
      case 'ObjectExpression':
        if (hasContractForm(node)) contractForms.push({ node, scope });
        pushChildren(node, scope);
        break;
      default:
        pushChildren(node, scope);
    }
  }

  return { root, scopes, calls, typedLiterals, contractForms, ...uses.assign() };
}

/** Whether an object has `payload` or `io`, and `meta` or what a spread brings. */
function hasContractForm(node: AnyNode): boolean {
  let hasContent = false;
  let hasMeta = false;
  for (const { type, key } of node['properties'] as AnyNode[]) {
    const name = (key as AnyNode | undefined)?.['name'];
    if (name === 'payload' || name === 'io') hasContent = true;
    else if (name === 'meta' || type === 'SpreadElement') hasMeta = true;
  }
  return hasContent && hasMeta;
}
