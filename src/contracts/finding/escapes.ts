import { pathTo, scopeOfPath, type Path } from '../../modules/enclosing.ts';
import type { Module } from '../../modules/module.ts';
import { isFunction, isNode, isWrapper, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Scope, ScopedNode } from '../../modules/scope.ts';
import { escapeRegExp } from '../../source/escape-regexp.ts';
import { describeCallee } from '../../values/describe.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import { unknown } from '../../values/value.ts';
import type { ContractKind } from '../contract.ts';
import { definedKind } from '../define-functions.ts';
import { namesWithin } from '../defines/define-aliases.ts';
import type { FoundContract } from './found-contract.ts';
import { spanOf } from './placed-node.ts';

/** A define function that goes where nobody can follow it: what it defines there is not known. */
export interface Escape extends ScopedNode {
  readonly kind: ContractKind;
  /** What it may be called as there. */
  readonly detail: string;
}

const REFERENCE = /(?<![\w$])define(?:Command|Query|Event)(?![\w$]|\s*[(<:])/g;
const NONE: ReadonlySet<string> = new Set();

/**
 * The define functions in a module that are kept in what changes, or given out by objects of a class.
 * Those that are given to calls are found by following the calls.
 */
export function findEscapes(module: Module, evaluator: Evaluator): readonly Escape[] {
  return referencesIn(module).flatMap(({ path, scope }): Escape | readonly Escape[] => {
    const detail = escapeOf(path, module);
    const [node] = path;
    if (detail === null || !node) return [];
    const kind = definedKind(evaluator.evaluate(node, evaluator.environmentOf(module, scope)));
    return kind ? { node, scope, kind, detail } : [];
  });
}

/** The places where a define function is named and not called, imports and exports aside. */
export function referencesIn(module: Module): readonly { readonly path: Path; readonly scope: Scope }[] {
  const found = [...module.text.matchAll(referenceIn(module))];
  if (found.length === 0) return [];
  const passedOn = module.program.body.filter(
    (statement) =>
      statement.type === 'ImportDeclaration' || (statement.type === 'ExportNamedDeclaration' && !isNode(statement['declaration'])),
  );
  return found.flatMap(({ index }) => {
    if (passedOn.some(({ start, end }) => start <= index && index < end)) return [];
    const path = pathTo(module, index);
    const [inner, around, ...outer] = path;
    if (inner?.type !== 'Identifier' || inner.start !== index || !around) return [];
    const isMember = around.type === 'MemberExpression' && around['property'] === inner;
    // `{ defineCommand }` is key and value.
    const isShort = around.type === 'Property' && around['shorthand'] === true;
    const own = isMember ? [around, ...outer] : isShort ? [around['value'] as AnyNode, around, ...outer] : path;
    return [{ path: own, scope: scopeOfPath(path, module) }];
  });
}

function referenceIn(module: Module): RegExp {
  const names = [...namesWithin(module, NONE)].map(escapeRegExp);
  if (names.length === 0) return REFERENCE;
  return new RegExp(String.raw`(?<![\w$])(?:define(?:Command|Query|Event)|${names.join('|')})(?![\w$]|\s*[(<:])`, 'g');
}

/** What the innermost node of a path becomes callable as, where that cannot be followed; null where it can, or is only looked at. */
function escapeOf(path: Path, module: Module): string | null {
  let [value] = path;
  for (let index = 1; index < path.length && value; index++) {
    const around = path[index] as AnyNode;
    switch (around.type) {
      case 'AssignmentExpression':
        return around['right'] === value ? assigned(around['left'] as AnyNode, path.slice(index), module) : null;
      case 'AssignmentPattern':
        return around['right'] === value && value.type === 'ObjectExpression' ? describeCallee(value) : null;
      case 'PropertyDefinition':
        return around['static'] ? null : methodName(around);
      case 'YieldExpression':
      case 'JSXExpressionContainer':
        return describeCallee(around);
      case 'ReturnStatement': {
        const at = path.findIndex((outer, place) => place > index && isFunction(outer));
        const method = path[at + 1];
        if (at < 0 || method?.type !== 'MethodDefinition') return null;
        return method['static'] ? null : methodName(method);
      }
      case 'Property':
        if (around['value'] !== value) return null;
        if (isAskedOfThis(around, path[index + 1], module)) return methodName(around);
        break;
      case 'ConditionalExpression':
        if (around['test'] === value) return null;
        break;
      default:
        if (!HOLDING.has(around.type) && !isWrapper(around)) return null;
    }
    value = around;
  }
  return null;
}

const HOLDING = new Set(['ObjectExpression', 'ArrayExpression', 'LogicalExpression', 'SequenceExpression']);

/** What a module gives out is followed; what else is assigned may be anything when it is called. */
function assigned(target: AnyNode, around: Path, module: Module): string | null {
  const left = unwrap(target);
  const text = module.text.slice(left.start, left.end);
  const isTop = !around.some(isFunction);
  return isTop && /^(?:module\.)?exports(?:\.[\w$]+)?$/.test(text) ? null : describeCallee(left);
}

/** Whether a method of an object calls another member of it. */
function isAskedOfThis(property: AnyNode, object: AnyNode | undefined, module: Module): boolean {
  const name = (property['key'] as AnyNode)['name'];
  return object !== undefined && module.text.slice(object.start, object.end).includes(`this.${String(name)}`);
}

function methodName(element: AnyNode): string {
  return describeCallee(element['key'] as AnyNode);
}

/** What a define function may define where it cannot be followed. */
export function lostContract({ node, kind, detail }: Escape, module: Module): FoundContract {
  return { kind, module, node, definedAt: null, spec: unknown('unknown-call', spanOf({ node, module }), detail), isLost: true };
}
