import type { Module } from '../../modules/module.ts';
import type { ScopedNode } from '../../modules/scope.ts';
import type { Span } from '../../source/span.ts';

/** A node of any file. */
export interface PlacedNode extends ScopedNode {
  readonly module: Module;
}

export function spanOf({ node, module }: Pick<PlacedNode, 'node' | 'module'>): Span {
  return { file: module.file, start: node.start, end: node.end };
}
