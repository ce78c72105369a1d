import type { Module } from '../modules/module.ts';
import { lookup } from '../modules/lookup.ts';
import { childNodes, isFunction, isNode, patternIdentifiers, rootIdentifier, unwrap, type AnyNode } from '../modules/nodes.ts';
import type { Declaration, Scope } from '../modules/scope.ts';
import { addTo } from '../source/groups.ts';
import { closureOf } from './environment.ts';
import type { Evaluator } from './evaluation.ts';
import { memberName, type Flow, type ModuleFlow, type PlacedNode } from './module-flow.ts';
import { unknown, type ArrayValue, type StaticValue } from './value.ts';

/** Objects, arrays, functions and values of libraries that an expression may give. */
export type Points = ReadonlySet<StaticValue>;

export interface PointsTo {
  of(expression: AnyNode, scope: Scope): Points;
  /** What stands for whatever a parameter may be given from elsewhere, and for all that lies in it. */
  given(parameter: Declaration): StaticValue;
  /** Whether code of a module's top, or of a function that it calls, calls a function of it. */
  runsEarly(fn: AnyNode): boolean;
  /** True when the module was too large to be followed; then nothing that it holds is certain. */
  readonly isExhausted: boolean;
}

/** A call of a function, by what its parameters are given. */
interface Caller {
  readonly call: PlacedNode;
  /** What the parameter at an index is given, at least. */
  argument(index: number): Points;
}

const NONE: Points = new Set();
/** Steps for one module. */
const MAX_STEPS = 100_000;
/** Methods of arrays and promises that call back for each element; of `reduce` the element comes second. */
const CALLBACK_METHODS = new Set([
  'forEach',
  'map',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'some',
  'every',
  'flatMap',
  'reduce',
  'reduceRight',
  'sort',
  'toSorted',
  'then',
]);
/** Methods of functions by which they are called, with an argument for `this` before the others. */
const INDIRECT = new Set(['call', 'apply', 'bind']);
/** Methods that give one of the elements, and those that give a list of some of them. */
const ELEMENT_METHODS = new Set(['find', 'findLast', 'at', 'pop', 'shift']);
const LIST_METHODS = new Set(['filter', 'slice', 'concat', 'flat', 'splice', 'toSorted', 'toReversed', 'toSpliced', 'with', 'values']);

/**
 * Which objects an expression of a module may give, followed through names, calls, members and loops; in doubt more rather than fewer.
 * @param raw evaluates without regard to changes
 */
export function createPointsTo(module: Module, flow: ModuleFlow, raw: Evaluator): PointsTo {
  const known = new Map<AnyNode, Points>();
  const early = new Map<AnyNode, boolean>();
  const givens = new Map<Declaration, StaticValue>();
  let callers: Map<AnyNode, Caller[]> | null = null;
  /** What is written in which literals, as long as it is being found out. */
  const asked = new Set<string>();
  let steps = 0;

  function of(expression: AnyNode, scope: Scope): Points {
    const node = unwrap(expression);
    const found = known.get(node);
    if (found) return found;
    if (++steps > MAX_STEPS) return NONE;
    const points = new Set<StaticValue>();
    // What leads back here in a circle adds nothing.
    known.set(node, points);
    const value = raw.evaluate(node, raw.environmentOf(module, scope));
    if (isComposite(value)) points.add(value);
    for (const more of follow(node, scope, isComposite(value))) points.add(more);
    return points;
  }

  /** @param isRead whether the expression has a value already: then only what may be added to it counts */
  function follow(node: AnyNode, scope: Scope, isRead: boolean): Points {
    switch (node.type) {
      case 'Identifier': {
        const declaration = lookup(scope, node['name'] as string);
        return declaration ? ofDeclaration(declaration, isRead) : NONE;
      }
      case 'MemberExpression':
        return ofMember(node, scope);
      case 'CallExpression':
      case 'NewExpression':
        return isRead ? NONE : ofCall(node, scope);
      case 'ConditionalExpression':
        return union(of(node['consequent'] as AnyNode, scope), of(node['alternate'] as AnyNode, scope));
      case 'LogicalExpression':
        return union(of(node['left'] as AnyNode, scope), of(node['right'] as AnyNode, scope));
      case 'AssignmentExpression':
        return of(node['right'] as AnyNode, scope);
      case 'SequenceExpression':
        return union(...(node['expressions'] as AnyNode[]).slice(-1).map((last) => of(last, scope)));
      case 'AwaitExpression':
      case 'YieldExpression':
        return isNode(node['argument']) ? of(node['argument'], scope) : NONE;
      default:
        return NONE;
    }
  }

  function ofDeclaration(declaration: Declaration, isRead: boolean): Points {
    const flows = (flow.assigned.get(declaration) ?? []).map(ofFlow);
    if (declaration.kind === 'parameter') return union(...flows, ofParameter(declaration));
    if (declaration.kind === 'catch') return union(...flows, ...flow.thrown.map(({ node, scope }) => of(node, scope)));
    const { node } = declaration;
    const source = flow.loopSources.get(node);
    if (source) return union(...flows, parts(elements(source.node, source.scope)));
    const init = node['init'];
    if (!isRead && isNode(init)) {
      const id = node['id'] as AnyNode;
      const whole = of(init, flow.scopeOf(init));
      return union(
        ...flows,
        id.type === 'Identifier' ? whole : union(parts(whole), ...defaultsIn(id).map((value) => of(value, flow.scopeOf(value)))),
      );
    }
    return union(...flows);
  }

  function ofFlow({ node, scope, isPart }: Flow): Points {
    const points = of(node, scope);
    return isPart ? parts(points) : points;
  }

  function given(parameter: Declaration): StaticValue {
    let value = givens.get(parameter);
    if (!value) {
      const span = { file: '', start: parameter.identifier.start, end: parameter.identifier.end };
      value = { kind: 'object', properties: new Map(), open: unknown('parameter', span, parameter.name), span };
      givens.set(parameter, value);
      anything.add(value);
    }
    return value;
  }

  function ofParameter(declaration: Declaration): Points {
    const anyone: Points = new Set([given(declaration)]);
    const fn = declaration.node;
    const parameters = (fn['params'] as AnyNode[]).map((parameter) =>
      parameter.type === 'TSParameterProperty' ? (parameter['parameter'] as AnyNode) : parameter,
    );
    const index = parameters.findIndex((parameter) => patternIdentifiers(parameter).includes(declaration.identifier));
    const pattern = parameters[index];
    if (!pattern) return anyone;
    const passed = callersOf(fn).map((caller) => caller.argument(index));
    const defaults = defaultsIn(pattern).map((value) => of(value, flow.scopeOf(value)));
    const setter = flow.setters.get(fn);
    const set = setter === undefined ? [] : flowsOf(setter).map(ofFlow);
    if (pattern.type === 'RestElement') {
      const rest = callersOf(fn).flatMap((caller) => argumentsFrom(caller, index));
      return pattern['argument'] === declaration.identifier
        ? new Set([listOf(union(anyone, ...rest), declaration.identifier)])
        : union(anyone, parts(union(...rest)));
    }
    const isPlain =
      pattern === declaration.identifier || (pattern.type === 'AssignmentPattern' && pattern['left'] === declaration.identifier);
    return union(anyone, ...defaults, ...(isPlain ? [...passed, ...set] : [...passed, ...set].map(parts)));
  }

  function argumentsFrom(caller: Caller, index: number): readonly Points[] {
    const count = (caller.call.node['arguments'] as AnyNode[] | undefined)?.length ?? 0;
    return Array.from({ length: Math.max(1, count - index) }, (_, offset) => caller.argument(index + offset));
  }

  function ofMember(node: AnyNode, scope: Scope): Points {
    const object = unwrap(node['object'] as AnyNode);
    const name = memberName(node);
    const flows = flowsOf(name).map(ofFlow);
    if (object.type === 'Identifier' && object['name'] === 'arguments' && !lookup(scope, 'arguments')) {
      const fn = scope.owner.node;
      return union(...flows, ...callersOf(fn).flatMap((caller) => argumentsFrom(caller, 0)));
    }
    const inside = [...of(object, scope)].map((value) => inMember(value, name));
    if (object.type === 'ArrayExpression') inside.push(elements(object, scope));
    return union(...flows, ...inside);
  }

  /** What members of any object are assigned under a name; of a name that is not known, under all. */
  function flowsOf(name: string | undefined): readonly Flow[] {
    if (name === undefined) return [...flow.members.values()].flat();
    return [...(flow.members.get(name) ?? []), ...(flow.members.get('*') ?? [])];
  }

  function inMember(value: StaticValue, name: string | undefined): Points {
    if (anything.has(value)) return new Set([value]);
    if (value.kind === 'array') return union(partsOfOne(value), writtenIn(value, undefined));
    if (value.kind === 'object') {
      if (name === undefined) return union(partsOfOne(value), writtenIn(value, undefined));
      const property = value.properties.get(name);
      const read = property && !property.getter && isComposite(property.value) ? new Set([property.value]) : NONE;
      return union(read, writtenIn(value, name));
    }
    // What lies in a library's schema is not known by its name, and is the schema's all the same: `Model.fields.email`.
    const own = isSchema(value) ? new Set([value]) : NONE;
    if (name === undefined) return own;
    const member = raw.member(value, name, value.span);
    if (isComposite(member)) return new Set([member]);
    return member.kind === 'unknown' ? own : NONE;
  }

  /** What the expressions in a literal may give, which may be more than they gave when it was created: of what is assigned later. */
  function writtenIn({ span }: StaticValue, name: string | undefined): Points {
    const literal = span.file === module.file ? flow.literals.get(`${span.start}:${span.end}`) : undefined;
    const question = `${String(literal?.start)}:${name ?? '*'}`;
    // A list may be made of itself: `list = [...list, more]`.
    if (!literal || asked.has(question)) return NONE;
    asked.add(question);
    const points = writtenInLiteral(literal, name);
    asked.delete(question);
    return points;
  }

  function writtenInLiteral(literal: AnyNode, name: string | undefined): Points {
    const entries = (literal['properties'] ?? literal['elements']) as (AnyNode | null)[];
    // What stands before a member of that name, a spread above all, does not give it.
    const first = name === undefined ? -1 : entries.findLastIndex((entry) => entry?.type === 'Property' && memberName(entry) === name);
    return union(
      ...entries.map((entry, index) => {
        if (!entry || index < first) return NONE;
        if (entry.type === 'SpreadElement') {
          const spread = entry['argument'] as AnyNode;
          return union(...[...of(spread, flow.scopeOf(spread))].map((value) => inMember(value, name)));
        }
        if (entry.type === 'Property' && name !== undefined && (memberName(entry) ?? name) !== name) return NONE;
        const value = entry.type === 'Property' ? (entry['value'] as AnyNode) : entry;
        return isFunction(value) ? NONE : of(value, flow.scopeOf(value));
      }),
    );
  }

  function ofCall(node: AnyNode, scope: Scope): Points {
    const callee = unwrap(node['callee'] as AnyNode);
    const [first] = node['arguments'] as AnyNode[];
    const returned = [...of(callee, scope)].flatMap((value) => (value.kind === 'function' ? resultsOf(closureOf(value).node) : []));
    // A library's function that nobody knows the result of may give back what it was given: `define(spec)`.
    if (
      first &&
      first.type !== 'SpreadElement' &&
      callee['name'] !== 'structuredClone' &&
      raw.evaluate(callee, raw.environmentOf(module, scope)).kind === 'native'
    )
      returned.push(of(first, scope));
    if (callee.type === 'MemberExpression') {
      const name = memberName(callee);
      const object = callee['object'] as AnyNode;
      if (name !== undefined && ELEMENT_METHODS.has(name)) return union(...returned, elements(object, scope));
      if (name !== undefined && LIST_METHODS.has(name)) return union(...returned, new Set([listOf(elements(object, scope), node)]));
      const isAssign = name === 'assign' && object.type === 'Identifier' && object['name'] === 'Object';
      if (isAssign && first) return union(...returned, of(first, scope));
    }
    return union(...returned);
  }

  /** What a function of this module may return; of a generator what it yields, as a list. */
  function resultsOf(fn: AnyNode): readonly Points[] {
    const body = fn['body'];
    if (!isNode(body) || !module.analysis.scopes.has(fn)) return [];
    if (body.type !== 'BlockStatement') return body.type === 'ClassBody' ? [] : [of(body, flow.scopeOf(body))];
    const type = fn['generator'] ? 'YieldExpression' : 'ReturnStatement';
    const results: Points[] = [];
    const pending = [body];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (node.type === type && isNode(node['argument'])) results.push(of(node['argument'], flow.scopeOf(node['argument'])));
      if (!isFunction(node)) pending.push(...childNodes(node));
    }
    return fn['generator'] ? [new Set([listOf(union(...results), fn)])] : results;
  }

  /** What lies in the list or object that an expression gives. */
  function elements(expression: AnyNode, scope: Scope): Points {
    const node = unwrap(expression);
    const inside = [...of(node, scope)].map((value) =>
      value.kind === 'object' || value.kind === 'array' || isSchema(value) ? inMember(value, undefined) : partsOfOne(value),
    );
    if (node.type !== 'ArrayExpression') return union(...inside);
    const written = (node['elements'] as (AnyNode | null)[]).map((element) =>
      !element ? NONE : element.type === 'SpreadElement' ? elements(element['argument'] as AnyNode, scope) : of(element, scope),
    );
    return union(...inside, ...written);
  }

  function callersOf(fn: AnyNode): readonly Caller[] {
    if (!callers) {
      callers = new Map();
      // First what is called by a name of its own, then what is called as a parameter, which the first tell.
      const [byParameter, byName] = [flow.calls.filter(isByParameter), flow.calls.filter((call) => !isByParameter(call))];
      for (const call of [...byName, ...byParameter]) noteCall(call, callers);
      known.clear();
    }
    return callers.get(fn) ?? [];
  }

  function isByParameter({ node, scope }: PlacedNode): boolean {
    const callee = unwrap((node['callee'] ?? node['tag']) as AnyNode);
    return callee.type === 'Identifier' && lookup(scope, callee['name'] as string)?.kind === 'parameter';
  }

  function noteCall(call: PlacedNode, found: Map<AnyNode, Caller[]>): void {
    const { node, scope } = call;
    const isTag = node.type === 'TaggedTemplateExpression';
    const callee = unwrap((isTag ? node['tag'] : node['callee']) as AnyNode);
    const args = isTag ? [null, ...((node['quasi'] as AnyNode)['expressions'] as AnyNode[])] : (node['arguments'] as AnyNode[]);
    const note = (fn: StaticValue, argument: Caller['argument']): void => {
      if (fn.kind === 'function') addTo(found, closureOf(fn).node, { call, argument });
    };
    if (isLocal(callee, scope)) {
      const spreadAt = args.findIndex((argument) => argument?.type === 'SpreadElement');
      const spread = (): Points =>
        union(...args.map((argument) => (argument?.type === 'SpreadElement' ? elements(argument['argument'] as AnyNode, scope) : NONE)));
      for (const fn of of(callee, scope)) {
        note(fn, (index) => {
          if (spreadAt >= 0 && index >= spreadAt) return spread();
          const argument = args[index];
          return argument ? of(argument, scope) : NONE;
        });
      }
    }
    const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    if (method !== undefined && INDIRECT.has(method)) noteIndirect(callee['object'] as AnyNode, method, args, scope, note);
    if (method === undefined || !(CALLBACK_METHODS.has(method) || method === 'from')) return;
    for (const argument of args) {
      if (!argument || argument.type === 'SpreadElement' || !mayBeFunction(argument, scope)) continue;
      const [first] = args;
      for (const fn of of(argument, scope)) {
        if (method === 'from' && first) note(fn, () => elements(first, scope));
        else note(fn, (index) => fromReceiver(callee, scope, method, index, args));
      }
    }
  }

  /** `f.call(null, …)`, `f.apply(null, […])`, `Reflect.apply(f, null, […])`. */
  function noteIndirect(
    object: AnyNode,
    method: string,
    args: readonly (AnyNode | null)[],
    scope: Scope,
    note: (fn: StaticValue, argument: Caller['argument']) => void,
  ): void {
    const isReflect = object.type === 'Identifier' && object['name'] === 'Reflect';
    const target = isReflect ? args[0] : object;
    const given = args.slice(isReflect ? 2 : 1).filter((argument) => argument !== null);
    if (!target || !mayBeFunction(target, scope)) return;
    const passed = (): Points => union(...given.map((argument) => (method === 'apply' ? elements(argument, scope) : of(argument, scope))));
    for (const fn of of(target, scope)) note(fn, passed);
  }

  function fromReceiver(callee: AnyNode, scope: Scope, method: string, index: number, args: readonly (AnyNode | null)[]): Points {
    const object = callee['object'] as AnyNode;
    const start = method.startsWith('reduce') && index === 0 && args[1] ? of(args[1], scope) : NONE;
    return union(start, elements(object, scope), of(object, scope));
  }

  /** Whether a callee may be a function of this module: then its calls matter here. Cheap, so that little is evaluated in vain. */
  function isLocal(callee: AnyNode, scope: Scope): boolean {
    if (isFunction(callee)) return true;
    if (callee.type === 'CallExpression') return isLocal(unwrap(callee['callee'] as AnyNode), scope);
    if (callee.type === 'MemberExpression') {
      const name = memberName(callee);
      if (name !== undefined && !flow.methods.has(name)) return false;
    } else if (callee.type !== 'Identifier') return true;
    const root = rootIdentifier(callee);
    const declaration = root ? lookup(scope, root['name'] as string) : undefined;
    return declaration !== undefined && declaration.kind !== 'import';
  }

  function mayBeFunction(argument: AnyNode, scope: Scope): boolean {
    const node = unwrap(argument);
    if (isFunction(node)) return true;
    if (node.type !== 'Identifier') return false;
    const declaration = lookup(scope, node['name'] as string);
    return declaration !== undefined && declaration.kind !== 'import';
  }

  function runsEarly(fn: AnyNode): boolean {
    const decided = early.get(fn);
    if (decided !== undefined) return decided;
    early.set(fn, false);
    const runs = callersOf(fn).some(({ call }) => {
      const around = functionAround(call.scope);
      return around === null || runsEarly(around);
    });
    early.set(fn, runs);
    return runs;
  }

  return {
    of,
    given,
    runsEarly,
    get isExhausted() {
      return steps > MAX_STEPS;
    },
  };
}

/** The function that a scope stands in, or null at the top of a module. */
export function functionAround(scope: Scope): AnyNode | null {
  for (let current: Scope | null = scope; current; current = current.parent) if (current.kind === 'function') return current.node;
  return null;
}

export function isComposite(value: StaticValue): boolean {
  return value.kind !== 'unknown' && value.kind !== 'literal';
}

function isSchema(value: StaticValue): boolean {
  return value.kind === 'native' && value.native.schema !== undefined;
}

/** The values themselves and all that lies in them. */
export function parts(points: Points): Points {
  const found = new Set(points);
  for (const value of found) for (const inner of partsOfOne(value)) found.add(inner);
  return found;
}

/** What stands for parameters: all that lies in them is meant, too. */
const anything = new WeakSet<StaticValue>();

/** What lies in a value, one level deep; what a getter gives is not looked at. */
export function partsOfOne(value: StaticValue): Points {
  if (anything.has(value)) return new Set([value]);
  if (value.kind === 'array') return new Set(value.items.map((item) => item.value).filter(isComposite));
  if (value.kind === 'native' && value.native.promised) return new Set([value.native.promised].filter(isComposite));
  if (value.kind !== 'object') return NONE;
  return new Set(
    [...value.properties.values()]
      .filter((property) => !property.getter)
      .map((property) => property.value)
      .filter(isComposite),
  );
}

/** A list that stands for what a rest parameter, a generator or a method that copies gives. */
function listOf(items: Points, node: AnyNode): ArrayValue {
  const span = { file: '', start: node.start, end: node.end };
  return { kind: 'array', items: [...items].map((value) => ({ value, span })), rest: null, span };
}

/** Default values in a pattern. */
function defaultsIn(pattern: AnyNode): readonly AnyNode[] {
  const found: AnyNode[] = [];
  const pending = [pattern];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'AssignmentPattern') {
      found.push(node['right'] as AnyNode);
      pending.push(node['left'] as AnyNode);
    } else if (node.type === 'Property') pending.push(node['value'] as AnyNode);
    else if (node.type === 'ObjectPattern' || node.type === 'ArrayPattern' || node.type === 'RestElement')
      pending.push(...childNodes(node));
  }
  return found;
}

function union(...sets: readonly Points[]): Points {
  if (sets.length === 1 && sets[0]) return sets[0];
  const all = new Set<StaticValue>();
  for (const set of sets) for (const value of set) all.add(value);
  return all;
}
