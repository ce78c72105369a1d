import type { Module } from '../../modules/module.ts';
import { isFunction, isNode, memberName, staticFields, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { closureOf } from '../names/environment.ts';
import type { Evaluator } from '../evaluation.ts';
import type { ModuleFlow } from '../writes/module-flow.ts';
import type { FunctionValue, StaticValue, UnknownValue } from '../value.ts';
import { anything, isComposite, isSchema, NONE, parts, partsOfOne, union, unknownsIn, type Points } from './points.ts';

/** What a module is followed with. */
export interface Following {
  readonly module: Module;
  readonly flow: ModuleFlow;
  /** Evaluates without regard to changes. */
  readonly raw: Evaluator;
  /** What an expression may give. */
  of(expression: AnyNode, scope: Scope): Points;
  /** What a value may be that is not known because a function is given it. */
  ofUnknown(value: UnknownValue): Points;
  /** Counts a step; false when there have been too many for one module. */
  goesOn(): boolean;
  /** How often something has led back to what was still being found out, and so was told less than all. */
  circles: number;
}

/** What lies in values. */
export interface Inside {
  /** What a member of a value may be; of a name that is not known, any of its members. */
  inMember(value: StaticValue, name: string | undefined): Points;
  /** The values themselves and all that lies in them. */
  parts(points: Points): Points;
  /** What lies in the list or object that an expression gives. */
  elements(expression: AnyNode, scope: Scope): Points;
  /** Forgets what was found: more is known of what it was found by. */
  forget(): void;
}

export function createInside(following: Following): Inside {
  const { module, flow, raw, of, ofUnknown, goesOn } = following;
  /** What is written in which literals, as long as it is being found out. */
  const asked = new Set<string>();
  const known = new Map<string, Points>();

  /** What a question comes to, each looked into once: literals of literals are asked for in ways without number. */
  function answer(question: string, find: () => Points): Points {
    const found = known.get(question);
    if (found) return found;
    if (asked.has(question)) {
      following.circles++;
      return NONE;
    }
    if (!goesOn()) return NONE;
    const before = following.circles;
    asked.add(question);
    const points = find();
    asked.delete(question);
    if (following.circles === before) known.set(question, points);
    return points;
  }

  function partsOf(value: StaticValue): Points {
    const unread = anything.has(value) ? [] : unknownsIn(value);
    return unread.length === 0 ? partsOfOne(value) : union(partsOfOne(value), ...unread.map(ofUnknown));
  }

  function inMember(value: StaticValue, name: string | undefined): Points {
    if (anything.has(value)) return new Set([value]);
    if (value.kind === 'array') return union(partsOf(value), writtenIn(value, undefined), putInto(value));
    if (value.kind === 'object') {
      if (name === undefined) return union(partsOf(value), writtenIn(value, undefined));
      const property = value.properties.get(name);
      const read = property ? (property.getter ? null : property.value) : value.open;
      return union(read ? itself(read) : NONE, writtenIn(value, name));
    }
    // What lies in a library's schema is not known by its name, and is the schema's all the same: `Model.fields.email`.
    const own = isSchema(value) ? new Set([value]) : NONE;
    if (name === undefined) return value.kind === 'function' ? staticsOf(value) : own;
    const member = raw.member(value, name, value.span);
    if (isComposite(member)) return new Set([member]);
    return member.kind === 'unknown' ? own : NONE;
  }

  function itself(value: StaticValue): Points {
    if (value.kind === 'unknown') return ofUnknown(value);
    return isComposite(value) ? new Set([value]) : NONE;
  }

  /** All static fields of a class. */
  function staticsOf(value: FunctionValue): Points {
    const values = staticFields(closureOf(value).node).flatMap((field) => (isNode(field['value']) ? field['value'] : []));
    return union(...values.map((node) => of(node, flow.scopeOf(node))));
  }

  /** What the expressions in a literal may give, which may be more than they gave when it was created: of what is assigned later. */
  function writtenIn({ span }: StaticValue, name: string | undefined): Points {
    const literal = span.file === module.file ? flow.literals.get(`${span.start}:${span.end}`) : undefined;
    // A list may be made of itself: `list = [...list, more]`.
    return literal ? answer(`${literal.start}:${name ?? '*'}`, () => writtenInLiteral(literal, name)) : NONE;
  }

  /** What methods put into a list. */
  function putInto(list: StaticValue): Points {
    if (flow.puts.length === 0) return NONE;
    return answer(`${list.span.file}:${list.span.start} puts`, () => {
      const values = flow.puts.filter((put) => of(put.list.node, put.list.scope).has(list)).map(({ value }) => value);
      return union(
        ...values.map(({ node, scope }) =>
          node.type === 'SpreadElement' ? elements(node['argument'] as AnyNode, scope) : of(node, scope),
        ),
      );
    });
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

  function elements(expression: AnyNode, scope: Scope): Points {
    const node = unwrap(expression);
    const inside = [...of(node, scope)].map((value) =>
      value.kind === 'object' || value.kind === 'array' || isSchema(value) ? inMember(value, undefined) : partsOf(value),
    );
    if (node.type !== 'ArrayExpression') return union(...inside);
    const written = (node['elements'] as (AnyNode | null)[]).map((element) =>
      !element ? NONE : element.type === 'SpreadElement' ? elements(element['argument'] as AnyNode, scope) : of(element, scope),
    );
    return union(...inside, ...written);
  }

  return { inMember, parts: (points) => parts(points, partsOf), elements, forget: () => known.clear() };
}
