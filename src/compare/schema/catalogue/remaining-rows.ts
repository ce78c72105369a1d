import type { SchemaChangeRow } from './row.ts';

/** Code, and what is not of the values alone. */
export const remainingRows: readonly SchemaChangeRow[] = [
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
