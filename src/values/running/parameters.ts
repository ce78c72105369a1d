import { isNode, type AnyNode } from '../../modules/nodes.ts';
import { destructure } from '../expressions/destructure.ts';
import { spanOf, type Environment } from '../names/environment.ts';
import { givenParameters } from '../statements/parameters.ts';
import { literal, type Call, type StaticValue } from '../value.ts';
import { hasEffects } from './effects.ts';
import { bindName } from './environments.ts';
import { giveUp, type Run } from './run.ts';

/** Gives the parameters of a function what a call gives them. */
export function bindParameters(run: Run, node: AnyNode, call: Call, inner: Environment): void {
  for (const [pattern, given] of givenParameters(node, call)) bindPattern(run, pattern, given, inner);
}

/** Binds the names of a pattern. */
export function bindPattern(run: Run, pattern: AnyNode, value: StaticValue, environment: Environment): void {
  const span = spanOf(pattern, environment);
  const names = destructure(run.evaluation, pattern, value, environment, span);
  const isUntold = [...names.values()].some(({ kind }) => kind === 'unknown');
  // Whether a default is asked for is not known of what is not known, nor whether it can be taken apart.
  if (isUntold && (hasEffects(pattern) || (run.tries > 0 && pattern.type !== 'Identifier'))) giveUp();
  for (const [name, bound] of names) bindName({ ...pattern, name }, bound, environment);
}

/** Binds what a `const`, `let` or `var` declares. */
export function bindVariables(run: Run, statement: AnyNode, environment: Environment): void {
  if (statement['kind'] === 'using' || statement['kind'] === 'await using') giveUp();
  if (statement['declare'] === true) return;
  for (const declarator of statement['declarations'] as AnyNode[]) {
    const init = declarator['init'];
    // `var x;` leaves what it has.
    if (!isNode(init) && statement['kind'] === 'var') continue;
    const value = isNode(init) ? run.evaluation.evaluate(init, environment) : literal(undefined, spanOf(declarator, environment));
    bindPattern(run, declarator['id'] as AnyNode, value, environment);
  }
}
