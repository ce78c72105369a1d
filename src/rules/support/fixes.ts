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

/** Whether a literal has a name that longer texts are made with, such as a key: the tag `DOMAIN` of `${DOMAIN}.send`. */
function isBuiltInto({ site, origin }: Known<unknown>, readText: ReadText): boolean {
  const name = /([\w$]+)\s*(?::[^=:;,{}[\]()]*)?[=:]\s*$/.exec(readText(origin.file).slice(0, origin.start))?.[1]?.replaceAll('$', '\\$');
  if (name === undefined) return false;
  const use = new RegExp(`\\$\\{[^{}]*\\b${name}\\b|\\b${name}\\s*\\+[^+]|[^+]\\+\\s*(?:[\\w$]+\\.)*${name}\\b`);
  return [...new Set([site.file, origin.file])].some((file) => use.test(readText(file)));
}

function escape(character: string): string {
  if (character === '\\') return '\\\\';
  if (character === '\n') return '\\n';
  return character === '\r' ? '\\r' : `\\u${character.charCodeAt(0).toString(16)}`;
}

/** Writes `text` in place of a literal, where the value is one literal that nothing else is visibly made of. */
export function replaceLiteral(read: Known<unknown>, text: string, readText: ReadText): Fix | undefined {
  if (!read.written || isBuiltInto(read, readText)) return undefined;
  return { edits: [{ span: read.origin, text: quoted(text, sourceOf(read.origin, readText)) }] };
}

/**
 * Takes an element that repeats an earlier one out of the array literal it is written in, with the comma before it or the line that is its own.
 * The literal must hold the repetition whoever else uses it: both are written in it, or the list is all that it is for.
 * @param isMadeOnce the list is evaluated for one contract alone
 */
export function removeRepetition(list: ReadList<unknown>, index: number, isMadeOnce: boolean, readText: ReadText): Fix | undefined {
  const element = list.state === 'known' ? list.value[index] : undefined;
  if (list.state !== 'known' || element?.state !== 'known') return undefined;
  const first = list.value.findIndex((item) => item.state === 'known' && item.value === element.value);
  const span = ownElement(list, index, first, isMadeOnce, readText) ?? sharedElement(list.value, index, first, readText);
  if (!span) return undefined;
  const text = readText(span.file);
  // More than the value may belong to the element: `'x' as const`.
  if (!/^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*[,\]]/.test(text.slice(span.end))) return undefined;
  const gap = /\s*,\s*$/.exec(text.slice(0, span.start));
  const gone = gap && !endsInComment(text, gap.index) ? { ...span, start: gap.index } : ownLine(text, span);
  return gone && { edits: [{ span: gone, text: '' }] };
}

/** Whether a place may lie in a comment that ends with its line. */
function endsInComment(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).includes('//');
}

/** Where an element of the contract's own literal is written. */
function ownElement(
  list: Known<readonly Read<unknown>[]>,
  index: number,
  first: number,
  isMadeOnce: boolean,
  readText: ReadText,
): Span | null {
  const [element, earlier] = [list.value[index], list.value[first]];
  if (!element || earlier?.state !== 'known') return null;
  if (!isMadeOnce && !(earlier.written && isInListLiteral(list, earlier.origin, readText))) return null;
  return [element.site, element.origin].find((place) => isInListLiteral(list, place, readText)) ?? null;
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

/** Where an element is written in an array literal elsewhere, from which a spread took it and the one it repeats: only literals stand between it and the bracket. */
function sharedElement(items: readonly Read<unknown>[], index: number, first: number, readText: ReadText): Span | null {
  for (let at = index; at > 0; at -= 1) {
    const [before, here] = [items[at - 1], items[at]];
    if (here?.state !== 'known' || !here.written || before?.state !== 'known' || !before.written || before.origin.file !== here.origin.file)
      return null;
    const text = readText(here.origin.file);
    if (!/^\s*,\s*$/.test(text.slice(before.origin.end, here.origin.start))) return null;
    if (/\[\s*$/.test(text.slice(0, before.origin.start))) return first >= at - 1 ? (items[index]?.origin ?? null) : null;
  }
  return null;
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
