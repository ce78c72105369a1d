import type { Change, Comparison, ContractDiff } from '../compare/change.ts';
import { count } from '../source/count.ts';
import { groupBy } from '../source/groups.ts';
import { explanationOf } from './diff-text.ts';

/** One change that reaches several contracts. */
export interface SharedChange {
  /** The first of its kind. */
  readonly change: Change;
  readonly diffs: readonly ContractDiff[];
  /** At how many places: more than there are contracts where one has it twice. */
  readonly places: number;
}

/** Changes that are written in one place and reach several contracts. People read each of them once. */
export function sharedChanges(comparison: Comparison): ReadonlyMap<Change, SharedChange> {
  const groups = new Map<string, { change: Change; diffs: Set<ContractDiff>; members: Change[] }>();
  for (const diff of comparison.contracts) {
    for (const change of diff.changes) {
      const id = causeOf(change);
      if (id === null) continue;
      const group = groups.get(id) ?? { change, diffs: new Set(), members: [] };
      group.diffs.add(diff);
      group.members.push(change);
      groups.set(id, group);
    }
  }
  const shared = new Map<Change, SharedChange>();
  for (const { change, diffs, members } of groups.values()) {
    if (diffs.size < 2) continue;
    const group = { change, diffs: [...diffs], places: members.length };
    for (const member of members) shared.set(member, group);
  }
  return shared;
}

/** Shared changes, those that reach the same contracts together: they are read in one go. */
export function groupByReach(shared: ReadonlyMap<Change, SharedChange>): readonly (readonly SharedChange[])[] {
  return [...groupBy([...new Set(shared.values())], reachOf).values()];
}

function reachOf({ diffs }: SharedChange): string {
  return JSON.stringify(diffs.map(({ kind, key, base, head }) => [kind, key, base?.file, base?.call.start, head?.file, head?.call.start]));
}

/** `2 changes reach 5 contracts` */
export function reachText(group: readonly SharedChange[]): string {
  const amount = group.length === 1 ? 'One change reaches' : `${group.length} changes reach`;
  return `${amount} ${count(group[0]?.diffs.length ?? 0, 'contract')}`;
}

/** Of a scalar that changed in the schema library, where it is used: as many places as there may be, one of them named. */
export function libraryText({ change, places }: SharedChange): string {
  return `${change.before ?? ''}, ${count(places, 'use')}, such as ${change.path}: ${explanationOf(change)}`;
}

/** How many shared changes a contract has: once where it has one at several places, as they are told. */
export function countShared({ changes }: ContractDiff, shared: ReadonlyMap<Change, SharedChange>): number {
  return new Set(changes.flatMap((change) => shared.get(change) ?? [])).size;
}

/** Whether the change was not made to a contract's schema, but to a scalar that schemas everywhere use. */
export function isOfLibrary({ id }: Change): boolean {
  return id.endsWith('scalar-library-changed');
}

/** What changes of one cause have in common; null where a change is the contract's own. */
function causeOf(change: Change): string | null {
  if (isOfLibrary(change)) return JSON.stringify(['library', change.before]);
  if (!change.origin) return null;
  const { file, start, end } = change.origin;
  const side = change.originSide ?? 'head';
  return JSON.stringify([file, start, end, side, change.id, change.class, change.before, change.after, lastSegment(change.path)]);
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
