import type { AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { iterated } from '../builtins/sets.ts';
import { describe } from '../describe.ts';
import { spanOf, type Environment } from '../names/environment.ts';
import { comingFrom, unreadable, type Evaluation } from '../evaluation.ts';
import { literal, type Slot, type StaticValue, type UnknownValue, madeOf } from '../value.ts';

export function evaluateArray(evaluation: Evaluation, node: AnyNode, environment: Environment, span: Span): StaticValue {
  const items: Slot[] = [];
  let rest: UnknownValue | null = null;
  const hasHoles = (node['elements'] as (AnyNode | null)[]).includes(null);
  for (const element of node['elements'] as (AnyNode | null)[]) {
    if (element === null) items.push({ value: literal(undefined, span), span });
    else if (element.type === 'SpreadElement') {
      const slot = spanOf(element, environment);
      const spread = iterated(evaluation.evaluate(element['argument'] as AnyNode, environment));
      if (spread.kind === 'array') {
        for (const item of spread.items) items.push({ value: item.value, span: slot });
        rest ??= spread.rest;
      } else if (spread.kind === 'unknown') {
        const reason = spread.reason === 'parameter' ? 'parameter' : 'unknown-spread';
        rest ??= comingFrom(evaluation, madeOf(spread, { ...spread, reason }), element, environment);
      } else rest ??= unreadable(evaluation, 'unknown-spread', element, environment, describe(element['argument'] as AnyNode));
    } else items.push({ value: evaluation.evaluate(element, environment), span: spanOf(element, environment) });
  }
  return { kind: 'array', items, rest, span, ...(hasHoles && { hasHoles }) };
}
