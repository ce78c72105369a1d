import { describe, expect, it } from 'vitest';
import { judgedContracts, runRules } from '../../src/check/run-rules.ts';
import { readInventory } from '../../src/contracts/read.ts';
import type { Severity } from '../../src/policy/severity.ts';
import { defineRule, type FileRule, type Rule } from '../../src/rules/rule.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { policyWith } from '../support/policy.ts';
import { command } from '../support/sources.ts';

const meta = {
  area: 'tags',
  description: 'A rule of a test',
  messages: { found: 'Found {{what}}.', other: 'Other.', suggest: 'Write {{text}}.' },
  policy: [],
} as const;

function fileRule(id: string, check: FileRule['check']): FileRule {
  return defineRule({ ...meta, id, scope: 'file', check });
}
const breaking = fileRule('breaking', () => {
  throw new Error('no such thing');
});
const naming = fileRule('naming', (contract, { report }) => {
  report({ messageId: 'found', data: { what: 'a key' }, contract, at: contract.key.site, subject: 'key' });
});

const tree = memoryTree({ 'src/b.ts': command({ key: "'a.b'" }), 'src/a.ts': command({ key: "'a.a'" }) });
const inventory = readInventory(tree, policyWith().read);

function run(rules: readonly Rule[], severities: Readonly<Record<string, Severity>> = {}): ReturnType<typeof runRules> {
  return runRules({ inventory, policy: policyWith({ rules: severities }), rules, today: '2026-06-15' });
}

describe('runRules', () => {
  it('gives findings with place, message and contract, in the order of the files', () => {
    const { findings } = run([naming]);
    expect(
      findings.map(({ file, line, column, endColumn, message, contract, subject, severity }) => ({
        file,
        line,
        column,
        endColumn,
        message,
        key: contract?.key,
        subject,
        severity,
      })),
    ).toEqual([
      { file: 'src/a.ts', line: 4, column: 10, endColumn: 15, message: 'Found a key.', key: 'a.a', subject: 'key', severity: 'error' },
      { file: 'src/b.ts', line: 4, column: 10, endColumn: 15, message: 'Found a key.', key: 'a.b', subject: 'key', severity: 'error' },
    ]);
  });

  it('goes on when a rule throws, and says so once', () => {
    const { findings, problems } = run([breaking, naming]);
    expect(findings).toHaveLength(2);
    expect(problems).toMatchObject([{ message: 'The rule "breaking" failed on "a.a": no such thing', file: 'src/a.ts' }]);
  });

  it('does not run a rule that is off', () => {
    expect(run([breaking], { breaking: 'off' }).problems).toEqual([]);
  });

  it.each<[Severity, 'error' | 'warn' | undefined, string]>([
    ['error', undefined, 'error'],
    ['error', 'warn', 'warn'],
    ['error', 'error', 'error'],
    ['warn', undefined, 'warn'],
    ['warn', 'error', 'warn'],
  ])('with %s in the policy makes of %s %s', (inPolicy, ofReport, expected) => {
    const split = fileRule('split', (contract, { report }) => {
      report({ messageId: 'other', contract, at: contract.call, ...(ofReport && { severity: ofReport }) });
    });
    expect(run([split], { split: inPolicy }).findings[0]?.severity).toBe(expected);
  });

  it('does not depend on the order of the rules', () => {
    const again = fileRule('again', naming.check);
    expect(run([again, naming]).findings).toEqual(run([naming, again]).findings);
  });

  it('runs what a file rule asks of the repository', () => {
    const wide = defineRule<FileRule>({
      ...naming,
      id: 'wide',
      check: () => undefined,
      checkRepository: ({ contracts }, { report }) =>
        contracts.slice(0, 1).forEach((contract) => report({ messageId: 'other', contract, at: contract.call })),
    });
    expect(run([wide]).findings).toHaveLength(1);
  });

  it('runs no base rule without a base', () => {
    const base = defineRule<Rule>({ ...meta, id: 'base', scope: 'base', check: () => expect.unreachable() });
    expect(run([base]).problems).toEqual([]);
  });

  it('fills the messages of suggestions from both data', () => {
    const suggesting = fileRule('suggesting', (contract, { report }) => {
      report({
        messageId: 'found',
        data: { what: 'x' },
        contract,
        at: contract.key.site,
        suggestions: [{ messageId: 'suggest', data: { text: '"y"' }, fix: { edits: [{ span: contract.key.site, text: "'y'" }] } }],
      });
    });
    expect(run([suggesting]).findings[0]?.suggestions).toEqual([
      { message: 'Write "y".', fix: { edits: [{ file: 'src/a.ts', line: 4, column: 10, endLine: 4, endColumn: 15, text: "'y'" }] } },
    ]);
  });
});

describe('judgedContracts', () => {
  it('has the rules that are on', () => {
    const judged = judgedContracts({ inventory, policy: policyWith({ rules: { naming: 'off' } }), rules: [naming, breaking] });
    expect(judged.map(({ rules }) => rules)).toEqual([['breaking'], ['breaking']]);
  });
});

it('gives rules the text that was judged, whatever the file says by now', () => {
  const text = command({ key: "'a.b'" });
  let read = 0;
  const onDisk = memoryTree({ 'src/a.ts': text });
  const counting = { ...onDisk, read: (file: string): string => (read++ === 0 ? onDisk.read(file) : 'changed since') };
  const judged = readInventory(counting, policyWith().read);
  const texts: string[] = [];
  const reading = fileRule('reading', (contract, context) => void texts.push(context.tree.read(contract.file)));
  expect(runRules({ inventory: judged, policy: policyWith(), rules: [reading], today: '2026-06-15' }).problems).toEqual([]);
  expect(texts).toEqual([text]);
});
