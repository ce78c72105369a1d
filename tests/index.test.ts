import { describe, expect, it } from 'vitest';
import { check, contractToJson, diff, diffToJson, exitCodeOf, list, loadPolicy, SourceError } from '../src/index.ts';
import { repository } from './cli/support.ts';
import { command, event } from './support/sources.ts';

const POLICY = 'version: 1\nextends: [recommended]\n';
const files = { 'contracts-governance.yaml': POLICY, 'src/send.ts': command({ owners: '[]' }), 'src/sent.ts': event() };

describe('the programmatic API', () => {
  it('checks', () => {
    const { root } = repository(files);
    const result = check({ cwd: root });
    expect(result.findings.map(({ rule }) => rule)).toEqual(['require-owners']);
    expect(exitCodeOf(result, { failOn: 'error', maxWarnings: null })).toBe(1);
  });
  it('says why there is no verdict instead of throwing', () => {
    expect(check({ cwd: '/no/such/folder' }).problems).toMatchObject([{ message: 'There is no folder "/no/such/folder".' }]);
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
    const { comparison, base, head } = diff({ cwd: workspace.root, base: 'HEAD' });
    expect(comparison && diffToJson(comparison, { tool: { name: 'x', version: '1' }, base, head }).contracts).toMatchObject([
      { key: 'billing.invoice.void', status: 'added' },
    ]);
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
