// East Asian wide and fullwidth characters and emoji take two columns (UAX #11), marks none.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const ZERO = /[\p{Mn}\p{Me}\u200d\ufe0f]/u;

/** Columns that `text` takes in a terminal. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** Pads with spaces to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Cuts to at most `width` columns; what is cut off is shown as `…`. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += displayWidth(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Breaks text at spaces into lines of at most `width` columns; a longer word stands on a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** Longer lines are hard to read, however wide the terminal; shorter ones than this break every other word. */
const MAX_LINE = 120;
const MIN_TEXT = 30;

/** Text in the last column of a table; its later lines stand below its first. */
export function beside(cells: string, indent: number, text: string, columns: number): string[] {
  const [first = '', ...rest] = wrap(text, Math.max(MIN_TEXT, columns - indent));
  return [`${cells}${first}`.trimEnd(), ...rest.map((line) => `${' '.repeat(indent)}${line}`)];
}

/**
 * Text after a beginning; on a terminal its later lines stand below `indent` columns.
 * @param columns of the terminal; undefined: no line is broken
 * @param used columns of the beginning, which may be painted
 */
export function hanging(beginning: string, indent: number, text: string, columns: number | undefined, used: number = indent): string[] {
  if (columns === undefined) return [`${beginning}${text}`];
  // A longer beginning than the indentation leaves its line less room: a word of that length stands for what is longer.
  const stand = used > indent ? `${'x'.repeat(used - indent - 1)} ` : '';
  const [first = '', ...rest] = beside('', indent, `${stand}${text}`, Math.min(columns, MAX_LINE));
  return [`${beginning}${first.slice(stand.length)}`.trimEnd(), ...rest];
}
