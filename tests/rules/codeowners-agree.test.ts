import { describe, expect, it } from 'vitest';
import { codeownersAgree } from '../../src/rules/codeowners-agree.ts';
import { directory, type PolicyPatch } from '../support/policy.ts';
import { command } from '../support/sources.ts';
import { runRule } from './harness.ts';

const run = (owners: string, codeowners: string, policy: PolicyPatch['owners'] = {}) =>
  runRule(codeownersAgree, { 'src/contract.ts': command({ owners }), '.github/CODEOWNERS': codeowners }, { policy: { owners: policy } });

describe('codeowners-agree', () => {
  it('judges nothing without CODEOWNERS', () => {
    expect(runRule(codeownersAgree, command())).toEqual([]);
  });

  it('accepts an owner that is a code owner of the file', () => {
    expect(run("['@acme/billing', '@acme/sales']", '* @acme/core\n/src/ @acme/Billing\n')).toEqual([]);
  });

  it('reports a contract none of whose owners is, and cites the line that wins', () => {
    expect(run("['@acme/billing']", '/src/ @acme/billing\n*.ts @acme/core # all code\n')).toEqual([
      {
        message:
          'None of the owners "@acme/billing" of "billing.invoice.send" is a code owner of its file: line 2 of .github/CODEOWNERS names "@acme/core". Make both name the same team.',
        place: 'src/contract.ts:7:13',
        text: "['@acme/billing']",
        contract: 'command billing.invoice.send',
        related: [{ message: 'This line says who owns the file.', place: '.github/CODEOWNERS:2:1', text: '*.ts @acme/core # all code' }],
      },
    ]);
  });

  it('reports a file that no line covers', () => {
    expect(run("['@acme/billing']", '/docs/ @acme/docs\n')).toEqual([
      {
        message:
          'No line of .github/CODEOWNERS gives src/contract.ts an owner, but "billing.invoice.send" has "@acme/billing". Add a line for it.',
        place: 'src/contract.ts:7:13',
        text: "['@acme/billing']",
        contract: 'command billing.invoice.send',
      },
    ]);
  });

  it('reports a file whose line takes the owners away', () => {
    expect(run("['@acme/billing']", '* @acme/billing\n/src/\n')).toMatchObject([
      { related: [{ place: '.github/CODEOWNERS:2:1', text: '/src/' }] },
    ]);
  });

  it('wants every owner of the contract, where the policy says subset', () => {
    const policy = { codeowners: 'subset' } as const;
    expect(run("['@acme/billing']", '* @acme/billing @acme/core\n', policy)).toEqual([]);
    expect(run("['@acme/billing', '@acme/sales']", '* @acme/billing @acme/core\n', policy)).toMatchObject([
      {
        message:
          'Owners of "billing.invoice.send" that are no code owners of its file: "@acme/sales". Line 1 of .github/CODEOWNERS names "@acme/billing" and "@acme/core". Make both name the same teams.',
      },
    ]);
  });

  it('wants both to be the same, where the policy says equal', () => {
    const policy = { codeowners: 'equal' } as const;
    expect(run("['@acme/billing']", '* @acme/billing\n', policy)).toEqual([]);
    expect(run("['@acme/billing']", '* @acme/billing @acme/core\n', policy)).toMatchObject([
      {
        message:
          'The code owners of the file of "billing.invoice.send" include "@acme/core" (line 1 of .github/CODEOWNERS), which the contract does not name. Make both name the same teams.',
      },
    ]);
  });

  it('compares through the handles of the directory', () => {
    const teams = directory({ '@platform.finance': { codeowners: ['@acme/finance', '@acme/finance-leads'] } });
    expect(run("['@platform.finance']", '* @acme/finance\n', { directory: teams })).toEqual([]);
    expect(run("['@platform.finance']", '* @platform.finance\n', { directory: teams })).toHaveLength(1);
    expect(run("['@platform.finance']", '* @acme/finance @acme/finance-leads\n', { directory: teams, codeowners: 'equal' })).toEqual([]);
  });

  it('leaves a contract without owners to require-owners', () => {
    expect(run('[]', '* @acme/core\n')).toEqual([]);
  });
});
