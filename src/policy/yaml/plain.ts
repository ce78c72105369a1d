import type { PlaceInPolicy, PolicyEntry, PolicyNode, PolicySource } from '../node.ts';

/*
 * A reader for the plain part of YAML in which policies are mostly written: block maps and lists, flow collections on one line, quoted
 * texts without escapes, plain words and whole numbers. Whatever is not surely of that part is left to the library, mistakes included,
 * so this reader never tells one. It reads a policy of 10,000 tags in a tenth of the library's time. That both read the same is
 * held by a property test.
 */

/** A line with content. Of a compact map in a list, `indent` and `start` move on to the content after the dash. */
interface Line {
  indent: number;
  start: number;
  /** After the last character that is not a space; a comment is still part of it. */
  readonly end: number;
}

interface Reader {
  readonly source: PolicySource;
  readonly lines: readonly Line[];
  /** Index of the line that is read next. */
  next: number;
  depth: number;
}

const MAX_DEPTH = 40;
/** Anything else, such as tabs, control characters, exotic spaces and astral characters, is left to the library. */
const UNUSUAL = /[^\x20-\x7E\n\r\xA1-\u1FFF\u2010-\u2027\u2030-\uD7FF]|\r(?!\n)/;
const PLAIN_KEY = /(?:[A-Za-z_][\w./*-]*|'[^'\n\r]+'|"[^"\\\n\r]+"):(?=[ \r\n]|$)/y;
const QUOTED = /'[^'\n\r]*'(?!')|"[^"\\\n\r]*"/y;
/** Words that are surely a plain text, up to what could be an indicator. */
const WORDS = /[A-Za-z0-9_./^$(~+\xA1-\uD7FF][\w./@*$^()+?~=;<\xA1-\uD7FF-]*(?: +[\w./(^$~+\xA1-\uD7FF][\w./@*$^()+?~=;<\xA1-\uD7FF-]*)*/y;

class NotPlain extends Error {}

/** Reads a text, or gives null where the library has to. */
export function readPlainYaml(source: PolicySource): PolicyNode | null {
  if (UNUSUAL.test(source.text)) return null;
  try {
    const reader: Reader = { source, lines: contentLines(source.text), next: 0, depth: 0 };
    const [first] = reader.lines;
    if (first?.indent !== 0) return null;
    const root = readBlock(reader, 0);
    return reader.next === reader.lines.length ? root : null;
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}

function contentLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < text.length;) {
    const lineBreak = text.indexOf('\n', at);
    const lineEnd = lineBreak === -1 ? text.length : lineBreak;
    let start = at;
    while (start < lineEnd && text.charCodeAt(start) === 32) start += 1;
    let end = lineEnd;
    while (end > start && (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 13)) end -= 1;
    // A document marker may stand at the start of a line only; it begins no key and no list item.
    if (end > start && text.charCodeAt(start) !== 35) lines.push({ indent: start - at, start, end });
    at = lineEnd + 1;
  }
  return lines;
}

function readBlock(reader: Reader, indent: number): PolicyNode {
  const line = lineAt(reader);
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH) throw new NotPlain();
  const node = isItem(reader, line) ? readList(reader, indent) : readMap(reader, indent);
  reader.depth -= 1;
  return node;
}

function readMap(reader: Reader, indent: number): PolicyNode {
  const { text } = reader.source;
  const entries = new Map<string, PolicyEntry>();
  const { start } = lineAt(reader);
  let end = start;
  for (let line = reader.lines[reader.next]; line?.indent === indent && !isItem(reader, line); line = reader.lines[reader.next]) {
    const key = matchAt(PLAIN_KEY, text, line.start);
    if (key === null) throw new NotPlain();
    const name = nameOf(key.slice(0, -1));
    if (entries.has(name)) throw new NotPlain();
    const colon = line.start + key.length;
    const value = readValue(reader, line, colon, indent, true);
    entries.set(name, { key: place(reader, line.start, colon - 1), value });
    end = value.at.end;
  }
  return { kind: 'map', entries, at: place(reader, start, end) };
}

function readList(reader: Reader, indent: number): PolicyNode {
  const { text } = reader.source;
  const items: PolicyNode[] = [];
  const { start } = lineAt(reader);
  let end = start;
  for (let line = reader.lines[reader.next]; line?.indent === indent && isItem(reader, line); line = reader.lines[reader.next]) {
    const dash = line.start;
    let content = dash + 1;
    while (text.charCodeAt(content) === 32) content += 1;
    if (content >= line.end || text.charCodeAt(content) === 35) throw new NotPlain();
    const item =
      matchAt(PLAIN_KEY, text, content) === null ? readValue(reader, line, dash + 1, indent, false) : readCompactMap(reader, line, content);
    items.push(item);
    end = item.at.end;
  }
  return { kind: 'list', items, at: place(reader, start, end) };
}

/** `- name: value`: a map that begins on the line of the dash, indented as far as its first key. */
function readCompactMap(reader: Reader, line: Line, content: number): PolicyNode {
  line.indent += content - line.start;
  line.start = content;
  return readBlock(reader, line.indent);
}

/** The value after a colon or a dash: on the same line, or a block on the lines below. */
function readValue(reader: Reader, line: Line, after: number, indent: number, isOfKey: boolean): PolicyNode {
  const { text } = reader.source;
  const at = spaces(text, after);
  reader.next += 1;
  if (at >= line.end || text.charCodeAt(at) === 35) return readBelow(reader, at >= line.end && at > after ? null : at, indent);
  const value = readInline(reader, at, line.end, false);
  expectEnd(text, value.at.end, line.end);
  const below = reader.lines[reader.next];
  // A line further in would go on with a plain text, or be a mistake.
  if (below && below.indent > indent) throw new NotPlain();
  if (below && isOfKey && below.indent === indent && isItem(reader, below)) throw new NotPlain();
  return value;
}

/** A block below a key; `empty` is where an absent value stands, null where the library knows better. */
function readBelow(reader: Reader, empty: number | null, indent: number): PolicyNode {
  const below = reader.lines[reader.next];
  if (below && below.indent > indent) return readBlock(reader, below.indent);
  if (below && below.indent === indent && isItem(reader, below)) return readBlock(reader, indent);
  if (empty === null) throw new NotPlain();
  return { kind: 'scalar', value: null, plain: true, at: place(reader, empty, empty) };
}

function readInline(reader: Reader, at: number, lineEnd: number, isFlow: boolean): PolicyNode {
  const { text } = reader.source;
  const first = text.charAt(at);
  if (first === '[' || first === '{') return readFlow(reader, at, lineEnd);
  const quote = matchAt(QUOTED, text, at);
  if (quote !== null) return { kind: 'scalar', value: quote.slice(1, -1), plain: false, at: place(reader, at, at + quote.length) };
  const plain = matchAt(WORDS, text, at);
  if (plain === null || at + plain.length > lineEnd) throw new NotPlain();
  const after = text.charAt(at + plain.length);
  const isEnded = at + plain.length === lineEnd || after === ' ' || (isFlow && (after === ',' || after === ']' || after === '}'));
  if (!isEnded) throw new NotPlain();
  return { kind: 'scalar', value: resolvePlain(plain), plain: true, at: place(reader, at, at + plain.length) };
}

/** Whole numbers, `true`, `false`, `null` and dates; what else begins like a number, or is written like one of these, is left to the library. */
function resolvePlain(plain: string): string | number | boolean | null {
  if (/^(?:0|[1-9]\d{0,14})$/.test(plain)) return Number(plain);
  if (/^(?:\d{4}-\d{2}-\d{2}$|\.{1,2}\/[A-Za-z])/.test(plain)) return plain;
  if (!/^[A-Za-z_/^$(\xA1-\uD7FF]/.test(plain)) throw new NotPlain();
  if (plain === 'true') return true;
  if (plain === 'false') return false;
  if (plain === 'null') return null;
  if (/^(?:true|false|null)$/i.test(plain)) throw new NotPlain();
  return plain;
}

function readFlow(reader: Reader, start: number, lineEnd: number): PolicyNode {
  const { text } = reader.source;
  const isMap = text.charAt(start) === '{';
  const close = isMap ? '}' : ']';
  const items: PolicyNode[] = [];
  const entries = new Map<string, PolicyEntry>();
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH) throw new NotPlain();
  let at = spaces(text, start + 1);
  while (text.charAt(at) !== close) {
    const value = isMap ? readFlowEntry(reader, at, lineEnd, entries) : readInline(reader, at, lineEnd, true);
    if (!isMap) items.push(value);
    at = spaces(text, value.at.end);
    if (at >= lineEnd) throw new NotPlain();
    if (text.charAt(at) === close) break;
    if (text.charAt(at) !== ',') throw new NotPlain();
    at = spaces(text, at + 1);
    // A trailing comma, or a list that goes on in the next line.
    if (text.charAt(at) === close || at >= lineEnd) throw new NotPlain();
  }
  reader.depth -= 1;
  const where = place(reader, start, at + 1);
  return isMap ? { kind: 'map', entries, at: where } : { kind: 'list', items, at: where };
}

function readFlowEntry(reader: Reader, at: number, lineEnd: number, entries: Map<string, PolicyEntry>): PolicyNode {
  const { text } = reader.source;
  const key = matchAt(PLAIN_KEY, text, at);
  if (key === null) throw new NotPlain();
  const name = nameOf(key.slice(0, -1));
  if (entries.has(name)) throw new NotPlain();
  const value = readInline(reader, spaces(text, at + key.length), lineEnd, true);
  entries.set(name, { key: place(reader, at, at + key.length - 1), value });
  return value;
}

function isItem(reader: Reader, line: Line): boolean {
  const { text } = reader.source;
  return text.charCodeAt(line.start) === 45 && (line.start + 1 === line.end || text.charCodeAt(line.start + 1) === 32);
}

function lineAt(reader: Reader): Line {
  const line = reader.lines[reader.next];
  if (!line) throw new NotPlain();
  return line;
}

function expectEnd(text: string, at: number, lineEnd: number): void {
  if (at === lineEnd) return;
  const next = spaces(text, at);
  if (next === at || text.charCodeAt(next) !== 35) throw new NotPlain();
}

function spaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32) at += 1;
  return at;
}

function nameOf(key: string): string {
  return key.startsWith("'") || key.startsWith('"') ? key.slice(1, -1) : key;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function place(reader: Reader, start: number, end: number): PlaceInPolicy {
  return { source: reader.source, start, end };
}
