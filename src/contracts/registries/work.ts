import { enclosingFunction } from '../../modules/enclosing.ts';
import { importOf } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { isNode, isWithin, rootOfChain, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Scope } from '../../modules/scope.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import type { ObjectValue, StaticValue } from '../../values/value.ts';
import { dependsOnParameters } from '../finding/depends-on-parameters.ts';
import type { FoundContract } from '../finding/found-contract.ts';
import type { PlacedNode } from '../finding/placed-node.ts';
import { contractKind, type SpecKind } from '../types/spec-kind.ts';
import type { SpecTypes } from '../types/spec-types.ts';
import type { Evidence } from './evidence.ts';
import { objectsIn } from './given-values.ts';
import { literalAt } from './literal-at.ts';

/** An expression that is given to a registry, or, where only callers tell whether it is one, the registry too. */
export interface Given {
  readonly kind: SpecKind | null;
  readonly argument: AnyNode;
  readonly receiver: AnyNode | null;
  readonly module: Module;
  /** What says of an object that has the form of a contract that it is one. */
  readonly evidence?: Evidence;
}

/** Something that a function passes on: what its callers give it. */
export interface Passing {
  readonly given: Given;
  readonly scope: Scope;
  readonly module: Module;
}

/** What the parts that find what is given to registries share. */
export interface RegistryWork {
  readonly evaluator: Evaluator;
  readonly types: SpecTypes;
  /** The packages that define functions come from. */
  readonly modules: readonly string[];
  load(file: string): Module | null;
  /** What functions pass on, and their callers are not looked at yet. */
  readonly passing: Passing[];
  /** Where something was found. */
  readonly places: Set<AnyNode>;
  /** Of these, objects that were found by their form. */
  readonly forms: Set<AnyNode>;
}

/** Notes something that a function passes on. What the framework's own functions are given, its users define. */
export function pass(one: Passing, { types, passing }: RegistryWork): void {
  if (!types.isOfFramework(one.module.file)) passing.push(one);
}

/** A place where a registry is given something; `given` where its callers may give it more. */
interface GivenPlace extends PlacedNode {
  readonly given: Given | null;
}

/** Takes values that a registry is given, each where it stands. */
export function take(kind: SpecKind, values: readonly StaticValue[], at: GivenPlace, work: RegistryWork): readonly FoundContract[] {
  const isInFunction = enclosingFunction(at.scope) !== null;
  // Code that passes on what it is given.
  if (at.given && isInFunction && (values.some(dependsOnParameters) || isGivenInLoop(at)))
    pass({ given: at.given, scope: at.scope, module: at.module }, work);
  const found = values.flatMap((value): readonly FoundContract[] => {
    if (isInFunction && dependsOnParameters(value)) return [];
    return objectsIn(value).flatMap((object) => placed(kind, object, at, work) ?? []);
  });
  const fresh = found.filter(({ node }) => !work.places.has(node));
  // What is given in each round of a loop may stand at one place.
  for (const { node } of fresh) work.places.add(node);
  return fresh;
}

/** Where an object is written, or, of one that a function makes, where it is given. */
function placed(kind: SpecKind, object: ObjectValue, place: GivenPlace, { evaluator, load, forms }: RegistryWork): FoundContract | null {
  const { node: at, module, given } = place;
  const home = load(object.span.file);
  const literal = home && literalAt(home, object.span);
  if (!home || !literal) return null;
  // Of one and the same form, which is found where it is written.
  if (forms.has(literal.node)) return null;
  const isMade = literal.functions.some((around) => home !== module || !isWithin(at, around)) && !isWithin(literal.node, at);
  return {
    kind: contractKind(kind, object, evaluator),
    ...(isMade ? callOfConstant(place, evaluator) : { node: literal.node, module: home }),
    definedAt: isMade ? object.span : null,
    spec: object,
    registeredIn: module.file,
    ...(given?.evidence !== undefined && { isForm: true as const }),
  };
}

/** Of a constant that a call made, the call: it is found there by its type, too. Of anything else, itself. */
function callOfConstant({ node: at, scope, module }: PlacedNode, { graph }: Evaluator): Pick<PlacedNode, 'node' | 'module'> {
  const named = at.type === 'Identifier' ? lookup(scope, String(at['name'])) : undefined;
  const source = named?.kind === 'import' ? importOf(module, named.name) : null;
  const resolution = source && graph.resolve(source.source, module.file);
  const search = source?.name && resolution?.kind === 'file' ? graph.findExport(resolution.file, source.name) : null;
  const home = search?.kind === 'found' ? search.module : module;
  const imported = search?.kind === 'found' && search.entry.kind === 'local' ? search.entry.name : null;
  const declaration = imported === null ? named : home.analysis.root.declarations.get(imported);
  const isConstant =
    declaration?.kind === 'const' && declaration.scope.kind === 'module' && declaration.node['id'] === declaration.identifier;
  const init = isConstant ? declaration.node['init'] : null;
  const made = isNode(init) ? unwrap(init) : null;
  return made?.type === 'CallExpression' ? { node: made, module: home } : { node: at, module };
}

/** Whether an argument, or one of the arguments of a call, is what a loop over a parameter goes over. */
function isGivenInLoop({ node, scope }: PlacedNode): boolean {
  return [node, ...((node['arguments'] ?? []) as AnyNode[])].some((part) => {
    const declaration = part.type === 'Identifier' ? lookup(scope, part['name'] as string) : undefined;
    return declaration?.inLoopHead === true && isOfParameter(declaration.scope.node['right'] as AnyNode, declaration.scope);
  });
}

/** Whether an expression is a parameter, or a member of one. */
export function isOfParameter(expression: AnyNode, scope: Scope): boolean {
  const root = rootOfChain(expression);
  return root.type === 'Identifier' && lookup(scope, root['name'] as string)?.kind === 'parameter';
}
