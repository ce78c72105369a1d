import type { Contract } from '../../contracts/contract.ts';
import { contractAsExported, type CopyElsewhere } from '../../contracts/exported-as.ts';
import { groupBy } from '../../source/groups.ts';
import type { Change } from '../change.ts';
import { versionId } from '../version.ts';
import { effectChanges } from './effect-changes.ts';
import { errorChanges } from './error-changes.ts';
import { executionChanges } from './execution-changes.ts';
import { hiddenExport, identityChanges } from './identity-changes.ts';
import { stageChanges, sunsetChanges, textChanges } from './meta-changes.ts';
import { outsideChanges } from './outside-changes.ts';
import { policyChanges } from './policy-changes.ts';
import { schemaSideChanges } from './schema-sides.ts';
import type { ComparedTrees, Sides } from './sides.ts';
import { transportChanges } from './transport-changes.ts';

/** All changes between two declarations of a contract, in the order of a contract's own fields. What counts is what their files give out. */
export function contractChanges(sides: Sides): readonly Change[] {
  const { trees } = sides;
  const base = contractAsExported(trees.base, sides.base, null) ?? sides.base;
  const head = contractAsExported(trees.head, sides.head, base.exportName);
  if (head) return withCopies({ ...sides, base, head });
  const given = { ...sides, base, head: { ...sides.head, exportName: base.exportName } };
  return [...changesBetween(given), hiddenExport(given)];
}

/** With what else changes in copies that other files export under the contract's name: who imports it by that name may get one. */
function withCopies(sides: Sides): readonly Change[] {
  const { trees, base, head } = sides;
  const own = changesBetween(sides);
  const copies = copiesOf(trees, base, head);
  if (copies.length === 0) return own;
  const all = [...own, ...copies.flatMap((copy) => changesBetween({ ...sides, base: copy.base ?? base, head: copy.head }))];
  return [...groupBy(all, ({ id, path }) => `${id} ${path}`).values()].map(([first]) => first);
}

/** Copies that say that they are the same version. */
export function copiesOf({ copiesElsewhere }: ComparedTrees, { exportName }: Contract, head: Contract): readonly CopyElsewhere[] {
  return copiesElsewhere(head, exportName).filter((copy) => versionId(copy.head) === versionId(head));
}

function changesBetween(sides: Sides): readonly Change[] {
  return [
    ...identityChanges(sides),
    ...stageChanges(sides),
    ...sunsetChanges(sides),
    ...schemaSideChanges(sides),
    ...errorChanges(sides),
    ...policyChanges(sides),
    ...executionChanges(sides),
    ...effectChanges(sides),
    ...transportChanges(sides),
    ...textChanges(sides),
    ...outsideChanges(sides),
  ];
}
