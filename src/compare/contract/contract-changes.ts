import { contractAsExported } from '../../contracts/exported-as.ts';
import type { Change } from '../change.ts';
import { effectChanges } from './effect-changes.ts';
import { errorChanges } from './error-changes.ts';
import { hiddenExport, identityChanges } from './identity-changes.ts';
import { stageChanges, sunsetChanges, textChanges } from './meta-changes.ts';
import { outsideChanges } from './outside-changes.ts';
import { policyChanges } from './policy-changes.ts';
import { schemaSideChanges } from './schema-sides.ts';
import type { Sides } from './sides.ts';
import { transportChanges } from './transport-changes.ts';

/** All changes between two declarations of a contract, in the order of a contract's own fields. What counts is what their files give out. */
export function contractChanges(sides: Sides): readonly Change[] {
  const { trees } = sides;
  const base = contractAsExported(trees.base, sides.base, null) ?? sides.base;
  const head = contractAsExported(trees.head, sides.head, base.exportName);
  if (head) return changesBetween({ ...sides, base, head });
  const given = { ...sides, base, head: { ...sides.head, exportName: base.exportName } };
  return [...changesBetween(given), hiddenExport(given)];
}

function changesBetween(sides: Sides): readonly Change[] {
  return [
    ...identityChanges(sides),
    ...stageChanges(sides),
    ...sunsetChanges(sides),
    ...schemaSideChanges(sides),
    ...errorChanges(sides),
    ...policyChanges(sides),
    ...effectChanges(sides),
    ...transportChanges(sides),
    ...textChanges(sides),
    ...outsideChanges(sides),
  ];
}
