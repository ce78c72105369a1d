import { schemaDigest } from '../equal.ts';
import { hash } from '../hash.ts';
import type { Schema } from '../schema.ts';
import type { ZodNode } from './node.ts';
import { isRefinement } from './opaque.ts';

/** What stands for the code that decides whether the value may be absent. What it makes of an absent value, the rest of the type must take. */
export function codeOnAbsence(node: ZodNode, schemaOf: (node: ZodNode) => Schema): string {
  const codes = codesOnAbsence(node);
  const isRest = codes.every(isRefinement);
  return hash(JSON.stringify(isRest ? codes : [...codes, schemaDigest(schemaOf(node))]));
}

/** The code that decides whether a field whose absence is unsure may be missing. */
function codesOnAbsence(node: ZodNode, seen: ReadonlySet<ZodNode> = new Set()): readonly string[] {
  switch (node.kind) {
    case 'wrapper':
      return [...codesOnAbsence(node.inner, seen), ...node.opaque];
    case 'pipe':
      return [...codesOnAbsence(node.input, seen), ...codesOnAbsence(node.output, seen), ...node.opaque];
    case 'transform':
      return [node.digest];
    case 'unread':
      return [node.digest(), ...node.opaque];
    case 'union':
      return [...node.options.flatMap((option) => codesOnAbsence(option, seen)), ...node.opaque];
    case 'intersection':
      return [...codesOnAbsence(node.left, seen), ...codesOnAbsence(node.right, seen), ...node.opaque];
    case 'lazy':
      return seen.has(node) ? [] : [...codesOnAbsence(node.read(), new Set([...seen, node])), ...node.opaque];
    default:
      return node.opaque;
  }
}
