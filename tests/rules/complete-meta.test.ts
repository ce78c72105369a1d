import { describe, expect, it } from 'vitest';
import { completeMeta } from '../../src/rules/complete-meta.ts';
import { command, event } from '../support/sources.ts';
import { runRule } from './harness.ts';

describe('complete-meta', () => {
  it('accepts a contract with all texts', () => {
    expect(runRule(completeMeta, command())).toEqual([]);
  });

  it('asks no goal and no context of an event', () => {
    expect(runRule(completeMeta, event())).toEqual([]);
  });

  it('leaves version, stability, owners and tags to their rules', () => {
    expect(runRule(completeMeta, command({ version: null, stability: null, owners: null, tags: null }))).toEqual([]);
  });

  it('reports a missing key', () => {
    const [finding, ...others] = runRule(completeMeta, command({ key: null }));
    expect(finding).toMatchObject({
      message: 'The command Contract has no key. Write it in meta.key.',
      place: 'src/contract.ts:3:9',
      subject: 'meta.key',
    });
    expect(others).toEqual([]);
  });

  it('takes the name of an older contract for its key', () => {
    expect(runRule(completeMeta, command({ key: null, name: "'billing.invoice.send'" }))).toEqual([]);
  });

  it.each([
    ['description', 'what it does'],
    ['goal', 'why it exists'],
    ['context', 'when and where it is used'],
  ])('reports a missing %s', (field, purpose) => {
    const [finding, ...others] = runRule(completeMeta, command({ [field]: null }));
    expect(finding?.message).toBe(`The ${field} of "billing.invoice.send" is missing. Write in meta.${field} ${purpose}.`);
    expect(others).toEqual([]);
  });

  it('reports an empty text', () => {
    expect(runRule(completeMeta, command({ description: "'  '" }))).toEqual([
      {
        message: 'The description of "billing.invoice.send" is empty. Write in meta.description what it does.',
        place: 'src/contract.ts:9:18',
        text: "'  '",
        contract: 'command billing.invoice.send',
        subject: 'meta.description',
      },
    ]);
  });

  it.each([
    'TODO',
    'todo',
    'TODO: describe',
    'TODO describe this',
    'todo: describe',
    '(TODO)',
    'tbd.',
    'XXX',
    'xxxxx',
    '// TODO',
    '/* todo */',
    'N/A',
    'TBC',
    'Placeholder text for now',
    'Lorem ipsum dolor sit amet',
    '…',
    '-',
    '—',
    '🚧',
    'Goal.',
    '<goal>',
    '<!-- TODO -->',
    '{{ goal }}',
    'To be determined.',
    'Sends an invoice. TODO: retries',
    'Sends an invoice. TODO(alice): retries',
    'Sends an invoice. Limits to come. TBD.',
  ])('reports the placeholder %s', (text) => {
    expect(runRule(completeMeta, command({ goal: `'${text}'` }))).toEqual([
      {
        message: `The goal of "billing.invoice.send" is a placeholder: "${text}". Write why it exists.`,
        place: 'src/contract.ts:10:11',
        text: `'${text}'`,
        contract: 'command billing.invoice.send',
        subject: 'meta.goal',
      },
    ]);
  });

  it.each([
    'Todo items of a user are read.',
    'Adds a todo to the list.',
    'todo lists are shared',
    'TODOIST sync',
    'Checks placeholders in templates.',
    'xxxl sizes',
    'n/a values are dropped',
    'Placeholders are filled in.',
    'WWW redirects',
    '第二',
    'Goals of a team.',
    'Context',
    '<b> and <i> are kept.',
    'Adds a task. TODO tasks come first.',
    'Moves a task to TODO: the first column.',
    'What is to be determined later is left out.',
  ])('accepts the text %s', (text) => {
    expect(runRule(completeMeta, command({ goal: `'${text}'` }))).toEqual([]);
  });

  it.each(['init', 'test', 'validate', 'todo'])('accepts the key %s', (key) => {
    expect(runRule(completeMeta, command({ key: `'${key}'` }))).toEqual([]);
  });

  it('accepts a goal that repeats the description', () => {
    expect(runRule(completeMeta, command({ description: "'Sends an invoice.'", goal: "'Sends an invoice.'" }))).toEqual([]);
  });

  it('reports a text that is no string', () => {
    expect(runRule(completeMeta, command({ context: '5' }))).toEqual([
      {
        message: 'meta.context of "billing.invoice.send" is a number, it must be a string.',
        place: 'src/contract.ts:11:14',
        text: '5',
        contract: 'command billing.invoice.send',
        subject: 'meta.context',
      },
    ]);
  });

  it('says nothing of what cannot be read', () => {
    expect(runRule(completeMeta, command({ goal: 'text()' }, { before: 'declare function text(): string;\n' }))).toEqual([]);
  });

  it('is not misled by a comment or a description that looks like metadata', () => {
    expect(
      runRule(
        completeMeta,
        command({ description: '"goal: \'\', // description"', goal: "/* goal: 'TODO' */ 'Customers learn what they owe.'" }),
      ),
    ).toEqual([]);
  });
});
