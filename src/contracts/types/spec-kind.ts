import type { EvaluatorPort, StaticValue } from '../../values/value.ts';
import type { ContractKind } from '../contract.ts';

/** What a type or a registry of the framework's says of a contract: whether an operation is a command or a query, it says itself. */
export type SpecKind = ContractKind | 'operation';

export function contractKind(stated: SpecKind, spec: StaticValue, evaluator: EvaluatorPort): ContractKind {
  if (stated !== 'operation') return stated;
  const kind = evaluator.member(evaluator.member(spec, 'meta', spec.span), 'kind', spec.span);
  return kind.kind === 'literal' && kind.value === 'query' ? 'query' : 'command';
}
