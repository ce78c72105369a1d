import { describe, expect, test } from 'vitest';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { contractWith } from './contracts.ts';
import { diagnosticsOf, type SeenDiagnostic, today } from './diagnostics.ts';

const org =
  'enforced: [audit-coverage, version-bump, event-payload, static-contract]\nrules: { event-payload: { severity: warn, becomesErrorOn: 2027-01-01 } }\n';

function lowered(text: string, nested: Readonly<Record<string, string>> = {}): readonly SeenDiagnostic[] {
  return diagnosticsOf({ 'contracts-governance.yaml': `extends: [./org.yaml]\n${text}`, 'org.yaml': org, ...nested });
}

const never = 'It may be raised, never lowered.';
const weaker = 'It may be made stricter, never weaker.';

describe('what an extended policy enforces is not lowered', () => {
  test('by a rule', () => {
    expect(lowered('rules: { audit-coverage: warn }\n')).toEqual([
      { at: ':2:26', text: 'warn', message: '"audit-coverage" is enforced by org.yaml as error, and lowered to warn here.', hint: never },
    ]);
  });

  test('by an override', () => {
    expect(lowered('overrides:\n  - for: { kinds: [event] }\n    rules: { version-bump: off }\n')).toEqual([
      { at: ':4:28', text: 'off', message: '"version-bump" is enforced by org.yaml as error, and lowered to off here.', hint: never },
    ]);
  });

  test('by a policy in a folder', () => {
    expect(lowered('', { 'a/contracts-governance.yaml': 'rules: { audit-coverage: off }\n' })).toEqual([
      {
        at: 'a/contracts-governance.yaml:1:26',
        text: 'off',
        message: '"audit-coverage" is enforced by org.yaml as error, and lowered to off here.',
        hint: never,
      },
    ]);
  });

  test('by a preset that comes later, which has no place of its own', () => {
    const diagnostics = diagnosticsOf({
      'contracts-governance.yaml': 'extends: [./org.yaml, recommended]\n',
      'org.yaml': 'extends: [strict]\nenforced: [owner-format]\n',
    });
    expect(diagnostics.map(({ message, hint }) => [message, hint])).toEqual([
      [
        '"owner-format" is enforced by org.yaml as error, and lowered to off by recommended.',
        'Name recommended before org.yaml in "extends": what comes later wins.',
      ],
    ]);
  });

  test('in its lesser findings', () => {
    expect(lowered('rules: { static-contract: { lesser: off } }\n')).toEqual([
      {
        at: ':2:27',
        text: '{ lesser: off }',
        message: '"static-contract" is enforced by org.yaml as warn, and lowered to off here.',
        hint: never,
      },
    ]);
  });

  test.each([
    ['by taking its day back', 'warn', 'warn', 'error from 2027-01-01 on, and without that day here'],
    [
      'by a later day',
      '{ severity: warn, becomesErrorOn: 2027-02-01 }',
      '{ severity: warn, becomesErrorOn: 2027-02-01 }',
      'error from 2027-01-01 on, and only from 2027-02-01 on here',
    ],
  ])('%s', (_name, setting, text, said) => {
    expect(lowered(`rules: { event-payload: ${setting} }\n`)).toEqual([
      { at: ':2:25', text, message: `"event-payload" is enforced by org.yaml as ${said}.`, hint: never },
    ]);
  });

  test('through an option of an enforced rule', () => {
    expect(
      lowered(
        "audit: { exempt: [{ keys: ['internal.**'] }] }\nversioning: { report: { breaking: warn }, patch: none }\nschemas: { unknownFields: drop }\n",
      ),
    ).toEqual([
      {
        at: ':2:18',
        text: "[{ keys: ['internal.**'] }]",
        message: '"audit-coverage" is enforced by org.yaml, and weakened here: audit.exempt now has {"keys":["internal.**"],"events":[]}.',
        hint: weaker,
      },
      {
        at: ':3:35',
        text: 'warn',
        message: '"version-bump" is enforced by org.yaml, and weakened here: versioning.report.breaking goes from error to warn.',
        hint: weaker,
      },
      {
        at: ':3:50',
        text: 'none',
        message: '"version-bump" is enforced by org.yaml, and weakened here: versioning.patch goes from patch to none.',
        hint: weaker,
      },
      {
        at: ':4:27',
        text: 'drop',
        message: '"version-bump" is enforced by org.yaml, and weakened here: schemas.unknownFields goes from refuse to drop.',
        hint: weaker,
      },
    ]);
  });
});

describe('what an enforced rule asks is not weakened', () => {
  const spelling = 'enforced: [tag-format, owner-format]\nrules: { tag-format: error, owner-format: error }\n';

  test('by a vocabulary that accepts tags as they are written', () => {
    const files = {
      'contracts-governance.yaml': spelling,
      'a/contracts-governance.yaml': 'tags: { vocabulary: [well-written, Ill_Written, { name: Old_Name, replacement: old-name }] }\n',
    };
    expect(diagnosticsOf(files)).toEqual([
      {
        at: 'a/contracts-governance.yaml:1:21',
        text: '[well-written, Ill_Written, { name: Old_Name, replacement: old-name }]',
        message:
          '"tag-format" is enforced by contracts-governance.yaml, and weakened here: tags.vocabulary accepts "Ill_Written" as it is written.',
        hint: weaker,
      },
    ]);
  });

  test('by a directory that accepts owners as they are written', () => {
    const files = {
      'contracts-governance.yaml': "extends: [./org.yaml]\nowners: { directory: { '@acme/billing': , acme/hub: } }\n",
      'org.yaml': spelling,
    };
    expect(diagnosticsOf(files)).toEqual([
      {
        at: ':2:22',
        text: "{ '@acme/billing': , acme/hub: }",
        message: '"owner-format" is enforced by org.yaml, and weakened here: owners.directory accepts "acme/hub" as it is written.',
        hint: weaker,
      },
    ]);
  });

  test.each([
    ['{ id: titled, value: meta.title, severity: warn }', 'is lowered from error to warn'],
    ["{ id: titled, value: meta.title, for: { keys: ['never.**'] } }", 'asks for something else than before'],
  ])('by an assertion of the same name: %s', (assertion, change) => {
    const files = {
      'contracts-governance.yaml': `extends: [./org.yaml]\nassert: [${assertion}]\n`,
      'org.yaml': 'assert: [{ id: titled, value: meta.title }]\nenforced: [titled]\n',
    };
    expect(diagnosticsOf(files)).toEqual([
      { at: ':2:10', text: assertion, message: `"titled" is enforced by org.yaml, and ${change} here.`, hint: 'Give this one another id.' },
    ]);
  });

  test.each([
    ['waivers', '{ maxDays: 365 }', 'waivers.maxDays goes from 30 to 365'],
    ['waivers', '{ allowInChange: true }', 'waivers.allowInChange is switched on'],
    ['waivers', '{ never: [] }', 'waivers.never no longer has "audit-coverage"'],
    ['audit-coverage', '{ never: [] }', 'waivers.never no longer has "audit-coverage"'],
  ])('of %s by the terms of waivers: %s', (rule, terms, change) => {
    const files = {
      'contracts-governance.yaml': `extends: [./org.yaml]\nwaivers: ${terms}\n`,
      'org.yaml': `waivers: { maxDays: 30, never: [audit-coverage] }\nenforced: [${rule}]\n`,
    };
    expect(diagnosticsOf(files).map(({ message, hint }) => [message, hint])).toEqual([
      [`"${rule}" is enforced by org.yaml, and weakened here: ${change}.`, weaker],
    ]);
    expect(diagnosticsOf({ ...files, 'org.yaml': files['org.yaml'].replace(`[${rule}]\n`, '[tag-format]\n') })).toEqual([]);
  });

  test('but terms of waivers may be made stricter', () => {
    const files = {
      'contracts-governance.yaml': 'extends: [./org.yaml]\nwaivers: { maxDays: 14, never: [audit-coverage, version-bump], entries: [] }\n',
      'org.yaml': 'waivers: { maxDays: 30, never: [audit-coverage] }\nenforced: [waivers, audit-coverage]\n',
    };
    expect(diagnosticsOf(files)).toEqual([]);
  });

  test('but what is listed where it is enforced may be listed below', () => {
    const files = {
      'contracts-governance.yaml': `${spelling}tags: { vocabulary: [Ill_Written] }\n`,
      'a/contracts-governance.yaml': 'tags: { vocabulary: [Ill_Written, other] }\n',
    };
    expect(diagnosticsOf(files)).toEqual([]);
  });

  test.each([
    ['pii-audited', "audit: { labels: ['{event}', 'all {event}'] }"],
    ['no-removed-contract', 'stability: { stages: [idea, in_creation, experimental, stable, beta, deprecated] }'],
    ['valid-examples', 'schemas: { unknownFields: drop }'],
    ['derived-name-changed', 'transports: [mcp]'],
    ['changeset-required', 'versioning: { patch: none }'],
  ])('of %s by what other rules read as well: %s', (rule, text) => {
    const files = { 'contracts-governance.yaml': `extends: [./org.yaml]\n${text}\n`, 'org.yaml': `enforced: [${rule}]\n` };
    const [said, ...more] = diagnosticsOf(files).map(({ message }) => message);
    expect(said).toContain(`"${rule}" is enforced by org.yaml, and weakened here`);
    expect(more.filter((message) => !message.includes(`"${rule}" is enforced`))).toEqual([]);
  });
});

describe('what is allowed', () => {
  test('raising, and lowering what is not enforced', () => {
    expect(lowered('rules: { event-payload: error, tag-format: off, static-contract: { lesser: error } }\nowners: { min: 0 }\n')).toEqual(
      [],
    );
  });

  test('an earlier day', () => {
    expect(lowered('rules: { event-payload: { severity: warn, becomesErrorOn: 2026-12-01 } }\n')).toEqual([]);
  });

  test('overrides of the very file that enforces', () => {
    expect(
      diagnosticsOf("enforced: [audit-coverage]\noverrides: [{ for: { files: ['examples/**'] }, rules: { audit-coverage: off } }]\n"),
    ).toEqual([]);
  });
});

describe('even where it was lowered, what is enforced judges', () => {
  const policyOf = (text: string): Policy =>
    loadPolicy(memoryTree({ 'contracts-governance.yaml': `extends: [./org.yaml]\n${text}`, 'org.yaml': org }), { today }).policy;

  test('a rule', () => {
    expect(policyOf('rules: { audit-coverage: off }\n').defaults.severity('audit-coverage')).toBe('error');
  });

  test('an override', () => {
    const policy = policyOf('overrides: [{ for: { kinds: [event] }, rules: { audit-coverage: off } }]\n');
    expect(policy.for(contractWith({ kind: 'event' })).severity('audit-coverage')).toBe('error');
  });

  test('its lesser findings', () => {
    expect(policyOf('rules: { static-contract: { lesser: off } }\n').defaults.severity('static-contract', true)).toBe('warn');
  });

  test('its day', () => {
    const files = { 'contracts-governance.yaml': 'extends: [./org.yaml]\nrules: { event-payload: warn }\n', 'org.yaml': org };
    expect(loadPolicy(memoryTree(files), { today: '2027-01-01' }).policy.defaults.severity('event-payload')).toBe('error');
  });
});
