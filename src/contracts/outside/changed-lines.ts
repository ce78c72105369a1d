import { getOrMake } from '../../source/memoize.ts';

/** The lines of a text that another one does not have. */
export function linesWithout(text: string, other: string): string {
  const known = new Set(other.split('\n'));
  return text
    .split('\n')
    .filter((line) => !known.has(line))
    .join('\n');
}

/** A part of a text. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
}

/** Lines of a text that another one does not have. */
export interface ChangedLines {
  /** Or not as often. */
  readonly added: readonly TextPart[];
  /** It has them behind other lines: they may run where they did not before. */
  readonly moved: readonly TextPart[];
}

export function changedLines(text: string, other: string): ChangedLines {
  const ids = new Map<string, number>();
  const counts: number[] = [];
  const pairs = new Set<number>();
  let before = 0;
  for (const { line } of linesIn(other)) {
    const id = getOrMake(ids, line, () => ids.size + 1);
    counts[id] = (counts[id] ?? 0) + 1;
    pairs.add(before * PAIR + id);
    before = id;
  }
  const own = linesIn(text).map(({ start, end, line }) => ({ start, end, id: ids.get(line) }));
  for (const { id } of own) if (id !== undefined) counts[id] = (counts[id] ?? 0) - 1;
  const isAdded = (id: number | undefined): id is undefined => id === undefined || (counts[id] ?? 0) < 0;
  const added: TextPart[] = [];
  const moved: TextPart[] = [];
  let last: number | undefined = 0;
  for (const { start, end, id } of own) {
    if (isAdded(id)) added.push({ start, end });
    else if (last === undefined || !pairs.has(last * PAIR + id)) moved.push({ start, end });
    last = id;
  }
  return { added, moved };
}

/** More than a text has lines. */
const PAIR = 2 ** 26;

interface Line extends TextPart {
  readonly line: string;
}

/** Those with anything in them. */
function linesIn(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start) + 1 || text.length;
    const line = text.slice(start, end).trim();
    if (line !== '') lines.push({ start, end, line });
    start = end;
  }
  return lines;
}
