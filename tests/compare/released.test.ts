import { describe, expect, it } from 'vitest';
import type { Release } from '../../src/compare/options.ts';
import { readReleases } from '../../src/compare/read-releases.ts';
import { type GitTag, lastReleases, parseReleaseTag } from '../../src/compare/release-tag.ts';
import { SNAPSHOT_FILE, writeSnapshot } from '../../src/compare/snapshot.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { file, type Parts } from './support/contract-text.ts';
import { comparePair, type Files, read, verdictText } from './support/pairs.ts';

const one = (parts: Parts): Files => ({ 'src/mail.ts': file(parts) });

describe('release tags', () => {
  it.each([
    ['contracts-v{version}', 'contracts-v1.2.3', { version: '1.2.3', package: null }],
    ['contracts-v{version}', 'contracts-v1.2.3-rc.1', { version: '1.2.3-rc.1', package: null }],
    ['contracts-v{version}', 'my-contracts-v1.2.3', null],
    ['contracts-v{version}', 'contracts-v1.2.3-', null],
    ['contracts-v{version}', 'contracts-v1.2', null],
    ['v{version}', 'vv1.2.3', null],
    ['v{version}', 'v1.2.3x', null],
    ['{package}@{version}', '@acme/mail@2.0.0', { version: '2.0.0', package: '@acme/mail' }],
    ['{package}-v{version}', 'mail-v2.0.0', { version: '2.0.0', package: 'mail' }],
    ['release.{version}', 'releaseX1.0.0', null],
    ['v{version}-{version}', 'v1.0.0-1.0.0', null],
    ['latest', 'latest', null],
  ])('%j reads %j as %j', (pattern, tag, release) => {
    expect(parseReleaseTag(pattern, tag)).toEqual(release);
  });

  it('are the nearest of each package, and of one commit the highest', () => {
    const tags: readonly GitTag[] = [
      { name: 'mail@1.1.0', commit: 'c' },
      { name: 'mail@1.2.0', commit: 'c' },
      { name: 'other@3.0.0', commit: 'b' },
      { name: 'nightly', commit: 'b' },
      { name: 'mail@2.0.0', commit: 'a' },
    ];
    expect(lastReleases('{package}@{version}', tags).map(({ name }) => name)).toEqual(['mail@1.2.0', 'other@3.0.0']);
  });
});

describe('what the owed version is counted from', () => {
  const release = (parts: Parts, name: string | null = null): readonly Release[] => [{ inventory: read(one(parts)), package: name }];
  const verdict = (base: Parts, head: Parts, releases: readonly Release[]): string | undefined =>
    comparePair(one(base), one(head), { releases }).contracts.map(verdictText)[0];
  const first: Parts = { fields: ['to'] };
  const second: Parts = { fields: ['to', 'from'], version: "'2.0.0'" };
  const third: Parts = { fields: ['to', 'from', 'reply'], version: "'2.0.0'" };

  it('is the last release: a second break before the next one owes no second bump', () => {
    expect(verdict(second, third, release(first))).toBe('mail.send: changed, major 2.0.0, fine');
    expect(verdict(second, third, [])).toBe('mail.send: changed, major 3.0.0, not-raised');
  });

  it('asks for what all unreleased changes owe', () => {
    expect(
      verdict({ fields: ['to', 'a?'], version: "'1.1.0'" }, { fields: ['to', 'a?', 'from'], version: "'1.1.0'" }, release(first)),
    ).toBe('mail.send: changed, major 2.0.0, raised-too-little');
  });

  it('owes nothing for what was never released', () => {
    expect(verdict(first, { ...second, version: "'1.0.0'" }, release({ name: 'Other', key: "'mail.other'", fields: ['x'] }))).toBe(
      'mail.send: changed, none, fine',
    );
  });

  it('owes nothing when an unreleased change is taken back, with its version or without', () => {
    expect(verdict(second, first, release(first))).toBe('mail.send: changed, none, fine');
    expect(verdict(second, { ...first, version: "'2.0.0'" }, release(first))).toBe('mail.send: changed, none, fine');
  });

  it('counts a prerelease from the release before it', () => {
    expect(verdict({ ...second, version: "'2.0.0-rc.1'" }, { ...third, version: "'2.0.0-rc.2'" }, release(first))).toBe(
      'mail.send: changed, major 2.0.0, fine',
    );
  });

  it('takes the stage of the release into account', () => {
    expect(verdict({ ...first, stability: "'idea'" }, { ...second, stability: "'idea'", version: "'1.1.0'" }, release(first))).toBe(
      'mail.send: changed, major 2.0.0, raised-too-little',
    );
  });

  it('sees a version that was released with other content, and went away in between', () => {
    const released = release({ ...second, name: 'SendV2' });
    const { contracts } = comparePair(one(first), { 'src/mail.ts': file(first, { ...third, name: 'SendV3' }) }, { releases: released });
    expect(contracts.map((diff) => [diff.status, diff.verdict?.fault])).toEqual([['added', 'reused']]);
  });

  it('is the release of the package that a contract was in before it moved', () => {
    const inPackage = (name: string, parts: Parts): Files => ({
      [`packages/${name}/mail.ts`]: file(parts),
      ...Object.fromEntries(['one', 'two'].map((own) => [`packages/${own}/package.json`, `{ "name": "@acme/${own}" }`])),
    });
    const released = (name: string, parts: Parts): Release => ({ inventory: read(inPackage('one', parts)), package: name });
    const moved = (...releases: readonly Release[]): readonly string[] =>
      comparePair(inPackage('one', second), inPackage('two', third), { releases }).contracts.map(verdictText);
    expect(moved(released('one', second), released('two', first))).toEqual(['mail.send: changed, major 3.0.0, not-raised']);
    expect(moved(released('one', first), released('two', second))).toEqual(['mail.send: changed, major 2.0.0, fine']);
    expect(moved(released('one', first))).toEqual(['mail.send: changed, major 2.0.0, fine']);
    const before = { inventory: read({ 'src/other.ts': file({ name: 'Other', key: "'mail.other'", fields: ['x'] }) }), package: 'two' };
    expect(moved(released('one', second), before)).toEqual(['mail.send: changed, major 3.0.0, not-raised']);
  });

  it('is the release of the package, or the base where the package has none', () => {
    const inPackage = (parts: Parts): Files => ({ ...one(parts), 'package.json': '{ "name": "@acme/mail" }' });
    const judged = (name: string): readonly string[] =>
      comparePair(inPackage(second), inPackage(third), { releases: [{ inventory: read(one(first)), package: name }] }).contracts.map(
        verdictText,
      );
    expect(judged('@acme/mail')).toEqual(['mail.send: changed, major 2.0.0, fine']);
    expect(judged('mail')).toEqual(['mail.send: changed, major 2.0.0, fine']);
    expect(judged('@acme/billing')).toEqual(['mail.send: changed, major 3.0.0, not-raised']);
    const own: Release = { inventory: read(one(second)), package: '@acme/mail' };
    const other: Release = { inventory: read(one(first)), package: 'mail' };
    const { contracts } = comparePair(inPackage(second), inPackage(third), { releases: [other, own] });
    expect(contracts.map(verdictText), 'a package of another scope has its own').toEqual(['mail.send: changed, major 3.0.0, not-raised']);
  });

  it('owes what cannot be compared, whatever was released', () => {
    const unreadable: Parts = { auth: 'level()' };
    const snapshot = memoryTree({ [SNAPSHOT_FILE]: writeSnapshot(read(one(unreadable))) });
    const releases = readReleases({ released: null, base: snapshot, tags: () => [], inventoryAt: () => read({}) });
    expect(verdict(unreadable, { auth: 'other()' }, releases)).toBe('mail.send: changed, major 2.0.0, not-raised');
    expect(verdict(unreadable, { ...unreadable, fields: ['to', 'a?'], version: "'1.1.0'" }, releases)).toBe(
      'mail.send: changed, minor 1.1.0, fine',
    );
  });
});

describe('the releases of a repository', () => {
  const tags: readonly GitTag[] = [{ name: 'v1.0.0', commit: 'abc' }];
  const base = memoryTree({ [SNAPSHOT_FILE]: writeSnapshot(read(one({ version: "'3.0.0'" }))) });
  const sources = { base, tags: () => tags, inventoryAt: (commit: string) => read(one({ version: `'1.0.0-${commit}'` })) };
  const versions = (releases: readonly Release[]): readonly unknown[] =>
    releases.flatMap(({ inventory }) => inventory.contracts.map(({ version }) => version.state === 'known' && version.value));

  it('are those of tags, where the pattern finds one', () => {
    expect(versions(readReleases({ ...sources, released: 'v{version}' }))).toEqual(['1.0.0-abc']);
  });

  it('are the snapshot of the base, where no tag is found or asked for', () => {
    expect(versions(readReleases({ ...sources, released: 'contracts-{version}' }))).toEqual(['3.0.0']);
    expect(versions(readReleases({ ...sources, released: null }))).toEqual(['3.0.0']);
    expect(readReleases({ ...sources, base: memoryTree({}), released: null })).toEqual([]);
  });
});
