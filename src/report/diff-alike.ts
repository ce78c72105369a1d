import { valuesOf, type Change } from '../compare/change.ts';
import { groupBy } from '../source/groups.ts';

/** Changes of one kind at one place, told in one go. */
export interface AlikeChanges {
  /** What their paths have in common: `io.errors`. */
  readonly path: string;
  /** What each is of, with its value: `NOT_FOUND`, `issues (list of Issue)`. */
  readonly names: readonly string[];
}

/** As many are told in one go. */
const FEWEST = 3;
/** Most that are named. */
const MOST_NAMED = 20;

/** Changes in their order, those of one kind at one place together. What breaks, or needs a review, stands by itself. */
export function groupAlike(changes: readonly Change[]): readonly (readonly [Change, ...Change[]])[] {
  const groups = groupBy(changes, (change) =>
    isPlain(change) ? JSON.stringify([change.class, change.id, split(change.path).parent]) : change,
  );
  return [...groups.values()].flatMap((group) => (group.length < FEWEST ? group.map((change): [Change] => [change]) : [group]));
}

/** What a group has in common, and what each of it is of. */
export function describeAlike(group: readonly [Change, ...Change[]]): AlikeChanges {
  const names = group.map((change) => {
    const { name } = split(change.path);
    const value = valuesOf(change);
    return value === null || value === name ? name : `${name} (${value})`;
  });
  const more = names.length - MOST_NAMED;
  return { path: split(group[0].path).parent, names: more > 0 ? [...names.slice(0, MOST_NAMED), `and ${more} more`] : names };
}

function isPlain({ class: changeClass, witness, review }: Change): boolean {
  return witness === null && review === null && changeClass !== 'breaking' && changeClass !== 'unknown';
}

/** `io.errors` and `NOT_FOUND` of `io.errors.NOT_FOUND`. */
function split(path: string): { readonly parent: string; readonly name: string } {
  const last = /^(.*?)(?:\.([^.[\]]+)|\[(.*)\])$/.exec(path);
  return { parent: last?.[1] ?? '', name: last?.[2] ?? last?.[3] ?? path };
}
