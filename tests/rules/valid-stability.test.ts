import { describe, expect, it } from 'vitest';
import { validStability } from '../../src/rules/valid-stability.ts';
import { command } from '../support/sources.ts';
import { runRule } from './harness.ts';

const stages = '"idea", "in_creation", "experimental", "beta", "stable" and "deprecated"';

describe('valid-stability', () => {
  it.each(['idea', 'in_creation', 'experimental', 'beta', 'stable', 'deprecated'])('accepts %s', (stage) => {
    expect(runRule(validStability, command({ stability: `'${stage}'` }))).toEqual([]);
  });

  it('reports an unknown stage', () => {
    expect(runRule(validStability, command({ stability: "'production'" }))).toEqual([
      {
        message: `The stability "production" of "billing.invoice.send" is not one of ${stages}.`,
        place: 'src/contract.ts:6:16',
        text: "'production'",
        contract: 'command billing.invoice.send',
        subject: 'production',
      },
    ]);
  });

  it('suggests the stage that was probably meant', () => {
    const [finding] = runRule(validStability, command({ stability: "'experimentel'" }));
    expect(finding?.message).toBe(
      `The stability "experimentel" of "billing.invoice.send" is not one of ${stages}. Did you mean "experimental"?`,
    );
    expect(finding?.suggestions).toEqual([{ message: 'Write "experimental".', output: command({ stability: "'experimental'" }) }]);
  });

  it.each([
    ['Stable', 'stable'],
    ['inCreation', 'in_creation'],
  ])('fixes the spelling of %s', (written, stage) => {
    const [finding] = runRule(validStability, command({ stability: `'${written}'` }));
    expect(finding?.fix).toBe(command({ stability: `'${stage}'` }));
  });

  it('reports a missing stability', () => {
    const [finding] = runRule(validStability, command({ stability: null }));
    expect(finding?.message).toBe(`"billing.invoice.send" has no stability. Write one of ${stages} in meta.stability.`);
    expect(finding?.place).toBe('src/contract.ts:3:9');
  });

  it('reports a stability that is no string', () => {
    expect(runRule(validStability, command({ stability: '3' }))).toEqual([
      {
        message: `meta.stability of "billing.invoice.send" is a number, it must be one of ${stages}.`,
        place: 'src/contract.ts:6:16',
        text: '3',
        contract: 'command billing.invoice.send',
      },
    ]);
  });

  it('knows the stages of the policy alone', () => {
    const policy = { stability: { stages: ['draft', 'live'] } };
    expect(runRule(validStability, command({ stability: "'live'" }), { policy })).toEqual([]);
    expect(runRule(validStability, command({ stability: "'stable'" }), { policy })).toHaveLength(1);
  });

  it("reads the framework's own enum", () => {
    const before = "import { StabilityEnum } from '@lssm-tech/lib.contracts-spec/ownership';\n";
    expect(runRule(validStability, command({ stability: 'StabilityEnum.Stable' }, { before }))).toEqual([]);
  });

  it('says nothing of a stability that cannot be read', () => {
    expect(runRule(validStability, command({ stability: 'current()' }, { before: 'declare function current(): string;\n' }))).toEqual([]);
  });
});
