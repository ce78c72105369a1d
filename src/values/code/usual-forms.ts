import { lookup } from '../../modules/lookup.ts';
import { isNode, namedMember, withoutTypes, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { nodesIn } from '../../modules/traverse.ts';

const OPPOSITE: ReadonlyMap<unknown, string> = new Map([
  ['===', '!=='],
  ['!==', '==='],
  ['==', '!='],
  ['!=', '=='],
]);
const MIRRORED: ReadonlyMap<unknown, string> = new Map([
  ['>', '<'],
  ['>=', '<='],
]);

/**
 * The form in which most write what a node says, of those that formatters and linters make of one another; null where that is its own.
 * @param isTest whether nothing but the truth of what it gives counts
 */
export function usualForm(node: AnyNode, scope: Scope, isTest: boolean): AnyNode | null {
  switch (node.type) {
    case 'TemplateLiteral':
      return textForm(node);
    case 'BlockStatement':
      return onlyStatement(node);
    case 'BinaryExpression':
      return comparisonForm(node, scope);
    case 'IfStatement':
      return isNode(node['alternate']) ? withPositiveTest(node) : null;
    case 'ConditionalExpression':
      return withPositiveTest(node) ?? (isTest ? choiceForm(node) : null);
    case 'LogicalExpression':
      return leftLeaning(node, scope, isTest);
    case 'UnaryExpression':
      return node['operator'] === '!' ? negationForm(node, isTest) : null;
    case 'CallExpression': {
      const { callee, arguments: args } = node as AnyNode & { readonly callee: AnyNode; readonly arguments: readonly AnyNode[] };
      const isBoolean =
        isTest && args.length === 1 && callee.type === 'Identifier' && callee['name'] === 'Boolean' && !lookup(scope, 'Boolean');
      return isBoolean && args[0]?.type !== 'SpreadElement' ? (args[0] ?? null) : null;
    }
    default:
      return null;
  }
}

function made({ start, end }: AnyNode, type: string, parts: Readonly<Record<string, unknown>>): AnyNode {
  return { type, start, end, ...parts };
}

function not(argument: AnyNode): AnyNode {
  return made(argument, 'UnaryExpression', { operator: '!', prefix: true, argument });
}

function textForm(node: AnyNode): AnyNode | null {
  const [quasi, another] = node['quasis'] as readonly AnyNode[];
  const cooked = (quasi?.['value'] as { readonly cooked?: unknown } | undefined)?.cooked;
  return !another && typeof cooked === 'string' ? made(node, 'Literal', { value: cooked, raw: JSON.stringify(cooked) }) : null;
}

/** What stands alone in a block; a declaration needs it. */
function onlyStatement(node: AnyNode): AnyNode | null {
  const [only, another] = node['body'] as readonly AnyNode[];
  return only && !another && !only.type.endsWith('Declaration') ? only : null;
}

function comparisonForm(node: AnyNode, scope: Scope): AnyNode | null {
  const { operator } = node;
  const [left, right] = [withoutTypes(node['left'] as AnyNode), withoutTypes(node['right'] as AnyNode)];
  const swapped = (by: unknown): AnyNode => made(node, node.type, { operator: by, left: right, right: left });
  if (MIRRORED.has(operator)) return mayChangePlaces(left, right) ? swapped(MIRRORED.get(operator)) : null;
  if (!OPPOSITE.has(operator)) return null;
  if (left.type === 'Literal' && right.type !== 'Literal') return swapped(operator);
  if (isAfter(left, right)) return swapped(operator);
  if (left.type !== 'UnaryExpression' || left['operator'] !== 'typeof' || right['value'] !== 'undefined') return null;
  const of = left['argument'] as AnyNode;
  const isThere = of.type !== 'Identifier' || lookup(scope, String(of['name'])) !== undefined;
  if (!isThere || lookup(scope, 'undefined')) return null;
  const nothing = made(right, 'Identifier', { name: 'undefined' });
  return made(node, node.type, { operator: String(operator).padEnd(3, '='), left: of, right: nothing });
}

/** Whether it does not matter which of two expressions is asked first: neither does anything. */
function mayChangePlaces(left: AnyNode, right: AnyNode): boolean {
  return [left, right].every((one) => {
    for (const { type } of nodesIn(one)) if (!STILL.has(type)) return false;
    return true;
  });
}

const STILL: ReadonlySet<string> = new Set([
  'Identifier',
  'Literal',
  'MemberExpression',
  'ChainExpression',
  'BinaryExpression',
  'TemplateLiteral',
  'TemplateElement',
]);

/** Of two members of one name, whether the first comes later by the alphabet. */
function isAfter(left: AnyNode, right: AnyNode): boolean {
  const [one, other] = [memberOf(left), memberOf(right)];
  return one !== null && other !== null && one.of === other.of && one.name > other.name;
}

function memberOf(node: AnyNode): { readonly of: unknown; readonly name: string } | null {
  const member = namedMember(node);
  return member?.object.type === 'Identifier' ? { of: member.object['name'], name: member.name } : null;
}

/** A choice by what holds, and not by what does not. */
function withPositiveTest(node: AnyNode): AnyNode | null {
  const test = withoutTypes(node['test'] as AnyNode);
  const { consequent, alternate } = node;
  if (test.type === 'UnaryExpression' && test['operator'] === '!')
    return { ...node, test: test['argument'], consequent: alternate, alternate: consequent };
  if (test.type !== 'BinaryExpression' || (test['operator'] !== '!==' && test['operator'] !== '!=')) return null;
  return { ...node, test: { ...test, operator: OPPOSITE.get(test['operator']) }, consequent: alternate, alternate: consequent };
}

/** `test ? true : other` is `test || other`, as far as its truth goes. */
function choiceForm(node: AnyNode): AnyNode | null {
  const [test, yes, no] = [node['test'], node['consequent'], node['alternate']] as [AnyNode, AnyNode, AnyNode];
  const logical = (operator: string, left: AnyNode, right: AnyNode): AnyNode => made(node, 'LogicalExpression', { operator, left, right });
  if (yes['value'] === true) return logical('||', test, no);
  if (no['value'] === false) return logical('&&', test, yes);
  if (yes['value'] === false) return logical('&&', not(test), no);
  return no['value'] === true ? logical('||', not(test), yes) : null;
}

function leftLeaning(node: AnyNode, scope: Scope, isTest: boolean): AnyNode | null {
  const { operator, left } = node;
  const right = inUsualForm(node['right'] as AnyNode, scope, isTestAt(node, 'right', isTest));
  if (right.type !== 'LogicalExpression' || right['operator'] !== operator) return null;
  return made(node, node.type, { operator, left: made(node, node.type, { operator, left, right: right['left'] }), right: right['right'] });
}

function negationForm(node: AnyNode, isTest: boolean): AnyNode | null {
  const of = withoutTypes(node['argument'] as AnyNode);
  const { operator } = of;
  if (of.type === 'BinaryExpression' && OPPOSITE.has(operator)) return { ...of, operator: OPPOSITE.get(operator) };
  if (!isTest) return null;
  if (of.type === 'UnaryExpression' && operator === '!') return of['argument'] as AnyNode;
  if (of.type !== 'LogicalExpression' || operator === '??') return null;
  return made(node, of.type, {
    operator: operator === '&&' ? '||' : '&&',
    left: not(of['left'] as AnyNode),
    right: not(of['right'] as AnyNode),
  });
}

function inUsualForm(written: AnyNode, scope: Scope, isTest: boolean): AnyNode {
  for (let node = withoutTypes(written); ;) {
    const form = usualForm(node, scope, isTest);
    if (!form) return node;
    node = withoutTypes(form);
  }
}

/** Under which keys of a node only the truth of what stands there counts, `isTest` being whether that is so of the node. */
export function isTestAt(node: AnyNode, key: string, isTest: boolean): boolean {
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return key === 'test' || (isTest && node.type === 'ConditionalExpression');
    case 'UnaryExpression':
      return node['operator'] === '!';
    case 'LogicalExpression':
      return isTest && node['operator'] !== '??';
    default:
      return false;
  }
}
