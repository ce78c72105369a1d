import { describe, expect, it } from 'vitest';
import { auditCoverage } from '../../src/rules/audit-coverage.ts';
import { emitting } from '../support/emitting.ts';
import { event, query } from '../support/sources.ts';
import { runRule } from './harness.ts';

const sent = "{ key: 'billing.invoice.sent', version: '1.0.0', when: 'It was sent.', payload: null }";
const filed = "{ key: 'billing.invoice.filed', version: '1.0.0', when: 'It was filed.', payload: null }";
const message = 'Event "billing.invoice.sent" is emitted by "billing.invoice.send" but not audited. Add it to sideEffects.audit.';
const add = 'Add "billing.invoice.sent" to sideEffects.audit.';

describe('an event that is emitted', () => {
  it('needs a label', () => {
    expect(runRule(auditCoverage, emitting(`{ emits: [${sent}] }`))).toEqual([
      {
        message,
        place: 'src/contract.ts:15:33',
        text: "'billing.invoice.sent'",
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.sent',
        suggestions: [{ message: add, output: emitting(`{ emits: [${sent}], audit: ['billing.invoice.sent'] }`) }],
      },
    ]);
    expect(runRule(auditCoverage, emitting(`{ emits: [${sent}], audit: ['billing.invoice.sent'] }`))).toEqual([]);
  });

  it('is found by reference too', () => {
    const sources = (sideEffects: string): Record<string, string> => ({
      'src/send.ts': emitting(sideEffects, { before: "import { Sent } from './sent.ts';\n" }),
      'src/sent.ts': event({}, { name: 'Sent' }),
    });
    expect(runRule(auditCoverage, sources("{ emits: [{ ref: Sent.meta, when: 'It was sent.' }] }"))).toEqual([
      {
        message,
        place: 'src/send.ts:16:33',
        text: 'Sent.meta',
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.sent',
        related: [{ message: "The event's key is written here.", place: 'src/sent.ts:4:10', text: "'billing.invoice.sent'" }],
        suggestions: [
          {
            message: add,
            output: {
              'src/send.ts': sources("{ emits: [{ ref: Sent.meta, when: 'It was sent.' }], audit: ['billing.invoice.sent'] }")[
                'src/send.ts'
              ],
            },
          },
        ],
      },
    ]);
    expect(runRule(auditCoverage, sources("{ emits: [{ ref: Sent.meta, when: '…' }], audit: ['billing.invoice.sent'] }"))).toEqual([]);
  });

  it('is shown at the reference where the event is declared in the same file', () => {
    const source = emitting("{ emits: [{ ref: Sent.meta, when: 'It was sent.' }] }", { before: event({}, { name: 'Sent' }) });
    expect(runRule(auditCoverage, source)).toMatchObject([
      { message, text: 'Sent.meta', related: [{ message: "The event's key is written here.", text: "'billing.invoice.sent'" }] },
    ]);
  });

  it('is found each by its own', () => {
    const found = runRule(auditCoverage, emitting(`{ emits: [${sent}, ${filed}], audit: ['billing.invoice.sent'] }`));
    expect(found.map((finding) => finding.subject)).toEqual(['billing.invoice.filed']);
    expect(runRule(auditCoverage, emitting(`{ emits: [${sent}, ${filed}], audit: [] }`)).map((finding) => finding.subject)).toEqual([
      'billing.invoice.sent',
      'billing.invoice.filed',
    ]);
  });

  it('is found once where two entries would have the same label', () => {
    const found = runRule(auditCoverage, emitting(`{ emits: [${sent}, ${sent.replace('1.0.0', '2.0.0')}] }`));
    expect(found.map((finding) => finding.place)).toEqual(['src/contract.ts:15:33']);
  });

  it('is missed of a query that emits, too', () => {
    const rest = (audit: string): string =>
      `  io: { input: null, output: null },\n  policy: { auth: 'user' },\n  sideEffects: { emits: [${sent}], audit: [${audit}] },\n`;
    expect(runRule(auditCoverage, query())).toEqual([]);
    expect(runRule(auditCoverage, query({}, { rest: rest("'billing.invoice.sent'") }))).toEqual([]);
    expect(runRule(auditCoverage, query({}, { rest: rest('') }))).toMatchObject([
      { contract: 'query billing.invoice.get', subject: 'billing.invoice.sent' },
    ]);
  });

  it.each(["''", "'  '"])('is not looked for where the key is %s: the entry names no event', (key) => {
    expect(
      runRule(auditCoverage, emitting(`{ emits: [{ key: ${key}, version: '1.0.0' }, ${sent}], audit: ['billing.invoice.sent'] }`)),
    ).toEqual([
      {
        message:
          'The entry in place 1 of sideEffects.emits of "billing.invoice.send" names no event. Give it a key, or a ref to the meta of a declared event.',
        place: 'src/contract.ts:15:26',
        text: `{ key: ${key}, version: '1.0.0' }`,
        contract: 'command billing.invoice.send',
        subject: 'sideEffects.emits[0]',
      },
    ]);
  });
});

describe('the label that is suggested', () => {
  const output = (sideEffects: string, before = ''): unknown =>
    runRule(auditCoverage, emitting(sideEffects, { before }))[0]?.suggestions?.[0]?.output;

  it('goes to the end of the list', () => {
    expect(output(`{ emits: [${sent}], audit: ['billing.other'] }`)).toBe(
      emitting(`{ emits: [${sent}], audit: ['billing.other', 'billing.invoice.sent'] }`),
    );
  });

  it('keeps comments, trailing commas, indentation and line endings', () => {
    const source = (labels: string): string =>
      emitting(`{\n\t\temits: [${sent}],\n\t\taudit: [\n${labels}\t\t],\n\t}`).replaceAll('\n', '\r\n');
    const [found] = runRule(auditCoverage, source("\t\t\t'billing.other', // kept\n"));
    expect(found?.suggestions?.[0]?.output).toBe(source("\t\t\t'billing.other', // kept\n\t\t\t'billing.invoice.sent',\n"));
  });

  it('begins a list below the events', () => {
    expect(output(`{\n    emits: [${sent}], // what happens\n    analytics: [],\n  }`)).toBe(
      emitting(`{\n    emits: [${sent}], // what happens\n    audit: ['billing.invoice.sent'],\n    analytics: [],\n  }`),
    );
  });

  it.each([
    ['a constant', `{ emits: [${sent}], audit: LABELS }`, "const LABELS = ['billing.other'];\n"],
    ['side effects in a constant', 'effects', `const effects = { emits: [${sent}] };\n`],
    ['a spread', '{ ...effects }', `const effects = { emits: [${sent}] };\n`],
  ])('is none for %s, which may serve other contracts', (_, sideEffects, before) => {
    expect(runRule(auditCoverage, emitting(sideEffects, { before })).map((finding) => finding.suggestions)).toEqual([undefined]);
  });
});

describe('a label that is misspelt', () => {
  it('is told with the event', () => {
    const wrong = `{ emits: [${sent}], audit: ['billing.invoice.send'] }`;
    expect(runRule(auditCoverage, emitting(wrong))).toEqual([
      {
        message:
          'Event "billing.invoice.sent" is emitted by "billing.invoice.send" but not audited: the label "billing.invoice.send" names none of its events. Did you mean "billing.invoice.sent"?',
        place: 'src/contract.ts:15:33',
        text: "'billing.invoice.sent'",
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.sent',
        related: [
          { message: 'This label names no event of the command.', place: 'src/contract.ts:15:123', text: "'billing.invoice.send'" },
        ],
        suggestions: [
          {
            message: 'Change the label "billing.invoice.send" to "billing.invoice.sent".',
            output: emitting(`{ emits: [${sent}], audit: ['billing.invoice.sent'] }`),
          },
        ],
      },
    ]);
  });

  it('stands for one event only', () => {
    const found = runRule(
      auditCoverage,
      emitting(`{ emits: [${sent}, ${sent.replaceAll('sent', 'seen')}], audit: ['billing.invoice.send'] }`),
    );
    expect(found.map(({ subject, suggestions }) => [subject, suggestions?.[0]?.message])).toEqual([
      ['billing.invoice.sent', 'Change the label "billing.invoice.send" to "billing.invoice.sent".'],
      ['billing.invoice.seen', 'Add "billing.invoice.seen" to sideEffects.audit.'],
    ]);
  });
});

describe('the policy', () => {
  it('says what a label looks like', () => {
    const audit = { labels: ['audit:{event}@{major}'] };
    expect(
      runRule(auditCoverage, emitting(`{ emits: [${sent}], audit: ['audit:billing.invoice.sent@1'] }`), { policy: { audit } }),
    ).toEqual([]);
    const found = runRule(auditCoverage, emitting(`{ emits: [${sent}], audit: [] }`), { policy: { audit } });
    expect(found).toEqual([
      {
        message:
          'Event "billing.invoice.sent" is emitted by "billing.invoice.send" but not audited. Add "audit:billing.invoice.sent@1" to sideEffects.audit.',
        place: 'src/contract.ts:15:33',
        text: "'billing.invoice.sent'",
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.sent',
        suggestions: [
          {
            message: 'Add "audit:billing.invoice.sent@1" to sideEffects.audit.',
            output: emitting(`{ emits: [${sent}], audit: ['audit:billing.invoice.sent@1'] }`),
          },
        ],
      },
    ]);
  });

  it('may allow several forms', () => {
    const audit = { labels: ['{event}', '{event}.v{version}'] };
    expect(runRule(auditCoverage, emitting(`{ emits: [${sent}], audit: ['billing.invoice.sent.v1.0.0'] }`), { policy: { audit } })).toEqual(
      [],
    );
    const older = sent.replace("'1.0.0'", '1');
    expect(
      runRule(auditCoverage, emitting(`{ emits: [${older}], audit: ['billing.invoice.sent.v1.0.0'] }`), { policy: { audit } }),
    ).toEqual([]);
  });

  it.each([
    ['commands', [{ keys: ['billing.**'], events: [] }], []],
    ['events', [{ keys: [], events: ['**.sent'] }], []],
    ['events of commands', [{ keys: ['billing.*.send'], events: ['billing.*.sent'] }], []],
    ['events of other commands', [{ keys: ['identity.**'], events: ['**.sent'] }], ['billing.invoice.sent']],
    ['nothing', [{ keys: [], events: [] }], ['billing.invoice.sent']],
  ])('exempts %s', (_, exempt, subjects) => {
    const found = runRule(auditCoverage, emitting(`{ emits: [${sent}] }`), { policy: { audit: { exempt } } });
    expect(found.map((finding) => finding.subject)).toEqual(subjects);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['audit', `{ emits: [${sent}], audit: labelsFor('sent') }`],
    ['a label', `{ emits: [${sent}], audit: [process.env.LABEL] }`],
    ['a spread of labels', `{ emits: [${sent}], audit: [...labelsFor('sent')] }`],
    ['emits', "{ emits: eventsOf('invoice'), audit: [] }"],
    ['a spread of events', "{ emits: [...eventsOf('invoice')], audit: [] }"],
    ['a key', '{ emits: [{ key: process.env.KEY, version: "1.0.0", payload: null }], audit: [] }'],
  ])('%s is left to static-contract', (_, sideEffects) => {
    expect(runRule(auditCoverage, emitting(sideEffects, { before: "import { labelsFor, eventsOf } from 'elsewhere';\n" }))).toEqual([]);
  });

  it('a version, where the label would need it', () => {
    const audit = { labels: ['{event}', '{event}@{version}'] };
    expect(runRule(auditCoverage, emitting(`{ emits: [${sent.replace("'1.0.0'", 'process.env.V')}] }`), { policy: { audit } })).toEqual([]);
  });

  it.each([
    ['an entry', "{ key: process.env.KEY, version: '1.0.0' }"],
    ['a spread', '...eventsOf()'],
  ])('does not hide the events whose entries can be read beside it: %s', (_, unread) => {
    const before = "import { eventsOf } from 'elsewhere';\n";
    for (const list of [`${sent}, ${unread}`, `${unread}, ${sent}`]) {
      const found = runRule(auditCoverage, emitting(`{ emits: [${list}] }`, { before }));
      expect(found.map((finding) => finding.subject)).toEqual(['billing.invoice.sent']);
      expect(runRule(auditCoverage, emitting(`{ emits: [${list}], audit: ['billing.invoice.sent'] }`, { before }))).toEqual([]);
    }
  });
});

describe('what is not written as it must be', () => {
  it('a list of events', () => {
    expect(runRule(auditCoverage, emitting("{ emits: 'billing.invoice.sent' }"))).toEqual([
      {
        message: 'sideEffects.emits of "billing.invoice.send" is a string, it must be an array of events.',
        place: 'src/contract.ts:15:25',
        text: "'billing.invoice.sent'",
        contract: 'command billing.invoice.send',
        subject: 'sideEffects.emits',
      },
    ]);
  });

  it('a list of labels', () => {
    expect(
      runRule(auditCoverage, emitting(`{ emits: [${sent}], audit: 'billing.invoice.sent' }`)).map(({ message: text, subject }) => [
        text,
        subject,
      ]),
    ).toEqual([['sideEffects.audit of "billing.invoice.send" is a string, it must be an array of labels.', 'sideEffects.audit']]);
  });

  it('an event', () => {
    expect(runRule(auditCoverage, emitting("{ emits: [{ when: 'It was sent.' }, { key: 5 }] }"))).toEqual([
      {
        message:
          'The entry in place 1 of sideEffects.emits of "billing.invoice.send" names no event. Give it a key, or a ref to the meta of a declared event.',
        place: 'src/contract.ts:15:26',
        text: "{ when: 'It was sent.' }",
        contract: 'command billing.invoice.send',
        subject: 'sideEffects.emits[0]',
      },
      {
        message:
          'The entry in place 2 of sideEffects.emits of "billing.invoice.send" names no event. Give it a key, or a ref to the meta of a declared event.',
        place: 'src/contract.ts:15:52',
        text: '{ key: 5 }',
        contract: 'command billing.invoice.send',
        subject: 'sideEffects.emits[1]',
      },
    ]);
  });
});

describe("a factory's contract", () => {
  const factory = [
    "import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';",
    'const noted = (key: string, event: string) =>',
    '  defineCommand({',
    "    meta: { key, version: '1.0.0', stability: 'stable', owners: ['@acme/billing'], tags: ['billing'], description: 'Notes.', goal: 'Noted.', context: 'Always.' },",
    '    io: { input: null, output: null },',
    "    policy: { auth: 'user' },",
    "    sideEffects: { emits: [{ key: event, version: '1.0.0', payload: null }] },",
    '  });',
    "export const Note = noted('billing.note', 'billing.noted');",
    "export const Mark = noted('billing.mark', 'billing.marked');",
    '',
  ].join('\n');

  it('is told at its call, and has no suggestion: the list is that of all of them', () => {
    expect(runRule(auditCoverage, factory).map(({ place, text, subject, suggestions }) => [place, text, subject, suggestions])).toEqual([
      ['src/contract.ts:9:43', "'billing.noted'", 'billing.noted', undefined],
      ['src/contract.ts:10:43', "'billing.marked'", 'billing.marked', undefined],
    ]);
  });
});

describe('characters that nobody sees', () => {
  const hidden = `{ emits: [${sent}], audit: ['billing.invoice.\u200bsent'] }`;

  it('are told once, by plain-identifiers', () => {
    expect(runRule(auditCoverage, emitting(hidden))).toEqual([]);
    expect(runRule(auditCoverage, emitting(`{ emits: [${sent.replace('sent', '\u0455ent')}], audit: ['billing.invoice.sent'] }`))).toEqual(
      [],
    );
  });

  it.each(['off', 'warn'] as const)('are told here where that rule is %s', (severity) => {
    expect(runRule(auditCoverage, emitting(hidden), { policy: { rules: { 'plain-identifiers': severity } } })).toHaveLength(1);
  });
});

it('names are names, whatever they are', () => {
  const odd = "{ key: '__proto__', version: '1.0.0', payload: null }, { key: 'constructor', version: '1.0.0', payload: null }";
  expect(runRule(auditCoverage, emitting(`{ emits: [${odd}], audit: ['constructor'] }`)).map((finding) => finding.subject)).toEqual([
    '__proto__',
  ]);
});
