import { enclosingClass } from '../../modules/enclosing.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import {
  childNodes,
  isFunction,
  isNode,
  isWithin,
  memberName,
  patternIdentifiers,
  plainParameter,
  unwrap,
  type AnyNode,
} from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import type { Evaluator } from '../evaluation.ts';
import { parametersOf } from '../statements/parameters.ts';
import type { Flow, ModuleFlow } from '../writes/module-flow.ts';
import { unknown, type StaticValue, type UnknownValue } from '../value.ts';
import { createCallResults, makesList } from './call-results.ts';
import { createCallers, type Caller } from './callers.ts';
import { createInside, type Following } from './inside.ts';
import { anything, holdsUnknown, isComposite, isSchema, listOf, NONE, union, type Points } from './points.ts';

export interface PointsTo {
  of(expression: AnyNode, scope: Scope): Points;
  /** The same with all that lies in them. */
  whole(expression: AnyNode, scope: Scope): Points;
  /** What stands for whatever a parameter may be given from elsewhere, and for all that lies in it. */
  given(parameter: Declaration): StaticValue;
  /** Whether code of a module's top, or of a function that it calls, calls a function of it. */
  runsEarly(fn: AnyNode): boolean;
  /** True when the module was too large to be followed; then nothing that it holds is certain. */
  readonly isExhausted: boolean;
}

/** Stands for what is still being found out. */
const UNFINISHED: Points = new Set();

/** Steps for one module. */
const MAX_STEPS = 20_000;
/** Expressions that give one another, each by several nested calls of the program: bundled code goes round in far more. */
const MAX_DEPTH = 150;
/**
 * Which objects an expression of a module may give, followed through names, calls, members and loops; in doubt more rather than fewer.
 * @param raw evaluates without regard to changes
 */
export function createPointsTo(module: Module, flow: ModuleFlow, raw: Evaluator): PointsTo {
  const known = new Map<AnyNode, Points>();
  /** What is still being found out. */
  const pending = new Set<AnyNode>();
  const givens = new Map<Declaration, StaticValue>();
  const containers = new Map<AnyNode, StaticValue>();
  let steps = 0;
  let depth = 0;
  const unread = new Map<Declaration, Points>();
  const following: Following = { module, flow, raw, of, ofUnknown, goesOn: () => ++steps <= MAX_STEPS, circles: 0 };
  const inside = createInside(following);
  const { parts } = inside;
  const { ofCall, resultsOf } = createCallResults(following, inside);
  const callers = createCallers(following, inside, resultsOf, () => {
    known.clear();
    unread.clear();
    inside.forget();
  });
  let parameters: ReadonlyMap<number, Declaration> | undefined;

  function of(expression: AnyNode, scope: Scope): Points {
    const node = unwrap(expression);
    const found = known.get(node);
    if (found) {
      if (pending.has(node)) following.circles++;
      return found;
    }
    if (depth >= MAX_DEPTH) steps = MAX_STEPS;
    if (++steps > MAX_STEPS) return NONE;
    const points = new Set<StaticValue>();
    // What leads back here in a circle adds nothing.
    known.set(node, points);
    pending.add(node);
    const value = raw.evaluate(node, raw.environmentOf(module, scope));
    if (isComposite(value)) points.add(value);
    if (value.kind === 'unknown' && !makesList(node, module)) for (const more of ofUnknown(value)) points.add(more);
    depth++;
    const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
    for (const more of follow(node, scope, isComposite(value) && !(isCall && holdsUnknown(value)))) points.add(more);
    depth--;
    pending.delete(node);
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
      case 'ThisExpression': {
        const self = flow.ownThis.get(node);
        if (self && isFunction(self)) return union(...callers.of(self).map((caller) => caller.self()));
        return self?.type === 'ObjectExpression' ? of(self, scope) : NONE;
      }
      case 'Super': {
        const parent = enclosingClass(scope)?.['superClass'];
        return isNode(parent) ? of(parent, flow.scopeOf(parent)) : NONE;
      }
      case 'CallExpression':
      case 'NewExpression':
        if (isContainer(node, scope)) return new Set([listIn(node, scope)]);
        if (isRead && givesFirst(node)) return of((node['arguments'] as AnyNode[])[0] as AnyNode, scope);
        return isRead ? ofValues(node, scope) : ofCall(node, scope);
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
    if (source) return union(...flows, parts(inside.elements(source.node, source.scope)));
    const init = node['init'];
    if (isNode(init) && (!isRead || isContainer(unwrap(init), declaration.scope) || givesFirst(unwrap(init)))) {
      return union(...flows, inPattern(node['id'] as AnyNode, declaration.identifier, of(init, flow.scopeOf(init))));
    }
    return union(...flows);
  }

  /** What a name in a pattern may get of what the whole pattern gets, and what members that it asks for are assigned. */
  function inPattern(pattern: AnyNode, identifier: AnyNode, whole: Points): Points {
    if (pattern === identifier) return whole;
    if (pattern.type === 'AssignmentPattern') {
      const given = of(pattern['right'] as AnyNode, flow.scopeOf(pattern['right'] as AnyNode));
      return inPattern(pattern['left'] as AnyNode, identifier, union(whole, given));
    }
    const part = childNodes(pattern).find((child) => isWithin(identifier, child));
    if (!part) return NONE;
    if (part.type === 'RestElement') {
      const rest = part['argument'] as AnyNode;
      return rest === identifier ? parts(whole) : inPattern(rest, identifier, parts(whole));
    }
    const name = part.type === 'Property' ? memberName(part) : undefined;
    const members = [...whole].map((value) => {
      const member = inside.inMember(value, name);
      // What lies in a library's schema is the schema's: `const { fields } = Model`.
      return isSchema(value) ? union(member, new Set([value])) : member;
    });
    const others = part.type === 'Property' ? [...flowsOf(name).map(ofFlow), ...gettersOf(name).flatMap(resultsOf)] : [];
    return inPattern(part.type === 'Property' ? (part['value'] as AnyNode) : part, identifier, union(...members, ...others));
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
    const parameters = parametersOf(fn).map(plainParameter);
    const index = parameters.findIndex((parameter) => patternIdentifiers(parameter).includes(declaration.identifier));
    const pattern = parameters[index];
    if (!pattern) return anyone;
    const passed = callers.of(fn).map((caller) => caller.argument(index));
    const setter = flow.setters.get(fn);
    const set = setter === undefined ? [] : flowsOf(setter).map(ofFlow);
    if (pattern.type === 'RestElement') {
      const rest = callers.of(fn).flatMap((caller) => argumentsFrom(caller, index));
      return pattern['argument'] === declaration.identifier
        ? new Set([listOf(union(anyone, ...rest), declaration.identifier)])
        : union(anyone, parts(union(...rest)));
    }
    return union(anyone, inPattern(pattern, declaration.identifier, union(...passed, ...set)));
  }

  function ofUnknown({ reason, span }: UnknownValue): Points {
    const declaration =
      reason === 'parameter' && span.file === module.file ? (parameters ??= parametersIn(module)).get(span.start) : undefined;
    if (!declaration) return NONE;
    const found = unread.get(declaration);
    if (found === UNFINISHED) following.circles++;
    if (found) return found;
    unread.set(declaration, UNFINISHED);
    const points = ofParameter(declaration);
    unread.set(declaration, points);
    return points;
  }

  function argumentsFrom(caller: Caller, index: number): readonly Points[] {
    const count = (caller.call.node['arguments'] as AnyNode[] | undefined)?.length ?? 0;
    return Array.from({ length: Math.max(1, count - index) }, (_, offset) => caller.argument(index + offset));
  }

  /** What stands for all that is in a new Map or Set: first what it is filled with. */
  function listIn(node: AnyNode, scope: Scope): StaticValue {
    let list = containers.get(node);
    if (!list) {
      const [first] = node['arguments'] as AnyNode[];
      const isGiven = first && first.type !== 'SpreadElement';
      const holds = isGiven && (holdsItself(node) ? of(first, scope) : parts(inside.elements(first, scope)));
      containers.set(node, (list = listOf(holds || NONE, node)));
    }
    return list;
  }

  /** `Object.values(x)` and `Object.entries(x)`, which give what `x` is given later, too. */
  function ofValues(node: AnyNode, scope: Scope): Points {
    const callee = unwrap(node['callee'] as AnyNode);
    const [first] = node['arguments'] as AnyNode[];
    const isOfObject = callee.type === 'MemberExpression' && (callee['object'] as AnyNode)['name'] === 'Object';
    const name = isOfObject ? memberName(callee) : undefined;
    if (!first || first.type === 'SpreadElement' || (name !== 'values' && name !== 'entries')) return NONE;
    const given = flowsOf(undefined).map(ofFlow);
    return given.length > 0 ? new Set([listOf(union(inside.elements(first, scope), ...given), node)]) : NONE;
  }

  function ofMember(node: AnyNode, scope: Scope): Points {
    const object = unwrap(node['object'] as AnyNode);
    const name = memberName(node);
    const flows = flowsOf(name).map(ofFlow);
    if (object.type === 'Identifier' && object['name'] === 'arguments' && !lookup(scope, 'arguments')) {
      const fn = scope.owner.node;
      return union(...flows, ...callers.of(fn).flatMap((caller) => argumentsFrom(caller, 0)));
    }
    const members = [...of(object, scope)].map((value) => inside.inMember(value, name));
    if (object.type === 'ArrayExpression') members.push(inside.elements(object, scope));
    return union(...flows, ...members, ...gettersOf(name).flatMap(resultsOf));
  }

  function gettersOf(name: string | undefined): readonly AnyNode[] {
    return name === undefined ? [...flow.getters.values()].flat() : (flow.getters.get(name) ?? []);
  }

  /** What members of any object are assigned under a name; of a name that is not known, under all. */
  function flowsOf(name: string | undefined): readonly Flow[] {
    if (name === undefined) return [...flow.members.values()].flat();
    return [...(flow.members.get(name) ?? []), ...(flow.members.get('*') ?? [])];
  }

  return {
    of(expression, scope) {
      callers.find();
      return of(expression, scope);
    },
    whole(expression, scope) {
      callers.find();
      return parts(union(of(expression, scope), inside.elements(expression, scope)));
    },
    given,
    runsEarly: (fn) => callers.runsEarly(fn),
    get isExhausted() {
      return steps > MAX_STEPS;
    },
  };
}

/** The parameters of a module's functions, by where they are named. */
function parametersIn({ analysis }: Module): ReadonlyMap<number, Declaration> {
  const all = [...analysis.scopes.values()].flatMap(({ declarations }) => [...declarations.values()]);
  return new Map(all.filter(({ kind }) => kind === 'parameter').map((declaration) => [declaration.identifier.start, declaration]));
}

/** Whether an expression makes a Map or the like, which is taken for a list of all that is in it. */
function isContainer(node: AnyNode, scope: Scope): boolean {
  const name = node.type === 'NewExpression' ? String(unwrap(node['callee'] as AnyNode)['name']) : '';
  return /^(?:Map|Set|WeakMap|WeakRef)$/.test(name) && !lookup(scope, name);
}

/** `new WeakRef(x)`, which gives `x` back. */
function holdsItself(node: AnyNode): boolean {
  return unwrap(node['callee'] as AnyNode)['name'] === 'WeakRef';
}

/** `Object.assign(x, …)`, which gives `x` back. */
function givesFirst(node: AnyNode): boolean {
  const [first] = (node['arguments'] ?? []) as AnyNode[];
  if (node.type !== 'CallExpression' || !first || first.type === 'SpreadElement') return false;
  const callee = unwrap(node['callee'] as AnyNode);
  return callee.type === 'MemberExpression' && (callee['object'] as AnyNode)['name'] === 'Object' && memberName(callee) === 'assign';
}
