import { describe, expect, it } from 'vitest';
import { command, event } from '../support/sources.ts';
import { cli, cliJson, type JsonFinding, repository, type Workspace } from './support.ts';

const POLICY = 'version: 1\nextends: [recommended]\n';
const emits =
  "  io: { input: null, output: null },\n  policy: { auth: 'user' },\n  sideEffects: { emits: [{ key: 'a.made', version: '1.0.0', when: 'x', payload: null }, { key: 'a.sent', version: '1.0.0', when: 'x', payload: null }], audit: [AUDIT] },\n";
const emitting = (audit: string): string => command({ key: "'a.send'" }, { rest: emits.replace('AUDIT', audit) });
const events = { 'src/made.ts': event({ key: "'a.made'" }), 'src/sent.ts': event({ key: "'a.sent'" }) };
const files = { 'contracts-governance.yaml': POLICY, ...events, 'src/send.ts': emitting("'a.made'") };

async function findings(workspace: Workspace, ...argv: string[]): Promise<readonly Pick<JsonFinding, 'rule' | 'status' | 'subject'>[]> {
  const { json } = await cliJson(workspace.root, ['check', '--format', 'json', ...argv]);
  expect(json.errors).toEqual([]);
  return json.findings.map(({ rule, status, subject }) => ({ rule, status, subject }));
}

const waiver = (expires: string, rest = ''): string =>
  `${POLICY}waivers:\n  entries:\n    - rule: audit-coverage\n      contract: a.send\n      reason: The audit pipeline is late\n      owner: '@acme/billing'\n      expires: ${expires}\n${rest}`;

describe('baseline', () => {
  it('hides what is in it, also when the code moves and the file is renamed', async () => {
    const workspace = repository(files);
    const written = await cli(workspace.root, ['baseline', '--allow-additions']);
    expect(written).toMatchObject({ code: 0, stderr: '' });
    expect(workspace.read('.contracts-governance/baseline.json').split('\n')).toHaveLength(7);
    expect(await findings(workspace)).toEqual([{ rule: 'audit-coverage', status: 'baseline', subject: 'a.sent' }]);
    workspace.remove('src/send.ts');
    workspace.write({ 'src/moved.ts': `// moved\n\n${emitting("'a.made'")}` });
    expect((await cli(workspace.root, ['check'])).stdout).toBe('✔ No findings in 3 contracts (1 in the baseline).\n');
  });

  it('hides what a team is called, contract by contract: one more that spells it otherwise is new', async () => {
    const spelled = (key: string, owner: string): string => event({ key: `'${key}'`, owners: `['${owner}']` });
    const workspace = repository({
      'contracts-governance.yaml': POLICY,
      'src/b.ts': spelled('a.made', '@acme.core'),
      'src/c.ts': spelled('b.made', '@acme.core'),
      'src/d.ts': spelled('c.made', 'acme.core'),
    });
    await cli(workspace.root, ['baseline', '--allow-additions']);
    expect(await findings(workspace)).toEqual([{ rule: 'consistent-owners', status: 'baseline', subject: '@acme.core' }]);
    workspace.write({ 'src/a.ts': spelled('d.made', '@acme.core') });
    workspace.remove('src/d.ts');
    workspace.write({ 'src/0.ts': spelled('c.made', 'acme.core') });
    expect(await findings(workspace)).toEqual([{ rule: 'consistent-owners', status: 'baseline', subject: '@acme.core' }]);
    workspace.commit('known');
    workspace.write({ 'src/e.ts': spelled('e.made', 'acme.core') });
    expect(await findings(workspace)).toEqual([{ rule: 'consistent-owners', status: 'new', subject: '@acme.core' }]);
    const news = await findings(workspace, '--base', 'HEAD', '--new-only');
    expect(news).toEqual([{ rule: 'consistent-owners', status: 'new', subject: '@acme.core' }]);
    expect((await cli(workspace.root, ['baseline', '--allow-additions'])).stdout).toContain(
      'Put in:\n+ consistent-owners  event e.made  acme.core\n',
    );
    expect(await findings(workspace)).toEqual([{ rule: 'consistent-owners', status: 'baseline', subject: '@acme.core' }]);
    workspace.write({ 'src/0.ts': spelled('c.made', '@acme.core') });
    expect((await cli(workspace.root, ['baseline', '--prune'])).stdout).toContain(
      'Taken out:\n- consistent-owners  event c.made  acme.core\n',
    );
    expect(await findings(workspace)).toEqual([{ rule: 'consistent-owners', status: 'baseline', subject: '@acme.core' }]);
  });

  it('hides that a contract is declared twice, and not that it is declared a third time', async () => {
    const workspace = repository({ 'contracts-governance.yaml': POLICY, 'src/a.ts': event(), 'src/b.ts': event() });
    await cli(workspace.root, ['baseline', '--allow-additions']);
    expect(await findings(workspace)).toMatchObject([{ rule: 'unique-contract', status: 'baseline' }]);
    workspace.write({ 'src/c.ts': event() });
    expect(await findings(workspace)).toMatchObject([{ rule: 'unique-contract', status: 'new' }]);
  });

  it('hides a name on the wire that contracts share, whichever comes first', async () => {
    const pinned = (key: string): string =>
      command(
        { key: `'${key}'` },
        {
          rest: "  io: { input: null, output: null },\n  policy: { auth: 'user' },\n  transport: { rest: { method: 'POST', path: '/send' } },\n",
        },
      );
    const workspace = repository({ 'contracts-governance.yaml': POLICY, 'src/a.ts': pinned('a.send'), 'src/b.ts': pinned('b.send') });
    await cli(workspace.root, ['baseline', '--allow-additions']);
    expect(await findings(workspace)).toMatchObject([{ rule: 'unique-transport-name', status: 'baseline' }]);
    workspace.remove('src/a.ts');
    workspace.write({ 'src/c.ts': pinned('a.send') });
    expect(await findings(workspace)).toMatchObject([{ rule: 'unique-transport-name', status: 'baseline' }]);
    workspace.write({ 'src/d.ts': pinned('d.send') });
    expect(await findings(workspace)).toMatchObject([{ rule: 'unique-transport-name', status: 'new' }]);
  });

  it('sees one finding mended and another one made, in the same file and of the same rule', async () => {
    const workspace = repository(files);
    await cli(workspace.root, ['baseline', '--allow-additions']);
    workspace.write({ 'src/send.ts': emitting("'a.sent'") });
    const found = await findings(workspace);
    expect(found).toEqual([
      { rule: 'waivers', status: 'new', subject: expect.any(String) as string },
      { rule: 'audit-coverage', status: 'new', subject: 'a.made' },
    ]);
  });

  it('hides it also in the change that raises the major version, with which nothing new came', async () => {
    const workspace = repository(files);
    await cli(workspace.root, ['baseline', '--allow-additions']);
    workspace.commit('baseline', {});
    workspace.write({ 'src/send.ts': emitting("'a.made'").replace("version: '1.0.0'", "version: '2.0.0'") });
    expect(await findings(workspace, '--base', 'HEAD')).toEqual([{ rule: 'audit-coverage', status: 'baseline', subject: 'a.sent' }]);
    workspace.remove('.contracts-governance');
    expect(await findings(workspace, '--base', 'HEAD', '--new-only')).toEqual([]);
  });

  it('takes no entry from a change for a finding that is still to come', async () => {
    const workspace = repository(files);
    await cli(workspace.root, ['baseline', '--allow-additions']);
    const entry = workspace.read('.contracts-governance/baseline.json');
    expect(await findings(workspace, '--base', 'HEAD')).toEqual([{ rule: 'audit-coverage', status: 'new', subject: 'a.sent' }]);
    workspace.remove('.contracts-governance');
    const mended = emitting("'a.made', 'a.sent'");
    workspace.commit('mended', { 'src/send.ts': mended });
    workspace.write({ '.contracts-governance/baseline.json': entry });
    expect(await findings(workspace, '--base', 'HEAD')).toEqual([
      { rule: 'waivers', status: 'new', subject: expect.any(String) as string },
    ]);
  });

  it('comes with the first policy, and is in force at once', async () => {
    const { 'contracts-governance.yaml': policy, ...sources } = files;
    const workspace = repository(sources);
    workspace.write({ 'contracts-governance.yaml': policy });
    await cli(workspace.root, ['baseline', '--allow-additions']);
    expect(await findings(workspace, '--base', 'HEAD')).toEqual([{ rule: 'audit-coverage', status: 'baseline', subject: 'a.sent' }]);
    workspace.remove('contracts-governance.yaml');
    expect(await findings(workspace, '--base', 'HEAD')).toEqual([{ rule: 'audit-coverage', status: 'new', subject: 'a.sent' }]);
  });

  it('is not written where there is none and nothing to put in', async () => {
    const workspace = repository({ ...files, 'src/send.ts': emitting("'a.made', 'a.sent'") });
    expect((await cli(workspace.root, ['baseline', '--prune'])).stdout).toBe('0 findings in the baseline, 0 of them mended.\n');
    expect((await cli(workspace.root, ['baseline', '--allow-additions'])).stdout).toBe('0 findings in the baseline, 0 of them mended.\n');
    expect(() => workspace.read('.contracts-governance/baseline.json')).toThrow();
  });

  it('says how much is missing from it, and what it wrote, if it did', async () => {
    const workspace = repository(files);
    const baseline = async (...flags: readonly string[]): Promise<string> => (await cli(workspace.root, ['baseline', ...flags])).stdout;
    const missing = '0 findings in the baseline, 0 of them mended.\n1 finding not in it; --allow-additions puts in what is missing.\n';
    expect(await baseline()).toBe(missing);
    expect(await baseline('--prune')).toBe(missing);
    expect(await baseline('--allow-additions')).toContain('\nWrote .contracts-governance/baseline.json: 1 finding.\n');
    expect(await baseline('--prune')).toBe('1 finding in the baseline, 0 of them mended.\n');
  });

  it('says what is mended, at the line of the entry, and --prune takes it out', async () => {
    const workspace = repository(files);
    await cli(workspace.root, ['baseline', '--allow-additions']);
    workspace.write({ 'src/send.ts': emitting("'a.made', 'a.sent'") });
    const { code, stdout } = await cli(workspace.root, ['check']);
    expect(code).toBe(1);
    expect(stdout).toContain('.contracts-governance/baseline.json\n');
    expect(stdout).toContain('The finding of "audit-coverage" on command a.send is mended, but still in the baseline.');
    expect((await cli(workspace.root, ['baseline'])).stdout).toContain('1 finding in the baseline, 1 of them mended.');
    expect((await cli(workspace.root, ['baseline', '--prune'])).stdout).toContain('- audit-coverage  command a.send  a.sent');
    expect((await cli(workspace.root, ['check'])).code).toBe(0);
  });

  it('takes in nothing new without --allow-additions', async () => {
    const workspace = repository({ ...files, '.contracts-governance/baseline.json': '{ "schemaVersion": 1, "findings": [] }\n' });
    await cli(workspace.root, ['baseline', '--prune']);
    expect(JSON.parse(workspace.read('.contracts-governance/baseline.json'))).toEqual({ schemaVersion: 1, findings: [] });
    expect((await cli(workspace.root, ['check'])).code).toBe(1);
  });

  it('is refused when it is broken', async () => {
    const workspace = repository({ ...files, '.contracts-governance/baseline.json': '<<<<<<< HEAD\n' });
    const { code, stderr } = await cli(workspace.root, ['check']);
    expect(code).toBe(2);
    expect(stderr).toContain('.contracts-governance/baseline.json:1:1: The baseline is not JSON.');
  });

  it('does not blame a branch for what was mended on main', async () => {
    const workspace = repository(files);
    await cli(workspace.root, ['baseline', '--allow-additions']);
    workspace.commit('baseline');
    workspace.git('checkout', '-q', '-b', 'feature');
    workspace.commit('feature', { 'src/other.ts': event({ key: "'b.made'" }) });
    workspace.git('checkout', '-q', 'main');
    workspace.write({ 'src/send.ts': emitting("'a.made', 'a.sent'") });
    await cli(workspace.root, ['baseline', '--prune']);
    workspace.commit('mended');
    workspace.git('checkout', '-q', 'feature');
    expect((await cli(workspace.root, ['check', '--base', 'main'])).code).toBe(0);
  });

  it('excuses nothing that the change itself puts in', async () => {
    const workspace = repository({ ...files, 'src/send.ts': emitting("'a.made', 'a.sent'") });
    workspace.git('checkout', '-q', '-b', 'feature');
    workspace.write({ 'src/send.ts': emitting("'a.made'") });
    await cli(workspace.root, ['baseline', '--allow-additions']);
    workspace.commit('excused');
    expect((await findings(workspace, '--base', 'main')).filter(({ rule }) => rule === 'audit-coverage')).toEqual([
      { rule: 'audit-coverage', status: 'new', subject: 'a.sent' },
    ]);
  });

  it('knows a finding of the first version when a second one comes beside it', async () => {
    const workspace = repository({ ...files, 'src/send.ts': command({ key: "'a.send'", owners: '[]' }) });
    await cli(workspace.root, ['baseline', '--allow-additions']);
    workspace.write({ 'src/send2.ts': command({ key: "'a.send'", version: "'2.0.0'" }, { name: 'SendV2' }) });
    expect(await findings(workspace)).toEqual([{ rule: 'require-owners', status: 'baseline', subject: null }]);
  });
});

describe('waivers', () => {
  const run = async (policy: string, today: string): Promise<{ code: number; found: readonly object[] }> => {
    const workspace = repository({ ...files, 'contracts-governance.yaml': policy });
    const { code } = await cli(workspace.root, ['check', '--today', today]);
    return { code, found: await findings(workspace, '--today', today) };
  };
  it('hold on their last day, with a warning that they end', async () => {
    expect(await run(waiver('2027-01-31'), '2027-01-31')).toEqual({
      code: 0,
      found: [
        { rule: 'waivers', status: 'new', subject: 'audit-coverage' },
        { rule: 'audit-coverage', status: 'waived', subject: 'a.sent' },
      ],
    });
  });
  it('hold nothing the day after, and say so', async () => {
    expect(await run(waiver('2027-01-31'), '2027-02-01')).toEqual({
      code: 1,
      found: [{ rule: 'audit-coverage', status: 'expired-waiver', subject: 'a.sent' }],
    });
  });
  it('hold nothing with a bad date', async () => {
    const { root } = repository({ ...files, 'contracts-governance.yaml': waiver('2027-02-30') });
    const { code, stderr } = await cli(root, ['check', '--today', '2027-01-01']);
    expect(code).toBe(2);
    expect(stderr).toContain('2027-02-30');
  });
  it('are an error when they hide nothing', async () => {
    const workspace = repository({
      ...files,
      'contracts-governance.yaml': waiver('2027-01-31'),
      'src/send.ts': emitting("'a.made', 'a.sent'"),
    });
    expect(await findings(workspace, '--today', '2027-01-01')).toEqual([{ rule: 'waivers', status: 'new', subject: 'audit-coverage' }]);
  });
  it('may stand in a comment', async () => {
    const comment = '// contracts-governance-waive audit-coverage owner=@acme/billing expires=2027-01-31 -- The pipeline is late\n';
    const source = emitting("'a.made'").replace('export const', `${comment}export const`);
    const workspace = repository({ ...files, 'src/send.ts': source });
    expect(await findings(workspace, '--today', '2027-01-01')).toEqual([{ rule: 'audit-coverage', status: 'waived', subject: 'a.sent' }]);
  });
  it('in comments are not said to be for every contract', async () => {
    const comment = '// contracts-governance-waive audit-coverage owner=@acme/billing expires=2027-01-31 -- The pipeline is late\n';
    const workspace = repository({ ...files, 'src/send.ts': emitting("'a.made'").replace('export', `${comment}export`) });
    const { stdout } = await cli(workspace.root, ['waivers', '--today', '2027-01-30']);
    expect(stdout).toContain('audit-coverage  by a comment\n');
    const { json } = await cliJson(workspace.root, ['check', '--format', 'json', '--today', '2027-01-30']);
    expect(json.findings.filter(({ rule }) => rule === 'waivers').map(({ message }) => message)).toEqual([
      'The waiver of "audit-coverage" by @acme/billing ends in 1 day, on 2027-01-31. Mend what it hides, or renew it.',
    ]);
  });

  it('are shown as what they hide with --no-waivers', async () => {
    const workspace = repository({ ...files, 'contracts-governance.yaml': waiver('2027-01-31') });
    expect(await findings(workspace, '--today', '2027-01-01', '--no-waivers')).toEqual([
      { rule: 'audit-coverage', status: 'new', subject: 'a.sent' },
    ]);
  });
  it('wait for the base when they come with the change', async () => {
    const workspace = repository(files);
    workspace.git('checkout', '-q', '-b', 'feature');
    workspace.commit('waive', { 'contracts-governance.yaml': waiver('2027-01-31') });
    const { stdout } = await cli(workspace.root, ['check', '--base', 'main', '--today', '2027-01-01']);
    expect(stdout).toContain('is pending: it counts once it is in the base');
    expect((await findings(workspace, '--base', 'main', '--today', '2027-01-01')).filter(({ rule }) => rule === 'audit-coverage')).toEqual([
      { rule: 'audit-coverage', status: 'new', subject: 'a.sent' },
    ]);
  });
  it('are listed with days, owner and what they hide', async () => {
    const workspace = repository({ ...files, 'contracts-governance.yaml': waiver('2027-01-31') });
    const { code, stdout } = await cli(workspace.root, ['waivers', '--today', '2027-01-01']);
    expect(code).toBe(0);
    expect(stdout).toBe(`audit-coverage  a.send
  2027-01-31, 30 days left, 365 days old, hides 1 finding, @acme/billing
  The audit pipeline is late
  contracts-governance.yaml:5

1 waiver.
`);
    const { json } = await cliJson(workspace.root, ['waivers', '--today', '2027-01-01', '--format', 'json']);
    expect(json).toMatchObject({ waivers: [{ rule: 'audit-coverage', age: 365, daysLeft: 30, hidden: [{ file: 'src/send.ts' }] }] });
  });
});
