import { constrained, tighten } from '../constraints.ts';
import { joined } from '../joined.ts';
import type { Schema } from '../schema.ts';
import type { NumberNode } from './node.ts';

/** Zod 3's integers go beyond the safe ones, unless bounds keep them there. */
export function numberSchema({ version, scalar, constraints, origin }: NumberNode): Schema {
  const { min, exclusiveMin, max, exclusiveMax } = constraints;
  const least = min ?? exclusiveMin ?? -Infinity;
  const most = max ?? exclusiveMax ?? Infinity;
  const isSafe = least >= Number.MIN_SAFE_INTEGER && most <= Number.MAX_SAFE_INTEGER;
  if (version >= 4 || scalar !== 'Int_unsecure' || isSafe) return constrained({ kind: 'scalar', name: scalar, origin }, constraints);
  return constrained({ kind: 'scalar', name: 'Float_unsecure', origin }, tighten({ multipleOf: 1 }, constraints));
}

/** One literal, or any of several. */
export function literalSchema(values: readonly (string | number | boolean | null)[], origin: Schema['origin']): Schema {
  return joined(
    'union',
    values.map((value) => ({ kind: 'literal', value, origin })),
    origin,
  );
}
