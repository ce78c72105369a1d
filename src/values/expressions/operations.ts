import { lookup } from '../../modules/lookup.ts';
import { unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { isPlain } from '../builtins/prototypes.ts';
import type { Environment } from '../names/environment.ts';
import { comingFrom, unreadable, type Evaluation } from '../evaluation.ts';
import { literal, madeOf, type StaticValue } from '../value.ts';
import { binary, takesRight, truth, unary } from './operators.ts';

export function evaluateConditional(evaluation: Evaluation, node: AnyNode, environment: Environment): StaticValue {
  const asked = evaluation.evaluate(node['test'] as AnyNode, environment);
  const test = truth(asked);
  if (test === undefined) return madeOfOperand(evaluation, asked, node, environment, 'a condition');
  return evaluation.evaluate((test ? node['consequent'] : node['alternate']) as AnyNode, environment);
}

export function evaluateLogical(evaluation: Evaluation, node: AnyNode, environment: Environment): StaticValue {
  const left = evaluation.evaluate(node['left'] as AnyNode, environment);
  const operator = node['operator'] as string;
  if (left.kind === 'unknown') return left;
  return takesRight(operator, left) ? evaluation.evaluate(node['right'] as AnyNode, environment) : left;
}

export function evaluateUnary(evaluation: Evaluation, node: AnyNode, environment: Environment, span: Span): StaticValue {
  const operand = evaluation.evaluate(node['argument'] as AnyNode, environment);
  const operator = String(node['operator']);
  return unary(operator, operand, span) ?? madeOfOperand(evaluation, operand, node, environment, `operator ${operator}`);
}

function madeOfOperand(evaluation: Evaluation, operand: StaticValue, node: AnyNode, environment: Environment, detail: string): StaticValue {
  const made = unreadable(evaluation, 'not-static', node, environment, detail);
  return operand.kind === 'unknown' ? comingFrom(evaluation, madeOf(operand, made), node, environment) : made;
}

export function evaluateBinary(evaluation: Evaluation, node: AnyNode, environment: Environment, span: Span): StaticValue {
  // A chain of `+` leans to the left: walked, so that a long one costs no stack.
  const chain: AnyNode[] = [];
  let first = node;
  while (first.type === 'BinaryExpression') {
    chain.push(first);
    first = first['left'] as AnyNode;
  }
  let value = evaluation.evaluate(first, environment);
  for (let link = chain.pop(); link; link = chain.pop()) {
    const isOf = link['operator'] === 'instanceof' ? isOfBuiltIn(value, link['right'] as AnyNode, environment) : undefined;
    if (isOf !== undefined) {
      value = literal(isOf, span);
      continue;
    }
    const right = evaluation.evaluate(link['right'] as AnyNode, environment);
    const result = binary(link['operator'] as string, value, right, span);
    if (!result) {
      if (value.kind === 'unknown') return value;
      if (right.kind === 'unknown') return right;
      return unreadable(evaluation, 'not-static', link, environment, `operator ${String(link['operator'])}`);
    }
    value = result;
  }
  return value;
}

/** JavaScript's own classes that what literals make is no instance of. */
const OTHER_CLASSES = /^(?:Date|RegExp|Map|Set|WeakMap|WeakSet|Promise|Error|TypeError|Function|URL|ArrayBuffer|Uint8Array|Buffer)$/;

/** Whether a value is an instance of one of JavaScript's own classes; undefined when that is not known, or of any other. */
export function isOfBuiltIn(value: StaticValue, constructor: AnyNode, { scope }: Environment): boolean | undefined {
  const named = unwrap(constructor);
  if (named.type !== 'Identifier' || lookup(scope, named['name'] as string)) return undefined;
  const name = named['name'] as string;
  const isList = value.kind === 'array';
  const isData = isList || isPlain(value) || (value.kind === 'native' && value.native.schema !== undefined);
  if (name === 'Object') return isData || undefined;
  if (name === 'Array') return isList || (isData ? false : undefined);
  return isData && OTHER_CLASSES.test(name) ? false : undefined;
}
