import { changedExport } from './common-js.ts';
import { lookup, scopeOfThis } from './lookup.ts';
import { rootIdentifier, unwrap, type AnyNode } from './nodes.ts';
import type { Analysis, Declaration, ExportsUse, Scope, ScopedNode, Use } from './scope.ts';

interface PendingUse {
  readonly name: string;
  readonly scope: Scope;
  readonly kind: Use['kind'];
  readonly target: AnyNode;
  readonly call: AnyNode | null;
  readonly aliases: readonly Declaration[];
}

/** Uses of names that may change what they hold, as a walk comes upon them: what the names are is told when all are declared. */
export interface UseCollector {
  /** @param aliases names that are bound to the target */
  note(target: AnyNode, scope: Scope, kind: Use['kind'], call?: AnyNode | null, aliases?: readonly Declaration[]): void;
  /** Every name whose object goes into `value` as it is: `x`, `x.y`, `{ a: x }`, `[x]`, `c ? x : y`. */
  noteFlow(value: AnyNode, scope: Scope, kind: 'argument' | 'alias', call: AnyNode | null, aliases: readonly Declaration[]): void;
  /** What an assignment to `target` writes to, a pattern included. */
  noteAssignment(target: AnyNode, scope: Scope): void;
  /** A write by one of JavaScript's own functions to what it is given. */
  noteChange(): void;
  /** A call of `eval`, which may write to all that has a name there. */
  noteEval(call: AnyNode, scope: Scope): void;
  /** Gives the uses to the declarations of their names. */
  assign(): Pick<Analysis, 'commonJsUses' | 'hasChanges'>;
}

export function collectUses(): UseCollector {
  const pendingUses: PendingUse[] = [];
  const evals: ScopedNode[] = [];
  let hasChanges = false;

  function note(target: AnyNode, scope: Scope, kind: Use['kind'], call: AnyNode | null = null, aliases: readonly Declaration[] = []): void {
    if (kind === 'member' || kind === 'method') hasChanges = true;
    const identifier = rootIdentifier(target);
    if (identifier) pendingUses.push({ name: identifier['name'] as string, scope, kind, target, call, aliases });
  }

  function noteFlow(value: AnyNode, scope: Scope, kind: 'argument' | 'alias', call: AnyNode | null, aliases: readonly Declaration[]): void {
    if (value.type === 'Literal') return;
    const pending = [value];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const node = unwrap(next);
      if (node.type === 'Identifier' || node.type === 'MemberExpression') note(node, scope, kind, call, aliases);
      else if (node.type === 'ArrayExpression') {
        for (const element of node['elements'] as (AnyNode | null)[])
          if (element && element.type !== 'SpreadElement') pending.push(element);
      } else if (node.type === 'ObjectExpression') {
        for (const property of node['properties'] as AnyNode[])
          if (property.type === 'Property') pending.push(property['value'] as AnyNode);
      } else if (node.type === 'ConditionalExpression') pending.push(node['consequent'] as AnyNode, node['alternate'] as AnyNode);
      else if (node.type === 'LogicalExpression') pending.push(node['left'] as AnyNode, node['right'] as AnyNode);
    }
  }

  function noteAssignment(target: AnyNode, scope: Scope): void {
    const pending = [target];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const node = unwrap(next);
      if (node.type === 'Identifier') note(node, scope, 'assign');
      else if (node.type === 'MemberExpression') note(node, scope, 'member');
      else if (node.type === 'AssignmentPattern') pending.push(node['left'] as AnyNode);
      else if (node.type === 'RestElement') pending.push(node['argument'] as AnyNode);
      else if (node.type === 'ObjectPattern')
        for (const property of node['properties'] as AnyNode[]) pending.push((property['value'] ?? property['argument']) as AnyNode);
      else if (node.type === 'ArrayPattern')
        for (const element of node['elements'] as (AnyNode | null)[]) if (element) pending.push(element);
    }
  }

  return {
    note,
    noteFlow,
    noteAssignment,
    noteChange() {
      hasChanges = true;
    },
    noteEval: (node, scope) => void evals.push({ node, scope }),
    assign() {
      for (const { node, scope } of evals.filter(({ scope: around }) => !lookup(around, 'eval'))) {
        hasChanges = true;
        noteAllNames(node, scope);
      }
      const commonJsUses: ExportsUse[] = [];
      for (const use of pendingUses) {
        const declaration = lookup(use.scope, use.name);
        // The namespace of a module is frozen: no function of it changes it, whichever is called.
        if (use.kind === 'method' && declaration?.node.type === 'ImportNamespaceSpecifier' && unwrap(use.target).type === 'Identifier')
          continue;
        const noted: Use = {
          kind: use.kind,
          at: use.target.start,
          scope: use.scope.owner,
          block: use.scope,
          call: use.call,
          aliases: use.aliases,
        };
        if (declaration) declaration.uses.push(noted);
        else if (use.name === 'arguments' && use.kind === 'member') noteParameters(noted);
        else if (use.name === 'exports' || use.name === 'module')
          commonJsUses.push({ ...noted, member: changedExport(use.target, use.kind) });
      }
      return { commonJsUses, hasChanges };
    },
  };
}

/** What an evaluated text may write to. */
function noteAllNames(call: AnyNode, block: Scope): void {
  const use = { at: call.start, scope: block.owner, block, call: null, aliases: [] };
  for (let scope: Scope | null = block; scope; scope = scope.parent) {
    for (const { kind, uses } of scope.declarations.values()) {
      uses.push({ ...use, kind: kind === 'import' ? 'method' : 'member' });
      if (kind !== 'const' && kind !== 'import') uses.push({ ...use, kind: 'assign' });
    }
  }
}

/** `arguments[0] = x`, which gives a parameter of a sloppy function another value. */
function noteParameters(use: Use): void {
  for (const { kind, uses } of scopeOfThis(use.scope)?.declarations.values() ?? [])
    if (kind === 'parameter') uses.push({ ...use, kind: 'assign' });
}
