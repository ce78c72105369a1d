import { isFunction, isNode, patternIdentifiers, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { findDeclared, spanOf, type Environment } from '../names/environment.ts';
import type { Evaluator } from '../evaluation.ts';
import { literal, unknown, type StaticValue } from '../value.ts';

/*
 * Variables that are followed from statement to statement: `let schema = z.string(); if (trim) schema = schema.trim(); return schema;`. They are
 * given their values by statements of their function alone, be it in a branch, and no function inside of it, which may run at any time, knows them.
 */

const NONE: ReadonlySet<Declaration> = new Set();

const steppedOf: (scope: Scope) => ReadonlySet<Declaration> = memoizeWeakly(findStepped);

function findStepped(scope: Scope): ReadonlySet<Declaration> {
  const changing = [...scope.declarations.values()].filter(
    ({ kind, inLoopHead, uses }) => (kind === 'let' || kind === 'parameter') && !inLoopHead && uses.some((use) => use.kind === 'assign'),
  );
  const body = scope.node['body'];
  if (changing.length === 0 || !isNode(body) || body.type !== 'BlockStatement') return NONE;
  const steps = new Set(stepsIn(body).map(({ name }) => name.start));
  const inside = namesOfFunctionsIn(body);
  return new Set(
    changing.filter(
      ({ name, kind, node, uses }) =>
        !inside.has(name) &&
        uses.every((use) => use.kind !== 'assign' || steps.has(use.at)) &&
        (kind === 'parameter' || (node['id'] as AnyNode).type === 'Identifier'),
    ),
  );
}

/** The assignments that are statements of their own, in a function or its branches. */
function stepsIn(statement: AnyNode): readonly Step[] {
  switch (statement.type) {
    case 'BlockStatement':
      return (statement['body'] as AnyNode[]).flatMap(stepsIn);
    case 'IfStatement':
      return [statement['consequent'], statement['alternate']].flatMap((branch) => (isNode(branch) ? stepsIn(branch) : []));
    case 'TryStatement':
      return [statement['block'], statement['handler'], statement['finalizer']].flatMap((part) => (isNode(part) ? stepsIn(part) : []));
    case 'CatchClause':
    case 'ForOfStatement':
      return stepsIn(statement['body'] as AnyNode);
    case 'ExpressionStatement': {
      const step = stepOf(statement);
      return step ? [step] : [];
    }
    default:
      return [];
  }
}

/** A name, and what it is given. */
interface Step {
  readonly name: AnyNode;
  readonly value: AnyNode;
}

function stepOf(statement: AnyNode): Step | null {
  const expression = statement['expression'] as AnyNode;
  const name = (expression['left'] ?? expression['argument']) as AnyNode | undefined;
  if (name?.type !== 'Identifier') return null;
  const { type, start, end, operator } = expression;
  const calculated = (by: string, right: unknown): Step => ({
    name,
    value: { type: 'BinaryExpression', start, end, operator: by, left: name, right },
  });
  // What is no number is made one of by counting.
  if (type === 'UpdateExpression') return calculated('-', { type: 'Literal', start, end, value: operator === '++' ? -1 : 1 });
  if (type !== 'AssignmentExpression') return null;
  if (operator === '=') return { name, value: expression['right'] as AnyNode };
  return /^[-+*]=$/.test(String(operator)) ? calculated(String(operator).slice(0, 1), expression['right']) : null;
}

function namesOfFunctionsIn(body: AnyNode): ReadonlySet<string> {
  const isInner = (node: AnyNode): boolean => isFunction(node) || node.type === 'ClassBody';
  const inner = [...nodesIn(body, (node) => !isInner(node))].filter(isInner).flatMap((node) => [...nodesIn(node)]);
  return new Set(inner.flatMap(({ type, name }) => (type === 'Identifier' ? String(name) : [])));
}

/** The environment of a call with what its changing parameters are given. */
export function withSteps(environment: Environment): Environment {
  const stepped = steppedOf(environment.scope);
  if (stepped.size === 0) return environment;
  const steps = new Map<Declaration, StaticValue | null>();
  for (const declaration of stepped) {
    const given = environment.values.get(declaration);
    steps.set(declaration, given && given !== 'pending' ? asStep(given, declaration, environment) : null);
  }
  return { ...environment, steps };
}

/** Runs a declaration or an assignment of a function that has variables to follow; false where there is none, or nothing was assigned to one. */
export function runStep(evaluator: Evaluator, statement: AnyNode, environment: Environment): boolean {
  if (!isStepping(environment)) return false;
  if (statement.type === 'ExpressionStatement') {
    const step = stepOf(statement);
    return step !== null && give(environment, step.name, () => evaluator.evaluate(step.value, environment));
  }
  for (const declarator of statement['declarations'] as AnyNode[]) {
    const { id, init } = declarator as AnyNode & { readonly id: AnyNode };
    const first = (): StaticValue => (isNode(init) ? evaluator.evaluate(init, environment) : literal(undefined, spanOf(id, environment)));
    if (id.type === 'Identifier' && give(environment, id, first)) continue;
    // What is made of such a variable is made of its value of now.
    for (const identifier of patternIdentifiers(id)) evaluator.valueOfName(String(identifier['name']), environment, null);
  }
  return true;
}

/** After branches of which it is not known which one is run. */
export function forgetSteps(branches: readonly unknown[], environment: Environment): void {
  if (!isStepping(environment)) return;
  for (const branch of branches) {
    for (const { name } of isNode(branch) ? stepsIn(branch) : []) {
      give(environment, name, () => unknown('reassigned', spanOf(name, environment), String(name['name'])));
    }
  }
}

function isStepping(environment: Environment): boolean {
  for (let at: Environment | null = environment; at; at = at.parent) {
    if (at.steps) return true;
    if (at.scope === at.scope.owner) return false;
  }
  return false;
}

/** Gives a variable that is followed its value; false where the name is of another one. */
function give(environment: Environment, identifier: AnyNode, value: () => StaticValue): boolean {
  const found = findDeclared(String(identifier['name']), environment);
  if (!found?.holder.steps?.has(found.declaration)) return false;
  const { declaration, holder } = found;
  holder.steps?.set(declaration, asStep(value(), declaration, holder));
  return true;
}

/** What may be written to by another name is not followed from statement to statement. */
function asStep(value: StaticValue, { identifier, name }: Declaration, environment: Environment): StaticValue {
  const isFixed = value.kind !== 'array' && value.kind !== 'object' && !(value.kind === 'native' && value.native.items);
  return isFixed ? value : unknown('reassigned', spanOf(identifier, environment), name);
}
