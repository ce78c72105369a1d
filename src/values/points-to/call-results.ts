import { isFunction, isNode, memberName, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Module } from '../../modules/module.ts';
import type { Scope } from '../../modules/scope.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { GIVES_ELEMENT, GIVES_NEW_LIST } from '../builtins/method-names.ts';
import { closureOf } from '../names/environment.ts';
import type { StaticValue } from '../value.ts';
import type { Following, Inside } from './inside.ts';
import { isSchema, listOf, NONE, parts as partsOf, union, type Points } from './points.ts';

/** Methods that give a list of some of the elements. */
const LIST_METHODS = new Set([
  'filter',
  'slice',
  'concat',
  'flat',
  'splice',
  'reverse',
  'sort',
  'toSorted',
  'toReversed',
  'toSpliced',
  'with',
  'values',
  'entries',
  'next',
]);

/** Methods that give what a callback makes, or a list of it. */
const CALLBACK_RESULTS = /^(?:map|flatMap|reduce|reduceRight|then|from)$/;
/** Functions that give a copy of what they are given, with all that lies in it, or a text of it. */
const COPIES = /^(?:structuredClone|JSON\.(?:parse|stringify))$/;
const ARRAY_MAKERS = /^Array(?:\.of|\.from)?$/;
const PART_FUNCTIONS = new Set([
  'Reflect.get',
  'Object.getOwnPropertyDescriptor',
  'Object.getOwnPropertyDescriptors',
  'Object.groupBy',
  'Map.groupBy',
  'Object.fromEntries',
]);

/** Whether an expression makes a list: what is written to that is the list, and not what lies in it. */
export function makesList(node: AnyNode, { text }: Module): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = unwrap(node['callee'] as AnyNode);
  if (ARRAY_MAKERS.test(text.slice(callee.start, callee.end))) return true;
  return callee.type === 'MemberExpression' && GIVES_NEW_LIST.has(memberName(callee) ?? '');
}

interface CallResults {
  /** What a call may give. */
  ofCall(call: AnyNode, scope: Scope): Points;
  /** What a function of this module may return; of a generator what it yields, as a list. */
  resultsOf(fn: AnyNode): readonly Points[];
}

export function createCallResults({ module, flow, raw, of }: Following, { elements, parts }: Inside): CallResults {
  function ofCall(node: AnyNode, scope: Scope): Points {
    const callee = unwrap(node['callee'] as AnyNode);
    const [first] = node['arguments'] as AnyNode[];
    if (ARRAY_MAKERS.test(module.text.slice(callee.start, callee.end))) return new Set([listOf(inMade(node, scope), node)]);
    // Who writes to a proxy writes to what it stands for. What a call of one does is another matter.
    if (callee['name'] === 'Proxy' && first) return new Set([...of(first, scope)].filter(isData));
    const returned = [...of(callee, scope)].flatMap((value) => {
      const called = value.kind === 'native' ? value.native.target : value;
      return called?.kind === 'function' ? resultsOf(closureOf(called).node) : [];
    });
    // A library's function that nobody knows the result of may give back what it was given: `define(spec)`.
    if (
      first &&
      first.type !== 'SpreadElement' &&
      !COPIES.test(module.text.slice(callee.start, callee.end)) &&
      raw.evaluate(callee, raw.environmentOf(module, scope)).kind === 'native'
    )
      returned.push(of(first, scope));
    if (callee.type === 'MemberExpression') {
      const name = memberName(callee);
      const object = callee['object'] as AnyNode;
      const owner = object.type === 'Identifier' ? String(object['name']) : '';
      // What lies in the first argument: `Reflect.get(x, 'y')`, `Object.groupBy(xs, …)`.
      if (first && PART_FUNCTIONS.has(`${owner}.${name ?? ''}`)) return union(...returned, inAndOf(parts(elements(first, scope)), node));
      if (name !== undefined && GIVES_ELEMENT.has(name)) return union(...returned, elements(object, scope));
      if (name !== undefined && LIST_METHODS.has(name))
        return union(...returned, new Set([listOf(name === 'flat' ? parts(elements(object, scope)) : elements(object, scope), node)]));
      if (name !== undefined && CALLBACK_RESULTS.test(name)) {
        const made = (node['arguments'] as AnyNode[]).flatMap((one, index) => {
          if (one.type === 'SpreadElement') return [];
          return index > 0 && /^reduce/.test(name) ? [of(one, scope), ...madeBy(one, scope)] : madeBy(one, scope);
        });
        if (name === 'map') return union(...returned, new Set([listOf(union(...made), node)]));
        return union(...returned, inAndOf(union(...made, /^reduce/.test(name) ? elements(object, scope) : NONE), node));
      }
      const isAssign = name === 'assign' && object.type === 'Identifier' && object['name'] === 'Object';
      if (isAssign && first) return union(...returned, of(first, scope));
    }
    return union(...returned);
  }

  /** What lies in the list that `Array(…)`, `Array.of(…)` or `Array.from(…)` makes. */
  function inMade(call: AnyNode, scope: Scope): Points {
    const args = call['arguments'] as AnyNode[];
    const callee = unwrap(call['callee'] as AnyNode);
    const isFrom = callee.type === 'MemberExpression' && memberName(callee) === 'from';
    const [, callback] = args;
    if (isFrom && callback) return union(...madeBy(callback, scope));
    return union(
      ...args.map((one) => {
        if (one.type === 'SpreadElement') return elements(one['argument'] as AnyNode, scope);
        return isFrom ? elements(one, scope) : of(one, scope);
      }),
    );
  }

  /** What a callback gives, which is not the callback; another value itself. */
  function madeBy(argument: AnyNode, scope: Scope): readonly Points[] {
    return [...of(argument, scope)].flatMap((value) => (value.kind === 'function' ? resultsOf(closureOf(value).node) : [new Set([value])]));
  }

  function resultsOf(fn: AnyNode): readonly Points[] {
    const body = fn['body'];
    if (!isNode(body) || !module.analysis.scopes.has(fn)) return [];
    if (body.type !== 'BlockStatement') return body.type === 'ClassBody' ? [] : [of(body, flow.scopeOf(body))];
    const type = fn['generator'] ? 'YieldExpression' : 'ReturnStatement';
    const results: Points[] = [];
    for (const { type: own, argument, delegate } of nodesIn(body, (inner) => !isFunction(inner)))
      if (own === type && isNode(argument)) results.push((delegate ? elements : of)(argument, flow.scopeOf(argument)));
    return fn['generator'] ? [new Set([listOf(union(...results), fn)])] : results;
  }

  return { ofCall, resultsOf };
}

/** What holds nothing that can be called. */
function isData(value: StaticValue): boolean {
  return [...partsOf(new Set([value]))].every((part) => part.kind === 'object' || part.kind === 'array' || isSchema(part));
}

/** What may be any of some values, or hold them. */
function inAndOf(points: Points, node: AnyNode): Points {
  return union(points, new Set([listOf(points, node)]));
}
