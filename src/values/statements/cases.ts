import { isNode, type AnyNode } from '../../modules/nodes.ts';
import { primitive } from '../expressions/operators.ts';
import type { StaticValue } from '../value.ts';

/**
 * The statements that a `switch` goes through: from the case that its subject equals, or from the default; null where it is not told which.
 * @param evaluate asks for the value of a case, of those up to the one that it is alone
 */
export function statementsFrom(
  cases: readonly AnyNode[],
  subject: StaticValue,
  evaluate: (test: AnyNode) => StaticValue,
): readonly AnyNode[] | null {
  const wanted = primitive(subject);
  let from = -1;
  for (const [index, { test }] of cases.entries()) {
    if (!isNode(test)) continue;
    const own = primitive(evaluate(test));
    if (!wanted || !own) return null;
    if (own.value !== wanted.value) continue;
    from = index;
    break;
  }
  if (from < 0) from = cases.findIndex(({ test }) => !isNode(test));
  return from < 0 ? [] : cases.slice(from).flatMap((one) => one['consequent'] as AnyNode[]);
}
