import type { Contract } from '../../contracts/contract.ts';
import type { Inventory, ReadProblem } from '../../contracts/inventory.ts';
import { outsideWrites, type OutsideWrite } from '../../contracts/outside/writes.ts';
import type { Change } from '../change.ts';
import { contractChange } from './change-builder.ts';
import type { Sides } from './sides.ts';

/** What files that contracts do not import write to them at one side, and not at the other. */
export interface OutsideDifference {
  of(base: Contract, head: Contract): { readonly gone: readonly OutsideWrite[]; readonly come: readonly OutsideWrite[] };
  /** Files of the head that may write to contracts and cannot be parsed, as far as a difference was asked for. */
  unread(): readonly ReadProblem[];
}

const NONE = { gone: [], come: [] };

/** Looks at the files that differ. Nothing is read before it is asked for. */
export function createOutsideDifference(base: Inventory, head: Inventory): OutsideDifference {
  let sides: ReturnType<typeof outsideWrites> | undefined;
  return {
    of(was, is) {
      // A snapshot says of a contract what it was, and nothing of other files.
      if (base.tree === head.tree || base.tree.files().length === 0) return NONE;
      sides ??= outsideWrites(base, head);
      const [before, after] = [sides.before.of(was), sides.after.of(is)];
      const without = (writes: readonly OutsideWrite[], others: readonly OutsideWrite[]): readonly OutsideWrite[] =>
        writes.filter(({ text }) => !others.some((other) => other.text === text));
      return before.length + after.length === 0 ? NONE : { gone: without(before, after), come: without(after, before) };
    },
    unread: () => sides?.after.unread ?? [],
  };
}

/** What a contract becomes by such writes is not said: they may run or not, and at any time. */
export function outsideChanges(sides: Sides): Change[] {
  const { gone, come } = sides.trees.outsideDifference.of(sides.base, sides.head);
  const codeOf = ({ text }: OutsideWrite): string => text.split('\n')[0] ?? '';
  return [
    ...redirectionChanges(sides),
    ...come.map((write) =>
      contractChange(sides, 'written-elsewhere', {
        path: 'writes',
        message: `${write.place.file} writes to what the contract is made of, and so may change it: ${codeOf(write)}.`,
        after: codeOf(write),
        head: { site: sides.head.call, origin: write.place },
      }),
    ),
    ...gone.map((write) =>
      contractChange(sides, 'written-elsewhere', {
        path: 'writes',
        message: `${write.place.file} wrote to what the contract is made of, and no longer does: ${codeOf(write)}.`,
        before: codeOf(write),
        base: { site: sides.base.call, origin: write.place },
      }),
    ),
  ];
}

/** Code in the place of the contracts package may make anything of what it is given. */
function redirectionChanges(sides: Sides): readonly Change[] {
  const redirection = sides.trees.redirection(sides.base, sides.head);
  if (!redirection) return [];
  const { before, after } = redirection;
  const message = after
    ? `Other code than before may define the contract: its imports of the contracts package lead to ${after}.`
    : `Other code than before may define the contract: its imports of the contracts package led to ${before}, and no longer do.`;
  const [base, head] = [sides.base.call, sides.head.call].map((site) => ({ site, origin: site }));
  return [
    contractChange(sides, 'written-elsewhere', {
      path: 'writes',
      message,
      ...(before && { before, base: base ?? null }),
      ...(after && { after }),
      head: head ?? null,
    }),
  ];
}
