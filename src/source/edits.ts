/** Replaces a range of a text: UTF-16 offsets without the byte order mark, end exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Applies edits that do not overlap, in any order; insertions at one place keep the order in which they are given. New
 * lines get the line ending that most lines of `text` have.
 * @param text without its byte order mark
 * @throws {RangeError} when edits overlap or lie outside the text: a half-applied fix is worse than none
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ending = lineEnding(text);
  let result = '';
  let position = 0;
  // Array sort is stable, so insertions at one offset stay in order; one before a replacement that starts there.
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < position || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`The edit ${String(edit.start)}-${String(edit.end)} overlaps another one, or lies outside the text.`);
    }
    result += text.slice(position, edit.start) + withLineEnding(edit.text, ending);
    position = edit.end;
  }
  return result + text.slice(position);
}

/** The line ending that most lines of `text` have; `\n` when neither is more frequent. */
export function lineEnding(text: string): '\n' | '\r\n' {
  let crlf = 0;
  let lf = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (text.charCodeAt(at - 1) === 0x0d) crlf += 1;
    else lf += 1;
  }
  return crlf > lf ? '\r\n' : '\n';
}

/** `text` with all its lines ended by `ending`. */
export function withLineEnding(text: string, ending: '\n' | '\r\n'): string {
  return text.replace(/\r?\n/g, ending);
}
