import { schemaDigest } from '../equal.ts';
import { hash } from '../hash.ts';
import type { Schema } from '../schema.ts';
import { codesOnAbsence } from './absence.ts';
import type { ZodNode } from './node.ts';

/** What stands for the code that decides whether the value may be absent. What it makes of an absent value, the rest of the type must take. */
export function codeOnAbsence(node: ZodNode, schemaOf: (node: ZodNode) => Schema): string {
  const codes = codesOnAbsence(node);
  const isRest = codes.every((code) => code.startsWith('refine:'));
  return hash(JSON.stringify(isRest ? codes : [...codes, schemaDigest(schemaOf(node))]));
}
