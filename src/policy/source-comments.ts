/** A comment of a TypeScript or JavaScript file; offsets include its delimiters, of a line comment not the line break. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  readonly isBlock: boolean;
}

/** What may stand before a regular expression: after anything else, `/` divides. */
const beforeRegExp = /(?:^|[({[,;:=!&|?+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|void|delete))\s*$/;

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

/**
 * The range of the statement or property after `from`: up to the comma, semicolon or closing bracket that ends it, or to the end of the line
 * on which its brackets are closed.
 */
export function endOfConstruct(text: string, from: number): { readonly start: number; readonly end: number } {
  let at = from;
  while (at < text.length && (/\s/.test(text.charAt(at)) || text.startsWith('//', at) || text.startsWith('/*', at))) at = skip(text, at);
  const start = at;
  let depth = 0;
  let isOpened = false;
  while (at < text.length) {
    const char = text.charAt(at);
    if ('([{'.includes(char)) {
      depth += 1;
      isOpened = true;
    } else if (')]}'.includes(char)) depth -= 1;
    if (depth < 0) break;
    if (depth === 0 && (char === ',' || char === ';' || (char === '\n' && isOpened))) break;
    at = skip(text, at);
  }
  return { start, end: at };
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
  return beforeRegExp.test(text.slice(Math.max(0, at - 20), at)) ? endOfRegExp(text, at) : at + 1;
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
    if (braces === undefined || braces === inTemplate) {
      if (char === '\\') at += 1;
      else if (char === '`') {
        if (open.pop() === undefined) return at + 1;
      } else if (text.startsWith('${', at)) {
        open.push(0);
        at += 1;
      }
      at += 1;
    } else if (char === '`') {
      open.push(inTemplate);
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
const inTemplate = -1;

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
