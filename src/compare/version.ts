import type { SemVer } from 'semver';
import type { Contract, Read } from '../contracts/contract.ts';
import { compareVersions, incrementVersion, isPlainVersion, parseVersion } from '../source/semver.ts';
import type { Bump } from './change.ts';

/**
 * The semantic version that a written version means, in full and without build metadata, or null.
 * Older contracts wrote `1`, and `1`, `'1'` and `'1.0.0'` mean the same.
 */
export function semanticVersion(written: string | number): string | null {
  if (typeof written === 'string' && isPlainVersion(written)) return written;
  const [, core, rest = ''] = /^v?(\d+(?:\.\d+){0,2})([-+].*)?$/.exec(String(written).trim()) ?? [];
  if (core === undefined) return null;
  const numbers = core.split('.');
  while (numbers.length < 3) numbers.push('0');
  return parseVersion(numbers.join('.') + rest)?.version ?? null;
}

/** The contract's version as a semantic version; null where it is absent, unreadable or none. */
export function versionOf(contract: Contract): string | null {
  return contract.version.state === 'known' ? semanticVersion(contract.version.value) : null;
}

/** A version as it counts: in full where it is a semantic version, else as it is written. */
export function versionName(written: string | number): string {
  return semanticVersion(written) ?? String(written);
}

/** What the contract's version is called in messages. */
export function versionText(version: Read<string | number>): string {
  if (version.state === 'known') return semanticVersion(version.value) ?? JSON.stringify(version.value);
  return version.state === 'absent' ? '(no version)' : '(unreadable version)';
}

/** Two declarations have the same version: by meaning where both are semantic versions, else by text. */
export function versionId(contract: Contract): string | null {
  if (contract.version.state !== 'known') return null;
  return semanticVersion(contract.version.value) ?? `=${String(contract.version.value)}`;
}

/** Negative when `a` is lower. Both are semantic versions. */
export const compareSemantic: (a: string, b: string) => number = compareVersions;

/** `2.0.0` of `2.0.0-rc.1`: what a prerelease leads to. */
export function coreOf(version: string): string {
  const { major, minor, patch } = parsed(version);
  return `${String(major)}.${String(minor)}.${String(patch)}`;
}

/** Whether the version is `0.x`, where nothing is promised yet. */
export function isInitial(version: string): boolean {
  return parsed(version).major === 0;
}

/** The version that a bump owes, counted from the core of `from`: a prerelease has paid for its own core and for no further bump. */
export function bumped(from: string, bump: Bump): string {
  const core = coreOf(from);
  return bump === 'none' ? core : (incrementVersion(core, bump) ?? core);
}

/** How far the core rose from `from` to `to`. A fall is `none`. */
export function bumpBetween(from: string, to: string): Bump {
  const a = parsed(from);
  const b = parsed(to);
  if (compareVersions(coreOf(to), coreOf(from)) <= 0) return 'none';
  if (b.major !== a.major) return 'major';
  return b.minor !== a.minor ? 'minor' : 'patch';
}

/** The version that a bump owes where others of the key stand beside it: the first that none of them has. */
export function freeVersion(from: string, bump: Bump, taken: ReadonlySet<string>): string {
  let version = bumped(from, bump);
  while (bump !== 'none' && taken.has(version)) version = bumped(version, bump);
  return version;
}

/**
 * Whether `to` leaves versions out: a core that is not one of the three that may come after `from`, nor `from`'s own.
 * @param taken versions that others of the key have: to step over them is to leave none out
 */
export function skipsVersions(from: string, to: string, taken: ReadonlySet<string>): boolean {
  const core = coreOf(to);
  return core !== coreOf(from) && !(['major', 'minor', 'patch'] as const).some((bump) => freeVersion(from, bump, taken) === core);
}

function parsed(version: string): SemVer {
  const result = parseVersion(version);
  if (!result) throw new TypeError(`"${version}" is not a semantic version.`);
  return result;
}
