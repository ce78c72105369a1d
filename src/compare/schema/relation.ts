import type { CodeCheck } from '../../contracts/schema/schema.ts';
import { coverLists } from './cover-lists.ts';
import { coverNumbers } from './cover-numbers.ts';
import { coverObjects } from './cover-objects.ts';
import { coverStrings } from './cover-strings.ts';
import { covered, uncovered, undecided, worstOf } from './cover.ts';
import type { Cover, Covers } from './cover.ts';
import { isMadeOfLess } from './made-by-code.ts';
import { isMadeAlike } from './made-within.ts';
import { hasList, hasNumber, hasObject, hasText, madeView, passesCode } from './member.ts';
import type { UnknownReason } from './schema-change.ts';
import type { Space } from './space.ts';
import { trialValues } from './trial-values.ts';
import type { Answer, Part, PartKinds, Type } from './type.ts';

/** How deep types may nest before the question is given up: the stack is not endless. */
const MAX_DEPTH = 150;

/**
 * The subtype relation. Values are finite, so a question that comes back to itself is answered yes: a counterexample would have to be smaller than itself.
 * A no always carries a value that was found, part by part, to be on one side only.
 */
export function createRelation(space: Space): Covers {
  const answers = new Map<string, Cover>();
  const open = new Map<string, number>();
  /** The outermost open question that the answer at hand has assumed; answers that assume one are not kept. */
  let assumed = Infinity;

  const covers: Covers = (type, others) => {
    const key = `${type.id}:${[...new Set(others.map((other) => other.id))].sort((a, b) => a - b).join(',')}`;
    const known = answers.get(key);
    if (known) return known;
    const depth = open.get(key);
    if (depth !== undefined) {
      assumed = Math.min(assumed, depth);
      return covered;
    }
    if (open.size > MAX_DEPTH || !space.step()) return undecided('budget');
    const outerAssumed = assumed;
    assumed = Infinity;
    const own = open.size;
    open.set(key, own);
    const answer = decide(type, others);
    open.delete(key);
    const isFree = assumed >= own;
    if (answer.kind === 'no' || (isFree && !(answer.kind === 'unknown' && answer.reason === 'budget'))) answers.set(key, answer);
    assumed = Math.min(outerAssumed, isFree ? Infinity : assumed);
    return answer;
  };

  const decide = (type: Type, others: readonly Type[]): Cover => {
    const parts = space.parts(type);
    const rivals = others.map((other) => space.parts(other));
    const each = <Kind extends keyof PartKinds>(
      kind: Kind,
      cover: (part: PartKinds[Kind], others: readonly PartKinds[Kind][]) => Cover,
      has: Membership<PartKinds[Kind]>,
    ): Cover => {
      const theirs = rivals.flatMap((rival) => rival[kind]);
      return worstOf(parts[kind].map((part) => coverOpaque({ space, covers }, part, theirs, cover, has)));
    };
    return worstOf([
      each(
        'constants',
        (part, theirs) => (theirs.some((other) => other.value === part.value) ? covered : uncovered(part.value)),
        (part, value) => (part.value === value ? 'yes' : 'no'),
      ),
      each('numbers', coverNumbers, (part, value) => (typeof value === 'number' ? hasNumber(part, value) : 'no')),
      each(
        'strings',
        (part, theirs) => coverStrings(space, part, theirs),
        (part, value) => (typeof value === 'string' ? hasText(space, part, value) : 'no'),
      ),
      each(
        'arrays',
        (part, theirs) => coverLists(space, covers, part, theirs),
        (part, value) => (Array.isArray(value) ? hasList(space, part, value) : 'no'),
      ),
      each(
        'objects',
        (part, theirs) => coverObjects(space, covers, part, theirs),
        (part, value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? hasObject(space, part, value) : 'no'),
      ),
    ]);
  };

  return covers;
}

/** Whether a value is in a part, opaque conditions apart. */
type Membership<T extends Part> = (part: T, value: unknown) => Answer;

/**
 * Applies a cover that knows nothing of opaque conditions: what carries one that `part` does not is no help, and a value is a witness where
 * the code on both sides can be followed for it.
 */
function coverOpaque<T extends Part>(
  { space, covers }: { readonly space: Space; readonly covers: Covers },
  part: T,
  others: readonly T[],
  cover: (part: T, others: readonly T[]) => Cover,
  has: Membership<T>,
): Cover {
  const isMet = (name: string): boolean => part.opaque.includes(name) || part.opaque.some((own) => isImplied(space, covers, own, name));
  const clear = others.filter((other) => other.opaque.every(isMet));
  const answer = cover(part, clear);
  if (answer.kind !== 'no') return answer;
  const isOpen = part.opaque.length > 0;
  if (!isOpen && clear.length === others.length) return answer;
  const strict = isOpen ? answer : cover(part, others);
  if (!isOpen && strict.kind !== 'yes') return strict;
  const isRefused = (other: T, value: unknown): boolean => has(other, value) === 'no' || passesCode(space, other, value) === 'no';
  const isWitness = (value: unknown): boolean =>
    has(part, value) === 'yes' && passesCode(space, part, value) === 'yes' && others.every((other) => isRefused(other, value));
  const apart = [part, ...others].flatMap((one) => mustBeApart(space, covers, part, one));
  const witness = [answer.value, ...new Set(apart)].find(isWitness) ?? trialValues(space, part, answer.value, others).find(isWitness);
  if (witness !== undefined) return uncovered(witness);
  return undecided(reasonOf(isOpen ? part.opaque : others.filter((other) => !clear.includes(other)).flatMap((other) => other.opaque)));
}

/** Whether what meets the one condition meets the other: the same code is given the same, or what it makes is of a type that lies within the other's. */
function isImplied(space: Space, covers: Covers, own: string, other: string): boolean {
  const [made, alsoMade] = [space.made.get(own), space.made.get(other)];
  if (made && alsoMade) return isMadeOfLess(space, covers, made, alsoMade);
  const [asked, alsoAsked] = [space.conditions.get(own), space.conditions.get(other)];
  if (asked && asked.code === alsoAsked?.code && isMadeAlike(asked.within, alsoAsked.within)) return true;
  const [check, otherCheck] = [space.checks.get(own), space.checks.get(other)];
  if (check?.bound && otherCheck?.bound) return isTighter(check.bound, otherCheck.bound);
  if (!check?.must || !otherCheck?.must || check.by !== otherCheck.by) return false;
  return covers(space.type([check.must], madeView), [space.type([otherCheck.must], madeView)]).kind === 'yes';
}

type Bound = NonNullable<CodeCheck['bound']>;

function isTighter(own: Bound, other: Bound): boolean {
  return own.name === other.name && (own.name === 'min' ? own.time >= other.time : own.time <= other.time);
}

/** Values that what is asked of the result tells from each other: often code leaves them as they are. */
function mustBeApart(space: Space, covers: Covers, part: Part, other: Part): readonly unknown[] {
  const typesOf = (one: Part): Type[] =>
    one.opaque.flatMap((name) => {
      const must = space.checks.get(name)?.must;
      return must ? [space.type([must], madeView)] : [];
    });
  return typesOf(part).flatMap((own) => {
    const cover = covers(own, other === part ? [] : typesOf(other));
    return cover.kind === 'no' ? [cover.value, ...(typeof cover.value === 'number' ? [String(cover.value)] : [])] : [];
  });
}

function reasonOf(opaque: readonly string[]): UnknownReason {
  return opaque.some((name) => !name.startsWith('refinement:') && !name.startsWith('bounds:')) ? 'unreadable' : 'opaque';
}
