import type { ObjectNode, ZodNode } from './node.ts';
import { isOnlyRefined } from './opaque.ts';

/**
 * Whether what two types give of one value can always be made one again, as an intersection asks: it refuses, or throws for, two texts of
 * which one was trimmed. What lazy types give is not looked into.
 */
export function canBeMerged(left: ZodNode, right: ZodNode): boolean {
  if (left === right) return true;
  const [first, second] = [unwrapped(left), unwrapped(right)];
  if (first.kind !== 'object' || second.kind !== 'object') return isKept(first) && isKept(second);
  if (!isOnlyRefined(first) || !isOnlyRefined(second)) return false;
  return haveMergedFields(first, second) && haveMergedFields(second, first);
}

function haveMergedFields(object: ObjectNode, other: ObjectNode): boolean {
  return [...object.fields].every(([name, { node }]) => {
    const field = other.fields.get(name);
    if (field) return canBeMerged(node, field.node);
    // What the other one does not declare it gives as it is, or by its catchall, or not at all.
    if (other.catchall) return canBeMerged(node, other.catchall);
    return other.unknownFields !== 'keep' || isKept(node);
  });
}

function unwrapped(node: ZodNode): ZodNode {
  const isWrapped = node.kind === 'wrapper' && ['optional', 'nonoptional', 'nullable', 'readonly', 'default'].includes(node.wrap);
  return isWrapped && isOnlyRefined(node) ? unwrapped(node.inner) : node;
}

/** Whether a value is given as it is, keys of objects that are not declared aside. */
function isKept(node: ZodNode): boolean {
  if (!isOnlyRefined(node)) return node.kind === 'plain' && node.name === 'date';
  switch (node.kind) {
    case 'object':
      return [...node.fields.values()].every((field) => isKept(field.node)) && (!node.catchall || isKept(node.catchall));
    case 'array':
      return isKept(node.element);
    case 'tuple':
      return [...node.items, ...(node.rest ? [node.rest] : [])].every(isKept);
    case 'record':
      return isKept(node.value) && (!node.key || isKept(node.key));
    case 'union':
      return node.options.every(isKept);
    case 'intersection':
      return isKept(node.left) && isKept(node.right);
    case 'wrapper':
      return node.wrap !== 'catch' && node.wrap !== 'preprocess' && isKept(node.inner);
    case 'pipe':
      return isKept(node.input) && isKept(node.output) && !node.total;
    case 'transform':
      return false;
    default:
      return true;
  }
}
