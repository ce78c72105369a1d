import { describe, expect, it } from 'vitest';
import { stabilityTransition } from '../../src/rules/stability-transition.ts';
import { file } from '../compare/support/contract-text.ts';
import { type Options, runBaseRule } from './base-harness.ts';

const one = (stability: string): Record<string, string> => ({ 'src/mail.ts': file({ stability }) });
const run = (from: string, to: string, options?: Options) => runBaseRule(stabilityTransition, one(from), one(to), options);

describe('stability-transition', () => {
  it('accepts moves to a later stage, to deprecated and back', () => {
    expect(run("'idea'", "'stable'")).toEqual([]);
    expect(run("'experimental'", "'deprecated'")).toEqual([]);
    expect(run("'deprecated'", "'beta'")).toEqual([]);
    expect(run("'beta'", "'beta'")).toEqual([]);
  });

  it('reports a move to an earlier stage and suggests to take it back', () => {
    expect(run("'stable'", '"beta"')).toEqual([
      {
        at: 'error src/mail.ts:6:58 "beta"',
        message: '"mail.send" moved from "stable" to "beta". From "stable" it may move to "deprecated" only. Keep "stable".',
        subject: 'beta',
        suggestions: [{ message: 'Set the stability back to "stable".', output: one('"stable"') }],
      },
    ]);
  });

  it('goes by the transitions of the policy', () => {
    const policy = { stability: { transitions: new Map([['beta', ['stable', 'experimental']]]) } };
    expect(run("'beta'", "'experimental'", { policy })).toEqual([]);
    expect(run("'beta'", "'deprecated'", { policy }).map(({ message }) => message)).toEqual([
      '"mail.send" moved from "beta" to "deprecated". From "beta" it may move to "stable" and "experimental" only. Keep "beta".',
    ]);
    expect(run("'stable'", "'deprecated'", { policy }).map(({ message }) => message)).toEqual([
      '"mail.send" moved from "stable" to "deprecated", and nothing may follow "stable". Keep "stable".',
    ]);
  });

  it('goes by the transitions of the base', () => {
    const headPolicy = { stability: { transitions: new Map([['stable', ['beta']]]) } };
    expect(run("'stable'", "'beta'", { policy: {}, headPolicy })).toHaveLength(1);
  });

  it('leaves stages that are not known, or cannot be read, to other rules', () => {
    expect(run("'stable'", "'gold'")).toEqual([]);
    expect(run("'stable'", 'stage()')).toEqual([]);
  });
});
