import { childKeys, isNode, type AnyNode } from './nodes.ts';
import type { Declaration, DeclarationKind, Scope, ScopedNode, TypedLiteral } from './scope.ts';
import { typedObjects } from './typed-objects.ts';
import { collectUses, type UseCollector } from './uses.ts';

/** A walk through a module without recursion, and what it has found so far. */
export interface Walk {
  /** What is still to be visited, the next one last. */
  readonly stack: ScopedNode[];
  readonly scopes: Map<AnyNode, Scope>;
  readonly calls: ScopedNode[];
  readonly impliedCalls: ScopedNode[];
  readonly typedLiterals: TypedLiteral[];
  readonly constants: AnyNode[];
  readonly contractForms: ScopedNode[];
  /** What functions are said to return, by their scopes. */
  readonly returnTypes: Map<Scope, AnyNode>;
  /** Names that several declarations add to: what their namespaces export, these share. */
  readonly merged: Set<Declaration>;
  readonly uses: UseCollector;
}

const MAY_BE_VAR = new Set<DeclarationKind>(['var', 'function', 'parameter']);

/** Most nodes: there is nothing in them to find. */
const LEAVES = new Set(['Identifier', 'Literal', 'TemplateElement', 'ThisExpression']);

export function beginWalk(): Walk {
  return {
    stack: [],
    scopes: new Map(),
    calls: [],
    impliedCalls: [],
    typedLiterals: [],
    constants: [],
    contractForms: [],
    returnTypes: new Map(),
    merged: new Set(),
    uses: collectUses(),
  };
}

export function openScope({ scopes }: Walk, kind: Scope['kind'], parent: Scope | null, node: AnyNode): Scope {
  const scope: { -readonly [K in keyof Scope]: Scope[K] } = { kind, parent, node, declarations: new Map(), owner: undefined as never };
  scope.owner = kind === 'block' && parent ? parent.owner : scope;
  scopes.set(node, scope);
  return scope;
}

/** Gives a scope a name. */
export function declare(scope: Scope, kind: DeclarationKind, identifier: AnyNode, node: AnyNode, inLoopHead = false): Declaration {
  const name = identifier['name'] as string;
  const existing = scope.declarations.get(name);
  const declaration: Declaration = { name, kind, scope, node, identifier, inLoopHead, uses: [], parts: [] };
  if (existing && kind === 'var' && MAY_BE_VAR.has(existing.kind)) {
    // `var` twice: a second value is an assignment.
    if (node['init'])
      existing.uses.push({ kind: 'assign', at: identifier.start, scope: scope.owner, block: scope, call: null, aliases: [] });
    return existing;
  }
  if (existing && ((kind === 'enum' && existing.kind !== 'namespace') || kind === 'namespace')) {
    existing.parts.push(node);
    return existing;
  }
  // A `var` that has a value is given that after the function, wherever that stands.
  if (existing?.kind === 'var' && existing.node['init'] && kind === 'function')
    declaration.uses.push({ kind: 'assign', at: existing.identifier.start, scope: scope.owner, block: scope, call: null, aliases: [] });
  if (existing?.kind === 'namespace') declaration.parts.push(existing.node, ...existing.parts);
  scope.declarations.set(name, declaration);
  return declaration;
}

/** So that they are visited in the order of the source. */
export function pushChildren(walk: Walk, node: AnyNode, scope: Scope): void {
  const keys = childKeys(node.type);
  for (let key = keys.length - 1; key >= 0; key--) {
    const child = node[keys[key] as string];
    if (!Array.isArray(child)) push(walk, child, scope);
    else for (let index = child.length - 1; index >= 0; index--) push(walk, child[index], scope);
  }
}

function push({ stack }: Walk, child: unknown, scope: Scope): void {
  if (isNode(child) && !LEAVES.has(child.type)) stack.push({ node: child, scope });
}

/** Notes the objects that a type says something of. */
export function noteTyped({ typedLiterals }: Walk, type: unknown, value: AnyNode, scope: Scope): void {
  for (const typed of typedObjects(type, value)) typedLiterals.push({ ...typed, scope });
}
