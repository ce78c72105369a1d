import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/contracts/contract.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Severity } from '../../src/policy/severity.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { contractWith } from './contracts.ts';
import { diagnosticsOf, today } from './diagnostics.ts';

function policyOf(text: string, files: Readonly<Record<string, string>> = {}, on = today): Policy {
  const { policy, diagnostics } = loadPolicy(memoryTree({ 'contracts-governance.yaml': text, ...files }), { today: on });
  expect(diagnostics).toEqual([]);
  return policy;
}

function severityOf(policy: Policy, contract: Contract, rule = 'tag-domain'): Severity {
  return policy.for(contract).severity(rule);
}

describe('a selector', () => {
  const select = (selector: string): Policy => policyOf(`overrides:\n  - for: ${selector}\n    rules: { tag-domain: error }\n`);

  test.each([
    ['files', "{ files: ['src/**'] }", { file: 'src/a/b.ts' }, { file: 'lib/a.ts' }],
    ['one file', '{ files: [src/a.ts] }', { file: 'src/a.ts' }, { file: 'src/a.tsx' }],
    ['files by a glob that begins with stars', "{ files: ['**/*.operation.ts'] }", { file: 'x/y.operation.ts' }, { file: 'x/y.ts' }],
    ['files by braces', "{ files: ['{libs,apps}/**'] }", { file: 'apps/a.ts' }, { file: 'examples/a.ts' }],
    ['keys', "{ keys: ['billing.**'] }", { key: 'billing.a.b' }, { key: 'identity.a' }],
    ['one segment of a key', "{ keys: ['billing.*'] }", { key: 'billing.a' }, { key: 'billing.a.b' }],
    ['kinds', '{ kinds: [event] }', { kind: 'event' }, { kind: 'query' }],
    ['stability', '{ stability: [stable, beta] }', { stability: 'beta' }, { stability: 'experimental' }],
    ['owners', "{ owners: ['@platform.*'] }", { owners: ['@x', '@platform.a'] }, { owners: ['@x'] }],
    ['tags', '{ tags: [pii] }', { tags: ['a', 'pii'] }, { tags: ['a'] }],
  ] as const)('by %s', (_name, selector, matching, other) => {
    const policy = select(selector);
    expect(severityOf(policy, contractWith(matching))).toBe('error');
    expect(severityOf(policy, contractWith(other))).toBe('off');
  });

  test('asks for all that it gives', () => {
    const policy = select("{ files: ['src/**'], kinds: [event] }");
    expect(severityOf(policy, contractWith({ kind: 'event' }))).toBe('error');
    expect(severityOf(policy, contractWith({ kind: 'query' }))).toBe('off');
    expect(severityOf(policy, contractWith({ kind: 'event', file: 'lib/a.ts' }))).toBe('off');
  });

  test('does not match what cannot be read', () => {
    const policy = select('{ stability: [stable] }');
    expect(severityOf(policy, contractWith())).toBe('off');
  });

  test('that asks for nothing matches every contract, and not the repository', () => {
    const policy = select('{}');
    expect(severityOf(policy, contractWith())).toBe('error');
    expect(policy.defaults.severity('tag-domain')).toBe('off');
  });
});

describe('overrides', () => {
  test('the last match wins', () => {
    const policy = policyOf(`overrides:
  - for: { files: ['src/**'] }
    rules: { tag-domain: error, audit-coverage: off }
  - for: { files: ['src/legacy/**'] }
    rules: { tag-domain: warn }
`);
    const legacy = contractWith({ file: 'src/legacy/a.ts' });
    expect(severityOf(policy, legacy)).toBe('warn');
    expect(severityOf(policy, legacy, 'audit-coverage')).toBe('off');
    expect(severityOf(policy, contractWith())).toBe('error');
  });

  test('set single options deep inside, and leave the others', () => {
    const policy = policyOf(`owners: { max: 3 }
keys: { format: dotted }
overrides:
  - for: { kinds: [event] }
    owners: { min: 2 }
    keys: { format: { event: '^[a-z]+$' } }
    versioning: { report: { patch: warn } }
    stability: { requirements: { stable: { goal: 5 } } }
`);
    const event = policy.for(contractWith({ kind: 'event' }));
    expect(event.owners).toMatchObject({ min: 2, max: 3, codeowners: 'overlap' });
    expect([...event.keys.format]).toEqual([
      ['command', 'dotted'],
      ['query', 'dotted'],
      ['event', '^[a-z]+$'],
    ]);
    expect([...event.versioning.report]).toEqual([
      ['breaking', 'error'],
      ['dangerous', 'warn'],
      ['additive', 'warn'],
      ['patch', 'warn'],
    ]);
    expect(event.stability.requirements.get('stable')?.goal).toBe(5);
    expect(policy.for(contractWith()).owners.min).toBe(1);
  });

  test('a list replaces a list', () => {
    const policy = policyOf("audit: { exempt: [{ keys: ['a.**'] }] }\noverrides: [{ for: { kinds: [command] }, audit: { exempt: [] } }]\n");
    expect(policy.defaults.audit.exempt).toEqual([{ keys: ['a.**'], events: [] }]);
    expect(policy.for(contractWith()).audit.exempt).toEqual([]);
  });

  test('contracts that match alike share one policy', () => {
    const policy = policyOf('overrides: [{ for: { kinds: [event] }, rules: { tag-domain: error } }]\n');
    expect(policy.for(contractWith({ file: 'a.ts' }))).toBe(policy.for(contractWith({ file: 'b.ts', kind: 'query' })));
    expect(policy.for(contractWith())).not.toBe(policy.for(contractWith({ kind: 'event' })));
  });

  test('sections that no override touches are compiled once', () => {
    const policy = policyOf('tags: { vocabulary: [a, b] }\noverrides: [{ for: { kinds: [event] }, rules: { tag-domain: error } }]\n');
    expect(policy.for(contractWith({ kind: 'event' })).tags).toBe(policy.defaults.tags);
  });
});

describe('becomesErrorOn', () => {
  const text = 'rules: { event-payload: { severity: warn, becomesErrorOn: 2027-03-01 } }\n';

  test.each([
    ['2027-02-28', 'warn'],
    ['2027-03-01', 'error'],
    ['2028-01-01', 'error'],
  ])('on %s it is %s', (on, severity) => {
    expect(policyOf(text, {}, on).defaults.severity('event-payload')).toBe(severity);
  });

  test('an override that gives a severity takes the day back', () => {
    const policy = policyOf(`${text}overrides: [{ for: {}, rules: { event-payload: off } }]\n`, {}, '2028-01-01');
    expect(severityOf(policy, contractWith(), 'event-payload')).toBe('off');
  });
});

describe('lesser', () => {
  test('is the severity of lesser findings, and never above that of the rule', () => {
    const policy = policyOf('rules: { static-contract: { severity: warn, lesser: error }, known-fields: { lesser: off } }\n');
    expect(policy.defaults.severity('static-contract', true)).toBe('warn');
    expect(policy.defaults.severity('known-fields')).toBe('error');
    expect(policy.defaults.severity('known-fields', true)).toBe('off');
  });

  test('a rule without it has one severity', () => {
    expect(policyOf('').defaults.severity('audit-coverage', true)).toBe('error');
  });
});

describe('extends', () => {
  test('layers from left to right, the file itself last', () => {
    const policy = policyOf('extends: [strict, ./org.yaml]\nrules: { tag-format: off }\n', {
      'org.yaml': 'rules: { tag-format: warn, tag-domain: error }\nowners: { min: 2 }\n',
    });
    expect(policy.defaults.severity('tag-format')).toBe('off');
    expect(policy.defaults.severity('tag-domain')).toBe('error');
    expect(policy.defaults.severity('codeowners-agree')).toBe('warn');
    expect(policy.defaults.owners.min).toBe(2);
  });

  test('a preset may be named after a file', () => {
    const policy = policyOf('extends: [./org.yaml, recommended]\n', { 'org.yaml': 'rules: { tag-format: off }\n' });
    expect(policy.defaults.severity('tag-format')).toBe('warn');
  });

  test('strict asks for more than recommended', () => {
    const { defaults } = policyOf('extends: strict\n');
    expect(defaults.severity('static-contract', true)).toBe('error');
    expect(defaults.events.naming.domain).toBe(true);
    expect(defaults.stability.requirements.get('stable')).toEqual({
      description: 20,
      goal: 10,
      context: 10,
      scenarios: 1,
      examples: 0,
      audit: true,
      released: true,
    });
  });

  test('overrides are inherited, and those of the file itself come later', () => {
    const org = 'overrides: [{ for: { kinds: [event] }, rules: { tag-domain: error, tag-format: error } }]\n';
    const policy = policyOf('extends: [./org.yaml]\noverrides: [{ for: { kinds: [event] }, rules: { tag-format: off } }]\n', {
      'org.yaml': org,
    });
    expect(severityOf(policy, contractWith({ kind: 'event' }))).toBe('error');
    expect(severityOf(policy, contractWith({ kind: 'event' }), 'tag-format')).toBe('off');
  });

  test('waivers, deprecations and assertions of all layers add up', () => {
    const org = `waivers: [{ rule: tag-domain, contract: a.b, reason: r, owner: o, expires: 2026-07-01 }]
deprecations: [{ contract: a.b, replacement: a.c }, { contract: x.y }]
assert: [{ id: has-title, value: meta.title, required: true }]
`;
    const own = `extends: [./org.yaml]
waivers: { maxDays: 10, entries: [{ rule: tag-format, contract: a.b, reason: r, owner: o, expires: 2026-07-01 }] }
deprecations: [{ contract: a.b, replacement: a.d }]
assert: [{ id: has-domain, value: meta.domain, required: true }]
`;
    const policy = policyOf(own, { 'org.yaml': org });
    expect(policy.waivers.map(({ rule }) => rule)).toEqual(['tag-domain', 'tag-format']);
    expect(policy.waiverRules.maxDays).toBe(10);
    expect(policy.defaults.deprecations.map(({ contract, replacement }) => [contract, replacement])).toEqual([
      ['a.b', 'a.d'],
      ['x.y', null],
    ]);
    expect(policy.assertions.map(({ id }) => id)).toEqual(['has-title', 'has-domain']);
  });

  test('what two files extend alike is laid down once', () => {
    const policy = policyOf('extends: [./a.yaml, ./b.yaml]\n', {
      'a.yaml': 'extends: [./common.yaml]\nrules: { tag-domain: error }\n',
      'b.yaml': 'extends: [./common.yaml]\n',
      'common.yaml': 'rules: { tag-domain: warn }\n',
    });
    expect(policy.defaults.severity('tag-domain')).toBe('error');
  });

  test('a pinned package gives data', () => {
    const policy = policyOf("extends: ['@acme/policy@1.2.0', 'plain@0.1.0/sub/strict.yaml']\n", {
      'node_modules/@acme/policy/package.json': '{ "version": "1.2.0" }',
      'node_modules/@acme/policy/contracts-governance.yaml': 'extends: [./more.yaml]\nrules: { tag-domain: error }\n',
      'node_modules/@acme/policy/more.yaml': 'rules: { tag-format: off }\n',
      'node_modules/plain/package.json': '{ "version": "0.1.0" }',
      'node_modules/plain/sub/strict.yaml': 'owners: { min: 2 }\n',
    });
    expect(policy.defaults.severity('tag-domain')).toBe('error');
    expect(policy.defaults.severity('tag-format')).toBe('off');
    expect(policy.defaults.owners.min).toBe(2);
  });
});

describe('a policy in a folder', () => {
  const nested = {
    'packages/a/contracts-governance.yaml':
      "rules: { tag-domain: error }\noverrides: [{ for: { files: ['legacy/**'] }, rules: { tag-domain: warn } }]\n",
  };

  test('extends the one above for the files below it', () => {
    const policy = policyOf('rules: { tag-format: off }\n', nested);
    expect(severityOf(policy, contractWith({ file: 'packages/a/x.ts' }))).toBe('error');
    expect(severityOf(policy, contractWith({ file: 'packages/a/x.ts' }), 'tag-format')).toBe('off');
    expect(severityOf(policy, contractWith({ file: 'packages/a/legacy/x.ts' }))).toBe('warn');
    expect(severityOf(policy, contractWith({ file: 'packages/ab/x.ts' }))).toBe('off');
    expect(policy.defaults.severity('tag-domain')).toBe('off');
  });

  test('wins over overrides of the root, and a deeper one over it', () => {
    const policy = policyOf("overrides: [{ for: { files: ['packages/**'] }, rules: { tag-domain: off } }]\n", {
      ...nested,
      'packages/a/deep/contracts-governance.yml': 'rules: { tag-domain: off }\n',
    });
    expect(severityOf(policy, contractWith({ file: 'packages/a/x.ts' }))).toBe('error');
    expect(severityOf(policy, contractWith({ file: 'packages/a/deep/x.ts' }))).toBe('off');
  });

  test('may extend a preset', () => {
    const policy = policyOf('', { 'packages/a/contracts-governance.yaml': 'extends: strict\n' });
    expect(severityOf(policy, contractWith({ file: 'packages/a/x.ts' }), 'tag-domain')).toBe('warn');
    expect(severityOf(policy, contractWith({ file: 'x.ts' }), 'tag-domain')).toBe('off');
    expect(policy.read.exclude).toHaveLength(2);
  });

  test('is not in force among fixtures', () => {
    const policy = policyOf('', { 'tests/fixtures/a/contracts-governance.yaml': 'rules: { nonsense: error }\n' });
    expect(severityOf(policy, contractWith({ file: 'tests/fixtures/a/x.ts' }))).toBe('off');
  });

  test('holds without a policy at the root', () => {
    const { policy, diagnostics } = loadPolicy(memoryTree(nested), { today });
    expect(diagnostics).toEqual([]);
    expect(policy.file).toBeNull();
    expect(severityOf(policy, contractWith({ file: 'packages/a/x.ts' }))).toBe('error');
  });

  test('does not take the place of an assertion from elsewhere', () => {
    const assertion = 'assert: [{ id: titled, value: meta.title, severity: warn }]\n';
    expect(
      diagnosticsOf({
        'contracts-governance.yaml': 'assert: [{ id: titled, value: meta.title }]\n',
        'packages/a/contracts-governance.yaml': assertion,
      }),
    ).toEqual([
      {
        at: 'packages/a/contracts-governance.yaml:1:16',
        text: 'titled',
        message: 'The assertion "titled" is one of contracts-governance.yaml already.',
        hint: 'Give it another id: the policy of a folder adds assertions, and replaces none.',
      },
    ]);
    const siblings = { 'a/contracts-governance.yaml': assertion, 'b/contracts-governance.yaml': assertion };
    expect(diagnosticsOf(siblings).map(({ at }) => at)).toEqual(['b/contracts-governance.yaml:1:16']);
  });

  test.each([
    ['two folders', ['a', 'b'], ['a/**', 'b/**']],
    ['the root and a folder', ['', 'a'], null],
  ])('shares assertions that %s extend', (_name, folders, expected) => {
    const policies = folders.map((folder) => [`${folder}/contracts-governance.yaml`.replace(/^\//, ''), 'extends: [SHARED]\n'] as const);
    const files = Object.fromEntries(
      policies.map(([file, text]) => [file, text.replace('SHARED', file.includes('/') ? '../shared.yaml' : './shared.yaml')]),
    );
    const tree = memoryTree({ ...files, 'shared.yaml': 'assert: [{ id: titled, value: meta.title }]\n' });
    const { policy, diagnostics } = loadPolicy(tree, { today });
    expect(diagnostics).toEqual([]);
    expect(policy.assertions.map(({ select }) => select.files)).toEqual([expected]);
  });

  test('has assertions for its own files', () => {
    const policy = policyOf('', {
      'packages/a/contracts-governance.yaml': 'assert: [{ id: t, value: meta.title, required: true, for: { kinds: [event] } }]\n',
    });
    expect(policy.assertions[0]?.select).toEqual({
      files: ['packages/a/**'],
      keys: null,
      kinds: ['event'],
      stability: null,
      owners: null,
      tags: null,
    });
  });
});

describe('names of object properties are names like any other', () => {
  test('as teams, tags, stages and catalogues', () => {
    const policy = policyOf(`owners: { directory: { constructor: { aliases: [toString] }, __proto__: {} } }
tags: { vocabulary: [constructor, __proto__] }
stability: { stages: [constructor, stable, beta, experimental, idea, in_creation], requirements: { constructor: { goal: 1 } } }
contracts: { catalogs: { __proto__: { files: ['a/**'] } } }
`);
    expect([...(policy.defaults.owners.directory?.teams.keys() ?? [])]).toEqual(['constructor', '__proto__']);
    expect(policy.defaults.tags.vocabulary?.get('toString')).toBeUndefined();
    expect(policy.defaults.tags.vocabulary?.get('__proto__')?.name).toBe('__proto__');
    expect(policy.defaults.stability.requirements.get('constructor')?.goal).toBe(1);
    expect(policy.catalogs).toEqual([{ name: '__proto__', files: ['a/**'], each: null }]);
    expect(policy.defaults.severity('constructor')).toBe('off');
  });
});

test('all sections of a whole policy come through', () => {
  const policy = policyOf(`version: 1
extends: [recommended]
contracts:
  include: ['src/**/*.ts']
  exclude: ['src/old/**']
  modules: ['@acme/contracts']
  catalogs: { product: { files: ['src/**'] }, example: { files: ['examples/*/**'], each: package } }
  knownFields: closed
owners:
  directory:
    '@platform.finance': { aliases: [finance], codeowners: ['@acme/finance'], contact: '#fin' }
    '@old': { dissolved: 2026-01-01, successor: '@platform.finance' }
    '@new':
  spelling: plain
  pattern: ^[a-z]+$
  max: 2
  codeowners: subset
keys: { format: { event: '^e' }, also: [init] }
tags:
  max: 9
  vocabulary: [a, { name: b, replacement: a, aliases: [bee] }, { name: c, deprecated: true }]
  groups: [{ pattern: 'risk/*', min: 1, max: 1 }]
  implies: [{ tag: a, tags: [b], owner: '@new', auth: [admin], audit: true }]
audit:
  labels: ['{event}', '{event}.v{major}']
  known: ['manual.*']
  exempt: [{ keys: ['internal.**'], events: ['x.*'] }]
  required: { auth: [user], stability: [stable], tags: [a], pii: false }
events: { naming: { domain: true, also: [a.ping] } }
stability: { transitions: { idea: [beta], beta: [stable] } }
versioning: { base: target, released: 'contracts-v{version}', removalFrom: stable, betaBreaking: minor, dangerousAsBreaking: true, patch: none, notice: { minDays: 1, maxDays: null }, prerelease: [beta] }
transports: [mcp, rest]
schemas: { unknownFields: drop, openEnums: [Channel], profile: source }
meta: { placeholders: [tba] }
review: { security: ['@new'], compliance: [finance] }
enforced: [audit-coverage]
`);
  const { defaults } = policy;
  expect(policy.read).toEqual({ include: ['src/**/*.ts'], exclude: ['src/old/**'], modules: ['@acme/contracts'] });
  expect(policy.catalogs).toEqual([
    { name: 'product', files: ['src/**'], each: null },
    { name: 'example', files: ['examples/*/**'], each: 'package' },
  ]);
  expect(policy.enforced).toEqual(['audit-coverage']);
  expect(defaults.knownFields).toBe('closed');
  expect(defaults.owners.directory?.source).toBe('contracts-governance.yaml');
  expect(defaults.owners.directory?.teams.get('@platform.finance')).toEqual({
    name: '@platform.finance',
    aliases: ['finance'],
    codeowners: ['@acme/finance'],
    contact: '#fin',
    dissolved: null,
    successor: null,
    location: { file: 'contracts-governance.yaml', line: 11, column: 5, endLine: 11, endColumn: 24 },
  });
  expect(defaults.owners.directory?.teams.get('@old')).toMatchObject({ dissolved: '2026-01-01', successor: '@platform.finance' });
  expect(defaults.owners).toMatchObject({ spelling: 'plain', pattern: '^[a-z]+$', min: 1, max: 2, codeowners: 'subset' });
  expect(defaults.keys.also).toEqual(['init']);
  expect(defaults.keys.format.get('event')).toBe('^e');
  expect([...(defaults.tags.vocabulary?.values() ?? [])]).toEqual([
    { name: 'a', deprecated: false, replacement: null, aliases: [] },
    { name: 'b', deprecated: true, replacement: 'a', aliases: ['bee'] },
    { name: 'c', deprecated: true, replacement: null, aliases: [] },
  ]);
  expect(defaults.tags.groups).toEqual([{ pattern: 'risk/*', min: 1, max: 1 }]);
  expect(defaults.tags.implies).toEqual([{ tag: 'a', tags: ['b'], owner: '@new', auth: ['admin'], audit: true }]);
  expect(defaults.audit).toEqual({
    labels: ['{event}', '{event}.v{major}'],
    known: ['manual.*'],
    exempt: [{ keys: ['internal.**'], events: ['x.*'] }],
    required: { auth: ['user'], stability: ['stable'], tags: ['a'], pii: false },
  });
  expect(defaults.events).toEqual({ naming: { domain: true, also: ['a.ping'] } });
  expect(defaults.stability.transitions).toEqual(
    new Map([
      ['idea', ['beta']],
      ['beta', ['stable']],
    ]),
  );
  expect(defaults.versioning).toMatchObject({
    base: 'target',
    released: 'contracts-v{version}',
    removalFrom: 'stable',
    betaBreaking: 'minor',
    dangerousAsBreaking: true,
    patch: 'none',
    notice: { minDays: 1, maxDays: null },
    prerelease: ['beta'],
  });
  expect(defaults.transports).toEqual(['mcp', 'rest']);
  expect(defaults.schemas).toEqual({ unknownFields: 'drop', openEnums: ['Channel'], profile: 'source' });
  expect(defaults.meta.placeholders).toEqual(['tba']);
  expect(defaults.review).toEqual({ security: ['@new'], compliance: ['finance'] });
});

describe('the digest', () => {
  const digestOf = (text: string, files = {}): string => policyOf(text, files).digest;

  test('is the same for the same rules, however they are written', () => {
    expect(digestOf('rules: { tag-domain: warn }\nowners: { min: 2 }\n')).toBe(
      digestOf('# c\nowners:\n  min: 2\nrules:\n  tag-domain: warn\n'),
    );
  });

  test('differs when a value, an extended file or a team file differs', () => {
    const org = digestOf('extends: [./o.yaml]\n', { 'o.yaml': 'owners: { min: 2 }\n' });
    expect(org).not.toBe(digestOf('extends: [./o.yaml]\n', { 'o.yaml': 'owners: { min: 3 }\n' }));
    const teams = digestOf('owners: { directory: ./t.yaml }\n', { 't.yaml': 'teams: { a: }\n' });
    expect(teams).not.toBe(digestOf('owners: { directory: ./t.yaml }\n', { 't.yaml': 'teams: { b: }\n' }));
    expect(digestOf('rules: { tag-domain: warn }\n')).not.toBe(digestOf('rules: { tag-domain: error }\n'));
  });
});
