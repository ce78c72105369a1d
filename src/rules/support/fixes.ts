import type { Known, Read, ReadList } from '../../contracts/contract.ts';
import type { Span } from '../../source/span.ts';
import type { Fix } from '../finding.ts';
import { contains } from './places.ts';

/** Gives the text of a file. */
export type ReadText = (file: string) => string;

/** A string literal in the quotes of `like`, a piece of source; single quotes where it has none. */
export function quoted(text: string, like: string): string {
  const quote = /^["'`]/.exec(like)?.[0] ?? "'";
  const escaped = text.replace(/[\\\n\r\u2028\u2029]/g, escape).replaceAll(quote, `\\${quote}`);
  return quote + (quote === '`' ? escaped.replaceAll('${', '\\${') : escaped) + quote;
}

function escape(character: string): string {
  if (character === '\\') return '\\\\';
  if (character === '\n') return '\\n';
  return character === '\r' ? '\\r' : `\\u${character.charCodeAt(0).toString(16)}`;
}

/** Writes `text` in place of a literal, where the value is one literal. */
export function replaceLiteral(read: Known<unknown>, text: string, readText: ReadText): Fix | undefined {
  if (!read.written) return undefined;
  return { edits: [{ span: read.origin, text: quoted(text, sourceOf(read.origin, readText)) }] };
}

/** Takes an element that is not the first out of the array literal it is written in, with the comma before it. */
export function removeElement(list: ReadList<unknown>, index: number, readText: ReadText): Fix | undefined {
  if (list.state !== 'known') return undefined;
  const element = list.value[index];
  const previous = list.value[index - 1];
  if (!element || !previous) return undefined;
  return removeAfter(list, previous.site, element.site, readText) ?? removeAfter(list, previous.origin, element.origin, readText);
}

function removeAfter(list: ReadList<unknown>, previous: Span, element: Span, readText: ReadText): Fix | undefined {
  const array = [list.site, list.origin].find((span) => contains(span, element) && contains(span, previous));
  if (!array || previous.end > element.start) return undefined;
  const text = readText(array.file);
  // Both stand in the same array literal when that is where the list is written and only a comma is between them.
  if (text[array.start] !== '[' || !/^\s*,\s*$/.test(text.slice(previous.end, element.start))) return undefined;
  if (text.startsWith('...', element.start)) return undefined;
  return { edits: [{ span: { file: array.file, start: previous.end, end: element.end }, text: '' }] };
}

/** Adds an element at the end of the array literal that a list is written as. */
export function appendElement(list: ReadList<unknown>, value: string, readText: ReadText): Fix | undefined {
  if (list.state !== 'known') return undefined;
  const text = readText(list.site.file);
  const last = list.value.at(-1);
  if (!last) return text.slice(list.site.start, list.site.end) === '[]' ? { edits: [{ span: list.site, text: `[${quoted(value, '')}]` }] } : undefined;
  if (text[list.site.start] !== '[' || !contains(list.site, last.site)) return undefined;
  const between = text.slice(list.value.at(-2)?.site.end ?? list.site.start + 1, last.site.start);
  const space = /^,?\s*$/.test(between) ? between.replace(',', '') : ' ';
  const span = { file: list.site.file, start: last.site.end, end: last.site.end };
  return { edits: [{ span, text: `,${space === '' ? ' ' : space}${quoted(value, sourceOf(last.site, readText))}` }] };
}

/** The source of a span. */
export function sourceOf(span: Span, readText: ReadText): string {
  return readText(span.file).slice(span.start, span.end);
}

/** Replaces any readable value by a string literal in its place, keeping the quotes that stand there. */
export function replaceSite(read: Read<unknown>, text: string, readText: ReadText): Fix | undefined {
  if (read.site.file !== read.origin.file || read.site.start !== read.origin.start || read.site.end !== read.origin.end) return undefined;
  return { edits: [{ span: read.site, text: quoted(text, sourceOf(read.site, readText)) }] };
}
