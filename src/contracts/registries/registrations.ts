import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isWithin, rootOfChain, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { describe } from '../../values/describe.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import { unknown, type ObjectValue, type StaticValue, type UnknownValue, type UnreadableReason } from '../../values/value.ts';
import type { DefineSite } from '../defines/define-calls.ts';
import { dependsOnParameters } from '../depends-on-parameters.ts';
import { callAround, enclosingFunction, functionsAround } from '../enclosing.ts';
import type { FactoryPlace } from '../factories/factory-names.ts';
import type { Found } from '../found.ts';
import { spanOf, type PlacedNode } from '../placed-node.ts';
import { callAroundAll, timesOf, timesWithin } from '../rounds.ts';
import { contractKind, type SpecKind } from '../spec-kind.ts';
import type { SpecTypes } from '../spec-types.ts';
import { contractForm, isGivenOut, mentionsFramework, shapedKind, shapedLiterals } from './contract-shape.ts';
import { evidenceOf, type Evidence } from './evidence.ts';
import { objectsIn, valuesOf } from './given-values.ts';
import { literalAt } from './literal-at.ts';
import { receiverOf, registrationOf, registryOf } from './registry-calls.ts';
import { registeringKind, registryKind } from './registry-values.ts';

/** Functions that pass on to functions that pass on; beyond it nobody gives a registry anything. */
const MAX_LEVELS = 4;

/** An expression that is given to a registry, or, where only callers tell whether it is one, the registry too. */
interface Given {
  readonly kind: SpecKind | null;
  readonly argument: AnyNode;
  readonly receiver: AnyNode | null;
  readonly module: Module;
  /** What says of an object that has the form of a contract that it is one. */
  readonly evidence?: Evidence;
}

/** Something that a function passes on: what its callers give it. */
interface Passing {
  readonly given: Given;
  readonly scope: Scope;
  readonly module: Module;
}

/** What is given to the framework's registries: objects from whichever file. Those that a define function gave are among them. */
export interface Registrations {
  /**
   * What a module gives to them, and its objects that have the form of a contract and are meant as one by a type, or by how they are given away.
   * Each stands where it is written, or, of one that a function makes, where it is given.
   * @param calls of define functions, whose arguments are theirs
   * @param isWhole false where other files are not looked at: what is given out may be the argument of a define function there
   */
  examine(module: Module, calls: readonly DefineSite[], isWhole: boolean): readonly Found[];
  /** Functions that pass on what they are given, as far as they are known. */
  readonly passedOn: readonly FactoryPlace[];
  /** What the callers of these give. */
  follow(callsOf: (places: readonly FactoryPlace[]) => readonly (readonly PlacedNode[])[]): readonly Found[];
}

/** @param modules the packages that define functions come from */
export function createRegistrations(
  evaluator: Evaluator,
  types: SpecTypes,
  load: (file: string) => Module | null,
  modules: readonly string[],
): Registrations {
  const passing: Passing[] = [];
  const places = new Set<AnyNode>();
  const forms = new Set<AnyNode>();

  function pass(one: Passing): void {
    // What the framework's own functions are given, its users define.
    if (!types.isOfFramework(one.module.file)) passing.push(one);
  }

  function take(kind: SpecKind, values: readonly StaticValue[], place: PlacedNode, given: Given | null): readonly Found[] {
    const isInFunction = enclosingFunction(place.scope) !== null;
    // Code that passes on what it is given.
    if (given && isInFunction && (values.some(dependsOnParameters) || isGivenInLoop(place)))
      pass({ given, scope: place.scope, module: place.module });
    const found = values.flatMap((value): readonly Found[] => {
      if (isInFunction && dependsOnParameters(value)) return [];
      return objectsIn(value).flatMap((object) => placed(kind, object, place, given?.evidence !== undefined) ?? []);
    });
    const fresh = found.filter(({ node }) => !places.has(node));
    // What is given in each round of a loop may stand at one place.
    for (const { node } of fresh) places.add(node);
    return fresh;
  }

  /** Where an object is written, or, of one that a function makes, where it is given. */
  function placed(kind: SpecKind, object: ObjectValue, { node: at, module }: PlacedNode, byForm: boolean): Found | null {
    const home = load(object.span.file);
    const literal = home && literalAt(home, object.span);
    if (!home || !literal) return null;
    // Of one and the same form, which is found where it is written.
    if (forms.has(literal.node)) return null;
    const isMade = literal.functions.some((around) => home !== module || !isWithin(at, around)) && !isWithin(literal.node, at);
    return {
      kind: contractKind(kind, object, evaluator),
      module: isMade ? module : home,
      node: isMade ? at : literal.node,
      definedAt: isMade ? object.span : null,
      spec: object,
      registeredIn: module.file,
      ...(byForm && { isForm: true as const }),
    };
  }

  /** What code outside makes of a contract that is given to it. */
  function takeUnread(kind: SpecKind, node: AnyNode, scope: Scope, module: Module): readonly Found[] {
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
  function takeHanded(node: AnyNode, scope: Scope, module: Module): readonly Found[] {
    const environment = evaluator.environmentOf(module, scope);
    const isHanded = (argument: AnyNode): boolean => {
      const text = module.text.slice(argument.start, argument.end);
      return (
        HANDED.test(text) &&
        argument.type !== 'ArrowFunctionExpression' &&
        registeringKind(evaluator.evaluate(argument, environment)) !== null
      );
    };
    if (!(node['arguments'] as AnyNode[]).some(isHanded)) return [];
    const { definitions } = evaluator.trace(() => evaluator.evaluate(node, environment));
    return definitions.flatMap(({ isRegistration, kind, spec }) =>
      isRegistration ? take(kind, [spec], { node, scope, module }, null) : [],
    );
  }

  /** A call of a method by the name on a parameter: whether that is a registry, what calls the function tells. */
  function takeOfParameter(node: AnyNode, scope: Scope, module: Module): readonly Found[] {
    const receiver = receiverOf(unwrap(node['callee'] as AnyNode));
    if (!receiver || !enclosingFunction(scope) || !isOfParameter(receiver, scope)) return [];
    // By its type it is another registry.
    if (unwrap(receiver).type !== 'MemberExpression' && registryOf(receiver, scope, module, evaluator)) return [];
    return (node['arguments'] as AnyNode[]).flatMap((argument): readonly Found[] => {
      const values = valuesOf({ node: argument, scope, module }, evaluator);
      if (!values.flatMap(objectsIn).some(isContract)) return [];
      const times = timesOf(receiver, scope, module, evaluator)?.map(({ value }) => registryKind(value));
      const kind = times?.find((one) => one !== null);
      if (kind) return take(kind, values, { node: argument, scope, module }, null);
      pass({ given: { kind: null, argument, receiver, module }, scope, module });
      return [];
    });
  }

  /** Of a registry that is given what cannot be read, objects of the module that have the form of a contract and are given to none otherwise. */
  function takeLost({ kind, value }: Lost, module: Module): readonly Found[] {
    return module.analysis.contractForms.flatMap(({ node, scope }): readonly Found[] => {
      if (places.has(node) || enclosingFunction(scope)) return [];
      places.add(node);
      const spec = unknown(value.reason, spanOf({ node, module }), value.detail);
      return [{ kind: contractKind(kind, spec, evaluator), module, node, definedAt: null, spec, registeredIn: module.file }];
    });
  }

  function examine(module: Module, calls: readonly DefineSite[], isWhole: boolean): readonly Found[] {
    const lost: Lost[] = [];
    const found = [...takeAll(module, lost), ...takeForms(module, calls, isWhole)];
    return [...found, ...lost.flatMap((one) => takeLost(one, module))];
  }

  function takeForms(module: Module, calls: readonly DefineSite[], isWhole: boolean): readonly Found[] {
    if (types.isOfFramework(module.file)) return [];
    const defined = new Set(calls.flatMap(({ argument }) => (argument ? [unwrap(argument)] : [])));
    const isKnown = (node: AnyNode): boolean => defined.has(node) || places.has(node) || (!isWhole && isGivenOut(node, module));
    return shapedLiterals(module, modules, isKnown).flatMap((literal): readonly Found[] => {
      const { node, scope } = literal;
      const evidence = evidenceOf(literal, module, evaluator);
      if (!evidence) return [];
      const values = valuesOf({ node, scope, module }, evaluator).filter((value) => isContractBy(value, evidence, module));
      const kind = shapedKind(literal);
      const found = take(kind, values, { node, scope, module }, { kind, argument: node, receiver: null, module, evidence });
      for (const one of found) forms.add(one.node);
      return found;
    });
  }

  /** Whether an object that has the form of a contract is one: the less its form tells, the more something else must. */
  function isContractBy(value: StaticValue, evidence: Evidence, module: Module): boolean {
    const form = contractForm(value);
    if (form === 'likely') return evidence === 'typed' || mentionsFramework(module.text, modules);
    return form === 'certain' || (form === 'possible' && evidence === 'typed');
  }

  function takeAll(module: Module, lost: Lost[]): readonly Found[] {
    const isHandedOn = HANDED_ON.test(module.text);
    return module.analysis.calls.flatMap(({ node, scope }) => {
      const registration = registrationOf(node, scope, module, evaluator, types);
      if (!registration) {
        const found = takeOfParameter(node, scope, module);
        return isHandedOn && found.length === 0 ? takeHanded(node, scope, module) : found;
      }
      const { kind, given } = registration;
      return given.flatMap((one) => {
        const argument = unwrap(one.type === 'SpreadElement' ? (one['argument'] as AnyNode) : one);
        const values = valuesOf({ node: argument, scope, module }, evaluator);
        const found = [
          ...take(kind, values, { node: argument, scope, module }, { kind, argument, receiver: null, module }),
          ...takeUnread(kind, argument, scope, module),
        ];
        const value = values.find((given) => given.kind === 'unknown' && !OF_OTHERS.has(given.reason));
        if (found.length === 0 && value?.kind === 'unknown') lost.push({ kind, value });
        return found;
      });
    });
  }

  /** What a call of a function that passes on gives to the registry. */
  function takeCall({ argument, receiver, kind: known, module: home, evidence }: Given, call: PlacedNode): readonly Found[] {
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
    const values = evidence ? watch(argument).filter((value) => isContractBy(value, evidence, home)) : watch(argument);
    return take(kind, values, call, { kind, argument, receiver: null, module: home, ...(evidence && { evidence }) });
  }

  /** A contract that a function makes which nobody is seen to call. */
  function takeUncalled({ given: { kind, argument: node, evidence }, scope, module }: Passing): readonly Found[] {
    if (!kind || !evidence || places.has(node)) return [];
    const spec = evaluator.evaluate(node, evaluator.environmentOf(module, scope));
    if (contractForm(spec) !== 'certain') return [];
    places.add(node);
    return [{ kind: contractKind(kind, spec, evaluator), module, node, definedAt: null, spec, registeredIn: module.file, isForm: true }];
  }

  return {
    examine,
    get passedOn() {
      return passing.map(placeOf);
    },
    follow(callsOf) {
      const found: Found[] = [];
      for (let level = 0, round = passing.splice(0); round.length > 0 && level < MAX_LEVELS; level++, round = passing.splice(0)) {
        const inFunctions = round.filter(({ scope, module }) => !isWrittenInCall(scope, module));
        const calls = callsOf(inFunctions.map(placeOf));
        for (const [index, { given }] of inFunctions.entries()) for (const call of calls[index] ?? []) found.push(...takeCall(given, call));
        const unseen = round.filter((one) => !calls[inFunctions.indexOf(one)]?.length);
        found.push(...unseen.flatMap(takeUncalled));
      }
      return found;
    },
  };
}

function placeOf({ scope, module }: Passing): FactoryPlace {
  return { module, functions: functionsAround(scope) };
}

/** What comes from callers or from outside is written elsewhere. */
const OF_OTHERS = new Set<UnreadableReason>(['parameter', 'unresolved-import']);

/** Something that cannot be read, given to a registry. */
interface Lost {
  readonly kind: SpecKind;
  readonly value: UnknownValue;
}

/** A method that registers and is not called itself. */
const HANDED_ON = /\.register(?:Many|All)?\s*(?:[,;)\n]|\.bind\b)/;
const HANDED = /\.register(?:Many|All)?\b/;

/** What stands in a call is run by it, not by a name. */
function isWrittenInCall(scope: Scope, module: Module): boolean {
  const around = enclosingFunction(scope);
  return around !== null && callAround(module, around.node) !== null;
}

function isOfParameter(receiver: AnyNode, scope: Scope): boolean {
  const root = rootOfChain(receiver);
  return root.type === 'Identifier' && lookup(scope, root['name'] as string)?.kind === 'parameter';
}

/** Whether an argument, or one of the arguments of a call, is what a loop over a parameter goes over. */
function isGivenInLoop({ node, scope }: PlacedNode): boolean {
  return [node, ...((node['arguments'] ?? []) as AnyNode[])].some((part) => {
    const declaration = part.type === 'Identifier' ? lookup(scope, part['name'] as string) : undefined;
    return declaration?.inLoopHead === true && isOfParameter(declaration.scope.node['right'] as AnyNode, declaration.scope);
  });
}

/** Whether a value has the form of a contract. */
function isContract(value: StaticValue): boolean {
  return value.kind === 'object' && value.properties.has('meta');
}
