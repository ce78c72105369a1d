import { lookup } from '../../modules/lookup.ts';
import { isNode, withoutTypes, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { closureOf } from '../names/environment.ts';
import type { MadeKind, StaticValue } from '../value.ts';
import { constantOf } from './plain-code.ts';
import { expressionOf } from './simplified-code.ts';

/** Functions of JavaScript's own that make something of any primitive. */
const FUNCTIONS: ReadonlyMap<string, MadeKind> = new Map<string, MadeKind>([
  ['String', 'string'],
  ['Boolean', 'boolean'],
  ['Number', 'perhaps a number'],
  ['parseInt', 'perhaps a number'],
  ['parseFloat', 'perhaps a number'],
]);

/** Methods that fail for no arguments that are constants, by what they are of, with what they give. */
const METHODS: Readonly<Record<'string' | 'number' | 'strings', ReadonlyMap<string, MadeKind>>> = {
  string: new Map<string, MadeKind>([
    ...methods('string', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'toString', 'slice', 'substring', 'charAt'),
    ...methods('string', 'replace', 'replaceAll', 'concat', 'padStart', 'padEnd'),
    ...methods('boolean', 'includes', 'startsWith', 'endsWith'),
    ...methods('number', 'indexOf', 'lastIndexOf', 'localeCompare'),
    ...methods('strings', 'split'),
  ]),
  number: new Map(methods('string', 'toString')),
  strings: new Map<string, MadeKind>([...methods('string', 'join'), ...methods('strings', 'slice')]),
};

function methods(kind: MadeKind, ...names: readonly string[]): [string, MadeKind][] {
  return names.map((name) => [name, kind]);
}

interface Reading {
  readonly scope: Scope;
  readonly parameter: string;
  readonly of: MadeKind;
}

/**
 * The kind of value that a function makes of every value of a kind, none of which makes it fail; null where that cannot be told.
 * Only what is sure whatever the value is counts: operators, and methods of JavaScript's own on what is known to have them.
 */
export function kindMade(callee: StaticValue, of: MadeKind): MadeKind | null {
  if (callee.kind === 'native') return kindOfNative(callee.native.name, [of]);
  if (callee.kind !== 'function') return null;
  const { node, environment } = closureOf(callee);
  const [parameter, second] = node['params'] as AnyNode[];
  const scope = environment.module.analysis.scopes.get(node);
  const expression = expressionOf(node);
  if (!scope || !expression || parameter?.type !== 'Identifier' || second) return null;
  return read(expression, { scope, parameter: String(parameter['name']), of });
}

function read(written: AnyNode, reading: Reading): MadeKind | null {
  const node = withoutTypes(written);
  const part = (key: string): MadeKind | null => read(node[key] as AnyNode, reading);
  switch (node.type) {
    case 'Identifier':
      return node['name'] === reading.parameter ? reading.of : kindOfConstant(node, reading);
    case 'Literal':
      return kindOfLiteral(node);
    case 'TemplateLiteral':
      return (node['expressions'] as AnyNode[]).every((one) => isWritable(read(one, reading))) ? 'string' : null;
    case 'UnaryExpression':
      return part('argument') && (node['operator'] === '!' ? 'boolean' : node['operator'] === 'typeof' ? 'string' : null);
    case 'BinaryExpression':
      return kindOfOperation(String(node['operator']), part('left'), part('right'));
    case 'LogicalExpression':
      return either(part('left'), part('right'));
    case 'ConditionalExpression':
      return part('test') && either(part('consequent'), part('alternate'));
    case 'MemberExpression': {
      const object = node['computed'] || (node['property'] as AnyNode)['name'] !== 'length' ? null : part('object');
      return object === 'string' || object === 'strings' ? 'number' : null;
    }
    case 'CallExpression':
      return kindOfCall(node, reading);
    default:
      return null;
  }
}

/** The kind of a literal that a name stands for. */
function kindOfConstant(node: AnyNode, { scope }: Reading): MadeKind | null {
  if (node['name'] === 'undefined' && !lookup(scope, 'undefined')) return 'primitive';
  const constant = constantOf(node, scope);
  return constant?.type === 'Literal' ? kindOfLiteral(constant) : null;
}

function kindOfLiteral({ value, raw }: AnyNode): MadeKind | null {
  const kind = typeof value;
  if (raw === 'null') return 'primitive';
  return kind === 'string' || kind === 'number' || kind === 'boolean' ? kind : null;
}

/** What is of the one kind or the other. */
export function either(one: MadeKind | null, other: MadeKind | null): MadeKind | null {
  if (one === null || other === null || one === other) return one && other;
  return isPrimitive(one) && isPrimitive(other) ? 'primitive' : 'anything';
}

function isPrimitive(kind: MadeKind): boolean {
  return kind !== 'strings' && kind !== 'anything';
}

/** Whether a text or a number can be made of it: objects may have a `toString` of their own. */
function isWritable(kind: MadeKind | null): boolean {
  return kind !== null && kind !== 'anything';
}

function kindOfNative(name: string, args: readonly (MadeKind | null)[]): MadeKind | null {
  const made = FUNCTIONS.get(name) ?? null;
  return made && args.every((kind) => kind && (made === 'boolean' || isWritable(kind))) ? made : null;
}

function kindOfOperation(operator: string, left: MadeKind | null, right: MadeKind | null): MadeKind | null {
  if (!left || !right) return null;
  if (/^[=!]==$/.test(operator)) return 'boolean';
  if (!isWritable(left) || !isWritable(right)) return null;
  if (/^[=!]=$/.test(operator)) return 'boolean';
  if (operator === '+' && (left === 'string' || right === 'string')) return 'string';
  if (left !== 'number' || right !== 'number') return null;
  if (/^[<>]=?$/.test(operator)) return 'boolean';
  return /^[-+*]$/.test(operator) ? 'number' : /^[/%]$/.test(operator) ? 'perhaps a number' : null;
}

function kindOfCall(node: AnyNode, reading: Reading): MadeKind | null {
  const callee = withoutTypes(node['callee'] as AnyNode);
  const args = node['arguments'] as AnyNode[];
  if (callee.type === 'Identifier') {
    const name = String(callee['name']);
    if (lookup(reading.scope, name) || args.length === 0) return null;
    return kindOfNative(
      name,
      args.map((argument) => read(argument, reading)),
    );
  }
  if (callee.type !== 'MemberExpression' || callee['computed'] || !isNode(callee['object'])) return null;
  const object = read(callee['object'], reading);
  const name = String((callee['property'] as AnyNode)['name']);
  if (object !== 'string' && object !== 'number' && object !== 'strings') return null;
  const made = METHODS[object].get(name);
  // The base of a number's digits may be wrong.
  const isAllowed = object === 'number' ? args.length === 0 : args.every((argument) => isHarmless(argument, name));
  return made !== undefined && isAllowed ? made : null;
}

/** More than this may be too long for a string. */
const MAX_NUMBER = 10_000;

/** Strings and numbers that are written there, and patterns: `replaceAll` asks that they are global. */
function isHarmless(written: AnyNode, method: string): boolean {
  const node = withoutTypes(written);
  if (node.type !== 'Literal') return false;
  const pattern = node['regex'];
  if (typeof pattern !== 'object' || pattern === null)
    return typeof node['value'] === 'string' || (typeof node['value'] === 'number' && node['value'] <= MAX_NUMBER);
  if (['includes', 'startsWith', 'endsWith'].includes(method)) return false;
  return method !== 'replaceAll' || ('flags' in pattern && String(pattern.flags).includes('g'));
}
