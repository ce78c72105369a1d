import type { Module } from '../../modules/module.ts';
import { isClass, isFunction, isNode, memberName, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { addTo } from '../../source/groups.ts';
import { memoizeWeakly } from '../../source/memoize.ts';

/** Code of a function that gives something its value where that has none yet: `kit ??= new Kit()`, `if (!Kit.one) Kit.one = new Kit()`. */
export interface FirstCall {
  /** The name or member that is looked at, to tell whether it has a value. */
  readonly tested: AnyNode;
  /** What is run then, the test included: an expression, or statements. */
  readonly making: readonly AnyNode[];
  /** What is run with the value made, whether just now or before. */
  readonly after: readonly AnyNode[];
}

/** Those of a function, not those of functions in it. */
export const firstCallsOf: (fn: AnyNode) => readonly FirstCall[] = memoizeWeakly((fn) => {
  const body = fn['body'];
  if (!isNode(body) || !isFunction(fn) || fn['async'] || fn['generator']) return [];
  const statements = body.type === 'BlockStatement' ? (body['body'] as AnyNode[]) : [];
  const byTests = statements.flatMap((statement, index) => testedFirst(statement, statements.slice(index + 1)) ?? []);
  const byOperators = [...ownNodesIn(body)].flatMap((node) => {
    const tested = assignedUnlessThere(node);
    if (!tested) return [];
    const at = statements.findIndex(({ type, expression }) => type === 'ExpressionStatement' && unwrap(expression as AnyNode) === node);
    return { tested, making: [node], after: at < 0 ? [] : statements.slice(at + 1, at + 2) };
  });
  return [...byTests, ...byOperators];
});

/** A node with all in it but what is in functions and classes. */
export function ownNodesIn(root: AnyNode): Iterable<AnyNode> {
  return nodesIn(root, (node) => !isFunction(node) && !isClass(node));
}

/** `kit ??= make()`, `kit ||= make()`, `kit ?? (kit = make())`, `kit || (kit = make())`. */
function assignedUnlessThere(node: AnyNode): AnyNode | null {
  if (node.type === 'AssignmentExpression') return /^(?:\?\?|\|\|)=$/.test(String(node['operator'])) ? place(node['left']) : null;
  if (node.type !== 'LogicalExpression' || node['operator'] === '&&') return null;
  const right = unwrap(node['right'] as AnyNode);
  return right.type === 'AssignmentExpression' && right['operator'] === '=' ? place(node['left']) : null;
}

/** `if (!kit) kit = make();` with what comes next, `if (kit) return kit;` with all that comes after it. */
function testedFirst(statement: AnyNode, rest: readonly AnyNode[]): FirstCall | null {
  if (statement.type !== 'IfStatement' || isNode(statement['alternate'])) return null;
  const test = unwrap(statement['test'] as AnyNode);
  const missing = testedForNothing(test);
  if (missing) return { tested: missing, making: [statement], after: rest.slice(0, 1) };
  const there = place(test) ?? comparedWithNothing(test, '!');
  return there && returns(statement['consequent'] as AnyNode) ? { tested: there, making: [statement, ...rest], after: [] } : null;
}

function testedForNothing(test: AnyNode): AnyNode | null {
  return test.type === 'UnaryExpression' && test['operator'] === '!' ? place(test['argument']) : comparedWithNothing(test, '=');
}

/** `kit === undefined`, `kit != null`. */
function comparedWithNothing(test: AnyNode, sign: '=' | '!'): AnyNode | null {
  if (test.type !== 'BinaryExpression' || !new RegExp(`^${sign}==?$`).test(String(test['operator']))) return null;
  return isNothing(test['right'] as AnyNode) ? place(test['left']) : null;
}

function returns(statement: AnyNode): boolean {
  const [only, ...more] = statement.type === 'BlockStatement' ? (statement['body'] as AnyNode[]) : [statement];
  return only?.type === 'ReturnStatement' && more.length === 0;
}

function isNothing(expression: AnyNode): boolean {
  const { type, name, value, operator, argument } = unwrap(expression);
  if (type === 'UnaryExpression') return operator === 'void' && (argument as AnyNode).type === 'Literal';
  return type === 'Identifier' ? name === 'undefined' : type === 'Literal' && (value === null || value === false);
}

/** A name, or a member of something that is named. */
export function place(expression: unknown): AnyNode | null {
  if (!isNode(expression)) return null;
  const node = unwrap(expression);
  if (node.type !== 'MemberExpression') return node.type === 'Identifier' ? node : null;
  const { type } = unwrap(node['object'] as AnyNode);
  return memberName(node) !== undefined && (type === 'Identifier' || type === 'ThisExpression') ? node : null;
}

/** A write, by the name or member that is written to. */
export interface Written {
  readonly target: AnyNode;
  /** What takes the value away again, so that it is made anew. */
  readonly isReset: boolean;
}

/** What a module assigns to: members with a dot before their names, `null` for those whose names are not known. */
export const writtenIn: (module: Module) => ReadonlyMap<string | null, readonly Written[]> = memoizeWeakly(({ program }) => {
  const found = new Map<string | null, Written[]>();
  const note = (target: AnyNode, isReset = false): void => {
    if (target.type !== 'MemberExpression' && target.type !== 'Identifier') return;
    const name = target.type === 'Identifier' ? String(target['name']) : memberKey(target);
    addTo(found, name, { target, isReset });
  };
  for (const node of nodesIn(program)) {
    const { type, operator, left, right, argument } = node;
    if (type === 'AssignmentExpression') {
      const isReset = operator === '=' && isNothing(right as AnyNode);
      for (const target of targetsOf(left as AnyNode)) note(target, isReset);
    } else if (type === 'UpdateExpression' || (type === 'UnaryExpression' && operator === 'delete')) note(unwrap(argument as AnyNode));
    else if (type === 'ForOfStatement' || type === 'ForInStatement') for (const target of targetsOf(left as AnyNode)) note(target);
  }
  return found;
});

function memberKey(member: AnyNode): string | null {
  const name = memberName(member);
  return name === undefined ? null : `.${name}`;
}

function targetsOf(target: AnyNode): readonly AnyNode[] {
  const node = unwrap(target);
  return /Pattern$/.test(node.type) ? [...nodesIn(node)].map(unwrap) : [node];
}
