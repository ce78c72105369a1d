import { functionsAround } from '../../modules/enclosing.ts';
import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import { nodesAround } from '../../modules/traverse.ts';
import type { Span } from '../../source/span.ts';

interface PlacedLiteral {
  readonly node: AnyNode;
  /** The functions around it. */
  readonly functions: readonly AnyNode[];
}

/** The object literal at a place, or null. */
export function literalAt(module: Module, span: Span): PlacedLiteral | null {
  const form = module.analysis.contractForms.find(({ node }) => node.start === span.start && node.end === span.end);
  if (form) return { node: form.node, functions: functionsAround(form.scope) };
  const functions: AnyNode[] = [];
  for (const node of nodesAround(module.program, span)) {
    if (node.type === 'ObjectExpression' && node.start === span.start && node.end === span.end) return { node, functions };
    if (module.analysis.scopes.get(node)?.kind === 'function') functions.push(node);
  }
  return null;
}
