import type { ChangeClass } from '../change.ts';
import type { SchemaSide } from './schema-change.ts';

/** The names of the rows, side apart. */
export type SchemaRow =
  | 'required-field-added'
  | 'optional-field-added'
  | 'required-field-removed'
  | 'optional-field-removed'
  | 'field-renamed'
  | 'field-became-required'
  | 'field-became-optional'
  | 'became-non-nullable'
  | 'became-nullable'
  | 'enum-value-added'
  | 'enum-value-removed'
  | 'string-became-enum'
  | 'enum-became-string'
  | 'type-widened'
  | 'type-narrowed'
  | 'type-changed'
  | 'constraint-tightened'
  | 'constraint-loosened'
  | 'list-became-single'
  | 'single-became-list'
  | 'union-member-added'
  | 'union-member-removed'
  | 'default-added'
  | 'default-changed'
  | 'default-removed'
  | 'schema-added'
  | 'schema-removed'
  | 'extra-fields-added'
  | 'extra-fields-removed'
  | 'undeclared-fields-refused'
  | 'undeclared-fields-accepted'
  | 'undeclared-fields-dropped'
  | 'undeclared-fields-kept'
  | 'refinement-changed'
  | 'coercion-added'
  | 'coercion-removed'
  | 'became-impossible'
  | 'unreadable'
  | 'scalar-library-changed'
  | 'type-renamed';

/** A row of the catalogue: one kind of change, and what it is on each side. The relation decides; a row's class is what it decides as a rule. */
export interface SchemaChangeRow {
  readonly row: SchemaRow;
  /** Null: no such change on that side. */
  readonly input: ChangeClass | null;
  readonly output: ChangeClass | null;
  readonly event: ChangeClass | null;
  /** Sides on which the change breaks consumers who import the TypeScript types (`schemas.profile: source`), though values still fit. */
  readonly source?: readonly SchemaSide[];
  /** Names, defaults and what is done with the rest of a value change without the values that are described. */
  readonly isBesideValues?: true;
  /** What changed, as the beginning of a sentence about the thing that changed. */
  readonly what: string;
  /** The same where it can be said more closely. */
  readonly whatOf?: (change: { readonly before: string | null; readonly after: string | null }) => string;
  /** The same after "a field that", where that reads better otherwise. */
  readonly titled?: string;
  /** What to do instead, or about it. */
  readonly advice: string;
}

const keep = 'Keep the old form beside the new one until consumers have moved, or release it with the bump that is owed.';

/** Every schema change that can be reported. The id of a change is the side and the row: `input-required-field-added`. */
export const schemaChangeRows: readonly SchemaChangeRow[] = [
  {
    row: 'required-field-added',
    input: 'breaking',
    output: 'additive',
    event: 'breaking',
    what: 'is a new required field',
    titled: 'is new and required',
    advice:
      'Make it optional, or release it with the bump that is owed. A default on the model does not help: the framework does not apply it.',
  },
  {
    row: 'optional-field-added',
    input: 'additive',
    output: 'additive',
    event: 'additive',
    what: 'is a new optional field',
    titled: 'is new and optional',
    advice: 'Nothing: nobody has to send it, and readers drop what they do not know.',
  },
  {
    row: 'required-field-removed',
    input: 'breaking',
    output: 'breaking',
    event: 'breaking',
    what: 'is a required field that is gone',
    titled: 'was required and is gone',
    advice: 'Keep it, mark it as deprecated in its description, and remove it with the next major version.',
  },
  {
    row: 'optional-field-removed',
    input: 'breaking',
    output: 'dangerous',
    event: 'dangerous',
    source: ['output', 'event'],
    what: 'is an optional field that is gone',
    titled: 'was optional and is gone',
    advice: 'Keep it until nobody sends it or reads it.',
  },
  {
    row: 'field-renamed',
    input: 'breaking',
    output: 'breaking',
    event: 'breaking',
    what: 'is a field with a new name',
    titled: 'has a new name',
    advice: 'Keep the old name, or offer both for a time.',
  },
  {
    row: 'field-became-required',
    input: 'breaking',
    output: 'additive',
    event: 'breaking',
    what: 'was optional and is required',
    advice: 'Leave it optional and supply a value where it is absent, or release it with the bump that is owed.',
  },
  {
    row: 'field-became-optional',
    input: 'additive',
    output: 'breaking',
    event: 'breaking',
    what: 'was required and is optional',
    advice: 'Go on supplying it always, or release it with the bump that is owed.',
  },
  {
    row: 'became-non-nullable',
    input: 'breaking',
    output: 'additive',
    event: 'breaking',
    what: 'accepted null and no longer does',
    advice: keep,
  },
  {
    row: 'became-nullable',
    input: 'additive',
    output: 'breaking',
    event: 'breaking',
    what: 'may be null and could not before',
    advice: keep,
  },
  {
    row: 'enum-value-added',
    input: 'additive',
    output: 'breaking',
    event: 'breaking',
    what: 'has more enum values',
    advice: 'If readers cope with values that they do not know, name the enum in schemas.openEnums.',
  },
  {
    row: 'enum-value-removed',
    input: 'breaking',
    output: 'additive',
    event: 'breaking',
    source: ['output'],
    what: 'has lost enum values',
    advice: keep,
  },
  {
    row: 'string-became-enum',
    input: 'breaking',
    output: 'additive',
    event: 'breaking',
    what: 'was a string and is an enum',
    advice: keep,
  },
  {
    row: 'enum-became-string',
    input: 'additive',
    output: 'breaking',
    event: 'breaking',
    what: 'was an enum and is a string',
    advice: keep,
  },
  {
    row: 'type-widened',
    input: 'additive',
    output: 'breaking',
    event: 'breaking',
    what: 'has a wider type',
    advice: keep,
  },
  {
    row: 'type-narrowed',
    input: 'breaking',
    output: 'additive',
    event: 'breaking',
    what: 'has a narrower type',
    advice: keep,
  },
  {
    row: 'type-changed',
    input: 'breaking',
    output: 'breaking',
    event: 'breaking',
    what: 'has another type',
    advice: 'Add a field of the new type beside the old one, or release it with the bump that is owed.',
  },
  {
    row: 'constraint-tightened',
    input: 'breaking',
    output: 'additive',
    event: 'breaking',
    what: 'has a tighter constraint',
    advice: keep,
  },
  {
    row: 'constraint-loosened',
    input: 'additive',
    output: 'breaking',
    event: 'breaking',
    what: 'has a looser constraint',
    advice: keep,
  },
  {
    row: 'list-became-single',
    input: 'breaking',
    output: 'breaking',
    event: 'breaking',
    what: 'was a list and is a single value',
    advice: 'Add a field for the single value beside the list.',
  },
  {
    row: 'single-became-list',
    input: 'breaking',
    output: 'breaking',
    event: 'breaking',
    what: 'was a single value and is a list',
    advice: 'Add a field for the list beside the single value.',
  },
  {
    row: 'union-member-added',
    input: 'additive',
    output: 'breaking',
    event: 'breaking',
    what: 'has another member',
    advice: keep,
  },
  {
    row: 'union-member-removed',
    input: 'breaking',
    output: 'additive',
    event: 'breaking',
    what: 'has lost a member',
    advice: keep,
  },
  {
    row: 'default-added',
    isBesideValues: true,
    input: 'dangerous',
    output: null,
    event: null,
    what: 'has a default and had none',
    advice: 'Make sure that whoever leaves it out means the default.',
  },
  {
    row: 'default-changed',
    isBesideValues: true,
    input: 'dangerous',
    output: null,
    event: null,
    what: 'has another default',
    advice: 'Tell those who leave it out: the same request now means something else.',
  },
  {
    row: 'default-removed',
    isBesideValues: true,
    input: 'dangerous',
    output: null,
    event: null,
    what: 'has lost its default',
    advice: 'Supply the old default where the value is absent, or tell those who leave it out.',
  },
  {
    row: 'schema-added',
    input: 'breaking',
    output: 'additive',
    event: 'breaking',
    what: 'has a schema and had none',
    advice: 'Make all its fields optional, or release it with the bump that is owed.',
  },
  {
    row: 'schema-removed',
    input: 'breaking',
    output: 'breaking',
    event: 'breaking',
    what: 'has lost its schema',
    advice: keep,
  },
  {
    row: 'extra-fields-added',
    input: 'additive',
    output: 'additive',
    event: 'additive',
    what: 'accepts fields beyond the declared ones',
    advice: 'Nothing: readers drop what they do not know.',
  },
  {
    row: 'extra-fields-removed',
    input: 'breaking',
    output: 'dangerous',
    event: 'dangerous',
    what: 'no longer carries fields beyond the declared ones',
    advice: 'Declare the fields that are in use.',
  },
  {
    row: 'undeclared-fields-refused',
    isBesideValues: true,
    input: 'dangerous',
    output: null,
    event: null,
    what: 'refuses undeclared fields, which it accepted',
    advice: 'Look for clients that send more than is declared before you release it.',
  },
  {
    row: 'undeclared-fields-accepted',
    isBesideValues: true,
    input: 'additive',
    output: null,
    event: null,
    what: 'accepts undeclared fields, which it refused',
    advice: 'Nothing.',
  },
  {
    row: 'undeclared-fields-dropped',
    isBesideValues: true,
    input: 'dangerous',
    output: 'dangerous',
    event: 'dangerous',
    what: 'drops undeclared fields, which it passed on',
    advice: 'Declare the fields that are in use.',
  },
  {
    row: 'undeclared-fields-kept',
    isBesideValues: true,
    input: 'additive',
    output: 'additive',
    event: 'additive',
    what: 'passes undeclared fields on, which it dropped',
    advice: 'Nothing.',
  },
  {
    row: 'refinement-changed',
    input: 'unknown',
    output: 'unknown',
    event: 'unknown',
    what: 'has a refinement that was added, changed or removed',
    whatOf: ({ before, after }) =>
      before === null ? 'has a new refinement' : after === null ? 'has lost a refinement' : 'has another refinement',
    advice:
      'Where its code can be followed, the class is that of what it takes, with a value where it breaks. Else express it as a constraint (min, max, length, pattern), or judge it by hand.',
  },
  {
    row: 'coercion-added',
    isBesideValues: true,
    input: 'additive',
    output: null,
    event: null,
    what: 'is coerced, so that more than is declared is taken',
    advice: 'Nothing.',
  },
  {
    row: 'coercion-removed',
    isBesideValues: true,
    input: 'dangerous',
    output: null,
    event: null,
    what: 'is no longer coerced, so that only what is declared is taken',
    advice: 'Look for clients that send the value as another type before you release it.',
  },
  {
    row: 'became-impossible',
    input: null,
    output: 'unknown',
    event: null,
    what: 'fits no value any more, so nothing can be said of what readers get',
    advice: 'Look for bounds that exclude each other.',
  },
  {
    row: 'unreadable',
    input: 'unknown',
    output: 'unknown',
    event: 'unknown',
    what: 'cannot be read on both sides, so it cannot be compared',
    advice: 'Write the schema out where it is used, without calls that have to be run.',
  },
  {
    row: 'scalar-library-changed',
    input: 'unknown',
    output: 'unknown',
    event: 'unknown',
    what: 'uses a scalar of a schema library that changed in this repository',
    advice: 'Judge by hand what the changed scalar accepts.',
  },
  {
    row: 'type-renamed',
    isBesideValues: true,
    input: 'none',
    output: 'none',
    event: 'none',
    source: ['input', 'output', 'event'],
    what: 'is a model or enum with a new name',
    advice: 'Export the old name as an alias. Reported only with schemas.profile: source.',
  },
];

/** One schema change as documented: what changed, whom it breaks, what to do. */
export interface SchemaChangeEntry {
  readonly id: string;
  readonly direction: SchemaSide;
  readonly class: ChangeClass;
  readonly title: string;
  readonly breaks: string;
  readonly advice: string;
}

const wholes: Readonly<Record<SchemaSide, string>> = { input: 'An input', output: 'An output', event: 'A payload' };
const insides: Readonly<Record<SchemaSide, string>> = { input: 'of an input', output: 'of an output', event: 'of a payload' };

/** What a row speaks of. */
function nounOf(row: SchemaRow, side: SchemaSide): string {
  if (row.startsWith('schema-')) return wholes[side];
  if (row.startsWith('undeclared-fields-') || row.startsWith('extra-fields-')) return `A model ${insides[side]}`;
  return `${row.includes('field-') || row.startsWith('default-') ? 'A field' : 'A type'} ${insides[side]}`;
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

const sides: readonly SchemaSide[] = ['input', 'output', 'event'];
const rows: ReadonlyMap<SchemaRow, SchemaChangeRow> = new Map(schemaChangeRows.map((row) => [row.row, row]));

/** All schema changes by id, in the order of the catalogue. */
export const schemaCatalogue: readonly SchemaChangeEntry[] = schemaChangeRows.flatMap((row: SchemaChangeRow) =>
  sides.flatMap((side) => {
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
