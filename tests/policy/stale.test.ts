import { expect, test } from 'vitest';
import { readInventory } from '../../src/contracts/read.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { staleHints } from '../../src/policy/stale.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { policyWith } from '../support/policy.ts';
import { command, event } from '../support/sources.ts';
import { contractWith } from './contracts.ts';
import { seen, today } from './diagnostics.ts';

const contracts = [
  contractWith({ file: 'src/a.ts', key: 'billing.invoice.send', owners: ['@used'] }),
  contractWith({ file: 'lib/b.ts', key: 'init', owners: ['alias'] }),
];

function hintsOf(files: Readonly<Record<string, string>>): readonly (readonly [string | null, string, string])[] {
  const { policy, diagnostics } = loadPolicy(memoryTree(files), { today });
  expect(diagnostics).toEqual([]);
  return staleHints(policy, contracts).map((diagnostic) => {
    expect(diagnostic.severity).toBe('hint');
    const { at, text, message } = seen(diagnostic, files);
    return [at, text, message];
  });
}

test('what no contract needs is told, each at its place', () => {
  const text = `owners:
  directory: { '@used': , '@named': { aliases: [alias] }, '@idle': , '@gone': { dissolved: 2026-01-01 } }
keys: { also: [init, tset] }
audit: { exempt: [{ keys: ['billing.**', 'internal.**'] }] }
contracts: { catalogs: { product: { files: ['src/**'] }, example: { files: ['examples/**'] } } }
overrides:
  - for: { files: ['src/**'] }
    rules: { tag-domain: off }
  - for: { files: ['src/**'], kinds: [event] }
    rules: { tag-domain: off }
`;
  expect(hintsOf({ 'contracts-governance.yaml': text, 'apps/contracts-governance.yaml': 'rules: { tag-domain: warn }\n' })).toEqual([
    ['apps/contracts-governance.yaml:1:1', '', 'No contract is below this policy.'],
    [':2:59', "'@idle'", 'The team "@idle" owns no contract.'],
    [':3:22', 'tset', '"tset" of keys.also matches the key of no contract.'],
    [':4:42', "'internal.**'", '"internal.**" of audit.exempt matches the key of no contract.'],
    [':5:58', 'example', 'The catalogue "example" holds no contract.'],
    [':9:5', "for: { files: ['src/**'], kinds: [event] }\n    rules: { tag-domain: off }", 'This override matches no contract.'],
  ]);
});

test('assertions for no contract, and exceptions for no event', () => {
  const emitting = readInventory(
    memoryTree({
      'src/a.ts': `${command({ key: "'billing.invoice.send'" }, { rest: "  io: { input: null, output: null },\n  policy: { auth: 'user' },\n  sideEffects: { emits: [{ key: 'billing.invoice.sent', version: '1.0.0' }] },\n" })}${event({ key: "'ledger.booked'" })}`,
    }),
    policyWith().read,
  ).contracts;
  const text = `audit: { exempt: [{ events: ['billing.**', 'ledger.*', 'stock.*'] }] }
events: { naming: { also: [ledger.booked, ledger.book] } }
assert:
  - { id: titled, for: { keys: ['billing.**'] }, value: title, required: true }
  - { id: named, for: { keys: ['biling.**'] }, value: title, required: true }
  - { id: all, value: title, required: true }
`;
  const nested =
    "assert: [{ id: here, for: { files: ['a.ts'] }, value: title, required: true }, { id: not-here, for: { files: ['src/a.ts'] }, value: title, required: true }]\n";
  const files = { 'contracts-governance.yaml': text, 'src/contracts-governance.yaml': nested };
  const { policy } = loadPolicy(memoryTree(files), { today });
  expect(staleHints(policy, emitting).map(({ message }) => message)).toEqual([
    '"stock.*" of audit.exempt matches the key of no event.',
    '"ledger.book" of events.naming.also matches the key of no event.',
    'The assertion "named" is for no contract.',
    'The assertion "not-here" is for no contract.',
  ]);
});

test.each([
  ['2026-06-15', [[':1:59', '2026-06-15', '"event-payload" has been an error since 2026-06-15.']]],
  ['2026-06-16', []],
])('a day of error on %s', (day, expected) => {
  const text = `rules: { event-payload: { severity: warn, becomesErrorOn: ${day} } }\n`;
  expect(hintsOf({ 'contracts-governance.yaml': text })).toEqual(expected);
});

test('of CODEOWNERS as the directory nothing is stale', () => {
  expect(hintsOf({ 'contracts-governance.yaml': 'owners: { directory: CODEOWNERS }\n', CODEOWNERS: '* @nobody\n' })).toEqual([]);
});

test('the presets are never stale', () => {
  expect(hintsOf({})).toEqual([]);
});

test('a deprecation of what is not deprecated, and one of a misspelt key', () => {
  const files = {
    'contracts-governance.yaml':
      'deprecations:\n  - { contract: a.b, sunset: 2027-01-01 }\n  - { contract: billing.invoice.send }\n  - { contract: billing.invoice.snd }\n  - { contract: gone }\n',
  };
  const { policy } = loadPolicy(memoryTree(files), { today });
  const deprecated = contractWith({ key: 'a.b', stability: 'deprecated' });
  const stable = contractWith({ key: 'billing.invoice.send', stability: 'stable' });
  expect(staleHints(policy, [deprecated, stable]).map((diagnostic) => seen(diagnostic, files))).toEqual([
    {
      at: ':3:17',
      text: 'billing.invoice.send',
      message: '"billing.invoice.send" is not deprecated.',
      hint: 'Set its stability, or remove the entry.',
    },
    {
      at: ':4:17',
      text: 'billing.invoice.snd',
      message: 'No contract has the key "billing.invoice.snd".',
      hint: 'Did you mean "billing.invoice.send"?',
    },
  ]);
});

test('a folder where files are to be named, and a path from the root in a folder, are told, each at its place', () => {
  const files = {
    'contracts-governance.yaml': `contracts:
  include: [src, lib/b.ts, nowhere, '**']
  exclude: ['**/legacy']
  catalogs: { example: { files: ['apps/*'] } }
assert: [{ id: has-title, value: meta.title, for: { files: ['src/*'] } }]
`,
    'apps/hub/contracts-governance.yaml':
      "overrides: [{ for: { files: [sync, 'apps/hub/sync/**', 'other/**'] }, rules: { tag-domain: off } }]\n",
    'apps/hub/sync/a.ts': '',
    'src/legacy/a.ts': '',
    'lib/b.ts': '',
    'sync/a.ts': '',
  };
  const { diagnostics } = loadPolicy(memoryTree(files), { today });
  expect(diagnostics.map((diagnostic) => [diagnostic.severity, seen(diagnostic, files).text, diagnostic.hint])).toEqual([
    ['hint', 'sync', 'Write "sync/**".'],
    ['hint', "'apps/hub/sync/**'", 'Write "sync/**".'],
    ['hint', 'src', 'Write "src/**".'],
    ['hint', "'**/legacy'", 'Write "**/legacy/**".'],
    ['hint', "'apps/*'", 'Write "apps/*/**".'],
    ['hint', "'src/*'", 'Write "src/*/**".'],
  ]);
});
