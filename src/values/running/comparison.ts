import type { AnyNode } from '../../modules/nodes.ts';
import { spanOf, type Environment } from '../names/environment.ts';
import { isOfBuiltIn } from '../expressions/operations.ts';
import { binary } from '../expressions/operators.ts';
import { isComposite } from '../points-to/points.ts';
import { literal, type StaticValue } from '../value.ts';
import { classOf } from './classes.ts';
import { asOperand } from './coercion.ts';
import { notKnown } from './environments.ts';
import { giveUp, type Run } from './run.ts';

/** What two values are as operands: here, objects have an identity. */
export function evaluateBinary(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const operator = node['operator'] as string;
  if (operator === 'instanceof') return isOf(run, node, environment);
  const span = spanOf(node, environment);
  const sides = [node['left'], node['right']].map((side) => run.evaluation.evaluate(side as AnyNode, environment));
  const isIdentity = operator === '===' || operator === '!==';
  if (isIdentity && sides.every((value) => hasIdentity(run, value))) return literal((sides[0] === sides[1]) === (operator === '==='), span);
  const [left, right] = COERCING.test(operator) ? sides.map((value) => asOperand(run, value, span)) : sides;
  if (!left || !right) return giveUp();
  return (
    binary(operator, left, right, span) ??
    (left.kind === 'unknown' ? left : right.kind === 'unknown' ? right : notKnown(run, node, environment, operator))
  );
}

/** Operators that take objects for what their methods give. */
const COERCING = /^(?:[-+*\/%]|\*\*|[<>]=?)$/;

/** Whether a value is an object that there is but once; what a library has is made anew for each who asks. */
function hasIdentity(run: Run, value: StaticValue): boolean {
  if (value.kind === 'native') return value.native.items !== undefined;
  return isComposite(value) && !run.foreign.has(value);
}

/** `instance instanceof Class`. */
function isOf(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const left = run.evaluation.evaluate(node['left'] as AnyNode, environment);
  const known = isOfBuiltIn(left, node['right'] as AnyNode, environment);
  if (known !== undefined) return literal(known, spanOf(node, environment));
  const right = run.evaluation.evaluate(node['right'] as AnyNode, environment);
  const ofLibrary = binary('instanceof', left, right, spanOf(node, environment));
  if (ofLibrary) return ofLibrary;
  if (right.kind !== 'function' || left.kind !== 'object' || left.open) return notKnown(run, node, environment, 'instanceof');
  const { prototype } = classOf(run, right);
  let current = left.prototype;
  while (current?.kind === 'object' && current !== prototype) current = current.prototype;
  return literal(current === prototype, spanOf(node, environment));
}
