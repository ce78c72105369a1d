import type { Module } from '../../modules/module.ts';
import { unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { StaticValue } from '../../values/value.ts';
import type { DefineSite } from '../defines/define-calls.ts';
import type { FoundContract } from '../finding/found-contract.ts';
import { contractForm, isGivenOut, mentionsFramework, shapedKind, shapedLiterals } from './contract-shape.ts';
import { evidenceOf, type Evidence } from './evidence.ts';
import { valuesOf } from './given-values.ts';
import { take, type RegistryWork } from './work.ts';

/** The objects of a module that have the form of a contract and are meant as one by a type, or by how they are given away. */
export function takeShaped(module: Module, calls: readonly DefineSite[], isWhole: boolean, work: RegistryWork): readonly FoundContract[] {
  const { evaluator, types, modules, places, forms } = work;
  if (types.isOfFramework(module.file)) return [];
  const defined = new Set(calls.flatMap(({ argument }) => (argument ? [unwrap(argument)] : [])));
  const isKnown = (node: AnyNode): boolean => defined.has(node) || places.has(node) || (!isWhole && isGivenOut(node, module));
  return shapedLiterals(module, work, isKnown).flatMap((literal): readonly FoundContract[] => {
    const { node, scope } = literal;
    const evidence = evidenceOf(literal, module, evaluator);
    if (!evidence) return [];
    const values = valuesOf({ node, scope, module }, evaluator).filter((value) => isContractBy(value, evidence, module, modules));
    const kind = shapedKind(literal);
    const given = { kind, argument: node, receiver: null, module, evidence };
    const found = take(kind, values, { node, scope, module, given }, work);
    for (const one of found) forms.add(one.node);
    return found;
  });
}

/** Whether an object that has the form of a contract is one: the less its form tells, the more something else must. */
export function isContractBy(value: StaticValue, evidence: Evidence, module: Module, modules: readonly string[]): boolean {
  const form = contractForm(value);
  if (form === 'likely') return evidence === 'typed' || mentionsFramework(module.text, modules);
  return form === 'certain' || (form === 'possible' && evidence === 'typed');
}
