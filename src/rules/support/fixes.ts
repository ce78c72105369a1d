import type { Known, Read, ReadList } from '../../contracts/contract.ts';
import { contains, type Span } from '../../source/span.ts';
import type { Fix } from '../finding.ts';

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

/** Takes an element that is not the first out of the array literal it is written in, with the comma before it or the line that is its own. */
export function removeElement(list: ReadList<unknown>, index: number, readText: ReadText): Fix | undefined {
  const element = list.state === 'known' ? list.value[index] : undefined;
  if (list.state !== 'known' || !element) return undefined;
  const span =
    [element.site, element.origin].find((place) => isInListLiteral(list, place, readText)) ??
    (isInSharedLiteral(list.value, index, readText) ? element.origin : null);
  if (!span) return undefined;
  const text = readText(span.file);
  const gap = /\s*,\s*$/.exec(text.slice(0, span.start));
  const gone = gap ? { ...span, start: gap.index } : ownLine(text, span);
  return gone && { edits: [{ span: gone, text: '' }] };
}

/** The line that an element has to itself, its comma and line break included; none where a comment shares it. */
function ownLine(text: string, element: Span): Span | undefined {
  const indent = /(?<=\n)[ \t]*$/.exec(text.slice(0, element.start));
  const rest = /^[ \t]*,?[ \t]*\r?\n/.exec(text.slice(element.end));
  return indent && rest ? { ...element, start: indent.index, end: element.end + rest[0].length } : undefined;
}

/** Whether a span is an element of the array literal that stands where the list is. */
function isInListLiteral(list: ReadList<unknown>, element: Span, readText: ReadText): boolean {
  const array = [list.site, list.origin].find((span) => contains(span, element));
  if (!array || sourceOf(element, readText).startsWith('...')) return false;
  const before = bare(readText(array.file).slice(array.start, element.start));
  // What stands in a call or another list inside is no element of this one.
  return /,\s*$/.test(before) && isInside(before);
}

/** Whether an element is written in an array literal elsewhere, from which a spread took it: only literals stand between it and the bracket. */
function isInSharedLiteral(items: readonly Read<unknown>[], index: number, readText: ReadText): boolean {
  for (let at = index; at > 0; at -= 1) {
    const [before, here] = [items[at - 1], items[at]];
    if (here?.state !== 'known' || !here.written || before?.state !== 'known' || !before.written || before.origin.file !== here.origin.file)
      return false;
    const text = readText(here.origin.file);
    if (!/^\s*,\s*$/.test(text.slice(before.origin.end, here.origin.start))) return false;
    if (/\[\s*$/.test(text.slice(0, before.origin.start))) return true;
  }
  return false;
}

/** Whether a piece of bare source that begins an array literal is still directly in it at its end. */
function isInside(source: string): boolean {
  if (!source.startsWith('[')) return false;
  let depth = 0;
  for (const bracket of source.match(/[[\](){}]/g) ?? []) depth += '[({'.includes(bracket) ? 1 : -1;
  return depth === 1;
}

/** Source without its comments and what its strings say. */
function bare(source: string): string {
  return source.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (piece) =>
    piece.startsWith('/') ? ' ' : "''",
  );
}

/** The source of a span. */
function sourceOf(span: Span, readText: ReadText): string {
  return readText(span.file).slice(span.start, span.end);
}
