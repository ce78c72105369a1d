/** A comment of a TypeScript or JavaScript file; offsets include its delimiters, of a line comment not the line break. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  readonly isBlock: boolean;
}

/** What may stand before a regular expression: after anything else, `/` divides. */
const BEFORE_REGEXP = /(?:^|[({[,;:=!&|?+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|void|delete))\s*$/;

/** The comments of a text, strings, templates and regular expressions left aside. A scan, not a parse: linear, and never throws. */
export function readComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let at = 0;
  while (at < text.length) {
    const next = skip(text, at);
    if (text.startsWith('//', at) || text.startsWith('/*', at))
      comments.push({ start: at, end: next, isBlock: text.charAt(at + 1) === '*' });
    at = next;
  }
  return comments;
}

export interface Construct {
  readonly start: number;
  readonly end: number;
  /** Where the constructs begin that it stands in, the outermost first. */
  readonly inside: readonly number[];
}

/** Constructs that began at one depth of brackets and have not ended, in the order of the text. */
interface Level {
  readonly open: { readonly start: number; readonly inside: readonly number[]; readonly indexes: readonly number[] }[];
  /** Where the construct begins that is being read; null between two. */
  begin: number | null;
  /** Those that began before this offset contain brackets that are closed: a line break ends them. */
  closedBefore: number;
}

/**
 * The statements or properties that follow each of some offsets (ascending): up to the comma, semicolon or closing bracket that ends
 * one, or to the end of the line on which its brackets are closed. All in one pass over the text.
 */
export function constructsAfter(text: string, offsets: readonly number[]): readonly Construct[] {
  const found: Construct[] = offsets.map((offset) => ({ start: offset, end: offset, inside: [] }));
  const levels: Level[] = [newLevel()];
  let next = 0;
  let begins: number[] = [];
  const finish = ({ open }: Level, end: number, before = Infinity): void => {
    const count = open.findIndex(({ start }) => start >= before);
    for (const { start, inside, indexes } of open.splice(0, count === -1 ? open.length : count)) {
      for (const index of indexes) found[index] = { start, end, inside };
    }
  };
  for (let at = 0; at < text.length;) {
    while (next < offsets.length && offsets[next]! <= at) begins.push(next++);
    const char = text.charAt(at);
    let level = levels.at(-1)!;
    if ((begins.length > 0 || level.begin === null) && !/\s/.test(char) && !text.startsWith('//', at) && !text.startsWith('/*', at)) {
      if (begins.length > 0) {
        const inside = levels.slice(0, -1).flatMap(({ begin }) => begin ?? []);
        level.open.push({ start: at, inside, indexes: begins });
        begins = [];
      }
      level.begin ??= at;
    }
    if ('([{'.includes(char)) levels.push(newLevel());
    else if (')]}'.includes(char)) {
      finish(level, at);
      if (levels.length > 1) levels.pop();
      level = levels.at(-1)!;
      level.closedBefore = at;
    } else if (char === ',' || char === ';') {
      finish(level, at);
      level.begin = null;
    } else if (char === '\n') {
      if ((level.open[0]?.start ?? Infinity) < level.closedBefore) finish(level, at, level.closedBefore);
      if ((level.begin ?? Infinity) < level.closedBefore) level.begin = null;
    }
    at = skip(text, at);
  }
  for (const level of levels) finish(level, text.length);
  return found;
}

function newLevel(): Level {
  return { open: [], begin: null, closedBefore: 0 };
}

/** The offset after the comment, string, template or regular expression that begins at `at`, or after one character. */
function skip(text: string, at: number): number {
  const char = text.charAt(at);
  if (char === '"' || char === "'") return endOfString(text, at, char);
  if (char === '`') return endOfTemplate(text, at);
  if (char !== '/') return at + 1;
  if (text.charAt(at + 1) === '/') return endOf(text, /[\n\r\u2028\u2029]/g, at + 2);
  if (text.charAt(at + 1) === '*') {
    const end = text.indexOf('*/', at + 2);
    return end === -1 ? text.length : end + 2;
  }
  return BEFORE_REGEXP.test(text.slice(Math.max(0, at - 20), at)) ? endOfRegExp(text, at) : at + 1;
}

function endOf(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

function endOfString(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === quote) return at + 1;
    else if (char === '\n') return at;
  }
  return text.length;
}

/** A template with all that stands in its `${…}`, templates and strings included. */
function endOfTemplate(text: string, start: number): number {
  // Of each open `${`, how many braces are open inside it; the template itself is the bottom.
  const open: number[] = [];
  let at = start + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    const braces = open.at(-1);
    if (braces === undefined || braces === IN_TEMPLATE) {
      if (char === '\\') at += 1;
      else if (char === '`') {
        if (open.pop() === undefined) return at + 1;
      } else if (text.startsWith('${', at)) {
        open.push(0);
        at += 1;
      }
      at += 1;
    } else if (char === '`') {
      open.push(IN_TEMPLATE);
      at += 1;
    } else if (char === '}' && braces === 0) {
      open.pop();
      at += 1;
    } else {
      if (char === '{') open[open.length - 1] = braces + 1;
      if (char === '}') open[open.length - 1] = braces - 1;
      at = skip(text, at);
    }
  }
  return text.length;
}

/** Marks a template inside of a `${…}`. */
const IN_TEMPLATE = -1;

function endOfRegExp(text: string, start: number): number {
  let isClass = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '\n') return start + 1;
    else if (char === '[') isClass = true;
    else if (char === ']') isClass = false;
    else if (char === '/' && !isClass) return at + 1;
  }
  return start + 1;
}
