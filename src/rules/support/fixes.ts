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

/** Takes an element that is not the first out of the array literal it is written in, with the comma before it. */
export function removeElement(list: ReadList<unknown>, index: number, readText: ReadText): Fix | undefined {
  const element = list.state === 'known' ? list.value[index] : undefined;
  if (list.state !== 'known' || !element) return undefined;
  const span =
    [element.site, element.origin].find((place) => isInListLiteral(list, place, readText)) ??
    (isInSharedLiteral(list.value, index, readText) ? element.origin : null);
  if (!span) return undefined;
  const gap = /\s*,\s*$/.exec(readText(span.file).slice(0, span.start));
  return gap ? { edits: [{ span: { ...span, start: gap.index }, text: '' }] } : undefined;
}

/** Whether a span is an element of the array literal that stands where the list is. */
function isInListLiteral(list: ReadList<unknown>, element: Span, readText: ReadText): boolean {
  const array = [list.site, list.origin].find((span) => contains(span, element));
  if (!array || sourceOf(element, readText).startsWith('...')) return false;
  const before = readText(array.file).slice(array.start, element.start);
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

/** Whether a piece of source that begins an array literal is still directly in it at its end. With comments there is no telling from the text alone. */
function isInside(source: string): boolean {
  const bare = withoutStrings(source);
  if (!bare.startsWith('[') || /\/[/*]/.test(bare)) return false;
  let depth = 0;
  for (const bracket of bare.match(/[[\](){}]/g) ?? []) depth += '[({'.includes(bracket) ? 1 : -1;
  return depth === 1;
}

function withoutStrings(source: string): string {
  return source.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''");
}

/** Adds an element at the end of the array literal that a list is written as, in the contract's own file. */
export function appendElement(list: ReadList<unknown>, value: string, readText: ReadText): Fix | undefined {
  if (list.state !== 'known') return undefined;
  const { file, start, end } = list.site;
  const source = sourceOf(list.site, readText);
  const body = source.slice(1, -1);
  if (!source.startsWith('[') || !source.endsWith(']') || /\/[/*]/.test(withoutStrings(body))) return undefined;
  const content = body.trimEnd();
  if (content === '') return { edits: [{ span: list.site, text: `[${quoted(value, '')}]` }] };
  const quote = /["'`](?=[^"'`]*$)/.exec(content)?.[0] ?? '';
  const newLine = /\r?\n[ \t]*(?=\S[^\n]*$)/.exec(content)?.[0];
  const hasTrailingComma = content.endsWith(',');
  const text = `${hasTrailingComma ? '' : ','}${newLine ?? ' '}${quoted(value, quote)}${hasTrailingComma ? ',' : ''}`;
  const at = start + 1 + content.length;
  return at < end ? { edits: [{ span: { file, start: at, end: at }, text }] } : undefined;
}

/** The source of a span. */
function sourceOf(span: Span, readText: ReadText): string {
  return readText(span.file).slice(span.start, span.end);
}
