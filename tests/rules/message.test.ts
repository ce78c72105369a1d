import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { fillingOf, renderMessage } from '../../src/rules/message.ts';

describe('renderMessage', () => {
  it.each([
    ['{{contract}} has no key.', { contract: 'the command Send' }, 'The command Send has no key.'],
    ['{{contract}} has no key.', { contract: 'this query' }, 'This query has no key.'],
    ['{{contract}} has no key.', { contract: '"the command"' }, '"the command" has no key.'],
    ['No owner is named for {{contract}}.', { contract: 'the command Send' }, 'No owner is named for the command Send.'],
    ['{{field}} of {{contract}} is null.', { field: 'meta.owners', contract: 'this event' }, 'meta.owners of this event is null.'],
    ['{{key}} of {{contract}}', { contract: 'this event' }, '{{key}} of this event'],
  ])('begins a sentence with a capital: %s', (template, data, message) => {
    expect(renderMessage(template, data)).toBe(message);
  });
});

describe('fillingOf', () => {
  it('can capitalise what begins a template, for it stands nowhere else in it', () => {
    const repeated = rules.flatMap(({ messages }) =>
      Object.values(messages).filter((template) => {
        const first = /^\{\{\w+\}\}/.exec(template)?.[0];
        return first !== undefined && template.includes(first, first.length);
      }),
    );
    expect(repeated).toEqual([]);
  });

  it('leaves the data of other templates as they are', () => {
    const data = { contract: 'the command Send' };
    expect(fillingOf('Why {{contract}}?', data)).toBe(data);
  });
});
