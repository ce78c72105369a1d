import { describe, expect, it } from 'vitest';
import { validVersion } from '../../src/rules/valid-version.ts';
import { command } from '../support/sources.ts';
import { runRule } from './harness.ts';

describe('valid-version', () => {
  it.each(['1.0.0', '0.1.0', '10.20.30', '2.0.0'])('accepts %s', (version) => {
    expect(runRule(validVersion, command({ version: `'${version}'` }))).toEqual([]);
  });

  it('reports a missing version', () => {
    const [finding, ...others] = runRule(validVersion, command({ version: null }));
    expect(finding?.message).toBe('"billing.invoice.send" has no version. Write one in meta.version; a new contract begins at "1.0.0".');
    expect(finding?.place).toBe('src/contract.ts:3:9');
    expect(others).toEqual([]);
  });

  it.each(['banana', '2024-01-01', '1-2'])('reports %s, which is none', (text) => {
    expect(runRule(validVersion, command({ version: `'${text}'` }))).toEqual([
      {
        message: `The version "${text}" of "billing.invoice.send" is not a semantic version. Write three numbers such as "1.0.0".`,
        place: 'src/contract.ts:5:14',
        text: `'${text}'`,
        contract: 'command billing.invoice.send',
        subject: 'meta.version',
      },
    ]);
  });

  it.each([
    ['1', 'The version "1" of "billing.invoice.send" has one of three numbers. Write "1.0.0".', '1.0.0'],
    ['1.2', 'The version "1.2" of "billing.invoice.send" has two of three numbers. Write "1.2.0".', '1.2.0'],
    ['v1.0.0', 'The version "v1.0.0" of "billing.invoice.send" begins with "v". Write "1.0.0".', '1.0.0'],
    ['v1', 'The version "v1" of "billing.invoice.send" begins with "v". Write "1.0.0".', '1.0.0'],
    ['=1.0.0', 'The version "=1.0.0" of "billing.invoice.send" begins with "=". Write "1.0.0".', '1.0.0'],
    ['01.0.0', 'The version "01.0.0" of "billing.invoice.send" has a number that begins with 0. Write "1.0.0".', '1.0.0'],
    [' 1.0.0', 'The version " 1.0.0" of "billing.invoice.send" has spaces around it. Write "1.0.0".', '1.0.0'],
    [
      '1.0.0+7',
      'The version "1.0.0+7" of "billing.invoice.send" carries build metadata, which no consumer can compare. Write "1.0.0".',
      '1.0.0',
    ],
  ])('reports %s in its own words', (version, message, wanted) => {
    const [finding, ...others] = runRule(validVersion, command({ version: `'${version}'` }));
    expect(finding?.message).toBe(message);
    expect(finding?.text).toBe(`'${version}'`);
    expect(finding?.suggestions).toEqual([{ message: `Write "${wanted}".`, output: command({ version: `'${wanted}'` }) }]);
    expect(others).toEqual([]);
  });

  it.each(['1.0.0.0', '1.0.x', '1.0.0-', '1.0.0-01', '99999999999999999.0.0', ''])('offers nothing in place of %s', (version) => {
    const [finding] = runRule(validVersion, command({ version: `'${version}'` }));
    expect(finding?.message).toBe(
      `The version "${version}" of "billing.invoice.send" is not a semantic version. Write three numbers such as "1.0.0".`,
    );
    expect(finding).not.toHaveProperty('suggestions');
  });

  it('reports a number, and suggests the string of the same meaning', () => {
    expect(runRule(validVersion, command({ version: '1' }))).toEqual([
      {
        message: 'The version of "billing.invoice.send" is the number 1. Write the string "1.0.0".',
        place: 'src/contract.ts:5:14',
        text: '1',
        contract: 'command billing.invoice.send',
        subject: 'meta.version',
        suggestions: [{ message: 'Write "1.0.0".', output: command({ version: "'1.0.0'" }) }],
      },
    ]);
  });

  it('reports a fraction', () => {
    const [finding] = runRule(validVersion, command({ version: '1.1' }));
    expect(finding?.message).toBe(
      'The version of "billing.invoice.send" is the number 1.1, in which 1.1 and 1.10 are the same. Write a string of three numbers such as "1.0.0".',
    );
    expect(finding).not.toHaveProperty('suggestions');
  });

  it.each(['-1', '1e21'])('reports the number %s, which no version begins with', (version) => {
    const [finding] = runRule(validVersion, command({ version }));
    expect(finding).toMatchObject({ text: version, message: expect.stringContaining('is not a semantic version') as string });
    expect(finding).not.toHaveProperty('suggestions');
  });

  it('reports a version that is neither', () => {
    expect(runRule(validVersion, command({ version: '[1, 0, 0]' }))).toEqual([
      {
        message: 'meta.version of "billing.invoice.send" is an array, it must be a string such as "1.0.0".',
        place: 'src/contract.ts:5:14',
        text: '[1, 0, 0]',
        contract: 'command billing.invoice.send',
      },
    ]);
  });

  it('accepts a prerelease where the stage allows it', () => {
    expect(runRule(validVersion, command({ version: "'2.0.0-rc.1'", stability: "'beta'" }))).toEqual([]);
  });

  it('reports a prerelease of a stable contract', () => {
    expect(
      runRule(validVersion, command({ version: "'2.0.0-rc.1'", stability: "'stable'" }), {
        policy: { versioning: { prerelease: ['beta'] } },
      }),
    ).toEqual([
      {
        message:
          'The version "2.0.0-rc.1" of "billing.invoice.send" is a prerelease, which the policy does not allow for "stable". Write "2.0.0", or lower the stability to "beta".',
        place: 'src/contract.ts:5:14',
        text: "'2.0.0-rc.1'",
        contract: 'command billing.invoice.send',
        subject: 'meta.version',
        suggestions: [{ message: 'Write "2.0.0".', output: command({ version: "'2.0.0'" }) }],
      },
    ]);
  });

  it('points at the constant of another file', () => {
    const sources = {
      'src/version.ts': "export const VERSION = 'v2';\n",
      'src/contract.ts': command({ version: 'VERSION' }, { before: "import { VERSION } from './version';\n" }),
    };
    const [finding] = runRule(validVersion, sources);
    expect(finding).toMatchObject({
      place: 'src/contract.ts:6:14',
      text: 'VERSION',
      related: [{ message: 'The version is written here.', place: 'src/version.ts:1:24', text: "'v2'" }],
      suggestions: [{ output: { 'src/version.ts': "export const VERSION = '2.0.0';\n" } }],
    });
  });
});
