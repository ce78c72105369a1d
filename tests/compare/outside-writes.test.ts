import { describe, expect, it } from 'vitest';
import { file } from './support/contract-text.ts';
import { changeText, comparePair, type Files } from './support/pairs.ts';

function changes(base: Files, head: Files): readonly string[] {
  return comparePair(base, head).contracts.flatMap((diff) => diff.changes.map((change) => changeText(diff, change)));
}

const told = ['command mail.send: written-elsewhere, unknown, writes'];

it('tells a write to a contract by a list that holds it, and none to the list', () => {
  const base = { 'src/mail.ts': file({}), 'src/all.ts': "import { Send } from './mail';\nexport const ALL = [Send];" };
  const written = (statement: string): readonly string[] =>
    changes(base, { ...base, 'src/patch.ts': `import { ALL } from './all';\n${statement}` });
  expect(written("ALL[0].policy.auth = 'anonymous';")).toEqual(told);
  expect(written('ALL.pop();')).toEqual([]);
});

describe('tells a write to what a contract was made of', () => {
  const values = `import { ScalarTypeEnum } from '@lssm-tech/lib.schema';
    export const KINDS = ['letter', 'card'];
    export const OTHERS = ['letter', 'card'];
    export const SETTINGS = { auth: 'user', limit: 5 };
    export const FIELDS = { from: { type: ScalarTypeEnum.ID(), isOptional: false } };`;
  const using = (contract: string): Files => ({
    'src/values.ts': values,
    'src/mail.ts': `import { defineEnum } from '@lssm-tech/lib.schema';\nimport { z } from 'zod';\nimport { KINDS, SETTINGS, FIELDS } from './values';\n${contract}`,
  });
  const written = (contract: string, statement: string): readonly string[] => {
    const base = using(contract);
    const patch = `import { KINDS, OTHERS, SETTINGS, FIELDS } from './values';\n${statement}`;
    return changes(base, { ...base, 'src/patch.ts': patch });
  };
  const model = (fields: string): string => file({}).replace(/fields: \{ .*? \} \}\)/, `fields: { ${fields} } })`);
  const kind = (type: string): string => model(`kind: { type: ${type}, isOptional: false }`);

  it.each([
    ['the list of an enum', kind("defineEnum('Kind', KINDS)"), "KINDS.push('parcel');"],
    ['a list that an enum copies', kind("defineEnum('Kind', [...KINDS, 'parcel'])"), 'KINDS.pop();'],
    ['the list of a Zod enum', kind('z.enum(KINDS)'), "KINDS[0] = 'parcel';"],
    ['a list that a refinement looks in', kind('z.string().refine((s) => KINDS.includes(s + s))'), 'KINDS.pop();'],
    [
      'what a function that a refinement calls looks in',
      `const isShort = (s: string) => s.length < SETTINGS.limit;\n${kind('z.string().refine((s) => isShort(s + s))')}`,
      'SETTINGS.limit = 6;',
    ],
    ['fields that a model spreads', model('...FIELDS'), 'FIELDS.from.isOptional = true;'],
    ['what has the fields that a model spreads', model('...FIELDS'), 'delete FIELDS.from;'],
    [
      'a list that a contract copies',
      file({ rest: '' }).replace("auth: 'user'", "auth: 'user', roles: [...KINDS]"),
      "KINDS.push('parcel');",
    ],
    ['what a contract has a value of', file({ auth: 'SETTINGS.auth' }), "SETTINGS.auth = 'admin';"],
  ])('%s', (_, contract, statement) => {
    expect(written(contract, statement)).toEqual(told);
  });

  it.each([
    ['a list that a refinement does not look in', kind('z.string().refine((s) => KINDS.includes(s + s))'), 'OTHERS.pop();'],
    ['another list that says the same', kind("defineEnum('Kind', KINDS)"), "OTHERS.push('parcel');"],
    ['a copy of the list', kind("defineEnum('Kind', KINDS)"), "const more = [...KINDS]; more.push('parcel');"],
    ['a list that only tags are copied from', file({}).replace("tags: ['mail']", 'tags: [...KINDS]'), "KINDS.push('parcel');"],
    ['another member', file({ auth: 'SETTINGS.auth' }), 'SETTINGS.limit = 6;'],
    ['what no contract uses', file({}), "KINDS.push('parcel'); FIELDS.from.isOptional = true;"],
  ])('and none to %s', (_, contract, statement) => {
    expect(written(contract, statement)).toEqual([]);
  });
});

describe('tells a write however it is written', () => {
  const base: Files = {
    'src/models.ts': `import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
      export const Mail = defineSchemaModel({ name: 'Mail', fields: { to: { type: ScalarTypeEnum.ID(), isOptional: false } } });
      export const LIMITS = { fields: { to: { isOptional: false } } };`,
    'src/mail.ts': `import { Mail } from './models';\n${file({ rest: '' }).replace('output: null', 'output: Mail')}`,
  };
  const patched = (text: string): readonly string[] => changes(base, { ...base, 'src/patch.ts': text });
  const write = 'Mail.config.fields.to.isOptional = true;\n';

  it.each([
    ['by an import with escapes', `import { M\\u0061il } from './m\\u006fdels';\n${write}`],
    ['by an import without spaces', `import{Mail}from'./models';\n${write}`],
    ['by an import with comments', `import { Mail /* don't */ } from './models';\n${write}`],
    ['by a name in quotes', `import { "Mail" as Other } from './models';\n${write.replace('Mail', 'Other')}`],
    ['by a specifier that is made', `const { Mail } = await import('./mod' + 'els');\n${write}`],
    ['by a pattern', "import { Mail } from './models';\n({ a: Mail.config.fields.to.isOptional } = { a: true });\n"],
    ['by the global object', "import { Mail } from './models';\nglobalThis.Object.assign(Mail.config.fields.to, { isOptional: true });\n"],
    [
      'by a function of JavaScript under another name',
      "import { Mail } from './models';\nconst { assign } = Object;\nassign(Mail.config.fields.to, { isOptional: true });\n",
    ],
    [
      'by one that is borrowed',
      "import { Mail } from './models';\nReflect.apply(Object.assign, null, [Mail.config.fields.to, { isOptional: true }]);\n",
    ],
    [
      'by what a function takes for its own',
      "import { Mail } from './models';\n(function (this: any) { this.config.fields.to.isOptional = true; }).call(Mail);\n",
    ],
    [
      'by a require that is made',
      "import { createRequire } from 'node:module';\nconst load = createRequire(import.meta.url);\nconst { Mail } = load('./models');\nMail.config.fields.to.isOptional = true;\n",
    ],
    [
      'by a decorator that is written where it is used',
      "import { Mail } from './models';\n@(() => { Mail.config.fields.to.isOptional = true; })\nexport class App {}\n",
    ],
    [
      'by what a decorator is made of',
      "import { Mail } from './models';\nconst using = (run: () => void) => run;\nexport class App { @using(() => { Mail.config.fields.to.isOptional = true; }) start() {} }\n",
    ],
    [
      'by a constructor',
      "import { Mail } from './models';\nclass Tidy { constructor(model: any) { model.config.fields.to.isOptional = true; } }\nnew Tidy(Mail);\n",
    ],
  ])('%s', (_, text) => {
    expect(patched(text)).toEqual(told);
    expect(patched(text.replaceAll(/Mail|M\\u0061il/g, 'LIMITS').replaceAll('config.', ''))).toEqual([]);
  });

  describe('by a function of another file', () => {
    const tools: Files = {
      'src/tools.ts': `export const touch = (model: any) => { model.fields.to.isOptional = true; };
        export function mark(_: any, model: any) { touch(model); }
        export function tidy(this: void, model: any) { touch(model); }
        export function handle(this: void, step: any, model: any) { step(model); }
        export function relax(this: any) { this.fields.to.isOptional = true; }
        export const tools = { touch, set target(model: any) { touch(model); } };
        export class Kit { set target(model: any) { touch(model); } }
        export const steps = [touch];
        export function apply(model: any, step: (model: any) => void) { step(model); }
        export const applied = (step: any, model: any) => apply(model, step);
        export const read = (model: any) => model.fields;
        export const pipe = (model: any, ...all: any[]) => all.reduce((last, step) => step(last), model);
        export const run = (model: any, all: any[]) => { for (const step of all) step(model); };
        export const each = (models: any[], step: any) => models.forEach((model) => step(model));
        export const visit = (models: any[], step: any) => { for (const model of models) step(model); };
        export class Runner { constructor(private step: any) {} run(model: any) { this.step(model); } }
        export const runnerOf = (step: any) => (model: any) => step(model);
        export const piped = (...all: any[]) => (model: any) => all.reduce((last, step) => step(last), model);`,
    };
    const called = (call: string): readonly string[] => {
      const imports =
        "import { LIMITS, Mail } from './models';\nimport { applied, apply, each, handle, Kit, mark, pipe, piped, read, relax, run, Runner, runnerOf, steps, tidy, tools, touch, visit } from './tools';\n";
      return changes({ ...base, ...tools }, { ...base, ...tools, 'src/patch.ts': `${imports}${call}\n` });
    };

    it.each([
      'Reflect.apply(tools.touch, null, [Mail]);',
      'touch.call(null, Mail);',
      'relax.call(Mail);',
      'relax.apply(Mail, []);',
      'mark`${Mail}`;',
      'tools.target = Mail;',
      'new Kit().target = Mail;',
      'tidy(Mail);',
      'handle(touch, Mail);',
      '((function (this: void, model: any) { model.fields.to.isOptional = true; }))(Mail);',
      'touch<any>(Mail);',
      '(touch as any)(Mail);',
      'steps[0]!(Mail);',
      'for (const step of steps) step(Mail);',
      'steps.forEach((step) => step(Mail));',
      'steps.reduce((model, step) => step(model), Mail);',
      '[Mail].map(touch);',
      'Array.from([Mail], touch);',
      '[Mail].reduce(mark, {});',
      'apply(Mail, touch);',
      'apply(Mail, (model) => touch(model));',
      'applied(touch, Mail);',
      'enum Kind { A = touch(Mail) }',
      'const all = { ...touch(Mail) };',
      'const all: any = {};\nall.mail = Mail;\ntouch(all.mail);',
      'const all: any[] = [];\nall.push(Mail);\nrun(all, [touch]);',
      'touch(new Proxy(Mail, {}));',
      'const proxy = new Proxy(Mail, {});\ntouch(proxy);',
    ])('%s', (call) => {
      expect(called(call)).toEqual(told);
      expect(called(call.replace('Mail', 'LIMITS'))).toEqual([]);
    });

    it.each([
      'pipe(Mail, touch);',
      'pipe(Mail, read, touch);',
      'run(Mail, [read, touch]);',
      'each([Mail], touch);',
      'visit([Mail], touch);',
      'new Runner(touch).run(Mail);',
      'const runner = new Runner(touch); runner.run(Mail);',
      'runnerOf(touch)(Mail);',
      'piped(read, touch)(Mail);',
      'each([Mail], (model) => { delete model.fields.to; });',
    ])('that calls what it is given: %s', (call) => {
      expect(called(call)).toEqual(told);
      expect(called(call.replace('Mail', 'LIMITS'))).toEqual([]);
      expect(called(call.replace('touch', 'read').replace('delete ', ''))).toEqual([]);
    });

    it('that is asked for where it is used', () => {
      const asked = (imported: string): readonly string[] =>
        changes(
          { ...base, ...tools },
          { ...base, ...tools, 'src/patch.ts': `import { Mail } from './models';\n${imported}\ntouch(Mail);\n` },
        );
      expect(asked("const { touch } = require('./tools');")).toEqual(told);
      expect(asked("const { touch } = await import('./tools');")).toEqual(told);
    });
  });
});

describe('tells a write to what another file keeps', () => {
  const base: Files = {
    'src/models.ts': `import { defineEnum, defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
      export const KINDS = ['letter', 'card'];
      export const FIXED = ['letter', 'card'] as const;
      export const Mail = defineSchemaModel({ name: 'Mail', fields: { to: { type: ScalarTypeEnum.ID(), isOptional: false }, kind: { type: defineEnum('Kind', KINDS), isOptional: false }, fixed: { type: defineEnum('Fixed', FIXED), isOptional: false } } });
      export const LIMITS = { fields: { to: { isOptional: false } } };`,
    'src/mail.ts': `import { Mail } from './models';\n${file({ rest: '' }).replace('output: null', 'output: Mail')}`,
    'src/kept.ts': `const all: any[] = [];
      export let current: any;
      export const keep = (model: any) => { all.push(model); current = model; };
      export const find = () => all[0];
      export class Registry { all: any[] = []; add(model: any) { this.all.push(model); return this; } at(index: number) { return this.all[index]; } }
      export const registry = new Registry();
      const state: any = { steps: [] };
      export const getState = () => state;`,
  };
  const used = (code: string): readonly string[] => {
    const imports =
      "import { FIXED, KINDS, LIMITS, Mail } from './models';\nimport { current, find, getState, keep, registry, Registry } from './kept';\n";
    return changes(base, { ...base, 'src/boot.ts': `${imports}${code}\n` });
  };

  it.each([
    'keep(Mail);\nfind().fields = {};',
    'keep(Mail);\nconst found = find();\ndelete found.fields.to;',
    'keep(Mail);\ncurrent.fields.to = null;',
    'registry.add(Mail);\nregistry.at(0).fields.to.isOptional = true;',
    'new Registry().add(Mail).at(0).fields = {};',
  ])('%s', (code) => {
    expect(used(code)).toEqual(told);
    expect(used(code.replace('Mail', 'LIMITS'))).toEqual([]);
  });

  it.each([
    ['a list that is found', 'keep(KINDS);\nfind().push("parcel");', told],
    ['one that takes a cast', 'keep(FIXED);\nfind().push("parcel");', []],
    ['a member that lists have not', 'keep(KINDS);\nObject.assign(find(), { isSeen: true });', []],
    ['a member that it has', 'keep(Mail);\nObject.assign(find(), { fields: {} });', told],
    ['what is not a list', 'keep(KINDS);\nfind().delete("card");', []],
    ['what is made beside it', 'keep(KINDS);\nconst more = new Registry();\nmore.push(1);', []],
    ['a list that is made and filled', 'keep(KINDS);\nlet all = new Array(find().length).fill(0);\nall = all.map(find);\nall[0] = 1;', []],
    ['one that may be what is found', 'keep(KINDS);\nlet all = new Array(2).fill(0);\nall = find();\nall[0] = 1;', told],
  ])('of what it finds, to %s', (_, code, expected) => {
    expect(used(code)).toEqual(expected);
  });

  it.each(['registry.add(Mail);\ngetState().count = 1;', 'keep(Mail);\ngetState().steps.push(1);', 'keep(Mail);\nfind();'])(
    'and none to what it has beside that: %s',
    (code) => {
      expect(used(code)).toEqual([]);
    },
  );
});

describe('tells no write where a contract is only used', () => {
  const model = `import { z } from 'zod';\nexport const Input = z.object({ to: z.string() });`;
  const contract = file({}).replace(/input: .*?, output/, 'input: fromZod(Input), output');
  const base: Files = {
    'src/models.ts': model,
    'src/mail.ts': `import { fromZod } from '@lssm-tech/lib.schema';\nimport { Input } from './models';\n${contract}`,
    'src/mark.ts': 'export const mark = (row: any) => { row.seen = true; return row; };',
    'src/rows.ts': 'const all: any[] = [];\nexport const seen = (row: any) => all.push(row);\nexport const found = async () => all;',
    'src/tools.ts': `import { z } from 'zod';
import { mark } from './mark';
export const schemaOf = (schema: any) => (typeof schema === 'function' ? schema() : schema);
export const describeAll = ({ schema }: any) => mark(z.toJSONSchema(schemaOf(schema)));
export const route = ({ body: schema }: any, handle: any) => (request: any) => {
  const parsed = schema.safeParse(request);
  return handle({ body: parsed.data });
};`,
  };
  const using = (statement: string): Files => ({
    ...base,
    'src/route.ts': `import { Input } from './models';\nimport { mark } from './mark';\nimport { describeAll, route } from './tools';\nimport { found, seen } from './rows';\nexport const run = async (row: any) => {\n  ${statement}\n};`,
  });

  it.each([
    'return Input.parse(row);',
    'return Input.parse(mark(row));',
    'const seen = await mark(row);\n  return Input.safeParse(seen);',
    'return describeAll({ schema: Input });',
    'return row.map(Input.parse);',
    'seen(Input);\n  return (await found())[0].to.shape = row;',
    'return route({ body: Input }, ({ body }: any) => { body.to = row; })(row);',
  ])('%s', (statement) => {
    expect(changes(base, using(statement))).toEqual([]);
    expect(changes(using('return row;'), using(statement))).toEqual([]);
  });

  it('by a function that checks pairs of values and models, beside callbacks that write to what they are given', () => {
    const checked = {
      ...base,
      'src/check.ts': 'export const check = (...pairs: any[]) => { for (const [value, schema] of pairs) schema.safeParse(value); };',
    };
    const store = `import { Input } from './models';
import { check } from './check';
const store = async (id: string, box: string, user: string, changes: any) => {
  const { rows } = changes;
  check([id, Input], [box, Input], [user, Input]);
  await database.run(async () => {
    const byKind = new Map();
    for (const { one, kind } of rows) {
      const found = byKind.get(kind);
      if (found) found.push(one);
      else byKind.set(kind, [one]);
    }
  });
};
export const run = async (user: string) => {
  const rows = all.map((row) => ({ row }));
  await Promise.all(rows.map(({ row, changes }) => store(row.id, row.box, user, changes)));
};`;
    expect(changes(checked, { ...checked, 'src/store.ts': store })).toEqual([]);
  });

  it('but where it is written to', () => {
    expect(changes(base, using('Object.assign(Input.shape, row);'))).toEqual(told);
  });
});

describe('tells a write to what a call is given apart from one to what stands beside it', () => {
  const base: Files = {
    'src/models.ts': `import { z } from 'zod';
      export const Input = z.object({ to: z.string() });
      export const KINDS = ['letter', 'card'];`,
    'src/mail.ts': `import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';
      import { fromZod } from '@lssm-tech/lib.schema';
      import { z } from 'zod';
      import { Input, KINDS } from './models';
      export const Send = defineCommand({
        meta: { key: 'mail.send', version: '1.0.0', stability: 'stable', owners: ['@acme.mail'], tags: ['mail'], description: 'Sends.', goal: 'g', context: 'c' },
        io: { input: fromZod(Input), output: fromZod(z.enum(KINDS)) }, policy: { auth: 'user' } });`,
    'src/builder.ts': `import { createBuilder } from 'builder';
      export const procedure = createBuilder().use(async ({ ctx, next }) => { ctx.count = 1; return next({ ctx }); });`,
    'src/rows.ts': "import { connect } from 'database';\nexport const database = connect();",
  };
  const used = (code: string): readonly string[] => changes(base, { ...base, 'src/use.ts': code });

  it('by a builder of a library, beside writes to what other files give', () => {
    const imports = "import { procedure } from './builder';\nimport { Input } from './models';\nimport { database } from './rows';\n";
    const route = 'procedure.input(Input).mutation(async ({ input }) => {\n  await database.mails.delete(input.to);\n});';
    expect(used(`${imports}export const send = ${route}`)).toEqual([]);
  });

  it('as a member of what a function is given, which writes to another one', () => {
    const update = (body: string, pattern = '{ ctx, schema, kinds = [] }'): readonly string[] =>
      used(
        `import { Input, KINDS } from './models';\nfunction update(${pattern}: any) {\n  ${body}\n}\nupdate({ ctx: { audit: {} }, schema: Input, kinds: KINDS });`,
      );
    expect(update('ctx.audit.id = 1; return schema;')).toEqual([]);
    expect(update('meta.id = 1; return schema;', '{ ctx: { audit: meta }, schema }')).toEqual([]);
    expect(update("kinds.push('parcel');")).toEqual(told);
    expect(update("rest.kinds.push('parcel');", '{ ctx, ...rest }')).toEqual(told);
    expect(update("given.kinds.push('parcel');", 'given')).toEqual(told);
  });

  it('as a member of what a function hands on, a part of it or all', () => {
    const handed = (body: string): readonly string[] => {
      const head = {
        ...base,
        'src/touch.ts':
          'export function touch(given: any) {\n  given.seen = true;\n}\nexport function clear(given: any) {\n  given.kinds.pop();\n}',
        'src/worker.ts': `import { touch, clear } from './touch';\nexport class Worker {\n  constructor(private options: any, more = options) {\n    ${body}\n  }\n}`,
        'src/use.ts': "import { Worker } from './worker';\nimport { KINDS } from './models';\nnew Worker({ redis: {}, kinds: KINDS });",
      };
      return changes(base, head);
    };
    for (const body of ['touch(options.redis);', 'const { redis } = options; touch(redis);', 'const all = options; touch(all.redis);'])
      expect([body, handed(body)]).toEqual([body, []]);
    for (const body of [
      'touch(options.kinds);',
      'touch(options[more]);',
      'const { kinds } = options; touch(kinds);',
      'const { redis, ...others } = options; touch(others.kinds);',
      'const all = options; touch(all.kinds);',
      'clear(options);',
      'clear({ kinds: options.kinds });',
    ])
      expect([body, handed(body)]).toEqual([body, told]);
  });

  it('as a member of what a function of another file is given', () => {
    const filter = (body: string): readonly string[] => {
      const head = {
        ...base,
        'src/filter.ts': `export const filter = ({ kinds, rows }: any) => {\n  ${body}\n};`,
        'src/use.ts':
          "import { filter } from './filter';\nimport { KINDS } from './models';\nexport const found = filter({ rows: [], kinds: KINDS });",
      };
      return changes(base, head);
    };
    expect(filter('return rows.reduce((all: any, row: any) => { if (kinds.includes(row)) all.push(row); return all; }, []);')).toEqual([]);
    expect(filter('rows.push(1); return kinds;')).toEqual([]);
    expect(filter('kinds.pop(); return rows;')).toEqual(told);
    expect(filter('return rows.reduce((all: any) => { all.pop(); return all; }, kinds);')).toEqual(told);
  });
});

describe('holds a write to be another one where what it uses differs', () => {
  const base: Files = {
    'src/models.ts': `import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
      export const Mail = defineSchemaModel({ name: 'Mail', fields: { to: { type: ScalarTypeEnum.ID(), isOptional: false } } });`,
    'src/mail.ts': `import { Mail } from './models';\n${file({ rest: '' }).replace('output: null', 'output: Mail')}`,
  };
  const patch = (used: string, other: string): Files => ({
    ...base,
    'src/patch.ts': `import { Mail } from './models';
      const isAny = ${used};
      Mail.config.fields.to.isOptional = isAny;
      export function count() { const isAny = ${other}; return isAny; }`,
  });

  it('as a value of its own file', () => {
    expect(changes(patch('true', 'true'), patch('!1', 'true'))).toEqual([...told, ...told]);
  });

  it('and not where that is another one of the same name', () => {
    expect(changes(patch('true', 'true'), patch('true', '!1'))).toEqual([]);
  });
});

describe('tells what files do that did not change', () => {
  const shared: Files = {
    'src/models.ts': `import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';
      export const Mail = defineSchemaModel({ name: 'Mail', fields: { to: { type: ScalarTypeEnum.EmailAddress(), isOptional: false } } });
      export const LIMITS = { fields: { to: { most: 5 } } };`,
    'src/mail.ts': `import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';
      import { Mail } from './models';
      export const Send = defineCommand({
        meta: { key: 'mail.send', version: '1.0.0', stability: 'stable', owners: ['@acme.mail'], tags: ['mail'], description: 'Sends.', goal: 'g', context: 'c' },
        io: { input: null, output: Mail }, policy: { auth: 'user' } });`,
  };

  describe('as a function that they call begins to write', () => {
    const reads = 'export function tune(model: any) {\n  return model.fields.to;\n}\n';
    const writes = 'export function tune(model: any) {\n  delete model.fields.to;\n}\n';
    const boot = "import { Mail } from './models';\nimport { tune } from './tune';\ntune(Mail);\n";
    const began = (before: string, after: string, more: Files = { 'src/boot.ts': boot }): readonly string[] =>
      changes({ ...shared, 'src/tune.ts': before, ...more }, { ...shared, 'src/tune.ts': after, ...more });

    it('or ceases to', () => {
      expect(began(reads, writes)).toEqual(told);
      expect(began(writes, reads)).toEqual(told);
    });

    it('under other names for what it is given, and for itself', () => {
      const loop =
        'export const tune = (model: any) => {\n  for (const field of Object.values(model.fields)) field.isOptional = true;\n};\n';
      const alias = 'export function tune(model: any) {\n  const { fields } = model;\n  fields.to.isOptional = true;\n}\n';
      const inner = 'function relax(model: any) {\n  delete model.fields.to;\n}\nexport function tune(model: any) {\n  relax(model);\n}\n';
      const bound = 'export function tune(this: void, model: any) {\n  delete model.fields.to;\n}\n';
      for (const after of [loop, alias, inner, bound]) expect(began(reads, after)).toEqual(told);
      const byDefault = { 'src/boot.ts': "import { Mail } from './models';\nimport change from './tune';\nchange(Mail);\n" };
      expect(
        began('export default (model: any) => model;\n', 'export default (model: any) => {\n  model.fields = {};\n};\n', byDefault),
      ).toEqual(told);
    });

    it('through a function between them', () => {
      const between = {
        'src/index.ts': "export * from './tune';\n",
        'src/run.ts': "import { tune as change } from './index';\nexport function run(model: any) {\n  change(model);\n}\n",
        'src/boot.ts': "import { Mail } from './models';\nimport { run } from './run';\nrun(Mail);\n",
      };
      expect(began(reads, writes, between)).toEqual(told);
    });

    it.each([
      '[model].forEach(tune);',
      'Array.from([model], tune);',
      'for (let at = 0, all = [model]; at < all.length; at++) tune(all[at]);',
      'const other = tune;\n  other(model);',
      'let other: any;\n  other = tune;\n  other(model);',
      'const tools: any = {};\n  tools.tune = tune;\n  tools.tune(model);',
      '(isOn ? tune : print)(model);',
      'Reflect.apply(tune, undefined, [model]);',
      'const { fields } = model;\n  tune({ fields });',
    ])('through a function between them, that gives it on: %s', (body) => {
      const between = (given: string): Files => ({
        'src/run.ts': `import { tune } from './tune';\nexport function run(model: any, isOn = true) {\n  ${body}\n}\n`,
        'src/boot.ts': `import { LIMITS, Mail } from './models';\nimport { run } from './run';\nrun(${given});\n`,
      });
      expect(began(reads, writes, between('Mail'))).toEqual(told);
      expect(began(reads, writes, between('LIMITS'))).toEqual([]);
    });

    it('but not where it writes to a copy, or is given something else', () => {
      expect(
        began(reads, 'export function tune(model: any) {\n  const copy = { ...model };\n  copy.fields = {};\n  return copy;\n}\n'),
      ).toEqual([]);
      expect(began(reads, writes, { 'src/boot.ts': boot.replaceAll('Mail', 'LIMITS') })).toEqual([]);
      expect(began(reads, writes, { 'src/boot.ts': boot.replace('tune(Mail)', 'print(tune, Mail)') })).toEqual([]);
    });

    it('as a method of a class or an object, however it is come by', () => {
      const kit = (body: string): string => `export class Kit {
  open(model: any) {
    return this.#tidy(model);
  }
  #tidy(model: any) {
    ${body}
    return model;
  }
}
export class More extends Kit {}
export const kit = new Kit();
export const makeKit = () => new Kit();
export const tools = {
  open(model: any) {
    ${body}
    return model;
  },
};
`;
      const calls = [
        'kit.open(Mail);',
        'kit?.open?.(Mail);',
        'new Kit().open(Mail);',
        'const own = new More();\nown.open(Mail);',
        'class Own extends Kit {}\nnew Own().open(Mail);',
        'makeKit().open(Mail);',
        'tools.open(Mail);',
        'const { open } = tools;\nopen(Mail);',
        'for (const one of [Mail]) kit.open(one);',
        '[Mail].forEach(tools.open);',
      ];
      const booted = (call: string): Files => ({
        'src/boot.ts': `import { Mail } from './models';\nimport { Kit, kit, makeKit, More, tools } from './tune';\n${call}\n`,
      });
      for (const call of calls) {
        expect([call, began(kit(''), kit('delete model.fields.to;'), booted(call))]).toEqual([call, told]);
        expect([call, began(kit(''), kit('print(model.fields.to);'), booted(call))]).toEqual([call, []]);
      }
    });

    it('as a method of what is given to a function or a class, by the type of that', () => {
      const kit = (body: string): string => `export class Kit {\n  open(model: any) {\n    ${body}\n  }\n}\n`;
      const users = [
        "import type { Kit } from './tune';\nexport const boot = (kit: Kit) => kit.open(Mail);\n",
        "import { type Kit } from './tune';\nexport class Boot {\n  constructor(private readonly kit: Kit) {}\n  run() {\n    this.kit.open(Mail);\n  }\n}\n",
      ];
      for (const user of users) {
        const boot = { 'src/boot.ts': `import { Mail } from './models';\n${user}` };
        expect([user, began(kit(''), kit('delete model.fields.to;'), boot)]).toEqual([user, told]);
        expect([user, began(kit(''), kit('print(model.fields.to);'), boot)]).toEqual([user, []]);
      }
    });

    it('as a method of what a function is given, by what it is given', () => {
      const impl = (body: string): string =>
        `export interface Writer { write(model: any): void }\nexport class Impl implements Writer {\n  write(model: any) {\n    ${body}\n  }\n}\nexport const impl = new Impl();\n`;
      const users = `import type { Writer } from './tune';
export function use(writer: Writer, model: any) {\n  writer.write(model);\n}
export function useAll(writers: Writer[], model: any) {\n  for (const writer of writers) writer.write(model);\n}
export const hand = (model: any, writer: Writer) => use(writer, model);\n`;
      for (const call of ['use(new Impl(), Mail);', 'use(impl, Mail);', 'useAll([new Impl()], Mail);', 'hand(Mail, impl);']) {
        const imports =
          "import { LIMITS, Mail } from './models';\nimport { Impl, impl } from './tune';\nimport { hand, use, useAll } from './use';\n";
        const boot = { 'src/use.ts': users, 'src/boot.ts': `${imports}${call}\n` };
        expect([call, began(impl(''), impl('delete model.fields.to;'), boot)]).toEqual([call, told]);
        expect([call, began(impl(''), impl('print(model.fields.to);'), boot)]).toEqual([call, []]);
        const other = { ...boot, 'src/boot.ts': boot['src/boot.ts'].replace(/Mail(?=[,)].*;\n$)/, 'LIMITS') };
        expect([call, began(impl(''), impl('delete model.fields.to;'), other)]).toEqual([call, []]);
      }
    });

    it.each([
      'tune({ mail: Mail, meta: {} });',
      'tune({ ...all });',
      'const own = { mail: Mail };\ntune(own);',
      'tune({ ["ma" + "il"]: Mail });',
    ])('but not where it writes to what holds it: %s', (call) => {
      const all = `import { Mail } from './models';\nimport { tune } from './tune';\nconst all = { mail: Mail, host: '' };\n${call}\n`;
      const tuning = (body: string): string => `export function tune(given: any) {\n  ${body}\n}\n`;
      const begun = (body: string): readonly string[] => began(tuning('return given;'), tuning(body), { 'src/boot.ts': all });
      for (const body of ['given.seen = true;', 'delete given.host;', 'given.meta.seen = true;', 'Object.assign(given, { seen: true });'])
        expect([body, begun(body)]).toEqual([body, /meta\.seen/.test(body) && !call.includes('mail: Mail,') ? told : []]);
      for (const body of [
        'given.mail.fields = {};',
        'const { mail } = given;\n  delete mail.fields;',
        'given.meta = given.mail;\n  given.meta.seen = true;',
        'const own = { ...given };\n  own.mail.fields = {};',
        'Object.assign(given.mail, { seen: true });',
        'Object.values(given).forEach((one: any) => {\n    one.seen = true;\n  });',
      ])
        expect([body, begun(body)]).toEqual([body, told]);
    });

    it('also in lines that stood elsewhere in the file before', () => {
      const other = 'export function other(model: any) {\n  delete model.fields.to;\n}\n';
      expect(began(reads + other, writes + other)).toEqual(told);
      expect(began(reads + other, other.replace('other', 'another') + reads + other)).toEqual([]);
    });

    it('by a function of JavaScript that writes to its first argument', () => {
      const assigning = 'export const tune = (model: any) => Object.assign(model.fields, { to: null });\n';
      expect(began('export const tune = (model: any) => model.fields;\n', assigning)).toEqual(told);
      expect(
        began('export const tune = (model: any) => model.fields;\n', assigning.replace('model.fields, ', '{}, model.fields, ')),
      ).toEqual([]);
    });

    describe('in a file that', () => {
      const moved = (before: Files, after: Files, calling = boot): readonly string[] =>
        changes({ ...shared, ...before, 'src/boot.ts': calling }, { ...shared, ...after, 'src/boot.ts': calling });
      const old = { 'src/tune.ts': reads };
      const byDefault = (text: string): string => text.replace('export', 'export default');
      const asWhole = "import { Mail } from './models';\nimport * as tools from './tune';\ntools.tune(Mail);\n";

      it.each([
        ['stands in its stead', { 'src/tune/index.ts': writes }, boot],
        ['it has the function from', { 'src/tune.ts': "export { tune } from './other';\n", 'src/other.ts': writes }, boot],
        ['it has everything from', { 'src/tune.ts': "export * from './other';\n", 'src/other.ts': writes }, boot],
        ['is asked for as a whole', { 'src/tune.ts': "export * from './other';\n", 'src/other.ts': writes }, asWhole],
      ])('%s', (_, after, calling) => {
        expect(moved(old, after, calling)).toEqual(told);
        expect(moved(after, old, calling)).toEqual(told);
      });

      it('stands in the stead of a default', () => {
        const calling = "import { Mail } from './models';\nimport change from './tune';\nchange(Mail);\n";
        expect(moved({ 'src/tune.ts': byDefault(reads) }, { 'src/tune/index.ts': byDefault(writes) }, calling)).toEqual(told);
        expect(moved({ 'src/tune.ts': byDefault(reads) }, { 'src/tune/index.ts': byDefault(reads) }, calling)).toEqual([]);
      });

      it('was moved, and does what it did', () => {
        const passing = { 'src/tune.ts': "export { tune } from './other';\n", 'src/other.ts': writes };
        expect(moved({ 'src/tune.ts': writes }, passing)).toEqual([]);
        expect(moved({ 'src/tune.ts': writes }, { 'src/tune/index.ts': writes })).toEqual([]);
      });
    });

    describe('as the import leads to another one, by', () => {
      const read = { 'packages/tune/read.ts': reads };
      const all: Files = { ...read, 'packages/tune/write.ts': writes };
      const manifest = (leads: object): Files => ({ 'packages/tune/package.json': JSON.stringify({ name: '@acme/tune', ...leads }) });
      const root = (more: object = {}): Files => ({ 'package.json': JSON.stringify({ workspaces: ['packages/*'], ...more }) });
      const other = { 'others/tune/package.json': '{ "name": "@acme/tune", "main": "./write.ts" }', 'others/tune/write.ts': writes };
      const inSrc = {
        'src/others/tune/package.json': '{ "name": "@acme/tune", "main": "./write.ts" }',
        'src/others/tune/write.ts': writes,
      };
      const paths = (file: string, target: string): Files => ({
        [file]: `{ "compilerOptions": { "paths": { "tune": ["./${target}.ts"] } } }`,
      });
      const from = (specifier: string): string => boot.replace('./tune', specifier);
      const led = (before: Files, after: Files, calling: string, more: Files = {}): readonly string[] => {
        const same = { ...shared, ...root(), 'src/boot.ts': calling, ...more };
        return changes({ ...same, ...before }, { ...same, ...after });
      };

      it.each<[string, Files, Files, string]>([
        ['the exports of a package', manifest({ exports: './read.ts' }), manifest({ exports: './write.ts' }), '@acme/tune'],
        ['one of them', manifest({ exports: { './x': './read.ts' } }), manifest({ exports: { './x': './write.ts' } }), '@acme/tune/x'],
        ['its main file', manifest({ main: './read.ts' }), manifest({ main: './write.ts' }), '@acme/tune'],
        ['its coming', {}, manifest({ main: './write.ts' }), '@acme/tune'],
        [
          'the folders of the workspace',
          { ...manifest({ main: './read.ts' }), ...other },
          { ...manifest({ main: './read.ts' }), ...other, 'package.json': '{ "workspaces": ["others/*"] }' },
          '@acme/tune',
        ],
        [
          'the folders of a workspace of pnpm',
          { ...other, 'pnpm-workspace.yaml': 'packages: [others/*]' },
          { ...other, 'pnpm-workspace.yaml': 'packages: []' },
          '@acme/tune',
        ],
        [
          'the projects of Rush',
          { ...other, 'rush.json': '{ "projects": [{ "projectFolder": "others/tune" }] }' },
          { ...other, 'rush.json': '{ "projects": [] }' },
          '@acme/tune',
        ],
        [
          'the folders of a workspace in a folder',
          { ...inSrc, 'src/package.json': '{ "workspaces": ["others/*"] }' },
          { ...inSrc, 'src/package.json': '{ "workspaces": ["apps/*"] }' },
          '@acme/tune',
        ],
        [
          "the package behind a name of one's own",
          { ...manifest({ main: './read.ts' }), ...root({ dependencies: { tune: 'npm:@acme/tune@1' } }) },
          { ...manifest({ main: './write.ts' }), ...root({ dependencies: { tune: 'workspace:@acme/tune@*' } }) },
          'tune',
        ],
        [
          'the version that is asked for',
          { ...manifest({ main: './write.ts', version: '1.0.0' }), ...root({ dependencies: { '@acme/tune': '^1.0.0' } }) },
          { ...manifest({ main: './write.ts', version: '1.0.0' }), ...root({ dependencies: { '@acme/tune': '^2.0.0' } }) },
          '@acme/tune',
        ],
        [
          "the imports of one's own",
          root({ imports: { '#tools/*': './packages/tune/read.ts' } }),
          root({ imports: { '#tools/*': './packages/tune/write.ts' } }),
          '#tools/tune',
        ],
        ['a tsconfig', paths('tsconfig.json', 'packages/tune/read'), paths('tsconfig.json', 'packages/tune/write'), 'tune'],
        [
          'what a tsconfig extends',
          { 'tsconfig.json': '{ "extends": "./base.json" }', ...paths('base.json', 'packages/tune/read') },
          { 'tsconfig.json': '{ "extends": "./base.json" }', ...paths('base.json', 'packages/tune/write') },
          'tune',
        ],
        ['a nearer tsconfig', paths('tsconfig.json', 'packages/tune/read'), paths('src/tsconfig.json', '../packages/tune/write'), 'tune'],
        ['a file before a folder', { 'src/tune/index.ts': reads }, { 'src/tune/index.ts': reads, 'src/tune.ts': writes }, './tune'],
      ])('%s', (_, before, after, specifier) => {
        expect(led({ ...all, ...before }, { ...all, ...after }, from(specifier))).toEqual(told);
        expect(led({ ...all, ...after }, { ...all, ...before }, from(specifier))).toEqual(told);
      });

      it('the exports of a package, through a file that passes it on', () => {
        const between = {
          'src/all.ts': "export { tune } from '@acme/tune';\n",
          'src/run.ts': "import { tune } from './all';\nexport const run = (model: any) => tune(model);\n",
        };
        const calling = "import { Mail } from './models';\nimport { run } from './run';\nrun(Mail);\n";
        const [before, after] = [manifest({ exports: './read.ts' }), manifest({ exports: './write.ts' })];
        expect(led({ ...all, ...before }, { ...all, ...after }, calling, between)).toEqual(told);
      });

      it('none of them, where the same function is led to', () => {
        const [before, after] = [manifest({ exports: './read.ts' }), manifest({ exports: './write.ts' })];
        const passing = { ...read, 'packages/tune/write.ts': "export { tune } from './read';\n" };
        expect(led({ ...passing, ...before }, { ...passing, ...after }, from('@acme/tune'))).toEqual([]);
        const alike = { ...read, 'packages/tune/write.ts': reads };
        expect(led({ ...alike, ...before }, { ...alike, ...after }, from('@acme/tune'))).toEqual([]);
      });
    });

    it('as one of a list, or of an object, that is exported', () => {
      const steps = (body: string): string =>
        `const tune = (model: any) => {\n  ${body}\n};\nexport const steps = [tune];\nexport const all = { tune };\n`;
      for (const call of ['for (const step of steps) step(Mail);', 'steps.forEach((step) => step(Mail));', 'all.tune(Mail);']) {
        const booted = { 'src/boot.ts': `import { Mail } from './models';\nimport { all, steps } from './tune';\n${call}\n` };
        expect([call, began(steps('print(model);'), steps('delete model.fields.to;'), booted)]).toEqual([call, told]);
        expect([call, began(steps('print(model);'), steps('log(model);'), booted)]).toEqual([call, []]);
      }
    });

    describe('as it begins to call', () => {
      const apply = 'export function apply(model: any) {\n  delete model.fields.to;\n}\n';
      const calling = (imports: string, call: string): string =>
        `${imports}\nexport function tune(model: any) {\n  ${call}\n  return model.fields.to;\n}\n`;
      const all: Files = { 'src/apply.ts': apply, 'src/all.ts': "export * from './apply';\n", 'src/boot.ts': boot };

      it.each([
        ['one that was there', "import { apply } from './apply';", 'apply(model);'],
        ['one by another name, through a list of exports', "import { apply as relax } from './all';", 'relax(model);'],
        ['one beside a type', "import { apply } from './apply';", '(apply as any)(model);'],
        ['a member of all that a file exports', "import * as all from './apply';", 'all.apply(model);'],
        ['one with a part of what it is given', "import { apply } from './apply';", 'apply({ ...model, fields: model.fields });'],
        ['one with what it has another name for', "import { apply } from './apply';", 'const { fields } = model;\n  apply({ fields });'],
        ['one for each of several', "import { apply } from './apply';", '[model].forEach(apply);'],
        ['one by another name', "import { apply } from './apply';", 'const relax = apply;\n  relax(model);'],
      ])('%s', (_, imports, call) => {
        expect(began(reads, calling(imports, call), all)).toEqual(told);
        expect(began(calling(imports, call), reads, all)).toEqual(told);
      });

      it('one that is new', () => {
        const after = { 'src/tune.ts': calling("import { apply } from './apply';", 'apply(model);'), 'src/apply.ts': apply };
        expect(changes({ ...shared, 'src/tune.ts': reads, 'src/boot.ts': boot }, { ...shared, ...after, 'src/boot.ts': boot })).toEqual(
          told,
        );
      });

      it('one that calls the one that writes', () => {
        const between = "import { apply } from './apply';\nexport function relax(model: any) {\n  apply(model);\n}\n";
        expect(began(reads, calling("import { relax } from './relax';", 'relax(model);'), { ...all, 'src/relax.ts': between })).toEqual(
          told,
        );
      });

      it('one of its own file', () => {
        const own = `${apply}export function other(model: any) {\n  return apply(model);\n}\n`;
        expect(began(own + reads, own + calling('', 'apply(model); // too'), { 'src/boot.ts': boot })).toEqual(told);
      });

      it('none, where what it calls only reads, or is given something else', () => {
        const reading = { ...all, 'src/apply.ts': apply.replace('delete', 'print') };
        const imports = "import { apply } from './apply';";
        expect(began(reads, calling(imports, 'apply(model);'), reading)).toEqual([]);
        expect(began(reads, calling(imports, 'apply({ fields: {} });'), all)).toEqual([]);
      });

      it('a method that its class has from another one', () => {
        const kits = (parent: string): string =>
          `import { Kit } from './kit';\nimport { Other } from './other';\nexport class Tools extends ${parent} {}\n`;
        const kit = (name: string, body: string): string => `export class ${name} {\n  tune(model: any) {\n    ${body}\n  }\n}\n`;
        const more = (body: string): Files => ({
          'src/kit.ts': kit('Kit', body),
          'src/other.ts': kit('Other', 'delete model.fields.to;'),
          'src/boot.ts': "import { Mail } from './models';\nimport { Tools } from './tune';\nnew Tools().tune(Mail);\n",
        });
        expect(began(kits('Kit'), kits('Other'), more(''))).toEqual(told);
        const before = { ...shared, 'src/tune.ts': kits('Kit') };
        expect(changes({ ...before, ...more('') }, { ...before, ...more('delete model.fields.to;') })).toEqual(told);
      });
    });

    it('but not as a class keeps it, and writes to what it keeps beside it', () => {
      const registry = (more: string): string => `export class Registry {
  items: any = {};
  counts: any = {};
  add(model: any) {
    this.items[model.name] = model;
    ${more}
  }
}
export const registry = new Registry();
`;
      const calling = { 'src/boot.ts': "import { Mail } from './models';\nimport { registry } from './tune';\nregistry.add(Mail);\n" };
      expect(began(registry(''), registry('this.counts.all = 1;'), calling)).toEqual([]);
      const handing = {
        'src/add.ts': 'export function addTo(all: any, model: any) {\n  all.add(model);\n}\n',
        'src/boot.ts': calling['src/boot.ts'].replace('registry.add(', "import { addTo } from './add';\naddTo(registry, "),
      };
      expect(began(registry(''), registry('this.counts.all = 1;'), handing)).toEqual([]);
      expect(began(registry(''), registry('model.fields = {};'), handing)).toEqual(told);
    });

    it('and not where it writes as before', () => {
      expect(began(writes, writes.replace('delete model.fields.to;', 'delete (model.fields).to; // gone'))).toEqual([]);
      expect(began(writes, writes.replaceAll('model', 'one'))).toEqual([]);
      const extracted =
        'export function tune(model: any) {\n  relax(model);\n}\nfunction relax(model: any) {\n  delete model.fields.to;\n}\n';
      expect(began(writes, extracted)).toEqual([]);
      const other = 'export function count(list: any) {\n  list.length = 0;\n}\n';
      expect(began(writes, writes + other)).toEqual([]);
    });
  });

  describe('as they come to be imported', () => {
    const patch = "import { Mail } from './models';\ndelete (Mail as any).fields.to;\n";
    const base: Files = {
      ...shared,
      'src/patch.ts': patch,
      'src/boot.ts': "import './patch';\n",
      'src/index.ts': "export * from './mail';\n",
    };
    const importing = (text: string): Files => ({ ...base, 'src/index.ts': `${text}\n${base['src/index.ts'] ?? ''}` });

    it('or cease to be', () => {
      const { 'src/boot.ts': _, ...alone } = base;
      const imported = { ...alone, 'src/index.ts': importing("import './patch';")['src/index.ts'] ?? '' };
      expect(changes(alone, imported)).toEqual(told);
      expect(changes(imported, alone)).toEqual(told);
    });

    it('through one that nobody imported either', () => {
      expect(changes(base, importing("import './boot';"))).toEqual(told);
    });

    it('through many of these', () => {
      const steps = { 'src/a.ts': "import './b';\n", 'src/b.ts': "import './c';\n", 'src/c.ts': "import './boot';\n" };
      const head = { ...importing("import './a';"), ...steps };
      expect(changes({ ...base, ...steps }, head)).toEqual(told);
    });

    it('but not where they were in force before', () => {
      expect(changes(base, importing("import './patch';"))).toEqual([]);
    });

    it('nor where they write to nothing of the kind', () => {
      const harmless = { ...base, 'src/patch.ts': patch.replaceAll('Mail', 'LIMITS') };
      expect(changes(harmless, { ...importing("import './boot';"), 'src/patch.ts': harmless['src/patch.ts'] })).toEqual([]);
    });
  });

  it('and names the files that may write and cannot be parsed', () => {
    const unread = (text: string): readonly string[] =>
      comparePair(shared, { ...shared, 'src/patch.ts': text }).unread.map(({ file: name }) => name);
    expect(unread("import { Mail } from './models';\ndelete Mail.fields.to;\nconst x = ;\n")).toEqual(['src/patch.ts']);
    expect(unread("import { Mail } from './models';\nprint(Mail);\nconst x = ;\n")).toEqual([]);
    expect(unread("import { other } from './others';\ndelete other.fields.to;\nconst x = ;\n")).toEqual([]);
    const boot = "import { Mail } from './models';\nimport { tune } from './tune';\ntune(Mail);\n";
    const called = (text: string): readonly string[] => {
      const base = { ...shared, 'src/boot.ts': boot, 'src/tune.ts': 'export function tune(model: any) {\n  return model;\n}\n' };
      return comparePair(base, { ...base, 'src/tune.ts': text }).unread.map(({ file: name }) => name);
    };
    expect(called('export function tune(model: any) {\n  delete model.fields.to;\n}\nconst x = ;\n')).toEqual(['src/tune.ts']);
    expect(called('export function tune(model: any) {\n  return model.fields;\n}\nconst x = ;\n')).toEqual([]);
    const broken = 'export function apply(model: any) {\n  delete model.fields.to;\n}\nconst x = ;\n';
    const handing = (imports: string, call: string): readonly string[] => {
      const base = { ...shared, 'src/boot.ts': boot, 'src/tune.ts': 'export function tune(model: any) {\n  return model;\n}\n' };
      const tune = `${imports}\nexport function tune(model: any) {\n  ${call}\n}\n`;
      return comparePair(base, { ...base, 'src/tune.ts': tune, 'src/apply.ts': broken }).unread.map(({ file: name }) => name);
    };
    expect(handing("import { apply } from './apply';", 'apply(model);')).toEqual(['src/apply.ts']);
    expect(handing("import * as all from './apply';", 'all.apply(model);')).toEqual(['src/apply.ts']);
    expect(handing("import { apply } from './apply';", 'apply({});')).toEqual([]);
  });
});
