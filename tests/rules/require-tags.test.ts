import { describe, expect, it } from 'vitest';
import { requireTags } from '../../src/rules/require-tags.ts';
import { command, event } from '../support/sources.ts';
import { runRule } from './harness.ts';

describe('require-tags', () => {
  it('accepts one tag', () => {
    expect(runRule(requireTags, command({ tags: "['billing']" }))).toEqual([]);
  });

  it('reports a contract without tags', () => {
    expect(runRule(requireTags, event({ tags: '[]' }))).toEqual([
      {
        message: 'No tag is named for "billing.invoice.sent". Add the tags by which it should be found to meta.tags.',
        place: 'src/contract.ts:8:11',
        text: '[]',
        contract: 'event billing.invoice.sent',
      },
    ]);
  });

  it('reports a repeated tag, and removes it', () => {
    expect(runRule(requireTags, command({ tags: "['billing', 'invoice', 'billing']" }))).toEqual([
      {
        message: 'The tag "billing" of "billing.invoice.send" is named more than once. Remove the repetition.',
        place: 'src/contract.ts:8:34',
        text: "'billing'",
        contract: 'command billing.invoice.send',
        subject: 'billing',
        related: [{ message: '"billing" is named here first.', place: 'src/contract.ts:8:12', text: "'billing'" }],
        fix: command({ tags: "['billing', 'invoice']" }),
      },
    ]);
  });

  it.each([
    ["[\n      'a', // one\n      'b', // two\n      'a',\n    ]", "[\n      'a', // one\n      'b', // two\n    ]"],
    ["[\r\n      'a',\r\n      // two\r\n      'a',\r\n      'b',\r\n    ]", "[\r\n      'a',\r\n      // two\r\n      'b',\r\n    ]"],
    ["[\n      'a', // 'b', [\n      'a'\n    ]", "[\n      'a', // 'b', [\n    ]"],
    ["[/* all */ 'a', 'b', 'a']", "[/* all */ 'a', 'b']"],
    ["[\n      'a', // one\n      'a', // again\n    ]", null],
    ["['a', /* why */ 'a']", null],
    ["[\n      'a' // one\n      , 'a']", null],
    ["['a', 'a' as const]", null],
    ["['a', 'a' /* again */]", "['a' /* again */]"],
  ])('removes of %j a line without a comment', (tags, fixed) => {
    const [finding] = runRule(requireTags, command({ tags }));
    expect(finding?.subject).toBe('a');
    expect(finding?.fix ?? null).toBe(fixed === null ? null : command({ tags: fixed }));
  });

  it('removes the repetition from a shared list in another file', () => {
    const sources = {
      'src/tags.ts': "export const TAGS = ['billing', 'invoice', 'billing'] as const;\n",
      'src/contract.ts': command({ tags: '[...TAGS]' }, { before: "import { TAGS } from './tags';\n" }),
    };
    expect(runRule(requireTags, sources)).toEqual([
      {
        message: 'The tag "billing" of "billing.invoice.send" is named more than once. Remove the repetition.',
        place: 'src/contract.ts:9:12',
        text: '...TAGS',
        contract: 'command billing.invoice.send',
        subject: 'billing',
        related: [{ message: '"billing" is named here first.', place: 'src/tags.ts:1:22', text: "'billing'" }],
        fix: { 'src/tags.ts': "export const TAGS = ['billing', 'invoice'] as const;\n" },
      },
    ]);
  });

  it.each([
    ['what another list needs', '[...BASE, ...TAGS]', "const BASE = ['x'];\nconst TAGS = ['y', 'x'];\n"],
    ['what is written once', '[...TAGS, ...TAGS]', "const TAGS = ['y'];\n"],
  ])('does not remove %s', (_, tags, before) => {
    const findings = runRule(requireTags, command({ tags }, { before }));
    expect(findings).toHaveLength(1);
    expect(findings[0]).not.toHaveProperty('fix');
  });

  it('does not remove from a factory what repeats in one of its contracts', () => {
    const made = command({ key: 'key', tags: "[tag, 'billing']" }).replace(
      'export const Contract =',
      'const make = (key: string, tag: string) =>',
    );
    const findings = runRule(
      requireTags,
      `${made}export const A = make('a.b.send', 'billing');\nexport const B = make('a.c.send', 'invoice');\n`,
    );
    expect(findings).toMatchObject([{ subject: 'billing', contract: 'command a.b.send' }]);
    expect(findings[0]).not.toHaveProperty('fix');
  });

  it('takes tags of a name that objects have for names like any other', () => {
    expect(runRule(requireTags, command({ tags: "['constructor', '__proto__', 'toString']" }))).toEqual([]);
  });

  it('reports more tags than the policy allows', () => {
    const [finding] = runRule(requireTags, command({ tags: "['a', 'b']" }), { policy: { tags: { max: 1 } } });
    expect(finding?.message).toBe(
      '"billing.invoice.send" has 2 tags, the policy allows at most 1. Remove what is not needed from meta.tags.',
    );
  });

  it('reports fewer tags than the policy asks for', () => {
    const [finding] = runRule(requireTags, command({ tags: "['a', 'b']" }), { policy: { tags: { min: 3 } } });
    expect(finding?.message).toBe(
      '"billing.invoice.send" has 2 tags, the policy asks for at least 3. Add the tags by which it should be found to meta.tags.',
    );
  });

  it.each([
    ["'billing'", 'meta.tags of "billing.invoice.send" is a string, it must be an array of strings.', "'billing'"],
    ["['a', null]", 'The tag in place 2 of meta.tags of "billing.invoice.send" is null, it must be a string.', 'null'],
    ["['a', '']", 'The tag in place 2 of meta.tags of "billing.invoice.send" is empty. Write a name or remove it.', "''"],
  ])('reports %s', (tags, message, text) => {
    expect(runRule(requireTags, command({ tags }))).toMatchObject([{ message, text }]);
  });
});
