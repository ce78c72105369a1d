import { describe, expect, it } from 'vitest';
import { command, event } from '../support/sources.ts';
import { cli, repository } from './support.ts';

const POLICY = 'version: 1\nextends: [recommended]\n';
const emits =
  "  io: { input: null, output: null },\n  policy: { auth: 'user' },\n  // Both are needed.\n  sideEffects: {\n    emits: [\n      { key: 'a.made', version: '1.0.0', when: 'x', payload: null },\n      { key: 'a.sent', version: '1.0.0', when: 'x', payload: null },\n    ],\n    audit: [],\n  },\n";

describe('check --fix', () => {
  it('mends what is certain, keeps all else, and finds nothing to do the second time', async () => {
    const dirty = command({ tags: "['billing', 'billing'] /* of the domain */" });
    const workspace = repository({ 'contracts-governance.yaml': POLICY, 'src/send.ts': dirty });
    const { code, stderr } = await cli(workspace.root, ['check', '--fix']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Mended 1 finding in 1 file.\n' });
    const mended = workspace.read('src/send.ts');
    expect(mended).toBe(dirty.replace(", 'billing']", ']'));
    await cli(workspace.root, ['check', '--fix']);
    expect(workspace.read('src/send.ts')).toBe(mended);
  });

  it('tells what it found where a file cannot be written', async () => {
    // On Windows it would lie elsewhere.
    const workspace = repository({ 'contracts-governance.yaml': POLICY, 'a\\b.ts': command({ tags: "['billing', 'billing']" }) });
    const { code, stdout, stderr } = await cli(workspace.root, ['check', '--fix']);
    expect([code, stdout, stderr]).toEqual([2, expect.stringContaining('require-tags'), expect.stringContaining('is not a path below')]);
  });

  it('keeps CRLF and the byte order mark', async () => {
    const dirty = `\uFEFF${command({ tags: "['billing', 'billing']" })}`.replaceAll('\n', '\r\n');
    const workspace = repository({ 'contracts-governance.yaml': POLICY, 'src/send.ts': dirty });
    await cli(workspace.root, ['check', '--fix']);
    expect(workspace.read('src/send.ts')).toBe(dirty.replace(", 'billing']", ']'));
  });

  it('applies suggestions of one rule where asked to, several in one list too', async () => {
    const files = {
      'contracts-governance.yaml': POLICY,
      'src/made.ts': event({ key: "'a.made'" }),
      'src/sent.ts': event({ key: "'a.sent'" }),
    };
    const workspace = repository({ ...files, 'src/send.ts': command({ key: "'a.send'" }, { rest: emits }) });
    expect((await cli(workspace.root, ['check', '--fix'])).code).toBe(1);
    const { code, stderr } = await cli(workspace.root, ['check', '--fix', '--suggestions', 'audit-coverage']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Mended 2 findings in 1 file.\n' });
    expect(workspace.read('src/send.ts')).toContain("    audit: ['a.made', 'a.sent'],\n");
    expect(workspace.read('src/send.ts')).toContain('  // Both are needed.\n');
  });

  it('applies suggestions of several rules', async () => {
    const wrong = command({ version: "'1.0'", stability: "'stabel'" });
    const workspace = repository({ 'contracts-governance.yaml': POLICY, 'src/send.ts': wrong });
    const argv = ['check', '--fix', '--suggestions', 'valid-version', '--suggestions', 'valid-stability'];
    expect(await cli(workspace.root, argv)).toMatchObject({ code: 0, stderr: 'Mended 2 findings in 1 file.\n' });
    expect(workspace.read('src/send.ts')).toBe(wrong.replace("'1.0'", "'1.0.0'").replace('stabel', 'stable'));
  });

  it('mends a shared constant once', async () => {
    const owners = "export const TAGS = ['billing', 'billing'];\n";
    const using = (key: string): string => command({ key: `'${key}'`, tags: '[...TAGS]' }, { before: "import { TAGS } from './tags';\n" });
    const workspace = repository({
      'contracts-governance.yaml': POLICY,
      'src/tags.ts': owners,
      'src/a.ts': using('a.a'),
      'src/b.ts': using('a.b'),
    });
    await cli(workspace.root, ['check', '--fix']);
    const after = workspace.read('src/tags.ts');
    expect(["export const TAGS = ['billing', 'billing'];\n", "export const TAGS = ['billing'];\n"]).toContain(after);
    expect(workspace.read('src/a.ts')).toBe(using('a.a'));
  });

  it('writes nothing without a verdict', async () => {
    const dirty = command({ tags: "['billing', 'billing']" });
    const workspace = repository({
      'contracts-governance.yaml': POLICY,
      'src/send.ts': dirty,
      'src/broken.ts': `${command()}\nconst x = ;`,
    });
    const { code, stderr } = await cli(workspace.root, ['check', '--fix']);
    expect(code).toBe(2);
    expect(stderr).toContain('no verdict');
    expect(workspace.read('src/send.ts')).toBe(dirty);
  });

  it('mends nothing that a waiver hides', async () => {
    const dirty = command({ tags: "['billing', 'billing']" });
    const policy = `${POLICY}waivers:\n  entries:\n    - { rule: require-tags, contract: billing.invoice.send, reason: later, owner: '@acme/billing', expires: 2027-01-31 }\n`;
    const workspace = repository({ 'contracts-governance.yaml': policy, 'src/send.ts': dirty });
    await cli(workspace.root, ['check', '--fix', '--today', '2027-01-01']);
    expect(workspace.read('src/send.ts')).toBe(dirty);
  });
});
