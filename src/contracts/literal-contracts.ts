import type { Module } from '../modules/module.ts';
import { unwrap, type AnyNode } from '../modules/nodes.ts';
import type { Evaluator } from '../values/evaluation.ts';
import type { StaticValue } from '../values/value.ts';
import type { ContractKind } from './contract.ts';
import type { DefineSite } from './find.ts';
import { jsDocLiterals } from './jsdoc-types.ts';
import { operationKind } from './registry-values.ts';
import type { SpecTypes } from './spec-types.ts';

export const LITERAL_TYPES: ReadonlyMap<string, ContractKind | 'operation'> = new Map<string, ContractKind | 'operation'>([
  ['EventSpec', 'event'],
  ['AnyEventSpec', 'event'],
  ['OperationSpec', 'operation'],
  ['AnyOperationSpec', 'operation'],
]);

/** Literals that are contracts without a define call, by a type of the framework's. */
export function findLiteralContracts(
  module: Module,
  evaluator: Evaluator,
  types: SpecTypes,
  calls: readonly DefineSite[],
): readonly DefineSite[] {
  const passed = new Set(calls.map((site) => (site.argument ? unwrap(site.argument) : null)));
  const sites = new Map<AnyNode, DefineSite>();
  for (const { node, scope, type } of [...module.analysis.typedLiterals, ...jsDocLiterals(module)]) {
    const found = LITERAL_TYPES.get(types.frameworkName(module, type) ?? '');
    if (!found || passed.has(node) || sites.has(node)) continue;
    const kind = kindOf(found, evaluator.evaluate(node, evaluator.environmentOf(module, scope)), evaluator);
    sites.set(node, { node, scope, kind, argument: node });
  }
  return [...sites.values()];
}

/** Of an operation, the kind that it says itself. */
export function kindOf(found: ContractKind | 'operation', value: StaticValue, evaluator: Evaluator): ContractKind {
  if (found !== 'operation') return found;
  return operationKind(value, evaluator);
}
