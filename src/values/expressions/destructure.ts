import { memberName, type AnyNode } from '../../modules/nodes.ts';
import type { Span } from '../../source/span.ts';
import { isAbsent } from '../builtins/method.ts';
import { iterated } from '../builtins/sets.ts';
import type { Environment } from '../names/environment.ts';
import type { Evaluator } from '../evaluation.ts';
import { unknown, type ArrayValue, type Property, type StaticValue } from '../value.ts';
import { toText } from './operators.ts';

/** The names that a pattern binds, with their values. */
export function destructure(
  evaluator: Evaluator,
  pattern: AnyNode,
  value: StaticValue,
  environment: Environment,
  at: Span,
): ReadonlyMap<string, StaticValue> {
  const bound = new Map<string, StaticValue>();
  const bind = (target: AnyNode, given: StaticValue): void => {
    switch (target.type) {
      case 'Identifier':
        bound.set(target['name'] as string, given);
        // Defaults of later names may use the earlier ones.
        return void rememberBinding(environment, target['name'] as string, given);
      case 'AssignmentPattern': {
        return bind(target['left'] as AnyNode, isAbsent(given) ? evaluator.evaluate(target['right'] as AnyNode, environment) : given);
      }
      case 'ObjectPattern':
        return bindObject(target, given);
      case 'ArrayPattern':
        return bindArray(target, given);
    }
  };
  const bindObject = (target: AnyNode, given: StaticValue): void => {
    const taken = new Set<string>();
    for (const property of target['properties'] as AnyNode[]) {
      if (property.type === 'RestElement') {
        bind(property['argument'] as AnyNode, without(given, taken, at));
        continue;
      }
      const key = keyOf(evaluator, property, environment);
      if (key !== undefined) taken.add(key);
      bind(
        property['value'] as AnyNode,
        key === undefined ? unknown('dynamic-key', at, 'a computed key') : evaluator.member(given, key, at),
      );
    }
  };
  const bindArray = (target: AnyNode, iterable: StaticValue): void => {
    const given = iterated(iterable);
    const once = iterable.kind === 'native' ? iterable.native.once : undefined;
    if (once) once.isLeft = !(target['elements'] as (AnyNode | null)[]).some((element) => element?.type === 'RestElement');
    for (const [index, element] of (target['elements'] as (AnyNode | null)[]).entries()) {
      if (!element) continue;
      if (element.type === 'RestElement') {
        const rest: StaticValue = given.kind === 'array' ? itemsFrom(given, index) : unknown('not-static', at, 'a destructured rest');
        bind(element['argument'] as AnyNode, rest);
      } else bind(element, mayBeList(given) ? evaluator.member(given, String(index), at) : unknown('not-static', at, 'an iterator'));
    }
  };
  bind(pattern, value);
  return bound;
}

/** The name of a property as it is written, in a literal or a pattern; undefined where it is computed, and not known. */
export function keyOf(evaluator: Evaluator, property: AnyNode, environment: Environment): string | undefined {
  return property['computed'] ? toText(evaluator.evaluate(property['key'] as AnyNode, environment)) : memberName(property);
}

/** Gives the names that a pattern binds, which are those of the environment's own scope, their values. */
export function bindPattern(evaluator: Evaluator, pattern: AnyNode, value: StaticValue, environment: Environment, at: Span): void {
  for (const [name, bound] of destructure(evaluator, pattern, value, environment, at)) {
    const declaration = environment.scope.declarations.get(name);
    if (declaration) environment.values.set(declaration, bound);
  }
}

/** Whether the members of a value by numbers are what going over it gives: of objects and classes, their own iterators would tell that. */
export function mayBeList(value: StaticValue): boolean {
  if (value.kind === 'literal') return typeof value.value === 'string';
  return value.kind !== 'object' && value.kind !== 'function';
}

function rememberBinding(environment: Environment, name: string, value: StaticValue): void {
  const declaration = environment.scope.declarations.get(name);
  if (declaration?.kind === 'parameter' && !environment.values.has(declaration)) environment.values.set(declaration, value);
}

function without(value: StaticValue, taken: ReadonlySet<string>, at: Span): StaticValue {
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'object') return unknown('not-static', at, 'a destructured rest');
  const properties = new Map<string, Property>();
  for (const [key, property] of value.properties) {
    // A getter is asked when it is copied.
    const copied = property.getter ? { key: property.key, span: property.span, value: property.value } : property;
    if (!taken.has(key)) properties.set(key, copied);
  }
  return { kind: 'object', properties, open: value.open, ...(value.openTo && { openTo: value.openTo }), span: value.span };
}

function itemsFrom({ members: _, ...list }: ArrayValue, index: number): ArrayValue {
  return { ...list, items: list.items.slice(index) };
}
