import { describe, expect, test } from 'vitest';
import { loadPolicy } from '../../src/policy/load.ts';
import { memoryTree } from '../../src/source/memory.ts';

const today = '2026-06-15';

describe('without a policy file', () => {
  test('recommended applies', () => {
    const { policy, diagnostics } = loadPolicy(memoryTree({ 'src/a.ts': '' }), { today });
    expect(diagnostics).toEqual([]);
    expect(policy.file).toBeNull();
    expect(policy.defaults.severity('audit-coverage')).toBe('error');
    expect(policy.defaults.severity('tag-domain')).toBe('off');
    expect(policy.defaults.severity('static-contract')).toBe('error');
    expect(policy.defaults.severity('static-contract', true)).toBe('warn');
    expect(policy.defaults.owners).toEqual({ min: 1, max: null, spelling: '@', pattern: null, directory: null, codeowners: 'overlap' });
    expect(policy.defaults.keys.format).toEqual(
      new Map([
        ['command', 'dotted'],
        ['query', 'dotted'],
        ['event', 'dotted'],
      ]),
    );
    expect(policy.defaults.versioning.report.get('patch')).toBe('off');
    expect(policy.read.modules).toContain('@lssm-tech/lib.contracts-spec');
    expect(policy.waiverRules).toEqual({
      maxDays: 90,
      warnDays: 14,
      never: [],
      allowGlobs: false,
      allowInChange: false,
      reportEslintDisable: false,
    });
  });
});

describe('a policy file', () => {
  test('is laid over recommended', () => {
    const { policy, diagnostics } = loadPolicy(
      memoryTree({ 'contracts-governance.yaml': 'version: 1\nrules:\n  tag-domain: warn\nowners:\n  min: 2\n' }),
      { today },
    );
    expect(diagnostics).toEqual([]);
    expect(policy.file).toBe('contracts-governance.yaml');
    expect(policy.defaults.severity('tag-domain')).toBe('warn');
    expect(policy.defaults.severity('audit-coverage')).toBe('error');
    expect(policy.defaults.owners.min).toBe(2);
    expect(policy.defaults.owners.codeowners).toBe('overlap');
  });

  test('tells all mistakes at once', () => {
    const text = ['version: 1', 'rulez: {}', 'rules:', '  audit-covrage: error', '  tag-domain: on', 'owners: { min: two }', ''].join('\n');
    const { diagnostics } = loadPolicy(memoryTree({ 'contracts-governance.yaml': text }), { today });
    expect(diagnostics.map(({ message, hint, location }) => [location?.line, location?.column, message, hint])).toEqual([
      [2, 1, '"rulez" is not an option of a policy.', 'Did you mean "rules"?'],
      [4, 3, 'There is no rule "audit-covrage".', 'Did you mean "audit-coverage"?'],
      [5, 15, 'rules.tag-domain must be one of "error", "warn", "off", not "on".', null],
      [6, 16, 'owners.min must be a whole number of at least 0, not the text "two".', null],
    ]);
  });
});
