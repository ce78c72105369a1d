import type { Change, Comparison, ContractDiff } from '../compare/change.ts';

/** One change of a shared model, and the contracts that it reaches. */
export interface SharedChange {
  readonly change: Change;
  readonly diffs: readonly ContractDiff[];
}

/** Changes that are written in one place and reach several contracts. People read each of them once. */
export function sharedChanges(comparison: Comparison): ReadonlyMap<Change, SharedChange> {
  const groups = new Map<string, { change: Change; diffs: Set<ContractDiff>; members: Change[] }>();
  for (const diff of comparison.contracts) {
    for (const change of diff.changes) {
      if (!change.origin) continue;
      const { file, start, end } = change.origin;
      const id = JSON.stringify([
        file,
        start,
        end,
        change.originSide ?? 'head',
        change.id,
        change.class,
        change.before,
        change.after,
        lastSegment(change.path),
      ]);
      const group = groups.get(id) ?? { change, diffs: new Set(), members: [] };
      group.diffs.add(diff);
      group.members.push(change);
      groups.set(id, group);
    }
  }
  const shared = new Map<Change, SharedChange>();
  for (const { change, diffs, members } of groups.values()) {
    if (diffs.size < 2) continue;
    const group = { change, diffs: [...diffs] };
    for (const member of members) shared.set(member, group);
  }
  return shared;
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
