import { isOwn } from '../../compare/contract/place.ts';
import type { Contract } from '../../contracts/contract.ts';
import { createPlaceReader, type Place } from '../../contracts/reading/place-reader.ts';
import type { Span } from '../../source/span.ts';
import type { Slot, StaticValue, UnknownValue } from '../../values/value.ts';

/** A value found by its path. `site` is in the contract's own file: the value, or of an absent one the object that lacks it. */
export type FoundValue =
  | { readonly state: 'known'; readonly value: StaticValue; readonly site: Span }
  | { readonly state: 'unknown'; readonly value: UnknownValue; readonly site: Span }
  | { readonly state: 'absent'; readonly site: Span };

/** The fields of `meta`, which a path may name without it. */
const META_FIELDS: ReadonlySet<string> = new Set([
  'key',
  'version',
  'stability',
  'owners',
  'tags',
  'title',
  'description',
  'goal',
  'context',
  'domain',
  'docId',
]);

/** The value at a dotted path of a contract's definition: `meta.title`, `policy.rateLimit.rpm`, `tags`, `acceptance.scenarios.0.key`. */
export function valueAt(contract: Contract, path: string): FoundValue {
  const { spec, call } = contract;
  if (!spec) return { state: 'absent', site: call };
  const isThere = (name: string): boolean => spec.properties.has(name);
  const [first = '', ...rest] = path.split('.');
  const full = META_FIELDS.has(first) && !isThere(first) ? ['meta', first, ...rest] : [first, ...rest];
  // Events of older code have no `meta`: its fields stand on their own.
  const steps = full[0] === 'meta' && full.length > 1 && !isThere('meta') ? full.slice(1) : full;
  const found = follow(contract, spec, steps);
  const isKey = steps.join('.') === 'meta.key' || steps.join('.') === 'key';
  return found.state === 'absent' && isKey ? follow(contract, spec, [...steps.slice(0, -1), 'name']) : found;
}

/** Where an item of a list is told: as all values, at its own place where that is the contract's, else at the expression that stands for it. */
export function siteOfItem(contract: Contract, { value, span }: Slot, list: Span): Span {
  return [value.span, span].find((one) => isOwn(contract, one)) ?? list;
}

function follow(contract: Contract, spec: StaticValue, steps: readonly string[]): FoundValue {
  const reader = createPlaceReader((span) => isOwn(contract, span));
  let place: Place = { path: '', value: spec, site: isOwn(contract, spec.span) ? spec.span : contract.call };
  for (const step of steps) place = place.value?.kind === 'array' ? itemOf(contract, place, step) : reader.at(place, step);
  const { value, site } = place;
  if (!value) return { state: 'absent', site };
  return value.kind === 'unknown' ? { state: 'unknown', value, site } : { state: 'known', value, site };
}

function itemOf(contract: Contract, place: Place, step: string): Place {
  const path = `${place.path}.${step}`;
  if (place.value?.kind !== 'array') return { ...place, path, value: undefined };
  const item = /^\d+$/.test(step) ? place.value.items[Number(step)] : undefined;
  if (item) return { path, value: item.value, site: siteOfItem(contract, item, place.site) };
  return { path, value: place.value.rest ?? undefined, site: place.site };
}
