import type { Module } from '../modules/module.ts';
import { lookup, rootIdentifier, unwrap, type AnyNode, type Scope } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
import { mayChangeArgument, type Asking } from './mutation.ts';
import { isComposite } from './points-to.ts';
import type { StaticValue } from './value.ts';

/** An object, by the place where it is created, that a call gives away. */
export interface HandedOver {
  readonly object: Span;
  readonly at: number;
  readonly scope: Scope;
}

/**
 * The objects that a module gives to functions of other files which write to them.
 * Calls of functions that cannot be followed are left out: they count only before an object is read.
 */
export function handedOver(module: Module, asking: Omit<Asking, 'at' | 'scope' | 'membersOnly' | 'onlySure'>): readonly HandedOver[] {
  const sure: Asking = { ...asking, at: null, scope: module.analysis.root, membersOnly: false, onlySure: true };
  const found: HandedOver[] = [];
  for (const { node, scope } of module.analysis.calls) {
    const root = rootIdentifier(unwrap(node['callee'] as AnyNode));
    if (!root || lookup(scope, root['name'] as string)?.kind !== 'import') continue;
    for (const argument of node['arguments'] as AnyNode[]) {
      const given = unwrap(argument.type === 'SpreadElement' ? (argument['argument'] as AnyNode) : argument);
      if (!MAY_HOLD.has(given.type)) continue;
      const use = { kind: 'argument', at: argument.start, scope: scope.owner, block: scope, call: node, aliases: [] } as const;
      if (!mayChangeArgument(sure, use, module, 0)) continue;
      const raw = asking.raw();
      for (const part of partsOf(raw.evaluate(given, raw.environmentOf(module, scope))))
        found.push({ object: part.span, at: node.start, scope });
    }
  }
  return found;
}

const MAY_HOLD = new Set(['Identifier', 'MemberExpression', 'ObjectExpression', 'ArrayExpression']);

/** A value and all that lies in it. */
function partsOf(value: StaticValue): readonly StaticValue[] {
  const found = new Set([value].filter(isComposite));
  for (const part of found) {
    if (part.kind === 'array') for (const item of part.items) if (isComposite(item.value)) found.add(item.value);
    if (part.kind === 'object')
      for (const property of part.properties.values()) if (!property.getter && isComposite(property.value)) found.add(property.value);
  }
  return [...found];
}
