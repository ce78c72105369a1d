import { isNode, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration } from '../../modules/scope.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { NOWHERE } from '../../source/span.ts';
import { truth } from '../expressions/operators.ts';
import { closureOf, type Environment } from '../names/environment.ts';
import { literal, unknown, type FunctionValue, type StaticValue } from '../value.ts';
import { openRun } from './environments.ts';
import { firstCallsOf, ownNodesIn, place, type FirstCall } from './first-calls.ts';
import { writeProperty } from './heap.ts';
import { isSame, othersWriting, placeAt, valueAtFirst, type Keeper, type Place } from './once-places.ts';
import { giveUp, RunGivenUp, Thrown, type Run } from './run.ts';
import { runStatements } from './statements.ts';

/**
 * A name or member that a module gives its value when a function of it is called for the first time, by whomever that may be. What is made
 * then is always the same where making it asks for nothing that changes: then it is made when the module has run.
 */
export interface MadeOnce extends Place {
  state: 'unmade' | 'making' | 'made' | 'unknown';
  /** What it has at first, then what was made. */
  value: StaticValue;
  readonly first: FirstCall;
  /** Where the function was created, which gives it its value, and what `this` is there. */
  readonly around: Environment;
  readonly fn: AnyNode;
  readonly self: StaticValue | undefined;
  /** All that have their values together: `done`, `value`. */
  readonly together: readonly MadeOnce[];
}

/** A function, and what it is a method of. */
export interface Method {
  readonly fn: FunctionValue;
  readonly self: StaticValue | undefined;
}

/**
 * Notes what functions of a module make when they are first called, and where they write it to.
 * @param isAsked whether that may be asked for, when the module has run: the values are kept apart then
 */
export function noteMadeOnce(run: Run, methods: readonly Method[], isAsked: boolean): readonly MadeOnce[] {
  return methods.flatMap(({ fn, self }) => {
    const { node, environment } = closureOf(fn);
    // Of other modules it was noted when those had run, but for instances of their classes.
    if (environment.openedBy !== run.current && (self?.kind !== 'object' || run.foreign.has(self))) return [];
    return firstCallsOf(node).flatMap((first) => noteFirstCall(run, { first, fn: node, around: environment, self }, isAsked));
  });
}

type Making = Pick<MadeOnce, 'first' | 'fn' | 'around' | 'self'>;

function noteFirstCall(run: Run, making: Making, isAsked: boolean): readonly MadeOnce[] {
  const { first, fn, around } = making;
  const environment = open(run, making);
  if (!environment) return [];
  const placeOf = (target: AnyNode): Place | null => placeAt(run, target, environment, fn);
  const targets = first.making.flatMap((part) => [...ownNodesIn(part)].flatMap((node) => assignedIn(node) ?? []));
  const written = targets.flatMap((target) => {
    const at = placeOf(target);
    return at ? { target, ...at } : [];
  });
  const tested = placeOf(first.tested);
  if (!tested || !written.some((one) => isSame(one, tested))) return [];
  const places = written.filter((one, index) => written.findIndex((other) => isSame(one, other)) === index);
  const isElsewhere = ({ keeper, key }: Place): boolean =>
    ('kind' in keeper ? run.foreign.has(keeper) : keeper.openedBy !== run.current) || run.madeOnce.get(keeper)?.has(key) === true;
  if (places.some(isElsewhere)) return [];
  const own = new Set(written.map(({ target }) => target));
  let isReset = false;
  // What it makes for one caller is not what it makes for another.
  const namesItself = first.making.some((part) => [...nodesIn(part)].some(({ type }) => type === 'ThisExpression' || type === 'Super'));
  if (namesItself && !written.every(({ target, keeper }) => isOfItself(target) && keeper === making.self)) return [];
  for (const one of places) {
    const others = othersWriting(run, one, own, around);
    if (!others || (others.length > 0 && places.length > 1)) return [];
    isReset ||= others.length > 0;
    for (const target of others) own.add(target);
  }
  for (const target of own) run.firstWrites.add(target);
  if (!isAsked) return [];
  const together: MadeOnce[] = [];
  for (const { keeper, key } of places) {
    const known = run.madeOnce.get(keeper) ?? new Map<Declaration | string, MadeOnce>();
    run.madeOnce.set(keeper, known);
    const value = valueAtFirst(run, keeper, key);
    const isThere = value && truth(value) !== false;
    const state = !value || value.kind === 'unknown' || (isThere && isReset) ? 'unknown' : isThere ? 'made' : 'unmade';
    const once = { ...making, state, value: value ?? literal(undefined, NOWHERE), keeper, key, together } satisfies MadeOnce;
    together.push(once);
    known.set(key, once);
  }
  if (new Set(together.map(({ state }) => state)).size > 1) for (const one of together) one.state = 'unknown';
  const isOfThem = (node: AnyNode): boolean => {
    const at = place(node) === node ? placeOf(node) : null;
    return at !== null && places.some((one) => isSame(one, at));
  };
  for (const part of [first.tested, ...first.making, ...first.after])
    for (const node of ownNodesIn(part)) if (isOfThem(node)) run.firstUses.add(node);
  return together;
}

function isOfItself({ object }: AnyNode): boolean {
  return isNode(object) && unwrap(object).type === 'ThisExpression';
}

function assignedIn({ type, operator, left }: AnyNode): AnyNode | null {
  return type === 'AssignmentExpression' && /^(?:\?\?|\|\|)?=$/.test(String(operator)) ? place(left) : null;
}

/** The environment of a call of the function that is given nothing; null where it may do more than it is seen to. */
function open(run: Run, { fn, around, self }: Making): Environment | null {
  const scope = around.module.analysis.scopes.get(fn);
  // Before the part that makes it, such names may have a value.
  if (!scope || [...scope.declarations.values()].some(({ kind }) => kind === 'var')) return null;
  return openRun(run, around.module, scope, around, fn.type === 'ArrowFunctionExpression' ? undefined : self);
}

/** What a name or member has that was made when it was first asked for; undefined for any other, and where that is not known. */
export function madeOnceBy(run: Run, node: AnyNode, environment: Environment): MadeOnce | undefined {
  if (!run.firstUses.has(node)) return undefined;
  const at = placeAt(run, node, environment, null);
  const once = at && run.madeOnce.get(at.keeper)?.get(at.key);
  if (!once) return undefined;
  if (once.state === 'unmade') make(run, once);
  return once.state === 'unknown' ? undefined : once;
}

/** What is kept there is asked for by nothing else: others find it with a value, or without one. */
export function hideMadeOnce(run: Run, all: readonly MadeOnce[]): void {
  for (const { keeper, key } of all) {
    if (!('kind' in keeper) || typeof key !== 'string' || run.foreign.has(keeper)) continue;
    const { span } = keeper;
    const value = unknown('mutated', span, 'what is written to');
    if (keeper.kind === 'function') run.properties.get(keeper)?.set(key, { key: span, span, value });
    else if (key.startsWith('#') && keeper.kind === 'object') run.privates.get(keeper)?.set(key, value);
    else if (keeper.kind === 'object') writeProperty(run, keeper, key, value, span);
  }
}

/** Makes what has not been made, as whoever asks first would. */
export function makeAll(run: Run, all: readonly MadeOnce[]): void {
  for (const once of all) if (once.state === 'unmade') make(run, once);
}

function make(run: Run, once: MadeOnce): void {
  const { first, together, around } = once;
  const { current, calls, tries, asynchronous, yields, awaited, outside, isMaking } = run;
  const met = run.met.length;
  // Any module may be the first to call it: names that are given other values have none that is known, and what cannot be followed is not made.
  const fresh = { calls: [], tries: 0, asynchronous: 0, yields: null, awaited: null, outside: 0, isMaking: true };
  Object.assign(run, fresh, { current: { ...around.module } });
  for (const one of together) one.state = 'making';
  let state: MadeOnce['state'] = 'unknown';
  try {
    const environment = open(run, once) ?? giveUp();
    const [part] = first.making;
    if (part && /Expression$/.test(part.type)) run.evaluation.evaluate(part, environment);
    else runStatements(run, first.making, environment);
    const isMade = madeOnceBy(run, first.tested, environment);
    // What it defines is defined by who asks first.
    if (isMade && truth(isMade.value) && run.met.length === met) state = 'made';
  } catch (error) {
    if (!(error instanceof RunGivenUp || error instanceof Thrown)) throw error;
  } finally {
    Object.assign(run, { current, calls, tries, asynchronous, yields, awaited, outside, isMaking });
    run.met.length = met;
    for (const one of together) one.state = state;
  }
}

/** What was made of the names of an environment, or the members of a class or object. */
export function madeOf(run: Run, keeper: Keeper): ReadonlyMap<Declaration | string, MadeOnce> {
  return run.madeOnce.get(keeper) ?? NONE;
}

const NONE: ReadonlyMap<Declaration | string, MadeOnce> = new Map();
