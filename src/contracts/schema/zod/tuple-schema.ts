import { constrained } from '../constraints.ts';
import { schemaDigest } from '../equal.ts';
import type { Schema } from '../schema.ts';
import { absenceOf, isMarked, takesUndefined } from './absence.ts';
import { codeOnAbsence } from './code-on-absence.ts';
import type { TupleNode, ZodNode } from './node.ts';
import { opaqueEntry } from './opaque.ts';

/** More optional items at the end than this are not spelled out. */
const MAX_OPTIONAL_ITEMS = 8;

/** Items at the end that may be absent make tuples of several lengths. */
export function tupleSchema(node: TupleNode, schemaOf: (node: ZodNode) => Schema, when: 'taken' | 'given' = 'taken'): Schema {
  const { origin } = node;
  const items = node.items.map(schemaOf);
  const rest = node.rest ? { rest: schemaOf(node.rest) } : {};
  const least = leastItems(node, when);
  const full: Schema = { kind: 'tuple', items, ...rest, origin };
  if (least === items.length) return full;
  const codes = node.items
    .slice(least)
    .filter((item) => absenceOf(item) === 'unsure')
    .map((item) => codeOnAbsence(item, schemaOf));
  if (items.length - least > MAX_OPTIONAL_ITEMS)
    return constrained(
      { kind: 'scalar', name: 'JSON', origin },
      { opaque: [opaqueEntry('refine', 'tuple', String(least), schemaDigest(full), ...codes)] },
    );
  const shorter = Array.from({ length: items.length - least }, (_, extra): Schema => ({
    kind: 'tuple',
    items: items.slice(0, least + extra),
    origin,
  }));
  return constrained(
    { kind: 'union', members: [...shorter, full], origin },
    codes.length > 0 ? { opaque: [opaqueEntry('refine', 'absent', ...codes)] } : {},
  );
}

/** How many items a tuple has at least. Zod 3 asks for every item, be it optional or not. A default is always given. */
export function leastItems(node: TupleNode, when: 'taken' | 'given'): number {
  const { items, rest, version } = node;
  if (version === 3) return items.length;
  if (version < 4.4) return leastMarked(node, when);
  // Before a rest, an item that is not there is asked all the same.
  const isTaken = (item: ZodNode): boolean => rest !== null && when === 'taken' && takesUndefined(item);
  const mustBeThere = (item: ZodNode): boolean =>
    (absenceOf(item) === 'required' && !isTaken(item)) || (when === 'given' && absenceOf(item) === 'defaulted');
  return items.findLastIndex(mustBeThere) + 1;
}

/** Before Zod 4.4, items that are marked optional are left out at the end; one more may be absent, or with a rest any, where it takes `undefined`. */
function leastMarked({ items, rest }: TupleNode, when: 'taken' | 'given'): number {
  const marked = items.findLastIndex((item) => !isMarked(item, 'taken')) + 1;
  if (when === 'given') return marked;
  const asked = items.slice(0, marked).findLastIndex((item) => absenceOf(item) === 'required') + 1;
  return rest ? asked : Math.max(asked, marked - 1);
}
