import type { Module } from '../modules/module.ts';
import { isNode, unwrap, type AnyNode } from '../modules/nodes.ts';
import type { Declaration, Scope, ScopedNode } from '../modules/scope.ts';
import { contains, type Span } from '../source/span.ts';
import { describeCallee } from '../values/describe.ts';
import { closureOf, functionValue, type Environment } from '../values/environment.ts';
import type { Evaluator } from '../values/evaluation.ts';
import type { Trace } from '../values/tracing.ts';
import { withSkippedLoops } from '../values/statements.ts';
import { unknown, type Definition, type FunctionValue, type StaticValue, type UnknownValue } from '../values/value.ts';
import type { ContractKind } from './contract.ts';
import { factoryNames, holds, mayBeNamed, ownNames, type FactoryPlace } from './factory-names.ts';
import { enclosingFunction, givenBy, type DefineSite, type GivingCall } from './find.ts';
import type { Found } from './found.ts';
import { callAround, roundsOf } from './rounds.ts';

/** Factories that call factories that call factories; beyond it a contract is left unread, and said to be. */
const MAX_LEVELS = 8;

/** A call inside a function whose contract depends on the function's parameters: the function is a factory. */
interface Pending {
  readonly kind: ContractKind;
  readonly module: Module;
  /** The define call, or the call of another factory, inside the function. */
  readonly node: AnyNode;
  readonly scope: Scope;
  readonly spec: StaticValue;
  /** The define call at the bottom. */
  readonly definedAt: Span;
  readonly level: number;
}

/** A function that a call gave back which had been given a define function: what it defines is known when it is called. */
interface Maker {
  readonly function: FunctionValue;
  /** Where the call stands. */
  readonly module: Module;
  readonly isSite: (span: Span) => boolean;
  readonly kind: ContractKind | null;
  /** What there is when nobody calls it: the define function is given to what only a caller can tell. */
  readonly unread: Found | null;
}

/** A call of any file. */
export interface PlacedCall extends ScopedNode {
  readonly module: Module;
}

export interface Factories {
  /** Takes a define call: a contract as it stands, or one of a factory, which waits for `followCalls`. */
  examine(site: DefineSite, module: Module): void;
  /** Takes a call of a function from another file, which may be a factory. */
  examineCall(node: AnyNode, scope: Scope, module: Module): void;
  /** Takes a call that gives a define function to another function. Where that cannot be followed, there may be a contract. */
  examineGiven(call: GivingCall, module: Module, isSite: (span: Span) => boolean): void;
  /** The calls of functions, and those that give these to something else. */
  callsOf(places: readonly FactoryPlace[]): readonly (readonly PlacedCall[])[];
  /**
   * Finds the calls of all factories; one contract for each. A factory that nobody calls is a contract that cannot be read.
   * @param others functions whose calls are asked for next: their names are looked for in the same pass over all texts
   */
  followCalls(others?: readonly FactoryPlace[]): void;
  /** Where factories stand, or functions that become some by what they are given. */
  readonly files: ReadonlySet<string>;
}

/**
 * @param withWords the files to look for calls in, by the names of the factories
 * @param knowsAllCalls false where those are not all files there are: then an exported factory may be called elsewhere
 */
export function createFactories(
  evaluator: Evaluator,
  withWords: (words: ReadonlySet<string>) => readonly string[],
  load: (file: string) => Module | null,
  add: (found: Found) => void,
  knowsAllCalls = true,
): Factories {
  const pending: Pending[] = [];
  const files = new Set<string>();
  const followed = new Set<string>();
  const makers = new Map<AnyNode, Maker>();
  /** Calls whose definitions have been taken. */
  const taken = new Set<AnyNode>();
  /** Calls of factories that define a contract or not. */
  const lost = new Set<AnyNode>();

  function examine(site: DefineSite, module: Module): void {
    const environment = evaluator.environmentOf(module, site.scope);
    const span: Span = { file: module.file, start: site.node.start, end: site.node.end };
    const inFunction = enclosingFunction(site.scope);
    const known = site.isChosen ? null : specOfConstant(site, module, environment);
    const spec = known ?? specOf(site, span, environment);
    const isOfFactory = inFunction !== null && (site.isChosen === true || dependsOnParameters(spec));
    if (!isOfFactory && addRounds(site, span, module)) return;
    if (isOfFactory) {
      // A literal typed as a spec, made of what it is given: code that handles contracts, none itself.
      if (site.node.type !== 'CallExpression') return;
      pending.push({ kind: site.kind, module, node: site.node, scope: site.scope, spec, definedAt: span, level: 0 });
      files.add(module.file);
      return;
    }
    // What notes the definition also ties an event's `meta` to its payload.
    if (!known && site.node.type === 'CallExpression') evaluator.evaluate(site.node, environment);
    add({ kind: site.kind, module, node: site.node, definedAt: null, spec });
  }

  function specOf(site: DefineSite, span: Span, environment: Environment): StaticValue {
    if (site.isChosen) return unknown('unknown-call', span, describeCallee(unwrap(site.node['callee'] as AnyNode)));
    return site.argument ? evaluator.evaluate(site.argument, environment) : specOfCall(site, span, environment);
  }

  /** `for (const key of keys) defineCommand(…)`: the contracts of all rounds, where these are known. */
  function addRounds(site: DefineSite, span: Span, module: Module): boolean {
    const traces = roundsOf(site.node, site.scope, module, evaluator);
    const own = traces?.flatMap(({ value, definitions }) =>
      site.node.type === 'CallExpression'
        ? definitions.filter((definition) => isSameSpan(definition.span, span))
        : { kind: site.kind, spec: value },
    );
    const isLess = site.isChosen && own?.length !== traces?.length;
    if (!own || isLess || own.some(({ spec }) => dependsOnParameters(spec))) return false;
    for (const { kind, spec } of own) add({ kind, module, node: site.node, definedAt: null, spec });
    return true;
  }

  /** What a call gives and defines, each time that it is made. */
  function tracesOf(node: AnyNode, scope: Scope, module: Module): readonly Trace[] {
    return (
      roundsOf(node, scope, module, evaluator) ?? [evaluator.trace(() => evaluator.evaluate(node, evaluator.environmentOf(module, scope)))]
    );
  }

  /** Of `const A = defineCommand({…})`: other files ask for the constant as well, and it is found once. */
  function specOfConstant({ node, scope }: DefineSite, { analysis }: Module, environment: Environment): StaticValue | null {
    const declaration = scope === analysis.root ? constantsIn(scope).get(node) : undefined;
    const definition = declaration && evaluator.definitionOf(evaluator.valueOfDeclaration(declaration, environment));
    const isOwn = definition?.span.file === environment.module.file && definition.span.start === node.start;
    return isOwn ? definition.spec : null;
  }

  /** Of `define(...args)`. */
  function specOfCall(site: DefineSite, span: Span, environment: Environment): StaticValue {
    const { definitions } = evaluator.trace(() => evaluator.evaluate(site.node, environment));
    const own = definitions.find((definition) => isSameSpan(definition.span, span));
    return own && (site.node['arguments'] as AnyNode[]).length > 0 ? own.spec : unknown('not-static', span, 'no argument');
  }

  function followCalls(others: readonly FactoryPlace[] = []): void {
    // What makers give may be makers: they come to the end of the list.
    for (const maker of makers.values()) followMaker(maker);
    for (let round = pending.splice(0); round.length > 0; round = pending.splice(0)) {
      // Several calls in one function lead to one and the same define call: following the function's calls finds all of their contracts.
      const groups = new Map<string, Pending[]>();
      for (const one of round) {
        const key = `${keyOf(one.definedAt)} ${one.module.file} ${enclosingFunction(one.scope)?.node.start ?? -1}`;
        if (followed.has(key)) continue;
        const group = groups.get(key);
        if (group) group.push(one);
        else groups.set(key, [one]);
      }
      // All at once: each search goes over the texts of the whole repository.
      withWords(new Set([...[...groups.values()].flatMap(([first]) => (first ? placeOf(first) : [])), ...others].flatMap(ownNames)));
      for (const [key, group] of groups) {
        followed.add(key);
        const [first] = group;
        if (!first) continue;
        const place = placeOf(first);
        const names = factoryNames(place, evaluator, withWords, load);
        if (!followOne(first, names) && (knowsAllCalls || !mayBeCalledElsewhere(place, names))) group.forEach(addUnread);
      }
    }
  }

  /** Whether any call of the factory was found. */
  function followOne(one: Pending, names: ReadonlySet<string>): boolean {
    const factory = enclosingFunction(one.scope);
    if (!factory || one.level >= MAX_LEVELS) return false;
    const callback = callAround(one.module, factory.node);
    if (callback) return followCallback(one, callback.node, callback.scope);
    let found = false;
    for (const { node, scope, module } of callsByName(factory.node, [one.module], names))
      if (followCall(one, module, node, scope)) found = true;
    return found;
  }

  /** The calls of a function in all files that have one of its names. */
  function* callsByName(factory: AnyNode, own: readonly Module[], names: ReadonlySet<string>): Generator<PlacedCall> {
    for (const file of new Set([...own.map((module) => module.file), ...withWords(names)])) {
      const module = load(file);
      for (const { node, scope } of module?.analysis.calls ?? []) {
        // What calls itself has been called before.
        if (module && !functionsAround(scope).includes(factory) && calls(node, scope, module, names, factory))
          yield { node, scope, module };
      }
    }
  }

  function callsOf(places: readonly FactoryPlace[]): readonly (readonly PlacedCall[])[] {
    withWords(new Set(places.flatMap(ownNames)));
    return places.map((place) => {
      const [factory] = place.functions;
      files.add(place.module.file);
      return factory ? [...callsByName(factory, [place.module], factoryNames(place, evaluator, withWords, load))] : [];
    });
  }

  /** `keys.map((key) => defineCommand(…))`: the contracts stand where the define call stands. */
  function followCallback(one: Pending, node: AnyNode, scope: Scope): boolean {
    const own = tracesOf(node, scope, one.module)
      .flatMap(({ definitions }) => definitions)
      .filter((definition) => isSameSpan(definition.span, one.definedAt));
    const isOfFactory = enclosingFunction(scope) !== null && (own.length === 0 || own.some(({ spec }) => dependsOnParameters(spec)));
    if (isOfFactory) pending.push({ ...one, node, scope, level: one.level + 1 });
    else for (const { kind, spec } of own) add({ kind, module: one.module, node: one.node, definedAt: null, spec });
    return isOfFactory || own.length > 0;
  }

  /** Evaluates a call of a factory, and takes the contracts that it defines. */
  function followCall(one: Pending, module: Module, node: AnyNode, scope: Scope): boolean {
    const { result: traces, loops } = withSkippedLoops(() => tracesOf(node, scope, module));
    const isTaken = traces.map((trace) => takeTrace(one, module, node, scope, trace)).includes(true) || traces.length === 0;
    const loop = isTaken ? undefined : loops.find((skipped) => contains(skipped, one.definedAt));
    if (!loop) return isTaken;
    // Of a loop in the factory nobody knows how often it runs: there may be contracts.
    add({ kind: one.kind, module, node, definedAt: one.definedAt, spec: unknown('not-static', loop, 'a loop') });
    return true;
  }

  function takeTrace(one: Pending, module: Module, node: AnyNode, scope: Scope, { value, definitions }: Trace): boolean {
    const own = definitions.filter((definition) => isSameSpan(definition.span, one.definedAt));
    const isInFunction = enclosingFunction(scope) !== null;
    if (own.length === 0) {
      // Which way the factory goes cannot be told: there may be a contract.
      if (value.kind !== 'unknown' || lost.has(node)) return value.kind === 'unknown';
      lost.add(node);
      if (isInFunction) pending.push({ ...one, module, node, scope, spec: value, level: one.level + 1 });
      else add({ kind: one.kind, module, node, definedAt: one.definedAt, spec: value });
      return true;
    }
    const spec = own.length === 1 && own[0] ? resultOf(own[0], value) : null;
    for (const definition of own) {
      const read = spec ?? definition.spec;
      const { kind } = definition;
      if (isInFunction && dependsOnParameters(read)) pending.push({ ...one, kind, module, node, scope, spec: read, level: one.level + 1 });
      else add({ kind, module, node, definedAt: one.definedAt, spec: read });
    }
    return true;
  }

  function followMaker(maker: Maker): void {
    const { node: factory, environment } = closureOf(maker.function);
    const { module: home, scope: around } = environment;
    const place: FactoryPlace = { module: home, functions: [factory, ...functionsAround(around)] };
    const names = factoryNames(place, evaluator, withWords, load);
    let isCalled = false;
    for (const { node, scope, module } of callsByName(factory, [home, maker.module], names)) {
      isCalled = true;
      addDefined({ node, scope, kind: maker.kind }, module, maker.isSite);
    }
    if (maker.unread && !isCalled && (knowsAllCalls || !mayBeCalledElsewhere(place, names))) add(maker.unread);
  }

  /** Takes what a call defines where no define call stands that is found by itself. */
  function addDefined({ node, scope, kind: given }: GivingCall, module: Module, isSite: Maker['isSite']): void {
    if (taken.has(node)) return;
    taken.add(node);
    for (const { value, definitions } of tracesOf(node, scope, module)) {
      for (const { kind, span, spec, isRegistration } of definitions) {
        if (isRegistration || isSite(span)) continue;
        if (enclosingFunction(scope) && dependsOnParameters(spec)) {
          pending.push({ kind, module, node, scope, spec, definedAt: span, level: 1 });
          files.add(module.file);
          continue;
        }
        const call = definedIn(node, span, module);
        add({ kind, module, node: call ?? node, definedAt: call ? null : span, spec });
      }
      if (given && value.kind === 'unknown' && definitions.length === 0) addLost(given, node, scope, module, value, isSite);
      for (const made of functionsIn(value)) addMaker({ function: made, module, isSite, kind: given, unread: null });
    }
  }

  function addMaker(maker: Maker): void {
    const { node } = closureOf(maker.function);
    if (!makers.has(node)) makers.set(node, maker);
    files.add(maker.module.file);
  }

  /** A define function has been given to what cannot be followed, or to what a caller gives. */
  function addLost(kind: ContractKind, node: AnyNode, scope: Scope, module: Module, value: UnknownValue, isSite: Maker['isSite']): void {
    const span: Span = { file: module.file, start: node.start, end: node.end };
    const detail = describeCallee(unwrap(node['callee'] as AnyNode));
    const unread: Found = { kind, module, node, definedAt: null, spec: unknown('unknown-call', span, detail) };
    const around = value.reason === 'parameter' ? enclosingFunction(scope) : null;
    if (!around?.parent) add(unread);
    else addMaker({ function: functionValue(around.node, evaluator.environmentOf(module, around.parent)), module, isSite, kind, unread });
  }

  function addUnread(one: Pending): void {
    const isDefine = one.definedAt.file === one.module.file && one.definedAt.start === one.node.start;
    add({ kind: one.kind, module: one.module, node: one.node, definedAt: isDefine ? null : one.definedAt, spec: one.spec });
  }

  /** Whether a call's callee is the function, or what it is given is or holds it. Asked only of names that it may have. */
  function calls(node: AnyNode, scope: Scope, module: Module, names: ReadonlySet<string>, factory: AnyNode): boolean {
    const environment = evaluator.environmentOf(module, scope);
    const callee = unwrap(node['callee'] as AnyNode);
    if (mayBeNamed(callee, scope, module, names)) {
      const called = calledBy(evaluator.evaluate(callee, environment));
      if (called && closureOf(called).node === factory) return true;
    }
    const functions = new Set([factory]);
    return (node['arguments'] as AnyNode[])
      .flatMap((argument) => givenBy(argument))
      .some((given) => mayBeNamed(given, scope, module, names) && holds(evaluator.evaluate(given, environment), functions, evaluator));
  }

  function examineCall(node: AnyNode, scope: Scope, module: Module): void {
    if (taken.has(node)) return;
    const environment = evaluator.environmentOf(module, scope);
    const isOfOtherFile = (part: AnyNode): boolean => {
      const value = evaluator.evaluate(part, environment);
      return value.kind === 'function' && closureOf(value).environment.module !== module;
    };
    const named = (node['arguments'] as AnyNode[]).filter(({ type }) => type === 'Identifier' || type === 'MemberExpression');
    if (![node['callee'] as AnyNode, ...named].some(isOfOtherFile)) return;
    const inArguments = (node['arguments'] as AnyNode[]).flatMap(
      (argument) =>
        evaluator.trace(() =>
          evaluator.evaluate(argument.type === 'SpreadElement' ? (argument['argument'] as AnyNode) : argument, environment),
        ).definitions,
    );
    const { value, definitions } = evaluator.trace(() => evaluator.evaluate(node, environment));
    const own = definitions.filter(
      (definition) => !inArguments.some((other) => isSameSpan(other.span, definition.span)) && isOfFactory(definition),
    );
    const spec = own.length === 1 && own[0] ? resultOf(own[0], value) : null;
    if (own.length > 0) taken.add(node);
    for (const definition of own) {
      const read = spec ?? definition.spec;
      if (enclosingFunction(scope) && dependsOnParameters(read)) {
        pending.push({ kind: definition.kind, module, node, scope, spec: read, definedAt: definition.span, level: 1 });
      } else add({ kind: definition.kind, module, node, definedAt: definition.span, spec: read });
    }
  }

  /** Whether a define call depends on the parameters of a function around it. */
  function isOfFactory({ span, isRegistration }: Definition): boolean {
    if (isRegistration) return false;
    const module = load(span.file);
    const call = module?.analysis.calls.find(({ node }) => node.start === span.start && node.end === span.end);
    const [argument] = (call?.node['arguments'] ?? []) as AnyNode[];
    if (!module || !call || !argument || !enclosingFunction(call.scope)) return false;
    return dependsOnParameters(evaluator.evaluate(argument, evaluator.environmentOf(module, call.scope)));
  }

  return { examine, examineCall, examineGiven: addDefined, callsOf, followCalls, files };
}

/** Of a factory that changes what the define function gave, the change; else the argument of the define call. */
function resultOf(definition: Definition, value: StaticValue): StaticValue {
  const { spec, result } = definition;
  if (value === result || value.kind !== 'object' || value.open) return spec;
  const isContract = value.properties.has('meta') && (value.properties.has('io') || value.properties.has('payload'));
  if (!isContract) return spec;
  if (spec.kind !== 'object' || result.kind !== 'object') return value;
  // What the define function itself adds is no part of the contract.
  const properties = new Map(value.properties);
  for (const section of ['meta', 'policy']) {
    if (properties.get(section)?.value !== result.properties.get(section)?.value) continue;
    const written = spec.properties.get(section);
    if (written) properties.set(section, written);
    else properties.delete(section);
  }
  return { ...value, properties };
}

function keyOf({ file, start }: Span): string {
  return `${file}:${start}`;
}

export function isSameSpan(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}

/** Whether a value has a part that only a caller can tell. */
export function dependsOnParameters(value: StaticValue): boolean {
  const seen = new Set<StaticValue>();
  const stack = [value];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'unknown' && next.reason === 'parameter') return true;
    if (next.kind === 'array') {
      if (next.rest) stack.push(next.rest);
      for (const item of next.items) stack.push(item.value);
    } else if (next.kind === 'object') {
      if (next.open) stack.push(next.open);
      for (const property of next.properties.values()) if (!property.getter) stack.push(property.value);
    }
  }
  return false;
}

/** The function that is called in the end. */
function calledBy(callee: StaticValue): FunctionValue | undefined {
  return callee.kind === 'native' ? callee.native.target : callee.kind === 'function' ? callee : undefined;
}

/** A value that is a function, or holds some. */
function functionsIn(value: StaticValue): readonly FunctionValue[] {
  if (value.kind === 'function') return [value];
  if (value.kind !== 'object') return [];
  const held = [...value.properties.values()].filter((property) => !property.getter).map((property) => property.value);
  return held.filter((member) => member.kind === 'function');
}

const constants = new WeakMap<Scope, ReadonlyMap<AnyNode, Declaration>>();

/** The constants of a scope by the expressions that they have their values from. */
function constantsIn(scope: Scope): ReadonlyMap<AnyNode, Declaration> {
  let known = constants.get(scope);
  if (!known) {
    const named = [...scope.declarations.values()].filter(({ kind, node, identifier }) => kind === 'const' && node['id'] === identifier);
    known = new Map(
      named.flatMap((declaration) => {
        const init = declaration.node['init'];
        return isNode(init) ? [[unwrap(init), declaration] as const] : [];
      }),
    );
    constants.set(scope, known);
  }
  return known;
}

function placeOf({ module, scope }: Pending): FactoryPlace {
  return { module, functions: functionsAround(scope) };
}

/** The functions around a scope, the innermost first. */
export function functionsAround(scope: Scope): readonly AnyNode[] {
  const functions: AnyNode[] = [];
  for (let inner = enclosingFunction(scope); inner; inner = inner.parent && enclosingFunction(inner.parent)) functions.push(inner.node);
  return functions;
}

/** The define call at a place inside of another call. */
function definedIn(node: AnyNode, span: Span, module: Module): AnyNode | null {
  if (span.file !== module.file || span.start < node.start || node.end < span.end) return null;
  return module.analysis.calls.find((call) => call.node.start === span.start && call.node.end === span.end)?.node ?? null;
}

/** Whether a factory is given out; one that is written in a call is not. */
function mayBeCalledElsewhere({ module, functions: [factory] }: FactoryPlace, names: ReadonlySet<string>): boolean {
  if (!factory || callAround(module, factory)) return false;
  return [...module.exports].some(([name, entry]) => {
    if (names.has(name) || (entry.kind === 'local' && names.has(entry.name))) return true;
    return entry.kind === 'expression' && entry.node.start <= factory.start && factory.end <= entry.node.end;
  });
}
