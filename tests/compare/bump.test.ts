import { describe, expect, it } from 'vitest';
import { bumpFor } from '../../src/compare/bump.ts';
import type { Bump, ChangeClass } from '../../src/compare/change.ts';
import type { VersioningPolicy } from '../../src/policy/effective-policy.ts';
import { policyWith } from '../support/policy.ts';

const { stability, versioning } = policyWith().defaults;

function owed(changeClass: ChangeClass, stage: string, from = '1.4.2', choices: Partial<VersioningPolicy> = {}): Bump {
  return bumpFor(changeClass, { stage, stages: stability.stages, from, versioning: { ...versioning, ...choices } });
}

describe('the bump that a change owes', () => {
  it.each([
    ['breaking', ['major', 'major', 'minor', 'minor', 'minor', 'major']],
    ['dangerous', ['minor', 'minor', 'patch', 'patch', 'patch', 'minor']],
    ['additive', ['minor', 'minor', 'patch', 'patch', 'patch', 'minor']],
    ['patch', ['patch', 'patch', 'none', 'none', 'none', 'patch']],
    ['none', ['none', 'none', 'none', 'none', 'none', 'none']],
    ['unknown', ['major', 'major', 'patch', 'patch', 'patch', 'major']],
  ] as const)('of class %s goes by the stage', (changeClass, bumps) => {
    const stages = ['stable', 'beta', 'experimental', 'in_creation', 'idea', 'deprecated'];
    expect(stages.map((stage) => owed(changeClass, stage))).toEqual(bumps);
  });

  it.each([
    ['breaking', 'minor'],
    ['dangerous', 'minor'],
    ['additive', 'patch'],
    ['patch', 'patch'],
    ['none', 'none'],
  ] as const)('of class %s is the same in every stage of 0.x', (changeClass, bump) => {
    expect(['stable', 'beta', 'experimental', 'idea', 'deprecated'].map((stage) => owed(changeClass, stage, '0.9.1'))).toEqual(
      Array(5).fill(bump),
    );
  });

  it('is that of a stable contract in a stage that nobody knows', () => {
    expect(owed('breaking', 'gold')).toBe('major');
  });

  it('is that of an early contract in a stage of the policy that stands before beta', () => {
    const stages = ['alpha', 'beta', 'candidate', 'stable', 'deprecated'];
    const at = (stage: string): Bump => bumpFor('breaking', { stage, stages, from: '1.0.0', versioning });
    expect(['alpha', 'beta', 'candidate', 'stable'].map(at)).toEqual(['minor', 'major', 'major', 'major']);
  });

  it('follows the choices of the policy', () => {
    expect(owed('breaking', 'beta', '1.0.0', { betaBreaking: 'minor' })).toBe('minor');
    expect(owed('breaking', 'stable', '1.0.0', { betaBreaking: 'minor' })).toBe('major');
    expect(owed('dangerous', 'stable', '1.0.0', { dangerousAsBreaking: true })).toBe('major');
    expect(owed('dangerous', 'beta', '1.0.0', { dangerousAsBreaking: true })).toBe('minor');
    expect(owed('patch', 'stable', '1.0.0', { patch: 'none' })).toBe('none');
    expect(owed('patch', 'deprecated', '1.0.0', { patch: 'none' })).toBe('patch');
  });
});
