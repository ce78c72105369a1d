import { importedOrRequired } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import { isClass, isNode, isWithin, memberName, rootIdentifier, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import { NOWHERE } from '../../source/span.ts';
import { globalValue } from '../builtins/globals.ts';
import { findDeclared, type Environment } from '../names/environment.ts';
import type { FunctionValue, ObjectValue, Property, StaticValue } from '../value.ts';
import { commonJsName } from './common-js.ts';
import { readName } from './environments.ts';
import { RunGivenUp, Thrown, type Run } from './run.ts';

/** A function that is not called, and what tells what is named in it. */
export interface Naming {
  readonly run: Run;
  readonly fn: AnyNode;
  readonly value: FunctionValue;
  /** Where it was created. */
  readonly environment: Environment;
}

/** What a name, or a member of what it holds, is where the function was created; of names of its own, nothing is known. */
export function valueOf(named: Naming, expression: AnyNode, scope: Scope): StaticValue | undefined {
  const node = unwrap(expression);
  if (node.type === 'Identifier') {
    const name = String(node['name']);
    const declaration = lookup(scope, name);
    if (!declaration) return commonJsName(named.run, name, named.environment.module) ?? globalValue(name, NOWHERE);
    if (declaration.identifier === named.fn['id'] && isClass(named.fn)) return named.value;
    return isWithin(declaration.identifier, named.fn) ? undefined : valueNow(named.run, name, named.environment);
  }
  const name = node.type === 'MemberExpression' ? memberName(node) : undefined;
  const holder = name === undefined ? undefined : valueOf(named, node['object'] as AnyNode, scope);
  if (!holder || name === undefined) return undefined;
  if (holder.kind === 'object') {
    const property = propertyOf(holder, name);
    return property && !property.getter ? safely(() => property.value) : undefined;
  }
  if (holder.kind === 'function') return named.run.properties.get(holder)?.get(name)?.value;
  return holder.kind === 'native' && !holder.native.items ? safely(() => named.run.plain.member(holder, name, NOWHERE)) : undefined;
}

/** Its own, or a method of its class. */
export function propertyOf(holder: ObjectValue, name: string): Property | undefined {
  let current: StaticValue | undefined = holder;
  while (current?.kind === 'object') {
    const property = current.properties.get(name);
    if (property || current.open) return property;
    current = current.prototype;
  }
  return undefined;
}

/** Whether a chain of calls and members begins with what a library gives: its methods write to nothing that a run knows. */
export function isOfLibrary(named: Naming, expression: AnyNode, depth = 0): boolean {
  let node = unwrap(expression);
  while (node.type === 'CallExpression' || node.type === 'NewExpression' || node.type === 'MemberExpression')
    node = unwrap((node['callee'] ?? node['object']) as AnyNode);
  if (node.type === 'Literal' || node.type === 'TemplateLiteral') return true;
  if (node.type !== 'Identifier' || depth > 5) return false;
  const name = String(node['name']);
  const own = ownConstant(named, name);
  if (own) return isOfLibrary(named, own, depth + 1);
  const value = globalValue(name, NOWHERE) ?? valueNow(named.run, name, named.environment);
  return value?.kind === 'native' && !value.native.items;
}

/** Modules of Node's that tell of files, paths and the machine, and leave what they are given as it is. */
const NODE_MODULES = /^(?:node:)?(?:fs|fs\/promises|path|path\/posix|os|url|crypto|querystring)$/;

/** Whether what is called is of such a module. */
export function isOfNode(callee: AnyNode, scope: Scope): boolean {
  const root = rootIdentifier(callee);
  const declaration = root && lookup(scope, String(root['name']));
  return declaration != null && NODE_MODULES.test(importedOrRequired(declaration)?.source ?? '');
}

/** What a constant of the function is declared with. */
function ownConstant({ fn, environment }: Naming, name: string): AnyNode | undefined {
  for (const [node, { declarations }] of environment.module.analysis.scopes) {
    const declaration = isWithin(node, fn) ? declarations.get(name) : undefined;
    if (declaration) return declaration.kind === 'const' && isNode(declaration.node['init']) ? declaration.node['init'] : declaration.node;
  }
  return undefined;
}

function valueNow(run: Run, name: string, environment: Environment): StaticValue | undefined {
  const found = findDeclared(name, environment);
  if (!found?.holder.isRun) return undefined;
  const { declaration, holder } = found;
  const value = holder.values.get(declaration);
  if (value) return value === 'pending' ? undefined : value;
  return declaration.kind === 'import' || declaration.kind === 'function' ? safely(() => readName(run, name, holder)) : undefined;
}

function safely(read: () => StaticValue | undefined): StaticValue | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RunGivenUp || error instanceof Thrown) return undefined;
    throw error;
  }
}
