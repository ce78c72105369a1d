import { lookup } from '../../modules/lookup.ts';
import { isNode, namedMember, withoutTypes, type AnyNode } from '../../modules/nodes.ts';
import type { BoundCode } from './simplified-code.ts';

/** What may stand in the words of a complaint: whatever it gives, there is a complaint. */
const PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Literal', []],
  ['Identifier', []],
  ['TemplateLiteral', ['expressions']],
  ['MemberExpression', ['object', 'property']],
  ['BinaryExpression', ['left', 'right']],
  ['LogicalExpression', ['left', 'right']],
  ['ConditionalExpression', ['test', 'consequent', 'alternate']],
  ['ArrayExpression', ['elements']],
  ['ObjectExpression', ['properties']],
  ['Property', ['key', 'value']],
  ['ChainExpression', ['expression']],
]);

/** Methods that make words of what they are called on. */
const WORDINGS: ReadonlySet<string> = new Set(['join', 'toString', 'toFixed', 'toISOString']);

/**
 * Whether code is a complaint to the context that the function itself is given. That there is one says that a value is refused; its words and
 * its path do not.
 */
export function isComplaint({ node, scope, module, tree }: BoundCode): boolean {
  if (node.type !== 'CallExpression' || node['optional']) return false;
  const [argument, another] = node['arguments'] as AnyNode[];
  const context = contextOf(node);
  if (!context || !argument || another || !isWording(argument)) return false;
  const declaration = lookup(scope, String(context['name']));
  return declaration?.kind === 'parameter' && declaration.scope === module.analysis.scopes.get(tree);
}

/** The name by which a call complains to a context, `context.addIssue(…)` or `payload.issues.push(…)`; null for any other. */
export function contextOf({ type, callee }: AnyNode): AnyNode | null {
  const method = type === 'CallExpression' ? namedMember(withoutTypes(callee as AnyNode)) : null;
  const receiver = method?.name === 'push' ? namedMember(method.object) : null;
  const context = method?.name === 'addIssue' ? method.object : receiver?.name === 'issues' ? receiver.object : null;
  return context?.type === 'Identifier' ? context : null;
}

function isWording(written: AnyNode): boolean {
  const node = withoutTypes(written);
  if (node.type === 'CallExpression') {
    const method = namedMember(withoutTypes(node['callee'] as AnyNode));
    const args = node['arguments'] as AnyNode[];
    return method !== null && WORDINGS.has(method.name) && isWording(method.object) && args.every(isWording);
  }
  if (node.type === 'Property' && (node['method'] || node['kind'] !== 'init')) return false;
  const keys = PARTS.get(node.type);
  return (
    keys !== undefined &&
    keys.flatMap((key) => node[key] as AnyNode | readonly (AnyNode | null)[]).every((part) => !isNode(part) || isWording(part))
  );
}
