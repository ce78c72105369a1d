import { distance } from 'fastest-levenshtein';
import { pastOf } from '../english/past-tense.ts';
import { isSwap, withoutSpelling } from './near.ts';

/** Finds the key that another one was most likely meant to be, or null. */
export type FindNear = (key: string, context?: string) => string | null;

/** Longer keys are not looked at: each of their segments would be left open in turn. */
const MAX_SEGMENTS = 20;
/** Of so many keys that differ in one segment, the nearest is looked for: more would only cost time. */
const MAX_COMPARED = 300;

/**
 * Finds among dotted keys, or labels, the one that another was most likely meant to be. Keys share most of their letters with their
 * neighbours, so that edits are counted in one segment only: `billing.invoice.send` is near `billing.invoice.sent`, `run.started` is not
 * near `job.started`. A key that lacks the first segments of another is near it: `run.started` and `agent.run.started`.
 *
 * The `context` is the key of the contract that names it: of several that are equally near, the one that begins like it is taken, else
 * the first. Each look-up costs about the same, however many candidates there are.
 */
export function nearKeys(candidates: Iterable<string>): FindNear {
  const bySpelling: Index = new Map();
  /** Without a version behind it. */
  const byName: Index = new Map();
  const byShape: Index = new Map();
  const byEnd: Index = new Map();
  const all = new Set<string>();
  for (const candidate of candidates) {
    if (all.has(candidate)) continue;
    all.add(candidate);
    const segments = candidate.split('.');
    if (segments.length > MAX_SEGMENTS) continue;
    add(bySpelling, withoutSpelling(candidate), candidate);
    add(byName, candidate.replace(VERSION, ''), candidate);
    segments.forEach((_, at) => {
      add(byShape, shapeOf(segments, at), candidate);
      if (at > 0) add(byEnd, segments.slice(at).join('.'), candidate);
    });
  }
  const versionedAsWell = (key: string): readonly string[] => {
    const isVersioned = VERSION.test(key);
    return (byName.get(key.replace(VERSION, '')) ?? []).filter((candidate) => VERSION.test(candidate) !== isVersioned);
  };
  return (key, context = '') => {
    const segments = key.split('.');
    if (segments.length > MAX_SEGMENTS) return null;
    const misspelt = segments.flatMap((segment, at) =>
      (byShape.get(shapeOf(segments, at)) ?? []).filter((candidate) => isMisspelt(segment, candidate.split('.')[at] ?? '')),
    );
    const ends = segments.flatMap((_, at) => (at > 0 && all.has(segments.slice(at).join('.')) ? [segments.slice(at).join('.')] : []));
    const groups = [bySpelling.get(withoutSpelling(key)) ?? [], versionedAsWell(key), misspelt, [...(byEnd.get(key) ?? []), ...ends]];
    const group = groups.map((found) => found.filter((candidate) => candidate !== key)).find((found) => found.length > 0);
    return group?.reduce((best, candidate) => (shared(candidate, context) > shared(best, context) ? candidate : best)) ?? null;
  };
}

/** A version behind a key: `.v1`, `@1.0.0`, `.v2.0.0`. */
const VERSION = /(?:[.:_-]v|@v?)\d+(?:\.\d+)*$/;

type Index = Map<string, string[]>;

function add(index: Index, name: string, candidate: string): void {
  const list = index.get(name);
  if (!list) index.set(name, [candidate]);
  else if (list.length < MAX_COMPARED) list.push(candidate);
}

/** The key with one segment left open. */
function shapeOf(segments: readonly string[], at: number): string {
  return segments.with(at, '*').join('.');
}

/** One edit for every four letters, two letters swapped, or the same verb in another tense. */
function isMisspelt(segment: string, meant: string): boolean {
  if (segment === meant) return false;
  if (withoutSpelling(segment) === withoutSpelling(meant) || pastOf(segment) === meant) return true;
  if (isRegularised(segment, meant) || isRegularised(meant, segment)) return true;
  const shorter = Math.min(segment.length, meant.length);
  return shorter > 2 && (isSwap(segment, meant) || distance(segment, meant) <= Math.max(1, Math.floor(shorter / 4)));
}

/** `payed` for `paid`. */
function isRegularised(segment: string, meant: string): boolean {
  return segment.endsWith('ed') && pastOf(segment.slice(0, -2)) === meant;
}

/** How many segments two keys begin with in common. */
function shared(candidate: string, context: string): number {
  const own = context.split('.');
  const index = candidate.split('.').findIndex((segment, at) => segment !== own[at]);
  return index === -1 ? own.length : index;
}
