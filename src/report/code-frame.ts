import type { Location } from '../source/span.ts';
import { escapeTerminal } from './escape.ts';
import type { Style } from './style.ts';
import { displayWidth, padStart, truncate } from './width.ts';

const LINES_AROUND = 2;
const MARKED_LINES = 4;
const WIDTH = 120;
const MIN_WIDTH = 30;

/** Lines of a source text, by the line ends of ECMAScript. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n?|[\n\u2028\u2029]/);
}

/**
 * The lines around a place, with the exact value underlined.
 * @param columns how wide the frame may be, where a terminal says so
 */
export function codeFrame(lines: readonly string[], at: Location, style: Style, columns?: number): string[] {
  const last = Math.min(at.endLine, at.line + MARKED_LINES - 1);
  const isBlank = (number: number): boolean => (lines[number - 1] ?? '').trim() === '';
  let from = Math.max(1, at.line - LINES_AROUND);
  let to = Math.min(lines.length, last + (last < at.endLine ? 0 : LINES_AROUND));
  while (from < at.line && isBlank(from)) from++;
  while (to > last && isBlank(to)) to--;
  const gutter = String(to).length;
  // Before a line: the mark, its number, the bar; at its ends a sign that there is more.
  const width = Math.max(MIN_WIDTH, Math.min(WIDTH, (columns ?? Infinity) - gutter - 7));
  const shift = windowStart(lines[at.line - 1] ?? '', at, width);
  const frame: string[] = [];
  for (let number = from; number <= to; number++) {
    const line = lines[number - 1] ?? '';
    const isMarked = number >= at.line && number <= last;
    const shown = clip(line, shift, width);
    frame.push(
      `${isMarked ? style.red('>') : ' '} ${style.dim(`${padStart(String(number), gutter)} |`)}${shown === '' ? '' : ` ${shown}`}`,
    );
    if (!isMarked) continue;
    const marks = underline(line, number, at, { shift, width });
    if (marks) frame.push(`  ${' '.repeat(gutter)} ${style.dim('|')} ${marks.indent}${style.red(marks.carets)}`);
  }
  if (last < at.endLine) frame.push(`  ${' '.repeat(gutter)} ${style.dim(`| … ${at.endLine - last} more`)}`);
  return frame;
}

/** Of a line too long to show, where the shown part begins. */
function windowStart(line: string, at: Location, width: number): number {
  const fits = columnsOf(line) <= width || (at.endLine === at.line && columnsOf(line.slice(0, at.endColumn - 1)) < width);
  if (fits) return 0;
  const before = Math.min(20, Math.floor(width / 4));
  return Math.min(reachBack(line, at.column - 1, before), reachBack(line, line.length, width));
}

/** The first place from which what stands before `end` takes no more than `columns`. */
function reachBack(line: string, end: number, columns: number): number {
  let from = end;
  let used = 0;
  for (const character of [...line.slice(Math.max(0, end - columns), end)].reverse()) {
    used += columnsOf(character);
    if (used > columns) break;
    from -= character.length;
  }
  return from;
}

/** The part of a line that is shown: tabs as spaces, what is invisible made visible. */
function clip(line: string, shift: number, width: number): string {
  const part = visible(line.slice(shift, shift + width));
  const isTooWide = displayWidth(part) > width;
  const shown = isTooWide ? truncate(part, width) : `${part}${line.length > shift + width ? '…' : ''}`;
  return `${shift > 0 && line.trim() !== '' ? '…' : ''}${shown}`.trimEnd();
}

/** Columns that a text takes in a frame. */
function columnsOf(text: string): number {
  return displayWidth(visible(text));
}

function visible(text: string): string {
  return escapeTerminal(text.replaceAll('\t', '  '));
}

/** Carets under the value, without the indentation of its later lines; none where the value has nothing on the line. */
function underline(
  line: string,
  number: number,
  at: Location,
  { shift, width }: { readonly shift: number; readonly width: number },
): { indent: string; carets: string } | null {
  const indentation = line.length - line.trimStart().length;
  const start = number === at.line ? at.column - 1 : indentation;
  const end = number === at.endLine ? at.endColumn - 1 : line.trimEnd().length;
  const from = Math.max(start, shift);
  const to = Math.min(Math.max(end, start + (number === at.line ? 1 : 0)), shift + width);
  if (to <= from) return null;
  const before = columnsOf(line.slice(shift, from));
  if (before >= width) return null;
  const carets = Math.min(columnsOf(line.slice(from, to)), width - before);
  return { indent: ' '.repeat(before + (shift > 0 ? 1 : 0)), carets: '^'.repeat(Math.max(1, carets)) };
}
