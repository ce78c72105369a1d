import type { AnyNode } from '../../modules/nodes.ts';
import { iterated } from '../builtins/sets.ts';
import { bindPattern } from '../expressions/destructure.ts';
import { openEnvironment, spanOf, type Environment } from '../names/environment.ts';
import type { Evaluator } from '../evaluation.ts';
import { literal, type StaticValue } from '../value.ts';

/**
 * What the head of a `for … of` or `for … in` gives its names, round by round.
 * @param around where the loop stands
 * @returns an environment of the loop's own scope for each round, or null where they are not known
 */
export function roundsOf(evaluator: Evaluator, loop: AnyNode, around: Environment): readonly Environment[] | null {
  const left = loop['left'] as AnyNode;
  const scope = around.module.analysis.scopes.get(loop);
  if (left.type !== 'VariableDeclaration' || left['kind'] === 'var' || loop['await'] === true || !scope) return null;
  const right = evaluator.evaluate(loop['right'] as AnyNode, around);
  const values = loop.type === 'ForOfStatement' ? itemsOf(right) : namesOf(right);
  if (!values) return null;
  const [declarator] = left['declarations'] as AnyNode[];
  const pattern = declarator?.['id'] as AnyNode;
  const at = spanOf(loop, around);
  return values.map((value) => {
    const round = openEnvironment(around.module, scope, around);
    bindPattern(evaluator, pattern, value, round, at);
    return round;
  });
}

function itemsOf(given: StaticValue): readonly StaticValue[] | null {
  const value = iterated(given);
  return value.kind === 'array' && !value.rest ? value.items.map((item) => item.value) : null;
}

/** The names that a `for … in` goes over; what is inherited would be among them. */
function namesOf(value: StaticValue): readonly StaticValue[] | null {
  if (value.kind === 'array')
    return value.rest || value.hasHoles ? null : value.items.map((_, index) => literal(String(index), value.span));
  if (value.kind !== 'object' || value.open || value.prototype) return null;
  return [...value.properties].map(([name, { key }]) => literal(name, key));
}
