import type { Module } from '../modules/module.ts';
import { childNodes, unwrap, type AnyNode } from '../modules/nodes.ts';
import type { Scope } from '../modules/scope.ts';
import type { Span } from '../source/span.ts';
import type { Evaluator } from '../values/evaluation.ts';
import type { ObjectValue, StaticValue } from '../values/value.ts';
import type { Contract, ContractKind } from './contract.ts';
import { dependsOnParameters, isSameSpan } from './factories.ts';
import { enclosingFunction } from './find.ts';
import { kindOf } from './literal-contracts.ts';
import type { Found } from './read.ts';
import { registeredKind } from './registries.ts';
import { encloses, timesOf } from './rounds.ts';
import type { SpecTypes } from './spec-types.ts';

/** A place where a contract is given to a registry. */
interface Registration {
  readonly kind: ContractKind | 'operation';
  readonly argument: AnyNode;
  readonly scope: Scope;
}

/**
 * What a module gives to the framework's registries: objects from whichever file. Those that a define function gave are among them.
 * Each stands where it is written, or, of one that a function makes, where it is given.
 */
export function findRegistered(
  module: Module,
  evaluator: Evaluator,
  types: SpecTypes,
  load: (file: string) => Module | null,
): readonly Found[] {
  const found: Found[] = [];
  const places = new Set<AnyNode>();

  function take({ kind, argument, scope }: Registration): void {
    const here: AnyNode[] = [];
    for (const value of objectsIn(valuesOf(argument, scope))) {
      // Code that passes on what it is given.
      if (enclosingFunction(scope) && dependsOnParameters(value)) continue;
      const home = load(value.span.file);
      const literal = home && literalAt(home, value.span);
      if (!home || !literal) continue;
      const isMade =
        literal.functions.some((around) => home !== module || !contains(around, argument)) && !contains(argument, literal.node);
      const node = isMade ? argument : literal.node;
      if (places.has(node)) continue;
      here.push(node);
      found.push({
        kind: kindOf(kind, value, evaluator),
        module: isMade ? module : home,
        node,
        definedAt: isMade ? value.span : null,
        spec: value,
        registeredIn: module.file,
      });
    }
    // What is given in each round of a loop may stand at one place.
    for (const node of here) places.add(node);
  }

  function valuesOf(node: AnyNode, scope: Scope): readonly StaticValue[] {
    const times = timesOf(node, scope, module, evaluator)?.map(({ value }) => value) ?? [];
    if (times.some(({ kind }) => kind !== 'unknown')) return times;
    const value = evaluator.evaluate(node, evaluator.environmentOf(module, scope));
    if (value.kind !== 'unknown') return [value];
    return branchesOf(node).flatMap((branch) => valuesOf(branch, scope));
  }

  for (const { node, scope } of module.analysis.calls) {
    const kind = registeredKind(node, scope, module, evaluator, types);
    if (!kind) continue;
    for (const argument of node['arguments'] as AnyNode[])
      take({ kind, scope, argument: unwrap(argument.type === 'SpreadElement' ? (argument['argument'] as AnyNode) : argument) });
  }
  return found;
}

/** Of a choice that only running it makes, all. */
function branchesOf(node: AnyNode): readonly AnyNode[] {
  if (node.type === 'ConditionalExpression') return [unwrap(node['consequent'] as AnyNode), unwrap(node['alternate'] as AnyNode)];
  return node.type === 'LogicalExpression' ? [unwrap(node['left'] as AnyNode), unwrap(node['right'] as AnyNode)] : [];
}

/** Objects, and the elements of lists. */
function objectsIn(values: readonly StaticValue[]): readonly ObjectValue[] {
  return values.flatMap((value) => {
    if (value.kind === 'array') return objectsIn(value.items.map((item) => item.value));
    return value.kind === 'object' ? [value] : [];
  });
}

/** The literal at a place, and the functions around it. */
function literalAt(module: Module, span: Span): { readonly node: AnyNode; readonly functions: readonly AnyNode[] } | null {
  const functions: AnyNode[] = [];
  let node: AnyNode | undefined = module.program as unknown as AnyNode;
  while (node && !(node.type === 'ObjectExpression' && node.start === span.start && node.end === span.end)) {
    if (module.analysis.scopes.get(node)?.kind === 'function') functions.push(node);
    node = childNodes(node).find((child) => child.start <= span.start && span.end <= child.end);
  }
  return node ? { node, functions } : null;
}

function contains(outer: AnyNode, inner: AnyNode): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** What registries are given, beside what define functions are. */
interface Told {
  /** Without the registered objects that a define function was given, or gave: those are its contracts. */
  readonly found: readonly Found[];
  /** Files that do not tell by themselves, and by what they import, which contracts stand in them. */
  readonly unsettled: ReadonlySet<string>;
}

/** @param taken contracts that are known besides */
export function withoutDefined(found: readonly Found[], taken: readonly Contract[]): Told {
  const unsettled = new Set<string>();
  if (!found.some(({ registeredIn }) => registeredIn)) return { found, unsettled };
  const defined = new Map<string, { readonly span: Span; readonly home: string }[]>();
  const note = (spec: StaticValue, home: string): void => {
    for (const span of spansOf(spec)) {
      const same = defined.get(span.file);
      if (same) same.push({ span, home });
      else defined.set(span.file, [{ span, home }]);
    }
  };
  for (const { registeredIn, node, spec, module } of found) if (!registeredIn && node.type !== 'ObjectExpression') note(spec, module.file);
  for (const { spec, call, file } of taken) if (spec && !isSameSpan(spec.span, call)) note(spec, file);
  const isOwn = ({ registeredIn, spec, module }: Found): boolean => {
    if (registeredIn === undefined) return true;
    const homes = spansOf(spec).flatMap((own) => (defined.get(own.file) ?? []).filter(({ span }) => encloses(own, span)));
    const isTold =
      homes.length === 0 ? registeredIn === module.file : homes.some(({ home }) => home === registeredIn || home === module.file);
    if (!isTold) unsettled.add(registeredIn).add(module.file);
    return homes.length === 0;
  };
  return { found: found.filter(isOwn), unsettled };
}

/** Of a contract and of its `meta`: what is built of another one has that one's. */
function spansOf(spec: StaticValue): readonly Span[] {
  const meta = spec.kind === 'object' ? spec.properties.get('meta')?.value : undefined;
  return meta?.kind === 'object' ? [spec.span, meta.span] : [spec.span];
}
