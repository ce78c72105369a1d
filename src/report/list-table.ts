import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { count } from '../source/count.ts';
import { escapeTerminal } from './escape.ts';
import type { ContractGroup } from './list-groups.ts';
import { shownList, shownText } from './list-values.ts';
import { type Style, styleOf } from './style.ts';
import { displayWidth, padEnd, truncate } from './width.ts';

export interface TableOptions {
  readonly colors: boolean;
  /** Columns of the terminal; undefined in a pipe, where nothing is cut. */
  readonly columns: number | undefined;
}

const HEADINGS = ['KIND', 'KEY', 'VERSION', 'STABILITY', 'OWNERS', 'TAGS', 'FILE'] as const;
const [KEY, OWNERS, TAGS, FILE] = [1, 4, 5, 6] as const;
const GAP = 2;
/** Columns that are cut when the terminal is narrow, and how far. What a contract is called is cut last. */
const CUT: readonly { readonly column: number; readonly least: number }[] = [
  { column: TAGS, least: 8 },
  { column: FILE, least: 24 },
  { column: OWNERS, least: 12 },
];
/** Columns that are left out where cutting is not enough, in this order. */
const LEFT_OUT: readonly number[] = [TAGS, FILE, OWNERS];

/** The inventory as an aligned table that fits the terminal. */
export function listTable(groups: readonly ContractGroup[], inventory: Inventory, options: TableOptions): string {
  const style = styleOf(options.colors);
  if (groups.every(({ contracts }) => contracts.length === 0)) return 'No contracts.\n';
  const rows = new Map<Contract, readonly string[]>();
  for (const group of groups)
    for (const contract of group.contracts) if (!rows.has(contract)) rows.set(contract, cellsOf(contract, inventory));
  const columns = fit(natural([...rows.values()]), options.columns ?? Infinity);
  const lines = groups.flatMap(({ name, contracts }) => [
    ...(name === null ? [] : ['', style.bold(`${escapeTerminal(name)}`) + style.dim(` (${contracts.length})`)]),
    style.dim(lineOf(HEADINGS, columns, (text) => text)),
    ...contracts.map((contract) => lineOf(rows.get(contract) ?? [], columns, (text, column) => paint(text, column, contract, style))),
  ]);
  const absent = HEADINGS.filter((_, column) => !columns.has(column));
  return `${[
    ...lines,
    '',
    totals([...rows.keys()], style),
    ...(absent.length > 0 ? [style.dim(`Too narrow for ${absent.join(' and ')}; --format csv has all.`)] : []),
  ]
    .join('\n')
    .replace(/^\n/, '')}\n`;
}

function cellsOf(contract: Contract, inventory: Inventory): readonly string[] {
  const { file, line } = inventory.locate(contract.call);
  const cells = [
    contract.kind,
    shownText(contract.key),
    shownText(contract.version),
    shownText(contract.stability),
    shownList(contract.owners).join(', ') || '-',
    shownList(contract.tags).join(', ') || '-',
    `${file}:${line}`,
  ];
  return cells.map(escapeTerminal);
}

function natural(rows: readonly (readonly string[])[]): number[] {
  return HEADINGS.map((heading, column) => rows.reduce((width, row) => Math.max(width, displayWidth(row[column] ?? '')), heading.length));
}

/** The columns that fit, each with its width. */
function fit(natural: readonly number[], room: number): ReadonlyMap<number, number> {
  for (let left = 0; ; left++) {
    const widths = new Map([...natural.entries()].filter(([column]) => !LEFT_OUT.slice(0, left).includes(column)));
    const over = (): number => [...widths.values()].reduce((sum, width) => sum + width + GAP, -GAP) - room;
    const cut = (column: number, least: number): void => {
      const width = widths.get(column);
      if (width !== undefined) widths.set(column, Math.max(Math.min(least, width), width - Math.max(0, over())));
    };
    for (const { column, least } of CUT) cut(column, least);
    if (over() <= 0) return widths;
    if (left < LEFT_OUT.length) continue;
    cut(KEY, 8);
    return widths;
  }
}

function lineOf(cells: readonly string[], columns: ReadonlyMap<number, number>, painted: (text: string, column: number) => string): string {
  const last = [...columns.keys()].at(-1);
  return [...columns]
    .map(([column, width]) => {
      const cell = cells[column] ?? '';
      // The end of a path tells more than its beginning.
      const text = column === FILE ? truncateStart(cell, width) : truncate(cell, width);
      return painted(column === last ? text : padEnd(text, width), column);
    })
    .join(' '.repeat(GAP));
}

function truncateStart(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return `…${[...text].slice(-Math.max(0, width - 1)).join('')}`;
}

function paint(text: string, column: number, contract: Contract, style: Style): string {
  switch (column) {
    case 0:
      return style.cyan(text);
    case 1:
      return style.bold(text);
    case 3: {
      const stage = shownText(contract.stability);
      return stage === 'stable' ? style.green(text) : stage === 'deprecated' ? style.red(text) : style.yellow(text);
    }
    case 6:
      return style.dim(text);
    default:
      return text;
  }
}

function totals(contracts: readonly Contract[], style: Style): string {
  const of = (kind: Contract['kind']): number => contracts.filter((contract) => contract.kind === kind).length;
  const kinds = [count(of('command'), 'command'), count(of('query'), 'query', 'queries'), count(of('event'), 'event')];
  const unreadable = contracts.filter((contract) => contract.unresolved.length > 0).length;
  const rest = unreadable > 0 ? `; ${unreadable} with values that cannot be read` : '';
  return style.dim(`${count(contracts.length, 'contract')}: ${kinds.join(', ')}${rest}.`);
}
