import { unwrap, type AnyNode } from '../modules/nodes.ts';

const WORDS: ReadonlyMap<string, string> = new Map([
  ['ThisExpression', 'this'],
  ['ImportExpression', 'a dynamic import'],
  ['AssignmentExpression', 'an assignment'],
  ['UpdateExpression', 'an update'],
  ['YieldExpression', 'yield'],
  ['MetaProperty', 'import.meta'],
  ['ConditionalExpression', 'a condition'],
  ['LogicalExpression', 'a condition'],
]);

/** A few words for a node in messages. */
export function describe(node: AnyNode): string {
  const inner = unwrap(node);
  if (inner.type === 'Identifier') return String(inner['name']);
  if (inner.type === 'CallExpression' || inner.type === 'NewExpression') return describeCallee(unwrap(inner['callee'] as AnyNode));
  if (inner.type === 'MemberExpression') return describeCallee(inner).replace(/\(\)$/, '');
  return WORDS.get(inner.type) ?? 'an expression';
}

/** What is called, as `a.b()`. */
export function describeCallee(node: AnyNode): string {
  const parts: string[] = [];
  let current = node;
  while (current.type === 'MemberExpression') {
    const property = current['property'] as AnyNode;
    parts.unshift(current['computed'] ? '[…]' : String(property['name']));
    current = unwrap(current['object'] as AnyNode);
  }
  parts.unshift(current.type === 'Identifier' ? String(current['name']) : '…');
  return `${parts.join('.')}()`;
}
