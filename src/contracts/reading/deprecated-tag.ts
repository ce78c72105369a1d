import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import { firstWhere } from '../../source/first-where.ts';

const COMMENT = /\/\/.*|\/\*[^]*?\*\//g;
const TAG = /@deprecated\b[ \t]*([^\n@]*)/;

/** The text after `@deprecated` in the documentation comment above the statement that holds a node; null without one. */
export function deprecatedTagAbove(module: Module, node: AnyNode): string | null {
  if (!module.text.includes('@deprecated')) return null;
  const statements = module.program.body;
  const index = lastStarting(statements, node.start);
  const statement = statements[index];
  if (!statement || statement.end < node.end) return null;
  // Comments stand between statements, so that none of another one is taken.
  const between = module.text.slice(statements[index - 1]?.end ?? 0, statement.start);
  const comments = between.match(COMMENT) ?? [];
  const documentation = comments.findLast((comment) => comment.startsWith('/**'));
  const tag = documentation && TAG.exec(documentation.slice(0, -'*/'.length));
  return tag ? (tag[1] ?? '').replace(/\*\s*$/, '').trim() : null;
}

/** The index of the last statement that starts at or before a place; -1 where none does. */
function lastStarting(statements: readonly AnyNode[], place: number): number {
  return firstWhere(statements.length, (index) => (statements[index] as AnyNode).start > place) - 1;
}
