import type { Module } from '../../modules/module.ts';
import { lookup } from '../../modules/lookup.ts';
import { isNode, memberName, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { scopedNodesIn } from '../../modules/traverse.ts';
import type { Span } from '../../source/span.ts';
import { unknown, type StaticValue, type UnknownValue } from '../value.ts';

/*
 * Functions of JavaScript's own that code replaces, by their paths: `Array.prototype.map = …`, `Object.keys = …`. What they do then is not
 * known anywhere, for which file is run before which is not known either.
 */

const OWN = 'Array|BigInt|Boolean|Date|Function|Iterator|JSON|Map|Math|Number|Object|Promise|Reflect|RegExp|Set|String|Symbol|WeakMap';

const WRITTEN = new RegExp(String.raw`\b(?:${OWN})\.\w+\s*=(?![=>])`);

/** In the text of a file that may replace one. */
export const MAY_REPLACE: RegExp = new RegExp(
  [
    WRITTEN.source,
    String.raw`\b(?:${OWN})\.prototype(?:\s+as\s+\w+\s*\))?(?:\.\w+|\[[^\]\n]+\])\s*=(?![=>])`,
    String.raw`\b(?:assign|definePropert(?:y|ies)|set)\(\s*(?:${OWN})\.prototype\s*,`,
    String.raw`=\s*(?:${OWN})\.prototype\s*[;,\n]`,
  ].join('|'),
);

/** True of all such texts that people write, and faster: asked of all files. */
export function mentionsOwn(text: string): boolean {
  return (text.includes('.prototype') || WRITTEN.test(text)) && !isBundle(text);
}

/** What a browser is sent brings its own polyfills, takes seconds to be looked through, and runs with no contract. */
function isBundle(text: string): boolean {
  return text.length > BUNDLE_LENGTH && text.length > BUNDLE_LINE * text.split('\n').length;
}

/** Letters in a file, and in its lines on average, from which on it is taken for a bundle. */
const BUNDLE_LENGTH = 200_000;
const BUNDLE_LINE = 500;

const OWN_NAME = new RegExp(`^(?:${OWN})$`);
const GLOBAL = /^(?:globalThis|global|window|self)$/;
const REPLACING = /^(?:assign|defineProperty|defineProperties|set)$/;
/** Stands for any name. */
const ANY = '*';
/** Of a condition on what there is: where the engine has it, it is left as it is. */
const ASKED = new RegExp(String.raw`\b(?:${OWN})(?:\.prototype)?\.\w|\bin\s+(?:${OWN})\b`);

/** What modules replace. */
export function replacedBy(modules: readonly Module[]): ReadonlySet<string> {
  return new Set(modules.filter(({ text }) => MAY_REPLACE.test(text)).flatMap(replacedIn));
}

function replacedIn({ program, analysis, text }: Module): readonly string[] {
  const isPolyfill = (node: AnyNode): boolean => {
    const test = node.type === 'IfStatement' ? node['test'] : node.type === 'LogicalExpression' ? node['left'] : null;
    return isNode(test) && ASKED.test(text.slice(test.start, test.end));
  };
  const roots = [{ node: program, scope: analysis.root }];
  return [...scopedNodesIn(roots, analysis.scopes, (node) => !isPolyfill(node))].flatMap(({ node, scope }) => {
    if (node.type === 'AssignmentExpression' && node['operator'] === '=') return writtenBy(unwrap(node['left'] as AnyNode), scope);
    return node.type === 'CallExpression' ? givenTo(node, scope) : [];
  });
}

function writtenBy(target: AnyNode, scope: Scope): readonly string[] {
  const owner = target.type === 'MemberExpression' ? ownObject(target['object'] as AnyNode, scope) : null;
  return owner === null ? [] : [`${owner}.${memberName(target) ?? ANY}`];
}

/** `Object.assign(Array.prototype, { … })`, `Object.defineProperty(Array.prototype, 'map', …)` */
function givenTo(call: AnyNode, scope: Scope): readonly string[] {
  const callee = unwrap(call['callee'] as AnyNode);
  const [first, second] = call['arguments'] as AnyNode[];
  if (callee.type !== 'MemberExpression' || !first || !second || !REPLACING.test(memberName(callee) ?? '')) return [];
  const owner = /^(?:Object|Reflect)$/.test(String((callee['object'] as AnyNode)['name'])) ? ownObject(first, scope) : null;
  if (owner === null) return [];
  const names = second.type === 'ObjectExpression' ? (second['properties'] as AnyNode[]).map((one) => memberName(one)) : [second['value']];
  return names.map((name) => `${owner}.${typeof name === 'string' ? name : ANY}`);
}

/** The path of an object of JavaScript's own that an expression names; null for any other. */
function ownObject(expression: AnyNode, scope: Scope): string | null {
  const node = unwrap(expression);
  if (node.type === 'MemberExpression') {
    const name = memberName(node) ?? '';
    const object = unwrap(node['object'] as AnyNode);
    if (GLOBAL.test(String(object['name']))) return OWN_NAME.test(name) ? name : null;
    const owner = name === 'prototype' ? ownObject(object, scope) : null;
    return owner === null ? null : `${owner}.prototype`;
  }
  if (node.type !== 'Identifier') return null;
  const name = String(node['name']);
  const declaration = lookup(scope, name);
  if (!declaration) return OWN_NAME.test(name) ? name : null;
  const { kind, node: declarator, scope: home } = declaration;
  const init = kind === 'const' ? unwrap((declarator['init'] ?? declarator) as AnyNode) : null;
  return init?.type === 'MemberExpression' ? ownObject(init, home) : null;
}

/** A member that code may have replaced, which is not known then. */
export function replacedMember(replaced: ReadonlySet<string>, value: StaticValue, name: string, at: Span): UnknownValue | undefined {
  if (replaced.size === 0 || (value.kind === 'object' && value.properties.has(name))) return undefined;
  const owner = ownerOf(value);
  const owners = owner === 'Object.prototype' || !owner.endsWith('.prototype') ? [owner] : [owner, 'Object.prototype'];
  const isReplaced = owners.some((one) => replaced.has(`${one}.${name}`) || replaced.has(`${one}.${ANY}`));
  return isReplaced ? unknown('mutated', at, `${owner}.${name}`) : undefined;
}

/** Where a value has its methods from. */
function ownerOf(value: StaticValue): string {
  switch (value.kind) {
    case 'array':
      return 'Array.prototype';
    case 'function':
      return 'Function.prototype';
    case 'native': {
      const { name } = value.native;
      return name === 'a Map' || name === 'a Set' ? `${name.slice(2)}.prototype` : name;
    }
    case 'literal': {
      const type = typeof value.value;
      return type === 'object' ? 'RegExp.prototype' : `${type[0]?.toUpperCase() ?? ''}${type.slice(1)}.prototype`;
    }
    default:
      return 'Object.prototype';
  }
}
