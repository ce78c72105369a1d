import { lineStarts, type Location, type Span } from '../../source/span.ts';
import type { SourceTree } from '../../source/tree.ts';

/** The span of a place that is known by line and column. Of a file that the tree does not have, such as an installed policy, its start. */
export function spanOfLocation({ file, line, column, endLine, endColumn }: Location, tree: SourceTree): Span {
  if (!tree.has(file)) return { file, start: 0, end: 0 };
  const text = tree.read(file);
  const starts = lineStarts(text);
  const offset = (atLine: number, atColumn: number): number => Math.min((starts[atLine - 1] ?? text.length) + atColumn - 1, text.length);
  return { file, start: offset(line, column), end: offset(endLine, endColumn) };
}
