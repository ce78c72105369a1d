import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { escapeCsv } from './escape.ts';
import { domainOf, shownList, shownText } from './list-values.ts';

const HEADER = [
  'kind',
  'key',
  'version',
  'stability',
  'owners',
  'tags',
  'domain',
  'title',
  'description',
  'emits',
  'audit',
  'file',
  'line',
  'package',
];

/** The inventory as CSV (RFC 4180): one contract a line, lists divided by spaces. */
export function listCsv(contracts: readonly Contract[], inventory: Inventory): string {
  const rows = contracts.map((contract) => {
    const { file, line } = inventory.locate(contract.call);
    return [
      contract.kind,
      cell(shownText(contract.key)),
      cell(shownText(contract.version)),
      cell(shownText(contract.stability)),
      shownList(contract.owners).join(' '),
      shownList(contract.tags).join(' '),
      domainOf(contract),
      cell(shownText(contract.title)),
      cell(shownText(contract.description)),
      emittedKeys(contract).join(' '),
      shownList(contract.audit).join(' '),
      file,
      String(line),
      contract.package ?? '',
    ];
  });
  return [HEADER, ...rows].map((row) => `${row.map(escapeCsv).join(',')}\r\n`).join('');
}

/** An absent value is an empty cell. */
function cell(text: string): string {
  return text === '-' ? '' : text;
}

function emittedKeys(contract: Contract): string[] {
  if (contract.emits.state === 'absent') return [];
  if (contract.emits.state !== 'known') return ['?'];
  return contract.emits.value.map((emit) => (emit.state === 'known' ? shownText(emit.value.key) : '?'));
}
