import { describe, expect, test } from 'vitest';
import { loadPolicy } from '../../src/policy/load.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { diagnosticsOf, markedPlace, today } from './diagnostics.ts';

/** Each mistake stands in a file of its own beside what is right, between marks; exactly one diagnostic is expected, and that there. */
const cases: readonly (readonly [name: string, text: string, message: string, hint: string | null])[] = [
  ['an unknown section', '‹rulez›: {}', '"rulez" is not an option of a policy.', 'Did you mean "rules"?'],
  ['an unknown option without a near one', 'keys: { ‹colour›: red }', '"colour" is not an option of keys.', 'Known here: format, also.'],
  ['an empty section', 'owners:‹›', 'owners must be a map, not empty.', null],
  ['a text for a list', 'keys: { also: ‹init› }', 'keys.also must be a list, not the text "init".', 'Write [init].'],
  ['a map for a list', 'keys: { also: ‹{ a: b }› }', 'keys.also must be a list, not a map.', null],
  ['a list for a map', 'owners: ‹[]›', 'owners must be a map, not a list.', null],
  ['a text for a number', "owners: { min: ‹'1'› }", 'owners.min must be a whole number of at least 0, not the text "1".', null],
  ['a number below the least', 'owners: { min: ‹-1› }', 'owners.min must be a whole number of at least 0, not -1.', null],
  ['a fraction', 'tags: { max: ‹1.5› }', 'tags.max must be a whole number of at least 1, not 1.5.', null],
  ['a number above the greatest', 'waivers: { maxDays: ‹4000› }', 'waivers.maxDays must be a whole number from 1 to 3650, not 4000.', null],
  [
    'a text for a truth value',
    'events: { naming: { domain: ‹yes› } }',
    'events.naming.domain must be true or false, not the text "yes".',
    'Write true.',
  ],
  [
    'an unknown choice with a near one',
    'schemas: { unknownFields: ‹refused› }',
    'schemas.unknownFields must be one of "refuse", "drop", not "refused".',
    'Did you mean "refuse"?',
  ],
  ['null where it means nothing', 'owners: { min: ‹null› }', 'owners.min must be a whole number of at least 0, not empty.', null],
  ['an unknown rule', 'rules: { ‹audit-covrage›: error }', 'There is no rule "audit-covrage".', 'Did you mean "audit-coverage"?'],
  [
    'an unknown severity',
    'rules: { tag-domain: ‹erorr› }',
    'rules.tag-domain must be one of "error", "warn", "off", not "erorr".',
    'Did you mean "error"?',
  ],
  [
    'false for off',
    'rules: { tag-domain: ‹false› }',
    'rules.tag-domain must be one of "error", "warn", "off" or a map, not false.',
    'Did you mean "off"?',
  ],
  [
    'a severity as ESLint has it in words',
    'rules: { tag-domain: ‹warning› }',
    'rules.tag-domain must be one of "error", "warn", "off", not "warning".',
    'Did you mean "warn"?',
  ],
  [
    'a severity as ESLint has it in numbers',
    'rules: { tag-domain: ‹2› }',
    'rules.tag-domain must be one of "error", "warn", "off" or a map, not 2.',
    'Did you mean "error"?',
  ],
  [
    'a severity in a list, as ESLint has it with options',
    'rules: { tag-domain: ‹[error, {}]› }',
    'rules.tag-domain must be one of "error", "warn", "off" or a map, not a list.',
    'Write the severity alone: options stand in sections of their own, such as "audit".',
  ],
  [
    'an option of a section in the setting of a rule',
    'rules: { audit-coverage: { ‹labels›: [x] } }',
    '"labels" is not an option of rules.audit-coverage.',
    'It is an option of "audit": write it there.',
  ],
  [
    'an option of two sections at the top',
    '‹format›: dotted',
    '"format" is not an option of a policy.',
    'It is an option of "keys" and of "tags": write it there.',
  ],
  ['a rule at the top', '‹tag-domain›: off', '"tag-domain" is not an option of a policy.', 'It is a rule: write it under "rules".'],
  [
    'a name and its value without a colon between them',
    'rules:\n  ‹tag-domain off›',
    'rules must be a map, not the text "tag-domain off".',
    'Write "name: value", with a space after the colon.',
  ],
  [
    'an unknown option of a rule',
    'rules: { tag-domain: { ‹severty›: warn } }',
    '"severty" is not an option of rules.tag-domain.',
    'Did you mean "severity"?',
  ],
  [
    'a day that does not exist',
    'rules: { tag-domain: { severity: warn, becomesErrorOn: ‹2027-02-30› } }',
    'rules.tag-domain.becomesErrorOn is "2027-02-30", which is no date.',
    'Write YYYY-MM-DD.',
  ],
  ['an override without a selector', 'overrides:\n  - ‹rules: { tag-domain: off }›', 'overrides[0] lacks "for".', null],
  [
    'an empty list in a selector',
    'overrides: [{ for: { files: ‹[]› }, rules: { tag-domain: warn } }]',
    'overrides[0].for.files is empty.',
    'List at least one entry, or remove it.',
  ],
  [
    'an option that only the root decides in an override',
    "overrides: [{ for: {}, contracts: { ‹exclude›: ['a/**'] } }]",
    '"exclude" is not an option of overrides[0].contracts.',
    'It belongs in the policy at the root.',
  ],
  [
    'what all changes are compared with in an override',
    'overrides: [{ for: {}, versioning: { ‹base›: target } }]',
    '"base" is not an option of overrides[0].versioning.',
    'It belongs in the policy at the root.',
  ],
  ['a negated glob', "contracts: { exclude: [‹'!a'›] }", 'contracts.exclude[0] has the glob "!a", but negation is not supported.', null],
  [
    'an extended glob',
    "contracts: { include: [‹'+(a|b)'›] }",
    'contracts.include[0] has the glob "+(a|b)", but extended groups such as +(…) are not supported.',
    null,
  ],
  ['a brace that is not closed', "keys: { also: [‹'a{b'›] }", 'keys.also[0] has the glob "a{b", but a brace is not closed.', null],
  [
    'a glob out of the folder',
    "contracts: { exclude: [‹'../a'›] }",
    'contracts.exclude[0] has the glob "../a", which matches no file.',
    'Globs are relative to the folder of the policy and stay inside.',
  ],
  [
    'a glob of a folder itself',
    'contracts: { exclude: [‹legacy/›] }',
    'contracts.exclude[0] has the glob "legacy/", which matches no file.',
    'Write "legacy/**".',
  ],
  [
    'a glob with a backslash',
    "contracts: { exclude: [‹'a\\b'›] }",
    'contracts.exclude[0] has the glob "a\\b" with a backslash.',
    'Separate folders with "/".',
  ],
  [
    'a pattern with lookahead',
    "owners: { pattern: ‹'^(?=a)'› }",
    'owners.pattern has the pattern "^(?=a)", which is refused: invalid or unsupported Perl syntax: `(?=`.',
    'Patterns run in linear time (RE2): no lookaround, no back references.',
  ],
  [
    'a format that is neither a name nor a pattern',
    'keys: { format: ‹doted› }',
    'keys.format is "doted", which is neither "dotted" nor a pattern.',
    'Did you mean "dotted"?',
  ],
  [
    'a format of an unknown kind',
    'keys: { format: { ‹comand›: dotted } }',
    '"comand" is not an option of keys.format.',
    'Did you mean "command"?',
  ],
  [
    'an unknown placeholder in a label',
    "audit: { labels: [‹'{evnt}.audited'›] }",
    'audit.labels[0] has "{evnt}", which stands for nothing.',
    'Did you mean "event"?',
  ],
  [
    'a label that stands for every event',
    'audit: { labels: [‹audited›] }',
    'audit.labels[0] is "audited", which lacks {event}.',
    'Labels that stand without an event of their name are listed in audit.known.',
  ],
  [
    'a label with a brace that is not closed',
    "audit: { labels: [‹'{event}.v{major'›] }",
    'audit.labels[0] is "{event}.v{major", in which a brace stands alone.',
    'Known: {event}, {version}, {major}.',
  ],
  [
    'a release tag without a version',
    'versioning: { released: ‹contracts› }',
    'versioning.released is "contracts", which lacks {version}.',
    null,
  ],
  [
    'a waiver without an owner',
    'waivers:\n  - ‹{ rule: tag-domain, contract: a.b, reason: r, expires: 2026-07-01 }›',
    'waivers[0] lacks "owner".',
    null,
  ],
  [
    'a waiver of an unknown rule',
    'waivers:\n  - { rule: ‹tag-domian›, contract: a.b, reason: r, owner: o, expires: 2026-07-01 }',
    'There is no rule "tag-domian".',
    'Did you mean "tag-domain"?',
  ],
  [
    'a waiver of an empty reason',
    "waivers:\n  - { rule: tag-domain, contract: a.b, reason: ‹' '›, owner: o, expires: 2026-07-01 }",
    'waivers[0].reason is an empty text.',
    null,
  ],
  [
    'a waiver of no range of versions',
    "waivers:\n  - { rule: tag-domain, contract: ‹'a.b@banana'›, reason: r, owner: o, expires: 2026-07-01 }",
    'waivers[0].contract has the range "banana", which is no range of versions.',
    'Write for instance @^2 or @1.4.0.',
  ],
  [
    'a waiver of an empty range of versions',
    'waivers:\n  - { rule: tag-domain, contract: ‹a.b@›, reason: r, owner: o, expires: 2026-07-01 }',
    'waivers[0].contract has the range "", which is no range of versions.',
    'Write for instance @^2 or @1.4.0.',
  ],
  [
    'a waiver from no version',
    'waivers:\n  - { rule: version-bump, contract: a.b, reason: r, owner: o, expires: 2026-07-01, from: ‹v1› }',
    'waivers[0].from is "v1", which is no semantic version.',
    'Write MAJOR.MINOR.PATCH.',
  ],
  ['an assertion without a value', 'assert: [‹{ id: a }›]', 'assert[0] lacks "value".', null],
  [
    'a group of tags without a number',
    'tags: { groups: [‹{ pattern: risk/* }›] }',
    'tags.groups[0] says nothing: it has none of "min", "max".',
    'Add one, or remove the entry.',
  ],
  [
    'an override of nothing',
    'overrides: [‹{ for: { kinds: [event] } }›, { for: { kinds: [query] }, rules: { tag-format: off } }]',
    'overrides[0] says nothing: it has none of "rules", "owners", "keys", "tags", "audit", "events", "stability", "versioning", "schemas", "meta", "review", "transports", "contracts".',
    'Add one, or remove the entry.',
  ],
  [
    'an override with an empty section',
    'overrides: [‹{ for: { kinds: [event] }, rules: {} }›, { for: { kinds: [query] }, transports: [] }]',
    'overrides[0] says nothing: it has none of "rules", "owners", "keys", "tags", "audit", "events", "stability", "versioning", "schemas", "meta", "review", "transports", "contracts".',
    'Add one, or remove the entry.',
  ],
  [
    'an empty setting of a rule',
    'rules: { known-fields: ‹{}›, static-contract: { lesser: off } }',
    'rules.known-fields says nothing: it has none of "severity", "lesser", "becomesErrorOn".',
    'Add one, or remove the entry.',
  ],
  [
    'a stage that demands nothing',
    'stability: { requirements: { stable: ‹{}›, beta: { goal: 0 } } }',
    'stability.requirements.stable says nothing: it has none of "description", "goal", "context", "scenarios", "examples", "audit", "released".',
    'Add one, or remove the entry.',
  ],
  [
    'a tag that implies none',
    'tags: { implies: [{ tag: pii, tags: ‹[]›, auth: [user] }] }',
    'tags.implies[0].tags is empty.',
    'List at least one entry, or remove it.',
  ],
  [
    'an override whose only section is misspelt',
    'overrides: [{ for: { kinds: [event] }, ‹rulse›: { tag-format: off } }]',
    '"rulse" is not an option of overrides[0].',
    'Did you mean "rules"?',
  ],
  [
    'a stage in two places',
    'stability: { stages: [beta, stable, ‹beta›, deprecated] }',
    'stability.stages has "beta" twice.',
    'Keep one of them.',
  ],
  ['a transport listed again', 'transports: [rest, gql, ‹rest›]', 'transports has "rest" twice.', 'Keep one of them.'],
  [
    'a tag that implies nothing',
    'tags: { implies: [‹{ tag: pii }›] }',
    'tags.implies[0] says nothing: it has none of "tags", "owner", "auth", "audit".',
    'Add one, or remove the entry.',
  ],
  [
    'an exemption of nothing',
    'audit: { exempt: [‹{}›] }',
    'audit.exempt[0] says nothing: it has none of "keys", "events".',
    'Add one, or remove the entry.',
  ],
  [
    'an exemption that looks as if it named an event',
    'audit: { exempt: [{ keys: [a.b], events: ‹[]› }] }',
    'audit.exempt[0].events is empty.',
    'List at least one entry, or remove it.',
  ],
  [
    'a misspelt auth level',
    'audit: { required: { auth: [‹adminn›] } }',
    'audit.required.auth[0] is "adminn", which is no auth level.',
    'Did you mean "admin"?',
  ],
  [
    'a misspelt path',
    'assert: [{ id: a, value: ‹meta.titel›, minLength: 3 }]',
    'assert[0].value is "meta.titel", which no contract has.',
    'Did you mean "meta.title"?',
  ],
  [
    'an assertion that takes the name of a rule',
    'assert: [{ id: ‹tag-domain›, value: meta.title, required: true }]',
    '"tag-domain" is the name of a rule.',
    'Give the assertion another id.',
  ],
  [
    'an assertion with an id of another form',
    'assert: [{ id: ‹Has_Title›, value: meta.title, required: true }]',
    'assert[0].id is "Has_Title".',
    'Write lower case words joined by hyphens.',
  ],
  [
    'an assertion about no path',
    "assert: [{ id: a, value: ‹'meta..title'›, required: true }]",
    'assert[0].value is "meta..title", which is no path of names.',
    'Join names by dots: meta.title.',
  ],
  ['a stage that is not listed', 'versioning: { removalFrom: ‹betta› }', 'There is no stage "betta".', 'Did you mean "beta"?'],
  [
    'requirements of a stage that is not listed',
    'stability: { requirements: { ‹live›: { goal: 1 } } }',
    'There is no stage "live".',
    'The stages are listed in stability.stages.',
  ],
  [
    'a package with a subpath',
    "contracts: { modules: [‹'@a/b/c'›] }",
    'contracts.modules[0] is "@a/b/c", which is no name of a package.',
    'Write the name alone: subpaths are included.',
  ],
  [
    'a lesser severity of a rule without lesser findings',
    'rules: { known-fields: { lesser: off }, key-format: { severity: error, ‹lesser›: off } }',
    '"lesser" says nothing of "key-format", whose findings have one severity.',
    'Of two severities are those of known-fields, no-removed-contract, policy-loosened, static-contract.',
  ],
  ['a maximum below the minimum', 'owners: { min: 3, max: ‹2› }', 'owners.max is 2, below owners.min, which is 3.', null],
  [
    'a sunset before the announcement',
    'deprecations: [{ contract: a.b, since: 2026-05-01, sunset: ‹2026-04-01› }]',
    'deprecations[0].sunset is 2026-04-01, before deprecations[0].since, which is 2026-05-01.',
    null,
  ],
  [
    'a group with a maximum below the minimum',
    "tags: { groups: [{ pattern: 'risk/*', min: 2, max: ‹1› }] }",
    'tags.groups[0].max is 1, below tags.groups[0].min, which is 2.',
    null,
  ],
];

test.each(cases)('%s', (_name, marked, message, hint) => {
  expect(diagnosticsOf(`${marked.replace(/[‹›]/g, '')}\n`)).toEqual([{ ...markedPlace(marked), message, hint }]);
});

describe('with a directory of teams', () => {
  const teams = "owners:\n  directory:\n    '@platform.finance': { aliases: [finance], codeowners: ['@acme/finance'] }\n";

  test('an unknown team in a selector, a waiver, an implication and a review', () => {
    const text = `${teams}overrides: [{ for: { owners: ['@platform.finanec'] }, rules: { tag-domain: warn } }]
waivers: [{ rule: tag-domain, contract: a.b, reason: r, owner: '@nobody.here', expires: 2026-07-01 }]
tags: { implies: [{ tag: pii, owner: legal }] }
review: { security: [sec-team] }
`;
    expect(diagnosticsOf(text)).toEqual([
      {
        at: ':4:31',
        text: "'@platform.finanec'",
        message: 'There is no team "@platform.finanec".',
        hint: 'Did you mean "@platform.finance"?',
      },
      { at: ':5:64', text: "'@nobody.here'", message: 'There is no team "@nobody.here".', hint: 'Add it to owners.directory.' },
      { at: ':6:38', text: 'legal', message: 'There is no team "legal".', hint: 'Add it to owners.directory.' },
      { at: ':7:22', text: 'sec-team', message: 'There is no team "sec-team".', hint: 'Add it to owners.directory.' },
    ]);
  });

  test('aliases and globs that match a team are known', () => {
    expect(diagnosticsOf(`${teams}overrides: [{ for: { owners: ['@platform.*', finance] }, rules: { tag-domain: warn } }]\n`)).toEqual([]);
  });

  test('a successor that is no team', () => {
    expect(diagnosticsOf("owners: { directory: { '@old': { dissolved: 2026-01-01, successor: '@nwe' }, '@new': } }\n")).toEqual([
      { at: ':1:68', text: "'@nwe'", message: 'There is no team "@nwe".', hint: 'Did you mean "@new"?' },
    ]);
  });
});

test('two assertions of one name in a file; a later file may say it anew', () => {
  const assertion = '{ id: titled, value: meta.title, required: true }';
  expect(diagnosticsOf(`assert: [${assertion}, ${assertion}]\n`)).toEqual([
    { at: ':1:67', text: 'titled', message: 'The assertion "titled" stands there twice.', hint: 'Give one of them another id.' },
  ]);
  const files = { 'contracts-governance.yaml': `extends: [./org.yaml]\nassert: [${assertion}]\n`, 'org.yaml': `assert: [${assertion}]\n` };
  expect(diagnosticsOf(files)).toEqual([]);
});

test('two deprecations of the same versions', () => {
  const entry = (contract: string, sunset: string): string => `{ contract: ${contract}, since: 2026-06-01, sunset: ${sunset} }`;
  expect(diagnosticsOf(`deprecations: [${entry('a.b', '2026-12-01')}, ${entry('a.b', '2027-01-01')}]\n`)).toEqual([
    { at: ':1:86', text: 'a.b', message: 'The deprecation of "a.b" stands there twice.', hint: 'Keep one of them.' },
  ]);
  expect(diagnosticsOf(`deprecations: [${entry("a.b, version: '1.0.0'", '2026-12-01')}, ${entry('a.b', '2027-01-01')}]\n`)).toEqual([]);
});

test('an assertion that only says that its value may be absent', () => {
  expect(diagnosticsOf('assert: [{ id: titled, value: title, required: false }]\n')).toEqual([
    {
      at: ':1:48',
      text: 'false',
      message: 'assert[0] demands nothing: "required" is false, and there is no other demand.',
      hint: 'Write "required: true", or add one of pattern, enum, minLength, minItems, contains, notContains, equals.',
    },
  ]);
  expect(diagnosticsOf("assert: [{ id: titled, value: title, required: false, pattern: '^[A-Z]' }]\n")).toEqual([]);
  expect(diagnosticsOf('assert: [{ id: titled, value: title }]\n')).toEqual([]);
});

test('a file of teams may begin with a byte order mark', () => {
  expect(
    diagnosticsOf({ 'contracts-governance.yaml': 'owners: { directory: ./teams.yaml }\n', 'teams.yaml': '\uFEFFteams: { a: {} }\n' }),
  ).toEqual([]);
});

test('a replacement that nothing listed resembles is a tag like any other', () => {
  const text =
    'tags: { vocabulary: [integration, { name: conn, replacement: connection }], implies: [{ tag: connection, audit: true }] }\n';
  expect(diagnosticsOf(text)).toEqual([]);
  const { policy } = loadPolicy(memoryTree({ 'contracts-governance.yaml': text }), { today });
  expect([...(policy.defaults.tags.vocabulary ?? [])].map(([name, tag]) => [name, tag.deprecated])).toEqual([
    ['integration', false],
    ['conn', true],
    ['connection', false],
  ]);
});

test('one name for two teams or two tags, and a replacement that is deprecated', () => {
  const text = `owners:
  directory: { '@a': { aliases: [b, c] }, b: { aliases: [c] }, d: { aliases: [e] } }
tags:
  vocabulary: [x, { name: y, aliases: [x, z] }, { name: v, aliases: [z] }, x, { name: u, replacement: y }, { name: t, replacement: u }]
`;
  expect(diagnosticsOf(text)).toEqual([
    { at: ':2:34', text: 'b', message: '"b" is an alias of the team "@a", and a team itself.', hint: 'Let it stand for one of them.' },
    { at: ':2:58', text: 'c', message: '"c" is an alias of the team "b", and one of "@a".', hint: 'Let it stand for one of them.' },
    { at: ':4:40', text: 'x', message: '"x" is an alias of the tag "y", and a tag itself.', hint: 'Let it stand for one of them.' },
    { at: ':4:70', text: 'z', message: '"z" is an alias of the tag "v", and one of "y".', hint: 'Let it stand for one of them.' },
    { at: ':4:76', text: 'x', message: 'The tag "x" stands there twice.', hint: 'Keep one of them.' },
    { at: ':4:132', text: 'u', message: 'The replacement of the tag "t" is deprecated itself.', hint: 'Name a tag that may be used.' },
  ]);
});

test('without a directory any team may be named', () => {
  expect(diagnosticsOf('overrides: [{ for: { owners: [anyone] }, rules: { tag-domain: warn } }]\n')).toEqual([]);
});

test('with a vocabulary, an unknown tag in a selector, a replacement and an implication', () => {
  const text = `tags:
  vocabulary: [billing, { name: invoices, replacement: biling }]
  implies: [{ tag: pii, tags: [audited] }]
overrides: [{ for: { tags: [invoicse] }, rules: { tag-domain: warn } }]
`;
  expect(diagnosticsOf(text)).toEqual([
    { at: ':2:56', text: 'biling', message: 'There is no tag "biling".', hint: 'Did you mean "billing"?' },
    { at: ':3:20', text: 'pii', message: 'There is no tag "pii".', hint: 'Add it to tags.vocabulary.' },
    { at: ':3:32', text: 'audited', message: 'There is no tag "audited".', hint: 'Add it to tags.vocabulary.' },
    { at: ':4:29', text: 'invoicse', message: 'There is no tag "invoicse".', hint: 'Did you mean "invoices"?' },
  ]);
});

test('a replacement may be the deprecated tag in another spelling', () => {
  expect(diagnosticsOf('tags: { vocabulary: [billing, { name: Sync_State, replacement: sync-state }] }\n')).toEqual([]);
});

test('what a folder calls tags and stages may be named', () => {
  const files = {
    'contracts-governance.yaml': 'tags: { vocabulary: [billing] }\n',
    'a/contracts-governance.yaml':
      'tags: { vocabulary: [sync] }\nstability: { stages: [draft, beta] }\noverrides: [{ for: { tags: [sync], stability: [draft] }, rules: { tag-domain: warn } }]\n',
  };
  expect(diagnosticsOf(files)).toEqual([]);
});

test('every mistake of a file is told at once, in order', () => {
  const text = 'version: 3\nowners: { min: x }\nkeys: { formt: a }\nrules: { nope-rule: error, tag-domain: loud }\n';
  expect(diagnosticsOf(text).map(({ at }) => at)).toEqual([':1:10', ':2:16', ':3:9', ':4:10', ':4:40']);
});

test('ten thousand mistakes are told in time, the first with suggestions', () => {
  const text = `rules:\n${Array.from({ length: 10_000 }, (_, index) => `  audit-coverag${index}: error\n`).join('')}`;
  const { diagnostics: found } = loadPolicy(memoryTree({ 'contracts-governance.yaml': text }), { today });
  expect(found).toHaveLength(10_000);
  expect(found[0]?.hint).toBe('Did you mean "audit-coverage"?');
  expect(found[9_999]?.hint).toBe('Run `contracts-governance explain` to see all rules.');
});
