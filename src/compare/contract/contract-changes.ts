import type { Change } from '../change.ts';
import { effectChanges } from './effect-changes.ts';
import { errorChanges } from './error-changes.ts';
import { identityChanges } from './identity-changes.ts';
import { stageChanges, sunsetChanges, textChanges } from './meta-changes.ts';
import { outsideChanges } from './outside-changes.ts';
import { policyChanges } from './policy-changes.ts';
import { schemaSideChanges } from './schema-sides.ts';
import type { Sides } from './sides.ts';
import { transportChanges } from './transport-changes.ts';

/** All changes between two declarations of a contract, in the order of a contract's own fields. */
export function contractChanges(sides: Sides): readonly Change[] {
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
