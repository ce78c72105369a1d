import { callAround, enclosingFunction, functionsAround } from '../../modules/enclosing.ts';
import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import { addTo, groupBy } from '../../source/groups.ts';
import { contains, isSameSpan, type Span } from '../../source/span.ts';
import { describeCallee } from '../../values/describe.ts';
import { closureOf } from '../../values/names/environment.ts';
import type { Trace } from '../../values/tracing.ts';
import { unknown, type FunctionValue } from '../../values/value.ts';
import { isDeadCode } from '../defines/dead-code.ts';
import { dependsOnParameters } from '../finding/depends-on-parameters.ts';
import { spanOf, type PlacedNode } from '../finding/placed-node.ts';
import type { CallSearch } from './call-search.ts';
import type { FactoryPlace } from './factory-names.ts';
import { functionsIn } from './makers.ts';
import { takeDefinitions, tracesOf, type DefiningCall, type FactoryWork } from './work.ts';

/** Factories that call factories that call factories; beyond it a contract is left unread, and said to be. */
const MAX_LEVELS = 8;

/** Gives what finds the calls of all pending factories, and of the factories that these calls stand in: one contract for each. */
export function createFollower(work: FactoryWork, search: CallSearch): (others: readonly FactoryPlace[]) => void {
  const { evaluator, pending, add } = work;
  const followed = new Set<string>();
  /** Calls of factories that define a contract or not. */
  const lost = new Set<AnyNode>();
  /** Calls whose contracts have been taken, by the define calls that they lead to. */
  const told = new Map<AnyNode, Span[]>();
  /** The same of calls in functions that are written in a call: several factories may be what such a function is given. */
  const toldInCallbacks = new Map<AnyNode, Span[]>();

  function followAll(others: readonly FactoryPlace[]): void {
    for (let round = pending.splice(0); round.length > 0; round = pending.splice(0)) {
      const groups = groupsOf(round);
      search.prepare([...groups.map(([first]) => placeOf(first)), ...others]);
      for (const group of groups) {
        followed.add(factoryKey(group[0]));
        const place = placeOf(group[0]);
        const names = search.namesOf(place);
        const isCalled = followOne(group[0], names);
        if (search.mayBeCalledElsewhere(place, names)) continue;
        if (!isCalled) group.forEach(addUnread);
        else group.forEach((one) => addKept(one, names));
      }
    }
  }

  /** Several calls in one function lead to one and the same define call: following the function's calls finds all of their contracts. */
  function groupsOf(calls: readonly DefiningCall[]): readonly Group[] {
    const unfollowed = calls.filter((call) => !followed.has(factoryKey(call)));
    return [...groupBy(unfollowed, factoryKey).values()];
  }

  /** Whether any call of the factory was found. */
  function followOne(one: DefiningCall, names: ReadonlySet<string>): boolean {
    const factory = enclosingFunction(one.scope);
    if (!factory || one.level >= MAX_LEVELS) return false;
    const around = callAround(one.module, factory.node);
    if (around) return followCallback(one, { ...around, module: one.module });
    let isCalled = false;
    for (const call of search.callsOf(factory.node, [one.module], names)) if (followCall(one, call)) isCalled = true;
    return isCalled;
  }

  /** A factory that instances keep defines who knows what when their methods, or whoever has them, call it. */
  function addKept(one: DefiningCall, names: ReadonlySet<string>): void {
    const factory = enclosingFunction(one.scope);
    for (const kept of factory ? search.keptInInstances(factory.node, [one.module], names) : [])
      addCall(one, kept, unknown('unknown-call', spanOf(kept), describeCallee(kept.node)));
  }

  /** `keys.map((key) => defineCommand(…))`: the contracts stand where the define call stands. */
  function followCallback(one: DefiningCall, around: PlacedNode): boolean {
    const own = tracesOf(around, evaluator)
      .flatMap(({ definitions }) => definitions)
      .filter((definition) => isSameSpan(definition.span, one.definedAt));
    const isInFunction = enclosingFunction(around.scope) !== null;
    if (isInFunction && (own.length === 0 || own.some(({ spec }) => dependsOnParameters(spec)))) {
      pending.push({ ...one, ...around, level: one.level + 1 });
      return true;
    }
    const isTold = toldInCallbacks.get(one.node)?.some((definedAt) => isSameSpan(definedAt, one.definedAt));
    addTo(toldInCallbacks, one.node, one.definedAt);
    for (const { kind, spec } of isTold ? [] : own) add({ kind, module: one.module, node: one.node, definedAt: furtherAt(one), spec });
    return own.length > 0;
  }

  /** Evaluates a call of a factory, and takes the contracts that it defines, once. */
  function followCall(one: DefiningCall, call: PlacedNode): boolean {
    if (isDeadCode(call, evaluator)) return true;
    const known = told.get(call.node)?.some((definedAt) => isSameSpan(definedAt, one.definedAt));
    return known || followNew(one, call);
  }

  function followNew(one: DefiningCall, call: PlacedNode): boolean {
    const { result: traces, loops } = evaluator.withSkippedLoops(() => tracesOf(call, evaluator));
    const isTaken = traces.map((trace) => takeTrace(one, call, trace)).includes(true) || traces.length === 0;
    const loop = isTaken ? undefined : loops.find((skipped) => contains(skipped, one.definedAt));
    if (!loop) return isTaken;
    // Of a loop in the factory nobody knows how often it runs: there may be contracts.
    addCall(one, call, unknown('not-static', loop, 'a loop'));
    return true;
  }

  function takeTrace(one: DefiningCall, call: PlacedNode, trace: Trace): boolean {
    const { value, definitions } = trace;
    const own = definitions.filter((definition) => isSameSpan(definition.span, one.definedAt));
    const level = one.level + 1;
    if (own.length === 0) {
      for (const given of functionsIn(value)) followGiven(one, given, call.module);
      // Which way the factory goes cannot be told: there may be a contract.
      if (value.kind !== 'unknown' || lost.has(call.node)) return value.kind === 'unknown';
      lost.add(call.node);
      if (enclosingFunction(call.scope)) pending.push({ ...one, ...call, spec: value, level });
      else addCall(one, call, value);
      return true;
    }
    addTo(told, call.node, one.definedAt);
    takeDefinitions(own, value, call, level, work);
    return true;
  }

  /** What a call gives that was given the factory may call that: `const make = memoize(command)`. Whoever calls it with something else defines nothing. */
  function followGiven(one: DefiningCall, given: FunctionValue, module: Module): void {
    const { node, environment } = closureOf(given);
    const { module: home, scope } = environment;
    const key = `${factoryKey(one)} ${home.file}:${node.start}`;
    if (followed.has(key) || isSameFunction(node, one)) return;
    followed.add(key);
    const names = search.namesOf({ module: home, functions: [node, ...functionsAround(scope)] });
    for (const call of search.callsOf(node, [home, module], names)) {
      const defines = tracesOf(call, evaluator).some(({ definitions }) =>
        definitions.some((definition) => isSameSpan(definition.span, one.definedAt)),
      );
      if (defines) followCall(one, call);
    }
  }

  function addCall({ kind, definedAt }: DefiningCall, { node, module }: PlacedNode, spec: DefiningCall['spec']): void {
    add({ kind, module, node, definedAt, spec, isLost: true });
  }

  function addUnread(one: DefiningCall): void {
    add({ kind: one.kind, module: one.module, node: one.node, definedAt: furtherAt(one), spec: one.spec });
  }

  return followAll;
}

/** Where the define call stands, if the contract is not located there. */
function furtherAt({ definedAt, module, node }: DefiningCall): Span | null {
  return definedAt.file === module.file && definedAt.start === node.start ? null : definedAt;
}

type Group = [DefiningCall, ...DefiningCall[]];

function placeOf({ module, scope }: DefiningCall): FactoryPlace {
  return { module, functions: functionsAround(scope) };
}

/** Whether a function is the one around a call: its calls are looked for anyway. */
function isSameFunction(node: AnyNode, { scope }: DefiningCall): boolean {
  return enclosingFunction(scope)?.node === node;
}

/** One for all calls in one function that lead to one define call. */
function factoryKey({ definedAt, module, scope }: DefiningCall): string {
  return `${definedAt.file}:${definedAt.start} ${module.file} ${enclosingFunction(scope)?.node.start ?? -1}`;
}
