import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import type { Span } from '../../source/span.ts';
import type { FunctionValue, StaticValue } from '../value.ts';

/** A scope with the values of its names: of a module once, of a function once for each call that is followed. */
export interface Environment {
  readonly module: Module;
  readonly scope: Scope;
  readonly parent: Environment | null;
  /** Values by declaration; `pending` while one is being found. */
  readonly values: Map<Declaration, StaticValue | 'pending'>;
  /** Of the scope of a class: what `this` is in its static members, the class itself or one that has them from it. */
  readonly self?: StaticValue;
  /** Set where statements are run in their order: names have the values that they have just then. */
  readonly isRun?: true;
  /** Of a call, the variables that are followed from statement to statement, with their values of now; null before they have one. */
  readonly steps?: Map<Declaration, StaticValue | null>;
  /** The module whose statements were run when it was opened. */
  readonly openedBy?: Module;
}

/**
 * The declaration that a name refers to, and the environment that has its value, which may be that of another block of a namespace; null for a
 * name that is nowhere declared.
 */
export function findDeclared(
  name: string,
  environment: Environment,
): { readonly declaration: Declaration; readonly holder: Environment } | null {
  for (let holder: Environment | null = environment; holder; holder = holder.parent) {
    const declaration = holder.scope.declarations.get(name);
    if (!declaration) continue;
    const isOfOtherBlock = declaration.scope !== holder.scope && declaration.scope.kind === 'namespace';
    return { declaration, holder: isOfOtherBlock ? openEnvironment(holder.module, declaration.scope, holder.parent) : holder };
  }
  return null;
}

/** What a `FunctionValue` holds: a function or class with the environment it was created in. */
export interface Closure {
  readonly node: AnyNode;
  readonly environment: Environment;
}

export function closureOf(value: FunctionValue): Closure {
  // `functionValue` alone creates function values, and always with a Closure.
  return value.closure as Closure;
}

export function functionValue(node: AnyNode, environment: Environment): FunctionValue {
  const closure: Closure = { node, environment };
  return { kind: 'function', closure, span: spanOf(node, environment) };
}

/** Where a node stands. */
export function spanOf(node: AnyNode, environment: Environment): Span {
  return { file: environment.module.file, start: node.start, end: node.end };
}

export function openEnvironment(module: Module, scope: Scope, parent: Environment | null, self?: StaticValue): Environment {
  return { module, scope, parent, values: new Map(), ...(self && { self }) };
}

/** The environments in which code stands that no followed call has entered: parameters have no values there. */
export function createStaticEnvironments(): (module: Module, scope: Scope) => Environment {
  const environments = new Map<Scope, Environment>();
  return function environmentOf(module: Module, scope: Scope): Environment {
    let environment = environments.get(scope);
    if (!environment) {
      environment = openEnvironment(module, scope, scope.parent ? environmentOf(module, scope.parent) : null);
      environments.set(scope, environment);
    }
    return environment;
  };
}
