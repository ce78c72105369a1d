import type { SchemaChangeRow } from './row.ts';

/** Fields that come, go, and change what they ask for. */
export const fieldRows: readonly SchemaChangeRow[] = [
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
];
