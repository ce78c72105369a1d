import type { Module } from '../../modules/module.ts';
import { unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import { jsDocLiterals } from '../types/jsdoc-types.ts';
import { contractKind, type SpecKind } from '../types/spec-kind.ts';
import type { SpecTypes } from '../types/spec-types.ts';
import type { DefineSite } from './define-calls.ts';

export const LITERAL_TYPES: ReadonlyMap<string, SpecKind> = new Map<string, SpecKind>([
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
    const kind = contractKind(found, evaluator.evaluate(node, evaluator.environmentOf(module, scope)), evaluator);
    sites.set(node, { node, scope, module, kind, argument: node });
  }
  return [...sites.values()];
}
