import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import { once } from '../../source/once.ts';
import type { Span } from '../../source/span.ts';
import { hasOwnMethods, isKit } from '../writes/writings.ts';
import type { Evaluation } from '../evaluation.ts';
import { isMutated, type Asking, type Holder } from '../writes/mutation.ts';
import { literal, unknown, type StaticValue } from '../value.ts';
import { valueOfDeclaration } from './declarations.ts';
import { findDeclared, type Environment } from './environment.ts';

/** The value of a name where it is read, or undefined for a name that is nowhere declared. */
export function valueOfName(evaluation: Evaluation, name: string, environment: Environment, at: Span | null): StaticValue | undefined {
  const found = findDeclared(name, environment);
  if (!found) return undefined;
  const { declaration, holder } = found;
  const now = holder.isRun ? holder.values.get(declaration) : undefined;
  if (now && now !== 'pending') return now;
  const value = holder.steps?.get(declaration) ?? valueOfDeclaration(evaluation, declaration, holder);
  if (declaration.kind === 'var' && at && at.file === holder.module.file) {
    const isHere = environment.scope.owner === declaration.scope;
    if (isHere && at.start < declaration.node.start) return literal(undefined, at);
    if (!isHere && isCalledBefore(declaration, holder.module)) return unknown('reassigned', at, name);
  }
  const isLive = value.kind === 'native' && value.native.isLive && declaration.scope.kind !== 'module';
  return !isLive && !evaluation.isRaw && isChangeable(value) && mayBeChanged(evaluation, declaration, value, holder, environment, at)
    ? unknown('mutated', at ?? value.span, name)
    : value;
}

/** Whether a function of the module is called where it stands before a `var` has its value: what it finds then is undefined. */
function isCalledBefore({ node: { start }, scope }: Declaration, { analysis }: Module): boolean {
  return analysis.calls.some(({ node, scope: around }) => {
    const callee = unwrap(node['callee'] as AnyNode);
    const called = node.start < start && around.owner === scope.owner && callee.type === 'Identifier' ? String(callee['name']) : null;
    return called !== null && /^(?:function|const|let|var)$/.test(lookup(around, called)?.kind ?? '');
  });
}

function mayBeChanged(
  evaluation: Evaluation,
  declaration: Declaration,
  value: StaticValue,
  holder: Environment,
  reader: Environment,
  at: Span | null,
): boolean {
  const { scope } = reader;
  if (isMutated(askingFor(evaluation, value, at, scope), declaration, holder)) return true;
  // What a library exports, no code of the repository creates.
  if (value.kind === 'native' && value.span.file === '') return false;
  return evaluation.changes.isChanged(value, at && { span: at, scope }, [reader.module, ...evaluation.callers]);
}

/** Whether what uses a value by some name, all in one module, may have changed it once the module has run. */
export function mayBeChangedByUses(evaluation: Evaluation, value: StaticValue, holder: Holder, environment: Environment): boolean {
  if (evaluation.isRaw || holder.uses.length === 0 || !isChangeable(value)) return false;
  return isMutated(askingFor(evaluation, value, null, holder.scope), holder, environment);
}

function askingFor(evaluation: Evaluation, value: StaticValue, at: Span | null, scope: Scope): Asking {
  return {
    graph: evaluation.graph,
    raw: evaluation.plain,
    changes: evaluation.changes,
    handedOverBy: evaluation.handedOverBy,
    at,
    scope: scope.owner,
    membersOnly: value.kind === 'native' && !value.native.items,
    // All that a library gives, no method of it changes.
    hasOwnMethods: () => hasOwnMethods(value),
    // Only where a method is called: of a whole module it asks for all that this exports.
    isKit: once(() => isKit(value) || (value.kind === 'object' && value.span.file === '')),
    isTrusted: evaluation.libraries.isTrusted,
    onlySure: false,
  };
}

function isChangeable(value: StaticValue): boolean {
  return value.kind === 'array' || value.kind === 'object' || value.kind === 'native';
}
