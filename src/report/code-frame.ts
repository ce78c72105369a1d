import type { Location } from '../source/span.ts';
import { escapeTerminal } from './escape.ts';
import type { Style } from './style.ts';
import { displayWidth, padStart } from './width.ts';

const LINES_AROUND = 2;
const MARKED_LINES = 4;
const WIDTH = 120;

/** Lines of a source text, by the line ends of ECMAScript. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n?|[\n\u2028\u2029]/);
}

/** The lines around a place, with the exact value underlined. */
export function codeFrame(lines: readonly string[], at: Location, style: Style): string[] {
  const last = Math.min(at.endLine, at.line + MARKED_LINES - 1);
  const from = Math.max(1, at.line - LINES_AROUND);
  const to = Math.min(lines.length, last + (last < at.endLine ? 0 : LINES_AROUND));
  const gutter = String(to).length;
  const shift = windowStart(lines[at.line - 1] ?? '', at);
  const frame: string[] = [];
  for (let number = from; number <= to; number++) {
    const line = lines[number - 1] ?? '';
    const isMarked = number >= at.line && number <= last;
    const shown = clip(line, shift);
    frame.push(
      `${isMarked ? style.red('>') : ' '} ${style.dim(`${padStart(String(number), gutter)} |`)}${shown === '' ? '' : ` ${shown}`}`,
    );
    if (!isMarked) continue;
    const marks = underline(line, number, at, shift);
    if (marks) frame.push(`  ${' '.repeat(gutter)} ${style.dim('|')} ${marks.indent}${style.red(marks.carets)}`);
  }
  if (last < at.endLine) frame.push(`  ${' '.repeat(gutter)} ${style.dim(`| … ${at.endLine - last} more`)}`);
  return frame;
}

/** Of a line too long to show, the column where the shown part begins. */
function windowStart(line: string, at: Location): number {
  return line.length <= WIDTH ? 0 : Math.max(0, Math.min(at.column - 1 - 20, line.length - WIDTH));
}

/** The part of a line that is shown: tabs as spaces, what is invisible made visible. */
function clip(line: string, shift: number): string {
  const part = visible(line.slice(shift, shift + WIDTH));
  return `${shift > 0 && line.length > shift ? '…' : ''}${part}${line.length > shift + WIDTH ? '…' : ''}`.trimEnd();
}

function visible(text: string): string {
  return escapeTerminal(text.replaceAll('\t', '  '));
}

/** Carets under the value, without the indentation of its later lines; none where the value has nothing on the line. */
function underline(line: string, number: number, at: Location, shift: number): { indent: string; carets: string } | null {
  const indentation = line.length - line.trimStart().length;
  const start = number === at.line ? at.column - 1 : indentation;
  const end = number === at.endLine ? at.endColumn - 1 : line.trimEnd().length;
  const from = Math.max(start, shift);
  const to = Math.min(Math.max(end, start + (number === at.line ? 1 : 0)), shift + WIDTH);
  if (to <= from) return null;
  const before = displayWidth(visible(line.slice(shift, from))) + (shift > 0 ? 1 : 0);
  return { indent: ' '.repeat(before), carets: '^'.repeat(Math.max(1, displayWidth(visible(line.slice(from, to))))) };
}
