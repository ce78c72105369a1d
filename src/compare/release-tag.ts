import { escapeRegExp } from '../source/escape-regexp.ts';
import { parseVersion } from '../source/semver.ts';
import { compareSemantic } from './version.ts';

/** A tag, as git lists it. */
export interface GitTag {
  readonly name: string;
  readonly commit: string;
}

/** A tag that names a release. */
export interface ReleaseTag extends GitTag {
  readonly version: string;
  /** What stands for `{package}` in the pattern, or null. */
  readonly package: string | null;
}

/** The version and package that a tag names by `versioning.released`; null where the pattern does not match the whole tag, or the version is none. */
export function parseReleaseTag(pattern: string, tag: string): Pick<ReleaseTag, 'version' | 'package'> | null {
  const source = pattern
    .split(/(\{version\}|\{package\})/)
    .map((part) =>
      part === '{version}'
        ? '(?<version>[0-9][0-9A-Za-z.+-]*)'
        : part === '{package}'
          ? '(?<package>(?:@[^/@]+/)?[^/@]+)'
          : escapeRegExp(part),
    )
    .join('');
  // One version and at most one package: a name may stand once in an expression.
  if (pattern.split('{version}').length !== 2 || pattern.split('{package}').length > 2) return null;
  const groups = new RegExp(`^${source}$`).exec(tag)?.groups;
  const version = parseVersion(groups?.['version'] ?? '');
  // `1.2.3` alone: what the parser also takes, such as `v1.2.3`, is the pattern's business.
  if (!version || version.raw !== groups?.['version']) return null;
  return { version: version.version, package: groups['package'] ?? null };
}

/**
 * The tags that name the last releases: one, or with `{package}` one for each package.
 * @param tags the tags among the ancestors of the base, nearest first: a branch's own tags are not among them
 */
export function lastReleases(pattern: string, tags: readonly GitTag[]): readonly ReleaseTag[] {
  const found = new Map<string | null, ReleaseTag>();
  for (const tag of tags) {
    const release = parseReleaseTag(pattern, tag.name);
    if (!release) continue;
    const nearest = found.get(release.package);
    const isNearer = !nearest || (nearest.commit === tag.commit && compareSemantic(release.version, nearest.version) > 0);
    if (isNearer) found.set(release.package, { ...tag, ...release });
  }
  return [...found.values()];
}
