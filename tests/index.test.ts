import { describe, expect, it } from 'vitest';
import { check, contractToJson, diff, diffToJson, exitCodeOf, type CheckOptions, list, loadPolicy, SourceError } from '../src/index.ts';
import { repository } from './cli/support.ts';
import { command, event } from './support/sources.ts';

const POLICY = 'version: 1\nextends: [recommended]\n';
const files = { 'contracts-governance.yaml': POLICY, 'src/send.ts': command({ owners: '[]' }), 'src/sent.ts': event() };

describe('the programmatic API', () => {
  it('checks', () => {
    const { root } = repository(files);
    const result = check({ cwd: root });
    expect(result.findings.map(({ rule }) => rule)).toEqual(['require-owners']);
    expect(exitCodeOf(result)).toBe(1);
    expect(exitCodeOf(result, { failOn: 'never' })).toBe(0);
  });
  it('says why there is no verdict instead of throwing', () => {
    expect(check({ cwd: '/no/such/folder' }).problems).toMatchObject([{ message: 'There is no folder "/no/such/folder".' }]);
  });
  it.each([
    ['nothing at all', undefined, 'The option "cwd" of check() must be the path of a folder.'],
    ['an option that there is not', { cwd: '.', ruels: ['audit-coverage'] }, 'check() has no option "ruels". Did you mean "rules"?'],
    ['a name of every object', { cwd: '.', constructor: 1 }, 'check() has no option "constructor".'],
    ['text for a list', { cwd: '.', paths: 'src' }, 'The option "paths" of check() must be a list of strings.'],
    [
      'a day that does not exist',
      { cwd: '.', today: '2026-02-30' },
      'The option "today" of check() must be a day that exists, as YYYY-MM-DD.',
    ],
    ['what compares, without a base', { cwd: '.', newOnly: true }, 'The option "newOnly" of check() needs the option "base".'],
  ])('refuses %s', (_, options, message) => {
    expect(() => check(options as unknown as CheckOptions)).toThrow(new TypeError(message));
  });
  it.each([
    ['a severity that there is not', { failOn: 'warning' }, 'The option "failOn" of exitCodeOf() must be error, warn or never.'],
    ['a misspelt option', { failon: 'warn' }, 'exitCodeOf() has no option "failon". Did you mean "failOn"?'],
    ['a text for a number', { maxWarnings: '0' }, 'The option "maxWarnings" of exitCodeOf() must be a whole number, 0 or more.'],
  ])('gives no verdict for %s', (_, options, message) => {
    const result = { problems: [], summary: { contracts: 1, error: 0, warn: 1, waived: 0, baseline: 0 } };
    expect(() => exitCodeOf(result, options as Parameters<typeof exitCodeOf>[1])).toThrow(new TypeError(message));
    expect(exitCodeOf(result, { maxWarnings: null })).toBe(0);
  });
  it('takes null for what is left out', () => {
    const { root } = repository(files);
    expect(check({ cwd: root, base: null, head: null, policy: null }).problems).toEqual([]);
    expect(() => diff({ cwd: root, base: null as unknown as string })).toThrow('The option "base" of diff() must be a revision, or true.');
  });
  it('lists', () => {
    const { inventory, problems } = list({ cwd: repository(files).root });
    expect(problems).toEqual([]);
    expect(inventory?.contracts.map((contract) => contractToJson(contract, inventory, null))).toMatchObject([
      { key: 'billing.invoice.send' },
      { key: 'billing.invoice.sent' },
    ]);
  });
  it('compares', () => {
    const workspace = repository(files);
    workspace.write({ 'src/void.ts': command({ key: "'billing.invoice.void'" }) });
    const result = diff({ cwd: workspace.root, base: 'HEAD' });
    expect(diffToJson(result)).toMatchObject({
      tool: { name: 'contracts-governance' },
      base: result.base,
      head: 'working tree',
      contracts: [{ key: 'billing.invoice.void', status: 'added' }],
    });
    workspace.write({ 'contracts-governance.yaml': 'version: 2\n' });
    expect(diffToJson(diff({ cwd: workspace.root, base: 'HEAD' }))).toBe(null);
  });
  it('throws on a base that does not exist', () => {
    const { root } = repository(files);
    expect(() => diff({ cwd: root, base: 'nowhere' })).toThrow(SourceError);
  });
  it('loads the policy', () => {
    const { policy, problems } = loadPolicy({
      cwd: repository({ ...files, 'contracts-governance.yaml': `${POLICY}rules: { require-owners: off }\n` }).root,
    });
    expect(problems).toEqual([]);
    expect(policy.defaults.severity('require-owners')).toBe('off');
  });
});
