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
  const conditional = parts.filter((part) => !part.isUnconditional);
  const maps = new Map<string, PolicyMap>();
  const effectives = new WeakMap<PolicyMap, EffectivePolicy>();

  const merged = (subject: Subject | null): PolicyMap => {
    const matching = subject === null ? [] : conditional.flatMap((part, index) => (part.matches(subject) ? [index] : []));
    const choice = matching.join();
    let map = maps.get(choice);
    if (!map) {
      const chosen = new Set(matching.map((index) => conditional[index]));
      maps.set(
        choice,
        (map = mergeParts(
          parts.filter((part) => part.isUnconditional || chosen.has(part)),
          today,
        )),
      );
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
