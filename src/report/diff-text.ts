import type { Change, ContractDiff } from '../compare/change.ts';
import type { Contract } from '../contracts/contract.ts';

/** `1.0.0`, or what stands for a version that cannot be read. */
export function versionOf(contract: Contract | null): string | null {
  if (!contract) return null;
  return contract.version.state === 'known' ? String(contract.version.value) : '(version unreadable)';
}

/** The version of a contract, and what it became: `1.0.0`, `1.0.0 → 2.0.0`. */
export function versionsOf(diff: ContractDiff): string {
  const base = versionOf(diff.base);
  const head = versionOf(diff.head);
  // Where a bump is owed, that the version stands still is what there is to see.
  if (base === null || (base === head && diff.requiredBump === 'none')) return head ?? '';
  return head === null ? base : `${base} → ${head}`;
}

/** The verdict on a contract's version, as a clause: `owes 2.0.0`. */
export function verdictOf(diff: ContractDiff): string {
  switch (diff.status) {
    case 'added':
      return 'added';
    case 'removed':
      return diff.satisfied ? `removed${removalNote(diff)}` : 'removed, which is not allowed';
    case 'moved':
      return 'moved, nothing changed';
    case 'renamed':
    case 'changed': {
      const renamed = diff.renamedTo === null ? '' : `renamed to ${diff.renamedTo}, `;
      if (diff.requiredBump === 'none') return `${renamed}owes nothing`;
      if (diff.satisfied) return `${renamed}owes ${diff.requiredBump}, paid`;
      return `${renamed}owes ${diff.requiredVersion ?? `a ${diff.requiredBump} bump`}${stageNote(diff)}`;
    }
  }
}

/** Of a stage that is cheaper than stable, why it is no more. */
function stageNote({ verdict }: ContractDiff): string {
  return verdict && verdict.stage !== 'stable' && verdict.stage !== 'deprecated' ? `, being ${verdict.stage}` : '';
}

/** Of a removal that is allowed, why it is. */
function removalNote({ removal, base }: ContractDiff): string {
  if (removal?.state === 'after-sunset') return ', its sunset has passed';
  return removal && !removal.isProtected && base?.stability.state === 'known' ? `, being ${base.stability.value}` : '';
}

/** `before → after`, with a dash for nothing; null where the change has neither. */
export function beforeAfter({ before, after }: Change): string | null {
  return before === null && after === null ? null : `${before ?? '–'} → ${after ?? '–'}`;
}

/** What a change is and what follows from it, for who says its path and its values otherwise. */
export function explanationOf({ words, message }: Change): string {
  return words ? `It ${words.fact}. ${words.follows}`.trimEnd() : message;
}
