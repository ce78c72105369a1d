import type { Schema } from '../../contracts/schema/schema.ts';
import { compareCodeUnits } from '../../source/paths.ts';
import { valuesOf, type ChangeClass, type Witness } from '../change.ts';
import { rowOf, whomItBreaks } from './catalogue/schema-catalogue.ts';
import { fits, worseVerdict, type Escape, type Verdict } from './judge.ts';
import type { SchemaChange, SchemaSide, UnknownReason } from './schema-change.ts';
import { smallerValue } from './value-size.ts';
import { liftVerdict, textOf } from './walk.ts';
import type { Draft, Place, UnionAround, Walk } from './walk.ts';

/** Gives each draft its class and, where it breaks, its witness; then sees to it that the whole is as the relation says. */
export function classify(walk: Walk, root: Place, base: Schema, head: Schema): SchemaChange[] {
  const whole = wholeVerdict(walk, base, head);
  const decisions = walk.drafts.map((draft) => decide(walk, draft, base, head, whole));
  const changes = explained(walk, decisions, base, head, whole).map((decided, index) => {
    // There is one for each.
    return toChange(walk.judge.side, walk.drafts[index] as Draft, decided);
  });
  const isExplained = changes.some((change) => change.class === 'breaking' || (whole.kind !== 'broken' && change.class === 'unknown'));
  if (whole.kind !== 'fits' && !isExplained) changes.push(leftOver(walk, root, base, head, whole));
  return changes.sort((a, b) => compareCodeUnits(a.path, b.path) || compareCodeUnits(a.id, b.id));
}

/** The relation over the whole schemas. Where an output had no schema nothing can break. */
function wholeVerdict(walk: Walk, base: Schema, head: Schema): Verdict {
  if (walk.drafts.some((draft) => draft.row === 'schema-added') && walk.judge.side === 'output') return fits;
  return walk.judge.compare(base, head);
}

interface Class {
  readonly class: ChangeClass;
  readonly witness: Witness | null;
  readonly reason: UnknownReason | null;
}

const breaking = (witness: Witness): Class => ({ class: 'breaking', witness, reason: null });
export const unknownChange = (reason: UnknownReason): Class => ({ class: 'unknown', witness: null, reason });

/** Where the whole is broken, and but one change may have done that, it has. */
function explained(walk: Walk, decisions: readonly Class[], base: Schema, head: Schema, whole: Verdict): readonly Class[] {
  const [doubtful, another] = decisions.filter((one) => one.class === 'unknown');
  if (!doubtful || another || decisions.some((one) => one.class === 'breaking')) return decisions;
  const witness = verified(walk, whole, base, head);
  return witness ? decisions.map((one) => (one === doubtful ? breaking(witness) : one)) : decisions;
}

function decide(walk: Walk, draft: Draft, base: Schema, head: Schema, whole: Verdict): Class {
  const fitting: Class = { class: fittingClass(walk, draft), witness: null, reason: null };
  if (draft.verdict.kind === 'fits') return fitting;
  const witness = verified(walk, draft.verdict, base, head);
  if (witness) return breaking(witness);
  if (draft.row === 'became-impossible') return unknownChange('no-witness');
  if (whole.kind === 'fits') return fitting;
  const { union } = draft.place;
  if (union) {
    const around = verdictAround(walk, union);
    if (around.kind === 'fits') return fitting;
    const other = verified(walk, liftVerdict(union.place, around), base, head);
    if (other) return breaking(other);
  }
  return unknownChange(draft.verdict.kind === 'unknown' ? draft.verdict.reason : 'no-witness');
}

/** What this member no longer takes, another member of the union may; what becomes of the other ones is no matter of it. */
function verdictAround({ judge }: Walk, { base, head, member }: UnionAround): Verdict {
  if (!member) return judge.compare(base, head);
  return judge.senders
    .map((end) => (end === 'base' ? judge.compare(member.base, head, end) : judge.compare(base, member.head, end)))
    .reduce(worseVerdict);
}

/** Of the values that do separate the two schemas the smallest; rather one that nothing but the change separates them by. */
function verified(walk: Walk, verdict: Verdict, base: Schema, head: Schema): Witness | null {
  if (verdict.kind !== 'broken') return null;
  const separating = (escapes: readonly Escape[]): readonly Escape[] =>
    escapes.filter((escape) => walk.judge.separates(base, head, escape));
  const alone = separating(verdict.escapes.filter(({ around }) => around === 'shared'));
  const [first, ...rest] = alone.length > 0 ? alone : separating(verdict.escapes.filter(({ around }) => around !== 'shared'));
  if (!first) return null;
  const smallest = rest.reduce((best: Escape, next) => (smallerValue(best.value, next.value) === best.value ? best : next), first);
  return { value: smallest.value, acceptedBy: smallest.from, rejectedBy: smallest.from === 'base' ? 'head' : 'base' };
}

/** The class of a change after which everything still fits. */
function fittingClass({ judge, options }: Walk, { row, together, place }: Draft): ChangeClass {
  const { side } = judge;
  if (options.profile === 'source' && (rowOf(row).source?.includes(side) || (together && rowOf(together).source?.includes(side))))
    return 'breaking';
  const usual = rowOf(row)[side];
  if (usual !== null && usual !== 'breaking' && usual !== 'unknown') return usual;
  // It fits all the same: because a union or an open enum takes it, or because the server drops, catches or lacks what is no longer declared.
  return usual === 'unknown' || place.union || row.includes('enum') || row === 'schema-added' ? 'additive' : 'dangerous';
}

/** The whole is broken, or may be, and no change that was found says why. */
function leftOver(walk: Walk, root: Place, base: Schema, head: Schema, whole: Verdict): SchemaChange {
  const witness = verified(walk, whole, base, head);
  const reason = whole.kind === 'unknown' ? whole.reason : 'no-witness';
  const draft: Draft = {
    row: witness || reason === 'no-witness' ? 'type-changed' : 'unreadable',
    place: root,
    path: root.path,
    ...textOf(base, head),
    verdict: whole,
  };
  return toChange(walk.judge.side, draft, witness ? breaking(witness) : unknownChange(reason));
}

/** What is told of a change whose class was decided. */
export function toChange(side: SchemaSide, draft: Omit<Draft, 'place' | 'verdict'>, decided: Class): SchemaChange {
  const row = rowOf(draft.row);
  const values = valuesOf(draft);
  const follows = consequence(side, decided, draft);
  const words = { fact: row.whatOf?.(draft) ?? row.what, follows };
  return {
    id: `${side}-${row.row}`,
    class: decided.class,
    path: draft.path,
    before: draft.before,
    after: draft.after,
    message: `"${draft.path}" ${words.fact}${values === null ? '' : ` (${values})`}. ${words.follows}`.trimEnd(),
    words,
    witness: decided.witness,
    reason: decided.reason,
    baseOrigin: draft.baseOrigin,
    headOrigin: draft.headOrigin,
  };
}

const DOUBTS: Readonly<Record<UnknownReason, string>> = {
  unreadable: 'A part of it cannot be read (unreadable)',
  opaque: 'What a refinement accepts cannot be read (opaque)',
  'no-witness': 'No value was found that shows whether it breaks (no-witness)',
  budget: 'It is too large to be compared to the end (budget)',
};

const MAX_SHOWN = 100;

/** What follows for consumers; nothing where nothing does. */
function consequence(side: SchemaSide, { class: changeClass, witness, reason }: Class, { alone }: Pick<Draft, 'alone'>): string {
  const shown = alone && reason === 'no-witness' ? JSON.stringify(alone.value) : '';
  if (alone && shown !== '' && shown.length <= MAX_SHOWN) {
    const [taken, refused] = alone.from === 'base' ? ['base', 'head'] : ['head', 'base'];
    return `Alone, ${shown} is accepted by the ${taken} and refused by the ${refused}, but the rest of the value cannot be told (no-witness): it counts as breaking from beta up.`;
  }
  if (reason) return `${DOUBTS[reason]}: it counts as breaking from beta up.`;
  if (changeClass === 'breaking' && !witness) return 'Values still fit, but code that imports the types no longer compiles.';
  return changeClass === 'breaking' || changeClass === 'dangerous' ? whomItBreaks(side, changeClass) : '';
}
