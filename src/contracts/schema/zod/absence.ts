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
    default:
      return 'required';
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
