import { daysBetween } from '../policy/date.ts';
import type { Waiver } from '../policy/policy.ts';
import { parseWaiverComments } from '../policy/waivers/comments.ts';
import { waiverId } from '../policy/waivers/waivers.ts';
import { lineDate } from '../source/line-date.ts';
import { headCommit } from '../source/repository.ts';
import { openRevision } from '../source/revision.ts';
import { type Head, loadPolicyOf } from './head.ts';

/** Gives the days since a waiver was committed; null for one that is not committed, and where there is no git. */
export function waiverAges(head: Head, today: string): (waiver: Waiver) => number | null {
  const { git, tree } = head.opened;
  const commit = git && headCommit(git);
  if (!git || commit === null) return () => null;
  const committed = openRevision(git, commit, tree);
  const { policy } = loadPolicyOf(committed, head.policyFile, today);
  const places = new Map(policy.waivers.map((waiver) => [waiverId(waiver), waiver.location]));
  const read = new Set<string>();
  return (waiver) => {
    const { file } = waiver.location;
    if ('covers' in waiver && !read.has(file) && committed.has(file)) {
      read.add(file);
      for (const one of parseWaiverComments(committed.read(file), file).waivers) places.set(waiverId(one), one.location);
    }
    const place = places.get(waiverId(waiver));
    const date = place ? lineDate(git, place.file, place.line) : null;
    return date === null ? null : Math.max(0, daysBetween(date, today));
  };
}
