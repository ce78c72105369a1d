import { getOrMake } from '../source/memoize.ts';
import type { PolicyEntry, PolicyMap, PolicyNode } from './node.ts';

/*
 * How layers are put together: maps are merged name by name, everything else of a later layer replaces what an earlier one says,
 * apart from lists that every layer adds to.
 */

/** Lists that every layer adds to. */
const GROWING: ReadonlySet<string> = new Set(['deprecations', 'enforced', 'assert', 'waivers.entries']);

const merged = new WeakMap<PolicyMap, WeakMap<PolicyMap, PolicyMap>>();

/**
 * Merges a later layer's map over an earlier one. Equal arguments give the identical result, and what only one of them sets is that
 * one's own node: sections that no override touches are compiled once.
 */
export function mergeMaps(earlier: PolicyMap, later: PolicyMap, path = ''): PolicyMap {
  if (later.entries.size === 0) return earlier;
  if (earlier.entries.size === 0) return later;
  const results = getOrMake(merged, earlier, () => new WeakMap<PolicyMap, PolicyMap>());
  return getOrMake(results, later, () => merge(earlier, later, path));
}

function merge(earlier: PolicyMap, later: PolicyMap, path: string): PolicyMap {
  const entries = new Map<string, PolicyEntry>(earlier.entries);
  for (const [name, entry] of later.entries) {
    const before = entries.get(name);
    const value = before ? mergeValues(before.value, entry.value, path === '' ? name : `${path}.${name}`) : entry.value;
    entries.set(name, { key: entry.key, value });
  }
  return { kind: 'map', entries, at: later.at };
}

function mergeValues(earlier: PolicyNode, later: PolicyNode, path: string): PolicyNode {
  if (earlier.kind === 'map' && later.kind === 'map') return mergeMaps(earlier, later, path);
  if (earlier.kind === 'list' && later.kind === 'list' && GROWING.has(path)) {
    return { kind: 'list', items: [...earlier.items, ...later.items], at: later.at };
  }
  return later;
}
