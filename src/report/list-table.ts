import { count } from '../check/count.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
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
const GAP = 2;
/** Columns that give way when the terminal is narrow, and how far. */
const SHRINKING: readonly { readonly column: number; readonly least: number }[] = [
  { column: 5, least: 8 },
  { column: 6, least: 16 },
  { column: 4, least: 12 },
  { column: 1, least: 20 },
];

/** The inventory as an aligned table that fits the terminal. */
export function listTable(groups: readonly ContractGroup[], inventory: Inventory, options: TableOptions): string {
  const style = styleOf(options.colors);
  if (groups.every(({ contracts }) => contracts.length === 0)) return 'No contracts.\n';
  const rows = new Map<Contract, readonly string[]>();
  for (const group of groups)
    for (const contract of group.contracts) if (!rows.has(contract)) rows.set(contract, cellsOf(contract, inventory));
  const widths = fit(natural([...rows.values()]), options.columns);
  const lines = groups.flatMap(({ name, contracts }) => [
    ...(name === null ? [] : ['', style.bold(`${escapeTerminal(name)}`) + style.dim(` (${contracts.length})`)]),
    style.dim(lineOf(HEADINGS, widths, (text) => text)),
    ...contracts.map((contract) => lineOf(rows.get(contract) ?? [], widths, (text, column) => paint(text, column, contract, style))),
  ]);
  return `${[...lines, '', totals([...rows.keys()], style)].join('\n').replace(/^\n/, '')}\n`;
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

function fit(widths: readonly number[], columns: number | undefined): number[] {
  const fitted = [...widths];
  if (columns === undefined) return fitted;
  for (const { column, least } of SHRINKING) {
    const over = fitted.reduce((sum, width) => sum + width + GAP, -GAP) - columns;
    if (over <= 0) break;
    const width = fitted[column] ?? 0;
    fitted[column] = Math.max(Math.min(least, width), width - over);
  }
  return fitted;
}

function lineOf(cells: readonly string[], widths: readonly number[], painted: (text: string, column: number) => string): string {
  const last = cells.length - 1;
  return cells
    .map((cell, column) => {
      const width = widths[column] ?? 0;
      // The end of a path tells more than its beginning.
      const text = column === last ? truncateStart(cell, width) : truncate(cell, width);
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
