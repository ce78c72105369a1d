import type { ModuleGraph } from '../modules/graph.ts';
import { ParseFailure } from '../modules/module.ts';
import { memoize } from '../source/memoize.ts';
import { lineStarts, locate, type Location, type Span } from '../source/span.ts';
import { SourceError, type SourceTree } from '../source/tree.ts';
import type { ReadProblem } from './inventory.ts';

/** Tells lines and columns of what a graph has read. */
export function createLocator(graph: ModuleGraph): { locate(span: Span): Location; text(file: string): string } {
  const text = (file: string): string => graph.loaded(file)?.text ?? (graph.tree.has(file) ? graph.tree.read(file) : '');
  const starts = memoize((file: string) => lineStarts(text(file)));
  return { text, locate: (span) => locate(span, starts(span.file)) };
}

/** What keeps a file from being judged. */
export function problemOf(file: string, error: unknown, tree: SourceTree, may = 'hold contracts'): ReadProblem {
  if (error instanceof ParseFailure) {
    const position = locate({ file, start: error.offset, end: error.offset }, lineStarts(tree.read(file)));
    return {
      file,
      line: position.line,
      column: position.column,
      message: `${file} may ${may} and cannot be parsed: ${error.message}`,
      hint: `${error.isRefused ? 'Split it up' : 'Fix the syntax'}, or exclude the file with contracts.exclude in the policy.`,
    };
  }
  const hint = error instanceof SourceError ? error.hint : null;
  return { file, line: null, column: null, message: error instanceof Error ? error.message : String(error), hint };
}
