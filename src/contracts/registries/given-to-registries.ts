import { enclosingFunction } from '../../modules/enclosing.ts';
import type { Module } from '../../modules/module.ts';
import { unwrap, withoutSpread, type AnyNode } from '../../modules/nodes.ts';
import { describe } from '../../values/describe.ts';
import { unknown, type StaticValue, type UnknownValue, type UnreadableReason } from '../../values/value.ts';
import { dependsOnParameters } from '../finding/depends-on-parameters.ts';
import { timesOf } from '../finding/each-time.ts';
import type { FoundContract } from '../finding/found-contract.ts';
import { spanOf, type PlacedNode } from '../finding/placed-node.ts';
import { contractKind, type SpecKind } from '../types/spec-kind.ts';
import { isContract, objectsIn, valuesOf } from './given-values.ts';
import { registrationOf } from './registry-calls.ts';
import { receiverOf, registryOf } from './registry-of.ts';
import { registeringKind, registryKind } from './registry-values.ts';
import { isOfParameter, pass, take, type RegistryWork } from './work.ts';

/** Something that cannot be read, given to a registry. */
export interface Lost {
  readonly kind: SpecKind;
  readonly value: UnknownValue;
}

/** What comes from callers or from outside is written elsewhere. */
const OF_OTHERS = new Set<UnreadableReason>(['parameter', 'unresolved-import']);

/** A method that registers and is not called itself. */
const HANDED_ON = /\.register(?:Many|All)?\s*(?:[,;)\n]|\.bind\b)/;
const HANDED = /\.register(?:Many|All)?\b/;

/** What a module's calls give to registries, and what of it cannot be read. */
export function takeGiven(
  module: Module,
  work: RegistryWork,
): { readonly found: readonly FoundContract[]; readonly lost: readonly Lost[] } {
  const isHandedOn = HANDED_ON.test(module.text);
  const lost: Lost[] = [];
  const found = module.analysis.calls.flatMap((call) => {
    const placed = { ...call, module };
    const registration = registrationOf(call.node, call.scope, module, work.evaluator, work.types);
    if (registration) return registration.given.flatMap((one) => takeArgument(registration.kind, one, placed, lost, work));
    const ofParameter = takeOfParameter(placed, work);
    return isHandedOn && ofParameter.length === 0 ? takeHanded(placed, work) : ofParameter;
  });
  return { found, lost };
}

/** Of a registry that is given what cannot be read, objects of the module that have the form of a contract and are given to none otherwise. */
export function takeLost({ kind, value }: Lost, module: Module, { evaluator, places }: RegistryWork): readonly FoundContract[] {
  return module.analysis.contractForms.flatMap(({ node, scope }): readonly FoundContract[] => {
    if (places.has(node) || enclosingFunction(scope)) return [];
    places.add(node);
    const spec = unknown(value.reason, spanOf({ node, module }), value.detail);
    return [{ kind: contractKind(kind, spec, evaluator), module, node, definedAt: null, spec, registeredIn: module.file }];
  });
}

function takeArgument(kind: SpecKind, one: AnyNode, call: PlacedNode, lost: Lost[], work: RegistryWork): readonly FoundContract[] {
  const { module } = call;
  const argument = withoutSpread(one);
  const place = { ...call, node: argument };
  const values = valuesOf(place, work.evaluator);
  const given = { kind, argument, receiver: null, module };
  const found = [...take(kind, values, { ...place, given }, work), ...takeUnread(kind, place, work)];
  const value = values.find((each) => each.kind === 'unknown' && !OF_OTHERS.has(each.reason));
  if (found.length === 0 && value?.kind === 'unknown') lost.push({ kind, value });
  return found;
}

/** What code outside makes of a contract that is given to it. */
function takeUnread(kind: SpecKind, { node, scope, module }: PlacedNode, { evaluator, places }: RegistryWork): readonly FoundContract[] {
  if (node.type !== 'CallExpression' || places.has(node)) return [];
  const environment = evaluator.environmentOf(module, scope);
  if (evaluator.evaluate(node, environment).kind !== 'unknown') return [];
  const given = (node['arguments'] as AnyNode[]).map((argument) => evaluator.evaluate(argument, environment)).find(isContract);
  if (!given || (enclosingFunction(scope) && dependsOnParameters(given))) return [];
  places.add(node);
  const spec = unknown('unknown-call', given.span, describe(node));
  return [{ kind: contractKind(kind, given, evaluator), module, node, definedAt: null, spec, registeredIn: module.file }];
}

/** `[A].forEach(registry.register, registry)`: a call that is given what registers. */
function takeHanded(call: PlacedNode, work: RegistryWork): readonly FoundContract[] {
  const { node, scope, module } = call;
  const { evaluator } = work;
  const environment = evaluator.environmentOf(module, scope);
  const isHanded = (argument: AnyNode): boolean =>
    HANDED.test(module.text.slice(argument.start, argument.end)) &&
    argument.type !== 'ArrowFunctionExpression' &&
    registeringKind(evaluator.evaluate(argument, environment)) !== null;
  if (!(node['arguments'] as AnyNode[]).some(isHanded)) return [];
  const { definitions } = evaluator.trace(() => evaluator.evaluate(node, environment));
  return definitions.flatMap(({ isRegistration, kind, spec }) =>
    isRegistration ? take(kind, [spec], { ...call, given: null }, work) : [],
  );
}

/** A call of a method by the name on a parameter: whether that is a registry, what calls the function tells. */
function takeOfParameter({ node, scope, module }: PlacedNode, work: RegistryWork): readonly FoundContract[] {
  const { evaluator } = work;
  const receiver = receiverOf(unwrap(node['callee'] as AnyNode));
  if (!receiver || !enclosingFunction(scope) || !isOfParameter(receiver, scope)) return [];
  // By its type it is another registry.
  if (unwrap(receiver).type !== 'MemberExpression' && registryOf(receiver, scope, module, evaluator)) return [];
  return (node['arguments'] as AnyNode[]).flatMap((argument): readonly FoundContract[] => {
    const place = { node: argument, scope, module };
    const values: readonly StaticValue[] = valuesOf(place, evaluator);
    if (!values.flatMap(objectsIn).some(isContract)) return [];
    const times = timesOf(receiver, scope, module, evaluator)?.map(({ value }) => registryKind(value));
    const kind = times?.find((one) => one !== null);
    if (kind) return take(kind, values, { ...place, given: null }, work);
    pass({ given: { kind: null, argument, receiver, module }, scope, module }, work);
    return [];
  });
}
