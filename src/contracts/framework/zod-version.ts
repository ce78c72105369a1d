import type { AskedVersion } from '../../modules/resolution/packages.ts';
import { isVersionRange, rangesMeet, satisfiesRange } from '../../source/semver.ts';
import { NEWEST_ZOD, type ZodVersion } from '../schema/zod/node.ts';

/** From the newest: a package is taken for the newest that its range allows where no lockfile says which one it gets. */
export const ZOD_VERSIONS: readonly ZodVersion[] = [NEWEST_ZOD, 4.4, 4.3, 4, 3];

/** The version that a subpath of the package means. Zod 3.25 gives the first of Zod 4 by `zod/v4`. */
export function zodVersion(subpath: string, { range, locked }: AskedVersion): ZodVersion {
  if (subpath === './v3') return 3;
  const version = versionAsked((range() ?? '*').replace(/^npm:[^@]*@/, ''), locked);
  return version === 3 && subpath !== '.' ? 4 : version;
}

function versionAsked(range: string, locked: AskedVersion['locked']): ZodVersion {
  const plain = plainRange(range);
  if (plain?.isSure) return versionOf(plain.major, plain.minor);
  const version = locked();
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  if (version !== null && allows(range, plain, version)) return versionOf(Number(major), Number(minor));
  if (plain) return versionOf(plain.major, Infinity);
  return isUnlimited(range) ? NEWEST_ZOD : (ZOD_VERSIONS.find((one) => rangesMeet(range, `>=${one}`)) ?? 3);
}

function versionOf(major: number, minor: number): ZodVersion {
  return ZOD_VERSIONS.find((one) => Math.floor(one) < major || (Math.floor(one) === major && minorOf(one) <= minor)) ?? 3;
}

function minorOf(version: ZodVersion): number {
  return Math.round((version % 1) * 10);
}

interface PlainRange {
  readonly major: number;
  /** The least that is allowed. */
  readonly minor: number;
  /** Whether it says which version is meant. */
  readonly isSure: boolean;
}

/** Nearly all ranges are of one major version, and can be told without the library. */
function plainRange(range: string): PlainRange | null {
  const [, sign, major, minor] = /^([\^~]?)(\d+)(?:\.(\d+|x))?(?:\.(?:\d+|x))?$/.exec(range) ?? [];
  if (major === undefined) return null;
  const least = minor === undefined || minor === 'x' ? null : Number(minor);
  const isSure = Number(major) !== 4 || (least !== null && (sign !== '^' || least >= minorOf(NEWEST_ZOD)));
  return { major: Number(major), minor: least ?? 0, isSure };
}

function allows(range: string, plain: PlainRange | null, version: string): boolean {
  if (plain) return version.startsWith(`${plain.major}.`);
  return isUnlimited(range) || satisfiesRange(version, range);
}

/** Of a tag such as `latest` it is not known which versions it allows. */
function isUnlimited(range: string): boolean {
  return !/\d/.test(range) || !isVersionRange(range);
}
