import { describe, expect, it } from 'vitest';
import { file } from './support/contract-text.ts';
import { changeText, comparePair, type Files } from './support/pairs.ts';

function changes(base: Files, head: Files): readonly string[] {
  return comparePair(base, head).contracts.flatMap((diff) => diff.changes.map((change) => changeText(diff, change)));
}

const told = ['command mail.send: written-elsewhere, unknown, writes'];

it('tells a write to a contract by a list that holds it, and none to the list', () => {
  const base = { 'src/mail.ts': file({}), 'src/all.ts': "import { Send } from './mail';\nexport const ALL = [Send];" };
  const written = (statement: string): readonly string[] =>
    changes(base, { ...base, 'src/patch.ts': `import { ALL } from './all';\n${statement}` });
  expect(written("ALL[0].policy.auth = 'anonymous';")).toEqual(told);
  expect(written('ALL.pop();')).toEqual([]);
});

describe('tells a write to what a contract was made of', () => {
  const values = `import { ScalarTypeEnum } from '@lssm-tech/lib.schema';
    export const KINDS = ['letter', 'card'];
    export const OTHERS = ['letter', 'card'];
    export const SETTINGS = { auth: 'user', limit: 5 };
    export const FIELDS = { from: { type: ScalarTypeEnum.ID(), isOptional: false } };`;
  const using = (contract: string): Files => ({
    'src/values.ts': values,
    'src/mail.ts': `import { defineEnum } from '@lssm-tech/lib.schema';\nimport { z } from 'zod';\nimport { KINDS, SETTINGS, FIELDS } from './values';\n${contract}`,
  });
  const written = (contract: string, statement: string): readonly string[] => {
    const base = using(contract);
    const patch = `import { KINDS, OTHERS, SETTINGS, FIELDS } from './values';\n${statement}`;
    return changes(base, { ...base, 'src/patch.ts': patch });
  };
  const model = (fields: string): string => file({}).replace(/fields: \{ .*? \} \}\)/, `fields: { ${fields} } })`);
  const kind = (type: string): string => model(`kind: { type: ${type}, isOptional: false }`);

  it.each([
    ['the list of an enum', kind("defineEnum('Kind', KINDS)"), "KINDS.push('parcel');"],
    ['a list that an enum copies', kind("defineEnum('Kind', [...KINDS, 'parcel'])"), 'KINDS.pop();'],
    ['the list of a Zod enum', kind('z.enum(KINDS)'), "KINDS[0] = 'parcel';"],
    ['fields that a model spreads', model('...FIELDS'), 'FIELDS.from.isOptional = true;'],
    ['what has the fields that a model spreads', model('...FIELDS'), 'delete FIELDS.from;'],
    [
      'a list that a contract copies',
      file({ rest: '' }).replace("auth: 'user'", "auth: 'user', roles: [...KINDS]"),
      "KINDS.push('parcel');",
    ],
    ['what a contract has a value of', file({ auth: 'SETTINGS.auth' }), "SETTINGS.auth = 'admin';"],
  ])('%s', (_, contract, statement) => {
    expect(written(contract, statement)).toEqual(told);
  });

  it.each([
    ['another list that says the same', kind("defineEnum('Kind', KINDS)"), "OTHERS.push('parcel');"],
    ['a copy of the list', kind("defineEnum('Kind', KINDS)"), "const more = [...KINDS]; more.push('parcel');"],
    ['another member', file({ auth: 'SETTINGS.auth' }), 'SETTINGS.limit = 6;'],
    ['what no contract uses', file({}), "KINDS.push('parcel'); FIELDS.from.isOptional = true;"],
  ])('and none to %s', (_, contract, statement) => {
    expect(written(contract, statement)).toEqual([]);
  });
});
