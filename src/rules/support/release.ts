import type { Bump } from '../../compare/change.ts';
import { bumpBetween, compareSemantic, semanticVersion } from '../../compare/version.ts';
import type { SourceTree } from '../../source/tree.ts';
import { parseObject } from './changesets.ts';

/** By how much the version of a package.json rose from base to head; `none` where it did not, or where either has none. */
export function releasedBump(file: string, base: SourceTree, head: SourceTree): Bump {
  const from = versionIn(file, base);
  const to = versionIn(file, head);
  if (from === null || to === null || compareSemantic(from, to) >= 0) return 'none';
  return bumpBetween(from, to);
}

function versionIn(file: string, tree: SourceTree): string | null {
  if (!tree.has(file)) return null;
  const version = parseObject(tree.read(file)).get('version');
  return typeof version === 'string' ? semanticVersion(version) : null;
}
