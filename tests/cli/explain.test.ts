import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/compare/catalogue.ts';
import { rules } from '../../src/rules/index.ts';
import { command } from '../support/sources.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { cli, repository } from './support.ts';

const POLICY = "version: 1\nextends: [recommended]\naudit:\n  labels: ['{event}', 'audit.{event}']\n";
const files = { 'contracts-governance.yaml': POLICY, 'src/send.ts': command() };

describe('explain', () => {
  it('waives by example for a term that the policy allows', async () => {
    const example = async (policy: string): Promise<string | undefined> => {
      const { root } = repository({ 'contracts-governance.yaml': `version: 1\n${policy}`, 'src/send.ts': command() });
      const { stdout } = await cli(root, ['explain', 'audit-coverage', '--today', '2027-12-15']);
      return /expires: (\S+)/.exec(stdout)?.[1];
    };
    expect(await example('')).toBe('2028-02-13');
    expect(await example('waivers: { maxDays: 10 }\n')).toBe('2027-12-25');
  });

  it('shows the page of a rule, the options in force with their place, and how to waive it', async () => {
    const { root } = repository(files);
    const { code, stdout } = await cli(root, ['explain', 'audit-coverage']);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe('audit-coverage');
    for (const heading of ['Why', 'Wrong', 'Right', 'Policy', 'What it cannot see', 'How to fix', 'How to waive'])
      expect(stdout).toContain(`\n${heading}\n`);
    expect(stdout).toContain('  audit.labels          ["{event}","audit.{event}"]  # contracts-governance.yaml:4\n');
    expect(stdout).toContain('  rules.audit-coverage  error  # recommended\n');
    expect(stdout).toContain('    waivers:\n      - rule: audit-coverage\n');
    expect(stdout).not.toMatch(/<!--|\]\(|^#/m);
  });

  it.each(rules.map(({ id }) => id))('has a page for %s', async (id) => {
    const { root } = repository(files);
    const { code, stdout } = await cli(root, ['explain', id]);
    expect(code).toBe(0);
    expect(stdout).toContain('\nWhy\n');
  });

  it('knows the assertions of the policy', async () => {
    const policy = `${POLICY}assert:\n  - { id: titled, message: Contracts have a title., for: { kinds: [command] }, value: meta.title, required: true }\n  - { id: owned, value: owners, minItems: 1 }\n`;
    const { root } = repository({ ...files, 'contracts-governance.yaml': policy });
    const { code, stdout } = await cli(root, ['explain', 'titled']);
    expect(code).toBe(0);
    expect(stdout).toContain('Contracts have a title.\n');
    expect(stdout).toContain('# contracts-governance.yaml:');
    expect(stdout).toContain('"id":"titled"');
    expect(stdout).not.toContain('"id":"owned"');
  });

  it('reads the policy of a folder without git, and walks no further', async () => {
    const root = temporaryFolder({
      'contracts-governance.yaml': 'extends: [./governance/org.yaml]\n',
      'governance/org.yaml': 'rules: { audit-coverage: warn }\n',
      'deep/contracts-governance.yaml': 'never: read\n',
    });
    const { code, stdout } = await cli(root, ['explain', 'audit-coverage']);
    expect(code).toBe(0);
    expect(stdout).toContain('  rules.audit-coverage  warn  # governance/org.yaml:1\n');
  });

  it('tells of a kind of change', async () => {
    const { root } = repository(files);
    const { code, stdout } = await cli(root, ['explain', 'input-required-field-added']);
    expect(code).toBe(0);
    expect(stdout).toContain('  Class     breaking\n  Direction input\n');
    expect(stdout).toContain('Whom it breaks\n');
  });

  it('lists all rules and changes without an id', async () => {
    const { root } = repository(files);
    const { stdout } = await cli(root, ['explain']);
    for (const id of [...rules.map((rule) => rule.id), ...catalogue.map((entry) => entry.id)]) expect(stdout).toContain(`  ${id} `);
  });

  it('suggests where there is no such id', async () => {
    const { root } = repository(files);
    const { code, stderr } = await cli(root, ['explain', 'audit-coverag']);
    expect(code).toBe(2);
    expect(stderr).toContain('There is no rule and no change "audit-coverag".\n  Did you mean "audit-coverage"?');
  });

  it('lists what begins so, unless that is too much', async () => {
    const { root } = repository(files);
    const hint = async (id: string): Promise<string | undefined> => (await cli(root, ['explain', id])).stderr.split('\n')[1]?.trim();
    expect(await hint('stability-re')).toBe('These begin so: stability-requirements, stability-restored.');
    expect(await hint('input')).toBe('Run `contracts-governance explain` to see all of them.');
  });

  it('fits a narrow terminal', async () => {
    const { root } = repository(files);
    const { stdout } = await cli(root, ['explain', 'input-required-field-added', '--no-color'], { columns: 50 });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(50);
  });
});

describe('print-config', () => {
  it('shows each value with the layer that set it', async () => {
    const { root } = repository({
      ...files,
      'contracts-governance.yaml': `${POLICY}overrides:\n  - for: { files: ['src/**'] }\n    rules: { require-tags: error }\n`,
    });
    const { code, stdout } = await cli(root, ['print-config', 'src/send.ts']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^src\/send\.ts\n\n/);
    expect(stdout).toMatch(/^ {2}audit\.labels +\["\{event\}","audit\.\{event\}"\] {2}# contracts-governance\.yaml:4$/m);
    expect(stdout).toMatch(/^ {2}rules\.require-tags +error {2}# contracts-governance\.yaml:7$/m);
    expect(stdout).toMatch(/^ {2}rules\.require-owners +error {2}# recommended$/m);
  });
  it('takes the key of a contract, and paths from where it is called', async () => {
    const { root } = repository(files);
    expect((await cli(root, ['print-config', 'billing.invoice.send'])).stdout).toMatch(
      /^command billing\.invoice\.send in src\/send\.ts\n/,
    );
    expect((await cli(`${root}/src`, ['print-config', 'send.ts'])).stdout).toMatch(/^src\/send\.ts\n/);
  });
  it('suggests where there is neither', async () => {
    const { root } = repository(files);
    const { code, stderr } = await cli(root, ['print-config', 'src/sedn.ts']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean "src/send.ts"?');
  });
  it('names a file with contracts where it is given a folder', async () => {
    const { root } = repository({ ...files, 'src/a.ts': 'export {};\n' });
    const { code, stderr } = await cli(root, ['print-config', 'src/']);
    expect(code).toBe(2);
    expect(stderr).toContain('"src/" is a folder.');
    expect(stderr).toContain('such as "src/send.ts"');
    expect((await cli(`${root}/src`, ['print-config', '..'])).stderr).toContain('such as "../src/send.ts"');
  });
});

describe('--help', () => {
  it.each([
    [[], 'Exit codes:'],
    [['check'], 'Formats: stylish (default)'],
    [['diff'], 'Never fails on what it finds'],
    [['list'], 'With one key'],
    [['explain'], 'a rule or a change'],
    [['print-config'], 'the layer that set each value'],
    [['bump'], 'Write the versions'],
    [['release-snapshot'], 'released state'],
    [['baseline'], 'A baseline only shrinks'],
    [['waivers'], 'the findings they hide'],
  ])('of %j goes to stdout and tells what there is', async (argv, text) => {
    const { root } = repository(files);
    const { code, stdout, stderr } = await cli(root, [...argv, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace(/\s+/g, ' ')).toContain(text);
  });
});
