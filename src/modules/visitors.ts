import { lookup } from './lookup.ts';
import { isConstant, isNode, memberName, patternIdentifiers, specifierName, unwrap, type AnyNode } from './nodes.ts';
import { givesChanges, mayGiveChange, MUTATING_METHODS } from './own-changes.ts';
import { INDIRECT, plainCall, type PlainCall } from './plain-call.ts';
import type { Scope } from './scope.ts';
import { importEqualsDeclarator, nestedNamespace } from './typescript-forms.ts';
import { declare, noteTyped, openScope, pushChildren, type Walk } from './walk.ts';

/** Notes what a node says, and pushes what is to be visited in it. */
type Visitor = (walk: Walk, node: AnyNode, scope: Scope) => void;

/** Of all nodes that say more than what is in them. */
export const VISITORS: ReadonlyMap<string, Visitor> = new Map<string, Visitor>([
  ['ImportDeclaration', visitImport],
  ['VariableDeclaration', (walk, node, scope) => (node['declare'] ? undefined : visitVariables(walk, node, scope, false))],
  ['FunctionDeclaration', visitFunction],
  ['FunctionExpression', visitFunction],
  ['ArrowFunctionExpression', visitFunction],
  ['ClassDeclaration', visitClass],
  ['ClassExpression', visitClass],
  ['TSImportEqualsDeclaration', visitImportEquals],
  ['TSEnumDeclaration', visitEnum],
  ['TSModuleDeclaration', visitNamespace],
  ['BlockStatement', visitBlock],
  ['StaticBlock', visitBlock],
  ['SwitchStatement', visitBlock],
  ['CatchClause', visitCatch],
  ['ForStatement', visitFor],
  ['ForInStatement', visitForEach],
  ['ForOfStatement', visitForEach],
  ['ReturnStatement', visitReturn],
  ['AssignmentExpression', visitAssignment],
  ['AssignmentPattern', visitDefault],
  ['UpdateExpression', visitUpdate],
  ['UnaryExpression', visitUnary],
  ['CallExpression', visitCall],
  ['NewExpression', visitCall],
  ['TaggedTemplateExpression', visitTagged],
  ['PropertyDefinition', visitField],
  ['TSAsExpression', visitTyped],
  ['TSSatisfiesExpression', visitTyped],
  ['TSTypeAssertion', visitTyped],
  ['ObjectExpression', visitObject],
]);

const ADDING_METHODS = new Set(['push', 'unshift']);

function visitImport(walk: Walk, node: AnyNode, scope: Scope): void {
  if (node['importKind'] === 'type') return;
  const source = (node['source'] as AnyNode)['value'] as string;
  for (const specifier of node['specifiers'] as AnyNode[]) {
    if (specifier['importKind'] === 'type') continue;
    declare(scope, 'import', specifier['local'] as AnyNode, specifier);
    if (givesChanges(source, isNode(specifier['imported']) ? specifierName(specifier['imported']) : null)) walk.uses.noteChange();
  }
}

function visitVariables(walk: Walk, node: AnyNode, scope: Scope, inLoopHead: boolean): void {
  const kind = node['kind'] as string;
  const target = kind === 'var' ? scope.owner : scope;
  for (const declarator of node['declarations'] as AnyNode[]) {
    const id = declarator['id'] as AnyNode;
    const declarations = patternIdentifiers(id).map((identifier) =>
      declare(target, kind === 'var' || kind === 'let' ? kind : 'const', identifier, declarator, inLoopHead),
    );
    const init = declarator['init'];
    if (isNode(init)) {
      walk.uses.noteFlow(init, scope, 'alias', null, declarations);
      if (mayGiveChange(unwrap(init)) || namesChange(id, unwrap(init))) walk.uses.noteChange();
      noteTyped(walk, id['typeAnnotation'], init, scope);
      walk.stack.push({ node: init, scope });
    }
    if (id.type !== 'Identifier') walk.stack.push({ node: id, scope });
  }
}

/** `const { push } = list`, `const add = list.push`: a method that changes what it is called on has a name of its own. */
function namesChange(pattern: AnyNode, init: AnyNode): boolean {
  const named = pattern.type === 'ObjectPattern' ? (pattern['properties'] as AnyNode[]) : init.type === 'MemberExpression' ? [init] : [];
  return named.some((one) => one.type !== 'RestElement' && MUTATING_METHODS.has(memberName(one) ?? ''));
}

function visitFunction(walk: Walk, node: AnyNode, scope: Scope): void {
  const id = node['id'];
  if (node.type === 'FunctionDeclaration' && isNode(id)) declare(scope, 'function', id, node);
  const inner = openScope(walk, 'function', scope, node);
  if (node.type === 'FunctionExpression' && isNode(id)) declare(inner, 'function', id, node);
  for (const parameter of node['params'] as AnyNode[]) {
    for (const identifier of patternIdentifiers(parameter)) declare(inner, 'parameter', identifier, node);
    walk.stack.push({ node: parameter, scope: inner });
  }
  const body = node['body'];
  if (!isNode(body)) return;
  if (isNode(node['returnType'])) {
    if (body.type === 'BlockStatement') walk.returnTypes.set(inner, node['returnType']);
    else noteTyped(walk, node['returnType'], body, inner);
  }
  if (body.type === 'BlockStatement') {
    walk.scopes.set(body, inner);
    pushChildren(walk, body, inner);
  } else walk.stack.push({ node: body, scope: inner });
}

function visitClass(walk: Walk, node: AnyNode, scope: Scope): void {
  const id = node['id'];
  if (isNode(id) && node.type === 'ClassDeclaration') declare(scope, 'class', id, node);
  const inner = openScope(walk, 'class', scope, node);
  if (isNode(id) && node.type === 'ClassExpression') declare(inner, 'class', id, node);
  pushChildren(walk, node, inner);
}

function visitImportEquals(_: Walk, node: AnyNode, scope: Scope): void {
  const declarator = importEqualsDeclarator(node);
  if (declarator) declare(scope, 'const', declarator['id'] as AnyNode, declarator);
}

function visitEnum(walk: Walk, node: AnyNode, scope: Scope): void {
  if (!node['declare'] || node['const']) declare(scope, 'enum', node['id'] as AnyNode, node);
  // A member may be what a call gives.
  if (!node['declare']) pushChildren(walk, node, scope);
}

function visitNamespace(walk: Walk, node: AnyNode, scope: Scope): void {
  const plain = nestedNamespace(node);
  const id = plain['id'] as AnyNode;
  const body = plain['body'];
  if (node['declare'] || id.type !== 'Identifier' || !isNode(body)) return;
  const declaration = declare(scope, 'namespace', id, plain);
  if (declaration.parts.length > 0) walk.merged.add(declaration);
  pushChildren(walk, body, openScope(walk, 'namespace', scope, body));
}

function visitBlock(walk: Walk, node: AnyNode, scope: Scope): void {
  pushChildren(walk, node, openScope(walk, 'block', scope, node));
}

function visitCatch(walk: Walk, node: AnyNode, scope: Scope): void {
  const inner = openScope(walk, 'block', scope, node);
  const parameter = node['param'];
  if (isNode(parameter)) for (const identifier of patternIdentifiers(parameter)) declare(inner, 'catch', identifier, node);
  pushChildren(walk, node, inner);
}

function visitFor(walk: Walk, node: AnyNode, scope: Scope): void {
  const inner = openScope(walk, 'block', scope, node);
  const { init } = node;
  if (isNode(init) && init.type === 'VariableDeclaration') visitVariables(walk, init, inner, true);
  for (const child of [init, node['test'], node['update'], node['body']])
    if (isNode(child) && child.type !== 'VariableDeclaration') walk.stack.push({ node: child, scope: inner });
}

function visitForEach(walk: Walk, node: AnyNode, scope: Scope): void {
  const inner = openScope(walk, 'block', scope, node);
  const head = node['left'] as AnyNode;
  if (head.type === 'VariableDeclaration') visitVariables(walk, head, inner, true);
  else walk.uses.noteAssignment(head, inner);
  for (const child of [node['right'], node['body']] as AnyNode[]) walk.stack.push({ node: child, scope: inner });
}

function visitReturn(walk: Walk, node: AnyNode, scope: Scope): void {
  const type = walk.returnTypes.get(scope.owner);
  if (type && isNode(node['argument'])) noteTyped(walk, type, node['argument'], scope);
  pushChildren(walk, node, scope);
}

function visitAssignment(walk: Walk, node: AnyNode, scope: Scope): void {
  const target = node['left'] as AnyNode;
  walk.uses.noteAssignment(target, scope);
  if (node['operator'] === '=' && target.type === 'MemberExpression') noteImplied(walk, node, target, [node['right'] as AnyNode], scope);
  pushChildren(walk, node, scope);
}

function visitTagged(walk: Walk, node: AnyNode, scope: Scope): void {
  const quasi = node['quasi'] as AnyNode;
  const texts = { type: 'ArrayExpression', start: quasi.start, end: quasi.start, elements: quasi['quasis'] };
  const call = noteImplied(walk, node, node['tag'] as AnyNode, [texts, ...(quasi['expressions'] as AnyNode[])], scope);
  for (const given of quasi['expressions'] as AnyNode[]) walk.uses.noteFlow(given, scope, 'argument', call, []);
  pushChildren(walk, node, scope);
}

/** Notes what comes to a call: of a tag, or of a setter. */
function noteImplied(walk: Walk, { start, end }: AnyNode, callee: AnyNode, args: readonly AnyNode[], scope: Scope): AnyNode {
  const call = { type: 'CallExpression', start, end, callee, arguments: args };
  walk.impliedCalls.push({ node: call, scope });
  return call;
}

function visitDefault(walk: Walk, node: AnyNode, scope: Scope): void {
  noteTyped(walk, (node['left'] as AnyNode)['typeAnnotation'], node['right'] as AnyNode, scope);
  pushChildren(walk, node, scope);
}

function visitUpdate(walk: Walk, node: AnyNode, scope: Scope): void {
  walk.uses.noteAssignment(node['argument'] as AnyNode, scope);
  pushChildren(walk, node, scope);
}

function visitUnary(walk: Walk, node: AnyNode, scope: Scope): void {
  if (node['operator'] === 'delete') walk.uses.note(node['argument'] as AnyNode, scope, 'member');
  pushChildren(walk, node, scope);
}

function visitCall(walk: Walk, node: AnyNode, scope: Scope): void {
  walk.calls.push({ node, scope });
  const callee = unwrap(node['callee'] as AnyNode);
  if (callee.type === 'MemberExpression' && node.type === 'CallExpression') visitMethod(walk, node, callee, scope);
  if (callee['name'] === 'eval') walk.uses.noteEval(node, scope);
  for (const argument of node['arguments'] as AnyNode[]) {
    if (argument.type === 'SpreadElement') walk.uses.note(argument['argument'] as AnyNode, scope, 'argument', node);
    else walk.uses.noteFlow(argument, scope, 'argument', node, []);
  }
  pushChildren(walk, node, scope);
}

/** What the call of a method may change. */
function visitMethod(walk: Walk, call: AnyNode, callee: AnyNode, scope: Scope): void {
  const name = memberName(callee);
  if (mayGiveChange(callee) || (name !== undefined && INDIRECT.has(name) && isBorrowedChange(plainCall(call)))) walk.uses.noteChange();
  if (name !== undefined && ADDING_METHODS.has(name)) noteAdded(walk, callee['object'] as AnyNode, call, scope);
  if (name === undefined || MUTATING_METHODS.has(name)) walk.uses.note(callee['object'] as AnyNode, scope, 'method', call);
}

/** `Object.assign.call(null, x)`, `[].push.call(x)` */
function isBorrowedChange({ callee, self }: PlainCall): boolean {
  return mayGiveChange(callee) || (self !== null && callee.type === 'MemberExpression' && MUTATING_METHODS.has(memberName(callee) ?? ''));
}

/** `events.push({…})`: what is added to a typed list has the type of its items. */
function noteAdded(walk: Walk, list: AnyNode, call: AnyNode, scope: Scope): void {
  const declaration = list.type === 'Identifier' ? lookup(scope, list['name'] as string) : undefined;
  if (!declaration) return;
  const items = { ...call, type: 'ArrayExpression', elements: call['arguments'] };
  noteTyped(walk, declaration.identifier['typeAnnotation'], items, scope);
}

function visitField(walk: Walk, node: AnyNode, scope: Scope): void {
  if (isNode(node['value'])) noteTyped(walk, node['typeAnnotation'], node['value'], scope);
  pushChildren(walk, node, scope);
}

function visitTyped(walk: Walk, node: AnyNode, scope: Scope): void {
  if (isConstant(node)) walk.constants.push(node);
  noteTyped(walk, node['typeAnnotation'], node, scope);
  walk.stack.push({ node: node['expression'] as AnyNode, scope });
}

function visitObject(walk: Walk, node: AnyNode, scope: Scope): void {
  if (hasContractForm(node)) walk.contractForms.push({ node, scope });
  pushChildren(walk, node, scope);
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
