import { getOrMake, memoizeWeakly } from '../source/memoize.ts';
import type { Assertion } from './assertions.ts';
import { compileEffective } from './effective.ts';
import { clampEnforced } from './enforced.ts';
import { mergeMaps } from './merge.ts';
import type { PolicyMap } from './node.ts';
import { indexParts } from './part-index.ts';
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
  const matching = indexParts(parts);
  const maps = new Map<string, PolicyMap>();

  const merged = (subject: Subject | null): PolicyMap => {
    const found = subject === null ? [] : matching(subject);
    return getOrMake(maps, found.join(), () => {
      const chosen = [...always, ...found].sort((a, b) => a - b);
      return mergeParts(
        chosen.map((index) => parts[index]!),
        today,
      );
    });
  };

  const effectiveOf = memoizeWeakly((map: PolicyMap) => compileEffective(map, assertions, today));

  return {
    layers,
    parts,
    today,
    matching: (subject) => matching(subject).map((index) => parts[index]!),
    merged,
    effective: (subject) => effectiveOf(merged(subject)),
    compile: (chosen) => effectiveOf(mergeParts(chosen, today)),
  };
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
