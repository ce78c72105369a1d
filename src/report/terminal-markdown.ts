import { escapeIndented, escapeTerminal } from './escape.ts';
import type { Style } from './style.ts';
import { beside, displayWidth, padEnd, wrap } from './width.ts';

const HARD_SPACE = '\u00a0';

/**
 * Shows a page of Markdown in a terminal: headings, paragraphs, lists, code, tables, as the pages of this project use them.
 * What it does not know is shown as it is written.
 */
export function renderMarkdown(text: string, style: Style, width: number): string[] {
  const lines: string[] = [];
  for (const block of blocksOf(text)) lines.push(...renderBlock(block, style, width), '');
  return lines;
}

type Block = { readonly kind: 'code' | 'table' | 'list' | 'text' | 'heading'; readonly lines: readonly string[] };

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: string[] = [];
  let fence: string | null = null;
  const close = (): void => {
    if (open.length > 0) blocks.push({ kind: kindOf(open), lines: open });
    open = [];
  };
  for (const line of text.replace(/<!--[^]*?-->\n?/g, '').split(/\r?\n/)) {
    const mark = /^(`{3,})/.exec(line)?.[1];
    if (fence !== null) {
      if (mark === fence) {
        blocks.push({ kind: 'code', lines: open });
        open = [];
        fence = null;
      } else open.push(line);
    } else if (mark !== undefined) {
      close();
      fence = mark;
    } else if (line.trim() === '') close();
    else if (/^#{1,6} /.test(line)) {
      close();
      blocks.push({ kind: 'heading', lines: [line] });
    } else open.push(line);
  }
  close();
  return blocks;
}

function kindOf(lines: readonly string[]): Block['kind'] {
  const first = lines[0] ?? '';
  if (first.startsWith('|')) return 'table';
  return /^\s*(?:[-*]|\d+\.) /.test(first) ? 'list' : 'text';
}

function renderBlock({ kind, lines }: Block, style: Style, width: number): string[] {
  switch (kind) {
    case 'heading':
      return [style.bold(inline((lines[0] ?? '').replace(/^#+ /, ''), style))];
    case 'code':
      return lines.map((line) => `    ${style.cyan(escapeIndented(line))}`.trimEnd());
    case 'table':
      return renderTable(lines, style, width);
    case 'list':
      return itemsOf(lines).flatMap((item) => paragraph(item, style, width, '  - ', '    '));
    case 'text':
      return paragraph(lines.join(' '), style, width, '', '');
  }
}

/** Items of a list, continued lines joined. */
function itemsOf(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    const start = /^\s*(?:[-*]|\d+\.) /.exec(line);
    if (start) items.push(line.slice(start[0].length));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return items;
}

function paragraph(text: string, style: Style, width: number, first: string, rest: string): string[] {
  // Wrapped before it is coloured: escape sequences take no columns.
  return wrap(plain(text), width - displayWidth(first)).map((line, index) => `${index === 0 ? first : rest}${inline(line, style)}`);
}

/** Without the marks that a terminal cannot show: links become their text. Code is not broken into lines. */
function plain(text: string): string {
  return text
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/`[^`]+`/g, (code) => code.replaceAll(' ', HARD_SPACE))
    .trim();
}

function inline(text: string, style: Style): string {
  return escapeTerminal(text)
    .replace(/`([^`]+)`/g, (_, code: string) => style.cyan(code))
    .replaceAll(HARD_SPACE, ' ');
}

/** The last column is broken into lines where the others leave room. */
function renderTable(lines: readonly string[], style: Style, width: number): string[] {
  const rows = lines
    .filter((line) => !/^\|[\s:|-]+\|$/.test(line))
    .map((line) =>
      line
        .replace(/^\||\|$/g, '')
        .split(/(?<!\\)\|/)
        .map((cell) => plain(cell).replaceAll('`', '').replaceAll(HARD_SPACE, ' ').replaceAll('\\|', '|')),
    )
    .filter((row) => row.some((cell) => cell !== ''));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) => Math.max(0, ...rows.map((row) => displayWidth(row[column] ?? ''))));
  return rows.flatMap((row) => {
    const cells = row.slice(0, -1).map((cell, column) => padEnd(escapeTerminal(cell), widths[column] ?? 0));
    const indent = cells.reduce((sum, cell) => sum + displayWidth(cell) + 2, 2);
    return beside(['', ...cells.map(style.dim), ''].join('  '), indent, escapeTerminal(row.at(-1) ?? ''), width);
  });
}
