import { exportsOf } from '../../modules/namespaces.ts';
import { isNode, unwrap, type AnyNode } from '../../modules/nodes.ts';
import type { Declaration } from '../../modules/scope.ts';
import { nodesIn } from '../../modules/traverse.ts';
import { openEnvironment, spanOf, type Environment } from '../names/environment.ts';
import { unreadable, type Evaluation } from '../evaluation.ts';
import { literal, unknown, type Property, type StaticValue } from '../value.ts';
import { inRunTimeOrder } from './property-order.ts';

/** An enum or namespace with all declarations of its name. */
export function merged(evaluation: Evaluation, declaration: Declaration, environment: Environment): StaticValue {
  const { node } = declaration;
  const scope = openEnvironment(
    environment.module,
    { kind: 'block', parent: environment.scope, node, declarations: new Map(), owner: environment.scope.owner },
    environment,
  );
  const properties = new Map<string, Property>();
  // Members may name the earlier ones by the enum's name, too.
  const own: Declaration = { ...declaration, kind: 'const', scope: scope.scope, uses: [], parts: [] };
  if (node.type === 'TSEnumDeclaration') {
    scope.scope.declarations.set(declaration.name, own);
    scope.values.set(own, { kind: 'object', properties, open: null, span: spanOf(node, environment) });
  }
  for (const part of [node, ...declaration.parts].sort((a, b) => a.start - b.start)) {
    if (part.type === 'TSEnumDeclaration') addEnumMembers(evaluation, part, scope, properties);
    else addNamespaceMembers(evaluation, part, environment, properties);
  }
  return { kind: 'object', properties: inRunTimeOrder(properties), open: null, span: spanOf(node, environment) };
}

/** @param scope where later members find earlier ones by their bare names */
function addEnumMembers(evaluation: Evaluation, node: AnyNode, scope: Environment, properties: Map<string, Property>): void {
  const body = (isNode(node['body']) ? node['body']['members'] : node['members']) as AnyNode[];
  let next: number | null = 0;
  for (const enumMember of body) {
    const id = enumMember['id'] as AnyNode;
    const name = String(id.type === 'Literal' ? id['value'] : id['name']);
    const initializer = enumMember['initializer'];
    let value: StaticValue;
    if (isNode(initializer)) value = evaluation.evaluate(initializer, scope);
    else value = next === null ? unreadable(evaluation, 'not-static', id, scope, name) : literal(next, spanOf(id, scope));
    const place = { key: spanOf(id, scope), span: spanOf(enumMember, scope) };
    properties.set(name, { ...place, value });
    const number: number | null = value.kind === 'literal' && typeof value.value === 'number' ? value.value : null;
    // After a member that is computed when the code runs, none counts on.
    next = number === null || (isNode(initializer) && isComputedMember(initializer)) ? null : number + 1;
    if (number !== null && !node['const']) properties.set(String(number), { ...place, value: literal(name, place.key) });
    // Later members may use earlier ones by their bare names.
    const declaration: Declaration = {
      name,
      kind: 'const',
      scope: scope.scope,
      node: enumMember,
      identifier: id,
      inLoopHead: false,
      uses: [],
      parts: [],
    };
    scope.scope.declarations.set(name, declaration);
    scope.values.set(declaration, value);
  }
}

/** Whether TypeScript leaves the value of an enum's member to the run time. */
function isComputedMember(initializer: AnyNode): boolean {
  for (const node of nodesIn(initializer)) {
    const object = node.type === 'MemberExpression' ? unwrap(node['object'] as AnyNode) : null;
    if (node.type === 'CallExpression' || (object && object.type !== 'Identifier')) return true;
  }
  return false;
}

/** What a namespace exports; evaluated when it is asked for. */
export function addNamespaceMembers(
  evaluation: Evaluation,
  node: AnyNode,
  environment: Environment,
  properties: Map<string, Property>,
): void {
  const body = node['body'] as AnyNode;
  const scope = environment.module.analysis.scopes.get(body);
  if (!scope) return;
  // It may stand in another block of the namespace around it.
  const isHere = scope.parent === null || scope.parent === environment.scope;
  const inner = openEnvironment(
    environment.module,
    scope,
    isHere ? environment : evaluation.environmentOf(environment.module, scope.parent),
  );
  for (const { name, identifier } of exportsOf(body, scope)) {
    const place = spanOf(identifier, environment);
    properties.set(name, {
      key: place,
      span: place,
      isLazy: true,
      get value() {
        return evaluation.valueOfName(name, inner, null) ?? unknown('not-static', place, name);
      },
    });
  }
}
