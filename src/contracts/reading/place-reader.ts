import { contains, type Span, writtenOr } from '../../source/span.ts';
import {
  unknown,
  type ArrayValue,
  type LiteralValue,
  type ObjectValue,
  type Slot,
  type StaticValue,
  type UnknownValue,
} from '../../values/value.ts';
import { isUndefined } from '../schema/static-value.ts';
import type { Absent, Invalid, JsonObject, JsonValue, Read, ReadList, Unreadable, UnresolvedValue } from '../contract.ts';

/** A place in a contract: the value that stands there, and the expression in the contract's own file that it comes from. */
export interface Place {
  readonly path: string;
  /** Undefined when nothing stands there. */
  readonly value: StaticValue | undefined;
  readonly site: Span;
}

/** Reads values out of a contract's argument, and keeps what cannot be read. */
export interface PlaceReader {
  readonly unresolved: UnresolvedValue[];
  /** The member of an object; unknown where the object is, or where an unknown spread may have set it. */
  at(place: Place, name: string): Place;
  string(place: Place): Read<string>;
  number(place: Place): Read<number>;
  version(place: Place): Read<string | number>;
  list<T>(place: Place, readItem: (item: Place) => Read<T>): ReadList<T>;
  /** Any value as plain JSON; null for what cannot be read. */
  json(place: Place): Read<JsonValue>;
  object(place: Place): Read<JsonObject>;
  /** What a place is, when nothing more is asked of it than that it is an object. */
  objectValue(place: Place): ObjectValue | null;
  /** @param ofCode a digest of the code that it comes from, where the value itself does not say */
  note(place: Place, value: UnknownValue, ofCode?: () => string | null): Unreadable;
}

/**
 * @param isOwn whether a span is an expression of the contract's own; findings are reported at such places only
 * @param digest of the code that an unknown value comes from
 */
export function createPlaceReader(
  isOwn: (span: Span) => boolean,
  digest: (value: UnknownValue) => string | null = () => null,
): PlaceReader {
  const unresolved: UnresolvedValue[] = [];
  const noted = new Set<string>();

  function note(place: Place, value: UnknownValue, ofCode: () => string | null = () => digest(value)): Unreadable {
    if (!noted.has(place.path)) {
      noted.add(place.path);
      const { reason, detail, span: origin } = value;
      unresolved.push({ path: place.path, reason, detail, site: place.site, origin, digest: ofCode });
    }
    return { state: 'unknown', reason: value.reason, detail: value.detail, site: place.site, origin: value.span };
  }

  function siteOf(value: StaticValue, slot: Span, parent: Span): Span {
    // What cannot be read is shown where it is used: its cause may be an import or a parameter far above.
    if (value.kind === 'unknown' && isOwn(slot) && !contains(slot, value.span)) return slot;
    if (isOwn(value.span)) return value.span;
    return isOwn(slot) ? slot : parent;
  }

  function at(place: Place, name: string): Place {
    const path = place.path === '' ? name : `${place.path}.${name}`;
    const object = place.value;
    if (object?.kind === 'unknown') return { path, value: object, site: place.site };
    const nothing = { path, value: undefined, site: place.site };
    if (object?.kind !== 'object') return nothing;
    const property = object.properties.get(name);
    if (property) {
      const value = standing(property);
      return isUndefined(value) ? nothing : { path, value, site: siteOf(value, property.span, place.site) };
    }
    if (object.open && object.openTo?.has(name) !== false)
      return { path, value: object.open, site: siteOf(object.open, object.openAt ?? object.open.span, place.site) };
    if (object.prototype) return at({ ...place, value: object.prototype }, name);
    return nothing;
  }

  function scalar<T>(place: Place, pick: (value: unknown) => T | undefined): Read<T> {
    const { value, site } = place;
    if (!value) return absent(place);
    if (value.kind === 'unknown') return note(place, value);
    const picked = value.kind === 'literal' ? pick(value.value) : undefined;
    if (picked === undefined) return invalid(place, value);
    return { state: 'known', value: picked, site, origin: value.span, written: value.kind === 'literal' && value.written === true };
  }

  function itemsOf({ path, site }: Place, { items }: ArrayValue): readonly Place[] {
    return items.map((item, index) => {
      const value = standing(item);
      return { path: `${path}[${index}]`, value, site: siteOf(value, item.span, site) };
    });
  }

  function list<T>(place: Place, readItem: (item: Place) => Read<T>): ReadList<T> {
    const { value, site } = place;
    if (!value) return absent(place);
    if (value.kind === 'unknown') return note(place, value);
    if (value.kind !== 'array') return invalid(place, value);
    // Where the spread stands in the list, that is what cannot be read.
    const rest = value.rest && note(contains(site, value.rest.span) ? { ...place, site: value.rest.span } : place, value.rest);
    const items = itemsOf(place, value).map(readItem);
    return rest ? { ...rest, items } : { state: 'known', value: items, site, origin: value.span, written: false };
  }

  function json(place: Place): Read<JsonValue> {
    const { value, site } = place;
    if (!value) return absent(place);
    if (value.kind === 'unknown') return note(place, value);
    return { state: 'known', value: toJson(place), site, origin: value.span, written: false };
  }

  /** With null for what cannot be read, which is noted. */
  function toJson(place: Place): JsonValue {
    const { value } = place;
    switch (value?.kind) {
      case undefined:
        return null;
      case 'literal':
        return literalToJson(value.value);
      case 'array':
        if (!value.rest) return itemsOf(place, value).map(toJson);
        note(place, value.rest);
        return null;
      case 'object': {
        const object = plainObject();
        for (const name of value.properties.keys()) {
          const inner = at(place, name);
          if (inner.value) object[name] = toJson(inner);
        }
        if (value.open) note(place, value.open);
        return object;
      }
      case 'unknown':
        note(place, value);
        return null;
      case 'function':
      case 'native':
        note(place, unknown('not-static', value.span, value.kind === 'native' ? value.native.name : 'a function'));
        return null;
    }
  }

  return {
    unresolved,
    at,
    note,
    list,
    string: (place) => scalar(place, (value) => (typeof value === 'string' ? value : undefined)),
    number: (place) => scalar(place, (value) => (typeof value === 'number' ? value : undefined)),
    version: (place) => scalar(place, (value) => (typeof value === 'string' || typeof value === 'number' ? value : undefined)),
    json,
    object(place) {
      const { value } = place;
      if (!value || (value.kind === 'literal' && value.value === null)) return absent(place);
      // The JSON of an object is one.
      return value.kind === 'object' || value.kind === 'unknown' ? (json(place) as Read<JsonObject>) : invalid(place, value);
    },
    objectValue: (place) => (place.value?.kind === 'object' ? place.value : null),
  };
}

/** What a known package gives is written where it is asked for. */
function standing({ value, span }: Slot): StaticValue {
  const place = writtenOr(value.span, span);
  return place === value.span ? value : { ...value, span: place };
}

function literalToJson(value: LiteralValue['value']): JsonValue {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'object' && value !== null) return `/${value.pattern}/${value.flags}`;
  return typeof value === 'number' && !Number.isFinite(value) ? null : (value ?? null);
}

/** Without a prototype: names come from the repository. */
function plainObject(): Record<string, JsonValue> {
  return Object.create(null) as Record<string, JsonValue>;
}

function absent(place: Place): Absent {
  return { state: 'absent', site: place.site, origin: place.site };
}

function invalid(place: Place, value: StaticValue): Invalid {
  return { state: 'invalid', value, found: describeValue(value), site: place.site, origin: value.span };
}

function describeValue(value: StaticValue): string {
  switch (value.kind) {
    case 'literal':
      if (value.value === null) return 'null';
      if (value.value === undefined) return 'undefined';
      return typeof value.value === 'object' ? 'a regular expression' : `a ${typeof value.value}`;
    case 'array':
      return 'an array';
    case 'object':
      return 'an object';
    case 'function':
      return 'a function';
    case 'native':
      return value.native.name;
    case 'unknown':
      return 'a value that cannot be read';
  }
}

/** The place of a contract's whole argument. */
export function rootPlace(spec: StaticValue, site: Span): Place {
  return { path: '', value: spec, site };
}
