import { pathTo, scopeOfPath } from '../../modules/enclosing.ts';
import { childNodes, isNode, isWithin, isWrapper, LEAVING, type AnyNode } from '../../modules/nodes.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import { takesRight, truth } from '../../values/expressions/operators.ts';
import type { StaticValue } from '../../values/value.ts';
import type { PlacedNode } from '../finding/placed-node.ts';

/**
 * Whether code never runs, whatever happens elsewhere: it stands behind a condition that constants alone decide, or after a statement that
 * leaves its block. That nobody calls a function does not make its code dead.
 */
export function isDeadCode({ node, module }: PlacedNode, evaluator: Evaluator): boolean {
  const path = pathTo(module, node.start).filter((around) => isWithin(node, around));
  const valueOf = (test: AnyNode, from: number): StaticValue | null =>
    isOfConstants(test) ? evaluator.evaluate(test, evaluator.environmentOf(module, scopeOfPath(path.slice(from), module))) : null;
  return path.some((inner, index) => {
    const around = path[index + 1];
    return around !== undefined && isSkipped(inner, around, (test) => valueOf(test, index + 1));
  });
}

/** Whether the code around a part never comes to it. */
function isSkipped(part: AnyNode, around: AnyNode, valueOf: (test: AnyNode) => StaticValue | null): boolean {
  const isTest = (expected: boolean): boolean => {
    const value = isNode(around['test']) ? valueOf(around['test']) : null;
    return value !== null && truth(value) === expected;
  };
  switch (around.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return (part === around['consequent'] && isTest(false)) || (part === around['alternate'] && isTest(true));
    case 'WhileStatement':
    case 'ForStatement':
      return part === around['body'] && isTest(false);
    case 'LogicalExpression': {
      const left = part === around['right'] ? valueOf(around['left'] as AnyNode) : null;
      return left !== null && left.kind !== 'unknown' && !takesRight(around['operator'] as string, left);
    }
    case 'BlockStatement':
      return isLeftBefore(part, around['body'] as AnyNode[]);
    case 'SwitchCase':
      return isLeftBefore(part, around['consequent'] as AnyNode[]);
    default:
      return false;
  }
}

/** Functions are there before their block runs. */
function isLeftBefore(part: AnyNode, statements: readonly AnyNode[]): boolean {
  return part.type !== 'FunctionDeclaration' && statements.slice(0, statements.indexOf(part)).some(({ type }) => LEAVING.has(type));
}

/** Names and literals, joined by operators: what objects hold and functions give may have changed when the code runs. */
const CONSTANT_PARTS = new Set([
  'Identifier',
  'Literal',
  'TemplateLiteral',
  'TemplateElement',
  'UnaryExpression',
  'BinaryExpression',
  'LogicalExpression',
]);

function isOfConstants(node: AnyNode): boolean {
  return (CONSTANT_PARTS.has(node.type) || isWrapper(node)) && childNodes(node).every(isOfConstants);
}
