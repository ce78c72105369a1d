import { describe, expect, it } from 'vitest';
import { bumpBetween, bumped, freeVersion, semanticVersion, skipsVersions } from '../../src/compare/version.ts';

const none: ReadonlySet<string> = new Set();

describe('versions', () => {
  it.each([
    ['1.2.3', '1.2.3'],
    [1, '1.0.0'],
    ['1', '1.0.0'],
    ['1.2', '1.2.0'],
    ['v2.0.0', '2.0.0'],
    ['2.0.0-rc.1', '2.0.0-rc.1'],
    ['1.2.3+build.5', '1.2.3'],
    ['banana', null],
    ['1.2.3.4', null],
    ['01.2.3', null],
    [1.5, '1.5.0'],
    ['', null],
  ])('%j means %j', (written, version) => {
    expect(semanticVersion(written)).toBe(version);
  });

  it('are bumped from the core', () => {
    expect((['major', 'minor', 'patch', 'none'] as const).map((bump) => bumped('1.2.3', bump))).toEqual([
      '2.0.0',
      '1.3.0',
      '1.2.4',
      '1.2.3',
    ]);
    expect((['major', 'minor', 'patch'] as const).map((bump) => bumped('2.0.0-rc.1', bump))).toEqual(['3.0.0', '2.1.0', '2.0.1']);
  });

  it('step over those that others have', () => {
    const taken = new Set(['1.3.0', '2.0.0', '3.0.0', '3.1.0']);
    expect((['major', 'minor', 'patch', 'none'] as const).map((bump) => freeVersion('1.2.3', bump, taken))).toEqual([
      '4.0.0',
      '1.4.0',
      '1.2.4',
      '1.2.3',
    ]);
  });

  it('rise by a part', () => {
    expect(['1.2.3', '1.2.4', '1.3.0', '2.0.0', '2.0.0-rc.1', '1.0.0'].map((to) => bumpBetween('1.2.3', to))).toEqual([
      'none',
      'patch',
      'minor',
      'major',
      'major',
      'none',
    ]);
  });

  it('leave others out when they are none of the three that may come next', () => {
    expect(['1.2.3', '1.2.4', '1.3.0', '2.0.0', '2.0.0-rc.1'].map((to) => skipsVersions('1.2.3', to, none))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(['3.0.0', '4.0.0'].map((to) => skipsVersions('1.2.3', to, new Set(['2.0.0'])))).toEqual([false, true]);
    expect(['1.2.5', '1.4.0', '3.0.0', '2.1.0', '1.3.1'].map((to) => skipsVersions('1.2.3', to, none))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
  });
});
