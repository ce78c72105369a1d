import { lookup } from '../../modules/lookup.ts';
import { isNode, isWithin, patternIdentifiers, rootOfChain, withoutTypes, type AnyNode } from '../../modules/nodes.ts';
import { MUTATING_METHODS } from '../../modules/own-changes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import { closureOf, type Closure } from '../names/environment.ts';
import type { Evaluator } from '../evaluation.ts';
import { parametersOf } from '../statements/parameters.ts';
import type { StaticValue } from '../value.ts';
import { contextOf } from './complaints.ts';

/** What may stand in the expressions of plain code, with the keys of what stands inside. */
const PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Literal', []],
  ['TemplateLiteral', ['expressions']],
  ['MemberExpression', ['object']],
  ['ChainExpression', ['expression']],
  ['BinaryExpression', ['left', 'right']],
  ['LogicalExpression', ['left', 'right']],
  ['UnaryExpression', ['argument']],
  ['ConditionalExpression', ['test', 'consequent', 'alternate']],
  ['ArrayExpression', ['elements']],
  ['CallExpression', ['callee', 'arguments']],
]);

/** What is made by `new` that can be looked at, and does nothing by itself. */
const MADE: ReadonlySet<string> = new Set(['Set', 'Map', 'Date', 'URL', 'RegExp']);

/** Functions that call functions that call functions; beyond it code is not plain. */
const MAX_NESTED = 8;

interface Code {
  readonly evaluator: Evaluator;
  readonly closure: Closure;
  /** Constants that the code mentions. */
  readonly constants: (string | number)[];
  /** Whether it is certain that what is done here for its effect is done, and done once for each item. */
  readonly mayComplain: boolean;
  readonly nested: number;
}

/**
 * Whether a function does nothing but give a value, throw, or tell an issue to a refinement's context: it declares constants, branches,
 * goes over lists, and calls methods of JavaScript's own and functions of the same kind.
 */
export function isPlainCode(evaluator: Evaluator, closure: Closure, constants: (string | number)[], nested = 0): boolean {
  return isPlainFunction(closure.node, { evaluator, closure, constants, mayComplain: nested === 0, nested });
}

function isPlainFunction(node: AnyNode, code: Code): boolean {
  const { body } = node;
  const scope = scopeAt(node, null, code);
  if (node['async'] || node['generator'] || !isNode(body) || !/Function/.test(node.type) || !scope) return false;
  const parameters = parametersOf(node);
  if (!parameters.every((parameter) => isPlainTarget(parameter, null) && isLeftAlone(parameter, scope))) return false;
  return body.type === 'BlockStatement' ? isPlainStatement(body, scope, code) : isPlain(body, scope, code);
}

function scopeAt(node: AnyNode, around: Scope | null, { closure }: Code): Scope | null {
  return closure.environment.module.analysis.scopes.get(node) ?? around;
}

function isPlainStatement(node: AnyNode, around: Scope, code: Code): boolean {
  const scope = scopeAt(node, around, code) ?? around;
  const isOptional = (part: unknown): boolean => !isNode(part) || isPlainStatement(part, scope, code);
  switch (node.type) {
    case 'EmptyStatement':
      return true;
    case 'BreakStatement':
    case 'ContinueStatement':
      return node['label'] === null;
    case 'SwitchStatement':
      return (
        isPlain(node['discriminant'] as AnyNode, scope, code) &&
        (node['cases'] as AnyNode[]).every(
          ({ test, consequent }) => (!isNode(test) || isPlain(test, scope, code)) && (consequent as AnyNode[]).every(isOptional),
        )
      );
    case 'BlockStatement':
      return (node['body'] as AnyNode[]).every((statement) => isPlainStatement(statement, scope, code));
    case 'ReturnStatement':
      return !isNode(node['argument']) || isPlain(node['argument'], scope, code);
    case 'IfStatement':
      return isPlain(node['test'] as AnyNode, scope, code) && isOptional(node['consequent']) && isOptional(node['alternate']);
    case 'TryStatement': {
      const handler = node['handler'];
      return !isNode(node['finalizer']) && isNode(handler) && isOptional(node['block']) && isOptional(handler['body']);
    }
    case 'ThrowStatement':
      return isPlainError(node['argument'] as AnyNode, scope, code);
    case 'ForOfStatement': {
      const left = node['left'] as AnyNode;
      const [declarator] = (left['declarations'] ?? []) as AnyNode[];
      return (
        left['kind'] === 'const' &&
        (declarator?.['id'] as AnyNode | undefined)?.type === 'Identifier' &&
        isPlain(node['right'] as AnyNode, scope, code) &&
        isOptional(node['body'])
      );
    }
    case 'VariableDeclaration':
      return (
        node['kind'] !== 'var' &&
        (node['declarations'] as AnyNode[]).every(({ id, init }) => {
          const target = id as AnyNode;
          if (node['kind'] === 'let' && target.type === 'Identifier')
            return (!isNode(init) || isPlain(init, scope, code)) && isLeftAlone(target, scope, true);
          return isNode(init) && isPlain(init, scope, code) && isPlainTarget(target, init) && isLeftAlone(target, scope);
        })
      );
    case 'ExpressionStatement': {
      const expression = withoutTypes(node['expression'] as AnyNode);
      const given = givenTo(expression, scope, code);
      if (given) return isPlain(given, scope, code);
      // Whatever the words of a complaint are, there is one.
      return complains(expression, scope, code) ? code.mayComplain : isPlain(expression, scope, code);
    }
    default:
      return false;
  }
}

/** A name, names of members, or of the result of `.split()` names of items: nothing that could fail. */
function isPlainTarget(target: AnyNode, init: AnyNode | null): boolean {
  if (target.type === 'Identifier') return true;
  if (target.type === 'ObjectPattern') {
    const properties = target['properties'] as AnyNode[];
    return (
      properties.length > 0 &&
      properties.every(({ type, computed, value }) => type === 'Property' && !computed && (value as AnyNode).type === 'Identifier')
    );
  }
  const callee = init?.type === 'CallExpression' ? (init['callee'] as AnyNode) : null;
  const isSplit = callee?.type === 'MemberExpression' && (callee['property'] as AnyNode)['name'] === 'split';
  return (
    target.type === 'ArrayPattern' &&
    isSplit &&
    (target['elements'] as (AnyNode | null)[]).every((name) => !name || name.type === 'Identifier')
  );
}

/** What a statement gives to a variable of the function, or what it counts. */
function givenTo({ type, left, right, argument }: AnyNode, scope: Scope, code: Code): AnyNode | null {
  const target = type === 'AssignmentExpression' ? left : type === 'UpdateExpression' ? argument : null;
  if (!isNode(target) || target.type !== 'Identifier') return null;
  const declaration = lookup(scope, String(target['name']));
  if (declaration?.kind !== 'let' || !isInside(declaration, code)) return null;
  return isNode(right) ? right : target;
}

/** Whether nothing gives the names of a pattern other values, unless that is followed, or writes to members of what they stand for. */
function isLeftAlone(pattern: AnyNode, scope: Scope, isFollowed = false): boolean {
  return patternIdentifiers(pattern).every((identifier) => {
    const uses = lookup(scope, String(identifier['name']))?.uses ?? [];
    return uses.every(({ kind }) => (isFollowed || kind !== 'assign') && kind !== 'member');
  });
}

/** Whether code complains to what a function is given: what else has such a method is found when it is run. */
function complains(expression: AnyNode, scope: Scope, code: Code): boolean {
  const context = contextOf(expression);
  const declaration = context ? lookup(scope, String(context['name'])) : undefined;
  return declaration?.kind === 'parameter' && isInside(declaration, code);
}

function isInside({ identifier }: Declaration, { closure }: Code): boolean {
  return isWithin(identifier, closure.node);
}

function isPlainError(thrown: AnyNode, scope: Scope, code: Code): boolean {
  const { type, callee, arguments: args } = thrown;
  const name = isNode(callee) && callee.type === 'Identifier' ? String(callee['name']) : '';
  if (type === 'NewExpression' && /^(?:Type|Range)?Error$/.test(name) && !lookup(scope, name))
    return (args as AnyNode[]).every((argument) => argument.type === 'Literal');
  return type === 'Literal' && isPlain(thrown, scope, code);
}

function isPlain(written: AnyNode, around: Scope, code: Code): boolean {
  const node = withoutTypes(written);
  const scope = scopeAt(node, around, code) ?? around;
  const isPlainPart = (part: AnyNode | null): boolean => part !== null && isPlain(part, scope, code);
  switch (node.type) {
    case 'Identifier':
      return isPlainName(node, scope, code);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return isPlainFunction(node, { ...code, mayComplain: false });
    case 'SpreadElement':
      return isPlainPart(node['argument'] as AnyNode);
    case 'ObjectExpression':
      return (node['properties'] as AnyNode[]).every(
        ({ type, kind, computed, method, key, value }) =>
          type === 'Property' &&
          kind === 'init' &&
          !computed &&
          !method &&
          (key as AnyNode)['name'] !== '__proto__' &&
          isPlainPart(value as AnyNode),
      );
    case 'NewExpression': {
      const callee = node['callee'] as AnyNode;
      const name = callee.type === 'Identifier' ? String(callee['name']) : '';
      return MADE.has(name) && !lookup(scope, name) && (node['arguments'] as AnyNode[]).every(isPlainPart);
    }
  }
  const keys = PARTS.get(node.type);
  if (!keys) return false;
  if (node.type === 'MemberExpression' && node['computed'] && !isPlainPart(node['property'] as AnyNode)) return false;
  if (node.type === 'CallExpression' && !isPlainCall(node, scope, code)) return false;
  const value = node.type === 'Literal' ? node['value'] : null;
  if (typeof value === 'string' || typeof value === 'number') code.constants.push(value);
  return keys
    .flatMap((key) => node[key] as AnyNode | null | readonly (AnyNode | null)[])
    .every((part) => (part && isForEach(node) && /Function/.test(part.type) ? isPlainFunction(part, code) : isPlainPart(part)));
}

function isForEach({ type, callee }: AnyNode): boolean {
  return (
    type === 'CallExpression' &&
    isNode(callee) &&
    callee.type === 'MemberExpression' &&
    (callee['property'] as AnyNode)['name'] === 'forEach'
  );
}

/** A name that is no function, or a function that is plain itself. */
function isPlainName(identifier: AnyNode, scope: Scope, code: Code): boolean {
  const name = String(identifier['name']);
  const declaration = lookup(scope, name);
  if (!declaration || isInside(declaration, code)) return true;
  const { evaluator, closure, constants, nested } = code;
  const value = evaluator.evaluate(identifier, closure.environment);
  constants.push(...constantsIn(value));
  return value.kind !== 'function' || (nested < MAX_NESTED && isPlainCode(evaluator, closureOf(value), constants, nested + 1));
}

/** A call of a method that JavaScript has itself and that changes nothing, or of a function: of what a name stands for `isPlainName` judges. */
function isPlainCall({ callee }: AnyNode, scope: Scope, code: Code): boolean {
  const called = withoutTypes(callee as AnyNode);
  if (called.type === 'MemberExpression' && (called['computed'] || MUTATING_METHODS.has(String((called['property'] as AnyNode)['name']))))
    return isOwnCollection(called, scope, code);
  const root = rootOfChain(called);
  if (root.type !== 'Identifier') return true;
  const declaration = lookup(scope, String(root['name']));
  if (!declaration) return true;
  if (isInside(declaration, code)) return root !== called || declaration.kind !== 'parameter';
  if (root === called) return true;
  return isPlainData(code.evaluator.evaluate(root, code.closure.environment));
}

/** Whether something is put into a Set or a Map that the function makes anew each time that it is run. */
function isOwnCollection({ computed, object, property }: AnyNode, scope: Scope, code: Code): boolean {
  const name = (property as AnyNode)['name'];
  const holder = withoutTypes(object as AnyNode);
  const declaration = holder.type === 'Identifier' ? lookup(scope, String(holder['name'])) : undefined;
  const init = declaration?.kind === 'const' && isInside(declaration, code) ? declaration.node['init'] : null;
  const made = isNode(init) && init.type === 'NewExpression' ? (init['callee'] as AnyNode)['name'] : null;
  return !computed && ((made === 'Set' && name === 'add') || (made === 'Map' && name === 'set'));
}

/** Whether a value has no methods but those of JavaScript's own: a text, a pattern, a list, a Set. */
function isPlainData(value: StaticValue): boolean {
  return value.kind === 'literal' || value.kind === 'array' || (value.kind === 'native' && value.native.items !== undefined);
}

/** As many constants are taken from one value. */
const MAX_CONSTANTS = 40;

/** The texts and numbers that a value is made of, and the names in it. */
function constantsIn(value: StaticValue, depth = 0): readonly (string | number)[] {
  if (value.kind === 'literal') return typeof value.value === 'string' || typeof value.value === 'number' ? [value.value] : [];
  if (depth > 2) return [];
  const items = value.kind === 'array' ? value.items : value.kind === 'native' ? value.native.items : undefined;
  if (items)
    return items
      .slice(0, MAX_CONSTANTS)
      .flatMap((item) => constantsIn(item.value, depth + 1))
      .slice(0, MAX_CONSTANTS);
  if (value.kind !== 'object') return [];
  return [...value.properties]
    .slice(0, MAX_CONSTANTS)
    .flatMap(([name, property]) => [name, ...constantsIn(property.value, depth + 1)])
    .slice(0, MAX_CONSTANTS);
}

/** The expression that a name stands for where it is a constant that nothing else is done with; any other expression itself. */
export function constantOf(expression: AnyNode, scope: Scope): AnyNode | null {
  if (expression.type !== 'Identifier') return expression;
  const declaration = lookup(scope, expression['name'] as string);
  const written = declaration?.kind === 'const' && declaration.uses.length === 0 ? declaration.node['init'] : null;
  return isNode(written) && declaration?.node['id'] === declaration?.identifier ? withoutTypes(written) : null;
}
