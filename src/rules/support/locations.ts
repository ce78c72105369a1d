import { memoize } from '../../source/memoize.ts';
import { lineStarts, type Location, type Span } from '../../source/span.ts';
import type { SourceTree } from '../../source/tree.ts';

/** The span of a place that is known by line and column; null where the tree does not have the file, such as an installed policy. */
export function spanOfLocation(location: Location, tree: SourceTree): Span | null {
  return spansIn(tree)(location);
}

/** The same of many places: a file is read once. */
export function spansIn(tree: SourceTree): (location: Location) => Span | null {
  const linesOf = memoize((file: string): Lines => {
    const text = tree.read(file);
    return { starts: lineStarts(text), end: text.length };
  });
  return ({ file, line, column, endLine, endColumn }) => {
    if (!tree.has(file)) return null;
    const { starts, end } = linesOf(file);
    const offset = (atLine: number, atColumn: number): number => Math.min((starts[atLine - 1] ?? end) + atColumn - 1, end);
    return { file, start: offset(line, column), end: offset(endLine, endColumn) };
  };
}

interface Lines {
  readonly starts: readonly number[];
  readonly end: number;
}

/** The start of a file, for what is about all of it. */
export function startOfFile(file: string): Span {
  return { file, start: 0, end: 0 };
}
