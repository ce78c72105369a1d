import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runRules } from '../../src/check/run-rules.ts';
import { readInventory } from '../../src/contracts/read.ts';
import type { Assertion } from '../../src/policy/assertions.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { assertionRules } from '../../src/rules/assertions.ts';
import type { FileRule } from '../../src/rules/rule.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { command, event, query } from '../support/sources.ts';
import { runRule, type SeenFinding } from './harness.ts';

const everything = { files: null, keys: null, kinds: null, stability: null, owners: null, tags: null };

function assertion(value: string, demand: Partial<Assertion>): Assertion {
  return {
    id: 'house-rule',
    message: null,
    severity: 'error',
    select: everything,
    value,
    required: false,
    pattern: null,
    enum: null,
    minLength: null,
    minItems: null,
    contains: null,
    notContains: null,
    equals: undefined,
    ...demand,
  };
}

function ruleOf(value: string, demand: Partial<Assertion>): FileRule {
  const [rule] = assertionRules([assertion(value, demand)]);
  if (!rule) throw new Error('An assertion makes a rule.');
  return rule;
}

const run = (value: string, demand: Partial<Assertion>, source: string): SeenFinding[] => runRule(ruleOf(value, demand), source);
const says = (text: string): string => `${text} (demanded by the assertion "house-rule" of the policy).`;

/** A command with a title and a rate limit. */
const limited = (policy = "{ auth: 'user', rateLimit: { rpm: 60, key: 'user' } }", meta = {}): string =>
  command({ title: "'Send'", ...meta }, { rest: `  io: { input: null, output: null },\n  policy: ${policy},\n` });

describe('a value that is required', () => {
  it('is present', () => {
    expect(run('meta.title', { required: true }, command())).toEqual([
      {
        message: says('meta.title of "billing.invoice.send" is missing'),
        place: 'src/contract.ts:3:9',
        text: command().slice(command().indexOf('{\n    key'), command().indexOf('},\n  io') + 1),
        contract: 'command billing.invoice.send',
        subject: 'meta.title',
      },
    ]);
    expect(run('meta.title', { required: true }, limited())).toEqual([]);
  });

  it('is not null', () => {
    expect(run('meta.title', { required: true }, command({ title: 'null' })).map((finding) => [finding.message, finding.text])).toEqual([
      [says('meta.title of "billing.invoice.send" is null'), 'null'],
    ]);
  });

  it('is not undefined', () => {
    expect(run('meta.title', { required: true }, command({ title: 'undefined' })).map((finding) => finding.message)).toEqual([
      says('meta.title of "billing.invoice.send" is missing'),
    ]);
  });

  it('is what an assertion without demands asks for', () => {
    expect(run('meta.title', {}, command())).toHaveLength(1);
    expect(run('meta.title', {}, limited())).toEqual([]);
  });

  it('may lie deep', () => {
    expect(run('policy.rateLimit.rpm', { required: true }, command()).map((finding) => finding.text)).toEqual(["{ auth: 'user' }"]);
    expect(run('policy.rateLimit.rpm', { required: true }, limited())).toEqual([]);
  });
});

describe('a demand', () => {
  it.each<[string, string, Partial<Assertion>, string, string, string]>([
    [
      'pattern',
      'title',
      { pattern: '^[A-Z]' },
      limited(undefined, { title: "'send'" }),
      "'send'",
      'title of "billing.invoice.send" is "send", it must match ^[A-Z]',
    ],
    [
      'pattern, of each item',
      'owners',
      { pattern: '^@' },
      command({ owners: "['@a', 'b']" }),
      "'b'",
      'owners of "billing.invoice.send" has the item "b", it must match ^@',
    ],
    [
      'pattern, of a number',
      'policy.rateLimit.rpm',
      { pattern: '6' },
      limited(),
      '60',
      'policy.rateLimit.rpm of "billing.invoice.send" is 60, it must be a text',
    ],
    [
      'enum',
      'policy.auth',
      { enum: ['admin', 'internal'] },
      command(),
      "'user'",
      'policy.auth of "billing.invoice.send" is "user", it must be one of "admin" and "internal"',
    ],
    [
      'enum, of each item',
      'tags',
      { enum: ['billing'] },
      command({ tags: "['billing', 'x']" }),
      "'x'",
      'tags of "billing.invoice.send" has the item "x", it must be "billing"',
    ],
    [
      'minLength',
      'meta.goal',
      { minLength: 10 },
      command({ goal: "'Short.'" }),
      "'Short.'",
      'meta.goal of "billing.invoice.send" has 6 characters, the policy asks for at least 10',
    ],
    [
      'minLength, of a list',
      'tags',
      { minLength: 1 },
      command(),
      "['billing']",
      'tags of "billing.invoice.send" is a list, it must be a text',
    ],
    [
      'minItems',
      'tags',
      { minItems: 2 },
      command(),
      "['billing']",
      'tags of "billing.invoice.send" has 1 item, the policy asks for at least 2',
    ],
    ['minItems, of a text', 'title', { minItems: 1 }, limited(), "'Send'", 'title of "billing.invoice.send" is "Send", it must be a list'],
    ['contains', 'tags', { contains: 'finance' }, command(), "['billing']", 'tags of "billing.invoice.send" does not contain "finance"'],
    [
      'contains, of an object',
      'policy',
      { contains: 'x' },
      command(),
      "{ auth: 'user' }",
      'policy of "billing.invoice.send" is an object, it must be a list',
    ],
    [
      'notContains',
      'tags',
      { notContains: 'billing' },
      command(),
      "'billing'",
      'tags of "billing.invoice.send" contains "billing", which the policy refuses',
    ],
    [
      'equals',
      'policy.rateLimit.rpm',
      { equals: 30 },
      limited(),
      '60',
      'policy.rateLimit.rpm of "billing.invoice.send" is 60, it must be 30',
    ],
    [
      'equals, of the text of a number',
      'policy.rateLimit.rpm',
      { equals: '60' },
      limited(),
      '60',
      'policy.rateLimit.rpm of "billing.invoice.send" is 60, it must be "60"',
    ],
    ['equals null', 'title', { equals: null }, limited(), "'Send'", 'title of "billing.invoice.send" is "Send", it must be null'],
  ])('%s', (_, value, demand, source, text, message) => {
    expect(run(value, demand, source).map((finding) => [finding.text, finding.message])).toEqual([[text, says(message)]]);
  });

  it.each<[string, string, Partial<Assertion>, string]>([
    ['pattern', 'title', { pattern: '^[A-Z]' }, limited()],
    ['pattern, of each item', 'owners', { pattern: '^@' }, command({ owners: "['@a', '@b']" })],
    ['enum', 'policy.auth', { enum: ['user', 'admin'] }, command()],
    ['enum, with a number', 'policy.rateLimit.rpm', { enum: [30, 60] }, limited()],
    ['minLength', 'meta.goal', { minLength: 6 }, command({ goal: "'Short.'" })],
    ['minItems', 'tags', { minItems: 1 }, command()],
    ['contains', 'tags', { contains: 'billing' }, command()],
    ['notContains', 'tags', { notContains: 'finance' }, command()],
    ['equals', 'policy.rateLimit.rpm', { equals: 60 }, limited()],
    ['equals null', 'title', { equals: null }, command({ title: 'null' })],
    ['a place in a list', 'owners.0', { equals: '@acme/billing' }, command()],
  ])('%s is met', (_, value, demand, source) => {
    expect(run(value, demand, source)).toEqual([]);
  });

  it.each<[string, Partial<Assertion>]>([
    ['equals', { equals: 'Send' }],
    ['contains', { contains: 'x' }],
    ['minItems', { minItems: 1 }],
  ])('%s is not met by what is absent', (_, demand) => {
    expect(run('meta.title', demand, command()).map((finding) => finding.message)).toEqual([
      says('meta.title of "billing.invoice.send" is missing'),
    ]);
  });

  it.each<[string, Partial<Assertion>]>([
    ['pattern', { pattern: '^[A-Z]' }],
    ['enum', { enum: ['Send'] }],
    ['minLength', { minLength: 3 }],
    ['notContains', { notContains: 'x' }],
  ])('%s asks nothing of what is absent', (_, demand) => {
    expect(run('meta.title', demand, command())).toEqual([]);
  });

  it('is the first that is not met', () => {
    expect(run('title', { minLength: 10, pattern: '^x' }, limited())).toHaveLength(1);
  });
});

describe('a value that cannot be read', () => {
  it.each<[string, string, Partial<Assertion>, string]>([
    ['itself', 'title', { required: true }, limited(undefined, { title: 'process.env.TITLE' })],
    ['what may hold it', 'policy.rateLimit.rpm', { required: true }, limited('{ ...limits() }')],
    ['an item', 'tags', { pattern: '^[a-z]+$' }, command({ tags: "['billing', process.env.TAG]" })],
    ['a spread of items', 'tags', { notContains: 'finance' }, command({ tags: "['billing', ...tagsOf()]" })],
    ['a spread that may hold what is asked for', 'tags', { contains: 'finance' }, command({ tags: "['billing', ...tagsOf()]" })],
  ])('%s is no way round', (_, value, demand, source) => {
    const [finding, ...others] = run(value, demand, source);
    expect(others).toEqual([]);
    expect(finding?.message).toMatch(/^\S+ of "billing\.invoice\.send" cannot be read without running code \(.+\) \(demanded by/);
  });

  it('is no matter where the known part suffices', () => {
    const tags = command({ tags: "['billing', ...tagsOf()]" });
    expect(run('tags', { contains: 'billing' }, tags)).toEqual([]);
    expect(run('tags', { minItems: 1 }, tags)).toEqual([]);
  });
});

describe('the place', () => {
  const elsewhere = "export const TITLE = 'Send';\nexport const TAGS = ['legacy'];\nexport const shared = { rateLimit: { rpm: 60 } };\n";
  const place = (value: string, demand: Partial<Assertion>, source: string): unknown[] =>
    runRule(ruleOf(value, demand), {
      'src/send.ts': source.replace(
        'import { defineCommand }',
        "import { TITLE, TAGS, shared } from './elsewhere.ts';\nimport { defineCommand }",
      ),
      'src/elsewhere.ts': elsewhere,
    }).map(({ place: at, text, related }) => [at, text, related?.map((one) => `${one.place} ${one.text}`)]);

  it('is the value where it is written in the file of the contract', () => {
    const found = run('title', { pattern: '^x' }, command({ title: 'TITLE' }, { before: "const TITLE = 'Send';\n" }));
    expect(found.map(({ place: at, text, related }) => [at, text, related])).toEqual([['src/contract.ts:2:15', "'Send'", undefined]]);
  });

  it('is the expression that takes it from another file', () => {
    expect(place('title', { pattern: '^x' }, command({ title: 'TITLE' }))).toEqual([
      ['src/send.ts:13:12', 'TITLE', ["src/elsewhere.ts:1:22 'Send'"]],
    ]);
  });

  it('is the spread that an item came by', () => {
    expect(place('tags', { notContains: 'legacy' }, command({ tags: "['billing', ...TAGS]" }))).toEqual([
      ['src/send.ts:9:23', '...TAGS', ["src/elsewhere.ts:2:22 'legacy'"]],
    ]);
  });

  it('is the spread that a value came by', () => {
    const source = command({}, { rest: '  io: { input: null, output: null },\n  policy: { ...shared },\n' });
    expect(place('policy.rateLimit.rpm', { equals: 30 }, source)).toEqual([
      ['src/send.ts:15:13', '...shared', ['src/elsewhere.ts:3:43 60']],
    ]);
  });
});

describe('an assertion', () => {
  it('has its own message', () => {
    expect(run('title', { required: true, message: 'Every command has a title.' }, command()).map((finding) => finding.message)).toEqual([
      'Every command has a title. (title of "billing.invoice.send" is missing.)',
    ]);
  });

  it('leaves placeholders in its message alone', () => {
    expect(
      run('title', { required: true, message: 'Use {{value}} and {{constructor}}.' }, command()).map((finding) => finding.message),
    ).toEqual(['Use {{value}} and {{constructor}}. (title of "billing.invoice.send" is missing.)']);
  });

  it('selects contracts', () => {
    const select = { ...everything, kinds: ['query' as const] };
    expect(run('title', { required: true, select }, command())).toEqual([]);
    expect(run('title', { required: true, select }, query())).toHaveLength(1);
    const billing = { ...everything, keys: ['billing.**'], tags: ['billing'], owners: ['@acme/*'], stability: ['stable'] };
    expect(run('title', { required: true, select: billing }, command())).toHaveLength(1);
    expect(run('title', { required: true, select: { ...billing, stability: ['beta'] } }, command())).toEqual([]);
  });

  it('finds the fields of metadata with and without meta', () => {
    expect(run('key', { equals: 'billing.invoice.sent' }, event())).toEqual([]);
    expect(run('meta.key', { equals: 'billing.invoice.sent' }, event())).toEqual([]);
  });

  it('finds the fields of older events, which have no meta', () => {
    const older =
      "import { defineEvent } from '@lssm-tech/lib.contracts-spec/events';\nexport const Sent = defineEvent({ name: 'billing.invoice.sent', version: 1, payload: null });\n";
    expect(run('meta.version', { equals: 1 }, older)).toEqual([]);
    expect(run('meta.key', { equals: 'billing.invoice.sent' }, older)).toEqual([]);
  });

  it('treats names of any kind as names', () => {
    expect(run('constructor', { required: true }, command()).map((finding) => finding.subject)).toEqual(['constructor']);
    expect(run('policy.__proto__', { required: true }, command()).map((finding) => finding.subject)).toEqual(['policy.__proto__']);
  });

  it('with a pattern that backtracks ends', () => {
    const title = `${'a'.repeat(20_000)}!`;
    expect(run('title', { pattern: '^(a+)+$' }, command({ title: `'${title}'` }))).toHaveLength(1);
  });
});

describe('assertions of a policy file', () => {
  const today = '2026-06-15';
  const page = readFileSync(new URL('../../docs/assertions.md', import.meta.url), 'utf8');
  const shown = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

  /** What the assertions of a policy find, with the severities that the policy gives them. */
  function findings(policyText: string, source: string): unknown[] {
    const tree = memoryTree({ 'contracts-governance.yaml': policyText, 'src/send.ts': source });
    const { policy, diagnostics } = loadPolicy(tree, { today });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { findings: found, problems } = runRules({
      inventory: readInventory(tree, policy.read),
      policy,
      rules: assertionRules(policy.assertions),
      today,
    });
    expect(problems).toEqual([]);
    return found.map(({ rule, severity, message }) => [rule, severity, message]);
  }

  it('are those that the page shows', () => {
    expect(findings(shown, command({ title: "'send'", tags: "['billing', 'legacy']" }))).toEqual([
      [
        'no-legacy-tag',
        'error',
        'tags of "billing.invoice.send" contains "legacy", which the policy refuses (demanded by the assertion "no-legacy-tag" of the policy).',
      ],
      [
        'titles-begin-with-a-capital',
        'warn',
        'meta.title of "billing.invoice.send" is "send", it must match ^[A-Z] (demanded by the assertion "titles-begin-with-a-capital" of the policy).',
      ],
      [
        'billing-commands-are-limited',
        'error',
        'Commands of billing have a rate limit. (policy.rateLimit.rpm of "billing.invoice.send" is missing.)',
      ],
    ]);
  });

  it('obey overrides as all rules do', () => {
    const off = `${shown}overrides:\n  - for: { keys: ['billing.**'] }\n    rules: { billing-commands-are-limited: off, no-legacy-tag: warn }\n`;
    expect(findings(off, command({ tags: "['billing', 'legacy']" }))).toEqual([['no-legacy-tag', 'warn', expect.any(String)]]);
  });
});
