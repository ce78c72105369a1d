import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFolder } from '../support/git-repo.ts';
import { command } from '../support/sources.ts';
import { cli, cliJson, existing, repository, type Workspace } from './support.ts';

const LIBRARY = "import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\n";
const ID = 'id: { type: ScalarTypeEnum.ID(), isOptional: false }';
const EMAIL = 'email: { type: ScalarTypeEnum.EmailAddress(), isOptional: false }';
const model = (fields: string): string => `${LIBRARY}export const Input = defineSchemaModel({ name: 'Input', fields: { ${fields} } });\n`;
const send = command(
  {},
  { before: "import { Input } from './model.ts';\n", rest: "  io: { input: Input, output: null },\n  policy: { auth: 'user' },\n" },
);
const inline = (fields: string): string => `${model(fields)}${send.replace("import { Input } from './model.ts';\n", '')}`;
const other = command({ key: "'billing.invoice.pay'" });
const POLICY = 'version: 1\nextends: [recommended]\n';
const BROKEN = 'const x = ;\n';

/** A repository whose file was well, then was merged broken, and stands so on `main`. */
function merged(file: string, well: string, broken: string | Uint8Array, others: Readonly<Record<string, string>> = {}): Workspace {
  const workspace = repository({ 'contracts-governance.yaml': POLICY, 'src/pay.ts': other, ...others, [file]: well });
  workspace.commit('broken', { [file]: broken });
  return workspace;
}

async function check(
  workspace: Workspace,
): Promise<{ readonly code: number; readonly found: readonly (string | undefined)[]; readonly stderr: string }> {
  const { code, json, stderr } = await cliJson(workspace.root, ['check', '--base', 'main', '--format', 'json']);
  return { code, found: json.findings.map(({ rule, contract }) => `${rule} ${contract?.key ?? ''}`), stderr };
}

describe('a file that does not parse at the base', () => {
  it('is held to what it last said, when the head mends it', async () => {
    const workspace = merged('src/send.ts', inline(ID), `${inline(ID)}${BROKEN}`);
    workspace.write({ 'src/send.ts': inline(ID) });
    expect(await check(workspace)).toMatchObject({ code: 0, found: [] });
    workspace.write({ 'src/send.ts': inline(`${ID}, ${EMAIL}`) });
    expect(await check(workspace)).toMatchObject({ code: 1, found: ['version-bump billing.invoice.send'] });
    workspace.write({ 'src/send.ts': inline(`${ID}, ${EMAIL}`).replace("'1.0.0'", "'2.0.0'") });
    expect(await check(workspace)).toMatchObject({ code: 0, found: [] });
  });

  it('is looked for through several versions that do not parse either', async () => {
    const workspace = merged('src/send.ts', inline(ID), `${inline(ID)}${BROKEN}`);
    workspace.commit('broken otherwise', { 'src/send.ts': `${inline(`${ID}, ${EMAIL}`)}${BROKEN}` });
    workspace.write({ 'src/send.ts': inline(`${ID}, ${EMAIL}`) });
    expect(await check(workspace)).toMatchObject({ code: 1, found: ['version-bump billing.invoice.send'] });
  });

  it('is followed to the name that it had when it parsed', async () => {
    const workspace = repository({ 'contracts-governance.yaml': POLICY, 'src/pay.ts': other, 'src/send.ts': inline(ID) });
    workspace.remove('src/send.ts');
    workspace.commit('moved and broken', { 'src/mail/send.ts': `${inline(ID)}${BROKEN}` });
    workspace.commit('still broken', { 'src/mail/send.ts': `${inline(ID)}\n${BROKEN}` });
    workspace.write({ 'src/mail/send.ts': inline(ID) });
    const asItLastWas = /It is compared as it was at [0-9a-f]{12}, as src\/send\.ts, where it last did\./;
    expect(await check(workspace)).toMatchObject({ code: 0, found: [], stderr: expect.stringMatching(asItLastWas) });
    workspace.write({ 'src/mail/send.ts': inline(`${ID}, ${EMAIL}`) });
    expect(await check(workspace)).toMatchObject({ code: 1, found: ['version-bump billing.invoice.send'] });
    const { stderr } = await cli(workspace.root, ['diff', '--base', 'main']);
    expect(stderr).toMatch(asItLastWas);
  });

  it('does not hide a contract that is gone', async () => {
    const workspace = merged('src/send.ts', inline(ID), `${inline(ID)}${BROKEN}`);
    workspace.remove('src/send.ts');
    expect(await check(workspace)).toMatchObject({ code: 1, found: ['no-removed-contract billing.invoice.send'] });
  });

  it('may be one that contracts only import from', async () => {
    const workspace = merged('src/model.ts', model(ID), `${model(ID)}${BROKEN}`, { 'src/send.ts': send });
    workspace.write({ 'src/model.ts': model(ID) });
    expect(await check(workspace)).toMatchObject({ code: 0, found: [] });
    workspace.write({ 'src/model.ts': model(`${ID}, ${EMAIL}`) });
    expect(await check(workspace)).toMatchObject({ code: 1, found: ['version-bump billing.invoice.send'] });
  });

  it('may be one of which contracts only call a function', async () => {
    const tidy = 'export function tidy(model: any): void {\n  print(model);\n}\n';
    const calling = send.replace(
      "import { Input } from './model.ts';",
      "import { Input } from './model.ts';\nimport { tidy } from './tidy.ts';\ntidy(Input);",
    );
    const workspace = merged('src/tidy.ts', tidy, `${tidy}${BROKEN}`, { 'src/send.ts': calling, 'src/model.ts': model(ID) });
    workspace.write({ 'src/tidy.ts': tidy });
    expect(await check(workspace)).toMatchObject({ code: 0, found: [], stderr: expect.stringContaining('src/tidy.ts does not parse') });
  });

  it('leaves no verdict at the head, by whatever name it is imported', async () => {
    const calling = send.replace("import { Input } from './model.ts';", "import { Input } from './model.ts';\nimport '#effects';");
    const workspace = repository({
      'contracts-governance.yaml': POLICY,
      'package.json': JSON.stringify({ name: 'app', imports: { '#effects': './src/patch.ts' } }),
      'src/model.ts': model(ID),
      'src/patch.ts': 'print(1);\n',
      'src/send.ts': calling,
    });
    workspace.write({ 'src/patch.ts': 'print(2);\n' });
    expect(await check(workspace)).toMatchObject({ code: 0, found: [] });
    workspace.write({ 'src/patch.ts': `print(2);\n${BROKEN}` });
    expect(await check(workspace)).toMatchObject({ code: 2 });
  });

  it('may be no text', async () => {
    const workspace = merged('src/send.ts', inline(ID), Buffer.from(`\ufeff${inline(ID)}`, 'utf16le'));
    workspace.write({ 'src/send.ts': inline(`${ID}, ${EMAIL}`) });
    expect(await check(workspace)).toMatchObject({ code: 1, found: ['version-bump billing.invoice.send'] });
  });

  it('may have a name that is none, and can be renamed', async () => {
    const workspace = repository({ 'contracts-governance.yaml': POLICY, 'src/pay.ts': other });
    const file = Buffer.from(`${workspace.root}/src/caf\xe9.ts`, 'latin1');
    writeFileSync(file, inline(ID));
    workspace.commit('named in Latin-1');
    expect(await check(workspace)).toMatchObject({ code: 2 });
    rmSync(file);
    workspace.write({ 'src/send.ts': inline(ID) });
    expect(await check(workspace)).toMatchObject({ code: 0, found: [] });
  });

  it('never said anything when it never parsed', async () => {
    const workspace = repository({ 'contracts-governance.yaml': POLICY, 'src/pay.ts': other, 'src/send.ts': `${inline(ID)}${BROKEN}` });
    workspace.write({ 'src/send.ts': inline(ID) });
    expect(await check(workspace)).toMatchObject({ code: 0, found: [] });
    const { stdout, stderr } = await cli(workspace.root, ['diff', '--base', 'main']);
    expect(stdout).toContain('1 contract added');
    expect(stderr).toContain('src/send.ts does not parse. It is taken to be empty there');
  });

  it('leaves no verdict while the head is broken too', async () => {
    const workspace = merged('src/send.ts', inline(ID), `${inline(ID)}${BROKEN}`);
    expect(await check(workspace)).toMatchObject({ code: 2 });
    workspace.write({ 'src/send.ts': `${inline(ID)}\n${BROKEN}` });
    expect(await check(workspace)).toMatchObject({ code: 2 });
  });

  it('leaves no verdict where the history that holds its last form is cut off', async () => {
    const origin = merged('src/send.ts', inline(ID), `${inline(ID)}${BROKEN}`);
    const root = `${createFolder()}/clone`;
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${origin.root}`, root], { stdio: 'ignore' });
    const clone = existing(root);
    clone.write({ 'src/send.ts': inline(ID) });
    expect(await check(clone)).toMatchObject({ code: 2 });
  });
});

describe('a release with a file that does not parse', () => {
  it('does not make its contracts look as if they had never been released', async () => {
    const policy = `${POLICY}versioning: { released: 'v{version}' }\n`;
    const workspace = repository({ 'contracts-governance.yaml': policy, 'src/pay.ts': other, 'src/send.ts': `${inline(ID)}${BROKEN}` });
    workspace.git('tag', 'v1.0.0');
    workspace.commit('mended', { 'src/send.ts': inline(ID) });
    workspace.write({ 'src/send.ts': inline(`${ID}, ${EMAIL}`) });
    expect(await check(workspace)).toMatchObject({ code: 1, found: ['version-bump billing.invoice.send'] });
  });
});

describe('a file that a change breaks, and that contracts import', () => {
  const tidy = 'export function tidy(model: any): void {\n  print(model);\n}\n';
  const importing = (line: string): string =>
    send.replace("import { Input } from './model.ts';", `import { Input } from './model.ts';\n${line}`);

  it.each([
    ['for a function', "import { tidy } from './tidy.ts';\ntidy(Input);"],
    ['for its effects', "import './tidy.ts';"],
  ])('%s', async (_, line) => {
    const workspace = repository({
      'contracts-governance.yaml': POLICY,
      'src/send.ts': importing(line),
      'src/model.ts': model(ID),
      'src/tidy.ts': tidy,
      'src/tidy-other.ts': tidy,
    });
    workspace.write({ 'src/tidy-other.ts': `${tidy}${BROKEN}` });
    expect((await cli(workspace.root, ['check', '--base', 'main'])).code).toBe(0);
    workspace.write({ 'src/tidy.ts': `${tidy}${BROKEN}` });
    const { code, stderr } = await cli(workspace.root, ['check', '--base', 'main']);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('src/tidy.ts') });
  });
});
