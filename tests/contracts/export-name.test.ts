import { expect, it } from 'vitest';
import { exportNameOf } from '../../src/contracts/reading/export-name.ts';
import { parseModule } from '../../src/modules/module.ts';

function namesOf(text: string): readonly (string | null)[] {
  const module = parseModule('src/invoice.ts', text);
  const calls = module.analysis.calls.map(({ node }) => node).sort((a, b) => a.start - b.start);
  return calls.map((call) => exportNameOf(module, call));
}

it.each([
  ['a constant', 'export const Send = define();', ['Send']],
  ['a constant with a type', 'export const Send = define() satisfies Spec;', ['Send']],
  ['one that is frozen', 'export const Send = Object.freeze(define()) as Spec;', [null, 'Send']],
  ['a default', 'export default define();', ['default']],
  ['one given out later, under another name', 'const send = define();\nexport { send as Send };', ['Send']],
  ['the first of two names', 'const send = define();\nexport { send as Send, send as Post };', ['Send']],
  ['a member of `exports`', 'exports.Send = define();', ['Send']],
  ['one that is given out by its name', 'const send = define();\nmodule.exports = { Send: send };', ['Send']],
  ['a default that has a name', 'const send = define();\nexport default send;', ['default']],
  ['the one that is exported, beside a default', 'const send = define();\nexport default send;\nexport { send as Send };', ['Send']],
  ['each of several', 'export const Send = define(), Post = define();', ['Send', 'Post']],
  ['none, where it is not exported', 'const send = define();', [null]],
  ['none, where the name is assigned something else', 'export let Send = define();\nSend = other;', [null]],
  ['none, where a part of it is exported', 'export const { meta } = define();', [null]],
  ['none, where it is in something exported', 'export const all = [define()];', [null]],
])('a contract has the name of %s', (_, text, names) => {
  expect(namesOf(text)).toEqual(names);
});
