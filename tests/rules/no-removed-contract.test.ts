import { describe, expect, it } from 'vitest';
import type { Deprecation } from '../../src/policy/effective-policy.ts';
import { noRemovedContract } from '../../src/rules/no-removed-contract.ts';
import { file, type Parts } from '../compare/support/contract-text.ts';
import { type Options, runBaseRule } from './base-harness.ts';

const one = (...parts: readonly Parts[]): Record<string, string> => ({ 'src/mail.ts': file(...parts) });
const other: Parts = { name: 'Other', key: "'mail.other'", fields: ['x'] };
const run = (base: Record<string, string>, head: Record<string, string>, options?: Options) =>
  runBaseRule(noRemovedContract, base, head, options);
const entry: Deprecation = {
  contract: 'mail.send',
  replacement: 'mail.post',
  since: '2026-01-01',
  sunset: '2026-12-31',
  reason: null,
  location: null,
};

describe('no-removed-contract', () => {
  it('accepts contracts that stay, move or come', () => {
    expect(run(one({}), one({}, other))).toEqual([]);
    expect(run(one({}), { 'src/new.ts': file({}) })).toEqual([]);
    expect(run(one({}), one({ version: "'2.0.0'" }))).toEqual([]);
  });

  it('reports a contract that was never deprecated, at its place in the base', () => {
    expect(run(one({}, other), one(other))).toEqual([
      {
        at: "error src/mail.ts:6:16 'mail.send' at the base",
        message:
          '"mail.send" 1.0.0 was removed and was never deprecated. Declare it again, deprecate it with a sunset, and remove it after that.',
      },
    ]);
  });

  it('warns below the stage that the policy protects', () => {
    const base = one({ stability: "'experimental'" }, other);
    expect(run(base, one(other)).map(({ at }) => at)).toEqual(["warn src/mail.ts:6:16 'mail.send' at the base"]);
    expect(run(base, one(other), { policy: { versioning: { removalFrom: 'experimental' } } }).map(({ at }) => at)).toEqual([
      "error src/mail.ts:6:16 'mail.send' at the base",
    ]);
  });

  it('protects all contracts where the stages of the policy do not have that one', () => {
    const base = one({ stability: "'live'" }, other);
    const stability = { stages: ['draft', 'live', 'deprecated'] };
    expect(run(base, one(other), { policy: { stability } }).map(({ at }) => at)).toEqual([
      "error src/mail.ts:6:16 'mail.send' at the base",
    ]);
    expect(
      run(one({ stability: "'draft'" }, other), one(other), { policy: { stability, versioning: { removalFrom: 'live' } } }).map(
        ({ at }) => at,
      ),
    ).toEqual(["warn src/mail.ts:6:16 'mail.send' at the base"]);
  });

  it('reports a version that was removed while another one stays', () => {
    const two = { name: 'SendV2', version: "'2.0.0'" };
    expect(run(one({}, two), one(two)).map(({ message }) => message)).toEqual([
      'Version 1.0.0 of "mail.send" was removed and was never deprecated; 2.0.0 remains. Keep both versions until consumers have moved: deprecate the old one with a sunset, and remove it after that.',
    ]);
  });

  it('names each version that stays once, and none of another catalogue', () => {
    const third = { name: 'SendV3', version: "'3.0.0'" };
    const two = { name: 'SendV2', version: "'2.0.0'" };
    const head = { 'src/mail.ts': file(two, third), 'src/copy.ts': file(two) };
    expect(run(one({}, two, third), head).map(({ message }) => message)).toEqual([expect.stringContaining('; 2.0.0 and 3.0.0 remain. ')]);
    const catalogs = ['a', 'b'].map((name) => ({ name, files: [`${name}/**`], each: null }));
    const base = { 'a/mail.ts': file({}, other), 'b/mail.ts': file({}) };
    expect(run(base, { ...base, 'a/mail.ts': file(other) }, { policy: { catalogs } }).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^"mail\.send" 1\.0\.0 was removed and was never deprecated\. /),
    ]);
  });

  it('reports a deprecated contract before its sunset, and not after', () => {
    const removed = (today: string, deprecations: readonly Deprecation[] = [entry]) =>
      run(one({}, other), one(other), { policy: { deprecations }, today }).map(({ message }) => message);
    expect(removed('2026-12-31')).toEqual(['"mail.send" 1.0.0 was removed before its sunset on 2026-12-31. Declare it again until then.']);
    expect(removed('2027-01-01')).toEqual([]);
    expect(removed('2027-01-01', [{ ...entry, sunset: null }])).toEqual([
      '"mail.send" 1.0.0 is deprecated and was removed, but the policy gave no sunset. Declare it again and give its entry in deprecations a sunset.',
    ]);
  });

  it('takes no sunset from the change that removes', () => {
    expect(run(one({}, other), one(other), { policy: {}, headPolicy: { deprecations: [entry] }, today: '2027-01-01' })).toHaveLength(1);
  });

  it('tells a rename as a rename, at the new key', () => {
    expect(run(one({}), one({ key: "'mail.post'" }))).toEqual([
      {
        at: "error src/mail.ts:6:16 'mail.post'",
        message:
          '"mail.send" was renamed to "mail.post": who uses the old key loses it. Keep the old key declared beside the new one, deprecate it with a sunset, and remove it after that.',
      },
    ]);
    expect(run(one({}), one({ key: "'mail.post'" }), { policy: { deprecations: [entry] } }).map(({ message }) => message)).toEqual([
      '"mail.send" was renamed to "mail.post" before its sunset on 2026-12-31. Keep the old key declared until then.',
    ]);
    expect(run(one({}), one({ key: "'mail.post'" }), { policy: { deprecations: [entry] }, today: '2027-01-01' })).toEqual([]);
  });

  it('leaves a contract whose key can no longer be read to other rules', () => {
    expect(run(one({}), one({ key: 'name()' }))).toEqual([]);
  });
});
