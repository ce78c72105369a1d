import { contains, type Span } from '../../source/span.ts';
import type { Fix } from '../finding.ts';
import { quoted } from './fixes.ts';

/** What stands between an element and the end of the line it ends on, or the bracket that closes its list. */
interface Tail {
  /** Offset after the comma, or null where there is none. */
  readonly comma: number | null;
  /** Offset of the end of the line, or null where something else follows on the same line. */
  readonly lineEnd: number | null;
  /** Offset of what follows on the same line, spaces, comma and comments apart. */
  readonly next: number;
}

/**
 * Adds a string to the end of an array literal, as whoever wrote it would: on a line of its own where the last element has one, with a comma
 * after it where that has one, in its quotes or those of `like`. Comments stay with the elements they stand beside.
 * @param array the span of the literal, brackets included
 * @param last the last element as it is written, or null where the array has none
 * @returns undefined where the text is not what the spans say
 */
export function appendString(text: string, array: Span, last: Span | null, value: string, like: string): Fix | undefined {
  if (text[array.start] !== '[' || text[array.end - 1] !== ']') return undefined;
  const written = last ? text.slice(last.start, last.end) : '';
  const added = quoted(value, /^["'`]/.test(written) ? written : like);
  // A hole (`['a', ,]`) is told by the whole literal.
  const inner = { ...array, start: array.start + 1, end: array.end - 1 };
  if (last) return contains(inner, last) ? insertAfter(text, last, added, inner.end) : undefined;
  const inside = text.slice(array.start + 1, array.end - 1);
  if (inside.trim() === '') return edit(array, `[${added}]`);
  // A comment is all there is: the element goes after it.
  const tail = readTail(text, array.start + 1, array.end - 1);
  if (tail.comma !== null) return undefined;
  const end = array.start + 1 + inside.trimEnd().length;
  if (tail.lineEnd === null) return tail.next === array.end - 1 ? insert(array.file, end, ` ${added}`) : undefined;
  if (!isOnlyComments(inside)) return undefined;
  const indent = indentOf(text, end);
  // A comment on the line of the bracket is one step less deep than the elements.
  const deeper = startOfLine(text, end) > array.start ? '' : indent.startsWith('\t') ? '\t' : '  ';
  return insert(array.file, end, `${newlineOf(text)}${indent}${deeper}${added},`);
}

/**
 * Adds a property, written as `name: value`, to an object literal.
 * @param after the property of the literal that it goes after, or null where the literal has none
 * @returns undefined where the text is not what the spans say, or where a comment is all there is
 */
export function insertProperty(
  source: string,
  object: Span,
  after: { readonly key: Span; readonly value: Span } | null,
  property: string,
): Fix | undefined {
  if (source[object.start] !== '{' || source[object.end - 1] !== '}') return undefined;
  if (!after) return source.slice(object.start + 1, object.end - 1).trim() === '' ? edit(object, `{ ${property} }`) : undefined;
  if (!contains(object, after.key) || !contains(object, after.value)) return undefined;
  return insertAfter(source, { ...after.value, start: after.key.start }, property, object.end - 1);
}

/** Adds `addition` after `element` in a comma-separated list that ends at `close`. */
function insertAfter(text: string, element: Span, addition: string, close: number): Fix | undefined {
  const tail = readTail(text, element.end, close);
  if (tail.comma === null && tail.lineEnd === null && tail.next < close) return undefined;
  const lineStart = startOfLine(text, element.start);
  const isFirstOnLine = text.slice(lineStart, element.start).trim() === '';
  // `['a', 'b']`, `['a', 'b',]` and `{ a: 1, b: 2 }`: the comma that follows the element follows the addition.
  if (tail.lineEnd === null || !isFirstOnLine) return insert(element.file, element.end, `, ${addition}`);
  const line = `${newlineOf(text)}${text.slice(lineStart, element.start)}${addition}`;
  if (tail.comma !== null) return insert(element.file, tail.lineEnd, `${line},`);
  const comma = { span: { file: element.file, start: element.end, end: element.end }, text: ',' };
  if (tail.lineEnd === element.end) return insert(element.file, element.end, `,${line}`);
  return { edits: [comma, { span: { file: element.file, start: tail.lineEnd, end: tail.lineEnd }, text: line }] };
}

function readTail(text: string, from: number, close: number): Tail {
  let comma: number | null = null;
  let at = from;
  while (at < close) {
    const rest = text.slice(at, close);
    if (/^[\r\n\u2028\u2029]/.test(rest)) return { comma, lineEnd: at, next: at };
    const skipped = /^(?:[^\S\r\n\u2028\u2029]+|\/\/[^\r\n\u2028\u2029]*|\/\*[\s\S]*?\*\/)/.exec(rest)?.[0].length;
    if (skipped) at += skipped;
    else if (rest.startsWith(',') && comma === null) comma = at += 1;
    else break;
  }
  return { comma, lineEnd: null, next: at };
}

function isOnlyComments(text: string): boolean {
  return text.replace(/\/\/[^\r\n\u2028\u2029]*|\/\*[\s\S]*?\*\//g, '').trim() === '';
}

function startOfLine(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function indentOf(text: string, offset: number): string {
  return /^[^\S\r\n]*/.exec(text.slice(startOfLine(text, offset)))?.[0] ?? '';
}

/** The line ending that the file uses. */
function newlineOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

function insert(file: string, offset: number, text: string): Fix {
  return edit({ file, start: offset, end: offset }, text);
}

function edit(span: Span, text: string): Fix {
  return { edits: [{ span, text }] };
}
