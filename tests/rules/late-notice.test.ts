import { describe, expect, it } from 'vitest';
import type { Deprecation } from '../../src/policy/effective-policy.ts';
import { deprecation } from '../../src/rules/deprecation.ts';
import { file } from '../compare/support/contract-text.ts';
import { runBaseRule } from './base-harness.ts';

const live = { 'src/mail.ts': file({}, { name: 'Post', key: "'mail.post'" }) };
const deprecated = { 'src/mail.ts': file({ stability: "'deprecated'" }, { name: 'Post', key: "'mail.post'" }) };
const entry: Deprecation = {
  contract: 'mail.send',
  replacement: 'mail.post',
  since: '2026-01-01',
  sunset: '2026-06-16',
  reason: null,
  location: null,
};

describe('the notice of a deprecation, counted from the change that announces it', () => {
  const announce = (sunset: string, since = '2026-01-01', before: readonly Deprecation[] = [], head = deprecated) =>
    runBaseRule(deprecation, before.length > 0 ? deprecated : live, head, {
      policy: { deprecations: before },
      headPolicy: { deprecations: [{ ...entry, sunset, since }] },
    })
      .filter(({ message }) => message.startsWith('This change'))
      .map(({ at, message }) => [at, message]);

  it('is too short when it is deprecated today with the sunset tomorrow, whatever since says', () => {
    expect(announce('2026-06-16')).toEqual([
      [
        "error src/mail.ts:6:58 'deprecated'",
        'This change announces the sunset of "mail.send" on 2026-06-16, 1 day from now; the policy asks for at least 30. Move the sunset.',
      ],
    ]);
  });

  it('is long enough at the least number of days', () => {
    expect(announce('2026-07-15')).toEqual([]);
    expect(announce('2026-07-14')).toHaveLength(1);
  });

  it('is not said twice where since is too late as well', () => {
    expect(announce('2026-06-16', '2026-06-10')).toEqual([]);
  });

  it('is too short when the policy alone says so: the stage of the contract need not be touched', () => {
    expect(announce('2026-06-16', '2026-06-10', [], live)).toHaveLength(1);
    expect(announce('2026-06-10', '2026-01-01', [], live)).toEqual([
      [
        "error src/mail.ts:6:58 'stable'",
        'This change announces the sunset of "mail.send" on 2026-06-10, 5 days ago; the policy asks for at least 30. Move the sunset.',
      ],
    ]);
    expect(announce('2026-07-15', '2026-01-01', [], live)).toEqual([]);
  });

  it('is not said twice where the sunset of a deprecated contract has passed', () => {
    expect(announce('2026-06-10')).toEqual([]);
  });

  it('is counted again when a sunset moves closer, and not when it moves away', () => {
    expect(announce('2026-06-20', '2026-01-01', [{ ...entry, sunset: '2026-12-31' }])).toHaveLength(1);
    expect(announce('2026-06-20', '2026-01-01', [{ ...entry, sunset: '2026-06-18' }])).toEqual([]);
    expect(announce('2026-06-20', '2026-01-01', [{ ...entry, sunset: '2026-06-20' }])).toEqual([]);
  });
});
