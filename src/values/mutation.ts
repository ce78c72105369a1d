import { unwrap, type AnyNode, type Declaration, type Scope, type Use } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
import { closureOf, type Environment } from './environment.ts';
import type { Evaluator } from './evaluate.ts';

/** How many calls deep it is looked whether a function changes what it is given. */
const MAX_FOLLOWED = 4;

/**
 * Whether an object that a name holds may have been changed when it is read at `at` (null: read from another module, after this one has run).
 * Counted are writes to its members and, unless `membersOnly` (values of a library, which their own methods do not change), methods that change it, and calls it was passed to before that may change it, also through other names for it.
 */
export function isMutated(
  evaluator: Evaluator,
  declaration: Declaration,
  environment: Environment,
  at: Span | null,
  readingScope: Scope,
  membersOnly = false,
  seen: Set<Declaration> = new Set(),
): boolean {
  if (seen.has(declaration)) return false;
  seen.add(declaration);
  const isHere = at !== null && at.file === environment.module.file;
  const isBefore = (use: Use): boolean => !isHere || use.at < at.start;
  return declaration.uses.some((use) => {
    if (membersOnly && (use.kind === 'method' || use.kind === 'argument')) return false;
    switch (use.kind) {
      case 'assign':
        return false;
      case 'member':
      case 'method':
        // Code in another function may have run at any time; in the same one, order decides.
        return use.scope !== readingScope || isBefore(use);
      case 'argument':
        if (use.scope !== readingScope && !isOuter(use.scope, readingScope)) return false;
        return (
          isBefore(use) && !isWithin(at, use.call) && use.call !== null && mayChangeArgument(evaluator, use, declaration, environment, 0)
        );
      case 'alias':
        return use.aliases.some((alias) => {
          const aliasEnvironment = environmentHolding(alias, environment);
          return aliasEnvironment !== null && isMutated(evaluator, alias, aliasEnvironment, at, readingScope, membersOnly, seen);
        });
    }
  });
}

/** An argument is not changed by the call it is being read for. */
function isWithin(at: Span | null, call: AnyNode | null): boolean {
  return at !== null && call !== null && at.start >= call.start && at.end <= call.end;
}

function isOuter(outer: Scope, inner: Scope): boolean {
  for (let scope = inner.parent; scope; scope = scope.parent) if (scope === outer) return true;
  return false;
}

function environmentHolding(declaration: Declaration, environment: Environment): Environment | null {
  for (let current: Environment | null = environment; current; current = current.parent)
    if (current.scope === declaration.scope) return current;
  return null;
}

/** Whether the call that a name is an argument of may change the object. Known library functions do not; a function of the repository is looked into. */
function mayChangeArgument(evaluator: Evaluator, use: Use, declaration: Declaration, environment: Environment, followed: number): boolean {
  const call = use.call;
  if (!call) return true;
  const callee = evaluator.evaluate(call['callee'] as AnyNode, environment);
  if (callee.kind === 'native') return callee.native.name === 'Object.assign' && (call['arguments'] as AnyNode[])[0]?.start === use.at;
  if (callee.kind !== 'function' || followed >= MAX_FOLLOWED) return true;
  const { node, environment: closure } = closureOf(callee);
  const scope = closure.module.analysis.scopes.get(node);
  if (!scope || node.type.startsWith('Class')) return true;
  const index = (call['arguments'] as AnyNode[]).findIndex((argument) => argument.start <= use.at && use.at < argument.end);
  const parameter = (node['params'] as AnyNode[])[index];
  if (!parameter) return false;
  const target = unwrap(parameter.type === 'AssignmentPattern' ? (parameter['left'] as AnyNode) : parameter);
  if (target.type !== 'Identifier') return true;
  const bound = scope.declarations.get(target['name'] as string);
  if (!bound) return true;
  return bound.uses.some((inner) => {
    if (inner.kind === 'assign' || inner.kind === 'alias')
      return inner.kind === 'alias' && inner.aliases.some((alias) => alias.uses.length > 0);
    if (inner.kind !== 'argument') return true;
    const environmentInside = evaluator.environmentOf(closure.module, scope);
    return mayChangeArgument(evaluator, inner, declaration, environmentInside, followed + 1);
  });
}
