import { eventFields, type KnownObject, operationFields } from '../contracts/framework/known-fields.ts';
import { nearest } from './nearest.ts';

/**
 * The path that was probably meant by one that leaves the fields of the framework by a near miss: `meta.title` for `meta.titel`. Null where none
 * is near: contracts may have fields of their own. As everywhere the fields of `meta` may be named without it.
 */
export function nearPath(path: string): string | null {
  const steps = path.split('.');
  let objects: readonly KnownObject[] = [operationFields, eventFields];
  let fields = new Set([...fieldsOf(objects), ...fieldsOf(insideOf(objects, 'meta'))]);
  for (const [index, step] of steps.entries()) {
    // The place of an item in its list.
    if (/^\d+$/.test(step)) continue;
    if (fields.size === 0) return null;
    if (!fields.has(step)) {
      const near = step.length > 2 ? nearest(step, fields) : null;
      return near === null ? null : steps.with(index, near).join('.');
    }
    objects = insideOf(objects, step);
    fields = fieldsOf(objects);
  }
  return null;
}

function insideOf(objects: readonly KnownObject[], field: string): readonly KnownObject[] {
  return objects.flatMap(({ inside }) => inside.get(field) ?? []);
}

function fieldsOf(objects: readonly KnownObject[]): Set<string> {
  return new Set(objects.flatMap(({ fields }) => [...fields]));
}
