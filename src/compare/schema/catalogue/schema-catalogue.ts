import type { ChangeClass } from '../../change.ts';
import type { SchemaSide } from '../schema-change.ts';
import { fieldRows } from './field-rows.ts';
import { modelRows } from './model-rows.ts';
import { remainingRows } from './remaining-rows.ts';
import type { SchemaChangeRow, SchemaRow } from './row.ts';
import { typeRows } from './type-rows.ts';

/** Every schema change that can be reported. The id of a change is the side and the row: `input-required-field-added`. */
export const schemaChangeRows: readonly SchemaChangeRow[] = [...fieldRows, ...typeRows, ...modelRows, ...remainingRows];

/** One schema change as documented: what changed, whom it breaks, what to do. */
export interface SchemaChangeEntry {
  readonly id: string;
  readonly direction: SchemaSide;
  readonly class: ChangeClass;
  readonly title: string;
  readonly breaks: string;
  readonly advice: string;
}

const WHOLES: Readonly<Record<SchemaSide, string>> = { input: 'An input', output: 'An output', event: 'A payload' };
const INSIDES: Readonly<Record<SchemaSide, string>> = { input: 'of an input', output: 'of an output', event: 'of a payload' };

/** What a row speaks of. */
function nounOf(row: SchemaRow, side: SchemaSide): string {
  if (row.startsWith('schema-')) return WHOLES[side];
  if (row.startsWith('undeclared-fields-') || row.startsWith('extra-fields-')) return `A model ${INSIDES[side]}`;
  return `${row.includes('field-') || row.startsWith('default-') ? 'A field' : 'A type'} ${INSIDES[side]}`;
}

/** Whom a change of this class concerns. */
export function whomItBreaks(side: SchemaSide, changeClass: ChangeClass): string {
  if (changeClass === 'unknown') return 'Not known: it counts as breaking from beta up.';
  if (changeClass === 'dangerous')
    return side === 'input'
      ? 'Nobody on paper, but requests that relied on it now mean something else.'
      : 'Nobody on paper, but readers that relied on it no longer find it.';
  if (changeClass !== 'breaking') return 'Nobody.';
  if (side === 'input') return 'It breaks those who send what was declared before.';
  if (side === 'output') return 'It breaks readers built for what was declared before.';
  return 'It breaks readers: old ones of new events, or new ones of events published before.';
}

const SIDES: readonly SchemaSide[] = ['input', 'output', 'event'];
const rows: ReadonlyMap<SchemaRow, SchemaChangeRow> = new Map(schemaChangeRows.map((row) => [row.row, row]));

/** All schema changes by id, in the order of the catalogue. */
export const schemaCatalogue: readonly SchemaChangeEntry[] = schemaChangeRows.flatMap((row: SchemaChangeRow) =>
  SIDES.flatMap((side) => {
    const changeClass = row[side];
    if (changeClass === null) return [];
    return [
      {
        id: `${side}-${row.row}`,
        direction: side,
        class: changeClass,
        title: `${nounOf(row.row, side)} that ${row.titled ?? row.what}.`,
        breaks: whomItBreaks(side, changeClass),
        advice: row.advice,
      },
    ];
  }),
);

/** The row by its name; of a name that is none, an error. */
export function rowOf(name: SchemaRow): SchemaChangeRow {
  const row = rows.get(name);
  if (!row) throw new Error(`No schema change is called "${name}".`);
  return row;
}
