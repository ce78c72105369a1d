import { describe, expect, it } from 'vitest';
import { changesetsFor } from '../../src/compare/changesets.ts';
import { planBump } from '../../src/compare/plan-bump.ts';
import { applyEdits } from '../../src/source/edits.ts';
import { billing } from './support/billing.ts';
import { file, type Parts } from './support/contract-text.ts';
import { comparePair, type Edit, edited, type Files } from './support/pairs.ts';

const one = (...parts: readonly (Parts | string)[]): Files => ({ 'src/mail.ts': file(...parts) });

interface Bumped {
  readonly files: Files;
  readonly skipped: readonly string[];
}

/** Applies the plan, and makes sure that a second run finds nothing more to write. */
function bump(base: Files, head: Files): Bumped {
  const first = apply(base, head);
  expect(apply(base, first.files)).toEqual(first);
  return first;
}

function apply(base: Files, head: Files): Bumped {
  const plan = planBump(comparePair(base, head));
  const files: Record<string, string> = { ...head };
  for (const name of Object.keys(head)) {
    const edits = plan.edits.flatMap((fix) =>
      fix.edits.filter(({ span }) => span.file === name).map(({ span, text }) => ({ start: span.start, end: span.end, text })),
    );
    files[name] = applyEdits(head[name] ?? '', edits);
  }
  return {
    files,
    skipped: plan.skipped.map(
      ({ contract, reason, at }) =>
        `${contract.key.state === 'known' ? contract.key.value : '?'} at ${at.file}:${String(at.line)}: ${reason}`,
    ),
  };
}

const optionalEmail = 'email: { type: ScalarTypeEnum.EmailAddress(), isOptional: true },\n';
const breaksPayload: Edit = [optionalEmail, optionalEmail.replace('true', 'false')];

describe('the plan of a bump', () => {
  it('writes the owed version at its literal', () => {
    expect(bump(one({}), one({ fields: ['to', 'from'] }))).toEqual({
      files: one({ fields: ['to', 'from'], version: "'2.0.0'" }),
      skipped: [],
    });
  });

  it('leaves alone what is paid, and what owes nothing', () => {
    const paid = one({ fields: ['to', 'from'], version: "'2.0.0'" });
    expect(bump(one({}), paid)).toEqual({ files: paid, skipped: [] });
    expect(bump(one({}), one({}))).toEqual({ files: one({}), skipped: [] });
  });

  it('raises a version that rose by too little, and one that is none', () => {
    const bumped = { files: one({ fields: ['to', 'from'], version: "'2.0.0'" }), skipped: [] };
    expect(bump(one({}), one({ fields: ['to', 'from'], version: "'1.0.1'" }))).toEqual(bumped);
    expect(bump(one({}), one({ fields: ['to', 'from'], version: "'two'" }))).toEqual(bumped);
  });

  it('writes a constant of one contract where it stands, in another file, too', () => {
    const files = (version: string, fields: readonly string[]): Files => ({
      'src/version.ts': `export const VERSION = ${version};\n`,
      'src/mail.ts': `import { VERSION } from './version';\n${file({ version: 'VERSION', fields })}`,
    });
    expect(bump(files('"1.0.0"', ['to']), files('"1.0.0"', ['to', 'from']))).toEqual({
      files: files('"2.0.0"', ['to', 'from']),
      skipped: [],
    });
  });

  it('says so of a constant that others use, and leaves it', () => {
    const files = (fields: readonly string[]): Files =>
      one("const VERSION = '1.0.0';\n", { version: 'VERSION', fields }, { name: 'Other', key: "'mail.other'", version: 'VERSION' });
    expect(bump(files(['to']), files(['to', 'from']))).toEqual({
      files: files(['to', 'from']),
      skipped: ['mail.send at src/mail.ts:5: the version is a constant that "mail.other" also uses'],
    });
  });

  it('leaves it also when all that use it owe the same version', () => {
    const files = (fields: readonly string[]): Files =>
      one("const VERSION = '1.0.0';\n", { version: 'VERSION', fields }, { name: 'Other', key: "'mail.other'", version: 'VERSION', fields });
    expect(bump(files(['to']), files(['to', 'from']))).toEqual({
      files: files(['to', 'from']),
      skipped: [
        'mail.other at src/mail.ts:5: the version is a constant that "mail.send" also uses',
        'mail.send at src/mail.ts:5: the version is a constant that "mail.other" also uses',
      ],
    });
  });

  it('steps over the versions that stand beside it, and gives the nearest to the newest', () => {
    const files = (fields: readonly string[], first: string, second: string): Files =>
      one({ version: first, fields }, { name: 'SendV2', version: second, fields: ['by', ...fields] });
    const [base, head] = [files(['to'], "'1.0.0'", "'2.0.0'"), files(['to?'], "'1.0.0'", "'2.0.0'")];
    expect(bump(base, head)).toEqual({ files: files(['to?'], "'1.1.0'", "'2.1.0'"), skipped: [] });
    expect(bump(head, base)).toEqual({ files: files(['to'], "'4.0.0'", "'3.0.0'"), skipped: [] });
    const next: Parts = { name: 'SendV2', version: "'2.0.0-rc.1'" };
    expect(bump(one({}, next), one({ fields: ['from'] }, next)).files).toEqual(one({ fields: ['from'], version: "'3.0.0'" }, next));
  });

  it('gives all declarations of a version that was declared twice the same one', () => {
    const twice = (version: string, fields: readonly string[]): Files => ({
      'src/a.ts': file({ kind: 'event', version, fields }),
      'src/b.ts': file({ kind: 'event', version, fields }),
    });
    expect(bump(twice("'1.0.0'", ['to']), twice("'1.0.0'", ['to', 'from']))).toEqual({
      files: twice("'2.0.0'", ['to', 'from']),
      skipped: [],
    });
  });

  it('says where the literal is', () => {
    const files = (fields: readonly string[]): Files => ({
      'src/version.ts': "\nexport const VERSION = '1.0.0';\n",
      'src/mail.ts': `import { VERSION } from './version';\n${file({ version: 'VERSION', fields })}`,
    });
    const { bumps } = planBump(comparePair(files(['to']), files(['to', 'from'])));
    expect(bumps.map(({ at }) => at)).toMatchObject([{ file: 'src/version.ts', line: 2, column: 24 }]);
  });

  it('says so of a version that is put together, or that cannot be read', () => {
    expect(bump(one({ version: '`1.${0}.0`' }), one({ version: '`1.${0}.0`', fields: ['to', 'from'] })).skipped).toEqual([
      'mail.send at src/mail.ts:6: the version is not written as one literal',
    ]);
    expect(bump(one({}), one({ version: 'next()', fields: ['to', 'from'] })).skipped).toEqual([
      'mail.send at src/mail.ts:6: the version cannot be read, so there is no place to write it',
    ]);
  });

  it('says so of a version that was lowered', () => {
    expect(bump(one({ version: "'1.2.0'" }), one({ version: "'1.1.0'" })).skipped).toEqual([
      'mail.send at src/mail.ts:6: its version was lowered',
    ]);
  });

  it('raises an event and the commands that emit it by reference', () => {
    const head = edited(billing, [breaksPayload]);
    expect(bump(billing, head)).toEqual({
      files: edited(head, [
        ["key: 'billing.invoice.sent',\n    version: '1.0.0'", "key: 'billing.invoice.sent',\n    version: '2.0.0'"],
        ["key: 'billing.invoice.send',\n    version: '1.0.0'", "key: 'billing.invoice.send',\n    version: '2.0.0'"],
      ]),
      skipped: [],
    });
  });

  it('lets inline emits follow the version of their event', () => {
    const inline: Edit = [
      '{ ref: InvoiceSent.meta, when',
      '{ key: \'billing.invoice.sent\', version: "1.0.0", payload: InvoiceSentPayload, when',
    ];
    const imports: Edit = ["import { InvoiceSent } from './events';", "import { InvoiceSentPayload } from './models';"];
    const base = edited(billing, [inline, imports]);
    const head = edited(base, [breaksPayload]);
    expect(bump(base, head)).toEqual({
      files: edited(head, [
        ["key: 'billing.invoice.sent',\n    version: '1.0.0'", "key: 'billing.invoice.sent',\n    version: '2.0.0'"],
        ["key: 'billing.invoice.send',\n    version: '1.0.0'", "key: 'billing.invoice.send',\n    version: '2.0.0'"],
        ['version: "1.0.0"', 'version: "2.0.0"'],
      ]),
      skipped: [],
    });
  });

  it('lets references follow that write out the version of their event, and leaves those to the version beside it', () => {
    const imports: Edit = ["import { InvoiceSent } from './events';\n", ''];
    const referring = (version: string): Files =>
      edited(billing, [['{ ref: InvoiceSent.meta, when', `{ ref: { key: 'billing.invoice.sent', version: ${version} }, when`], imports]);
    const raised: readonly Edit[] = [
      ["key: 'billing.invoice.sent',\n    version: '1.0.0'", "key: 'billing.invoice.sent',\n    version: '2.0.0'"],
      ["key: 'billing.invoice.send',\n    version: '1.0.0'", "key: 'billing.invoice.send',\n    version: '2.0.0'"],
    ];
    const head = edited(referring("'1.0.0'"), [breaksPayload]);
    expect(bump(referring("'1.0.0'"), head)).toEqual({
      files: edited(head, [...raised, ["version: '1.0.0' }, when", "version: '2.0.0' }, when"]]),
      skipped: [],
    });
    const other = edited(referring("'0.9.0'"), [breaksPayload]);
    expect(bump(referring("'0.9.0'"), other)).toEqual({ files: edited(other, raised.slice(0, 1)), skipped: [] });
  });

  it('writes a constant once that an event shares with those who emit it', () => {
    const shared: readonly Edit[] = [
      ['export const InvoiceSent = defineEvent', "export const SENT_VERSION = '1.0.0';\n\nexport const InvoiceSent = defineEvent"],
      ["key: 'billing.invoice.sent',\n    version: '1.0.0'", "key: 'billing.invoice.sent',\n    version: SENT_VERSION"],
      ['{ ref: InvoiceSent.meta, when', "{ key: 'billing.invoice.sent', version: SENT_VERSION, payload: InvoiceSentPayload, when"],
      [
        "import { InvoiceSent } from './events';",
        "import { SENT_VERSION } from './events';\nimport { InvoiceSentPayload } from './models';",
      ],
    ];
    const base = edited(billing, shared);
    const head = edited(base, [breaksPayload]);
    expect(bump(base, head)).toEqual({
      files: edited(head, [
        ["SENT_VERSION = '1.0.0'", "SENT_VERSION = '2.0.0'"],
        ["key: 'billing.invoice.send',\n    version: '1.0.0'", "key: 'billing.invoice.send',\n    version: '2.0.0'"],
      ]),
      skipped: [],
    });
  });

  it('leaves the contract of a factory, whose version is that of all', () => {
    const factory =
      "const make = (key, input) => defineCommand({ meta: { key, version: '1.0.0', stability: 'stable' }, io: { input, output: null }, policy: { auth: 'user' } });\n";
    const files = (fields: string): Files =>
      one(
        factory,
        `const Fields = defineSchemaModel({ name: 'Fields', fields: { ${fields} } });\n`,
        "export const A = make('mail.a', Fields);\n",
        "export const B = make('mail.b', null);\n",
      );
    const to = 'to: { type: ScalarTypeEnum.ID(), isOptional: false }';
    expect(bump(files(to), files(`${to}, from: { type: ScalarTypeEnum.ID(), isOptional: false }`)).skipped).toEqual([
      expect.stringMatching(/^mail\.a at src\/mail\.ts:\d+: the version is a constant that "mail\.b" also uses$/),
    ]);
  });
});

describe('changesets', () => {
  const inPackage = (name: string, parts: Parts): Files => ({
    [`packages/${name}/package.json`]: `{ "name": "@acme/${name}" }`,
    [`packages/${name}/src/mail.ts`]: file(parts),
  });

  it('are one for each package, of the greatest bump that is owed', () => {
    const base = {
      ...inPackage('mail', {}),
      ...inPackage('post', { name: 'Post', key: "'post.send'" }),
      ...inPackage('idle', { name: 'Idle', key: "'idle.send'" }),
    };
    const head = {
      ...base,
      ...inPackage('mail', { fields: ['to', 'from'] }),
      ...inPackage('post', { name: 'Post', key: "'post.send'", fields: ['to', 'cc?'] }),
    };
    const changesets = changesetsFor(comparePair(base, head));
    expect(changesets.map(({ text }) => text)).toEqual([
      '---\n"@acme/mail": major\n---\n\nContracts changed:\n\n- command `mail.send` 1.0.0 → 2.0.0\n',
      '---\n"@acme/post": minor\n---\n\nContracts changed:\n\n- command `post.send` 1.0.0 → 1.1.0\n',
    ]);
    expect(changesets.map((one) => one.file)).toEqual([
      expect.stringMatching(/^\.changeset\/contracts-acme-mail-[0-9a-f]{8}\.md$/),
      expect.stringMatching(/^\.changeset\/contracts-acme-post-[0-9a-f]{8}\.md$/),
    ]);
  });

  it('are the same whether the versions are written or not', () => {
    const head = (version: string): Files => inPackage('mail', { fields: ['to', 'from'], version });
    expect(changesetsFor(comparePair(inPackage('mail', {}), head("'1.0.0'")))).toEqual(
      changesetsFor(comparePair(inPackage('mail', {}), head("'2.0.0'"))),
    );
  });
});
