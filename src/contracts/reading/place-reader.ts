import { contains, type Span } from '../../source/span.ts';
import type { ArrayValue, ObjectValue, StaticValue, UnknownValue } from '../../values/value.ts';
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
  note(place: Place, value: UnknownValue): Unreadable;
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

  function note(place: Place, value: UnknownValue): Unreadable {
    if (!noted.has(place.path)) {
      noted.add(place.path);
      const { reason, detail, span: origin } = value;
      unresolved.push({ path: place.path, reason, detail, site: place.site, origin, digest: () => digest(value) });
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
    if (!object) return { path, value: undefined, site: place.site };
    if (object.kind === 'unknown') return { path, value: object, site: place.site };
    if (object.kind !== 'object') return { path, value: undefined, site: place.site };
    const property = object.properties.get(name);
    if (property) {
      const { value } = property;
      const isUndefined = value.kind === 'literal' && value.value === undefined;
      const site = siteOf(value, property.span, place.site);
      return isUndefined ? { path, value: undefined, site: place.site } : { path, value, site };
    }
    if (object.open) return { path, value: object.open, site: siteOf(object.open, object.openAt ?? object.open.span, place.site) };
    if (object.prototype) return at({ ...place, value: object.prototype }, name);
    return { path, value: undefined, site: place.site };
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
    return items.map(({ value, span }, index) => ({ path: `${path}[${index}]`, value, site: siteOf(value, span, site) }));
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

  const reader: PlaceReader = {
    unresolved,
    at,
    note,
    list,
    string: (place) => scalar(place, (value) => (typeof value === 'string' ? value : undefined)),
    number: (place) => scalar(place, (value) => (typeof value === 'number' ? value : undefined)),
    version: (place) => scalar(place, (value) => (typeof value === 'string' || typeof value === 'number' ? value : undefined)),
    json(place) {
      if (!place.value) return absent(place);
      if (place.value.kind === 'unknown') return note(place, place.value);
      return { state: 'known', value: toJson(reader, itemsOf, place), site: place.site, origin: place.value.span, written: false };
    },
    object(place) {
      if (!place.value) return absent(place);
      if (place.value.kind === 'unknown') return note(place, place.value);
      if (place.value.kind !== 'object')
        return place.value.kind === 'literal' && place.value.value === null ? absent(place) : invalid(place, place.value);
      return {
        state: 'known',
        value: toJson(reader, itemsOf, place) as JsonObject,
        site: place.site,
        origin: place.value.span,
        written: false,
      };
    },
    objectValue: (place) => (place.value?.kind === 'object' ? place.value : null),
  };
  return reader;
}

type ItemsOf = (place: Place, value: ArrayValue) => readonly Place[];

/** A place as plain JSON, with null for what cannot be read, which the reader notes. */
function toJson(reader: PlaceReader, items: ItemsOf, place: Place): JsonValue {
  const { value } = place;
  if (!value) return null;
  switch (value.kind) {
    case 'literal': {
      const inner = value.value;
      if (typeof inner === 'bigint' || (typeof inner === 'object' && inner !== null))
        return String(typeof inner === 'bigint' ? inner : `/${inner.pattern}/${inner.flags}`);
      if (typeof inner === 'number' && !Number.isFinite(inner)) return null;
      return inner ?? null;
    }
    case 'array': {
      if (value.rest) {
        reader.note(place, value.rest);
        return null;
      }
      return items(place, value).map((item) => toJson(reader, items, item));
    }
    case 'object': {
      const object = plainObject();
      for (const name of value.properties.keys()) {
        const inner = reader.at(place, name);
        if (inner.value) object[name] = toJson(reader, items, inner);
      }
      if (value.open) reader.note(place, value.open);
      return object;
    }
    case 'unknown':
      reader.note(place, value);
      return null;
    case 'function':
      reader.note(place, { kind: 'unknown', reason: 'not-static', span: value.span, detail: 'a function' });
      return null;
    case 'native':
      reader.note(place, { kind: 'unknown', reason: 'not-static', span: value.span, detail: value.native.name });
      return null;
  }
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
