import { CLASS_ORDER, gravityOfClass, worstClass } from '../compare/bump.ts';
import type { Change, ContractDiff } from '../compare/change.ts';
import type { Style } from './style.ts';
import { padEnd, padStart } from './width.ts';

/** What of a list is shown, in its order, and what is not. */
export interface Cut<Item> {
  readonly shown: readonly Item[];
  readonly hidden: readonly Item[];
}

/** Keeps as many as `most`, the gravest ones by `gravity` (lowest first), each where it stands. */
export function keepGravest<Item>(items: readonly Item[], most: number, gravity: (item: Item) => number): Cut<Item> {
  if (items.length <= most) return { shown: items, hidden: [] };
  const kept = new Set([...items].sort((a, b) => gravity(a) - gravity(b)).slice(0, most));
  return { shown: items.filter((item) => kept.has(item)), hidden: items.filter((item) => !kept.has(item)) };
}

/** What owes something before what does not, and then by the gravest change. */
export function gravityOfDiff(diff: ContractDiff): number {
  return (diff.satisfied ? CLASS_ORDER.length : 0) + gravityOfClass(gravestOf(diff));
}

function gravestOf({ changes }: ContractDiff): Change['class'] {
  return worstClass(changes.map((change) => change.class));
}

/** `10 breaking, 2 additive`. */
export function countClasses(changes: readonly Change[]): string {
  return CLASS_ORDER.flatMap((name) => {
    const amount = changes.filter((change) => change.class === name).length;
    return amount > 0 ? [`${amount} ${name}`] : [];
  }).join(', ');
}

/** All contracts by their gravest change, for a report that does not show each of them. */
export function classTable(diffs: readonly ContractDiff[], style: Style): string[] {
  const width = Math.max(...CLASS_ORDER.map((name) => name.length));
  const rows = CLASS_ORDER.flatMap((name) => {
    const ofClass = diffs.filter((diff) => gravestOf(diff) === name);
    const owing = ofClass.filter((diff) => !diff.satisfied).length;
    const cells = [owing, ofClass.length - owing].map((amount) => padStart(amount > 0 ? String(amount) : '–', 7));
    return ofClass.length > 0 ? [`  ${padEnd(name, width)}  ${cells.join('  ')}`] : [];
  });
  return [style.dim(`  ${padEnd('', width)}  ${padStart('owing', 7)}  ${padStart('paid', 7)}`), ...rows];
}
