import { describe, expect, test } from 'vitest';
import type { Waiver } from '../../src/policy/policy.ts';
import { parseWaiverComments } from '../../src/policy/waivers/comments.ts';
import { applyWaivers, type WaivableFinding, waiversInForce, type WaiverTerms } from '../../src/policy/waivers/waivers.ts';

const location = { file: 'contracts-governance.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };

function waiver(patch: Partial<Waiver> = {}): Waiver {
  return {
    rule: 'audit-coverage',
    contract: 'billing.invoice.void',
    subject: null,
    reason: 'the pipeline lands in Q1',
    owner: '@acme/billing',
    issue: null,
    expires: '2026-07-31',
    from: null,
    to: null,
    changes: [],
    location,
    ...patch,
  };
}

function finding(patch: Partial<WaivableFinding> = {}): WaivableFinding {
  return {
    rule: 'audit-coverage',
    contract: { key: 'billing.invoice.void', version: '2.1.0' },
    subject: 'invoice.voided',
    file: 'a.ts',
    line: 5,
    column: 3,
    ...patch,
  };
}

const terms: Omit<WaiverTerms, 'inForce' | 'pending'> = {
  rules: { maxDays: 90, warnDays: 14, never: ['unique-contract'], allowGlobs: false, allowInChange: false, reportEslintDisable: false },
  knownRules: ['audit-coverage', 'unique-contract', 'version-bump', 'no-removed-contract', 'policy-loosened', 'waivers'],
  baseRules: ['version-bump', 'no-removed-contract', 'policy-loosened'],
  knownChanges: ['auth-tightened', 'contract-removed', 'input-required-field-added', 'key-renamed'],
  contracts: [],
  directory: null,
  today: '2026-06-15',
};

type Patch = Partial<WaiverTerms> & { readonly head?: readonly Waiver[] };

function apply(findings: readonly WaivableFinding[], waivers: readonly Waiver[], patch: Patch = {}) {
  const { head, ...rest } = patch;
  const outcome = applyWaivers(
    findings,
    { ...terms, inForce: waivers, pending: [], ...rest },
    head ?? [...waivers, ...(rest.pending ?? [])],
  );
  return {
    statuses: outcome.findings.map(({ status }) => status),
    waivers: outcome.findings.map((waived) => waived.waiver),
    problems: outcome.problems.map(({ kind, message }) => `${kind}: ${message}`),
    expiring: outcome.expiring.map(({ daysLeft }) => daysLeft),
  };
}

describe('a waiver covers', () => {
  test.each<[string, Partial<Waiver>]>([
    ['a key', {}],
    ['a glob of keys', { contract: 'billing.**' }],
    ['every contract', { contract: '**' }],
    ['a range of versions', { contract: 'billing.invoice.void@^2' }],
    ['a version', { contract: 'billing.*.void@2.1.0' }],
    ['one subject', { subject: 'invoice.voided' }],
  ])('%s', (_name, patch) => {
    expect(apply([finding()], [waiver(patch)])).toMatchObject({ statuses: ['waived'], problems: [] });
  });

  test.each<[string, Partial<Waiver>, Partial<WaivableFinding>]>([
    ['another rule', { rule: 'no-removed-contract', from: '1.0.0' }, {}],
    ['another key', { contract: 'billing.invoice' }, {}],
    ['another version', { contract: 'billing.invoice.void@^1' }, {}],
    ['another subject', { subject: 'invoice.paid' }, {}],
    ['a contract whose key cannot be read', { contract: '**' }, { contract: { key: null, version: '1.0.0' } }],
    ['a contract whose version cannot be read', { contract: '**@*' }, { contract: { key: 'a', version: null } }],
    ['a finding about the repository', {}, { contract: null }],
  ])('not %s', (_name, patch, found) => {
    expect(apply([finding(found)], [waiver(patch)]).statuses).toEqual(['new']);
  });

  test('a numeric version of older contracts by its range', () => {
    expect(apply([finding({ contract: { key: 'a', version: '1' } })], [waiver({ contract: 'a@^1' })]).statuses).toEqual(['waived']);
  });

  test('a finding about the repository by **', () => {
    expect(
      apply([finding({ rule: 'policy-loosened', contract: null })], [waiver({ rule: 'policy-loosened', contract: '**' })]).statuses,
    ).toEqual(['waived']);
  });
});

describe('the last day', () => {
  test.each([
    ['2026-07-30', 'waived', []],
    ['2026-07-31', 'waived', []],
    ['2026-08-01', 'expired-waiver', []],
  ] as const)('on %s the finding is %s', (today, status, problems) => {
    const result = apply([finding()], [waiver()], { today });
    expect(result.statuses).toEqual([status]);
    expect(result.problems).toEqual(problems);
    expect(result.waivers).toEqual([waiver()]);
  });

  test.each([
    ['2026-07-16', []],
    ['2026-07-17', [14]],
    ['2026-07-31', [0]],
    ['2026-08-01', []],
  ] as const)('on %s the days left that are told are %j', (today, days) => {
    expect(apply([finding()], [waiver()], { today }).expiring).toEqual(days);
  });

  test('one that holds wins over one that has expired', () => {
    const result = apply([finding()], [waiver({ expires: '2026-06-01' }), waiver()]);
    expect(result.statuses).toEqual(['waived']);
    expect(result.problems).toEqual([]);
  });
});

describe('unused', () => {
  test('is a problem', () => {
    expect(apply([], [waiver()]).problems).toEqual([
      'unused: The waiver of "audit-coverage" for "billing.invoice.void" hides nothing. Remove it.',
    ]);
  });

  test('and expired is one as well', () => {
    expect(apply([], [waiver({ expires: '2026-06-14' })]).problems).toEqual([
      'expired-unused: The waiver of "audit-coverage" for "billing.invoice.void" expired on 2026-06-14 and hides nothing. Remove it.',
    ]);
  });

  test('is none when the change removed it together with its finding', () => {
    expect(apply([], [waiver()], { head: [] }).problems).toEqual([]);
  });
});

describe('void', () => {
  const isVoid = (patch: Partial<Waiver>, rest: Patch = {}): readonly string[] => {
    const result = apply([finding({ rule: patch.rule ?? 'audit-coverage' })], [waiver(patch)], rest);
    expect(result.statuses).toEqual(['new']);
    return result.problems;
  };

  test.each<[string, Partial<Waiver>, string]>([
    ['an unknown rule', { rule: 'audit-covrage' }, 'there is no rule "audit-covrage". Did you mean "audit-coverage"?'],
    ['a rule that is never waived', { rule: 'unique-contract' }, '"unique-contract" cannot be waived.'],
    ['the rule about waivers', { rule: 'waivers' }, '"waivers" cannot be waived.'],
    ['no owner', { owner: ' ' }, 'it has no owner.'],
    ['no reason', { reason: '' }, 'it gives no reason.'],
    ['no date', { expires: 'soon' }, '"soon" is no date.'],
    ['too long', { expires: '2026-09-14' }, 'it ends in 91 days, and the policy allows 90.'],
    ['no version before', { rule: 'version-bump' }, 'of "version-bump", it must say "from", the version before.'],
    ['no version after', { rule: 'version-bump', from: '1.0.0' }, 'of "version-bump", it must say "to", the version after.'],
    ['no changes', { rule: 'version-bump', from: '1.0.0', to: '1.0.0' }, 'of "version-bump", it must list the ids of the "changes".'],
    [
      'an unknown change',
      { rule: 'version-bump', from: '1.0.0', to: '1.0.0', changes: ['auth-tightened', 'auth-tightend'] },
      'there is no change "auth-tightend". Did you mean "auth-tightened"?',
    ],
    [
      'a glob for a rule that compares',
      { rule: 'no-removed-contract', contract: 'billing.**', from: '1.0.0' },
      '"no-removed-contract" is waived for one contract, not for "billing.**".',
    ],
  ])('%s', (_name, patch, reason) => {
    expect(isVoid(patch)).toEqual([`void: This waiver is void: ${reason}`]);
  });

  test('an owner that is not in the directory', () => {
    const team = {
      name: '@acme/billing-core',
      aliases: ['@acme/old'],
      codeowners: [],
      contact: null,
      dissolved: null,
      successor: null,
      location: null,
    };
    const directory = { teams: new Map([['@acme/billing-core', team]]), source: 'teams.yaml' };
    expect(isVoid({ owner: '@acme/billing-cor' }, { directory })).toEqual([
      'void: This waiver is void: its owner "@acme/billing-cor" is not in teams.yaml. Did you mean "@acme/billing-core"?',
    ]);
    expect(apply([finding()], [waiver({ owner: '@acme/old' })], { directory }).statuses).toEqual(['waived']);
  });

  test('exactly the most days is allowed', () => {
    expect(apply([finding()], [waiver({ expires: '2026-09-13' })]).statuses).toEqual(['waived']);
  });

  test('a comment for a rule that compares', () => {
    const { waivers } = parseWaiverComments('// contracts-governance-waive version-bump owner=a expires=2026-07-01 -- r\nx();\n', 'a.ts');
    expect(apply([finding({ rule: 'version-bump', line: 2, column: 1 })], waivers).problems).toEqual([
      'void: This waiver is void: "version-bump" is waived in the policy, not in a comment: it names the versions.',
    ]);
  });
});

describe('a waiver of a change', () => {
  const bump = waiver({ rule: 'version-bump', from: '1.0.0', to: '1.1.0', changes: ['input-required-field-added', 'auth-tightened'] });
  const found = (ids: readonly string[], from = '1.0.0', to: string | null = '1.1.0'): WaivableFinding =>
    finding({ rule: 'version-bump', change: { from, to, ids } });

  test.each([
    ['the changes that it names', found(['input-required-field-added']), 'waived'],
    ['all of them', found(['input-required-field-added', 'auth-tightened']), 'waived'],
    ['not one that came since', found(['input-required-field-added', 'key-renamed']), 'new'],
    ['not another version before', found(['auth-tightened'], '0.9.0'), 'new'],
    ['not another version after', found(['auth-tightened'], '1.0.0', '1.2.0'), 'new'],
  ] as const)('covers %s', (_name, one, status) => {
    expect(apply([one], [bump]).statuses).toEqual([status]);
  });

  test('is not unused as long as the change may come, and is once it has come, or after its last day', () => {
    const at = (version: string, key = 'billing.invoice.void') => ({ contracts: [{ key, version }] });
    expect(apply([], [bump], at('1.0.0')).problems).toEqual([]);
    const unused = 'unused: The waiver of "version-bump" for "billing.invoice.void" hides nothing. Remove it.';
    expect(apply([], [bump], at('1.1.0')).problems).toEqual([unused]);
    expect(apply([], [bump], at('1.0.0', 'billing.invoice.send')).problems).toEqual([unused]);
    expect(apply([], [{ ...bump, expires: '2026-06-14' }], at('1.0.0')).problems).toEqual([
      'expired-unused: The waiver of "version-bump" for "billing.invoice.void" expired on 2026-06-14 and hides nothing. Remove it.',
    ]);
    expect(apply([], [waiver({ rule: 'policy-loosened', contract: '**' })]).problems).toEqual([]);
  });

  test('of a removal names the version that leaves', () => {
    const removal = waiver({ rule: 'no-removed-contract', from: '1.0.0' });
    expect(
      apply([finding({ rule: 'no-removed-contract', change: { from: '1.0.0', to: null, ids: ['contract-removed'] } })], [removal]).statuses,
    ).toEqual(['waived']);
  });

  test('may be a glob where the policy allows it', () => {
    const removal = waiver({ rule: 'no-removed-contract', contract: 'billing.**', from: '1.0.0' });
    const one = finding({ rule: 'no-removed-contract', change: { from: '1.0.0', to: null, ids: [] } });
    expect(apply([one], [removal], { rules: { ...terms.rules, allowGlobs: true } }).statuses).toEqual(['waived']);
  });
});

describe('a waiver in a comment', () => {
  const text =
    'export const A = define({\n  // contracts-governance-waive audit-coverage owner=a expires=2026-07-31 -- r\n  sideEffects: {\n    emits: [],\n  },\n  meta: {},\n});\n';
  const { waivers } = parseWaiverComments(text, 'a.ts');

  test.each([
    ['at its start', { line: 3, column: 3 }, 'waived'],
    ['inside of it', { line: 4, column: 13 }, 'waived'],
    ['after it', { line: 5, column: 4 }, 'new'],
    ['before it', { line: 1, column: 1 }, 'new'],
    ['in another file', { line: 4, column: 1, file: 'b.ts' }, 'new'],
  ] as const)('on a finding %s', (_name, place, status) => {
    expect(apply([finding(place)], waivers).statuses).toEqual([status]);
  });

  test('that hides nothing', () => {
    expect(apply([], waivers).problems).toEqual(['unused: The waiver of "audit-coverage" hides nothing. Remove it.']);
  });

  test('that stands beside what it is for says where that is', () => {
    const [inLine1, inLine9] = [finding({ line: 1 }), finding({ line: 9 })];
    const beside =
      'unused: The waiver of "audit-coverage" hides nothing: the nearest finding of the rule begins in line 1, not in what stands below the comment. Move it there, or remove it.';
    expect(apply([inLine9, inLine1], waivers).problems).toEqual([beside]);
    const others = [finding({ rule: 'key-format', line: 1 }), finding({ file: 'b.ts', line: 1 })];
    expect(apply(others, waivers).problems).toEqual(['unused: The waiver of "audit-coverage" hides nothing. Remove it.']);
  });
});

describe('with a base', () => {
  const known = waiver();
  const added = waiver({ subject: 'invoice.voided', location: { ...location, line: 9 } });

  test('a waiver that the change adds is pending: the finding stands, and says so', () => {
    const { inForce, pending } = waiversInForce([], [added], false);
    expect([inForce, pending]).toEqual([[], [added]]);
    const result = apply([finding()], inForce, { pending });
    expect(result.statuses).toEqual(['new']);
    expect(result.waivers).toEqual([added]);
    expect(result.problems).toEqual([]);
  });

  test('a waiver that moved is the same, at its new place', () => {
    const moved = { ...known, location: { ...location, line: 40 } };
    expect(waiversInForce([known], [moved], false)).toEqual({ inForce: [moved], pending: [] });
  });

  test('a waiver whose last day moved is another one', () => {
    const longer = { ...known, expires: '2026-08-31' };
    expect(waiversInForce([known], [longer], false)).toEqual({ inForce: [known], pending: [longer] });
  });

  test('the policy may let a change waive itself', () => {
    expect(waiversInForce([], [added], true)).toEqual({ inForce: [added], pending: [] });
  });

  test('without a base all are in force', () => {
    expect(waiversInForce(null, [added], false)).toEqual({ inForce: [added], pending: [] });
  });

  test('a waiver that is copied counts once', () => {
    const copy = { ...known, location: { ...location, line: 40 } };
    expect(waiversInForce([known], [known, copy], false)).toEqual({ inForce: [known], pending: [copy] });
  });
});

describe('with a base, comments', () => {
  const comment = '// contracts-governance-waive audit-coverage owner=a expires=2026-07-31 -- r\n';
  const contract = (name: string, isWaived: boolean): string => `${isWaived ? comment : ''}export const ${name} = define({ emits: [] });\n`;
  const commentsOf = (text: string, file = 'a.ts') => parseWaiverComments(text, file).waivers;
  /** The lines of those in force, and of those that are pending. */
  const linesOf = (base: readonly Waiver[], head: readonly Waiver[]) => {
    const { inForce, pending } = waiversInForce(base, head, false);
    return [inForce, pending].map((waivers) => waivers.map((one) => one.location.line));
  };

  test('of the same words hold each for what it stands above', () => {
    const both = contract('A', true) + contract('B', true);
    expect(linesOf(commentsOf(both), commentsOf(`\n${both}`))).toEqual([[2, 4], []]);
  });

  test.each([
    ['moved to another contract', contract('A', false) + contract('B', true), [[], [2]]],
    ['copied to another contract', contract('A', true) + contract('B', true), [[1], [3]]],
    ['removed', contract('A', false) + contract('B', false), [[], []]],
    ['put over more than it was', `${comment}export const all = [\n${contract('A', false)}];\n`, [[], [1]]],
  ])('that are %s', (_name, head, lines) => {
    expect(linesOf(commentsOf(contract('A', true) + contract('B', false)), commentsOf(head))).toEqual(lines);
  });

  test('hold for a contract that changes below them', () => {
    const changed = contract('A', true).replace('emits: []', "version: '2.0.0', emits: [E]");
    expect(linesOf(commentsOf(contract('A', true)), commentsOf(changed))).toEqual([[1], []]);
  });

  test('move with their contract to another file, and not to another contract there', () => {
    const base = commentsOf(contract('A', true));
    expect(linesOf(base, commentsOf(`\n${contract('A', true)}`, 'b.ts'))).toEqual([[2], []]);
    expect(linesOf(base, commentsOf(contract('B', true), 'b.ts'))).toEqual([[], [1]]);
    expect(linesOf(base, commentsOf(contract('A', true).replace('[]', '[E]'), 'b.ts'))).toEqual([[], [1]]);
  });

  test('stay in force where a copy is put into another file', () => {
    const head = [...commentsOf(contract('A', true), '0.ts'), ...commentsOf(`\n${contract('A', true)}`)];
    expect(linesOf(commentsOf(contract('A', true)), head)).toEqual([[2], [1]]);
  });
});
