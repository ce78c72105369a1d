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

/** A contract of a model, with what writes to that, by the body of a method, in the file of the model. */
function writtenBeside(call: string, body: string): Files {
  const models = `import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
export const Mail = defineSchemaModel({ name: 'Mail', fields: { to: { type: ScalarTypeEnum.EmailAddress(), isOptional: false } } });
export const LIMITS = { fields: { to: { most: 5 } } };
interface Tuner { tune(model: any): void }
class Kit implements Tuner { constructor(model?: any) { if (model) this.tune(model); } tune(model: any) { ${body} } }
class More extends Kit {}
class Own extends Kit { constructor(model: any) { super(model); } }
class Holder { constructor(private model: any) {} tune() { const { model } = this; ${body} } }
class Runner { constructor(private step: any) {} run(model: any) { this.step(model); } }
const tune = (model: any) => { ${body} };
const use = (tuner: Tuner, model: any) => tuner.tune(model);
const all: { tuners: Tuner[] } = { tuners: [new Kit()] };
const makeKit = (): Tuner => new Kit();
${call}
`;
  return {
    'src/models.ts': models,
    'src/mail.ts': `import { Mail } from './models';\n${file({ rest: '' }).replace('output: null', 'output: Mail')}`,
  };
}

test.each([
  'new Kit().tune(Mail);',
  'new Kit(Mail);',
  'new More(Mail);',
  'new Own(Mail);',
  'new Holder(Mail).tune();',
  'new Runner(tune).run(Mail);',
  'use(new Kit(), Mail);',
  'all.tuners[0]!.tune(Mail);',
  'for (const tuner of all.tuners) tuner.tune(Mail);',
  'makeKit().tune(Mail);',
  '({ tune }).tune(Mail);',
])('a method that begins to write in the same file is told: %s', (call) => {
  const changes = (base: Files, head: Files): readonly string[] =>
    comparePair(base, head).contracts.flatMap((diff) => diff.changes.map((change) => changeText(diff, change)));
  const [reads, writes] = ['print(model.fields.to);', 'delete model.fields.to;'];
  expect(changes(writtenBeside(call, reads), writtenBeside(call, writes))).toEqual([expect.stringMatching(/unknown/)]);
  expect(changes(writtenBeside(call, reads), writtenBeside(call, reads.replace('print', 'log')))).toEqual([]);
  const other = call.replace('Mail', 'LIMITS');
  expect(changes(writtenBeside(other, reads), writtenBeside(other, writes))).toEqual([]);
});
