import { lineStarts, type Location, type Span } from '../../source/span.ts';
import type { SourceTree } from '../../source/tree.ts';

/** The span of a place that is known by line and column; null where the tree does not have the file, such as an installed policy. */
export function spanOfLocation({ file, line, column, endLine, endColumn }: Location, tree: SourceTree): Span | null {
  if (!tree.has(file)) return null;
  const text = tree.read(file);
  const starts = lineStarts(text);
  const offset = (atLine: number, atColumn: number): number => Math.min((starts[atLine - 1] ?? text.length) + atColumn - 1, text.length);
  return { file, start: offset(line, column), end: offset(endLine, endColumn) };
}

/** The start of a file, for what is about all of it. */
export function startOfFile(file: string): Span {
  return { file, start: 0, end: 0 };
}
