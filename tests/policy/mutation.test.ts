import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadPolicy } from '../../src/policy/load.ts';
import { printConfig } from '../../src/policy/print-config.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { contractWith } from './contracts.ts';
import { today } from './diagnostics.ts';

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const samples = [
  file('policies/recommended.yaml'),
  file('policies/strict.yaml'),
  `version: 1
extends: [recommended, ./org.yaml]
contracts:
  catalogs: { product: { files: ['packages/{libs,apps}/**'] }, example: { files: ['examples/*/**'], each: package } }
owners:
  directory: { '@a.b': { aliases: [ab], codeowners: ['@acme/ab'] }, '@c': { dissolved: 2026-01-01, successor: '@a.b' } }
  pattern: '^@[a-z.]+$'
tags: { vocabulary: [x, { name: y, replacement: x, aliases: [why] }], groups: [{ pattern: 'risk/*', min: 1, max: 1 }], implies: [{ tag: x, owner: '@a.b' }] }
rules:
  event-payload: { severity: warn, becomesErrorOn: 2027-03-01 }
overrides:
  - for: { files: ['examples/**'], kinds: [event], stability: [beta], owners: ['@a.*'], tags: [x], keys: ['a.**'] }
    rules: { event-payload: off }
    audit: { exempt: [{ keys: ['internal.**'] }] }
enforced: [audit-coverage]
assert: [{ id: has-title, value: meta.title, required: true, pattern: '^[A-Z]' }]
waivers:
  - { rule: tag-domain, contract: 'a.b@^1', reason: r, owner: '@a.b', expires: 2026-07-01 }
`,
];

const pieces = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ': ',
    ',',
    '- ',
    '\n',
    '\n  ',
    ' ',
    '#',
    '&a ',
    '*a',
    '!x ',
    '|',
    '>',
    '%',
    '?',
    '@',
    '"',
    "'",
    '<<: ',
    '---\n',
    '\t',
    '\r',
    '\uFEFF',
    '\u0000',
  ],
  ...[
    'null',
    'true',
    '1.10',
    '-1',
    '1e999',
    '.inf',
    'constructor',
    '__proto__',
    'error',
    '^(a+)+$',
    '^(?=a)',
    '**',
    '../',
    'https://x',
    '{a,b}',
    '\u202E',
    '\u{1F600}',
    '2027-02-30',
  ],
];
const mutation = fc.tuple(fc.nat(10_000), fc.nat(40), fc.constantFrom(...pieces));

test('a mutated policy ends in a diagnostic or in a whole policy, and never throws', () => {
  let broken = 0;
  let whole = 0;
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.array(mutation, { minLength: 1, maxLength: 4 }), (sample, mutations) => {
      let text = sample;
      for (const [position, removed, piece] of mutations) {
        const at = position % (text.length + 1);
        text = text.slice(0, at) + piece + text.slice(at + removed);
      }
      const { policy, diagnostics } = loadPolicy(
        memoryTree({ 'contracts-governance.yaml': text, 'org.yaml': 'rules: { tag-format: off }\n' }),
        { today },
      );
      const lines = text.split('\n').length;
      for (const { location, message } of diagnostics) {
        expect(message).not.toBe('');
        expect(location).not.toBeNull();
        expect(location!.line).toBeLessThanOrEqual(lines);
        expect(
          location!.line < location!.endLine || (location!.line === location!.endLine && location!.column <= location!.endColumn),
        ).toBe(true);
      }
      if (diagnostics.some(({ severity }) => severity === 'error')) broken += 1;
      else whole += 1;
      // Even a broken policy is one that can be asked, so that all that is wrong can be told at once.
      const effective = policy.for(contractWith({ kind: 'event', owners: ['@a.b'], tags: ['x'], stability: 'beta' }));
      expect(['error', 'warn', 'off']).toContain(effective.severity('audit-coverage'));
      expect(effective.owners.min).toBeGreaterThanOrEqual(0);
      expect(effective.keys.format.size).toBeGreaterThan(0);
      expect(printConfig(policy, 'a.ts').length).toBeGreaterThan(50);
    }),
    { numRuns: 600 },
  );
  expect(broken).toBeGreaterThan(100);
  expect(whole).toBeGreaterThan(5);
}, 60_000);

test('a pattern that is slow elsewhere is fast here', () => {
  const { policy, diagnostics } = loadPolicy(
    memoryTree({
      'contracts-governance.yaml':
        "overrides: [{ for: { keys: ['*a*a*a*a*a*a*a*a*a*b'] }, rules: { tag-domain: error } }]\nkeys: { format: '^(a+)+$' }\n",
    }),
    { today },
  );
  expect(diagnostics).toEqual([]);
  const started = performance.now();
  expect(policy.for(contractWith({ key: 'a'.repeat(5000) })).severity('tag-domain')).toBe('off');
  expect(performance.now() - started).toBeLessThan(1000);
});
