import { isFunction, isNode, memberName, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { closureOf } from '../environment.ts';
import type { Following, Inside } from './inside.ts';
import { listOf, union, type Points } from './points.ts';

/** Methods that give one of the elements, and those that give a list of some of them. */
const ELEMENT_METHODS = new Set(['find', 'findLast', 'at', 'pop', 'shift', 'get']);
const LIST_METHODS = new Set(['filter', 'slice', 'concat', 'flat', 'splice', 'toSorted', 'toReversed', 'toSpliced', 'with', 'values']);

/** Gives what a call may give. */
export function createCallResults({ module, flow, raw, of }: Following, { elements }: Inside): (call: AnyNode, scope: Scope) => Points {
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
    for (const node of nodesIn(body, (inner) => !isFunction(inner)))
      if (node.type === type && isNode(node['argument'])) results.push(of(node['argument'], flow.scopeOf(node['argument'])));
    return fn['generator'] ? [new Set([listOf(union(...results), fn)])] : results;
  }

  return ofCall;
}
