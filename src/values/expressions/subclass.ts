import { classElements, isNode, memberName, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Evaluator } from '../evaluation.ts';
import { closureOf, openEnvironment } from '../names/environment.ts';
import { givenParameters } from '../statements/parameters.ts';
import { unknown, type Call, type FunctionValue, type StaticValue } from '../value.ts';
import { evaluateArguments, type Arguments } from './arguments.ts';
import { bindPattern } from './destructure.ts';

/**
 * An instance of a class that does nothing but give its parent, a schema type of a library, what that takes:
 * `class User extends SchemaModel { constructor() { super({ … }); } }`. Undefined for any other.
 */
export function schemaOfSubclass(evaluator: Evaluator, callee: FunctionValue, call: Call): StaticValue | undefined {
  const { node, environment } = closureOf(callee);
  const constructorNode = constructorOf(node);
  if (!call.isNew || !isNode(node['superClass']) || constructorNode === undefined) return undefined;
  const parent = evaluator.evaluate(node['superClass'], environment);
  if (parent.kind !== 'native' && parent.kind !== 'function') return undefined;
  const given = constructorNode ? passedOn(evaluator, callee, constructorNode, call) : call;
  const made = given && evaluator.invoke(parent, { ...call, ...given });
  return made?.kind === 'native' && made.native.schema ? made : undefined;
}

/** Null where there is none; undefined where the class has more than its own methods, or replaces what a schema is read by. */
function constructorOf(node: AnyNode): AnyNode | null | undefined {
  let found: AnyNode | null = null;
  for (const element of classElements(node)) {
    if (element['static'] === true || element.type === 'StaticBlock') continue;
    if (element.type !== 'MethodDefinition' || READS_SCHEMA.test(memberName(element) ?? 'get')) return undefined;
    if (element['kind'] === 'constructor') found = element['value'] as AnyNode;
  }
  return found;
}

/** Members of the library's schema types, and names that are not known. */
const READS_SCHEMA = /^(?:get|config|schema|options|values?$|name$)/;

/** What a constructor of one statement gives `super(…)`. */
function passedOn(evaluator: Evaluator, callee: FunctionValue, constructorNode: AnyNode, call: Call): Arguments | undefined {
  const { node, environment } = closureOf(callee);
  const { scopes } = environment.module.analysis;
  const [only, another] = (constructorNode['body'] as AnyNode)['body'] as AnyNode[];
  const expression = only?.type === 'ExpressionStatement' ? unwrap(only['expression'] as AnyNode) : undefined;
  const isSuper = expression?.type === 'CallExpression' && (expression['callee'] as AnyNode).type === 'Super';
  const [outer, scope] = [scopes.get(node), scopes.get(constructorNode)];
  if (!isSuper || another || !scope) return undefined;
  const inner = openEnvironment(environment.module, scope, outer ? openEnvironment(environment.module, outer, environment) : environment);
  for (const [pattern, given] of givenParameters(constructorNode, call)) bindPattern(evaluator, pattern, given, inner, call.span);
  return evaluateArguments(evaluator, expression, inner, () => unknown('not-static', call.span, 'a spread'));
}
