import type { Module } from '../modules/module.ts';
import type { AnyNode } from '../modules/nodes.ts';

/** The text after `@deprecated` in the documentation comment above the statement that holds a node; null without one. */
export function deprecatedTagAbove(module: Module, node: AnyNode): string | null {
  if (!module.text.includes('@deprecated')) return null;
  const statement = (module.program.body as unknown as AnyNode[]).find(
    (candidate) => candidate.start <= node.start && node.end <= candidate.end,
  );
  if (!statement) return null;
  const above = module.text.slice(0, statement.start).trimEnd();
  if (!above.endsWith('*/')) return null;
  const start = above.lastIndexOf('/**');
  if (start < 0) return null;
  const tag = /@deprecated\b[ \t]*([^\n@]*)/.exec(above.slice(start, -2));
  return tag ? (tag[1] ?? '').replace(/\*\s*$/, '').trim() : null;
}
