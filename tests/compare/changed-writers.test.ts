import { expect, test } from 'vitest';
import { file } from './support/contract-text.ts';
import { changeText, comparePair, type Files } from './support/pairs.ts';

/** Contracts of an enum of `values`, made of a list that another file fills. */
function filledWith(values: string, filling: string): Files {
  const type = `defineEnum('Kind', ${values})`;
  const contract = file({}).replace(/fields: \{ .*? \} \}\)/, `fields: { kind: { type: ${type}, isOptional: false } } })`);
  return {
    'src/kinds.ts': 'export const KINDS: string[] = [];',
    'src/fill.ts': `import { KINDS } from './kinds';\n${filling}`,
    'src/mail.ts': `import './fill';\nimport { defineEnum } from '@lssm-tech/lib.schema';\nimport { KINDS } from './kinds';\n${contract}`,
  };
}

const both = "KINDS.push('letter');\nKINDS.push('card');";

test.each(['KINDS', '[...KINDS]', "[...KINDS, 'parcel']", "KINDS.length > 1 ? ['many'] : ['one']", "!KINDS.length ? ['none'] : ['some']"])(
  'what is made of a changed list is another where what changes it is: %s',
  (values) => {
    const classes = (head: Files): readonly string[] =>
      comparePair(filledWith(values, both), head).contracts.flatMap((diff) => diff.changes.map((change) => changeText(diff, change)));
    expect(classes(filledWith(values, "KINDS.push('letter');"))).toContainEqual(expect.stringMatching(/unknown/));
    expect(classes(filledWith(values, both))).toEqual([]);
  },
);

test.each(['Object.values(KINDS)', 'Object.values({ ...KINDS })', 'pick(...Object.keys({ ...KINDS }))'])(
  'so is what a function of JavaScript makes of it: %s',
  (values) => {
    const filled = (body: string): Files => {
      const files = filledWith(values, '');
      return {
        ...files,
        'src/kinds.ts': "export const KINDS: Record<string, string> = { letter: 'letter' };",
        'src/fill.ts': `export function fill(kinds: any) {\n  ${body}\n}`,
        'src/mail.ts': `import { fill } from './fill';\nconst pick = String.raw;\n${files['src/mail.ts']?.replace('export const', 'fill.call(null, KINDS);\nexport const')}`,
      };
    };
    const between = (base: string, head: string): readonly string[] =>
      comparePair(filled(base), filled(head)).contracts.flatMap((diff) => diff.changes.map((change) => changeText(diff, change)));
    expect(between('kinds.card = kinds.letter;', "kinds.card = 'card';")).toContainEqual(expect.stringMatching(/unknown/));
    expect(between('kinds.card = kinds.letter;', 'kinds.card = kinds.letter; // again')).toEqual([]);
  },
);
