import type { Module } from '../../modules/module.ts';
import { isNode, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import type { Span } from '../../source/span.ts';
import { findDeclared, functionValue, spanOf, type Environment } from '../names/environment.ts';
import { MAX_DEPTH, unreadable } from '../evaluation.ts';
import { valueOfImport } from '../names/imports.ts';
import { namesItsBody } from '../statements/parameters.ts';
import { isComposite } from '../points-to/points.ts';
import { literal, native, unknown, type StaticValue } from '../value.ts';
import { isOwn, noteForeign } from './heap.ts';
import { linkedImport } from './linking.ts';
import { giveUp, type Run } from './run.ts';

/** An environment whose names have the values that they have at this moment. */
export function openRun(run: Run, module: Module, scope: Scope, parent: Environment | null, self?: StaticValue): Environment {
  return { module, scope, parent, values: new Map(), isRun: true, openedBy: run.current, ...(self && { self }) };
}

/** The environment of a block, loop or `switch`, where it has a scope of its own. */
export function blockOf(run: Run, node: AnyNode, environment: Environment): Environment {
  const scope = environment.module.analysis.scopes.get(node);
  return scope && scope !== environment.scope ? openRun(run, environment.module, scope, environment) : environment;
}

/** Runs what is not part of the run: values that other modules hold. */
export function outside(run: Run, evaluate: () => StaticValue): StaticValue {
  run.outside++;
  try {
    const value = evaluate();
    noteForeign(run, value);
    return value;
  } finally {
    run.outside--;
  }
}

/** The value of a name, or undefined for one that is not declared. */
export function readName(run: Run, name: string, environment: Environment): StaticValue | undefined {
  const found = findDeclared(name, environment);
  if (!found) return undefined;
  const { declaration, holder } = found;
  return holder.isRun
    ? readBinding(run, declaration, holder)
    : outside(run, () => run.evaluation.valueOfName(name, holder, null) ?? giveUp());
}

function readBinding(run: Run, declaration: Declaration, environment: Environment): StaticValue {
  const known = environment.values.get(declaration);
  const { kind, node, identifier, name } = declaration;
  if (known && known !== 'pending') {
    if (environment.openedBy === run.current || !isAssignedLater(declaration)) return known;
    // Others may have called what assigns to it.
    return unknown('reassigned', spanOf(identifier, environment), name);
  }
  const bind = (value: StaticValue): StaticValue => {
    environment.values.set(declaration, value);
    return value;
  };
  switch (kind) {
    case 'function':
      return bind(functionValue(node, environment));
    case 'import':
      return bind(
        linkedImport(run, name, environment) ??
          outside(run, () => unlessChanged(run, valueOfImport(run.evaluation, name, environment, identifier), environment)),
      );
    case 'enum':
    case 'namespace': {
      const value = run.evaluation.valueOfDeclaration(declaration, environment);
      // Compilers may write the values of members where they are used: then writing to one changes nothing.
      noteForeign(run, value);
      return bind(value);
    }
    case 'var':
      return literal(undefined, spanOf(identifier, environment));
    default:
      // Before its declaration was reached: running the code would throw.
      return giveUp();
  }
}

/** Whether a name is given another value by a function that may be called at any time. */
function isAssignedLater({ uses, scope }: Declaration): boolean {
  return uses.some((use) => use.kind === 'assign' && use.scope !== scope.owner);
}

/** What another module holds may be written to by those that the module imports for that alone. */
export function unlessChanged(run: Run, value: StaticValue, { module }: Environment): StaticValue {
  const { changes } = run.evaluation;
  const isChangeable = isComposite(value) && value.span.file !== '';
  const isChanged = isChangeable && changes.isChanged(value, null, [module, run.module]);
  return isChanged ? unknown('mutated', value.span, 'what is written to') : value;
}

/** Gives a declared name its first value. */
export function bindName(identifier: AnyNode, value: StaticValue, environment: Environment): void {
  const { declaration, holder } = findDeclared(identifier['name'] as string, environment) ?? giveUp();
  if (!holder.isRun) giveUp();
  holder.values.set(declaration, value);
}

/** Gives a name another value. */
export function assignName(run: Run, name: string, value: StaticValue, environment: Environment): void {
  const { declaration, holder } = findDeclared(name, environment) ?? giveUp();
  const isWritable = declaration.kind === 'let' || declaration.kind === 'var' || declaration.kind === 'parameter';
  if (!holder.isRun || !isWritable) giveUp();
  if (holder.openedBy !== run.current) {
    // What the name has in its own module is asked for by nobody else; who is given it there may change it.
    if (!isAssignedLater(declaration) || value.kind === 'function' || isOwn(run, value)) giveUp();
    return;
  }
  if (declaration.kind === 'let' && !holder.values.has(declaration)) giveUp();
  holder.values.set(declaration, value);
}

/** What `this` is, or undefined where it is not known. */
export function thisOf(environment: Environment): StaticValue | undefined {
  for (let current: Environment | null = environment; current; current = current.parent) {
    if (!current.isRun) return undefined;
    const { kind, node } = current.scope;
    if (kind === 'class' && current.self) return current.self;
    if (kind === 'function' && node.type !== 'ArrowFunctionExpression') return current.self;
  }
  return undefined;
}

/** `arguments`: what the call was given, which a sloppy function that assigns to its parameters changes. */
export function argumentsOf(run: Run, environment: Environment, span: Span): StaticValue {
  for (let current: Environment | null = environment; current; current = current.parent) {
    const { node, kind } = current.scope;
    if (kind === 'class') return giveUp();
    if (kind !== 'function' || node.type === 'ArrowFunctionExpression') continue;
    const items = run.given.get(current);
    const isAssigned = [...current.scope.declarations.values()].some(
      ({ kind: declared, uses }) => declared === 'parameter' && uses.some((use) => use.kind === 'assign'),
    );
    if (!items || isAssigned) return giveUp();
    return native(
      {
        name: 'arguments',
        items,
        get: (name, at) =>
          name === 'length'
            ? literal(items.length, at)
            : /^\d+$/.test(name)
              ? (items[Number(name)]?.value ?? literal(undefined, at))
              : undefined,
      },
      span,
    );
  }
  return giveUp();
}

export function notKnown(run: Run, node: AnyNode, environment: Environment, detail: string): StaticValue {
  return unreadable(run.evaluation, 'not-static', node, environment, detail);
}

export function enter(run: Run, node: AnyNode, environment: Environment, self: StaticValue | undefined): Environment {
  const scope = environment.module.analysis.scopes.get(node);
  if (!scope || !isNode(node['body']) || namesItsBody(scope) || run.calls.length > MAX_DEPTH / 4) return giveUp();
  return openRun(run, environment.module, scope, environment, node.type === 'ArrowFunctionExpression' ? undefined : self);
}
