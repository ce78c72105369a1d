import { memoizeWeakly } from '../../../source/memoize.ts';
import type { PipeNode, ZodNode } from './node.ts';
import { isOnlyRefined } from './opaque.ts';

/** Whether nothing in a value is made into another one, undeclared fields aside. Found once: a schema may hold another one many times. */
export const isTakenAsItIs: (node: ZodNode) => boolean = memoizeWeakly(hasNothingChanged);

function hasNothingChanged(node: ZodNode): boolean {
  if (isRefinedPrimitive(node)) return true;
  if (!isOnlyRefined(node)) return false;
  switch (node.kind) {
    case 'object':
      return !node.catchall && [...node.fields.values()].every((field) => isTakenAsItIs(field.node));
    case 'array':
      return isTakenAsItIs(node.element);
    case 'tuple':
      return [...node.items, ...(node.rest ? [node.rest] : [])].every(isTakenAsItIs);
    case 'record':
      return isTakenAsItIs(node.value) && (!node.key || isTakenAsItIs(node.key));
    case 'union':
      return node.options.every(isTakenAsItIs);
    case 'pipe':
      return isBoth(node);
    case 'wrapper':
      return ['optional', 'nonoptional', 'nullable', 'readonly'].includes(node.wrap) && isTakenAsItIs(node.inner);
    default:
      return false;
  }
}

/** Whether a pipe takes just what both of its types take, and leaves it as it is. */
export function isBoth({ input, output, total }: PipeNode): boolean {
  return !total && isRefinedPrimitive(input) && isRefinedPrimitive(output);
}

function isRefinedPrimitive(node: ZodNode): boolean {
  const isPrimitive =
    node.kind === 'plain' ? node.name === 'boolean' || node.name === 'any' : ['string', 'number', 'enum', 'literal'].includes(node.kind);
  return isPrimitive && isOnlyRefined(node);
}
