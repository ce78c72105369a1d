import { enclosingFunction } from '../../modules/enclosing.ts';
import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import type { Trace } from '../../values/tracing.ts';
import type { Definition, StaticValue } from '../../values/value.ts';
import type { ContractKind } from '../contract.ts';
import { dependsOnParameters } from '../finding/depends-on-parameters.ts';
import { roundsOf } from '../finding/each-time.ts';
import type { FoundContract } from '../finding/found-contract.ts';
import type { PlacedNode } from '../finding/placed-node.ts';
import { specOfCall } from './altered-spec.ts';

/** What a call defines: the define call itself, or one of a factory. */
export interface DefiningCall extends PlacedNode {
  readonly kind: ContractKind;
  readonly spec: StaticValue;
  /** The define call at the bottom. */
  readonly definedAt: Span;
  /** How many factories lie between. */
  readonly level: number;
}

/** What the parts that find the contracts of factories share. */
export interface FactoryWork {
  readonly evaluator: Evaluator;
  load(file: string): Module | null;
  add(found: FoundContract): void;
  /** Calls inside of factories: what they define their callers tell, who are looked for next. */
  readonly pending: DefiningCall[];
  /** Where factories stand, or functions that become some by what they are given. */
  readonly files: Set<string>;
  /** Calls whose definitions have been taken. */
  readonly taken: Set<AnyNode>;
}

/** Whether a call stands in a function whose callers tell what it defines: the function is a factory. */
export function isOfFactory({ scope, spec }: Pick<DefiningCall, 'scope' | 'spec'>): boolean {
  return enclosingFunction(scope) !== null && dependsOnParameters(spec);
}

/** Takes what a call of a factory defines, and gives, as contracts, or for the factory that the call stands in. */
export function takeDefinitions(own: readonly Definition[], value: StaticValue, call: PlacedNode, level: number, work: FactoryWork): void {
  const [only, another] = own;
  const altered = only && !another ? specOfCall(only, value) : null;
  const { node, scope, module } = call;
  for (const { kind, span: definedAt, spec: written } of own) {
    const spec = altered ?? written;
    if (isOfFactory({ scope, spec })) work.pending.push({ kind, module, node, scope, spec, definedAt, level });
    else work.add({ kind, module, node, definedAt, spec });
  }
}

/** What a call gives and defines, each time that it is made. */
export function tracesOf({ node, scope, module }: PlacedNode, evaluator: Evaluator): readonly Trace[] {
  const rounds = roundsOf(node, scope, module, evaluator);
  return rounds ?? [evaluator.trace(() => evaluator.evaluate(node, evaluator.environmentOf(module, scope)))];
}
