import { describe, expect, it } from 'vitest';
import { findOpaqueScalars } from '../../src/compare/scalar-library.ts';
import type { Deprecation } from '../../src/policy/effective-policy.ts';
import { memoryTree } from '../../src/source/memory.ts';
import type { SourceTree } from '../../src/source/tree.ts';
import { file, type Parts } from './support/contract-text.ts';
import { changeText, comparePair, type Files, type PairOptions, verdictText } from './support/pairs.ts';

const one = (...parts: readonly (Parts | string)[]): Files => ({ 'src/mail.ts': file(...parts) });
const stable = one({});
const broken: Parts = { fields: ['to', 'from'] };

function verdicts(base: Files, head: Files, options?: PairOptions): readonly string[] {
  return comparePair(base, head, options).contracts.map(verdictText);
}

function changes(base: Files, head: Files, options?: PairOptions): readonly string[] {
  return comparePair(base, head, options).contracts.flatMap((diff) => diff.changes.map((change) => changeText(diff, change)));
}

describe('a break is not talked round', () => {
  it('by nothing at all, for comparison', () => {
    expect(verdicts(stable, one(broken))).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
    expect(verdicts(stable, one({ ...broken, version: "'2.0.0'" }))).toEqual(['mail.send: changed, major 2.0.0, fine']);
  });

  it('by lowering the stage in the same change', () => {
    expect(verdicts(stable, one({ ...broken, stability: "'experimental'", version: "'1.1.0'" }))).toEqual([
      'mail.send: changed, major 2.0.0, raised-too-little',
    ]);
  });

  it('by a stage that nobody knows, or that cannot be read', () => {
    expect(verdicts(stable, one({ ...broken, stability: "'lab'", version: "'1.1.0'" }))).toEqual([
      'mail.send: changed, major 2.0.0, raised-too-little',
    ]);
    expect(verdicts(stable, one({ ...broken, stability: 'stage()', version: "'1.1.0'" }))).toEqual([
      'mail.send: changed, major 2.0.0, raised-too-little',
    ]);
  });

  it('by moving the version into a function', () => {
    expect(verdicts(stable, one({ ...broken, version: 'nextVersion()' }))).toEqual(['mail.send: changed, major 2.0.0, unreadable']);
    expect(verdicts(one({ stability: "'idea'" }), one({ stability: "'idea'", version: 'nextVersion()' }))).toEqual([
      'mail.send: changed, minor 1.1.0, unreadable',
    ]);
  });

  describe('by a schema that cannot be read before or after', () => {
    const { 'src/mail.ts': contract = '' } = one({ rest: '' });
    const using = (imports: string, output: string, values: string): Files => ({
      'src/mail.ts': `${imports}\n${contract.replace('output: null', `output: ${output}`)}`,
      'src/registry.ts': 'export const registry: { all: any[] } = { all: [] };\n',
      'src/values.ts': `import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\nimport { z } from 'zod';\nimport { registry } from './registry';
        const model = (isOptional: boolean) => defineSchemaModel({ name: 'Out', fields: { to: { type: ScalarTypeEnum.ID(), isOptional } } });\n${values}\n`,
    });
    const registered = "import { registry } from './registry';\nimport './values';";
    const limited = 'fromZod(z.object({ n: z.number().max(LIMIT) }))';
    const zod = "import { fromZod } from '@lssm-tech/lib.schema';\nimport { z } from 'zod';\n";

    it.each([
      [
        'made when it is first asked for',
        using(
          "import { made } from './values';",
          'made()',
          'let made0: any;\nexport function made(): any {\n  made0 ??= model(false);\n  return made0;\n}',
        ),
        ['model(false)', 'model(true)'],
      ],
      [
        'put into a list by another file',
        using(registered, 'registry.all[0]', 'registry.all.push(model(false), model(true));'),
        ['model(false), model(true)', 'model(true), model(false)'],
      ],
      [
        'of which another one is taken',
        using(registered, 'registry.all[0]', 'registry.all.push(model(false), model(true));'),
        ['registry.all[0]', 'registry.all[1]'],
      ],
      [
        'with a bound that is looked up',
        using(
          `${zod}import { limits } from './values';`,
          limited.replace('LIMIT', "limits.get('a') as any"),
          "export const limits = new Map<string, any>([['a', 5], ['b', 9]]);",
        ),
        ["get('a')", "get('b')"],
      ],
      [
        'with a bound that an object has',
        using(
          `${zod}import { limits } from './values';`,
          limited.replace('LIMIT', 'limits.most()'),
          'export const limits = {\n  own: 5 as any,\n  most() {\n    return this.own;\n  },\n};',
        ),
        ['own: 5', 'own: 9'],
      ],
    ] as const)('%s', (_, base, [from, to]) => {
      const head = Object.fromEntries(Object.entries(base).map(([name, text]) => [name, text.replace(from, to)]));
      expect(changes(base, base)).toEqual([]);
      expect(changes(base, { ...base, 'src/mail.ts': `${base['src/mail.ts'] ?? ''}\n// Mail.\n` })).toEqual([]);
      expect(changes(base, head)).toEqual([expect.stringMatching(/io\.output/)]);
    });
  });

  describe('by a module that stands between a contract and its model', () => {
    const models = `import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
      export const Mail = defineSchemaModel({ name: 'Mail', fields: { to: { type: ScalarTypeEnum.EmailAddress(), isOptional: false } } });
      export const LIMITS = { to: { most: 5 } };`;
    const contract = `import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';
      import { Mail } from './index';
      export const Send = defineCommand({
        meta: { key: 'mail.send', version: '1.0.0', stability: 'stable', owners: ['@acme.mail'], tags: ['mail'], description: 'Sends.', goal: 'g', context: 'c' },
        io: { input: null, output: Mail }, policy: { auth: 'user' } });`;
    const write = 'Mail.fields.to.isOptional = true;';
    const through = (index: string, more: Files = {}): readonly string[] => {
      const shared = { 'src/contract.ts': contract, 'src/models.ts': models, 'src/all.ts': "export * from './models';" };
      return changes({ ...shared, 'src/index.ts': "export { Mail } from './models';" }, { ...shared, 'src/index.ts': index, ...more });
    };
    const told = ['command mail.send: output-unreadable, unknown, io.output'];

    it('which writes to what it passes on', () => {
      expect(through(`import { Mail } from './models'; ${write} export { Mail };`)).toEqual(told);
      expect(through(`import { Mail } from './models'; ${write} export { Mail } from './models';`)).toEqual(told);
      expect(through(`import { Mail } from './models'; ${write} export * from './all';`)).toEqual(told);
      expect(
        through("export * from './all';", { 'src/all.ts': `import { Mail } from './models'; ${write} export * from './models';` }),
      ).toEqual(told);
    });

    it('which imports what writes to it', () => {
      const patch = { 'src/patch.ts': `import { Mail } from './models'; ${write}` };
      expect(through("import './patch'; export { Mail } from './models';", patch)).toEqual(told);
      expect(through("export * from './all';", { ...patch, 'src/all.ts': "import './patch'; export * from './models';" })).toEqual(told);
    });

    it('but not by one that writes to something else', () => {
      const other = "import { LIMITS } from './models'; LIMITS.to.most = 6;";
      expect(through(`${other} export { Mail } from './models';`)).toEqual([]);
      expect(through("import './patch'; export { Mail } from './models';", { 'src/patch.ts': other })).toEqual([]);
    });
  });

  describe('by a file that no contract imports', () => {
    const models = `import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
      export const FIELDS = { to: { type: ScalarTypeEnum.EmailAddress(), isOptional: false } };
      export const Mail = defineSchemaModel({ name: 'Mail', fields: FIELDS });
      export const Note = defineSchemaModel({ name: 'Note', fields: { text: { type: ScalarTypeEnum.NonEmptyString(), isOptional: false } } });
      export const LIMITS = { to: { most: 5 } };`;
    const contract = `import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';
      import { Mail, Note } from './models';
      export const Send = defineCommand({
        meta: { key: 'mail.send', version: '1.0.0', stability: 'stable', owners: ['@acme.mail'], tags: ['mail'], description: 'Sends.', goal: 'g', context: 'c' },
        io: { input: Note, output: Mail }, policy: { auth: 'user' } });`;
    const shared: Files = {
      'src/contract.ts': contract,
      'src/models.ts': models,
      'src/index.ts': "export * from './models'; export { Send as SendMail } from './contract';",
      'src/loosen.ts': 'export function loosen(model) { model.fields.to.isOptional = true; }',
    };
    const patched = (text: string): readonly string[] => changes(shared, { ...shared, 'src/patch.ts': text });
    const mail = "import { Mail, FIELDS, LIMITS } from './models';";
    const told = ['command mail.send: written-elsewhere, unknown, writes'];

    it('which writes to a model', () => {
      expect(patched(`${mail} (Mail.fields as any).to.isOptional = true;`)).toEqual(told);
      expect(patched(`${mail} FIELDS.to.isOptional = true;`)).toEqual(told);
      expect(patched(`${mail} export function relax() { const { fields } = Mail; fields.to.isOptional = true; }`)).toEqual(told);
      expect(patched(`${mail} for (const field of Object.values(Mail.fields)) field.isOptional = true;`)).toEqual(told);
      expect(patched(`${mail} Reflect.set(Mail.fields.to, 'isOptional', true);`)).toEqual(told);
      expect(patched("import * as all from './index'; delete all.Mail.fields.to;")).toEqual(told);
      expect(patched("const { Mail } = await import('./models'); Mail.fields.to.isOptional = true;")).toEqual(told);
      expect(patched("const { Mail } = require('./models'); Mail.fields.to.isOptional = true;")).toEqual(told);
    });

    it('which has another one write to it', () => {
      expect(patched(`${mail} import { loosen } from './loosen'; loosen(Mail);`)).toEqual(told);
      expect(patched(`${mail} import { loosen } from './loosen'; const it = Mail; loosen(it);`)).toEqual(told);
      const tables = { ...shared, 'src/all.ts': "import { Mail } from './models'; export const ALL: readonly unknown[] = [Mail];" };
      const write = "import { ALL } from './all'; ALL[0].fields.to.isOptional = true;";
      expect(changes(tables, { ...tables, 'src/patch.ts': write })).toEqual(told);
      expect(
        patched(`${mail} import { loosen } from './loosen'; [Note, Mail].forEach(loosen);`.replace('{ Mail,', '{ Mail, Note,')),
      ).toEqual(told);
      expect(patched(`${mail} import { loosen } from './loosen'; [LIMITS].forEach(loosen);`)).toEqual([]);
      expect(patched(`${mail} const loosen = (model) => { model.fields.to.isOptional = true; }; [Mail].forEach(loosen);`)).toEqual(told);
    });

    it('which writes to the contract', () => {
      expect(patched("import { Send } from './contract'; Object.assign(Send.policy, { auth: 'anonymous' });")).toEqual(told);
      expect(patched("import { SendMail } from './index'; SendMail.io = { input: null, output: null };")).toEqual(told);
    });

    it('and neither by taking such a write back, or by writing something else', () => {
      const write = (value: string): Files => ({
        ...shared,
        'src/patch.ts': `${mail} const isFree = ${value}; Mail.fields.to.isOptional = isFree;`,
      });
      expect(changes(write('true'), shared)).toEqual(told);
      expect(changes(write('true'), write('false'))).toEqual([...told, ...told]);
      const reformatted = { ...write('true'), 'src/patch.ts': `${write('true')['src/patch.ts'] ?? ''}\nexport const more = 1;` };
      expect(changes(write('true'), reformatted)).toEqual([]);
    });

    it('but not by one that writes to copies, or to something else', () => {
      expect(patched(`${mail} const copy = { ...Mail.fields }; copy.to = null; structuredClone(FIELDS).to.isOptional = true;`)).toEqual([]);
      expect(patched(`${mail} const copy = { to: { ...FIELDS.to } }; copy.to.isOptional = true;`)).toEqual([]);
      expect(patched(`${mail} LIMITS.to.most = 6;`)).toEqual([]);
      expect(patched(`${mail} export const all = new Set(); all.add(Mail); export const list = []; list.push(Mail);`)).toEqual([]);
      expect(patched(`${mail} import { loosen } from './loosen'; loosen(LIMITS);`)).toEqual([]);
    });
  });

  it.each([
    [
      'fields',
      "const FIELDS = { to: { type: ScalarTypeEnum.ID(), isOptional: RELAXED } };\nconst Mail = new SchemaModel({ name: 'Mail', fields: FIELDS });",
      'FIELDS.to.isOptional = true;',
    ],
    [
      'a configuration',
      "const MAIL = { name: 'Mail', fields: { to: { type: ScalarTypeEnum.ID(), isOptional: RELAXED } } };\nconst Mail = defineSchemaModel(MAIL);",
      'Object.assign(MAIL.fields.to, { isOptional: true });',
    ],
    [
      'a list of values',
      "const KINDS = ['a'];\nconst Kind = defineEnum('Kind', KINDS);\nconst Mail = defineSchemaModel({ name: 'Mail', fields: { to: { type: Kind, isOptional: RELAXED } } });",
      "KINDS.push('b');",
    ],
  ])('by writing to %s once a model is made of it', (_, model, write) => {
    const contract = file({}).split('\n\n')[1]?.replace('output: null', 'output: Mail') ?? '';
    const imports =
      "import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';\nimport { ScalarTypeEnum, SchemaModel, defineEnum, defineSchemaModel } from '@lssm-tech/lib.schema';\n";
    const flags = (isRelaxed: boolean): Files => ({
      'src/flags.ts': `export const RELAXED = false;\nexport const FLAGS = { legacy: ${String(isRelaxed)} };\n`,
    });
    const inOne = (written: string): Files => ({
      ...flags(false),
      'src/mail.ts': `${imports}import { RELAXED, FLAGS } from './flags';\n${model}\n${contract}${written}\n`,
    });
    const apart = (written: string): Files => ({
      ...flags(false),
      'src/mail.ts': `${imports}import { Mail } from './models';\n${contract}`,
      'src/models.ts': `${imports}import { RELAXED, FLAGS } from './flags';\n${model}\n${written}\nexport { Mail };\n`,
    });
    for (const at of [inOne, apart]) {
      expect(changes(at(''), at(write))).toEqual([expect.stringMatching(/: output-\S+, (?:breaking|unknown), io\.output/)]);
      const base = at(`if (FLAGS.legacy) ${write}`);
      expect(changes(base, { ...base, ...flags(true) })).toEqual([expect.stringMatching(/: output-\S+, (?:breaking|unknown), io\.output/)]);
    }
  });

  it.each([
    '@((_: any) => { Send.policy.auth = 1; }) class App {}',
    'class App { start(@((_: any) => { Send.policy.auth = 1; }) _port: number) {} }',
  ])('by a decorator that is written where it is used: %s', (code) => {
    expect(changes(stable, one({}, code))).toContainEqual(expect.stringContaining(', unknown, policy'));
  });

  it('by a decorator of what holds a model', () => {
    const [, model = ''] = /input: (.*), output/.exec(file({})) ?? [];
    const held = (onClass: string, onField: string, onMethod = ''): Files => ({
      'src/change.ts': 'export const change = (): any => (value: any) => value;',
      'src/mail.ts': `import { change } from './change';\n${file({})}`
        .replace(model, 'Models.mail')
        .replace(
          'export const',
          `${onClass} class Models {\n  ${onField} static mail = ${model};\n  ${onMethod} send() {}\n}\nexport const`,
        ),
    });
    const base = held('', '');
    for (const head of [held('@change()', ''), held('', '@change()')]) {
      const found = changes(base, head);
      expect(found).toHaveLength(1);
      expect(found[0]).toContain(', unknown, io.input');
      expect(changes(head, head)).toEqual([]);
    }
    expect(changes(base, held('', '', '@change()'))).toEqual([]);
  });

  describe('by exporting an altered copy of the contract', () => {
    const head = "import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';";
    const call = `defineCommand({
      meta: { key: 'mail.send', version: '1.0.0', stability: 'stable', owners: ['@acme.mail'], tags: ['mail'], description: 'Sends.', goal: 'g', context: 'c' },
      io: { input: null, output: null }, policy: { auth: 'user' } })`;
    const plain: Files = { 'src/mail.ts': `${head} export const Send = ${call};` };
    const copied = (exported: string): Files => ({ 'src/mail.ts': `${head} const draft = ${call}; ${exported}` });
    const admin = "policy: { auth: 'admin' }";
    const tightened = ['command mail.send: auth-tightened, breaking, policy.auth'];

    it('in which something else stands', () => {
      expect(changes(plain, copied(`export const Send = { ...draft, ${admin} };`))).toEqual(tightened);
      expect(changes(plain, copied(`export const Send = Object.freeze({ ...draft, ${admin} });`))).toEqual(tightened);
      expect(changes(plain, copied(`export const Send = Object.assign({}, draft, { ${admin} });`))).toEqual(tightened);
      expect(changes(plain, copied(`const strict = (c) => ({ ...c, ${admin} }); export const Send = strict(draft);`))).toEqual(tightened);
      expect(changes(plain, { 'src/mail.ts': `${head} export const Send = { ...${call}, ${admin} };` })).toEqual(tightened);
      expect(
        changes(
          copied("export const Send = { ...draft, policy: { auth: 'user' } };"),
          copied(`export const Send = { ...draft, ${admin} };`),
        ),
      ).toEqual(tightened);
    });

    it('from another file', () => {
      const elsewhere = (copy: string, own = `${head} export const Send = ${call};`): Files => ({
        'src/mail.ts': own,
        'src/strict.ts': `import { Send as Original } from './mail'; ${copy}`,
      });
      const original = { ...plain, 'src/strict.ts': 'export const kind = 1;' };
      expect(changes(original, elsewhere(`export const Send = { ...Original, ${admin} };`))).toEqual(tightened);
      expect(changes(original, elsewhere(`const strict = Object.assign({}, Original, { ${admin} }); export { strict as Send };`))).toEqual(
        tightened,
      );
      expect(
        changes(
          original,
          elsewhere(`export const Send = { ...Original, ${admin} };`, `${head} const draft = ${call}; export { draft as Send };`),
        ),
      ).toEqual(tightened);
      expect(
        changes(elsewhere(`export const Send = { ...Original, ${admin} };`), elsewhere('export const Send = { ...Original };')),
      ).toEqual(['command mail.send: auth-loosened, additive, policy.auth (security)']);
      for (const same of [
        'export const Send = { ...Original };',
        "export { Send } from './mail';",
        `export const Strict = { ...Original, ${admin} };`,
        `export const Send = { ...Original, meta: { ...Original.meta, key: 'mail.post' }, ${admin} };`,
        'export const Send = { ...Original, handler: () => null };',
      ])
        expect(changes(original, elsewhere(same))).toEqual([]);
    });

    it('given to a registry alone', () => {
      const registry =
        "import { OperationSpecRegistry } from '@lssm-tech/lib.contracts-spec'; export const registry = new OperationSpecRegistry();";
      const registered = (given: string): Files => ({
        ...plain,
        'src/registry.ts': registry,
        'src/app.ts': `import { Send } from './mail'; import { registry } from './registry'; ${given}`,
      });
      const same = registered('registry.register(Send);');
      expect(changes(same, registered(`registry.register({ ...Send, ${admin} });`))).toEqual(tightened);
      expect(changes(same, registered(`const safe = (c) => ({ ...c, ${admin} }); registry.register(safe(Send));`))).toEqual(tightened);
      expect(changes(same, registered(`const all = [{ ...Send, ${admin} }]; registry.registerMany(all);`))).toEqual(tightened);
      expect(
        changes(
          registered("registry.register({ ...Send, policy: { auth: 'user' } });"),
          registered(`registry.register({ ...Send, ${admin} });`),
        ),
      ).toEqual(tightened);
      const open = "registry.register({ ...Send, policy: { auth: 'anonymous' } });";
      expect(changes(registered(open), same)).toEqual(tightened);
      const elsewhere = (given: string): Files => {
        const { 'src/app.ts': app = '', ...others } = registered(given);
        return { ...others, 'src/boot.ts': app };
      };
      expect(changes(registered(open), elsewhere('registry.register(Send);'))).toEqual(tightened);
      expect(changes(registered(open), elsewhere(open))).toEqual([]);
      for (const other of [
        'registry.register({ ...Send });',
        'registry.register(Send); console.log(Send);',
        `const forms = { register: (c) => c }; forms.register({ ...Send, ${admin} });`,
      ])
        expect(changes(same, registered(other))).toEqual([]);
      const next = `registry.register({ ...Send, meta: { ...Send.meta, version: '2.0.0' }, ${admin} });`;
      expect(changes(same, registered(next))).toEqual(['command mail.send: contract-added, additive, meta.key']);
    });

    it('that cannot be read', () => {
      const lost = copied("import { strict } from 'elsewhere'; export const Send = strict(draft);");
      expect(changes(plain, lost)).toEqual(['command mail.send: export-lost, unknown, export']);
      expect(changes(lost, lost)).toEqual([]);
    });

    it('but not by one that is the same', () => {
      expect(changes(plain, copied('export const Send = draft;'))).toEqual([]);
      expect(changes(plain, copied('export const Send = Object.freeze(draft);'))).toEqual([]);
      expect(changes(plain, copied('export const Send = { ...draft };'))).toEqual([]);
      expect(changes(copied('export const Send = { ...draft };'), plain)).toEqual([]);
      expect(changes(plain, copied('export const Send = () => draft;'))).toEqual(['command mail.send: export-lost, dangerous, export']);
    });
  });

  it('by writing to the contract after it was defined', () => {
    const written = (statement: string): readonly string[] => changes(stable, one({}, statement));
    expect(written("Send.policy.auth = 'admin';")).toEqual(['command mail.send: auth-tightened, breaking, policy.auth']);
    expect(written("Send.policy.auth = 'user';")).toEqual([]);
    expect(written("Send.policy.roles = ['clerk'];")).toEqual(['command mail.send: role-demanded, breaking, policy.roles[clerk]']);
    expect(written("Object.assign(Send.policy, { auth: 'admin' });")).toEqual(['command mail.send: auth-tightened, breaking, policy.auth']);
    expect(written('delete Send.policy.auth;')).toEqual(['command mail.send: auth-changed, breaking, policy.auth (security)']);
    expect(written("Send.meta.key = 'mail.post';")).toEqual(['command mail.send: key-renamed, breaking, meta.key']);
    expect(written("const copy = { ...Send }; copy.policy = { auth: 'admin' };")).toEqual([]);
    const late = (copy: string): readonly string[] =>
      written(`export function test() { const copy = ${copy}; copy.policy.auth = 'admin'; }`);
    expect(late('{ ...Send }')).toEqual(['command mail.send: auth-unreadable, unknown, policy.auth (security)']);
    expect(late('{ ...Send, policy: { ...Send.policy } }')).toEqual([]);
    // The framework's own members of the two.
    expect(written("Send.meta.kind = 'query'; Send.policy.idempotent = true;")).toEqual([]);
  });

  it('by exporting something else under its name', () => {
    const reassigned = (statement: string): Files => ({
      'src/mail.ts': file({}, statement).replace('export const Send', 'export let Send'),
    });
    expect(changes(stable, reassigned("Send = { ...Send, policy: { auth: 'admin' } };"))).toEqual([
      'command mail.send: export-lost, unknown, export',
    ]);
    expect(changes(stable, reassigned('use(Send);'))).toEqual([]);
  });

  describe('by a newer version that takes over its name', () => {
    const next: Parts = { version: "'2.0.0'" };
    const added = 'command mail.send: contract-added, additive, meta.key';
    const told = 'command mail.send: input-required-field-added, breaking, io.input.fields.from';
    const through = (old: Parts, newest: Parts): Files => ({
      'src/mail.ts': `${file({ ...old, name: 'SendV1' })}export { Send } from './next';\n`,
      'src/next.ts': file({ ...next, ...newest }),
    });
    const made = (...calls: readonly string[]): Files =>
      one(
        `const make = (version: string, fields: any) => ${file({ version: 'version' })
          .split('export const Send = ')[1]
          ?.replace(/fields: \{.*\} \}\)/, 'fields })')}${calls.join('\n')}`,
      );
    const to = 'to: { type: ScalarTypeEnum.ID(), isOptional: false }';

    it.each<[string, Files, Files, Files]>([
      ['in its file', stable, one({ name: 'SendV1' }, { ...next, ...broken }), one({ name: 'SendV1', ...broken }, next)],
      ['from another file', stable, through({}, broken), through(broken, {})],
      [
        'in a list of exports',
        one(`${file({}).split('\n\n')[1]?.replace('export const Send', 'const Old') ?? ''}export { Old as Send };`),
        one({ name: 'Old' }, { ...next, ...broken, name: 'New' }, 'export { New as Send };'),
        one({ name: 'Old', ...broken }, { ...next, name: 'New' }, 'export { New as Send };'),
      ],
      [
        'made by the same function',
        made(`export const Send = make('1.0.0', { ${to} });`),
        made(`export const SendV1 = make('1.0.0', { ${to} });`, "export const Send = make('2.0.0', {});"),
        made(
          `export const SendV1 = make('1.0.0', { ${to}, ${to.replace('to', 'from')} });`,
          `export const Send = make('2.0.0', { ${to} });`,
        ),
      ],
    ])('%s', (_, base, kept, broke) => {
      expect(changes(base, kept)).toEqual([added]);
      expect(changes(base, broke)).toEqual([told, added]);
    });

    it('and hides it', () => {
      const hidden = file({}).split('\n\n')[1]?.replace('export const Send', 'const Old') ?? '';
      expect(changes(stable, one(hidden, { ...broken, version: "'1.1.0'" }))).toEqual([told, added]);
    });

    it('or changes names with it', () => {
      const [base, swapped] = [one({}, { ...next, ...broken, name: 'Other' }), one({ ...next, ...broken }, { name: 'Other' })];
      expect(changes(base, swapped)).toEqual([]);
      expect(changes(base, one(next, { ...broken, name: 'Other' }))).toContain(told);
    });
  });

  it('by a function around the definition that writes to the contract', () => {
    const wrapped = (body: string): Files => ({
      'src/mail.ts': file({}).replace("'@lssm-tech/lib.contracts-spec/operations'", "'./define'"),
      'src/define.ts': [
        "import { defineCommand as define, defineQuery } from '@lssm-tech/lib.contracts-spec/operations';",
        `export function defineCommand(spec) { const made = define(spec); ${body} return made; }`,
        'export { defineQuery };',
      ].join('\n'),
    });
    expect(changes(wrapped(''), wrapped("made.policy.auth = 'admin';"))).toContain(
      'command mail.send: auth-tightened, breaking, policy.auth',
    );
    expect(changes(wrapped(''), wrapped('register(made.meta.key);'))).toEqual([]);
  });

  it('by moving the key into a function', () => {
    expect(changes(stable, one({ ...broken, key: 'makeKey()' }))).toEqual([
      'command mail.send: key-unreadable, breaking, meta.key',
      'command mail.send: input-required-field-added, breaking, io.input.fields.from',
    ]);
  });

  it.each(["'mail.post'", "make('post')"])('by a key that could not be read and is %s now', (key) => {
    expect(verdicts(one({ key: "make('send')" }), one({ key }))).toEqual([
      `${key.startsWith("'") ? 'mail.post' : '(unreadable key)'}: changed, major 2.0.0, not-raised`,
    ]);
    expect(verdicts(one({ key: "make('send')" }), { 'src/post.ts': file({ key: "make('send')" }) })).toEqual([
      '(unreadable key): moved, none, fine',
    ]);
  });

  it('by a version that could not be read and is made otherwise now', () => {
    expect(verdicts(one({ version: "make('1')" }), one({ version: "make('2')" }))).toEqual(['mail.send: changed, major, unreadable']);
    expect(verdicts(one({ version: "make('1')" }), one({ version: "'1.0.0'" }))).toEqual(['mail.send: changed, major, fine']);
  });

  it('by a key that cannot be read, where the contract is removed', () => {
    const other: Parts = { name: 'Other', key: "'mail.other'" };
    const [send, post] = ['send', 'post'].map((name): Parts => ({ name, key: `make('${name}')` }));
    expect(verdicts(one(send ?? {}, post ?? {}, other), one(other))).toEqual([
      '(unreadable key): removed, none, refused',
      '(unreadable key): removed, none, refused',
    ]);
  });

  it('by dropping the version', () => {
    expect(verdicts(stable, { 'src/mail.ts': file(broken).replace("version: '1.0.0', ", '') })).toEqual([
      'mail.send: changed, major 2.0.0, not-semver',
    ]);
    expect(verdicts(stable, one({ ...broken, version: "'banana'" }))).toEqual(['mail.send: changed, major 2.0.0, not-semver']);
  });

  it('by renaming the contract', () => {
    expect(changes(stable, one({ ...broken, key: "'mail.post'" }))).toEqual([
      'command mail.send: key-renamed, breaking, meta.key',
      'command mail.send: input-required-field-added, breaking, io.input.fields.from',
    ]);
  });

  it('by renaming it so that it is not recognised: then it is removed', () => {
    expect(verdicts(stable, { 'src/post.ts': file({ ...broken, name: 'Post', key: "'mail.post'" }) })).toEqual([
      'mail.post: added, none, fine',
      'mail.send: removed, none, refused',
    ]);
  });

  it('by moving it', () => {
    expect(verdicts(stable, { 'src/other/mail.ts': file(broken) })).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
  });

  it('by a copy of the old contract beside it', () => {
    const head = { 'src/mail.ts': file(broken), 'src/decoy.ts': file({ name: 'Decoy' }) };
    expect(verdicts(stable, head)).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
    expect(verdicts(stable, { ...head, 'src/decoy.ts': file({ name: 'Send' }) })).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
  });

  it('by a plain literal in its place', () => {
    const literal = file(broken).replace('defineCommand({\n', '({\n');
    expect(verdicts(stable, { 'src/mail.ts': literal })).toEqual(['mail.send: removed, none, refused']);
  });

  it('by a wrapper around it', () => {
    const wrapped = file('const wrap = (spec) => defineCommand(spec);\n', broken).replace('Send = defineCommand(', 'Send = wrap(');
    expect(verdicts(stable, { 'src/mail.ts': wrapped })).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
  });

  it('by a wrapper that cannot be followed', () => {
    const wrapped = file("import { wrap } from 'elsewhere';\n", broken).replace('Send = defineCommand(', 'Send = wrap(');
    expect(verdicts(stable, { 'src/mail.ts': wrapped })).toEqual(['mail.send: removed, none, refused']);
  });

  it('by an alias of the define function', () => {
    const aliased = file(broken)
      .replace('{ defineCommand, defineQuery }', '{ defineCommand as make, defineQuery }')
      .replace('Send = defineCommand(', 'Send = make(');
    expect(verdicts(stable, { 'src/mail.ts': aliased })).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
  });

  it('by making it dead', () => {
    const dead = file(`function never() {\n${file({}).split('\n\n')[1]?.replace('export ', '') ?? ''}\nreturn Send;\n}\n`);
    expect(changes(stable, { 'src/mail.ts': dead })).toEqual(['command mail.send: export-lost, dangerous, export']);
    const behind = (before: string, after: string): readonly string[] =>
      verdicts(stable, { 'src/mail.ts': file({}).replace('defineCommand({', `${before} defineCommand({`).replace(/;\s*$/, `${after};`) });
    expect(behind('false ?', ': null')).toEqual(['mail.send: removed, none, refused']);
    expect(behind('1 > 2 &&', '')).toEqual(['mail.send: removed, none, refused']);
    expect(behind('1 < 2 &&', '')).toEqual([]);
  });

  it('by lowering the version first', () => {
    expect(verdicts(one({ version: "'2.3.0'" }), one({ ...broken, version: "'1.0.0'" }))).toEqual([
      'mail.send: changed, major 3.0.0, lowered',
    ]);
    expect(verdicts(one({ version: "'2.3.0'" }), one({ version: "'2.2.0'" }))).toEqual(['mail.send: changed, none, lowered']);
  });

  it('by a second prerelease of the same core', () => {
    expect(verdicts(one({ version: "'1.4.0'" }), one({ ...broken, version: "'2.0.0-rc.1'" }))).toEqual([
      'mail.send: changed, major 2.0.0, fine',
    ]);
    expect(verdicts(one({ version: "'2.0.0-rc.1'" }), one({ ...broken, version: "'2.0.0-rc.2'" }))).toEqual([
      'mail.send: changed, major 3.0.0, raised-too-little',
    ]);
    expect(verdicts(one({ version: "'2.0.0-rc.1'" }), one({ ...broken, version: "'2.0.0'" }))).toEqual([
      'mail.send: changed, major 3.0.0, raised-too-little',
    ]);
    expect(verdicts(one({ version: "'2.0.0-rc.1'" }), one({ version: "'2.0.0'" }))).toEqual(['mail.send: changed, none, fine']);
  });

  it('by a version that another branch has claimed', () => {
    const merged = one({ ...broken, version: "'2.0.0'" });
    expect(verdicts(merged, one({ fields: ['to', 'from', 'reply'], version: "'2.0.0'" }))).toEqual([
      'mail.send: changed, major 3.0.0, not-raised',
    ]);
  });

  it('by deprecating and removing it in one change', () => {
    const entry = {
      contract: 'mail.send',
      replacement: 'mail.post',
      since: '2026-01-01',
      sunset: '2026-06-01',
      reason: null,
      location: null,
    };
    const options: PairOptions = { policy: {}, headPolicy: { deprecations: [entry] } };
    expect(verdicts(stable, one({ name: 'Other', key: "'mail.other'", fields: ['x'] }), options)).toEqual([
      'mail.other: added, none, fine',
      'mail.send: removed, none, refused',
    ]);
  });

  it('by a deprecation without a sunset', () => {
    const entry = { contract: 'mail.send', replacement: 'mail.post', since: '2026-01-01', sunset: null, reason: null, location: null };
    const head = one({ name: 'Other', key: "'mail.other'", fields: ['x'] });
    expect(changes(stable, head, { policy: { deprecations: [entry] } })).toContain(
      'command mail.send: contract-removed-before-sunset, breaking, meta.key',
    );
    expect(changes(one({ stability: "'deprecated'" }), head)).toContain(
      'command mail.send: contract-removed-before-sunset, breaking, meta.key',
    );
  });

  it('on the last day before the sunset has passed', () => {
    const entry = {
      contract: 'mail.send',
      replacement: 'mail.post',
      since: '2026-01-01',
      sunset: '2026-06-15',
      reason: null,
      location: null,
    };
    const head = one({ name: 'Other', key: "'mail.other'", fields: ['x'] });
    const removed = (today: string): string | undefined => verdicts(stable, head, { policy: { deprecations: [entry] }, today })[1];
    expect(removed('2026-06-15')).toBe('mail.send: removed, none, refused');
    expect(removed('2026-06-16')).toBe('mail.send: removed, none, fine');
  });

  it.each([null, 'mail.send', 'mail.post'])('by the end of another version of its key, replaced by %s', (replacement) => {
    const entry = { contract: 'mail.send', replacement, since: '2026-01-01', sunset: '2026-06-01', reason: null, location: null };
    const old: Parts = { name: 'Old', stability: "'deprecated'" };
    const next: Parts = { name: 'New', version: "'2.0.0'" };
    const judged = (base: Files, head: Files): readonly string[] =>
      verdicts(base, head, { policy: { deprecations: [entry] }, today: '2026-07-01' });
    expect(judged(one(old, next), one(old))).toEqual(['mail.send: removed, none, refused']);
    expect(judged(one(old, next), one(next))).toEqual(['mail.send: removed, none, fine']);
  });

  it('by an entry that was left behind when the version that it spoke of was removed', () => {
    const past = { contract: 'mail.send', replacement: null, since: '2026-01-01', sunset: '2026-06-01', reason: null, location: null };
    const other: Parts = { name: 'Other', key: "'mail.other'", fields: ['x'] };
    const removed = (deprecations: readonly Deprecation[], parts: Parts = {}): string | undefined =>
      verdicts(one({ version: "'2.0.0'", ...parts }, other), one(other), { policy: { deprecations }, today: '2026-07-01' })[0];
    const [fine, refused] = ['mail.send: removed, none, fine', 'mail.send: removed, none, refused'];
    expect(removed([past])).toBe(refused);
    expect(removed([{ ...past, replacement: 'mail.send' }])).toBe(refused);
    expect(removed([past], { version: "'1.0.0'" })).toBe(fine);
    expect(removed([past], { stability: "'deprecated'" })).toBe(fine);
    expect(removed([{ ...past, replacement: 'mail.other' }])).toBe(fine);
    expect(removed([{ ...past, version: '2' }])).toBe(fine);
    expect(removed([{ ...past, version: '1.0.0', replacement: 'mail.other' }])).toBe(refused);
    expect(removed([{ ...past, version: '1.0.0' }], { stability: "'deprecated'" })).toBe(refused);
    const later = { ...past, sunset: '2027-01-01' };
    expect(removed([past, { ...later, version: '2.0.0' }], { stability: "'deprecated'" })).toBe(refused);
    expect(removed([{ ...past, version: '2.0.0' }, later], { stability: "'deprecated'" })).toBe(fine);
  });

  describe('by what is made of a value that cannot be read', () => {
    const mail = (code: string, of: string, beside = ''): Files => ({
      'package.json': '{ "dependencies": { "elsewhere": "1.0.0" } }',
      'src/mail.ts': `import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';
import { defineSchemaModel } from '@lssm-tech/lib.schema';
import { given } from 'elsewhere';
${beside}
${code}
export const Send = defineCommand({
  meta: { key: 'mail.send', version: '1.0.0', stability: 'stable', owners: ['mail'], tags: ['mail'], description: 'd', goal: 'g', context: 'c' },
  io: { input: null, output: ${of === 'output' ? 'made' : 'null'} },
  policy: { auth: ${of === 'auth' ? 'made' : "'user'"} },
});
`,
    });

    describe.each(['output', 'auth'])('as %s', (of) => {
      it.each([
        ['const made = given.a;', 'const made = given.b;'],
        ['const { a: made } = given;', 'const { b: made } = given;'],
        ['const [made] = given;', 'const [, made] = given;'],
        ['const made = given ?? 1;', 'const made = given ?? 2;'],
        ['const made = given && 1;', 'const made = given && 2;'],
        ['let made = 1; if (given) made = 2;', 'let made = 1; if (given) made = 3;'],
        ['let made = 1; if (given.a) made = 2;', 'let made = 1; if (given.b) made = 2;'],
        [
          'function make(of = given ?? 1) { return of; } const made = make();',
          'function make(of = given ?? 2) { return of; } const made = make();',
        ],
        ['function make({ a }) { return a; } const made = make(given);', 'function make({ b }) { return b; } const made = make(given);'],
      ])('%s', (before, after) => {
        expect(verdicts(mail(before, of), mail(after, of))).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
        expect(verdicts(mail(before, of), mail(before, of, '// Something else.'))).toEqual([]);
      });
    });

    it('as fields of a model that are spread', () => {
      const model = (part: string): Files => mail(`const made = defineSchemaModel({ name: 'M', fields: { ...given.${part} } });`, 'output');
      expect(verdicts(model('a'), model('b'))).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
    });

    it('where it stands in the contract', () => {
      const inside = (code: string): Files => {
        const { 'src/mail.ts': text = '', ...others } = mail('', '');
        return { ...others, 'src/mail.ts': text.replace("'user'", code) };
      };
      expect(verdicts(inside('given.a'), inside('given.b'))).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
      expect(verdicts(inside('`${given}a`'), inside('`${given}b`'))).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
    });
  });

  it('by a side of an intersection that becomes strict, where Zod 3 asks each by itself', () => {
    const input = (release: string, side: string): Files => ({
      'package.json': `{ "dependencies": { "zod": "${release}" } }`,
      'src/mail.ts': `import { defineCommand } from '@lssm-tech/lib.contracts-spec';
import { fromZod } from '@lssm-tech/lib.schema';
import { z } from 'zod';
export const Send = defineCommand({
  meta: { key: 'mail.send', version: '1.0.0', stability: 'stable', owners: ['mail'], tags: ['mail'], description: 'd', goal: 'g', context: 'c' },
  io: { input: fromZod(z.object({ to: z.string() })${side}.and(z.object({ from: z.string() }))), output: null },
  policy: { auth: 'user' },
});
`,
    });
    expect(verdicts(input('^3.23.0', ''), input('^3.23.0', '.strict()'))).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
    expect(verdicts(input('^4.0.0', ''), input('^4.0.0', '.strict()'))).toEqual([]);
  });

  it('by a value that can be read on neither side and that has changed', () => {
    const base = { 'src/mail.ts': file({ auth: 'level()' }), 'src/level.ts': 'export const level = () => read();\n' };
    const withImport = (text: string): string => `import { level } from './level';\n${text}`;
    const imported = { 'src/mail.ts': withImport(file({ auth: 'level()' })), 'src/level.ts': 'export const level = () => read(1);\n' };
    expect(verdicts(base, base)).toEqual([]);
    expect(verdicts(imported, { ...imported, 'src/level.ts': 'export const level = () => read(2);\n' })).toEqual([
      'mail.send: changed, major 2.0.0, not-raised',
    ]);
    expect(verdicts(base, { ...base, 'src/mail.ts': file({ auth: 'other()' }) })).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
  });

  it.each(['./levels.yaml', './levels.yaml?raw', './levels.txt'])('by what a bundler makes a value of: %s', (specifier) => {
    const reading = (text: string): Files => ({
      'src/mail.ts': `import levels from '${specifier}';\n${file({ auth: 'levels.send' })}`,
      [`src/${specifier.slice(2).replace('?raw', '')}`]: text,
    });
    expect(verdicts(reading('send: user'), reading('send: admin'))).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
    expect(verdicts(reading('send: user'), { ...reading('send: user'), 'src/other.yaml': '1' })).toEqual([]);
  });

  it('by a patch of the package that a value comes from', () => {
    const { 'src/mail.ts': text = '' } = one({});
    const send = { 'src/mail.ts': `import { Out } from 'kit';\n${text.replace('output: null', 'output: Out')}` };
    const asking = (more: string, range = '1.0.0'): Files => ({
      ...send,
      'package.json': `{ "dependencies": { "kit": "${range}" }${more} }`,
    });
    const patched = (line: string): Files => ({
      ...asking(', "pnpm": { "patchedDependencies": { "kit@1.0.0": "patches/kit.patch" } }'),
      'patches/kit.patch': line,
    });
    const told = ['command mail.send: output-unreadable, unknown, io.output'];
    expect(changes(asking(''), patched('-a'))).toEqual(told);
    expect(changes(patched('-a'), patched('-b'))).toEqual(told);
    expect(changes(asking(''), { ...asking(''), 'patches/kit+1.0.0.patch': '-a' })).toEqual(told);
    expect(changes(patched('-a'), { ...patched('-a'), 'patches/tool+1.0.0.patch': '-b' })).toEqual([]);
  });

  it('by another version of the package that a value comes from', () => {
    const asking = (range: string, more = ''): Files => ({
      'package.json': `{ "name": "app", "dependencies": { "levels": "${range}"${more} } }`,
      'src/mail.ts': `import { level } from 'levels';\n${file({ auth: 'level' })}`,
    });
    expect(verdicts(asking('1.0.0'), asking('2.0.0'))).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
    expect(verdicts(asking('1.0.0'), asking('1.0.0', ', "other": "2.0.0"'))).toEqual([]);
  });
});

describe("the workspace's own schema library", () => {
  const library = (pattern: string): Files => ({
    'packages/schema/package.json': '{ "name": "@lssm-tech/lib.schema" }',
    'packages/schema/src/scalars.ts': `const currencyPattern = ${pattern};\n\nexport const ScalarTypeEnum = {\n  String_unsecure: () => z.string(),\n  Currency: () => z.string().regex(currencyPattern),\n};\n`,
  });
  const contract = (scalar: string): Files => ({ 'src/mail.ts': file({}).replaceAll('String_unsecure', scalar) });

  it('makes what uses a changed scalar unknown', () => {
    expect(
      changes({ ...library('/^[A-Z]{3}$/'), ...contract('Currency') }, { ...library('/^[A-Z]{3,4}$/'), ...contract('Currency') }),
    ).toEqual([expect.stringMatching(/^command mail\.send: input-\S+, unknown, io\.input\.fields\.to$/)]);
  });

  const unknown = [expect.stringMatching(/^command mail\.send: input-\S+, unknown, io\.input\.fields\.to$/)];
  const written = (texts: Files): Files => ({
    'packages/schema/package.json': '{ "name": "@lssm-tech/lib.schema", "dependencies": { "zod": "^4.0.0" } }',
    ...Object.fromEntries(Object.entries(texts).map(([path, text]) => [`packages/schema/src/${path}.ts`, text])),
  });
  const inner = (length: string): string => `export const bound = ${length};\nexport const other = 1;\n`;
  const helper =
    "import { bound } from './inner';\nfunction check(text) {\n  return text.length < bound;\n}\nexport const short = () => z.string().refine(check);\n";

  it.each<[string, (part: string) => Files]>([
    [
      'on one line',
      (part) => ({ scalars: `export const ScalarTypeEnum = { URL: () => z.url(), Currency: () => z.string().max(${part}) };` }),
    ],
    [
      'by a quoted name',
      (part) => ({ scalars: `export const ScalarTypeEnum = { URL: () => z.url(), 'Currency': () => z.string().max(${part}) };` }),
    ],
    [
      'as a static member',
      (part) => ({
        scalars: `export class ScalarTypeEnum {\n  static URL() { return z.url(); }\n  static Currency() { return z.string().max(${part}); }\n}`,
      }),
    ],
    [
      'as an exported function of a namespace',
      (part) => ({
        index: "export * as ScalarTypeEnum from './scalars';",
        scalars: `export function URL() { return z.url(); }\nexport async function Currency() { return z.string().max(${part}); }`,
      }),
    ],
    [
      'by an assignment',
      (part) => ({
        scalars: `export const ScalarTypeEnum = { URL: () => z.url() };\nScalarTypeEnum.Currency = () => z.string().max(${part});`,
      }),
    ],
    [
      'by code that code in another file calls',
      (part) => ({
        inner: inner(part),
        helper,
        scalars:
          "import { short } from './helper';\nexport const ScalarTypeEnum = {\n  URL: () => z.url(),\n  Currency: () => short(),\n};\n",
      }),
    ],
    [
      'in a table that is put together',
      (part) => ({
        scalars: `const make = (name) => z.string().max(${part});\nexport const ScalarTypeEnum = Object.fromEntries(['Currency'].map((name) => [name, () => make(name)]));`,
      }),
    ],
  ])('is read where it defines a scalar %s', (_, at) => {
    const pair = (scalar: string): readonly string[] =>
      changes({ ...written(at('3')), ...contract(scalar) }, { ...written(at('4')), ...contract(scalar) });
    expect(pair('Currency')).toEqual(unknown);
    expect(pair('URL')).toEqual([]);
  });

  it('may change beside what defines a scalar', () => {
    const texts = (helped: string): Files => ({
      ...written({
        inner: inner('3').replace('other = 1', `other = ${helped}`),
        helper,
        scalars:
          "import { short } from './helper';\n// It is checked elsewhere.\nexport const ScalarTypeEnum = { Currency: () => short() };\n",
      }),
      ...contract('Currency'),
    });
    expect(changes(texts('1'), texts('2'))).toEqual([]);
  });

  it('may ask for another version of a package', () => {
    const at = (range: string): Files => ({
      ...written({ scalars: `import { z } from 'zod';\n// ${range}\nexport const ScalarTypeEnum = { Currency: () => z.string() };` }),
      ...contract('Currency'),
      'packages/schema/package.json': `{ "name": "@lssm-tech/lib.schema", "dependencies": { "zod": "${range}" } }`,
    });
    expect(changes(at('^4.0.0'), at('^4.1.0'))).toEqual([]);
  });

  it('leaves what uses other scalars alone', () => {
    expect(
      changes(
        { ...library('/^[A-Z]{3}$/'), ...contract('String_unsecure') },
        { ...library('/^[A-Z]{3,4}$/'), ...contract('String_unsecure') },
      ),
    ).toEqual([]);
  });

  const shim = { 'shims/schema.ts': 'export const ScalarTypeEnum = {};' };
  const paths = (entries: string): string => `{ "compilerOptions": { "paths": { ${entries} } } }`;
  const config = (entries: string): Files => ({ 'tsconfig.json': paths(entries), ...shim });

  const manifest = (range: string): Files => ({ 'package.json': `{ "dependencies": { "@lssm-tech/lib.schema": "${range}" } }` });
  const baseUrl = { 'tsconfig.json': '{ "compilerOptions": { "baseUrl": "./shims" } }' };

  it.each<[string, Files, Files]>([
    ['that takes the place of the published one', {}, library('/^[A-Z]{3}$/')],
    ['that the published one takes the place of', library('/^[A-Z]{3}$/'), {}],
    ['that a tsconfig puts in its place', shim, config('"@lssm-tech/lib.schema": ["./shims/schema.ts"]')],
    ['that a wildcard puts in its place', {}, { ...config('"@lssm-tech/*": ["./shims/*"]'), 'shims/lib.schema.ts': '' }],
    [
      'that a dependency on a folder puts in its place',
      manifest('^1.0.0'),
      { ...manifest('file:./shims'), 'shims/package.json': '{ "name": "shim", "main": "schema.ts" }', ...shim },
    ],
    ['that a dependency on another package puts in its place', manifest('^1.0.0'), manifest('npm:lax-schema@1.0.0')],
    [
      'that an override puts in its place',
      manifest('^1.0.0'),
      {
        'package.json': `{ "dependencies": { "@lssm-tech/lib.schema": "^1.0.0" }, "overrides": { "@lssm-tech/lib.schema": "npm:lax-schema@1.0.0" } }`,
      },
    ],
    [
      'that baseUrl puts in its place',
      baseUrl,
      { ...baseUrl, 'shims/@lssm-tech/lib.schema/index.ts': 'export const ScalarTypeEnum = {};' },
    ],
  ])('makes scalars unknown: %s', (_, base, head) => {
    expect(changes({ ...base, ...contract('Currency') }, { ...head, ...contract('Currency') })).toEqual(unknown);
  });

  const copyIn = (folder: string, pattern = '/^[A-Z]{4}$/'): Files =>
    Object.fromEntries(Object.entries(library(pattern)).map(([path, text]) => [path.replace('packages/schema', folder), text]));
  const copy = copyIn('copies/schema', '/^[A-Z]{3}$/');

  it.each<[string, Files, Files]>([
    ['its own folder', {}, config('"@lssm-tech/lib.schema": ["./packages/schema/src/scalars.ts"]')],
    [
      'what it was led to before',
      config('"@lssm-tech/lib.schema": ["./shims/schema.ts"]'),
      config('"@lssm-tech/lib.schema": ["./shims/schema.ts"], "a": ["b"]'),
    ],
    [
      'its own folder from below',
      {},
      { 'packages/app/tsconfig.json': '{ "compilerOptions": { "paths": { "@lssm-tech/lib.schema": ["../schema/src/scalars.ts"] } } }' },
    ],
    ['nothing by a wildcard', {}, config('"*": ["./types/*"]')],
    ['other packages', {}, config('"@acme/*": ["./shims/*"]')],
    ['a shim in another project', {}, { 'apps/web/tsconfig.json': paths('"@lssm-tech/lib.schema": ["../../shims/schema.ts"]'), ...shim }],
    ['a copy that says the same', {}, { ...copy, ...config('"@lssm-tech/lib.schema": ["./copies/schema/src/scalars.ts"]') }],
    ['a file of its name that nothing leads to', {}, { 'shims/@lssm-tech/lib.schema/index.ts': 'export const ScalarTypeEnum = {};' }],
  ])('may be led to %s', (_, base, head) => {
    const own = { ...library('/^[A-Z]{3}$/'), ...contract('Currency') };
    expect(changes({ ...own, ...base }, { ...own, ...head })).toEqual([]);
  });

  describe('and Zod beneath it', () => {
    const text = file({}).replace('input: defineSchemaModel', 'input: fromZod(z.object({ to: z.string() })), headers: defineSchemaModel');
    const send = { 'src/mail.ts': `import { fromZod } from '@lssm-tech/lib.schema';\nimport { z } from 'zod';\n${text}` };
    const asking = (more: string, dependency = '^4.1.0'): Files => ({
      'package.json': `{ "dependencies": { "zod": "${dependency}", "@lssm-tech/lib.schema": "^1.0.0" }${more} }`,
    });
    const patched = asking(', "pnpm": { "patchedDependencies": { "zod@4.1.0": "patches/zod.patch" } }');
    const patch = (line: string): Files => ({ 'patches/zod.patch': line });
    const workspace = (settings: string): Files => ({ 'pnpm-workspace.yaml': `packages:\n  - packages/*\n${settings}` });
    const plain = asking('');

    it.each<[string, Files, Files]>([
      ['a patch', plain, { ...patched, ...patch('-a') }],
      ['another patch', { ...patched, ...patch('-a') }, { ...patched, ...patch('-b') }],
      ['a patch that pnpm is told of elsewhere', plain, { ...plain, ...workspace('patchedDependencies:\n  zod: patches/zod.patch\n') }],
      ['a patch of patch-package', plain, { ...plain, 'patches/zod+4.1.0.patch': '-a' }],
      ['a patch of Yarn', plain, asking('', 'patch:zod@npm%3A4.1.0#~/.yarn/patches/zod.patch')],
      ['another package', plain, asking(', "overrides": { "forms": { "zod": "npm:lax-zod@4.1.0" } }')],
      ['another package for one that asks for it', plain, asking(', "resolutions": { "forms/**/zod@^4": "npm:lax-zod@4.1.0" }')],
      ['another package by pnpm', plain, { ...plain, ...workspace('overrides:\n  zod: npm:lax-zod@4.1.0\n') }],
      ['a repository', plain, asking('', 'github:acme/zod')],
      ['a repository in short', plain, asking('', 'acme/zod#strict')],
      ['a tsconfig', plain, { ...plain, ...config('"zod": ["./shims/schema.ts"]') }],
    ])('is not what it was where it is replaced by %s', (_, base, head) => {
      expect(changes({ ...base, ...send }, { ...head, ...send })).toEqual([
        expect.stringMatching(/: input-\S+, unknown, io\.headers\.fields\.to$/),
        expect.stringMatching(/: input-\S+, unknown, io\.input\.fields\.to$/),
      ]);
    });

    it('is not what it was, and nor is the rest of a contract, where the framework is patched', () => {
      const head = asking(', "patchedDependencies": { "@lssm-tech/lib.contracts-spec@1.0.0": "spec.patch" }');
      expect(changes({ ...plain, ...send }, { ...head, ...send })).toEqual([
        expect.stringMatching(/: input-\S+, unknown, io\.headers\.fields\.to$/),
        expect.stringMatching(/: input-\S+, unknown, io\.input\.fields\.to$/),
        expect.stringMatching(/: written-elsewhere, unknown, writes$/),
      ]);
    });

    it.each<[string, Files, Files]>([
      ['itself under its own name', plain, asking('', 'npm:zod@^4.1.0')],
      [
        'the same patch of a newer version',
        { ...patched, ...patch('-a') },
        { 'package.json': patched['package.json']?.replace('zod@4.1.0', 'zod@4.1.1') ?? '', ...patch('-a') },
      ],
      [
        'the same patch under another name',
        { ...patched, ...patch('-a') },
        { ...asking(', "patchedDependencies": { "zod": "fixes/zod.diff" }'), 'fixes/zod.diff': '-a' },
      ],
      [
        'nothing, and others are patched',
        plain,
        { ...asking(', "patchedDependencies": { "react@19.0.0": "patches/react.patch" }'), 'patches/react.patch': '-a' },
      ],
      ['nothing, and a package of another scope is', plain, asking(', "overrides": { "@acme/zod": "npm:lax-zod@4.1.0" }')],
    ])('is what it was where it is replaced by %s', (_, base, head) => {
      expect(changes({ ...base, ...send }, { ...head, ...send })).toEqual([]);
    });
  });

  it('may be asked for in another version', () => {
    expect(changes({ ...manifest('^1.0.0'), ...contract('Currency') }, { ...manifest('^1.1.0'), ...contract('Currency') })).toEqual([]);
  });

  it('is another one for a contract that moves to where it is redirected', () => {
    const project = { 'shims/tsconfig.json': '{ "compilerOptions": { "paths": { "@lssm-tech/lib.schema": ["./schema.ts"] } } }', ...shim };
    const at = (path: string): Files => ({ ...project, [path]: contract('Currency')['src/mail.ts'] ?? '' });
    expect(changes(at('src/mail.ts'), at('shims/mail.ts'))).toEqual(unknown);
    expect(changes(at('shims/mail.ts'), at('shims/inner/mail.ts'))).toEqual([]);
  });

  it('is the one in the workspace, where a copy lies beside it', () => {
    const own = { 'package.json': '{ "workspaces": ["packages/*"] }', ...library('/^[A-Z]{3}$/'), ...contract('Currency') };
    expect(changes(own, { ...own, ...copyIn('copies/schema') })).toEqual([]);
    expect(changes({ ...own, ...copyIn('copies/schema', '/x/') }, { ...own, ...copyIn('copies/schema') })).toEqual([]);
    expect(changes(own, { ...own, ...copyIn('packages/copy') })).toEqual(unknown);
    expect(changes({ ...own, ...copyIn('packages/copy') }, { ...own, ...copyIn('packages/copy') })).toEqual([]);
    expect(changes({ ...own, ...copyIn('packages/copy', '/x/') }, { ...own, ...copyIn('packages/copy') })).toEqual(unknown);
  });

  it.each([
    ['an assignment', 'ScalarTypeEnum.String_unsecure = ScalarTypeEnum.EmailAddress;'],
    ['another name', 'const all: any = ScalarTypeEnum;\nall.String_unsecure = all.EmailAddress;'],
    ['a function of JavaScript', 'Object.assign(ScalarTypeEnum, { String_unsecure: ScalarTypeEnum.EmailAddress });'],
    ['what defines a member', "Object.defineProperty(ScalarTypeEnum, 'String_unsecure', { value: ScalarTypeEnum.EmailAddress });"],
  ])('is another one where any file writes to it, by %s', (_, code) => {
    const patch = (text: string): Files => ({ 'src/patch.ts': `import { ScalarTypeEnum } from '@lssm-tech/lib.schema';\n${text}\n` });
    const plain = contract('String_unsecure');
    expect(changes(plain, { ...plain, ...patch(code) })).toEqual(unknown);
    expect(changes({ ...plain, ...patch(code) }, plain)).toEqual(unknown);
    expect(changes({ ...plain, ...patch(code) }, { ...plain, ...patch(`// As before.\n${code}`) })).toEqual([]);
    expect(changes(plain, { ...plain, ...patch('export const names = Object.keys(ScalarTypeEnum);') })).toEqual([]);
  });

  it.each([
    ['what requires it', "const { ScalarTypeEnum: all } = require('@lssm-tech/lib.schema');\nall.ID = all.EmailAddress;"],
    ['what asks for it late', "const { ScalarTypeEnum: all } = await import('@lssm-tech/lib.schema');\nall.ID = all.EmailAddress;"],
    ['what waits for it', "import('@lssm-tech/lib.schema').then((all) => { all.ScalarTypeEnum.ID = all.ScalarTypeEnum.EmailAddress; });"],
    ['a loop', 'for (const all of [ScalarTypeEnum]) all.ID = all.EmailAddress;'],
    ['a callback', '[ScalarTypeEnum].forEach((all: any) => { all.ID = all.EmailAddress; });'],
    ['a function', 'const patch = (all: any) => { all.ID = all.EmailAddress; };\npatch(ScalarTypeEnum);'],
    ['a function that is called where it stands', '(({ all }: any) => { all.ID = all.EmailAddress; })({ all: ScalarTypeEnum });'],
    ['a constructor', 'class Patch { constructor(all: any) { all.ID = all.EmailAddress; } }\nnew Patch(ScalarTypeEnum);'],
    ['a function of another file', "import { patch } from './kit';\npatch(ScalarTypeEnum as any);"],
    ['the name that a file passes it on by', "import { All } from './kit';\nAll.ID = All.EmailAddress;"],
  ])('is another one where any file writes to it by way of %s', (_, code) => {
    const plain = {
      ...contract('String_unsecure'),
      'src/kit.ts': 'export const patch = (all: any) => { all.ID = all.EmailAddress; };\n',
    };
    const patched = {
      ...plain,
      'src/kit.ts': `${plain['src/kit.ts']}export { ScalarTypeEnum as All } from '@lssm-tech/lib.schema';\n`,
      'src/patch.ts': `import { ScalarTypeEnum } from '@lssm-tech/lib.schema';\n${code}\n`,
    };
    expect(changes(plain, patched)).toEqual(unknown);
    expect(changes(patched, patched)).toEqual([]);
  });

  it.each([
    'const fields: any[] = [{ type: ScalarTypeEnum.ID, isOptional: true }];\nfor (const field of fields) field.isOptional = false;',
    'const types: any = { id: ScalarTypeEnum.ID };\ntypes.mail = ScalarTypeEnum.EmailAddress;',
    'const optional = (field: any) => { field.isOptional = true; };\noptional({ type: ScalarTypeEnum.ID });',
    'const read = (types: any, to: any) => { to.types = types; };\nread(ScalarTypeEnum, {});',
    'const all: any = Object.assign({}, ScalarTypeEnum);\nall.ID = 1;',
    'const type: any = ScalarTypeEnum.ID();\ntype.name = 1;',
  ])('is the same where what holds it is written to: %s', (code) => {
    const plain = contract('String_unsecure');
    const patch = `import { ScalarTypeEnum } from '@lssm-tech/lib.schema';\n${code}\n`;
    expect(changes(plain, { ...plain, 'src/patch.ts': patch })).toEqual([]);
  });

  describe('is that of Zod', () => {
    const plain: Files = {
      'src/mail.ts': file({ rest: '' })
        .replace("import { ScalarTypeEnum, defineSchemaModel } from '@lssm-tech/lib.schema';", "import { z } from 'zod';")
        .replace(/defineSchemaModel\(.*\), output/, 'z.object({ to: z.string() }), output'),
      'src/kit.ts': 'export const patch = (all: any) => { all.string = all.email; };\n',
    };
    const patched = (code: string): readonly string[] =>
      changes(plain, { ...plain, 'src/patch.ts': `import { z, ZodString } from 'zod';\n${code}\n` });

    it.each([
      'z.string = z.email;',
      'Object.assign(z, { string: z.email });',
      'z.ZodObject.prototype.parse = function (value: any) { return value; };',
      'ZodString.prototype.min = function () { return this; };',
      "import { patch } from './kit';\npatch(z);",
    ])('and another one where what schemas are read by is written: %s', (code) => {
      expect(patched(code)).toEqual([expect.stringContaining(', unknown, io.input')]);
    });

    it.each([
      'z.ZodType.prototype.openapi = function () { return this; };',
      'z.ZodType.prototype.describe = function () { return this; };',
      "import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';\nextendZodWithOpenApi(z);",
      'const types: any = { string: z.string };\ntypes.string = z.email;',
      'const model: any = z.object({});\nmodel.parse = z.string;',
    ])('and the same where something else is: %s', (code) => {
      expect(patched(code)).toEqual([]);
    });
  });

  it('is another one in the file that writes to it', () => {
    const { 'src/mail.ts': text = '' } = contract('String_unsecure');
    const patched = text.replace(
      '\n\n',
      "\nObject.defineProperty(ScalarTypeEnum, 'String_unsecure', { value: ScalarTypeEnum.EmailAddress });\n",
    );
    expect(changes({ 'src/mail.ts': text }, { 'src/mail.ts': patched })).toEqual(unknown);
  });

  it.each([
    'queueMicrotask(() => { Mail.config.fields.to.isOptional = true; });',
    'setTimeout(() => { Mail.config.fields.to.isOptional = true; }, 1);',
    "eval('Mail.config.fields.to.isOptional = true');",
  ])('is no matter where code that is run later, or that is a text, writes to a model: %s', (code) => {
    const text = contract('String_unsecure')['src/mail.ts'] ?? '';
    const [model = ''] = /defineSchemaModel\(\{.*\}\)/.exec(text) ?? [];
    const named = (after: string): Files => ({
      'src/mail.ts': text.replace(model, 'Mail').replace('\n\n', `\nconst Mail = ${model};\n${after}\n`),
    });
    expect(verdicts(named(''), named(code))).toEqual(['mail.send: changed, major 2.0.0, not-raised']);
  });

  it('is that of a fork, by the name beside its contracts package, or as the policy names it', () => {
    const named = (name: string, pattern: string): Files =>
      Object.fromEntries(Object.entries(library(pattern)).map(([path, text]) => [path, text.replace('@lssm-tech/lib.schema', name)]));
    const trees = (name: string): [SourceTree, SourceTree] => [
      memoryTree(named(name, '/^[A-Z]{3}$/')),
      memoryTree(named(name, '/^[A-Z]{3,4}$/')),
    ];
    const changed = (name: string, modules: readonly string[]): readonly string[] => {
      const isOpaque = findOpaqueScalars(...trees(name), modules)('src/mail.ts', 'src/mail.ts');
      const origin = { file: 'src/mail.ts', start: 0, end: 0 };
      return (['Currency', 'URL'] as const).filter((scalar) => isOpaque?.({ kind: 'scalar', name: scalar, origin }));
    };
    expect(changed('@acme/lib.schema', ['@acme/lib.contracts-spec'])).toEqual(['Currency']);
    expect(changed('@acme/schemas', ['@acme/specs', '@acme/schemas'])).toEqual(['Currency']);
    expect(changed('@acme/lib.schema', ['@acme/specs'])).toEqual([]);
  });

  it('may be reformatted', () => {
    const formatted = { ...library('/^[A-Z]{3}$/') };
    const file = 'packages/schema/src/scalars.ts';
    expect(
      changes(
        { ...formatted, ...contract('Currency') },
        { ...formatted, ...contract('Currency'), [file]: (formatted[file] ?? '').replaceAll('  ', '\t') },
      ),
    ).toEqual([]);
  });
});
