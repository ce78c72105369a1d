import { lookup } from '../../modules/lookup.ts';
import { isNode, withoutTypes, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { closureOf } from '../names/environment.ts';
import { parametersOf } from '../statements/parameters.ts';
import type { MadeKind, MadeKinds, StaticValue } from '../value.ts';
import { constantOf } from './plain-code.ts';
import { expressionOf } from './simplified-code.ts';

const STRING: MadeKinds = new Set<MadeKind>(['string']);
const NUMBER: MadeKinds = new Set<MadeKind>(['number']);
const PERHAPS_A_NUMBER: MadeKinds = new Set<MadeKind>(['number', 'no number']);
const BOOLEAN: MadeKinds = new Set<MadeKind>(['boolean']);
const NOTHING: MadeKinds = new Set<MadeKind>(['nothing']);
const STRINGS: MadeKinds = new Set<MadeKind>(['strings']);

/** Functions of JavaScript's own that make something of any of these kinds. */
const FUNCTIONS: ReadonlyMap<string, MadeKinds> = new Map([
  ['String', STRING],
  ['Boolean', BOOLEAN],
  ['Number', PERHAPS_A_NUMBER],
  ['parseInt', PERHAPS_A_NUMBER],
  ['parseFloat', PERHAPS_A_NUMBER],
]);

/** Functions of `Math` that make a number of numbers. */
const MATH = new Set(['round', 'floor', 'ceil', 'trunc', 'abs', 'sign', 'min', 'max']);

/** Methods that fail for no arguments that are constants, by what they are of, with what they give. */
const METHODS: Partial<Record<MadeKind, ReadonlyMap<string, MadeKinds>>> = {
  string: new Map([
    ...methods(STRING, 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'toString', 'slice', 'substring', 'charAt'),
    ...methods(STRING, 'replace', 'replaceAll', 'concat', 'padStart', 'padEnd'),
    ...methods(BOOLEAN, 'includes', 'startsWith', 'endsWith'),
    ...methods(NUMBER, 'indexOf', 'lastIndexOf', 'localeCompare'),
    ...methods(STRINGS, 'split'),
  ]),
  number: new Map(methods(STRING, 'toString')),
  strings: new Map([...methods(STRING, 'join'), ...methods(STRINGS, 'slice')]),
};

function methods(kinds: MadeKinds, ...names: readonly string[]): [string, MadeKinds][] {
  return names.map((name) => [name, kinds]);
}

interface Reading {
  readonly scope: Scope;
  readonly parameter: string;
  readonly of: MadeKinds;
}

/**
 * The kinds of value that a function makes of every value of some kinds, none of which makes it fail; null where that cannot be told.
 * Only what is sure whatever the value is counts: operators, and methods of JavaScript's own on what is known to have them.
 */
export function kindsMade(callee: StaticValue, of: MadeKinds): MadeKinds | null {
  if (callee.kind === 'native') return FUNCTIONS.get(callee.native.name) ?? null;
  if (callee.kind !== 'function') return null;
  const { node, environment } = closureOf(callee);
  const scope = environment.module.analysis.scopes.get(node);
  return scope ? ofFunction(node, scope, of) : null;
}

function ofFunction(node: AnyNode, scope: Scope, of: MadeKinds): MadeKinds | null {
  const [parameter, second] = parametersOf(node);
  const expression = expressionOf(node);
  if (!expression || parameter?.type !== 'Identifier' || second) return null;
  return read(expression, { scope, parameter: String(parameter['name']), of });
}

function read(written: AnyNode, reading: Reading): MadeKinds | null {
  const node = withoutTypes(written);
  const part = (key: string): MadeKinds | null => read(node[key] as AnyNode, reading);
  switch (node.type) {
    case 'Identifier':
      return node['name'] === reading.parameter ? reading.of : kindOfConstant(node, reading);
    case 'Literal':
      return kindOfLiteral(node);
    case 'TemplateLiteral':
      return (node['expressions'] as AnyNode[]).every((one) => read(one, reading)) ? STRING : null;
    case 'UnaryExpression':
      return kindOfUnary(String(node['operator']), part('argument'));
    case 'BinaryExpression':
      return kindOfOperation(String(node['operator']), part('left'), part('right'));
    case 'LogicalExpression': {
      const left = part('left');
      const [truthy, falsy] = branchesOf(node['left'] as AnyNode, reading);
      if (node['operator'] === '&&') return either(left, read(node['right'] as AnyNode, truthy));
      return either(left && without(left, 'nothing'), read(node['right'] as AnyNode, node['operator'] === '||' ? falsy : reading));
    }
    case 'ConditionalExpression': {
      const [yes, no] = branchesOf(node['test'] as AnyNode, reading);
      return part('test') && either(read(node['consequent'] as AnyNode, yes), read(node['alternate'] as AnyNode, no));
    }
    case 'ChainExpression':
      return part('expression');
    case 'MemberExpression':
      return ofMember(node, reading, (object, name) =>
        name === 'length' && (object === 'string' || object === 'strings') ? NUMBER : null,
      );
    case 'CallExpression':
      return kindOfCall(node, reading);
    default:
      return null;
  }
}

/** What is of some kinds or of others; null where either cannot be told. */
export function either(some: MadeKinds | null, others: MadeKinds | null): MadeKinds | null {
  return some && others && new Set([...some, ...others]);
}

function without(kinds: MadeKinds, kind: MadeKind): MadeKinds {
  return new Set([...kinds].filter((one) => one !== kind));
}

function areAll(kinds: MadeKinds, kind: MadeKind): boolean {
  return [...kinds].every((one) => one === kind);
}

/** What is known of the parameter where a test holds, and where it does not: of `v`, `!v`, `v == null` and `v != null`. */
function branchesOf(written: AnyNode, reading: Reading): readonly [Reading, Reading] {
  const test = withoutTypes(written);
  const isParameter = (node: unknown): boolean => isNode(node) && node.type === 'Identifier' && node['name'] === reading.parameter;
  const some: Reading = { ...reading, of: without(reading.of, 'nothing') };
  if (isParameter(test)) return [some, reading];
  if (test.type === 'UnaryExpression' && test['operator'] === '!' && isParameter(test['argument'])) return [reading, some];
  if (test.type !== 'BinaryExpression' || !isParameter(test['left']) || (test['right'] as AnyNode)['raw'] !== 'null')
    return [reading, reading];
  if (test['operator'] === '==') return [reading, some];
  return test['operator'] === '!=' ? [some, reading] : [reading, reading];
}

/** The kind of a literal that a name stands for. */
function kindOfConstant(node: AnyNode, { scope }: Reading): MadeKinds | null {
  if (node['name'] === 'undefined' && !lookup(scope, 'undefined')) return NOTHING;
  const constant = constantOf(node, scope);
  return constant?.type === 'Literal' ? kindOfLiteral(constant) : null;
}

function kindOfLiteral({ value, raw }: AnyNode): MadeKinds | null {
  if (raw === 'null') return NOTHING;
  const kind = typeof value;
  return kind === 'string' || kind === 'number' || kind === 'boolean' ? new Set<MadeKind>([kind]) : null;
}

function kindOfUnary(operator: string, of: MadeKinds | null): MadeKinds | null {
  if (!of) return null;
  if (operator === '!') return BOOLEAN;
  if (operator === 'typeof') return STRING;
  return operator === '-' || operator === '+' ? (areAll(of, 'number') ? NUMBER : PERHAPS_A_NUMBER) : null;
}

function kindOfOperation(operator: string, left: MadeKinds | null, right: MadeKinds | null): MadeKinds | null {
  if (!left || !right) return null;
  if (/^(?:[=!]==?|[<>]=?)$/.test(operator)) return BOOLEAN;
  if (operator === '+' && (areAll(left, 'string') || areAll(right, 'string'))) return STRING;
  const areNumbers = areAll(left, 'number') && areAll(right, 'number');
  if (/^[-+*]$/.test(operator) && areNumbers) return NUMBER;
  return /^[-*/%]$/.test(operator) || (operator === '+' && areNumbers) ? PERHAPS_A_NUMBER : null;
}

/** What is had of an object by a name, where that is told by the kind of the object; `?.` has nothing of nothing. */
function ofMember(node: AnyNode, reading: Reading, had: (object: MadeKind, name: string) => MadeKinds | null): MadeKinds | null {
  const object = node['computed'] || !isNode(node['object']) ? null : read(node['object'], reading);
  const [kind, ...others] = object ? without(object, node['optional'] ? 'nothing' : 'no number') : [];
  if (!object || kind === undefined || others.length > 0) return null;
  const made = had(kind, String((node['property'] as AnyNode)['name']));
  return node['optional'] && object.has('nothing') ? either(made, NOTHING) : made;
}

function kindOfCall(node: AnyNode, reading: Reading): MadeKinds | null {
  const callee = withoutTypes(node['callee'] as AnyNode);
  const args = node['arguments'] as AnyNode[];
  const given = args.map((argument) => read(argument, reading));
  const isOwn = (name: unknown): boolean => typeof name === 'string' && !lookup(reading.scope, name);
  if (callee.type === 'Identifier') {
    const made = isOwn(callee['name']) ? FUNCTIONS.get(String(callee['name'])) : undefined;
    return made && args.length > 0 && !given.includes(null) ? made : null;
  }
  if (callee.type !== 'MemberExpression') return null;
  const root = callee['object'] as AnyNode;
  if (root.type === 'Identifier' && root['name'] === 'Math' && isOwn('Math')) {
    const isKnown = !callee['computed'] && MATH.has(String((callee['property'] as AnyNode)['name'])) && args.length > 0;
    if (!isKnown || given.includes(null)) return null;
    return given.every((kinds) => kinds && areAll(kinds, 'number')) ? NUMBER : PERHAPS_A_NUMBER;
  }
  return ofMember(callee, reading, (object, name) => {
    if (object === 'strings' && (name === 'map' || name === 'filter')) return kindOfList(name, args, reading);
    // The base of a number's digits may be wrong.
    const isAllowed = object === 'number' ? args.length === 0 : args.every((argument) => isHarmless(argument, name));
    return (isAllowed && METHODS[object]?.get(name)) || null;
  });
}

/** What is made of a list of strings by a function for each. */
function kindOfList(method: string, [argument, ...others]: readonly AnyNode[], { scope }: Reading): MadeKinds | null {
  const node = argument && withoutTypes(argument);
  if (!node || others.length > 0) return null;
  const isNative = node.type === 'Identifier' && !lookup(scope, String(node['name']));
  const made = isNative
    ? FUNCTIONS.get(String(node['name']))
    : node.type === 'ArrowFunctionExpression'
      ? ofFunction(node, scope, STRING)
      : null;
  return made && (method === 'filter' || areAll(made, 'string')) ? STRINGS : null;
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
