import type { SchemaDefault } from '../schema.ts';
import type { Absence, ZodNode } from './node.ts';

/** What an object makes of a missing field of this type. */
export function absenceOf(node: ZodNode, seen: ReadonlySet<ZodNode> = new Set()): Absence {
  switch (node.kind) {
    case 'wrapper':
      if (node.wrap === 'optional') return 'optional';
      if (node.wrap === 'nonoptional') return 'required';
      if (node.wrap === 'default') return 'defaulted';
      if (node.wrap === 'catch') return absenceOf(node.inner, seen) === 'optional' ? 'optional' : 'defaulted';
      return absenceOf(node.inner, seen);
    case 'pipe':
      return absenceOf(node.input, seen);
    case 'union':
      return node.options.map((option) => absenceOf(option, seen)).find((absence) => absence !== 'required') ?? 'required';
    case 'intersection':
      // Zod 3 gives the absent value to both sides; Zod 4 asks that an intersection is there.
      if (node.version === 4) return 'required';
      return [node.left, node.right].every((side) => absenceOf(side, seen) !== 'required') ? 'optional' : 'required';
    case 'plain':
      // Zod 3 infers `field?: any`; Zod 4 asks that the field is there.
      return node.name === 'any' && node.version === 3 ? 'optional' : 'required';
    case 'lazy':
      if (seen.has(node)) return 'required';
      return absenceOf(node.read(), new Set([...seen, node]));
    case 'unread':
      // Nothing but an absent field has this value.
      return node.version === 3 && isUndefined(node) ? 'optional' : 'required';
    default:
      return 'required';
  }
}

/** `z.undefined()` and `z.void()`, which no JSON value is. */
export function isUndefined(node: ZodNode): boolean {
  return node.kind === 'unread' && (node.reason === 'not JSON: z.undefined()' || node.reason === 'not JSON: z.void()');
}

/** What stands in for a missing field of a type that is defaulted; null where lazy types lead round. */
export function standInOf(node: ZodNode, seen: ReadonlySet<ZodNode> = new Set()): SchemaDefault | null {
  switch (node.kind) {
    case 'wrapper':
      return node.wrap === 'default' || node.wrap === 'catch'
        ? (node.value ?? { known: false, value: undefined, isCatch: node.wrap === 'catch' })
        : standInOf(node.inner, seen);
    case 'pipe':
      return standInOf(node.input, seen);
    case 'union':
      return node.options.map((option) => standInOf(option, seen)).find((found) => found !== null) ?? null;
    case 'lazy':
      return seen.has(node) ? null : standInOf(node.read(), new Set([...seen, node]));
    default:
      return null;
  }
}

/** Whether the answer of `absenceOf` needs a lazy type to be followed, which must wait until the code around it is read. */
export function isDeferred(node: ZodNode): boolean {
  switch (node.kind) {
    case 'lazy':
      return true;
    case 'wrapper':
      return node.wrap !== 'optional' && node.wrap !== 'nonoptional' && node.wrap !== 'default' && isDeferred(node.inner);
    case 'pipe':
      return isDeferred(node.input);
    case 'union':
      return node.options.some(isDeferred);
    case 'intersection':
      return node.version === 3 && (isDeferred(node.left) || isDeferred(node.right));
    default:
      return false;
  }
}
