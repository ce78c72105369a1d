import { callAround, enclosingFunction, functionsAround } from '../../modules/enclosing.ts';
import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import type { StaticValue } from '../../values/value.ts';
import { callAroundAll, timesWithin } from '../finding/each-time.ts';
import type { FactoryPlace } from '../factories/factory-names.ts';
import type { FoundContract } from '../finding/found-contract.ts';
import type { PlacedNode } from '../finding/placed-node.ts';
import { contractKind } from '../types/spec-kind.ts';
import { contractForm } from './contract-shape.ts';
import { isContract } from './given-values.ts';
import { registryKind } from './registry-values.ts';
import { isContractBy } from './shaped-contracts.ts';
import { take, type Given, type Passing, type RegistryWork } from './work.ts';

/** Functions that pass on to functions that pass on; beyond it nobody gives a registry anything. */
const MAX_LEVELS = 4;

/** The calls of functions, for each of them. */
export type CallsOf = (places: readonly FactoryPlace[]) => readonly (readonly PlacedNode[])[];

/** Takes what the callers give of functions that pass on what they are given. */
export function takePassedOn(callsOf: CallsOf, work: RegistryWork): readonly FoundContract[] {
  const { passing } = work;
  const found: FoundContract[] = [];
  for (let level = 0, round = passing.splice(0); round.length > 0 && level < MAX_LEVELS; level++, round = passing.splice(0)) {
    const inFunctions = round.filter(({ scope, module }) => !isWrittenInCall(scope, module));
    const calls = callsOf(inFunctions.map(placeOf));
    for (const [index, { given }] of inFunctions.entries()) {
      for (const call of calls[index] ?? []) found.push(...takeCall(given, call, work));
    }
    const unseen = round.filter((one) => !calls[inFunctions.indexOf(one)]?.length);
    found.push(...unseen.flatMap((one) => takeUncalled(one, work)));
  }
  return found;
}

/** The function that passes something on, with those around it. */
export function placeOf({ scope, module }: Passing): FactoryPlace {
  return { module, functions: functionsAround(scope) };
}

/** What a call of a function that passes on gives to the registry. */
function takeCall(
  { argument, receiver, kind: known, module: home, evidence }: Given,
  call: PlacedNode,
  work: RegistryWork,
): readonly FoundContract[] {
  const { evaluator, modules } = work;
  const around = callAroundAll(call, call.module);
  const watch = (node: AnyNode): readonly StaticValue[] => {
    const within = [around, call].map((one) => timesWithin(one, call.module, evaluator, { node, module: home }));
    return within.find((times) => times && times.length > 0)?.map(({ value }) => value) ?? [];
  };
  const kind =
    known ??
    watch(receiver ?? argument)
      .map(registryKind)
      .find((one) => one !== null);
  if (!kind) return [];
  const values = evidence ? watch(argument).filter((value) => isContractBy(value, evidence, home, modules)) : watch(argument);
  const given = { kind, argument, receiver: null, module: home, ...(evidence && { evidence }) };
  return take(kind, values, { ...call, given }, work);
}

/** A contract that a function makes which nobody is seen to call. */
function takeUncalled(
  { given: { kind, argument: node, evidence }, scope, module }: Passing,
  { evaluator, places }: RegistryWork,
): readonly FoundContract[] {
  if (!kind || places.has(node)) return [];
  const spec = evaluator.evaluate(node, evaluator.environmentOf(module, scope));
  const isMade = evidence ? contractForm(spec) === 'certain' : node.type === 'ObjectExpression' && isContract(spec);
  if (!isMade) return [];
  places.add(node);
  const found = { kind: contractKind(kind, spec, evaluator), module, node, definedAt: null, spec, registeredIn: module.file };
  return [evidence ? { ...found, isForm: true } : found];
}

/** What stands in a call is run by it, not by a name. */
function isWrittenInCall(scope: Scope, module: Module): boolean {
  const around = enclosingFunction(scope);
  return around !== null && callAround(module, around.node) !== null;
}
