import { createRequire } from 'node:module';
import type { ReleaseType, SemVer } from 'semver';

const require = createRequire(import.meta.url);

/*
 * The library of semantic versions, loaded when it is first asked: most versions are three plain numbers, which are told without it,
 * and loading it takes a tenth of the time that the program takes to start.
 */

/** Whether it is `1.2.3` and nothing else: three numbers, as a version is written in full. */
export function isPlainVersion(text: string): boolean {
  return /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}$/.test(text);
}

/**
 * What versions have in common that promise to do the same: the major number, before 1.0 the first one that is not 0.
 * @param version may be a range of such versions; of any other range, and of what is no release, it is that itself
 */
export function compatibleSince(version: string): string {
  const [, compatible] = /^[\^~]?(0\.0\.\d+|0\.[1-9]\d*|[1-9]\d*)(?:\.(?:\d+|x))*$/.exec(version) ?? [];
  return compatible ?? version;
}

export function parseVersion(version: string): SemVer | null {
  return (require('semver/functions/parse.js') as (version: string) => SemVer | null)(version);
}

/** Negative when `a` is lower. */
export function compareVersions(a: string, b: string): number {
  return (require('semver/functions/compare.js') as (a: string, b: string) => number)(a, b);
}

export function incrementVersion(version: string, release: ReleaseType): string | null {
  return (require('semver/functions/inc.js') as (version: string, release: ReleaseType) => string | null)(version, release);
}

export function isVersionRange(range: string): boolean {
  return (require('semver/ranges/valid.js') as (range: string) => string | null)(range) !== null;
}

/** Whether a version is in both ranges. */
export function rangesMeet(range: string, other: string): boolean {
  return (require('semver/ranges/intersects.js') as (range: string, other: string) => boolean)(range, other);
}

/** Prereleases of what the range allows are in it. */
export function satisfiesRange(version: string, range: string): boolean {
  const satisfies = require('semver/functions/satisfies.js') as (
    version: string,
    range: string,
    options: { includePrerelease: boolean },
  ) => boolean;
  return satisfies(version, range, { includePrerelease: true });
}
