import { clampEnforced } from './enforced.ts';
import { compileEffective } from './effective.ts';
import { mergeMaps } from './merge.ts';
import type { PolicyMap } from './node.ts';
import type { Assertion, EffectivePolicy } from './policy.ts';
import type { Layer, PolicyPart, ResolvedPolicy } from './resolved.ts';
import type { Subject } from './selector.ts';

/** Puts parts together. Every distinct choice of matching overrides is merged and compiled once. */
export function resolveParts(
  layers: readonly Layer[],
  parts: readonly PolicyPart[],
  assertions: ReadonlyMap<string, Assertion>,
  today: string,
): ResolvedPolicy {
  const always = indexesOf(parts, (part) => part.isUnconditional);
  const candidates = fileIndex(parts);
  const maps = new Map<string, PolicyMap>();
  const effectives = new WeakMap<PolicyMap, EffectivePolicy>();

  const merged = (subject: Subject | null): PolicyMap => {
    const matching = subject === null ? [] : candidates(subject.file).filter((index) => parts[index]!.compiled.matchesContract(subject));
    const choice = matching.join();
    let map = maps.get(choice);
    if (!map) {
      const chosen = [...always, ...matching].sort((a, b) => a - b);
      map = mergeParts(
        chosen.map((index) => parts[index]!),
        today,
      );
      maps.set(choice, map);
    }
    return map;
  };

  const effectiveOf = (map: PolicyMap): EffectivePolicy => {
    let effective = effectives.get(map);
    if (!effective) effectives.set(map, (effective = compileEffective(map, assertions, today)));
    return effective;
  };

  return {
    layers,
    parts,
    today,
    merged,
    effective: (subject) => effectiveOf(merged(subject)),
    compile: (chosen) => effectiveOf(mergeParts(chosen, today)),
  };
}

/** Finds the conditional parts whose files a file is among. Parts are looked up by the folders that their globs write out. */
function fileIndex(parts: readonly PolicyPart[]): (file: string) => readonly number[] {
  const byFolder = new Map<string, number[]>();
  for (const [index, part] of parts.entries()) {
    if (part.isUnconditional) continue;
    for (const folder of new Set(part.compiled.folders)) {
      const list = byFolder.get(folder);
      if (list) list.push(index);
      else byFolder.set(folder, [index]);
    }
  }
  const known = new Map<string, readonly number[]>();
  return (file) => {
    let indexes = known.get(file);
    if (!indexes) {
      const near = new Set(pathsAbove(file).flatMap((path) => byFolder.get(path) ?? []));
      known.set(file, (indexes = [...near].filter((index) => parts[index]!.compiled.matchesFile(file)).sort((a, b) => a - b)));
    }
    return indexes;
  };
}

/** The root, every folder above a file, and the file. */
function pathsAbove(file: string): readonly string[] {
  const paths = [''];
  for (let at = file.indexOf('/'); at !== -1; at = file.indexOf('/', at + 1)) paths.push(file.slice(0, at));
  return [...paths, file];
}

function indexesOf<T>(items: readonly T[], matches: (item: T) => boolean): readonly number[] {
  return items.flatMap((item, index) => (matches(item) ? [index] : []));
}

/** Merges parts in order; what a layer enforces holds against all that later layers say. */
function mergeParts(parts: readonly PolicyPart[], today: string): PolicyMap {
  const floors: { readonly rule: string; readonly rules: PolicyMap }[] = [];
  let map: PolicyMap | undefined;
  for (const [index, part] of parts.entries()) {
    map = map ? mergeMaps(map, part.body) : part.body;
    if (part.layer === parts[index + 1]?.layer) continue;
    const rules = map.entries.get('rules')?.value;
    if (rules?.kind === 'map') floors.push(...part.layer.enforced.map((rule) => ({ rule, rules })));
  }
  if (!map) throw new Error('A policy has at least one part: the preset that lies under all others.');
  return floors.length === 0 ? map : clampEnforced(map, floors, today);
}
