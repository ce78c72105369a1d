import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { escapeMarkdown, markdownCellCode } from './escape.ts';
import type { ContractGroup } from './list-groups.ts';
import { shownList, shownText } from './list-values.ts';

/** The inventory as Markdown tables, one for each group. */
export function listMarkdown(groups: readonly ContractGroup[], inventory: Inventory): string {
  return `${groups.map((group) => section(group, inventory)).join('\n\n')}\n`;
}

function section({ name, contracts }: ContractGroup, inventory: Inventory): string {
  return [
    ...(name === null ? [] : [`## ${escapeMarkdown(name)}`, '']),
    '| Kind | Key | Version | Stability | Owners | Tags | File |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...contracts.map((contract) => row(contract, inventory)),
  ].join('\n');
}

function row(contract: Contract, inventory: Inventory): string {
  const { file, line } = inventory.locate(contract.call);
  const cells = [
    contract.kind,
    markdownCellCode(shownText(contract.key)),
    escapeMarkdown(shownText(contract.version)),
    escapeMarkdown(shownText(contract.stability)),
    shownList(contract.owners).map(markdownCellCode).join(' '),
    shownList(contract.tags).map(markdownCellCode).join(' '),
    markdownCellCode(`${file}:${line}`),
  ];
  return `| ${cells.join(' | ')} |`;
}
