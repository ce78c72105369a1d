import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/contracts/contract.ts';
import type { Inventory } from '../../src/contracts/inventory.ts';
import { frameworkModules } from '../../src/policy/define-imports.ts';
import { type FindingsByRule, inferPolicy, type InferredPolicy } from '../../src/policy/init/init.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { type ContractPatch, contractWith } from './contracts.ts';
import { today } from './diagnostics.ts';

interface Repository {
  readonly contracts: readonly Contract[];
  readonly files?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  readonly findings?: FindingsByRule;
}

function infer({ contracts, files = {}, tags = [], findings = new Map() }: Repository): InferredPolicy {
  const tree = memoryTree(files);
  const inventory: Inventory = {
    tree,
    contracts,
    problems: [],
    unparsed: new Set(),
    counts: { files: 0, parsed: 0 },
    locate: () => ({ file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }),
    text: () => '',
  };
  return inferPolicy(inventory, tree, frameworkModules(), tags, () => findings);
}

/** The policy as it is read back, without any mistake. */
function loaded(repository: Repository): Policy {
  const { yaml } = infer(repository);
  const files = { ...repository.files, 'contracts-governance.yaml': yaml };
  const { policy, diagnostics } = loadPolicy(memoryTree(files), { today });
  expect(diagnostics).toEqual([]);
  return policy;
}

function many(count: number, patch: ContractPatch = {}): readonly Contract[] {
  return Array.from({ length: count }, (_, index) => contractWith({ key: `a.b${index}`, file: `src/${index}.ts`, ...patch }));
}

function comments(yaml: string): string {
  return yaml
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .map((line) => line.replace(/^#\s*/, ''))
    .join(' ');
}

test('the whole file, for a repository with everything', () => {
  const contracts = [
    ...many(6, {
      owners: ['@platform.finance'],
      tags: ['billing', 'invoice'],
      package: '@acme/billing',
      file: 'packages/libs/billing/src/a.ts',
    }),
    ...many(2, {
      owners: ['platform.finance', '@feature-flags'],
      tags: ['billing'],
      package: '@acme/billing',
      file: 'packages/libs/billing/src/b.ts',
    }),
    ...many(4, { owners: ['@featureflags'], tags: ['invoice', 'flags'], file: 'packages/examples/shop/src/c.ts', package: '@acme/shop' }),
  ];
  const yaml = infer({
    contracts,
    files: {
      'package.json': '{ "name": "acme", "workspaces": ["packages/libs/*", "packages/examples/*", "packages/apps/*"] }',
      'packages/libs/billing/src/a.ts': "import { defineCommand } from '@lssm-tech/lib.contracts-spec/operations';\n",
      'packages/libs/billing/src/cli.ts': "import { defineCommand } from 'citty';\n",
      '.github/CODEOWNERS': '/packages/libs/ @acme/platform-finance\n',
    },
    tags: ['@acme/billing@1.0.0', '@acme/billing@1.1.0', '@acme/shop@0.1.0', 'v0-canary'],
    findings: new Map([
      ['key-format', [{ contract: { kind: 'command', key: 'init' } }]],
      ['event-naming', Array.from({ length: 3 }, (_, index) => ({ contract: { kind: 'event', key: `a.${index}` } }))],
    ]),
  }).yaml;
  expect(yaml).toBe(`# yaml-language-server: $schema=./node_modules/contracts-governance/policies/policy.schema.json
# Written by "contracts-governance init" from 12 contracts. Change what does not fit; comments that begin with "?" are questions.
version: 1
extends: [recommended]

# ? Do the define functions of "citty" make contracts (1 file)? Then add it to contracts.modules.
# Keys are unique inside a catalogue; each package of examples is one of its own.
contracts:
  modules: ['@lssm-tech/lib.contracts-spec']
  catalogs:
    product: { files: ['packages/libs/*/**'] }
    example: { files: ['packages/examples/*/**'], each: package }

# ? Are "@feature-flags" and "@featureflags" one team? Then keep one name, and list the other as its alias.
owners:
  directory:
    '@feature-flags': # 2 contracts
    '@featureflags': # 4 contracts
    '@platform.finance': { aliases: [platform.finance], codeowners: ['@acme/platform-finance'] } # 8 contracts

# Older names; new contracts have dotted keys.
keys:
  also: [init]

tags:
  vocabulary:
    - billing
    - flags
    - invoice

# ? Which transports are in use? No contract pins one. Then write transports: [rest], or gql or mcp.

versioning:
  released: '{package}@{version}' # 3 tags

rules:
  event-naming: off # would report on 3 of 12 contracts (25 %)
  codeowners-agree: warn # .github/CODEOWNERS covers 2 of 3 files with contracts (67 %)
`);
});

describe('teams', () => {
  test('the more frequent spelling is the name', () => {
    const contracts = [
      ...many(3, { owners: ['Platform.Core'] }),
      ...many(5, { owners: ['@platform.core'] }),
      ...many(1, { owners: ['platform.core'] }),
    ];
    const directory = loaded({ contracts }).defaults.owners.directory;
    expect([...(directory?.teams.values() ?? [])].map(({ name, aliases }) => [name, aliases])).toEqual([
      ['@platform.core', ['Platform.Core', 'platform.core']],
    ]);
  });

  test.each([
    ['@acme.billling', true],
    ['@acme.bliling', true],
    ['@acme.bill-ing', true],
    ['@acme.bidding', false],
    ['@acme.billing2', false],
    ['@acme.shipping', false],
  ])('asks whether @acme.billing and %s are one: %s', (other, isAsked) => {
    const { yaml } = infer({ contracts: [...many(3, { owners: ['@acme.billing'] }), ...many(1, { owners: [other] })] });
    expect(comments(yaml).includes('one team?')).toBe(isAsked);
  });

  test('none, without owners', () => {
    expect(infer({ contracts: many(3) }).yaml).toContain('# No contract has an owner yet, so there is no directory of teams.\n');
  });
});

describe('tags', () => {
  test('no vocabulary while more than a fifth of the tags occur once', () => {
    const contracts = [...many(2, { tags: ['a', 'b', 'c'] }), ...many(1, { tags: ['d'] })];
    expect(loaded({ contracts }).defaults.tags.vocabulary).toBeNull();
    expect(comments(infer({ contracts }).yaml)).toContain('No tags.vocabulary yet: 1 of 4 tags (25 %) occurs once.');
  });

  test('a vocabulary at a fifth, with questions about what is alike', () => {
    const contracts = [...many(2, { tags: ['invoice', 'a', 'b', 'c'] }), ...many(1, { tags: ['Invoices'] })];
    expect([...(loaded({ contracts }).defaults.tags.vocabulary?.keys() ?? [])]).toEqual(['Invoices', 'a', 'b', 'c', 'invoice']);
    expect(comments(infer({ contracts }).yaml)).toContain(
      '? Are "Invoices" and "invoice" one tag? Then write { name: invoice, aliases: [Invoices] }.',
    );
  });
});

describe('release tags', () => {
  const released = (tags: readonly string[], files: Readonly<Record<string, string>> = {}): string | null =>
    loaded({ contracts: many(1, { package: '@acme/contracts' }), tags, files }).defaults.versioning.released;

  test.each<[string, readonly string[], string | null]>([
    ['versions alone', ['v1.0.0', 'v1.1.0', 'nightly'], 'v{version}'],
    ['without v', ['1.0.0', '1.1.0'], '{version}'],
    ['a prefix, when it is the only one', ['contracts-v1.0.0'], 'contracts-v{version}'],
    ['packages that hold contracts', ['@acme/contracts@1.0.0', 'vscode-v1.0.0'], '{package}@{version}'],
    ['the version of all, beside those of parts', ['v1.0.0', 'vscode-v1.0.0', 'vscode-v1.1.0'], 'v{version}'],
    ['prereleases alone', ['v1.0.0-canary.1'], null],
    ['several, of which none says whose it is', ['action-v1.0.0', 'vscode-v1.0.0'], null],
    ['none', ['latest', 'v1', 'release-2024'], null],
  ])('%s', (_name, tags, pattern) => {
    expect(released(tags)).toBe(pattern);
  });

  test('the name of the repository', () => {
    expect(released(['acme-v1.0.0', 'vscode-v1.0.0', 'vscode-v1.1.0'], { 'package.json': '{ "name": "acme" }' })).toBe('acme-v{version}');
  });

  test('several are asked about', () => {
    expect(comments(infer({ contracts: many(1), tags: ['a-v1.0.0', 'b-v1.0.0', 'b-v2.0.0'] }).yaml)).toContain(
      '? Which tags release contracts: "b-v{version}" (2), "a-v{version}" (1)? Then set versioning.released.',
    );
  });
});

describe('rules', () => {
  const findings = (rule: string, count: number): FindingsByRule =>
    new Map([[rule, Array.from({ length: count }, (_, index) => ({ contract: { kind: 'command', key: `k.${index}` } }))]]);

  test('one that reports on a tenth of the contracts stays on', () => {
    expect(loaded({ contracts: many(20), findings: findings('audit-coverage', 2) }).defaults.severity('audit-coverage')).toBe('error');
  });

  test('one that reports on more is left off, and told', () => {
    const repository = { contracts: many(20), findings: findings('audit-coverage', 3) };
    expect(loaded(repository).defaults.severity('audit-coverage')).toBe('off');
    expect(infer(repository).notes).toContain('"audit-coverage" is left off: it would report on 3 of 20 contracts (15 %).');
  });

  test('one that reports on two stays on, however few contracts there are', () => {
    expect(loaded({ contracts: many(3), findings: findings('audit-coverage', 2) }).defaults.severity('audit-coverage')).toBe('error');
    expect(loaded({ contracts: many(3), findings: findings('audit-coverage', 3) }).defaults.severity('audit-coverage')).toBe('off');
  });

  test('static-contract stays on, whatever it reports on', () => {
    const repository = { contracts: many(20), findings: findings('static-contract', 20) };
    expect(loaded(repository).defaults.severity('static-contract')).toBe('error');
    expect(infer(repository).notes).toEqual(infer({ contracts: many(20) }).notes);
  });

  test('several findings on one contract count once', () => {
    const same = Array.from({ length: 9 }, () => ({ contract: { kind: 'command', key: 'a.b' } }));
    expect(loaded({ contracts: many(20), findings: new Map([['tag-format', same]]) }).defaults.severity('tag-format')).toBe('warn');
  });

  test('one that is off anyway is not spoken of', () => {
    expect(infer({ contracts: many(2), findings: findings('tag-domain', 2) }).yaml).not.toContain('tag-domain');
  });

  test('codeowners-agree stays off where CODEOWNERS says little about contracts', () => {
    const repository = { contracts: many(3, { owners: ['@a'] }), files: { CODEOWNERS: '/docs/ @acme/a\n' } };
    expect(loaded(repository).defaults.severity('codeowners-agree')).toBe('off');
    expect(comments(infer(repository).yaml)).toContain('codeowners-agree stays off: CODEOWNERS covers 0 of 3 files with contracts (0 %).');
  });

  test('and is a question where no handle is a team', () => {
    const repository = { contracts: many(3, { owners: ['@a'] }), files: { CODEOWNERS: '* @acme/all\n' } };
    expect(loaded(repository).defaults.severity('codeowners-agree')).toBe('off');
    expect(comments(infer(repository).yaml)).toContain('? Which handles in CODEOWNERS belong to which team?');
  });
});

describe('catalogues', () => {
  const catalogs = (files: Readonly<Record<string, string>>): readonly string[] =>
    loaded({ contracts: [contractWith({ file: 'packages/a/x.ts' }), contractWith({ file: 'examples/b/x.ts' })], files }).catalogs.map(
      ({ name, files: globs, each }) => `${name} ${globs.join(' ')} ${each ?? ''}`,
    );

  test('from pnpm', () => {
    expect(catalogs({ 'pnpm-workspace.yaml': "packages:\n  - 'packages/*'\n  - './examples/*'\n  - '!**/old'\n" })).toEqual([
      'product packages/*/** ',
      'example examples/*/** package',
    ]);
  });

  test('examples first where the globs of the product have them too', () => {
    const files = { 'package.json': '{ "workspaces": ["packages/*", "packages/examples/*"] }' };
    const contracts = ['packages/a/x.ts', 'packages/examples/b/x.ts'].map((file) => contractWith({ file }));
    expect(loaded({ contracts, files }).catalogs.map(({ name }) => name)).toEqual(['example', 'product']);
  });

  test('none without examples, or with a manifest that cannot be read', () => {
    expect(catalogs({ 'package.json': '{ "workspaces": { "packages": ["packages/*"] } }' })).toEqual([]);
    expect(catalogs({ 'package.json': '{', 'pnpm-workspace.yaml': '[' })).toEqual([]);
  });
});

test('the lines for CODEOWNERS name who owns the root', () => {
  expect(infer({ contracts: many(1), files: { CODEOWNERS: '* @acme/platform\n' } }).codeownersLines).toEqual([
    '/contracts-governance.yaml @acme/platform',
    '/.contracts-governance/ @acme/platform',
  ]);
});

test('one question is counted as one', () => {
  const contracts = many(2, { owners: ['a'], tags: ['x'] });
  expect(infer({ contracts, tags: ['v1.0.0'] }).notes).toEqual(['One question is left in comments that begin with "# ?".']);
});

test('whatever owners and tags are called, the policy is read back as it was meant', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      'constructor',
      '__proto__',
      'null',
      'off',
      '1.10',
      '# x',
      "it's",
      'a: b',
      '- a',
      '*x',
      '&x',
      '@a',
      '\n',
      '\u202E',
      ' a ',
      '"',
    ),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
      fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
      (owners, tags) => {
        const filled = (names: readonly string[]): readonly string[] => names.filter((text) => text.trim() !== '');
        fc.pre(filled(owners).length > 0 && filled(tags).length > 0);
        const policy = loaded({ contracts: many(2, { owners, tags }) });
        const teams = [...(policy.defaults.owners.directory?.teams.values() ?? [])].flatMap(({ name: team, aliases }) => [
          team,
          ...aliases,
        ]);
        expect(new Set(teams)).toEqual(new Set(filled(owners)));
        expect(new Set(policy.defaults.tags.vocabulary?.keys())).toEqual(new Set(filled(tags)));
      },
    ),
    { numRuns: 300 },
  );
});
