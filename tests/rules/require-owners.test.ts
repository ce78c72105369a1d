import { describe, expect, it } from 'vitest';
import { requireOwners } from '../../src/rules/require-owners.ts';
import { directory } from '../support/policy.ts';
import { command } from '../support/sources.ts';
import { runRule } from './harness.ts';

describe('require-owners', () => {
  it('accepts one owner', () => {
    expect(runRule(requireOwners, command({ owners: "['@acme/billing']" }))).toEqual([]);
  });

  it('reports a contract without owners', () => {
    expect(runRule(requireOwners, command({ owners: '[]' }))).toEqual([
      {
        message: 'No owner is named for "billing.invoice.send". Name the team that answers for it in meta.owners.',
        place: 'src/contract.ts:7:13',
        text: '[]',
        contract: 'command billing.invoice.send',
      },
    ]);
  });

  it('reports a contract whose meta does not mention owners', () => {
    const [finding, ...others] = runRule(requireOwners, command({ owners: null }));
    expect(finding?.message).toBe('No owner is named for "billing.invoice.send". Name the team that answers for it in meta.owners.');
    expect(finding?.place).toBe('src/contract.ts:3:9');
    expect(others).toEqual([]);
  });

  it('asks for no owner where the policy asks for none', () => {
    expect(runRule(requireOwners, command({ owners: '[]' }), { policy: { owners: { min: 0 } } })).toEqual([]);
  });

  it('reports fewer owners than the policy asks for', () => {
    expect(runRule(requireOwners, command({ owners: "['@acme/billing']" }), { policy: { owners: { min: 2 } } })).toEqual([
      {
        message: '"billing.invoice.send" has 1 owner, the policy asks for at least 2. Name the team that answers for it in meta.owners.',
        place: 'src/contract.ts:7:13',
        text: "['@acme/billing']",
        contract: 'command billing.invoice.send',
      },
    ]);
  });

  it('accepts as many owners as the policy asks for', () => {
    expect(
      runRule(requireOwners, command({ owners: "['@acme/billing', '@acme/core']" }), { policy: { owners: { min: 2, max: 2 } } }),
    ).toEqual([]);
  });

  it('reports more owners than the policy allows', () => {
    expect(runRule(requireOwners, command({ owners: "['@a', '@b', '@c']" }), { policy: { owners: { max: 2 } } })).toEqual([
      {
        message: '"billing.invoice.send" has 3 owners, the policy allows at most 2. Remove what is not needed from meta.owners.',
        place: 'src/contract.ts:7:13',
        text: "['@a', '@b', '@c']",
        contract: 'command billing.invoice.send',
      },
    ]);
  });

  it('reports an owner that is named twice, and removes the second', () => {
    expect(runRule(requireOwners, command({ owners: "['@a', '@b', '@a']" }))).toEqual([
      {
        message: 'The owner "@a" of "billing.invoice.send" is named more than once. Remove the repetition.',
        place: 'src/contract.ts:7:26',
        text: "'@a'",
        contract: 'command billing.invoice.send',
        subject: '@a',
        related: [{ message: '"@a" is named here first.', place: 'src/contract.ts:7:14', text: "'@a'" }],
        fix: command({ owners: "['@a', '@b']" }),
      },
    ]);
  });

  it.each(['TODO', 'tbd', '-', 'N/A', '???'])('reports %j, which only holds the place of an owner', (owner) => {
    expect(runRule(requireOwners, command({ owners: `['@acme/billing', '${owner}']` }))).toEqual([
      {
        message: `The owner "${owner}" of "billing.invoice.send" is a placeholder. Name the team that answers for it.`,
        place: 'src/contract.ts:7:31',
        text: `'${owner}'`,
        contract: 'command billing.invoice.send',
        subject: owner,
      },
    ]);
  });

  it.each(['todo-team', '@acme/todo', 'xx', 'команда'])('takes %j for a team', (owner) => {
    expect(runRule(requireOwners, command({ owners: `['${owner}']` }))).toEqual([]);
  });

  it('takes the placeholders from the policy', () => {
    const policy = { meta: { placeholders: ['nobody'] } };
    expect(runRule(requireOwners, command({ owners: "['Nobody']" }), { policy })).toHaveLength(1);
    expect(runRule(requireOwners, command({ owners: "['TODO']" }), { policy })).toEqual([]);
  });

  it('leaves a placeholder to the directory, where there is one', () => {
    const owners = { directory: directory({ '@acme/billing': {} }) };
    expect(runRule(requireOwners, command({ owners: "['TODO']" }), { policy: { owners } })).toEqual([]);
    expect(runRule(requireOwners, command({ owners: "['TODO']" }), { policy: { owners, rules: { 'known-owner': 'off' } } })).toHaveLength(
      1,
    );
  });

  it('keeps the lines of a list when it removes an owner', () => {
    const [finding] = runRule(requireOwners, command({ owners: "[\n      '@a',\n      '@a', // again\n    ]" }));
    expect(finding?.fix).toBe(command({ owners: "[\n      '@a', // again\n    ]" }));
  });

  it('removes an owner that a spread has brought already', () => {
    const before = "const OWNERS = ['@a'] as const;\n";
    const [finding] = runRule(requireOwners, command({ owners: "[...OWNERS, '@a']" }, { before }));
    expect(finding?.fix).toBe(command({ owners: '[...OWNERS]' }, { before }));
  });

  it('removes nothing where a comment stands between', () => {
    const [finding] = runRule(requireOwners, command({ owners: "['@a', /* why */ '@a']" }));
    expect(finding?.text).toBe("'@a'");
    expect(finding).not.toHaveProperty('fix');
  });

  it('removes no argument of a function', () => {
    const before = 'const pair = (a: string, b: string) => [a, b];\n';
    const [finding] = runRule(requireOwners, command({ owners: "pair('@a', '@a')" }, { before }));
    expect(finding?.subject).toBe('@a');
    expect(finding).not.toHaveProperty('fix');
  });

  it('reports an empty owner once', () => {
    expect(runRule(requireOwners, command({ owners: "[' ']" }))).toEqual([
      {
        message: 'The owner in place 1 of meta.owners of "billing.invoice.send" is empty. Write a name or remove it.',
        place: 'src/contract.ts:7:14',
        text: "' '",
        contract: 'command billing.invoice.send',
        subject: '1',
      },
    ]);
  });

  it('reports owners that are no list', () => {
    expect(runRule(requireOwners, command({ owners: "'@a'" }))).toEqual([
      {
        message: 'meta.owners of "billing.invoice.send" is a string, it must be an array of strings.',
        place: 'src/contract.ts:7:13',
        text: "'@a'",
        contract: 'command billing.invoice.send',
      },
    ]);
  });

  it('reports an owner that is no string', () => {
    expect(runRule(requireOwners, command({ owners: "['@a', 5]" }))).toEqual([
      {
        message: 'The owner in place 2 of meta.owners of "billing.invoice.send" is a number, it must be a string.',
        place: 'src/contract.ts:7:20',
        text: '5',
        contract: 'command billing.invoice.send',
        subject: '2',
      },
    ]);
  });

  it('says nothing of owners that cannot be read', () => {
    expect(
      runRule(requireOwners, command({ owners: "teamFor('x')" }, { before: 'declare function teamFor(name: string): string[];\n' })),
    ).toEqual([]);
    expect(
      runRule(requireOwners, command({ owners: "[teamFor('x')]" }, { before: 'declare function teamFor(name: string): string;\n' }), {
        policy: { owners: { min: 2 } },
      }),
    ).toEqual([]);
  });
});
