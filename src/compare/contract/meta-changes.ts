import type { Read, ReadList } from '../../contracts/contract.ts';
import type { Change } from '../change.ts';
import { deprecationOf, isDeprecated } from '../deprecation.ts';
import { stageColumn, stageOf, stageRank } from '../stage.ts';
import { contractChange } from './change-builder.ts';
import { squeeze } from './json.ts';
import { describe, setChanges } from './read-values.ts';
import type { Sides } from './sides.ts';
import { hasSameSource } from './unreadable.ts';

const TEXTS = ['title', 'description', 'goal', 'context', 'domain'] as const;

/** Changes of a contract's texts, owners and tags. None of them breaks anybody, so what cannot be read costs no more than what can. */
export function textChanges(sides: Sides): Change[] {
  const changes: Change[] = [];
  for (const name of TEXTS) {
    const base = sides.base[name];
    const head = sides.head[name];
    const before = describe(base);
    const after = describe(head);
    const unseen = isUnseen(sides, `meta.${name}`, base, head);
    if (squeeze(before) === squeeze(after) && !unseen) continue;
    const what = base.state === 'absent' ? 'was added' : head.state === 'absent' ? 'was removed' : 'was reworded';
    const message = `The ${name} ${unseen ? 'may have changed: it cannot be read' : what}.`;
    changes.push(contractChange(sides, `${name}-changed`, { path: `meta.${name}`, message, before, after, base, head }));
  }
  for (const name of ['owners', 'tags'] as const) changes.push(...listChanges(sides, name));
  return changes;
}

function listChanges(sides: Sides, name: 'owners' | 'tags'): Change[] {
  const base: ReadList<string> = sides.base[name];
  const head: ReadList<string> = sides.head[name];
  const { added, removed, isUnreadable } = setChanges(base, head);
  const unseen = isUnreadable && !hasSameSource(sides, `meta.${name}`);
  if (added.length === 0 && removed.length === 0 && !unseen) return [];
  const parts = [added.length > 0 && `added ${quoted(added)}`, removed.length > 0 && `removed ${quoted(removed)}`].filter(
    (part) => part !== false,
  );
  const said = parts.length > 0 ? `changed: ${parts.join(', ')}` : 'may have changed: they cannot be read';
  const lists = { before: removed.length > 0 ? removed.join(', ') : null, after: added.length > 0 ? added.join(', ') : null };
  return [contractChange(sides, `${name}-changed`, { path: `meta.${name}`, message: `The ${name} ${said}.`, ...lists, base, head })];
}

/** Changes of the stage, and of what the policy says of the deprecation. */
export function stageChanges(sides: Sides): Change[] {
  const { base, head, policy } = sides;
  const path = 'meta.stability';
  const places = { path, base: base.stability, head: head.stability };
  const before = describe(base.stability);
  const after = describe(head.stability);
  if (base.stability.state === 'unknown' || head.stability.state === 'unknown') {
    if (base.stability.state === 'unknown' && head.stability.state === 'unknown' && hasSameSource(sides, path)) return [];
    return [
      contractChange(sides, 'stability-unreadable', {
        ...places,
        before,
        after,
        message: 'The stage cannot be read on both sides, and counts as stable where it cannot.',
      }),
    ];
  }
  const from = stageOf(base);
  const to = stageOf(head);
  const said = (verb: string): string => `The stage ${verb} from ${before ?? 'none'} to ${after ?? 'none'}.`;
  if (before === after) {
    const wasDeprecated = isDeprecated(base, policy);
    if (wasDeprecated === isDeprecated(head, sides.headPolicy)) return [];
    return wasDeprecated
      ? [contractChange(sides, 'stability-restored', { ...places, message: 'The policy no longer deprecates the contract.' })]
      : [contractChange(sides, 'stability-deprecated', { ...places, message: 'The policy deprecates the contract.' })];
  }
  if (to === 'deprecated') return [contractChange(sides, 'stability-deprecated', { ...places, before, after, message: said('moved') })];
  if (from === 'deprecated')
    return [contractChange(sides, 'stability-restored', { ...places, before, after, message: said('moved back') })];
  if (base.stability.state === 'absent')
    return [contractChange(sides, 'stability-declared', { ...places, before, after, message: `The stage was not written, and is ${to}.` })];
  if (head.stability.state === 'absent') {
    const id = stageColumn(from, policy.stability.stages) === 'early' ? 'stability-changed' : 'stability-lowered';
    return [contractChange(sides, id, { ...places, before, after, message: `The stage was ${from}, and is no longer written.` })];
  }
  const rise = stageRank(to, policy.stability.stages) - stageRank(from, policy.stability.stages);
  const id = rise > 0 ? 'stability-raised' : rise < 0 ? 'stability-lowered' : 'stability-changed';
  return [contractChange(sides, id, { ...places, before, after, message: said(rise > 0 ? 'rose' : rise < 0 ? 'fell' : 'changed') })];
}

/** Changes of a sunset that was announced. */
export function sunsetChanges(sides: Sides): Change[] {
  const before = deprecationOf(sides.base, sides.policy)?.sunset ?? null;
  const after = deprecationOf(sides.head, sides.headPolicy)?.sunset ?? null;
  if (before === null || before === after) return [];
  const places = { path: 'deprecations', before, after, base: sides.base.stability, head: sides.head.stability };
  if (after !== null) {
    if (after > before) return [];
    return [
      contractChange(sides, 'sunset-moved-closer', { ...places, message: `The sunset moved from ${before} to the earlier ${after}.` }),
    ];
  }
  if (!isDeprecated(sides.head, sides.headPolicy)) return [];
  return [contractChange(sides, 'sunset-dropped', { ...places, message: `The policy no longer gives the sunset, which was ${before}.` })];
}

function isUnseen(sides: Sides, path: string, base: Read<string>, head: Read<string>): boolean {
  return base.state === 'unknown' && head.state === 'unknown' && !hasSameSource(sides, path);
}

function quoted(items: readonly string[]): string {
  return items.map((item) => JSON.stringify(item)).join(', ');
}
