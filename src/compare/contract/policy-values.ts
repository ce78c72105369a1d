import type { JsonValue } from '../../contracts/contract.ts';
import type { ContractChangeId } from '../catalogue/ids.ts';
import type { Change } from '../change.ts';
import { contractChange, valueChange } from './change-builder.ts';
import { property, textItems } from './json.ts';
import { placeAt } from './place.ts';
import type { Sides } from './sides.ts';

/** A field of `policy` on both sides. */
export function values(sides: Sides, field: string): { readonly base: JsonValue | undefined; readonly head: JsonValue | undefined } {
  const of = ({ policy }: Sides['base']): JsonValue | undefined => (policy.state === 'known' ? property(policy.value, field) : undefined);
  return { base: of(sides.base), head: of(sides.head) };
}

/** A field that lists texts. */
export function lists(sides: Sides, field: string): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const { base, head } = values(sides, field);
  return { before: textItems(base), after: textItems(head) };
}

/** A change of one item of a list. */
export function itemChange(
  sides: Sides,
  id: ContractChangeId,
  field: string,
  item: string,
  stands: 'before' | 'after',
  message: string,
): Change {
  const side = stands === 'before' ? 'base' : 'head';
  const index = textItems(values(sides, field)[side]).indexOf(item);
  const place = placeAt(sides[side], ['policy', field, index]);
  return contractChange(sides, id, { path: `policy.${field}[${item}]`, message, [stands]: item, [side]: place });
}

/** A change of a field as a whole. */
export function fieldChange(
  sides: Sides,
  id: ContractChangeId,
  field: string,
  message: string,
  before: string | null,
  after: string | null,
): Change {
  return valueChange(sides, id, ['policy', field], message, before, after);
}

/** Null for what says nothing: no value, an empty list. */
export function empty(text: string): string | null {
  return text === '' || text === '[]' || text === 'null' ? null : text;
}
