import { importOf } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import type { ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import {
  isClass,
  isConstant,
  isNode,
  isWithin,
  memberName,
  patternIdentifiers,
  parameterPattern,
  rootIdentifier,
  unwrap,
  type AnyNode,
} from '../../modules/nodes.ts';
import { isWrittenByCall } from '../../modules/own-changes.ts';
import type { Declaration, Scope, Use } from '../../modules/scope.ts';
import { nodesAround } from '../../modules/traverse.ts';
import type { Span } from '../../source/span.ts';
import { PUTS } from '../builtins/method-names.ts';
import { closureOf, type Environment } from '../names/environment.ts';
import type { Evaluator } from '../evaluation.ts';
import { parametersOf } from '../statements/parameters.ts';
import type { HandedOver } from './handed-over.ts';
import {
  argumentsBefore,
  asWritten,
  functionsGiven,
  functionsNamed,
  placesIn,
  type Called,
  type FunctionSearch,
  type Given,
} from './functions-given.ts';
import { formsOf } from './call-forms.ts';
import { ANY } from './kept.ts';
import { methodsCalled, type Written } from './methods.ts';
import { parametersWritten } from './parameter-writes.ts';

/** How many calls deep it is looked whether a function changes what it is given. */
const MAX_FOLLOWED = 4;

/** A name that holds an object, or a member of a module's exports. */
export interface Holder {
  readonly scope: Scope;
  readonly uses: readonly Use[];
  /** What declares a name. */
  readonly node?: AnyNode;
}

/** Who asks whether an object was changed. */
export interface Asking extends FunctionSearch {
  /** What a module gives to functions of other files which write to it. */
  handedOverBy(module: Module): HandedOver;
  /** Where the name is read; null: from another module, after this one has run. */
  readonly at: Span | null;
  /** The function or module that reads it. */
  readonly scope: Scope;
  /** Only writes to its members count: values of a library, which their own methods do not change. */
  readonly membersOnly: boolean;
  /** Its methods are functions of a library, which leave it as it is. */
  readonly isKit?: () => boolean;
  /** Its methods are functions of its own. */
  readonly hasOwnMethods?: () => boolean;
  /** Calls that cannot be followed are taken to change nothing. */
  readonly onlySure: boolean;
  /** Whether functions of a package leave what they are given as it is. */
  readonly isTrusted?: (packageName: string) => boolean;
  /** What a function gives to the functions that it is given does not count. */
  readonly isDirect?: boolean;
}

/**
 * Whether an object that a name holds may have been changed when it is read.
 * Counted are writes to its members, methods that change it, and calls it was passed to before that may change it, also through other names for it.
 */
export function isMutated(asking: Asking, declaration: Holder, environment: Environment, seen: Set<Holder> = new Set()): boolean {
  const { at, changes, membersOnly } = asking;
  if (seen.has(declaration)) return false;
  seen.add(declaration);
  const { module } = environment;
  const isHere = at !== null && at.file === module.file;
  // Order decides in one run of one function; code in another one, or in a run before, may have come at any time.
  const isAfter = (use: Use): boolean =>
    isHere && use.scope === asking.scope && declaration.scope.owner === asking.scope && use.at >= at.start;
  return declaration.uses.some((use) => {
    if (use.kind === 'method' && (asking.isKit?.() || (isCalledOn(use) && asking.hasOwnMethods?.()))) return false;
    if (membersOnly && (use.kind === 'method' || (use.kind === 'argument' && !isWrittenByCall(use)))) return false;
    switch (use.kind) {
      case 'assign':
        return false;
      case 'member':
      case 'method':
        return !isAfter(use);
      case 'argument': {
        const runs =
          use.scope === asking.scope ||
          isOuter(use.scope, asking.scope) ||
          (use.scope.kind === 'function' && changes.runsEarly(module, use.scope.node));
        if (!runs || isAfter(use) || (at && use.call && isWithin(at, use.call))) return false;
        if (membersOnly) return true;
        return !isKeptByType(declaration, use, module, asking) && mayChangeArgument(asking, use, module, 0);
      }
      case 'alias':
        return use.aliases.some((alias) => {
          const aliasEnvironment = environmentHolding(alias, environment);
          return aliasEnvironment !== null && isMutated(asking, alias, aliasEnvironment, seen);
        });
    }
  });
}

/** Whether a package is given what is `as const`, and without a cast: by its type it cannot be written to there. */
function isKeptByType(holder: Holder, { call, at, block }: Use, module: Module, { graph }: Asking): boolean {
  const init = holder.node?.['init'];
  if (!call || !isNode(init) || !isConstant(init) || packageCalled(call, block, module, graph) === null) return false;
  return ![...nodesAround(call, { start: at, end: at + 1 })].some(({ type }) => type === 'TSAsExpression' || type === 'TSTypeAssertion');
}

/** The package that what is called is imported from; null where the repository has its code, or where it comes from elsewhere. */
function packageCalled(call: AnyNode, scope: Scope, module: Module, graph: ModuleGraph): string | null {
  const root = rootIdentifier(call['callee'] as AnyNode);
  const declared = root && lookup(scope, root['name'] as string);
  const source = declared?.kind === 'import' ? importOf(module, declared.name) : null;
  const resolution = source && graph.resolve(source.source, module.file);
  return resolution?.kind === 'package' ? resolution.name : null;
}

/** Whether a method is one of the object itself: `x[name](…)`, not `x.list.push(…)`. */
function isCalledOn({ call }: Use): boolean {
  const callee = call ? unwrap(call['callee'] as AnyNode) : null;
  return callee?.type === 'MemberExpression' && unwrap(callee['object'] as AnyNode).type === 'Identifier';
}

/** An argument is not changed by the call it is being read for. */
function isOuter(outer: Scope, inner: Scope): boolean {
  for (let scope = inner.parent; scope; scope = scope.parent) if (scope === outer) return true;
  return false;
}

function environmentHolding(declaration: Declaration, environment: Environment): Environment | null {
  for (let current: Environment | null = environment; current; current = current.parent)
    if (current.scope === declaration.scope) return current;
  return null;
}

/** Functions of JavaScript's own that leave their arguments as they are, and keep nothing of them. */
const HARMLESS =
  /^(?:JSON\.stringify|structuredClone|String|Number|Boolean|Math\.\w+|Number\.\w+|Object\.(?:is|hasOwn|groupBy)|Array\.\w+)$/;

/**
 * Whether the call that a name is an argument of, or that it is `this` for, may change the object. Known library functions do not; a function of
 * the repository is looked into.
 * @param around what the function around the call was called with
 * @param member of what the name holds the object is this member
 */
export function mayChangeArgument(
  asking: Asking,
  use: Use,
  from: Module,
  followed: number,
  { around = null, member }: { readonly around?: Given | null; readonly member?: string | undefined } = {},
): boolean {
  const { call } = use;
  if (!call) return true;
  const { changes } = asking;
  const args = call['arguments'] as AnyNode[];
  const raw = asking.raw();
  if (isPutIntoContainer(raw, call, use.block, from)) return false;
  const callee = raw.evaluate(call['callee'] as AnyNode, raw.environmentOf(from, use.block));
  if (callee.kind === 'native' && callee.native.target)
    return !asking.onlySure || mayChange(asking, asWritten(callee.native.target), ANYWHERE, followed);
  if (callee.kind === 'native') return callee.native.name === 'Object.assign' && args[0]?.start === use.at && !(member && isChain(args[0]));
  if (followed >= MAX_FOLLOWED || (callee.kind !== 'function' && !asking.onlySure))
    return !asking.onlySure && !isHarmless(call['callee'] as AnyNode, use.block, from) && !isTrusted(asking, call, use.block, from);
  const index = args.findIndex((argument) => argument.start <= use.at && use.at < argument.end);
  if (index < 0)
    return callee.kind === 'function' ? changes.changesThis(closureOf(callee).environment.module, closureOf(callee).node) : false;
  const given = args.slice(0, index + 1).some((argument) => argument.type === 'SpreadElement')
    ? ANYWHERE
    : { index, member: memberAt(args[index], use.at) ?? (isChain(args[index]) ? member : undefined) };
  const here = { callee: call['callee'] as AnyNode, args, scope: use.block, module: from, around };
  if (callee.kind === 'function' && !isClass(closureOf(callee).node))
    return mayChange(asking, asWritten(callee), given, followed, { given: here });
  if (!asking.onlySure) return true;
  const methods = methodsCalled(asking, { node: call, scope: use.block, module: from });
  if (methods.some((method) => mayChange(asking, method, given, followed, { isMethod: true, given: here }))) return true;
  const named: readonly Called[] = [
    ...functionsNamed(asking, call, use.block, from),
    ...functionsGiven(asking, call['callee'] as AnyNode, use.block, from, around),
  ];
  return named.some((fn) => mayChange(asking, fn, given, followed, { isMethod: fn.isMethod }));
}

function isTrusted(asking: Asking, call: AnyNode, scope: Scope, module: Module): boolean {
  const name = asking.isTrusted ? packageCalled(call, scope, module, asking.graph) : null;
  return name !== null && asking.isTrusted?.(name) === true;
}

/** Whether a call gives what it is given to code of the repository that may keep it. */
export function mayKeepArgument(asking: Asking, call: AnyNode, scope: Scope, module: Module): boolean {
  const raw = asking.raw();
  const callee = raw.evaluate(call['callee'] as AnyNode, raw.environmentOf(module, scope));
  const target = callee.kind === 'native' ? callee.native.target : callee.kind === 'function' ? callee : null;
  const called = target
    ? [asWritten(target)]
    : [...methodsCalled(asking, { node: call, scope, module }), ...functionsNamed(asking, call, scope, module)];
  return called.some((fn) => isClass(fn.node) || asking.changes.keepsParameters(fn.module, fn.node));
}

/** Whether a function gives one of its parameters, or what lies in it, to a function that it is given: `(models, step) => models.forEach(step)`. */
function mayCallWith(asking: Asking, parameter: AnyNode, module: Module, followed: number, given: Given): boolean {
  if (given.args.length < 2 && argumentsBefore(given.callee, given.scope).length === 0) return false;
  const calls = module.analysis.calls.filter(({ node }) => isWithin(node, given.fn));
  return calls.some(({ node, scope }) =>
    formsOf(node).some(({ call }) =>
      (call['arguments'] as AnyNode[]).some((argument, index) => {
        if (!placesIn([argument], scope, module).some((start) => isWithin({ start, end: start }, parameter))) return false;
        const place = argument.type === 'SpreadElement' ? ANYWHERE : { index, member: undefined };
        const functions = functionsGiven(asking, call['callee'] as AnyNode, scope, module, given);
        return functions.some((fn) => mayChange(asking, fn, place, followed + 1, { isMethod: fn.isMethod }));
      }),
    ),
  );
}

/** By what a function is given an object. */
interface Place {
  /** Which parameter; null where it may be any. */
  readonly index: number | null;
  /** By which member of an object that is written there: `{ schema: Model }`, `*` for any. Undefined where it may be the whole. */
  readonly member: string | undefined;
}

const ANYWHERE: Place = { index: null, member: undefined };

/** A name, or a member of what it holds. */
function isChain(argument: AnyNode | undefined): boolean {
  return argument !== undefined && rootIdentifier(argument) !== null;
}

function memberAt(argument: AnyNode | undefined, at: number): string | undefined {
  const literal = argument && unwrap(argument);
  if (literal?.type !== 'ObjectExpression') return undefined;
  const around = (literal['properties'] as AnyNode[]).find(({ start, end }) => start <= at && at < end);
  if (!around) return undefined;
  return around.type === 'Property' ? (memberName(around) ?? ANY) : ANY;
}

/** The part of a parameter's pattern that gets a member of what is given; null where none does. */
function partFor(parameter: AnyNode, member: string | undefined): AnyNode | null {
  const pattern = parameterPattern(parameter);
  if (member === undefined || member === ANY || pattern.type !== 'ObjectPattern') return pattern;
  const parts = pattern['properties'] as AnyNode[];
  if (parts.some((part) => part.type === 'Property' && memberName(part) === undefined)) return pattern;
  const named = parts.find((part) => part.type === 'Property' && memberName(part) === member);
  return named ? (named['value'] as AnyNode) : (parts.find(({ type }) => type === 'RestElement') ?? null);
}

/**
 * Whether a function may change what it is given.
 * @param called `isMethod`: what instances keep of it is not followed: registries and builders keep what they are given, and write to what they keep beside it
 */
function mayChange(
  asking: Asking,
  { node, module }: Written,
  { index, member }: Place,
  followed: number,
  { isMethod = false, given }: { readonly isMethod?: boolean | undefined; readonly given?: Omit<Given, 'fn'> } = {},
): boolean {
  const { changes } = asking;
  const scope = module.analysis.scopes.get(node);
  if (!scope || isClass(node) || module.text.slice(node.start, node.end).includes('arguments')) return !asking.onlySure;
  const parameters = parametersOf(node);
  const targets =
    index === null ? parameters : [parameters[index] ?? parameters.filter((parameter) => parameter.type === 'RestElement')[0]];
  const isChanged = (one: Declaration, inner: string | undefined): boolean =>
    changes.changesParameter(module, one, inner) && (!isMethod || parametersWritten(module, () => true).includes(one.identifier.start));
  const around = given ? { ...given, fn: node } : null;
  return targets.some((parameter) => {
    const part = parameter ? partFor(parameter, member) : null;
    if (!parameter || !part) return false;
    // A part of a pattern has the object as a whole.
    const inner = part.type === 'Identifier' && part === parameterPattern(parameter) ? member : undefined;
    if (!asking.isDirect && around && followed < MAX_FOLLOWED && mayCallWith(asking, parameter, module, followed, around)) return true;
    const bound = patternIdentifiers(part).map((identifier) => scope.declarations.get(identifier['name'] as string));
    return bound.some(
      (one) =>
        one !== undefined &&
        (isChanged(one, inner) ||
          mayPassOn(asking, { name: one, member: inner }, module, followed, around) ||
          (!asking.isDirect && asking.handedOverBy(module).passesOn(one))),
    );
  });
}

/** `all.push(spec)`: what is put into a list, a Map or a Set is as it was; who finds it there may write to it. */
function isPutIntoContainer(raw: Evaluator, call: AnyNode, scope: Scope, module: Module): boolean {
  const callee = unwrap(call['callee'] as AnyNode);
  if (callee.type !== 'MemberExpression' || !PUTS.has(memberName(callee) ?? '')) return false;
  const container = raw.evaluate(callee['object'] as AnyNode, raw.environmentOf(module, scope));
  if (container.kind === 'unknown') return /^new (?:Map|Set|WeakMap|WeakSet)\b/.test(raw.textAt(container.span));
  return container.kind === 'array' || (container.kind === 'native' && container.native.items !== undefined);
}

/** An object, by a name for it or for what has it as a member. */
interface Named {
  readonly name: Declaration;
  readonly member: string | undefined;
}

/** Whether a function gives a parameter of its own, by this or another name, to a call that may change it. */
function mayPassOn(
  asking: Asking,
  { name, member }: Named,
  module: Module,
  followed: number,
  around: Given | null,
  seen: Set<string> = new Set(),
): boolean {
  const key = `${name.identifier.start} ${member ?? ''}`;
  if (seen.has(key)) return false;
  seen.add(key);
  return name.uses.some((use) => {
    const used = memberUsed(use, member);
    if (!used) return false;
    if (use.kind === 'alias')
      return use.aliases.some((alias) => {
        const next = namedBy(alias, use, used.member);
        return next !== null && mayPassOn(asking, next, module, followed, around, seen);
      });
    return use.kind === 'argument' && mayChangeArgument(asking, use, module, followed + 1, { around, member: used.member });
  });
}

/** What a use of a name has of the object: all of it, or what has it as a member. Null where it has another member. */
function memberUsed({ call, aliases, at }: Use, member: string | undefined): { readonly member: string | undefined } | null {
  const around = call ?? aliases[0]?.node;
  if (member === undefined || !around) return { member };
  for (const node of nodesAround(around, { start: at, end: at + 1 })) {
    if (node.type !== 'MemberExpression' || node.start !== at || unwrap(node['object'] as AnyNode).type !== 'Identifier') continue;
    const used = memberName(node);
    return used === undefined || used === member || member === ANY ? { member: undefined } : null;
  }
  return { member };
}

/** Another name for an object, or for what has it as a member; null for a name of something else in that. */
function namedBy(alias: Declaration, { at }: Use, member: string | undefined): Named | null {
  const { node, identifier } = alias;
  const { id, init } = node;
  // Not where it lies in something that is written there.
  const isWhole = isNode(init) && unwrap(init).start === at && unwrap(init).type === 'Identifier';
  if (member === undefined || !isWhole || !isNode(id)) return { name: alias, member: undefined };
  if (id === identifier) return { name: alias, member };
  const part = partFor(id, member);
  return part && isWithin(identifier, part) ? { name: alias, member: undefined } : null;
}

/** Whether a call is one of JavaScript's own functions that leave what they are given as it is. */
export function isHarmless(callee: AnyNode, scope: Scope, module: Module): boolean {
  const node = unwrap(callee);
  const root = rootIdentifier(node);
  if (!root || lookup(scope, root['name'] as string)) return false;
  return HARMLESS.test(module.text.slice(node.start, node.end));
}
