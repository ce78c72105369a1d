import { distance } from 'fastest-levenshtein';
import { pastOf } from '../english/past-tense.ts';
import { withoutSpelling } from './near.ts';

/**
 * The dotted key, or label, that `key` was most likely meant to be, or null. Keys share most of their letters with their neighbours, so that
 * edits are counted in one segment only: `billing.invoice.send` is near `billing.invoice.sent`, `run.started` is not near `job.started`.
 * A key that lacks the first segments of another is near it: `run.started` and `agent.run.started`.
 * @param context the key of the contract that names it: of several that are equally near, the one that begins like it is taken
 */
export function nearestKey(key: string, candidates: Iterable<string>, context = ''): string | null {
  let best: string | null = null;
  let bestRank = [3, 0];
  for (const candidate of candidates) {
    const rank = candidate === key ? null : rankOf(key, candidate);
    if (rank === null) continue;
    const full = [rank, -sharedSegments(candidate, context)];
    if (compareRanks(full, bestRank) >= 0) continue;
    best = candidate;
    bestRank = full;
  }
  return best;
}

/** 0: the same but for its spelling, 1: a segment misspelt, 2: the first segments missing, null: not near. */
function rankOf(key: string, candidate: string): number | null {
  if (withoutSpelling(key) === withoutSpelling(candidate)) return 0;
  const [own, other] = [key.split('.'), candidate.split('.')];
  if (own.length === other.length) {
    const different = own.flatMap((segment, index) => (segment === other[index] ? [] : [[segment, other[index] ?? ''] as const]));
    return different.length === 1 && different.every(([a, b]) => isMisspelt(a, b)) ? 1 : null;
  }
  return candidate.endsWith(`.${key}`) || key.endsWith(`.${candidate}`) ? 2 : null;
}

/** One edit for every four letters, or the same verb in another tense. */
function isMisspelt(segment: string, meant: string): boolean {
  if (withoutSpelling(segment) === withoutSpelling(meant) || pastOf(segment) === meant) return true;
  const shorter = Math.min(segment.length, meant.length);
  return shorter > 2 && distance(segment, meant) <= Math.max(1, Math.floor(shorter / 4));
}

function sharedSegments(candidate: string, context: string): number {
  const own = context.split('.');
  const index = candidate.split('.').findIndex((segment, at) => segment !== own[at]);
  return index === -1 ? own.length : index;
}

function compareRanks([a = 0, b = 0]: readonly number[], [c = 0, d = 0]: readonly number[]): number {
  return a - c || b - d;
}
