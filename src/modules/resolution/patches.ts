import { addTo } from '../../source/groups.ts';
import { memoizeWeakly } from '../../source/memoize.ts';
import { isRecord } from '../../source/records.ts';
import type { SourceTree } from '../../source/tree.ts';
import { readJson } from './json-file.ts';
import { pnpmWorkspace } from './workspace.ts';

/** Files that change packages once they are installed. */
export const PATCH: RegExp = /\.(?:patch|diff)$/;
/** Where patch-package finds what it does to a package: `patches/@acme+kit+1.0.0.patch`. */
const PATCH_FILE = /(?:^|\/)patches\/((?:@[^/+]+\+)?[^/+]+)\+\d[^/]*\.patch$/;
/** `zod`, `zod@4.1.0`, `forms>zod`, `forms/**\/zod`. */
const LISTED_PACKAGE = /(?:^|[>/*])((?:@[^@/>*]+\/)?[^@/>*]+)(?:@.*)?$/;
/** Yarn's `patch:zod@npm%3A4.1.0#~/.yarn/patches/zod.patch`. */
const PATCHED_RANGE = /^patch:.*#/;

/** The package that a key stands for in a list of overrides, resolutions or patches. */
export function listedPackage(key: string): string | null {
  return LISTED_PACKAGE.exec(key)?.[1] ?? null;
}

/** What a repository changes in packages once they are installed, by their names: digests, so that a patch may be moved. */
export const patchesIn: (tree: SourceTree) => ReadonlyMap<string, readonly string[]> = memoizeWeakly((tree) => {
  const found = new Map<string, string[]>();
  const root = tree.has('package.json') ? readJson(tree, 'package.json') : null;
  const pnpm = isRecord(root?.['pnpm']) ? root['pnpm'] : {};
  for (const holder of [root, pnpm, pnpmWorkspace(tree)]) {
    const listed = holder?.['patchedDependencies'];
    for (const [key, path] of Object.entries(isRecord(listed) ? listed : {})) {
      const name = listedPackage(key);
      if (name !== null && typeof path === 'string') addTo(found, name, digestAt(tree, path));
    }
  }
  for (const file of tree.files()) {
    const name = PATCH.test(file) ? PATCH_FILE.exec(file)?.[1] : undefined;
    if (name !== undefined) addTo(found, name.replace('+', '/'), digestAt(tree, file));
  }
  return found;
});

/** The patch that a range of Yarn's names; null where it names none. */
export function patchOfRange(tree: SourceTree, range: string): string | null {
  return PATCHED_RANGE.test(range) ? digestAt(tree, range.replace(PATCHED_RANGE, '')) : null;
}

function digestAt(tree: SourceTree, path: string): string {
  return tree.digest(path.replace(/^(?:~|\.)\//, '')) ?? path;
}
