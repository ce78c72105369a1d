import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/contracts/contract.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { policyLoosened } from '../../src/policy/loosening/loosened.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { contractWith } from './contracts.ts';
import { markedPlace, placeIn, today } from './diagnostics.ts';

function policyOf(text: string | null, files: Readonly<Record<string, string>> = {}): Policy {
  const { policy, diagnostics } = loadPolicy(memoryTree(text === null ? files : { 'contracts-governance.yaml': text, ...files }), {
    today,
  });
  expect(diagnostics).toEqual([]);
  return policy;
}

/** `class line:column message` of each. */
function loosened(base: string, head: string | null, contracts: readonly Contract[] = []): readonly string[] {
  return policyLoosened(policyOf(base), policyOf(head), contracts).map(
    ({ class: kind, location, message }) => `${kind} ${location ? `${location.line}:${location.column}` : '-'} ${message}`,
  );
}

describe('severities', () => {
  test.each([
    ['rules: { tag-format: off }\n', ['warn 1:22 rules.tag-format is lowered from warn to off.']],
    ['rules: { audit-coverage: warn }\n', ['error 1:26 rules.audit-coverage is lowered from error to warn.']],
    ['rules: { version-bump: off }\n', ['error 1:24 rules.version-bump is lowered from error to off.']],
    ['rules: { no-removed-contract: { severity: off } }\n', ['error 1:31 rules.no-removed-contract is lowered from error to off.']],
    ['rules: { static-contract: { lesser: off } }\n', ['error 1:37 rules.static-contract.lesser is lowered from warn to off.']],
    ['rules: { tag-format: error }\n', []],
    ['rules: { tag-format: warn }\n', []],
  ])('%s', (head, expected) => {
    expect(loosened('', head)).toEqual(expected);
  });

  test('a day of error that is taken back', () => {
    const base = 'rules: { event-payload: { severity: warn, becomesErrorOn: 2026-12-01 } }\n';
    expect(loosened(base, 'rules: { event-payload: warn }\n')).toEqual([
      'warn 1:25 rules.event-payload no longer becomes an error on 2026-12-01.',
    ]);
    expect(loosened(base, 'rules: { event-payload: { severity: warn, becomesErrorOn: 2027-12-01 } }\n')).toEqual([
      'warn 1:25 rules.event-payload becomes an error on 2027-12-01 instead of 2026-12-01.',
    ]);
    expect(loosened(base, 'rules: { event-payload: error }\n')).toEqual([]);
    expect(loosened(base, 'rules: { event-payload: { severity: warn, becomesErrorOn: 2026-11-01 } }\n')).toEqual([]);
  });

  test('a policy that is gone loosens what it had raised, and no place is left to point at', () => {
    expect(loosened('rules: { tag-format: error }\n', null)).toEqual(['warn - rules.tag-format is lowered from error to warn.']);
  });
});

describe('what is read', () => {
  test('is an exclusion, and an error', () => {
    const head = "contracts:\n  exclude: ['legacy/**']\n  include: ['src/**/*.ts']\n  modules: ['@lssm/lib.contracts']\n";
    const base =
      "contracts:\n  exclude: []\n  include: ['src/**/*.ts', 'libs/**/*.ts']\n  modules: ['@lssm/lib.contracts', '@acme/contracts']\n";
    expect(loosened(base, head)).toEqual([
      'error 2:12 contracts.exclude now has "legacy/**".',
      'error 3:12 contracts.include no longer has "libs/**/*.ts".',
      'error 4:12 contracts.modules no longer has "@acme/contracts".',
    ]);
    expect(loosened(head, base)).toEqual([]);
  });

  test.each([
    ["include: ['src/**']", "include: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}']"],
    ["include: ['src/**', 'lib/*']", "include: ['**']"],
    ["include: ['packages/{a,b}/**/*.ts']", "include: ['packages/**']"],
    ["exclude: ['packages/**']", "exclude: ['packages/legacy/**', 'packages/*.ts']"],
  ])('is no less than before: %s → %s', (base, head) => {
    expect(loosened(`contracts:\n  ${base}\n`, `contracts:\n  ${head}\n`)).toEqual([]);
    expect(loosened(`contracts:\n  ${head}\n`, `contracts:\n  ${base}\n`)).not.toEqual([]);
  });

  test('catalogues that split keys', () => {
    const base = "contracts: { catalogs: { a: { files: ['a/**'] } } }\n";
    expect(loosened(base, "contracts: { catalogs: { a: { files: ['a/**'], each: package }, b: { files: ['b/**'] } } }\n")).toEqual([
      'warn 1:24 contracts.catalogs now has "b": keys may stand once in it and once outside.',
      'warn 1:24 contracts.catalogs.a holds other files than before.',
    ]);
  });
});

/** One option each: what it was, what it is with the place that is pointed at between marks, and what is said about it. */
const options: readonly (readonly [base: string, marked: string, severity: string, message: string])[] = [
  ['owners: { min: 2 }', 'owners: { min: ‹1› }', 'warn', 'owners.min goes from 2 to 1.'],
  ['owners: { max: 2 }', 'owners: { max: ‹3› }', 'warn', 'owners.max goes from 2 to 3.'],
  ['owners: { max: 2 }', 'owners: { max: ‹null› }', 'warn', 'owners.max goes from 2 to none.'],
  ["owners: { spelling: '@' }", 'owners: { spelling: ‹null› }', 'warn', 'owners.spelling goes from @ to none.'],
  ["owners: { pattern: '^a' }", "owners: { pattern: ‹'^'› }", 'warn', 'owners.pattern goes from ^a to ^.'],
  ['owners: { codeowners: equal }', 'owners: { codeowners: ‹overlap› }', 'warn', 'owners.codeowners goes from equal to overlap.'],
  ['owners: { directory: { a: } }', 'owners: { directory: ‹null› }', 'warn', 'owners.directory is gone: any owner is accepted.'],
  ['owners: { directory: { a: } }', 'owners: { directory: ‹{ a: , b: }› }', 'warn', 'owners.directory now has the team "b".'],
  ['owners: { directory: { a: , b: } }', 'owners: { directory: ‹{ a: }› }', 'warn', 'owners.directory no longer has the team "b".'],
  [
    'owners: { directory: { a: { dissolved: 2026-01-01 } } }',
    'owners: { directory: ‹{ a: }› }',
    'warn',
    'owners.directory no longer says that "a" is dissolved.',
  ],
  ["keys: { format: { event: '^a' } }", 'keys: { format: ‹dotted› }', 'warn', 'keys.format.event goes from ^a to dotted.'],
  ['keys: { also: [] }', 'keys: { also: ‹[init]› }', 'warn', 'keys.also now has "init".'],
  ['tags: { min: 2 }', 'tags: { min: ‹0› }', 'warn', 'tags.min goes from 2 to 0.'],
  ['tags: { format: kebab-case }', "tags: { format: ‹'^.*$'› }", 'warn', 'tags.format goes from kebab-case to ^.*$.'],
  ['tags: { vocabulary: [a] }', 'tags: { vocabulary: ‹[a, b]› }', 'warn', 'tags.vocabulary now has "b".'],
  [
    'stability: { stages: [draft, beta, live, deprecated] }',
    'stability: { stages: ‹[draft, live, beta, deprecated]› }',
    'error',
    'stability.stages puts "live" before "beta".',
  ],
  [
    'stability: { stages: [beta, stable, deprecated] }',
    'stability: { stages: ‹[stable, beta, deprecated]› }',
    'error',
    'stability.stages puts "stable" before "beta".',
  ],
  ['tags: { vocabulary: [a] }', 'tags: { vocabulary: ‹null› }', 'warn', 'tags.vocabulary is gone: any tag is accepted.'],
  [
    'tags: { vocabulary: [{ name: a, deprecated: true }] }',
    'tags: { vocabulary: ‹[a]› }',
    'warn',
    'tags.vocabulary no longer says that "a" is deprecated.',
  ],
  ["tags: { groups: [{ pattern: 'r/*', min: 1, max: 1 }] }", 'tags: { groups: ‹[]› }', 'warn', 'tags.groups no longer has "r/*".'],
  [
    "tags: { groups: [{ pattern: 'r/*', min: 1, max: 1 }] }",
    "tags: { groups: ‹[{ pattern: 'r/*', min: 1 }]› }",
    'warn',
    'tags.groups asks less of "r/*": 1 to any number of tags instead of 1 to 1.',
  ],
  [
    'tags: { implies: [{ tag: a, tags: [b] }] }',
    'tags: { implies: ‹[]› }',
    'warn',
    'tags.implies no longer has {"tag":"a","tags":["b"],"owner":null,"auth":[],"audit":false}.',
  ],
  ["audit: { labels: ['{event}'] }", "audit: { labels: ‹['{event}', 'x.{event}']› }", 'error', 'audit.labels now has "x.{event}".'],
  ['audit: { exempt: [] }', "audit: { exempt: ‹[{ keys: ['a.**'] }]› }", 'error', 'audit.exempt now has {"keys":["a.**"],"events":[]}.'],
  ['audit: { known: [] }', 'audit: { known: ‹[x]› }', 'warn', 'audit.known now has "x".'],
  [
    'audit: { required: { auth: [admin, user] } }',
    'audit: { required: { auth: ‹[admin]› } }',
    'warn',
    'audit.required.auth no longer has "user".',
  ],
  ['audit: { required: { pii: true } }', 'audit: { required: { pii: ‹false› } }', 'warn', 'audit.required.pii goes from true to false.'],
  [
    'events: { naming: { domain: true } }',
    'events: { naming: { domain: ‹false› } }',
    'warn',
    'events.naming.domain goes from true to false.',
  ],
  ['events: { naming: { also: [] } }', 'events: { naming: { also: ‹[a.ping]› } }', 'warn', 'events.naming.also now has "a.ping".'],
  [
    'stability: { requirements: { stable: { goal: 9 } } }',
    'stability: { requirements: ‹{ stable: { goal: 8 } }› }',
    'warn',
    'stability.requirements asks "stable" contracts for goal 8 instead of 9.',
  ],
  [
    'stability: { requirements: { stable: { audit: true } } }',
    'stability: ‹{ requirements: {} }›',
    'warn',
    'stability.requirements no longer asks "stable" contracts for audit.',
  ],
  [
    'stability: { transitions: { idea: [beta] } }',
    'stability: { transitions: ‹{ idea: [beta, stable] }› }',
    'warn',
    'stability.transitions now allows the move from "idea" to "stable".',
  ],
  [
    'stability: { transitions: { idea: [beta] } }',
    'stability: { transitions: ‹null› }',
    'warn',
    'stability.transitions is gone: the usual moves are allowed.',
  ],
  ['versioning: { base: merge-base }', 'versioning: { base: ‹target› }', 'error', 'versioning.base goes from merge-base to target.'],
  [
    "versioning: { released: 'v{version}' }",
    'versioning: { released: ‹null› }',
    'error',
    'versioning.released goes from v{version} to none.',
  ],
  [
    'versioning: { report: { dangerous: error } }',
    'versioning: { report: { dangerous: ‹off› } }',
    'error',
    'versioning.report.dangerous goes from error to off.',
  ],
  [
    'versioning: { removalFrom: beta }',
    'versioning: { removalFrom: ‹stable› }',
    'error',
    'versioning.removalFrom goes from beta to stable.',
  ],
  [
    'versioning: { betaBreaking: major }',
    'versioning: { betaBreaking: ‹minor› }',
    'error',
    'versioning.betaBreaking goes from major to minor.',
  ],
  [
    'versioning: { dangerousAsBreaking: true }',
    'versioning: { dangerousAsBreaking: ‹false› }',
    'error',
    'versioning.dangerousAsBreaking goes from true to false.',
  ],
  ['versioning: { patch: patch }', 'versioning: { patch: ‹none› }', 'error', 'versioning.patch goes from patch to none.'],
  [
    'versioning: { notice: { minDays: 30 } }',
    'versioning: { notice: { minDays: ‹7› } }',
    'warn',
    'versioning.notice.minDays goes from 30 to 7.',
  ],
  ['versioning: { prerelease: [] }', 'versioning: { prerelease: ‹[stable]› }', 'warn', 'versioning.prerelease now has "stable".'],
  ['schemas: { unknownFields: refuse }', 'schemas: { unknownFields: ‹drop› }', 'error', 'schemas.unknownFields goes from refuse to drop.'],
  ['schemas: { openEnums: [] }', 'schemas: { openEnums: ‹[Channel]› }', 'error', 'schemas.openEnums now has "Channel".'],
  ['schemas: { profile: source }', 'schemas: { profile: ‹wire› }', 'error', 'schemas.profile goes from source to wire.'],
  ['meta: { placeholders: [todo, tbd] }', 'meta: { placeholders: ‹[todo]› }', 'warn', 'meta.placeholders no longer has "tbd".'],
  ['contracts: { knownFields: closed }', 'contracts: { knownFields: ‹open› }', 'warn', 'contracts.knownFields goes from closed to open.'],
  ['review: { security: [a] }', 'review: { security: ‹[]› }', 'warn', 'review.security no longer has "a".'],
  ['transports: [mcp, rest]', 'transports: ‹[mcp]›', 'warn', 'transports no longer has "rest".'],
  ['transports: null', 'transports: ‹[mcp]›', 'warn', 'transports names mcp alone.'],
  ['waivers: { maxDays: 30 }', 'waivers: { maxDays: ‹60› }', 'warn', 'waivers.maxDays goes from 30 to 60.'],
  [
    'waivers: { never: [tag-format, version-bump] }',
    'waivers: { never: ‹[tag-format]› }',
    'error',
    'waivers.never no longer has "version-bump".',
  ],
  ['waivers: { allowGlobs: false }', 'waivers: { allowGlobs: ‹true› }', 'warn', 'waivers.allowGlobs is switched on.'],
  [
    'waivers: { reportEslintDisable: true }',
    'waivers: { reportEslintDisable: ‹false› }',
    'warn',
    'waivers.reportEslintDisable is switched off.',
  ],
  ['waivers: { allowInChange: false }', 'waivers: { allowInChange: ‹true› }', 'error', 'waivers.allowInChange is switched on.'],
  ['enforced: [audit-coverage]', 'enforced: ‹[]›', 'error', '"audit-coverage" is no longer enforced.'],
  ['assert: [{ id: t, value: meta.title, required: true }]', 'assert: ‹[]›', 'warn', 'The assertion "t" is gone.'],
  [
    'assert: [{ id: t, value: meta.title, required: true }]',
    'assert: ‹[{ id: t, value: meta.title, required: true, severity: warn }]›',
    'warn',
    'The assertion "t" is lowered from error to warn.',
  ],
  [
    'assert: [{ id: t, value: meta.title, minLength: 9 }]',
    'assert: ‹[{ id: t, value: meta.title, minLength: 1 }]›',
    'warn',
    'The assertion "t" asks for something else than before.',
  ],
];

describe('options', () => {
  test.each(options)('%s → %s', (base, marked, severity, message) => {
    const head = `${marked.replace(/[‹›]/g, '')}\n`;
    const found = policyLoosened(policyOf(`${base}\n`), policyOf(head), []);
    expect(found.map((one) => ({ severity: one.class, message: one.message, ...placeIn(head, one.location) }))).toEqual([
      { severity, message, ...markedPlace(marked) },
    ]);
  });

  test.each(options)('nothing is said where %s stays', (base) => {
    expect(loosened(`${base}\n`, `${base}\n`)).toEqual([]);
  });

  test.each([
    ['owners: { min: 1 }', 'owners: { min: 2 }'],
    ['owners: { directory: null }', 'owners: { directory: { a: } }'],
    ['tags: { vocabulary: null }', 'tags: { vocabulary: [a] }'],
    ['tags: { vocabulary: [a, b] }', 'tags: { vocabulary: [a] }'],
    ['versioning: { removalFrom: stable }', 'versioning: { removalFrom: beta }'],
    ['stability: { stages: [draft, live, beta] }', 'stability: { stages: [draft, live] }'],
    ['stability: { stages: [draft, beta, live] }', 'stability: { stages: [draft, beta, live] }'],
    ["audit: { exempt: [{ keys: ['a.**'] }] }", 'audit: { exempt: [] }'],
    ['schemas: { unknownFields: drop }', 'schemas: { unknownFields: refuse }'],
    ['transports: [mcp]', 'transports: [mcp, rest]'],
    ['owners: { pattern: null }', "owners: { pattern: '^a' }"],
  ])('nothing is said where %s becomes stricter: %s', (base, head) => {
    expect(loosened(`${base}\n`, `${head}\n`)).toEqual([]);
  });
});

test.each([
  ["keys: { also: ['billing.**'] }", "keys: { also: ['billing.init', 'billing.a.*'] }"],
  ["audit: { known: ['compliance.*'] }", 'audit: { known: [compliance.a] }'],
  ["events: { naming: { also: ['chat.**'] } }", 'events: { naming: { also: [chat.error] } }'],
  ["audit: { exempt: [{ keys: ['billing.**'] }] }", "audit: { exempt: [{ keys: ['billing.invoice.*'], events: ['**.viewed'] }] }"],
  ["audit: { exempt: [{ events: ['**'] }] }", 'audit: { exempt: [{ keys: [a.b], events: [c.d] }] }'],
])('what lets less through is no loosening, and the reverse is one: %s → %s', (base, head) => {
  expect(loosened(`${base}\n`, `${head}\n`)).toEqual([]);
  expect(loosened(`${head}\n`, `${base}\n`)).toHaveLength(1);
});

test('a stage is accepted, and puts others below the ones that a contract owes more from', () => {
  expect(
    loosened('stability: { stages: [draft, live, deprecated] }\n', 'stability: { stages: [draft, live, beta, deprecated] }\n').map((line) =>
      line.replace(/^(\w+) \S+/, '$1'),
    ),
  ).toEqual([
    'warn stability.stages now has "beta".',
    'error stability.stages puts "draft" before "beta".',
    'error stability.stages puts "live" before "beta".',
  ]);
});

test('groups of one pattern hold together', () => {
  const groups = (...all: readonly string[]): string =>
    `tags: { groups: [${all.map((one) => `{ pattern: 'r/*', ${one} }`).join(', ')}] }\n`;
  expect(loosened(groups('min: 1', 'max: 2'), groups('max: 2', 'min: 1'))).toEqual([]);
  expect(loosened(groups('min: 1', 'max: 2'), groups('min: 1, max: 2'))).toEqual([]);
  expect(loosened(groups('min: 1', 'max: 2'), groups('min: 1', 'max: 3'))).toEqual([
    'warn 1:17 tags.groups asks less of "r/*": 1 to 3 tags instead of 0 to 2.',
  ]);
});

test('one of thousands of entries is found without delay', () => {
  const keys = Array.from({ length: 5_000 }, (_, index) => `legacy.k${index}`);
  const also = (...all: readonly string[]): string => `keys: { also: [${all.join(', ')}] }\n`;
  expect(loosened(also(...keys), also(...keys, 'legacy.other'))).toEqual(['warn 1:15 keys.also now has "legacy.other".']);
});

test('a waiver that is added, at its place', () => {
  const head = 'waivers:\n  - { rule: tag-format, contract: a.b, reason: r, owner: o, expires: 2026-07-01 }\n';
  expect(loosened('', head)).toEqual(['warn 2:5 "tag-format" is waived for "a.b".']);
  expect(loosened(head, '')).toEqual([]);
  expect(loosened(head, `# moved\n\n${head}`)).toEqual([]);
});

describe('overrides', () => {
  const examples = (setting: string): string => `overrides:\n  - for: { files: ['examples/**'] }\n    ${setting}\n`;

  test('one that lowers is told with its place and its selector', () => {
    expect(loosened('', examples('rules: { audit-coverage: off }'))).toEqual([
      'error 3:30 rules.audit-coverage is lowered from error to off for files examples/**.',
    ]);
    expect(loosened('', examples('owners: { min: 0 }'))).toEqual(['warn 3:20 owners.min goes from 1 to 0 for files examples/**.']);
  });

  test('one that raises is not', () => {
    expect(loosened('', examples('rules: { tag-domain: error }'))).toEqual([]);
  });

  test('one that raised and is gone', () => {
    expect(loosened(examples('rules: { tag-domain: error }'), '')).toEqual([
      'warn 1:1 rules.tag-domain is lowered from error to off for files examples/**.',
    ]);
  });

  test('what is lowered for all is not told again for each', () => {
    expect(
      loosened(examples('rules: { tag-domain: error }'), `rules: { tag-format: off }\n${examples('rules: { tag-domain: error }')}`),
    ).toEqual(['warn 1:22 rules.tag-format is lowered from warn to off.']);
  });

  test('one is told once, and not again of the contracts that it is for', () => {
    const contracts = [contractWith({ file: 'examples/a.ts' }), contractWith({ file: 'examples/b.ts', key: 'billing.invoice.void' })];
    expect(loosened('', examples('rules: { audit-coverage: off }'), contracts)).toEqual([
      'error 3:30 rules.audit-coverage is lowered from error to off for files examples/**.',
    ]);
    const nested = policyOf('', { 'examples/contracts-governance.yaml': 'rules: { audit-coverage: off }\n' });
    expect(policyLoosened(policyOf(''), nested, contracts).map(({ message }) => message)).toEqual([
      'rules.audit-coverage is lowered from error to off for the folder examples.',
    ]);
  });

  test.each([
    ["files: ['examples/old/**']", "files: ['examples/**']"],
    ["keys: ['billing.invoice.*'], kinds: [event]", "keys: ['billing.**']"],
    ["owners: ['@acme/billing'], tags: [old], stability: [beta]", "owners: ['@acme/*'], stability: [beta, stable]"],
  ])('one for %s is within one for %s', (narrow, wide) => {
    const overrideFor = (selector: string, severity: string): string =>
      `overrides:\n  - for: { ${selector} }\n    rules: { audit-known: ${severity} }\n`;
    expect(loosened(overrideFor(wide, 'off'), overrideFor(narrow, 'off'))).toEqual([]);
    expect(loosened(overrideFor(narrow, 'off'), overrideFor(wide, 'off'))).toHaveLength(1);
    expect(loosened(overrideFor(narrow, 'error'), overrideFor(wide, 'error'))).toEqual([]);
    expect(loosened(overrideFor(wide, 'error'), overrideFor(narrow, 'error'))).toHaveLength(1);
  });

  test('one that undoes another is seen with contracts', () => {
    const raised = "overrides:\n  - for: { files: ['packages/**'] }\n    rules: { tag-domain: error }\n";
    const undone = `${raised}  - for: { keys: ['billing.**'] }\n    rules: { tag-domain: off }\n`;
    const contracts = [contractWith({ file: 'packages/a.ts' })];
    expect(loosened(raised, undone)).toEqual([]);
    expect(loosened(raised, undone, contracts)).toEqual([
      'warn 5:26 rules.tag-domain is lowered from error to off for contracts such as "billing.invoice.send".',
    ]);
  });

  test('an order that changed is seen with contracts', () => {
    const [a, b] = [
      '  - for: { kinds: [command] }\n    rules: { tag-domain: error }\n',
      "  - for: { files: ['src/**'] }\n    rules: { tag-domain: warn }\n",
    ];
    expect(loosened(`overrides:\n${b}${a}`, `overrides:\n${a}${b}`, [contractWith()])).toEqual([
      'warn 5:26 rules.tag-domain is lowered from error to warn for contracts such as "billing.invoice.send".',
    ]);
  });

  test('a policy in a folder that lowers', () => {
    const nested = policyOf('', { 'a/contracts-governance.yaml': 'rules: { tag-format: off }\n' });
    expect(policyLoosened(policyOf(''), nested)).toEqual([
      {
        path: 'rules.tag-format',
        class: 'warn',
        message: 'rules.tag-format is lowered from warn to off for the folder a.',
        location: { file: 'a/contracts-governance.yaml', line: 1, column: 22, endLine: 1, endColumn: 25 },
      },
    ]);
  });
});

test('a preset that is no longer extended', () => {
  const found = policyLoosened(policyOf('extends: strict\n'), policyOf('extends: recommended\n'));
  expect(found.map(({ path }) => path)).toContain('rules.tag-format');
  expect(found.every(({ location }) => location?.file === 'contracts-governance.yaml')).toBe(true);
});
