import { describe, expect, it } from 'vitest';
import { staticContract } from '../../src/rules/static-contract.ts';
import { type PolicyPatch, vocabulary } from '../support/policy.ts';
import { command, event } from '../support/sources.ts';
import { runRule, type Sources } from './harness.ts';

/** A stage that asks nothing. */
const NOTHING = { description: 0, goal: 0, context: 0, scenarios: 0, examples: 0, audit: false, released: false };

describe('static-contract', () => {
  it('accepts constants, spreads, enums and functions that return one expression', () => {
    const before =
      "const OWNERS = ['@acme/billing'] as const;\n" + "enum Stage { Stable = 'stable' }\n" + 'const tagsOf = (name: string) => [name];\n';
    expect(
      runRule(staticContract, command({ owners: '[...OWNERS]', stability: 'Stage.Stable', tags: "tagsOf('billing')" }, { before })),
    ).toEqual([]);
  });

  it('reports an owner that a function from elsewhere computes, as an error', () => {
    const before = "import { teamFor } from './teams-of-another-repository';\n";
    expect(runRule(staticContract, command({ owners: "teamFor('x')" }, { before }))).toMatchObject([
      {
        place: 'src/contract.ts:8:13',
        text: "teamFor('x')",
        subject: 'meta.owners',
        severity: 'error',
        contract: 'command billing.invoice.send',
      },
    ]);
  });

  it('names value, reason and way out', () => {
    const before = 'declare function teamFor(name: string): string[];\n';
    const [finding] = runRule(staticContract, command({ owners: "teamFor('x')" }, { before }));
    expect(finding?.message).toMatch(/^Cannot read meta\.owners of "billing\.invoice\.send": .*teamFor.*\. Write /);
  });

  it('warns of what no enabled error rule needs', () => {
    const before = 'declare function textFor(name: string): string;\n';
    expect(runRule(staticContract, command({ goal: "textFor('goal')" }, { before }))).toMatchObject([
      { text: "textFor('goal')", subject: 'meta.goal', severity: 'warn' },
    ]);
  });

  it.each([
    ['meta.key', { key: "textFor('x')" }],
    ['meta.version', { version: "textFor('x')" }],
    ['meta.stability', { stability: "textFor('x')" }],
    ['meta.owners[0]', { owners: "[textFor('x')]" }],
  ])('takes an unreadable %s for an error', (subject, meta) => {
    const before = 'declare function textFor(name: string): string;\n';
    expect(runRule(staticContract, command(meta, { before }))).toMatchObject([{ text: "textFor('x')", subject, severity: 'error' }]);
  });

  it.each([
    ["{ ref: eventOf('sent').meta, when: 'w' }", 'sideEffects.emits[0].ref'],
    ["{ ref: eventOf('sent'), when: 'w' }", 'sideEffects.emits[0].ref'],
    ["{ key: keyOf('sent'), version: '1.0.0', when: 'w', payload: null }", 'sideEffects.emits[0].key'],
  ])('takes the unreadable event of %s for an error', (entry, subject) => {
    const before = 'declare function eventOf(name: string): { meta: { key: string } };\ndeclare function keyOf(name: string): string;\n';
    const rest = `  io: { input: null, output: null },\n  policy: { auth: 'user' },\n  sideEffects: { emits: [${entry}], audit: [] },\n`;
    expect(runRule(staticContract, command({}, { before, rest }))).toMatchObject([{ subject, severity: 'error' }]);
  });

  it('warns of what else an entry of emits says', () => {
    const before = 'declare function textFor(name: string): string;\n';
    const rest =
      "  io: { input: null, output: null },\n  policy: { auth: 'user' },\n  sideEffects: { emits: [{ key: 'a.sent', version: '1.0.0', when: textFor('x'), payload: null }], audit: ['a.sent'] },\n";
    expect(runRule(staticContract, command({}, { before, rest }))).toMatchObject([
      { subject: 'sideEffects.emits[0].when', severity: 'warn' },
    ]);
  });

  it('takes unreadable emits and audit for errors', () => {
    const before = 'declare function labels(): string[];\n';
    const rest =
      "  io: { input: null, output: null },\n  policy: { auth: 'user' },\n  sideEffects: { emits: labels(), audit: labels() },\n";
    expect(runRule(staticContract, command({}, { before, rest }))).toMatchObject([
      { subject: 'sideEffects.emits', severity: 'error' },
      { subject: 'sideEffects.audit', severity: 'error' },
    ]);
  });

  it.each([
    ['meta.description', { stability: { requirements: new Map([['stable', { ...NOTHING, description: 20 }]]) } }, {}],
    ['acceptance.scenarios', { stability: { requirements: new Map([['stable', { ...NOTHING, scenarios: 1 }]]) } }, {}],
    ['policy.auth', { tags: { implies: [{ tag: 'billing', tags: [], owner: null, auth: ['admin'], audit: false }] } }, {}],
    ['policy.auth', { audit: { required: { auth: ['admin'], stability: [], tags: [], pii: false } } }, { 'audit-required': 'error' }],
    ['policy.pii', { audit: { required: { auth: [], stability: [], tags: [], pii: true } } }, { 'audit-required': 'error' }],
  ] as const)('takes %s for an error where the policy makes an error of it: %j', (path, asking, rules) => {
    const source = command(
      { description: 'hidden()' },
      {
        before: 'declare function hidden(): never;\n',
        rest: '  io: { input: null, output: null },\n  policy: { auth: hidden(), pii: hidden() },\n  acceptance: { scenarios: hidden() },\n',
      },
    );
    const errors = (policy: PolicyPatch): readonly string[] =>
      runRule(staticContract, source, { policy }).flatMap(({ severity, message }) =>
        severity === 'error' ? [/Cannot read (\S+)/.exec(message)?.[1] ?? ''] : [],
      );
    expect(errors({})).toEqual([]);
    expect(errors({ ...asking, rules })).toEqual([path]);
  });

  it('takes unreadable tags for an error where the policy makes an error of tags', () => {
    const before = 'declare function tagsOf(): string[];\n';
    const warnings = { 'require-tags': 'warn', 'tag-format': 'warn' } as const;
    const severityUnder = (rules: PolicyPatch['rules'], tags: NonNullable<PolicyPatch['tags']> = {}): string | undefined =>
      runRule(staticContract, command({ tags: "['billing', ...tagsOf()]" }, { before }), {
        policy: { rules: { ...warnings, ...rules }, tags },
      })[0]?.severity;
    const listed = { vocabulary: vocabulary([{ name: 'billing' }]) };
    expect(severityUnder({})).toBe('warn');
    expect(severityUnder({}, listed)).toBe('error');
    expect(severityUnder({ 'tag-vocabulary': 'warn' }, listed)).toBe('warn');
    expect(severityUnder({}, { groups: [{ pattern: 'risk/*', min: 1, max: 1 }] })).toBe('error');
    expect(severityUnder({ 'tag-format': 'error' })).toBe('error');
    expect(severityUnder({ 'require-tags': 'error' })).toBe('error');
    expect(severityUnder({ 'require-tags': 'error' }, { min: 0 })).toBe('warn');
  });

  it('shows which part of a schema cannot be read, and says of a type without a form in JSON that it has none', () => {
    const before = "import { z } from 'zod';\nimport { fromZod } from '@lssm-tech/lib.schema';\ndeclare const outside: unknown;\n";
    const rest = `  io: { input: fromZod(z.object({ at: z.map(z.string(), z.string()), of: outside, id: z.string() })), output: null },\n  policy: { auth: 'user' },\n`;
    expect(runRule(staticContract, command({}, { before, rest }))).toMatchObject([
      {
        text: 'z.map(z.string(), z.string())',
        subject: 'io.input.fields.at',
        message: 'Cannot compare io.input.fields.at of "billing.invoice.send": z.map() has no form in JSON. Use a type that has one.',
      },
      { text: 'outside', subject: 'io.input.fields.of', severity: 'warn' },
    ]);
  });

  it('makes one finding of one expression that hides several values', () => {
    const before = 'declare function base(): { key: string };\n';
    const source = event(
      { ...{ key: null, version: null, stability: null, owners: null, tags: null, description: null } },
      { before },
    ).replace('meta: {\n', 'meta: {\n    ...base(),\n');
    expect(runRule(staticContract, source)).toMatchObject([{ text: 'base()', subject: 'meta', severity: 'error', contract: 'event ?' }]);
  });

  it('tells what a parameter hides', () => {
    const source =
      "import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';\n" +
      'export function make(owner: string) {\n' +
      '  return [\n' +
      '    defineCommand({\n' +
      "      meta: { key: 'a.b', version: '1.0.0', stability: 'stable', owners: [owner], tags: ['a'], description: 'd', goal: 'g', context: 'c' },\n" +
      "      io: { input: null, output: null },\n      policy: { auth: 'user' },\n    }),\n  ];\n}\n";
    expect(runRule(staticContract, source)).toEqual([
      {
        message:
          'Cannot read meta.owners[0] of "a.b": the parameter owner has no value that is known without running code. Write the value in the contract, or pass one that can be read.',
        place: 'src/contract.ts:5:75',
        text: 'owner',
        related: [{ message: 'This expression cannot be read.', place: 'src/contract.ts:2:22', text: 'owner: string' }],
        contract: 'command a.b',
        subject: 'meta.owners[0]',
        severity: 'error',
      },
    ]);
  });

  const reasons: readonly (readonly [reason: string, source: Sources, because: string])[] = [
    [
      'a computed key',
      command({ owners: null, '[name()]': "['@a']" }, { before: 'declare function name(): string;\n' }),
      'Cannot read meta.key, meta.version, meta.stability, meta.owners and 6 more of the command Contract: a computed key may be any of its properties. Write the key out.',
    ],
    [
      'an unknown spread',
      command({ owners: '[...teams]' }, { before: 'declare const teams: string[];\n' }),
      'Cannot read meta.owners of "billing.invoice.send": what the spread of teams adds is not known. Write out what it adds, or spread a constant that can be read.',
    ],
    [
      'a variable that is assigned again',
      command({ owners: '[owner]' }, { before: "let owner = '@a';\nif (process.env.TEAM) owner = '@b';\n" }),
      'Cannot read meta.owners[0] of "billing.invoice.send": owner is assigned more than once. Declare it with const and one value.',
    ],
    [
      'a list that is changed',
      command({ owners: 'owners' }, { before: "const owners = ['@a'];\nif (process.env.TEAM) owners.push('@b');\n" }),
      'Cannot read meta.owners of "billing.invoice.send": owners is changed after it was declared. Build the value in one expression.',
    ],
    [
      'a getter',
      command({ owners: '[team.owner]' }, { before: "const team = { get owner() { return Math.random() > 1 ? '@a' : '@b'; } };\n" }),
      'Cannot read meta.owners[0] of "billing.invoice.send": the getter owner would have to be run. Make it a plain property.',
    ],
    [
      'an import from a registry',
      command({ owners: '[OWNER]' }, { before: "import { OWNER } from '@acme/owners';\n" }),
      'Cannot read meta.owners[0] of "billing.invoice.send": the import "@acme/owners" leads to no file of this repository. Import it from a file or workspace package of the repository, or write the value here.',
    ],
    [
      'an import of another version than the workspace has',
      {
        'package.json': '{ "workspaces": ["owners"], "dependencies": { "@acme/owners": "^2.0.0" } }',
        'owners/package.json': '{ "name": "@acme/owners", "version": "1.4.0" }',
        'owners/index.ts': "export const OWNER = '@a';\n",
        'src/contract.ts': command({ owners: '[OWNER]' }, { before: "import { OWNER } from '@acme/owners';\n" }),
      },
      'Cannot read meta.owners[0] of "billing.invoice.send": the import "@acme/owners" (asked for as ^2.0.0, which version 1.4.0 of the workspace is not) leads to no file of this repository. Import it from a file or workspace package of the repository, or write the value here.',
    ],
    [
      'a file that does not parse, behind a barrel',
      {
        'src/owner.ts': 'export const OWNER = ;\n',
        'src/index.ts': "export * from './owner';\n",
        'src/contract.ts': command({ owners: '[OWNER]' }, { before: "import { OWNER } from './index';\n" }),
      },
      'Cannot read meta.owners[0] of "billing.invoice.send": it comes from "OWNER" of src/owner.ts, which cannot be parsed. Mend the syntax of that file, or write the value here.',
    ],
    [
      'a name that two modules export',
      {
        'src/a.ts': "export const OWNER = '@a';\n",
        'src/b.ts': "export const OWNER = '@b';\n",
        'src/all.ts': "export * from './a';\nexport * from './b';\n",
        'src/contract.ts': command({ owners: '[OWNER]' }, { before: "import { OWNER } from './all';\n" }),
      },
      'Cannot read meta.owners[0] of "billing.invoice.send": OWNER may be one of several values. Write the one that is meant.',
    ],
    [
      'constants in a circle',
      command({ owners: '[A]' }, { before: 'const A: string = B;\nconst B: string = A;\n' }),
      'Cannot read meta.owners[0] of "billing.invoice.send": A refers to itself. Write the value out.',
    ],
    [
      'calls without end',
      command({ owners: "[f('@a')]" }, { before: 'const f = (x: string): string => f(x);\n' }),
      'Cannot read meta.owners[0] of "billing.invoice.send": a function goes through too many steps. Write the value nearer to the contract.',
    ],
    [
      'a condition',
      command({ owners: "[process.env.X ? '@a' : '@b']" }),
      'Cannot read meta.owners[0] of "billing.invoice.send": a condition is known only when the code runs. Write a literal, or a constant that is one.',
    ],
  ];

  it.each([
    [
      'a scalar that is not called',
      'ScalarTypeEnum.ID',
      'Cannot compare io.input.fields.id of "billing.invoice.send": what stands there is not a schema.',
    ],
    [
      'a scalar that there is not',
      'ScalarTypeEnum.Text()',
      'Cannot read io.input.fields.id of "billing.invoice.send": the call of ScalarTypeEnum.Text would have to be run.',
    ],
    [
      'a type of another package',
      'Money',
      'Cannot read io.input.fields.id of "billing.invoice.send": the import "@acme/money" leads to no file of this repository.',
    ],
  ])('says what stands for a schema: %s', (_, type, because) => {
    const before = "import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\nimport { Money } from '@acme/money';\n";
    const model = `defineSchemaModel({ name: 'In', fields: { id: { type: ${type}, isOptional: false } } })`;
    const source = command({}, { before, rest: `  io: { input: ${model}, output: null },\n  policy: { auth: 'user' },\n` });
    expect(runRule(staticContract, source).map(({ message }) => message.slice(0, because.length))).toEqual([because]);
  });

  it('says of an object that it is no schema', () => {
    const source = command({}, { rest: "  io: { input: { id: 'string' }, output: null },\n  policy: { auth: 'user' },\n" });
    expect(runRule(staticContract, source)).toMatchObject([
      {
        text: "{ id: 'string' }",
        message:
          'Cannot compare io.input of "billing.invoice.send": what stands there is not a schema. Write a model, a Zod type, or a scalar such as ScalarTypeEnum.ID().',
      },
    ]);
  });

  it.each(reasons)('says why of %s', (_, source, because) => {
    expect(runRule(staticContract, source).map(({ message }) => message)).toEqual([because]);
  });

  it('says of each value that comes from a file which does not parse', () => {
    const sources = {
      'src/owner.ts': 'export const OWNER = ;\n',
      'src/index.ts': "export * from './owner';\n",
      'src/contract.ts': command(
        { owners: '[OWNER]', tags: '[TAG]', goal: 'all.GOAL' },
        { before: "import { OWNER } from './index';\nimport { OWNER as TAG } from './owner';\nimport * as all from './index';\n" },
      ),
    };
    const messages = runRule(staticContract, sources).map(({ message }) => message);
    expect(messages).toHaveLength(3);
    for (const message of messages) expect(message).toContain('src/owner.ts, which cannot be parsed');
  });

  it('relates the expression in another file', () => {
    const sources = {
      'src/owners.ts': 'declare const process: { env: Record<string, string> };\nexport const OWNER = process.env.OWNER;\n',
      'src/contract.ts': command({ owners: '[OWNER]' }, { before: "import { OWNER } from './owners';\n" }),
    };
    expect(runRule(staticContract, sources)).toMatchObject([
      { text: 'OWNER', subject: 'meta.owners[0]', related: [{ message: 'This expression cannot be read.', place: 'src/owners.ts:2:22' }] },
    ]);
  });
});
