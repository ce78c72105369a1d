import { callAt, enclosingFunction, functionsAround } from '../../modules/enclosing.ts';
import type { Module } from '../../modules/module.ts';
import { isWithin, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { describeCallee } from '../../values/describe.ts';
import { closureOf, functionValue } from '../../values/names/environment.ts';
import { unknown, type FunctionValue, type StaticValue, type UnknownValue } from '../../values/value.ts';
import type { ContractKind } from '../contract.ts';
import type { GivingCall } from '../defines/given-defines.ts';
import type { FoundContract } from '../finding/found-contract.ts';
import { spanOf } from '../finding/placed-node.ts';
import type { CallSearch } from './call-search.ts';
import type { FactoryPlace } from './factory-names.ts';
import { isOfFactory, tracesOf, type FactoryWork } from './work.ts';

/** A function that a call gave back which had been given a define function: what it defines is known when it is called. */
interface Maker {
  readonly function: FunctionValue;
  /** Where the call stands. */
  readonly module: Module;
  readonly isSite: SiteTest;
  readonly kind: ContractKind | null;
  /** What there is when nobody calls it: define functions are given to what only a caller can tell. */
  readonly unread: readonly FoundContract[];
}

/** Tells the calls that are found as define calls by themselves. */
type SiteTest = (span: Span) => boolean;

interface Makers {
  /** Takes a call that gives a define function to another function. Where that cannot be followed, there may be a contract. */
  takeGiving(call: GivingCall, isSite: SiteTest): void;
  /** Takes what the calls of all makers define. */
  follow(): void;
}

export function createMakers(work: FactoryWork, search: CallSearch): Makers {
  const { evaluator, taken, add } = work;
  const makers = new Map<AnyNode, Maker>();

  function takeGiving(call: GivingCall, isSite: SiteTest): void {
    const { node, scope, module, kind: given } = call;
    if (taken.has(node)) return;
    taken.add(node);
    for (const { value, definitions } of tracesOf(call, evaluator)) {
      for (const { kind, span, spec, isRegistration } of definitions) {
        // Where a define call stands that is found by itself, the contract is taken there.
        if (isRegistration || isSite(span)) continue;
        const defining = { kind, module, node, scope, spec, definedAt: span, level: 1 };
        if (isOfFactory(defining)) {
          work.pending.push(defining);
          work.files.add(module.file);
          continue;
        }
        const inner = callWithin(node, span, module);
        add({ kind, module, node: inner ?? node, definedAt: inner ? null : span, spec });
      }
      if (given && value.kind === 'unknown' && definitions.length === 0) addLost(call, given, value, isSite);
      for (const made of functionsIn(value))
        addMaker({ function: made, module, isSite, kind: given, unread: given ? [lostAt(call, given)] : [] });
    }
  }

  function addMaker(maker: Maker): void {
    const { node } = closureOf(maker.function);
    const known = makers.get(node);
    makers.set(node, known ? { ...known, unread: [...known.unread, ...maker.unread] } : maker);
    work.files.add(maker.module.file);
  }

  /** A define function has been given to what cannot be followed, or to what a caller gives. */
  function addLost(call: GivingCall, kind: ContractKind, value: UnknownValue, isSite: SiteTest): void {
    const { scope, module } = call;
    const unread = lostAt(call, kind);
    const around = value.reason === 'parameter' ? enclosingFunction(scope) : null;
    if (!around?.parent) add(unread);
    else
      addMaker({
        function: functionValue(around.node, evaluator.environmentOf(module, around.parent)),
        module,
        isSite,
        kind,
        unread: [unread],
      });
  }

  function followMaker(maker: Maker): void {
    const { node: factory, environment } = closureOf(maker.function);
    const { module: home, scope: around } = environment;
    const place: FactoryPlace = { module: home, functions: [factory, ...functionsAround(around)] };
    const names = search.namesOf(place);
    let isCalled = false;
    for (const call of search.callsOf(factory, [home, maker.module], names)) {
      isCalled = true;
      takeGiving({ ...call, kind: maker.kind }, maker.isSite);
    }
    if (maker.unread.length > 0 && !isCalled && !search.mayBeCalledElsewhere(place, names)) maker.unread.forEach(add);
  }

  return {
    takeGiving,
    follow() {
      // What makers give may be makers: they come to the end of the list.
      for (const maker of makers.values()) followMaker(maker);
    },
  };
}

/** A contract of which nothing is known: a define function is given to a call that leads who knows where. */
function lostAt(call: GivingCall, kind: ContractKind): FoundContract {
  const { node, module } = call;
  const detail = describeCallee(unwrap(node['callee'] as AnyNode));
  return { kind, module, node, definedAt: null, spec: unknown('unknown-call', spanOf(call), detail), isLost: true };
}

/** A value that is a function, or holds some. */
export function functionsIn(value: StaticValue): readonly FunctionValue[] {
  if (value.kind === 'function') return [value];
  if (value.kind !== 'object') return [];
  const held = [...value.properties.values()].filter((property) => !property.getter).map((property) => property.value);
  return held.filter((member) => member.kind === 'function');
}

/** The call at a place inside of another call. */
function callWithin(node: AnyNode, span: Span, module: Module): AnyNode | null {
  return span.file === module.file && isWithin(span, node) ? (callAt(module, span)?.node ?? null) : null;
}
