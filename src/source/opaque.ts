import { compareCodeUnits, followLinks } from './paths.ts';
import type { OpaquePath } from './tree.ts';

/** What a tree names but does not hold, sorted. `paths` that are no links, or stay inside, are left out. */
export function opaquePaths(
  named: { readonly submodules: ReadonlyMap<string, string>; readonly nestedRepositories: readonly string[] },
  paths: readonly string[],
  linkAt: (path: string) => string | undefined,
): readonly OpaquePath[] {
  const opaque: OpaquePath[] = [
    ...[...named.submodules.keys()].map((path): OpaquePath => ({ path, kind: 'submodule', target: null })),
    ...named.nestedRepositories.map((path): OpaquePath => ({ path, kind: 'nested-repository', target: null })),
  ];
  for (const path of paths) {
    const target = linkAt(path);
    if (target !== undefined && followLinks(path, linkAt).kind !== 'inside') opaque.push({ path, kind: 'link-outside', target });
  }
  return opaque.sort((a, b) => compareCodeUnits(a.path, b.path));
}

/** The commit of the submodule that a path lies in, of some by their paths; null where it lies in none. */
export function submoduleAt(submodules: ReadonlyMap<string, string>, path: string): string | null {
  return [...submodules].find(([folder]) => path.startsWith(`${folder}/`))?.[1] ?? null;
}
