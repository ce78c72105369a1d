import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { rootIdentifier, unwrap, withoutSpread, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import type { StaticValue } from '../../values/value.ts';
import type { ContractKind } from '../contract.ts';
import type { PlacedNode } from '../finding/placed-node.ts';
import { namesWithin } from './define-aliases.ts';
import { kindIn } from './define-calls.ts';
import { mayBeDefine } from './may-be-define.ts';

/** A call that may lead to define functions by what it is given. */
export interface GivingCall extends PlacedNode {
  /** Of the define function that it is given for certain. */
  readonly kind: ContractKind | null;
}

/**
 * The calls in a module that give a define function to another function, or that may be of one, as each round of a loop tells:
 * what they define is found by following them.
 * @param mayLead whether looking at a value may come upon a define function: cheaper than to look at all
 */
export function findGivenDefines(
  module: Module,
  evaluator: Evaluator,
  aliases: ReadonlySet<string>,
  mayLead: (part: PlacedNode) => boolean = () => true,
): readonly GivingCall[] {
  const names = namesWithin(module, aliases);
  return module.analysis.calls.flatMap(({ node, scope }): GivingCall | readonly GivingCall[] => {
    const valueOf = (part: AnyNode): StaticValue => evaluator.evaluate(part, evaluator.environmentOf(module, scope));
    const callee = unwrap(node['callee'] as AnyNode);
    for (const argument of node['arguments'] as AnyNode[]) {
      for (const given of givenBy(argument)) {
        // What a loop goes over is told by following its rounds.
        if (given.type === 'CallExpression' || isLoopVariable(given, scope) || !mayBeDefine(given, scope, module, names)) continue;
        if (!mayLead({ node: given, scope, module })) continue;
        const kind = kindIn(valueOf(given));
        if (kind) return { node, scope, module, kind: isNamespace(given, scope) ? null : kind };
      }
    }
    if (callee.type === 'MemberExpression' && unwrap(callee['object'] as AnyNode).type === 'ImportExpression') {
      const imported = valueOf(callee['object'] as AnyNode);
      if (imported.kind === 'native' && imported.native.promised && kindIn(imported.native.promised))
        return { node, scope, module, kind: null };
    }
    const isRound = isInLoop(scope) && mayBeDefine(callee, scope, module, names);
    return isRound && (isLoopVariable(callee, scope) || valueOf(callee).kind === 'unknown') ? { node, scope, module, kind: null } : NONE;
  });
}

const NONE: readonly GivingCall[] = [];

function isLoopVariable(node: AnyNode, scope: Scope): boolean {
  const root = rootIdentifier(node);
  return root !== null && lookup(scope, root['name'] as string)?.inLoopHead === true;
}

/** All that a module gives: whoever is given it hardly takes it for a define function. */
function isNamespace(given: AnyNode, scope: Scope): boolean {
  const declaration = given.type === 'Identifier' ? lookup(scope, given['name'] as string) : undefined;
  return declaration?.node.type === 'ImportNamespaceSpecifier';
}

function isInLoop(place: Scope): boolean {
  for (let scope: Scope | null = place; scope && scope.kind !== 'function'; scope = scope.parent)
    if (scope.node.type === 'ForOfStatement' || scope.node.type === 'ForInStatement') return true;
  return false;
}

/** What an argument gives that may be a function: names, members and calls, by themselves or in literals. */
export function givenBy(argument: AnyNode, found: AnyNode[] = []): readonly AnyNode[] {
  const given = withoutSpread(argument);
  switch (given.type) {
    case 'Identifier':
    case 'MemberExpression':
    case 'CallExpression':
      found.push(given);
      break;
    case 'ObjectExpression':
      for (const property of given['properties'] as AnyNode[])
        givenBy(property.type === 'Property' ? (property['value'] as AnyNode) : property, found);
      break;
    case 'ArrayExpression':
      for (const element of given['elements'] as (AnyNode | null)[]) if (element) givenBy(element, found);
      break;
    case 'ConditionalExpression':
      givenBy(given['consequent'] as AnyNode, found);
      givenBy(given['alternate'] as AnyNode, found);
      break;
    case 'ArrowFunctionExpression':
      // `() => defineCommand`
      if ((given['body'] as AnyNode).type === 'Identifier') found.push(given['body'] as AnyNode);
  }
  return found;
}
