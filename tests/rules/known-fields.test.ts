import { describe, expect, it } from 'vitest';
import { knownFields } from '../../src/rules/known-fields.ts';
import { command, event, query } from '../support/sources.ts';
import { runRule } from './harness.ts';

const io = '  io: { input: null, output: null },\n';
const rest = (more: string): string => `${io}  policy: { auth: 'user' },\n${more}`;

describe('known-fields', () => {
  it('accepts the fields of the framework, of newer and of older versions', () => {
    expect(
      runRule(
        knownFields,
        command(
          { title: "'Send'", domain: "'billing'", docId: "['x']" },
          { rest: rest('  tests: [],\n  telemetry: {},\n  execution: {},\n  results: {},\n') },
        ),
      ),
    ).toEqual([]);
    expect(
      runRule(
        knownFields,
        "import { defineEvent } from '@lssm-tech/lib.contracts-spec/events';\nexport const Sent = defineEvent({ name: 'a.sent', version: 1, payload: null, stability: 'stable', owners: ['@a'], tags: ['a'] });\n",
      ),
    ).toEqual([]);
  });

  it('reports a near miss, and suggests the field', () => {
    expect(runRule(knownFields, command({ owners: null, owner: "['@acme/billing']" }))).toEqual([
      {
        message: '"billing.invoice.send" has the field meta.owner, which the framework does not know. Did you mean "owners"?',
        place: 'src/contract.ts:11:5',
        text: 'owner',
        contract: 'command billing.invoice.send',
        subject: 'meta.owner',
        severity: 'error',
        suggestions: [
          { message: 'Write "owners".', output: command({ owners: null, owner: "['@acme/billing']" }).replace('owner:', 'owners:') },
        ],
      },
    ]);
  });

  it.each([
    ["'owner':", "'owners':"],
    ['"owner" :', '"owners" :'],
    ["['owner']:", "['owners']:"],
  ])('suggests a field in the quotes of %s', (written, output) => {
    const source = (name: string): string => command({ owners: null, owner: "['@acme/billing']" }).replace('owner:', name);
    expect(runRule(knownFields, source(written))).toMatchObject([
      { subject: 'meta.owner', suggestions: [{ message: 'Write "owners".', output: source(output) }] },
    ]);
  });

  it.each([
    ['owner,', 'owners: owner,'],
    ['owner }', 'owners: owner }'],
  ])('suggests a field that keeps the value of the shorthand %s', (written, output) => {
    const source = (field: string): string =>
      `const owner = ['@acme/billing'];\n${command({ owners: null }).replace(/meta: \{/, `meta: { ...{ ${field}${field.endsWith('}') ? '' : ' }'},`)}`;
    expect(runRule(knownFields, source(written))).toMatchObject([
      { subject: 'meta.owner', suggestions: [{ message: 'Write "owners".', output: source(output) }] },
    ]);
  });

  it.each([
    ['  sideEffects: { emit: [] },\n', 'sideEffects.emit', 'emits'],
    ['  sideEffects: { audits: [] },\n', 'sideEffects.audits', 'audit'],
    ['  sideEffect: {},\n', 'sideEffect', 'sideEffects'],
    ["  transport: { mcp: { toolname: 'x' } },\n", 'transport.mcp.toolname', 'toolName'],
    [
      "  sideEffects: { emits: [{ key: 'a.b', versoin: '1.0.0', when: 'w', payload: null }] },\n",
      'sideEffects.emits[0].versoin',
      'version',
    ],
    ['  acceptance: { scenario: [] },\n', 'acceptance.scenario', 'scenarios'],
  ])('finds the near miss in %s', (more, path, near) => {
    expect(runRule(knownFields, command({}, { rest: rest(more) }))).toMatchObject([
      {
        message: `"billing.invoice.send" has the field ${path}, which the framework does not know. Did you mean "${near}"?`,
        subject: path,
        severity: 'error',
      },
    ]);
  });

  it('finds another spelling or number of a field that stands beside it', () => {
    expect(runRule(knownFields, command({ owner: "'someone'" }))).toEqual([
      {
        contract: 'command billing.invoice.send',
        message:
          '"billing.invoice.send" has the field meta.owner beside "owners", and the framework reads only that. Move to "owners" what belongs there, and remove it.',
        place: 'src/contract.ts:12:5',
        text: 'owner',
        subject: 'meta.owner',
        severity: 'error',
      },
    ]);
    for (const name of ['Owners', 'doc_id', 'tag', 'descripton', 'descirption', 'stabillity']) {
      expect(runRule(knownFields, command({ docId: "'x'", [name]: "'x'" })), name).toMatchObject([{ text: name }]);
    }
  });

  it.each(['ownership', 'keyword', 'tagline', 'titles2', 'versioning', 'goalId', 'descriptions2', 'subversion', 'gaol'])(
    'takes %s beside its namesake for a field of its own',
    (name) => {
      expect(runRule(knownFields, command({ title: "'x'", [name]: "'x'" }))).toEqual([]);
    },
  );

  it('accepts fields that resemble nothing, until the policy closes the set', () => {
    const source = command({ constructor: "'x'", reviewBoard: "'x'" });
    expect(runRule(knownFields, source)).toEqual([]);
    expect(runRule(knownFields, source, { policy: { knownFields: 'closed' } })).toMatchObject([
      {
        message:
          '"billing.invoice.send" has the field meta.constructor, which the framework does not know. Remove it, or accept such fields with contracts.knownFields of the policy.',
        text: 'constructor',
      },
      { text: 'reviewBoard' },
    ]);
  });

  it('is not misled by fields of io, by comments and by strings', () => {
    const model =
      "import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\nconst Input = defineSchemaModel({ name: 'Input', fields: { owner: { type: ScalarTypeEnum.ID(), isOptional: false } } });\n";
    const source = command(
      { description: '"owner: [], audits: []"' },
      { before: model, rest: "  io: { input: Input, output: null },\n  policy: { auth: 'user' }, // owner: 'x'\n" },
    );
    expect(runRule(knownFields, source)).toEqual([]);
  });

  it('reports idempotent: true of a command, which has no effect', () => {
    expect(runRule(knownFields, command({}, { rest: `${io}  policy: { auth: 'user', idempotent: true },\n` }))).toEqual([
      {
        message: 'policy.idempotent of "billing.invoice.send" does nothing: the framework sets it to false for every command. Remove it.',
        place: 'src/contract.ts:14:27',
        text: 'idempotent',
        contract: 'command billing.invoice.send',
        subject: 'policy.idempotent',
        severity: 'error',
      },
    ]);
    expect(runRule(knownFields, command({}, { rest: `${io}  policy: { auth: 'user', idempotent: false },\n` }))).toEqual([]);
    expect(runRule(knownFields, query({}, { rest: `${io}  policy: { auth: 'user', idempotent: true },\n` }))).toEqual([]);
    expect(runRule(knownFields, query({}, { rest: `${io}  policy: { auth: 'user', idempotent: false },\n` }))).toMatchObject([
      { message: 'policy.idempotent of "billing.invoice.get" does nothing: the framework sets it to true for every query. Remove it.' },
    ]);
  });

  it('warns once of metadata in an inline event', () => {
    const emits =
      "  sideEffects: {\n    emits: [{ key: 'a.sent', version: '1.0.0', stability: 'stable', owners: ['@a'], tags: [], when: 'w', payload: null }],\n  },\n";
    expect(runRule(knownFields, command({}, { rest: rest(emits) }))).toEqual([
      {
        message:
          'The event "a.sent" emitted by "billing.invoice.send" carries stability, owners and tags, which nobody reads there. Put it in the meta of the declared event, and emit that by reference.',
        place: 'src/contract.ts:16:48',
        text: 'stability',
        contract: 'command billing.invoice.send',
        subject: 'a.sent',
        severity: 'warn',
      },
    ]);
  });

  const listModel =
    "import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\n" +
    "export const Jobs = defineSchemaModel({ name: 'Jobs', fields: { jobs: { type: ScalarTypeEnum.ID(), isOptional: false, isList: true } } });\n";

  it('reports an option that the framework ignores', () => {
    expect(
      runRule(knownFields, query({}, { before: listModel, rest: "  io: { input: null, output: Jobs },\n  policy: { auth: 'user' },\n" })),
    ).toEqual([
      {
        message:
          'The option "isList" of the field io.output.jobs of "billing.invoice.get" does nothing, the field is no list. Write "isArray: true".',
        place: 'src/contract.ts:3:119',
        text: 'isList',
        contract: 'query billing.invoice.get',
        subject: 'io.output.jobs.isList',
        severity: 'error',
        suggestions: [
          {
            message: 'Write "isArray".',
            output: query(
              {},
              {
                before: listModel.replace('isList', 'isArray'),
                rest: "  io: { input: null, output: Jobs },\n  policy: { auth: 'user' },\n",
              },
            ),
          },
        ],
      },
    ]);
  });

  it('points at the use of a model of another file', () => {
    const sources = {
      'src/models.ts': listModel,
      'src/contract.ts': query(
        {},
        { before: "import { Jobs } from './models';\n", rest: "  io: { input: null, output: Jobs },\n  policy: { auth: 'user' },\n" },
      ),
    };
    expect(runRule(knownFields, sources)).toMatchObject([
      {
        place: 'src/contract.ts:14:30',
        text: 'Jobs',
        related: [{ message: '"isList" is written here.', place: 'src/models.ts:2:119', text: 'isList' }],
      },
    ]);
  });

  it('accepts the same model without it', () => {
    expect(
      runRule(
        knownFields,
        query(
          {},
          { before: listModel.replace('isList', 'isArray'), rest: "  io: { input: null, output: Jobs },\n  policy: { auth: 'user' },\n" },
        ),
      ),
    ).toEqual([]);
  });

  const paged = (options: string, more = ''): string =>
    query(
      {},
      {
        before:
          "import { defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';\n" +
          `const Page = defineSchemaModel({ name: 'Page', fields: { limit: { type: ScalarTypeEnum.Int_unsecure(), ${options} }${more} } });\n`,
        rest: "  io: { input: Page, output: null },\n  policy: { auth: 'user' },\n",
      },
    );

  it('warns once of defaults that are not applied, and takes one of a required field for an error', () => {
    expect(
      runRule(
        knownFields,
        paged('isOptional: true, defaultValue: 20', ', offset: { type: ScalarTypeEnum.Int_unsecure(), isOptional: true, defaultValue: 0 }'),
      ),
    ).toEqual([
      {
        message:
          'The option "defaultValue" does nothing, and "billing.invoice.get" has it on io.input.limit and io.input.offset. Set the default where the operation is handled, and remove it.',
        place: 'src/contract.ts:3:122',
        text: 'defaultValue',
        contract: 'query billing.invoice.get',
        subject: 'defaultValue',
        severity: 'warn',
        related: [{ message: '"defaultValue" is written here too.', place: 'src/contract.ts:3:207', text: 'defaultValue' }],
      },
    ]);
    expect(runRule(knownFields, paged('isOptional: false, defaultValue: 20'))).toMatchObject([{ severity: 'error' }]);
  });

  it('finds a near miss of an option, and accepts others until the policy closes the set', () => {
    expect(runRule(knownFields, paged('optional: true'))).toMatchObject([
      {
        message: 'The option "optional" of the field io.input.limit of "billing.invoice.get" does nothing. Did you mean "isOptional"?',
        text: 'optional',
        severity: 'error',
      },
    ]);
    expect(runRule(knownFields, paged("isOptional: true, description: 'x'"))).toEqual([]);
    expect(runRule(knownFields, paged("isOptional: true, description: 'x'"), { policy: { knownFields: 'closed' } })).toMatchObject([
      {
        message:
          'The option "description" of the field io.input.limit of "billing.invoice.get" does nothing. Remove it, or accept such fields with contracts.knownFields of the policy.',
      },
    ]);
  });

  it('asks for a list only where isList says that there is one', () => {
    const messageOf = (value: string) => runRule(knownFields, paged(`isOptional: true, isList: ${value}`))[0]?.message;
    expect(messageOf('true')).toContain('does nothing, the field is no list. Write "isArray: true".');
    expect(messageOf('false')).toContain('does nothing. Did you mean "isArray"?');
  });

  it.each([
    ['isOptional: false, optional: true', 'optional', 'isOptional'],
    ['isArray: true, isList: true', 'isList', 'isArray'],
  ])('suggests no second option of one name: %s', (options, option, near) => {
    const [finding, ...others] = runRule(knownFields, paged(options));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      message: `The option "${option}" of the field io.input.limit of "billing.invoice.get" does nothing beside "${near}". Remove it.`,
      text: option,
      severity: 'error',
    });
    expect(finding).not.toHaveProperty('suggestions');
  });

  it('reports a near miss that a spread brings in at the spread', () => {
    const sources = {
      'src/meta.ts': "export const base = { owner: ['@a'] };\n",
      'src/contract.ts': event({ owners: null }, { before: "import { base } from './meta';\n" }).replace(
        'meta: {\n',
        'meta: {\n    ...base,\n',
      ),
    };
    expect(runRule(knownFields, sources)).toMatchObject([{ text: '...base', subject: 'meta.owner' }]);
  });
});
