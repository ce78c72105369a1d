import { isRecord } from '../../../source/records.ts';
import type { Constraints } from '../schema.ts';
import type { ZodNode } from './node.ts';
import { isOnlyRefined } from './opaque.ts';

/**
 * Whether a type certainly refuses a value, by what can be told without running anything: in doubt it does not.
 * @param isRequired whether an object asks that a field of that type is there
 */
export function isRefused(node: ZodNode, value: unknown, isRequired: (field: ZodNode) => boolean): boolean {
  // What code or coercion makes of it first, may be another value.
  if (!isOnlyRefined(node)) return false;
  switch (node.kind) {
    case 'string':
      return (
        typeof value !== 'string' ||
        value.length < (node.constraints.minLength ?? 0) ||
        value.length > (node.constraints.maxLength ?? Infinity)
      );
    case 'number':
      return typeof value !== 'number' || isOutside(value, node.constraints);
    case 'plain':
      return node.name === 'boolean' && typeof value !== 'boolean';
    case 'literal':
      return !node.values.some((one) => one === value);
    case 'enum':
      return ![...node.entries.values()].some((one) => one === value);
    case 'array':
      return !Array.isArray(value) || value.some((item) => isRefused(node.element, item, isRequired));
    case 'object':
      if (!isRecord(value)) return true;
      return [...node.fields].some(([name, field]) =>
        Object.hasOwn(value, name) ? isRefused(field.node, value[name], isRequired) : isRequired(field.node),
      );
    case 'tuple':
      return !Array.isArray(value);
    case 'record':
      return typeof value !== 'object' || value === null;
    case 'union':
      return node.options.every((option) => isRefused(option, value, isRequired));
    case 'wrapper':
      if (node.wrap === 'preprocess' || node.wrap === 'catch' || value === undefined) return false;
      return !(node.wrap === 'nullable' && value === null) && isRefused(node.inner, value, isRequired);
    default:
      return false;
  }
}

function isOutside(
  value: number,
  { min = -Infinity, exclusiveMin = -Infinity, max = Infinity, exclusiveMax = Infinity }: Constraints,
): boolean {
  return value < min || value <= exclusiveMin || value > max || value >= exclusiveMax;
}
