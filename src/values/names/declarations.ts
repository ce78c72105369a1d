import { isNode, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration } from '../../modules/scope.ts';
import { nodesAround } from '../../modules/traverse.ts';
import { destructure } from '../expressions/destructure.ts';
import { merged } from '../expressions/enums-and-namespaces.ts';
import { unreadable, type Evaluation } from '../evaluation.ts';
import { literal, type StaticValue } from '../value.ts';
import { functionValue, spanOf, type Environment } from './environment.ts';
import { valueOfImport } from './imports.ts';

/** What a declaration gives its name, found once in an environment. */
export function valueOfDeclaration(evaluation: Evaluation, declaration: Declaration, environment: Environment): StaticValue {
  const known = environment.values.get(declaration);
  const identifier = declaration.identifier;
  if (known === 'pending') return unreadable(evaluation, 'cycle', identifier, environment, declaration.name);
  if (declaration.kind !== 'const' && declaration.uses.some((use) => use.kind === 'assign'))
    return unreadable(evaluation, 'reassigned', identifier, environment, declaration.name);
  if (known) return known;
  environment.values.set(declaration, 'pending');
  // A constant of a module has its value before anyone calls into the module.
  const outer = evaluation.callers;
  if (declaration.scope.kind === 'module') evaluation.callers = new Set();
  const given = computeDeclaration(evaluation, declaration, environment);
  // Who has gone over it before, is not known.
  const isOnce = given.kind === 'native' && given.native.once !== undefined;
  const value = isOnce ? unreadable(evaluation, 'not-static', identifier, environment, declaration.name) : given;
  evaluation.callers = outer;
  environment.values.set(declaration, value);
  return value;
}

function computeDeclaration(evaluation: Evaluation, declaration: Declaration, environment: Environment): StaticValue {
  const { node, identifier, name } = declaration;
  switch (declaration.kind) {
    case 'import':
      return valueOfImport(evaluation, name, environment, identifier);
    case 'function':
    case 'class':
      return functionValue(node, environment);
    case 'parameter':
      return unreadable(evaluation, 'parameter', identifier, environment, name);
    case 'catch':
      return unreadable(evaluation, 'not-static', identifier, environment, name);
    case 'enum':
    case 'namespace':
      return merged(evaluation, declaration, environment);
    case 'const':
    case 'let':
    case 'var': {
      if (declaration.inLoopHead) return loopVariable(evaluation, declaration, environment);
      if (declaration.kind === 'var' && isOnCondition(declaration))
        return unreadable(evaluation, 'not-static', identifier, environment, name);
      const init = node['init'];
      if (!isNode(init)) return literal(undefined, spanOf(identifier, environment));
      const id = node['id'] as AnyNode;
      const value = evaluation.evaluate(init, environment);
      if (id.type === 'Identifier') return value;
      return (
        destructure(evaluation, id, value, environment, spanOf(init, environment)).get(name) ??
        unreadable(evaluation, 'not-static', identifier, environment, name)
      );
    }
  }
}

/** Of the caller where what is looped over is: then it is known when the function is called. */
function loopVariable(evaluation: Evaluation, { name, identifier, scope }: Declaration, environment: Environment): StaticValue {
  const over = scope.node['right'];
  const source = isNode(over) && environment.parent ? evaluation.evaluate(over, environment.parent) : null;
  if (source?.kind === 'unknown' && source.reason === 'parameter') return source;
  return unreadable(evaluation, 'not-static', identifier, environment, `loop variable ${name}`);
}

const ALWAYS_RUN = new Set(['BlockStatement', 'Program', 'VariableDeclaration', 'ExportNamedDeclaration', 'StaticBlock', 'TSModuleBlock']);

/** Whether a `var` stands where it may not be reached: in a branch, a loop, a `try`. */
function isOnCondition({ scope, node }: Declaration): boolean {
  const body = scope.node['body'];
  for (const around of nodesAround(isNode(body) ? body : scope.node, node)) {
    if (around === node) return false;
    if (!ALWAYS_RUN.has(around.type)) return true;
  }
  return false;
}
