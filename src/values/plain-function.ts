import { isNode, type AnyNode } from '../modules/nodes.ts';
import type { Scope } from '../modules/scope.ts';
import { closureOf } from './environment.ts';
import type { Evaluator } from './evaluation.ts';
import { constantOf, isPlainCode } from './plain-code.ts';
import { runStrictly, type Ending } from './strict.ts';
import type { PlainFunction, RegExpLiteral, StaticValue } from './value.ts';

/** Functions of JavaScript's own that take any primitive. */
const TOTAL_FUNCTIONS: ReadonlySet<string> = new Set(['Boolean', 'Number', 'String']);

/** A function that can be run for single values, for all that it can do is known; null for any other. */
export function plainFunction(evaluator: Evaluator, callee: StaticValue): PlainFunction | null {
  const call = (args: readonly StaticValue[]): StaticValue => evaluator.call(callee, args, callee.span);
  if (callee.kind === 'native') {
    const run = (args: readonly StaticValue[]): Ending => {
      const value = call(args);
      return value.kind === 'unknown' ? { kind: 'unsure' } : { kind: 'value', value };
    };
    return TOTAL_FUNCTIONS.has(callee.native.name) ? { run, constants: [], pattern: null } : null;
  }
  if (callee.kind !== 'function') return null;
  const closure = closureOf(callee);
  const scope = closure.environment.module.analysis.scopes.get(closure.node);
  const constants: (string | number)[] = [];
  if (!scope || !isPlainCode(evaluator, closure, constants)) return null;
  return { run: (args) => runStrictly(scope, () => call(args)), constants, pattern: patternOf(closure.node, scope) };
}

/** The expression that a function gives, where it does nothing else. */
function expressionOf({ body }: AnyNode): AnyNode | null {
  if (!isNode(body)) return null;
  if (body.type !== 'BlockStatement') return body;
  const [only, another] = body['body'] as AnyNode[];
  return only?.type === 'ReturnStatement' && !another && isNode(only['argument']) ? only['argument'] : null;
}

/** The regular expression of `/…/.test(value)`, unless it remembers where it was. */
function patternOf(node: AnyNode, scope: Scope): RegExpLiteral | null {
  const expression = expressionOf(node);
  const [parameter, second] = node['params'] as AnyNode[];
  if (expression?.type !== 'CallExpression' || parameter?.type !== 'Identifier' || second) return null;
  const { callee, arguments: args } = expression;
  if (!isNode(callee) || !isNode(callee['object']) || !isNode(callee['property'])) return null;
  const [argument, another] = args as AnyNode[];
  const regex = constantOf(callee['object'], scope)?.['regex'] as RegExpLiteral | null | undefined;
  if (!regex || callee['property']['name'] !== 'test' || argument?.['name'] !== parameter['name'] || another) return null;
  return /[gy]/.test(regex.flags) ? null : regex;
}
