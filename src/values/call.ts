import { isNode, patternIdentifiers, type AnyNode } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
import { closureOf, openEnvironment, type Environment } from './environment.ts';
import type { Evaluator } from './evaluate.ts';
import { propertyKey, truth } from './operators.ts';
import { literal, unknown, type FunctionValue, type NativeCall, type Property, type StaticValue } from './value.ts';

/** Calls of functions inside calls of functions; beyond it the value is `too-deep`. */
const MAX_CALLS = 60;
let activeCalls = 0;

type Outcome = { readonly kind: 'return'; readonly value: StaticValue } | { readonly kind: 'normal' } | { readonly kind: 'break' };
const NORMAL: Outcome = { kind: 'normal' };

/**
 * Follows a call into a function of the repository: parameters are bound, and the statements are walked to the `return` that is certainly reached.
 * Asynchronous functions and generators, classes, and bodies whose way depends on an unknown value are unknown calls.
 */
export function callFunction(evaluator: Evaluator, callee: FunctionValue, call: Omit<NativeCall, 'evaluator'>): StaticValue {
  const { node, environment } = closureOf(callee);
  const name = nameOf(node);
  const isClass = node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
  if (isClass || call.isNew || node['async'] || node['generator']) return unknown('unknown-call', call.span, name);
  const scope = environment.module.analysis.scopes.get(node);
  const body = node['body'];
  if (!scope || !isNode(body)) return unknown('unknown-call', call.span, name);
  if (activeCalls >= MAX_CALLS) return unknown('too-deep', call.span, name);
  const inner = openEnvironment(environment.module, scope, environment);
  bindParameters(evaluator, node['params'] as AnyNode[], call, inner);
  activeCalls++;
  try {
    if (body.type !== 'BlockStatement') return evaluator.evaluate(body, inner);
    const outcome = run(evaluator, body['body'] as AnyNode[], inner);
    return outcome.kind === 'return' ? outcome.value : literal(undefined, call.span);
  } finally {
    activeCalls--;
  }
}

function nameOf(node: AnyNode): string {
  const id = node['id'];
  return isNode(id) ? `${String(id['name'])}()` : 'a function';
}

function bindParameters(
  evaluator: Evaluator,
  parameters: readonly AnyNode[],
  call: Omit<NativeCall, 'evaluator'>,
  inner: Environment,
): void {
  const { args, restUnknown, span } = call;
  for (const [index, parameter] of parameters.entries()) {
    const target = parameter.type === 'TSParameterProperty' ? (parameter['parameter'] as AnyNode) : parameter;
    const argument = args[index]?.value ?? restUnknown ?? literal(undefined, span);
    const value: StaticValue =
      target.type === 'RestElement' ? { kind: 'array', items: args.slice(index), rest: restUnknown, span } : argument;
    const pattern = target.type === 'RestElement' ? (target['argument'] as AnyNode) : target;
    for (const [name, bound] of destructure(evaluator, pattern, value, inner, span)) {
      const declaration = inner.scope.declarations.get(name);
      if (declaration) inner.values.set(declaration, bound);
    }
  }
}

/** Walks statements until one certainly returns. */
function run(evaluator: Evaluator, statements: readonly AnyNode[], environment: Environment): Outcome {
  for (const statement of statements) {
    const outcome = runStatement(evaluator, statement, environment);
    if (outcome.kind !== 'normal') return outcome;
  }
  return NORMAL;
}

function runStatement(evaluator: Evaluator, statement: AnyNode, environment: Environment): Outcome {
  const span: Span = { file: environment.module.file, start: statement.start, end: statement.end };
  const cannotTell: Outcome = { kind: 'return', value: unknown('not-static', span, 'a condition') };
  switch (statement.type) {
    case 'ReturnStatement': {
      const argument = statement['argument'];
      return { kind: 'return', value: isNode(argument) ? evaluator.evaluate(argument, environment) : literal(undefined, span) };
    }
    case 'IfStatement': {
      const test = truth(evaluator.evaluate(statement['test'] as AnyNode, environment));
      const branch = (test ? statement['consequent'] : statement['alternate']) as AnyNode | null;
      if (test !== undefined) return branch ? runStatement(evaluator, branch, environment) : NORMAL;
      return leaves(statement['consequent'] as AnyNode) || leaves(statement['alternate'] as AnyNode | null) ? cannotTell : NORMAL;
    }
    case 'BlockStatement':
      return run(evaluator, statement['body'] as AnyNode[], blockEnvironment(statement, environment));
    case 'SwitchStatement':
      return runSwitch(evaluator, statement, environment) ?? cannotTell;
    case 'TryStatement':
      // Any call in it may throw, so that what comes after is not certain.
      return leaves(statement) ? cannotTell : NORMAL;
    case 'ThrowStatement':
      return { kind: 'return', value: unknown('not-static', span, 'a throw') };
    case 'BreakStatement':
      return statement['label'] ? cannotTell : { kind: 'break' };
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
      return leaves(statement) ? cannotTell : NORMAL;
    case 'ExpressionStatement':
      if (evaluator.isTracing) evaluator.evaluate(statement['expression'] as AnyNode, environment);
      return NORMAL;
    case 'VariableDeclaration':
      if (evaluator.isTracing) {
        for (const declarator of statement['declarations'] as AnyNode[])
          for (const identifier of patternIdentifiers(declarator['id'] as AnyNode))
            evaluator.valueOfName(identifier['name'] as string, environment, null);
      }
      return NORMAL;
    default:
      // Declarations are evaluated when they are asked for, and what an expression changes is known from the uses of its names.
      return NORMAL;
  }
}

function blockEnvironment(block: AnyNode, environment: Environment): Environment {
  const scope = environment.module.analysis.scopes.get(block);
  return scope && scope !== environment.scope ? openEnvironment(environment.module, scope, environment) : environment;
}

function runSwitch(evaluator: Evaluator, statement: AnyNode, environment: Environment): Outcome | null {
  const inner = blockEnvironment(statement, environment);
  const subject = propertyKeyOf(evaluator.evaluate(statement['discriminant'] as AnyNode, environment));
  if (subject === undefined) return leaves(statement) ? null : NORMAL;
  const cases = statement['cases'] as AnyNode[];
  let from = -1;
  for (const [index, candidate] of cases.entries()) {
    const test = candidate['test'];
    if (!isNode(test)) continue;
    const key = propertyKeyOf(evaluator.evaluate(test, inner));
    if (key === undefined) return null;
    if (key === subject) {
      from = index;
      break;
    }
  }
  if (from < 0) from = cases.findIndex((candidate) => !isNode(candidate['test']));
  if (from < 0) return NORMAL;
  const outcome = run(
    evaluator,
    cases.slice(from).flatMap((candidate) => candidate['consequent'] as AnyNode[]),
    inner,
  );
  return outcome.kind === 'break' ? NORMAL : outcome;
}

/** A key by which two literals can be told to be identical. */
function propertyKeyOf(value: StaticValue): string | undefined {
  return value.kind === 'literal' && propertyKey(value) !== undefined ? `${typeof value.value}:${String(value.value)}` : undefined;
}

/** Whether a statement may be left by a `return`, `break` or `continue`. A `throw` leaves nothing behind that could be read. */
function leaves(statement: AnyNode | null): boolean {
  if (!statement) return false;
  const pending: Inside[] = [{ node: statement, labels: [], inLoop: false, inSwitch: false }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, labels } = next;
    const label = isNode(node['label']) ? String(node['label']['name']) : null;
    if (node.type === 'ReturnStatement') return true;
    if (node.type === 'BreakStatement' && !(label === null ? next.inLoop || next.inSwitch : labels.includes(label))) return true;
    if (node.type === 'ContinueStatement' && !(label === null ? next.inLoop : labels.includes(label))) return true;
    if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression') continue;
    const inner = {
      labels: node.type === 'LabeledStatement' && label !== null ? [...labels, label] : labels,
      inLoop: next.inLoop || LOOPS.has(node.type),
      inSwitch: next.inSwitch || node.type === 'SwitchStatement',
    };
    for (const key of ['body', 'block', 'handler', 'finalizer', 'consequent', 'alternate', 'cases'] as const) {
      const child = node[key];
      for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) pending.push({ node: one, ...inner });
    }
  }
  return false;
}

/** A statement inside of another one, with what a `break` or `continue` in it may lead to there. */
interface Inside {
  readonly node: AnyNode;
  readonly labels: readonly string[];
  readonly inLoop: boolean;
  readonly inSwitch: boolean;
}

const LOOPS = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

/** The names that a pattern binds, with their values. */
export function destructure(
  evaluator: Evaluator,
  pattern: AnyNode,
  value: StaticValue,
  environment: Environment,
  at: Span,
): ReadonlyMap<string, StaticValue> {
  const bound = new Map<string, StaticValue>();
  const bind = (target: AnyNode, given: StaticValue): void => {
    switch (target.type) {
      case 'Identifier':
        bound.set(target['name'] as string, given);
        // Defaults of later names may use the earlier ones.
        return void rememberBinding(environment, target['name'] as string, given);
      case 'AssignmentPattern': {
        const isAbsent = given.kind === 'literal' && given.value === undefined;
        return bind(target['left'] as AnyNode, isAbsent ? evaluator.evaluate(target['right'] as AnyNode, environment) : given);
      }
      case 'ObjectPattern':
        return bindObject(target, given);
      case 'ArrayPattern':
        return bindArray(target, given);
    }
  };
  const bindObject = (target: AnyNode, given: StaticValue): void => {
    const taken = new Set<string>();
    for (const property of target['properties'] as AnyNode[]) {
      if (property.type === 'RestElement') {
        bind(property['argument'] as AnyNode, without(given, taken, at));
        continue;
      }
      const keyNode = property['key'] as AnyNode;
      const key = property['computed']
        ? propertyKey(evaluator.evaluate(keyNode, environment))
        : keyNode.type === 'Literal'
          ? String(keyNode['value'])
          : (keyNode['name'] as string);
      if (key !== undefined) taken.add(key);
      bind(
        property['value'] as AnyNode,
        key === undefined ? unknown('dynamic-key', at, 'a computed key') : evaluator.member(given, key, at),
      );
    }
  };
  const bindArray = (target: AnyNode, given: StaticValue): void => {
    for (const [index, element] of (target['elements'] as (AnyNode | null)[]).entries()) {
      if (!element) continue;
      if (element.type === 'RestElement') {
        const rest: StaticValue =
          given.kind === 'array' ? { ...given, items: given.items.slice(index) } : unknown('not-static', at, 'a destructured rest');
        bind(element['argument'] as AnyNode, rest);
      } else bind(element, evaluator.member(given, String(index), at));
    }
  };
  bind(pattern, value);
  return bound;
}

function rememberBinding(environment: Environment, name: string, value: StaticValue): void {
  const declaration = environment.scope.declarations.get(name);
  if (declaration?.kind === 'parameter' && !environment.values.has(declaration)) environment.values.set(declaration, value);
}

function without(value: StaticValue, taken: ReadonlySet<string>, at: Span): StaticValue {
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'object') return unknown('not-static', at, 'a destructured rest');
  const properties = new Map<string, Property>();
  for (const [key, property] of value.properties) if (!taken.has(key)) properties.set(key, property);
  return { kind: 'object', properties, open: value.open, span: value.span };
}
