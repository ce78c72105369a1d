import { firstWhere } from './first-where.ts';

/** A range of a file's text: UTF-16 offsets into the text without its byte order mark, end exclusive. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** The span of what no file of the repository says. */
export const NOWHERE: Span = { file: '', start: 0, end: 0 };

/** Where something is written, or where it is asked for if no file says it. */
export function writtenOr(written: Span, asked: Span): Span {
  return written.file === NOWHERE.file ? asked : written;
}

/** Whether `inner` lies in `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

export function isSameSpan(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}

/** A range in lines and columns: 1-based, UTF-16, end exclusive. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Start offsets of the lines of `text`. Lines end with `\n`, `\r\n`, a lone `\r`, U+2028 or U+2029, as in ECMAScript. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  const terminator = /\r\n?|[\n\u2028\u2029]/g;
  while (terminator.exec(text)) starts.push(terminator.lastIndex);
  return starts;
}

/** Converts a span to lines and columns, given the `lineStarts` of its file. */
export function locate(span: Span, starts: readonly number[]): Location {
  const from = positionOf(span.start, starts);
  const to = positionOf(span.end, starts);
  return { file: span.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function positionOf(offset: number, starts: readonly number[]): { line: number; column: number } {
  const line = firstWhere(starts.length, (index) => (starts[index] ?? 0) > offset);
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
}
