import type { Contract } from '../../contracts/contract.ts';
import { count } from '../../source/count.ts';
import { parseVersion } from '../../source/semver.ts';
import type { SourceTree } from '../../source/tree.ts';
import { type Section, textOf } from './write.ts';

interface Candidate {
  /** `contracts-v{version}`. */
  readonly pattern: string;
  /** What stands before the version, without `v` and separators. */
  readonly name: string;
  readonly count: number;
}

/** The form of release tags: the one that names a package with contracts, or the whole repository, or the only one that there is. */
export function inferRelease(tags: readonly string[], contracts: readonly Contract[], tree: SourceTree): Section {
  const packages = new Set(contracts.flatMap((contract) => contract.package ?? []));
  const candidates = candidatesIn(tags, packages);
  const [first, ...others] = candidates;
  if (!first)
    return {
      name: 'versioning',
      lines: [],
      comments: [
        '? How are releases tagged? No tag is a version. Until versioning.released says so, changes are measured from the merge base.',
      ],
    };
  const names = new Set([...packages, ...rootName(tree)].flatMap((name) => [name, name.slice(name.indexOf('/') + 1)]));
  const own = candidates.filter(({ name, pattern }) => name === '' || names.has(name) || pattern.includes('{package}'));
  const chosen = own.length === 1 ? own[0] : others.length === 0 ? first : undefined;
  if (chosen)
    return {
      name: 'versioning',
      lines: [`released: ${textOf(chosen.pattern)} # ${count(chosen.count, 'tag')}`],
      comments: [],
    };
  const list = candidates.map(({ pattern, count }) => `"${pattern}" (${count})`).join(', ');
  return { name: 'versioning', lines: [], comments: [`? Which tags release contracts: ${list}? Then set versioning.released.`] };
}

function rootName(tree: SourceTree): readonly string[] {
  if (!tree.has('package.json')) return [];
  try {
    const manifest: unknown = JSON.parse(tree.read('package.json'));
    const name = typeof manifest === 'object' && manifest !== null && 'name' in manifest ? manifest.name : null;
    return typeof name === 'string' ? [name] : [];
  } catch {
    return [];
  }
}

/** Forms of tags with at least one full release, the most frequent first. */
function candidatesIn(tags: readonly string[], packages: ReadonlySet<string>): readonly Candidate[] {
  const counts = new Map<string, { name: string; count: number }>();
  for (const tag of tags) {
    const match = /^(.*?)(v?)(\d+\.\d+\.\d+.*)$/.exec(tag);
    const [, prefix = '', v = '', version = ''] = match ?? [];
    const parsed = match ? parseVersion(version) : null;
    if (!parsed || parsed.prerelease.length > 0) continue;
    const name = prefix.replace(/[-@/_.]+$/, '');
    const separator = prefix.slice(name.length);
    const pattern = packages.has(name) && separator !== '' ? `{package}${separator}${v}{version}` : `${prefix}${v}{version}`;
    const known = counts.get(pattern);
    if (known) known.count += 1;
    else counts.set(pattern, { name, count: 1 });
  }
  return [...counts]
    .map(([pattern, { name, count }]) => ({ pattern, name, count }))
    .toSorted((a, b) => b.count - a.count || (a.pattern < b.pattern ? -1 : 1));
}
