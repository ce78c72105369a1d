import type { ModuleGraph } from '../../modules/graph.ts';
import { enclosingClass } from '../../modules/enclosing.ts';
import { importedTypeOf, importOf } from '../../modules/import-sources.ts';
import { lookup } from '../../modules/lookup.ts';
import type { Module } from '../../modules/module.ts';
import { classElements, isClass, isFunction, isNode, memberName, parameterPattern, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration, Scope } from '../../modules/scope.ts';
import { scopedNodesIn } from '../../modules/traverse.ts';
import { closureOf } from '../names/environment.ts';
import type { Evaluator } from '../evaluation.ts';

/** A function or class, and the module that it is written in. */
export interface Written {
  readonly node: AnyNode;
  readonly module: Module;
}

interface Placed extends Written {
  readonly scope: Scope;
}

/** What looks for methods. */
export interface MethodSearch {
  readonly graph: ModuleGraph;
  /** Evaluates without regard to changes. */
  readonly raw: () => Evaluator;
}

/** How many names, calls and classes may lead from a call to a method. */
const MAX_STEPS = 12;

/**
 * The methods of instances that a call may run, and the constructor that `new` runs. Which class an object is of is told by how it is made,
 * or by the type that is written beside its name: enough to ask what a method does, not to say what it gives.
 */
export function methodsCalled(search: MethodSearch, call: Placed): readonly Written[] {
  return calledBy(search, call, MAX_STEPS);
}

function calledBy(search: MethodSearch, { node: call, scope, module }: Placed, steps: number): readonly Written[] {
  const callee = unwrap(call['callee'] as AnyNode);
  const at = { node: callee, scope, module };
  if (call.type === 'NewExpression') return classesNamed(search, at).flatMap((one) => memberOf(search, one, 'constructor', steps));
  if (callee.type !== 'MemberExpression') return [];
  const name = memberName(callee);
  const object = { ...at, node: callee['object'] as AnyNode };
  return name === undefined ? [] : classesOf(search, object, steps).flatMap((one) => memberOf(search, one, name, steps));
}

/** The classes that what an expression gives may be an instance of, and objects that are written with methods. */
function classesOf(search: MethodSearch, { node: written, scope, module }: Placed, steps: number): readonly Written[] {
  if (steps <= 0) return [];
  const node = unwrap(written);
  const of = (key: string): readonly Written[] => classesOf(search, { node: node[key] as AnyNode, scope, module }, steps - 1);
  switch (node.type) {
    case 'Identifier': {
      const declaration = lookup(scope, node['name'] as string);
      return declaration ? classesOfName(search, declaration, module, steps) : [];
    }
    case 'ThisExpression': {
      const around = enclosingClass(scope);
      return around ? [{ node: around, module }] : [];
    }
    case 'ObjectExpression':
      return [{ node, module }];
    case 'NewExpression':
      return classesNamed(search, { node: unwrap(node['callee'] as AnyNode), scope, module });
    case 'CallExpression':
      return resultsOf(search, { node, scope, module }, steps).flatMap((result) => classesOf(search, result, steps - 1));
    case 'AwaitExpression':
      return of('argument');
    case 'ConditionalExpression':
      return [...of('consequent'), ...of('alternate')];
    case 'LogicalExpression':
      return [...of('left'), ...of('right')];
    case 'MemberExpression':
      return classesOfMember(search, { node, scope, module }, steps);
    default:
      return [];
  }
}

function classesOfName(search: MethodSearch, declaration: Declaration, module: Module, steps: number): readonly Written[] {
  const { kind, name, node, identifier, scope } = declaration;
  if (kind === 'import') {
    const source = importOf(module, name);
    return source?.name == null ? [] : classesExported(search, source.source, source.name, module, steps);
  }
  const typed = classesOfType(search, identifier['typeAnnotation'], { scope, module }, steps);
  const isWhole = isNode(node['init']) && (node['id'] as AnyNode).type === 'Identifier';
  return typed.length > 0 || !isWhole ? typed : classesOf(search, { node: node['init'] as AnyNode, scope, module }, steps - 1);
}

/** What a module exports under a name: an instance, or with `isType` the class itself. */
function classesExported(
  search: MethodSearch,
  specifier: string,
  name: string,
  from: Module,
  steps: number,
  isType = false,
): readonly Written[] {
  const { graph } = search;
  const resolution = graph.resolve(specifier, from.file);
  const found = resolution.kind === 'file' ? graph.findExport(resolution.file, name) : null;
  if (found?.kind !== 'found') return [];
  const { module, entry } = found;
  const scope = module.analysis.root;
  if (entry.kind === 'expression') return isType ? [] : classesOf(search, { node: entry.node, scope, module }, steps - 1);
  const declaration = entry.kind === 'local' ? scope.declarations.get(entry.name) : undefined;
  if (!declaration) return [];
  if (isType) return declaration.kind === 'class' ? [{ node: declaration.node, module }] : [];
  return classesOfName(search, declaration, module, steps - 1);
}

/** Of `: Kit`, what it names. */
function typeNamed(annotation: unknown): string | undefined {
  const type = isNode(annotation) ? annotation['typeAnnotation'] : null;
  const name = isNode(type) && type.type === 'TSTypeReference' ? (type['typeName'] as AnyNode) : null;
  return name?.type === 'Identifier' ? String(name['name']) : undefined;
}

/** The types that are written beside a name, or, of `this`, beside the fields of the class and what its constructor keeps. */
export function typesBeside({ type, name }: AnyNode, scope: Scope): readonly string[] {
  if (type === 'Identifier') return [typeNamed(lookup(scope, String(name))?.identifier['typeAnnotation']) ?? []].flat();
  const around = type === 'ThisExpression' ? enclosingClass(scope) : null;
  if (!around) return [];
  const typed = classElements(around).flatMap((element) => [element, ...keptParameters(element)]);
  return typed.flatMap(({ typeAnnotation }) => typeNamed(typeAnnotation) ?? []);
}

/** Of a constructor, the parameters that are fields: `constructor(private readonly kit: Kit)`. */
function keptParameters({ kind, value }: AnyNode): readonly AnyNode[] {
  const parameters = kind === 'constructor' && isNode(value) ? (value['params'] as AnyNode[]) : [];
  return parameters.filter(({ type }) => type === 'TSParameterProperty').map(parameterPattern);
}

/** Of `kit: Kit`, the class. */
function classesOfType(
  search: MethodSearch,
  annotation: unknown,
  { scope, module }: Pick<Placed, 'scope' | 'module'>,
  steps: number,
): readonly Written[] {
  const name = typeNamed(annotation);
  if (name === undefined) return [];
  const declaration = lookup(scope, name);
  if (declaration?.kind === 'class') return [{ node: declaration.node, module }];
  const source = importedTypeOf(module, name);
  return source ? classesExported(search, source.source, source.name, module, steps, true) : [];
}

/** Of `this.kit` and `kits.main`. */
function classesOfMember(search: MethodSearch, { node, scope, module }: Placed, steps: number): readonly Written[] {
  const object = unwrap(node['object'] as AnyNode);
  const name = memberName(node);
  if (name === undefined) return [];
  const source = object.type === 'Identifier' ? importOf(module, object['name'] as string) : null;
  if (source?.name === null) return classesExported(search, source.source, name, module, steps);
  const inClasses = classesOf(search, { node: object, scope, module }, steps - 1).flatMap((one) =>
    classesOfField(search, one, name, steps),
  );
  if (inClasses.length > 0) return inClasses;
  const raw = search.raw();
  const value = raw.evaluate(object, raw.environmentOf(module, scope));
  const span = value.kind === 'object' ? value.properties.get(name)?.span : undefined;
  const home = span && search.graph.loaded(span.file);
  const call = home?.analysis.calls.find((one) => one.node.start === span?.start && one.node.end === span.end);
  return home && call ? classesOf(search, { ...call, module: home }, steps - 1) : [];
}

function classesOfField(search: MethodSearch, one: Written, name: string, steps: number): readonly Written[] {
  const { module } = one;
  const scope = module.analysis.scopes.get(one.node) ?? module.analysis.root;
  return elementsOf(one).flatMap((element) => {
    if (element.type === 'PropertyDefinition' && memberName(element) === name) {
      const typed = classesOfType(search, element['typeAnnotation'], { scope, module }, steps);
      const value = element['value'];
      return typed.length > 0 || !isNode(value) ? typed : classesOf(search, { node: value, scope, module }, steps - 1);
    }
    const kept = keptParameters(element).find((parameter) => parameter['name'] === name);
    return kept ? classesOfType(search, kept['typeAnnotation'], { scope, module }, steps) : [];
  });
}

/** The classes that an expression names. */
function classesNamed({ raw }: MethodSearch, { node, scope, module }: Placed): readonly Written[] {
  const evaluator = raw();
  const value = evaluator.evaluate(node, evaluator.environmentOf(module, scope));
  const closure = value.kind === 'function' ? closureOf(value) : null;
  return closure && isClass(closure.node) ? [{ node: closure.node, module: closure.environment.module }] : [];
}

/** A method of a class, or of one that it extends. */
function memberOf(search: MethodSearch, one: Written, name: string, steps: number): readonly Written[] {
  const { node, module } = one;
  const own = elementsOf(one).find((element) => isNode(element['key']) && element['kind'] !== 'get' && memberName(element) === name);
  const value = own && isNode(own['value']) ? unwrap(own['value']) : null;
  if (value) return isFunction(value) ? [{ node: value, module }] : [];
  const scope = module.analysis.scopes.get(node);
  if (!isNode(node['superClass']) || !scope || steps <= 0) return [];
  const parents = classesNamed(search, { node: unwrap(node['superClass']), scope: scope.parent ?? scope, module });
  return parents.flatMap((parent) => memberOf(search, parent, name, steps - 1));
}

/** What the functions that a call runs return. */
function resultsOf(search: MethodSearch, call: Placed, steps: number): readonly Placed[] {
  const { raw } = search;
  const evaluator = raw();
  const value = evaluator.evaluate(call.node['callee'] as AnyNode, evaluator.environmentOf(call.module, call.scope));
  const closure = value.kind === 'function' ? closureOf(value) : null;
  const functions: readonly Written[] = closure
    ? [{ node: closure.node, module: closure.environment.module }]
    : calledBy(search, call, steps - 1);
  return functions.flatMap(({ node, module }) => {
    const body = node['body'];
    const scope = module.analysis.scopes.get(node);
    if (!isNode(body) || !scope || !isFunction(node)) return [];
    if (body.type !== 'BlockStatement') return [{ node: body, scope, module }];
    const inside = scopedNodesIn([{ node: body, scope }], module.analysis.scopes, (inner) => !isFunction(inner));
    return [...inside].flatMap(({ node: { type, argument }, scope: around }) =>
      type === 'ReturnStatement' && isNode(argument) ? { node: argument, scope: around, module } : [],
    );
  });
}

function elementsOf({ node }: Written): readonly AnyNode[] {
  return node.type === 'ObjectExpression' ? (node['properties'] as AnyNode[]) : classElements(node);
}
