import { DEMANDS, type Assertion } from '../../policy/assertions.ts';
import { matchesPattern } from '../../policy/pattern.ts';
import { count } from '../../source/count.ts';
import type { LiteralValue, Slot, StaticValue, UnknownValue } from '../../values/value.ts';
import { joined } from './text.ts';
import type { FoundValue } from './value-at.ts';

/** What is wrong with a value: a clause that goes on from its path, and the item of the list that it is about, if it is about one. */
export interface Breach {
  readonly says: string;
  readonly item: Slot | null;
}

/** The first demand of an assertion that a value does not meet, or null. An unreadable value is a breach: hiding one is no way round. */
export function breachOf(found: FoundValue, assertion: Assertion): Breach | null {
  if (found.state === 'unknown') return unreadable(found.value);
  if (found.state === 'absent' || isNull(found.value)) return absenceOf(found, assertion);
  const { value } = found;
  const { equals, minLength, minItems } = assertion;
  if (equals !== undefined && literalOf(value) !== equals) return breach(`is ${shown(value)}, it must be ${text(equals)}`);
  if (minLength !== null) {
    const string = literalOf(value);
    if (typeof string !== 'string') return breach(`is ${shown(value)}, it must be a text`);
    const length = [...string.trim()].length;
    if (length < minLength) return breach(`has ${count(length, 'character')}, the policy asks for at least ${minLength}`);
  }
  if (minItems !== null) {
    if (value.kind !== 'array') return breach(`is ${shown(value)}, it must be a list`);
    const missing = value.items.length < minItems;
    if (missing)
      return value.rest
        ? unreadable(value.rest)
        : breach(`has ${count(value.items.length, 'item')}, the policy asks for at least ${minItems}`);
  }
  return membershipBreach(value, assertion) ?? itemBreach(value, assertion);
}

function absenceOf(found: FoundValue, assertion: Assertion): Breach | null {
  const { required, equals, contains, minItems } = assertion;
  const isNullWanted = equals === null && found.state === 'known';
  if (isNullWanted) return null;
  // `equals`, `contains` and `minItems` say what is there; the other demands are about a value where there is one.
  const isDemanded = required || !demandsAnything(assertion) || equals !== undefined || contains !== null || (minItems ?? 0) > 0;
  return isDemanded ? breach(found.state === 'known' ? 'is null' : 'is missing') : null;
}

function demandsAnything(assertion: Assertion): boolean {
  // That a value is null may be demanded, too.
  return assertion.required || assertion.equals !== undefined || DEMANDS.some((demand) => assertion[demand] != null);
}

function membershipBreach(value: StaticValue, { contains, notContains }: Assertion): Breach | null {
  if (contains === null && notContains === null) return null;
  if (value.kind !== 'array') return breach(`is ${shown(value)}, it must be a list`);
  const unknown = value.rest ?? value.items.map((item) => item.value).find((item) => item.kind === 'unknown');
  const find = (wanted: string): Slot | undefined => value.items.find((item) => literalOf(item.value) === wanted);
  if (contains !== null && !find(contains))
    return unknown?.kind === 'unknown' ? unreadable(unknown) : breach(`does not contain "${contains}"`);
  if (notContains === null) return null;
  const refused = find(notContains);
  if (refused) return { says: `contains "${notContains}", which the policy refuses`, item: refused };
  return unknown?.kind === 'unknown' ? unreadable(unknown) : null;
}

/** Judges a value, or each item of a list, by pattern and enumeration. */
function itemBreach(value: StaticValue, assertion: Assertion): Breach | null {
  if (assertion.pattern === null && assertion.enum === null) return null;
  if (value.kind !== 'array') return literalBreach(value, 'is', assertion);
  for (const item of value.items) {
    const breach = item.value.kind === 'unknown' ? unreadable(item.value) : literalBreach(item.value, 'has the item', assertion);
    if (breach) return { ...breach, item };
  }
  return value.rest ? unreadable(value.rest) : null;
}

function literalBreach(value: StaticValue, verb: string, { pattern, enum: values }: Assertion): Breach | null {
  const literal = literalOf(value);
  const found = `${verb} ${shown(value)}`;
  if (values !== null && !values.some((allowed) => allowed === literal))
    return breach(`${found}, it must be ${values.length > 1 ? 'one of ' : ''}${joined(values.map(text))}`);
  if (pattern === null) return null;
  if (typeof literal !== 'string') return breach(`${found}, it must be a text`);
  return matchesPattern(pattern, literal) ? null : breach(`${found}, it must match ${pattern}`);
}

function breach(says: string): Breach {
  return { says, item: null };
}

function unreadable(value: UnknownValue): Breach {
  return breach(`cannot be read without running code (${value.detail})`);
}

function isNull(value: StaticValue): boolean {
  return value.kind === 'literal' && value.value === null;
}

/** A string, number, boolean or null; undefined of everything else. */
function literalOf(value: StaticValue): string | number | boolean | null | undefined {
  return value.kind === 'literal' && isPlain(value.value) ? value.value : undefined;
}

function isPlain(value: LiteralValue['value']): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function text(value: string | number | boolean | null): string {
  return JSON.stringify(value);
}

function shown(value: StaticValue): string {
  const literal = literalOf(value);
  if (literal !== undefined) return text(literal);
  if (value.kind === 'array') return 'a list';
  return value.kind === 'object' ? 'an object' : value.kind === 'native' ? value.native.name : `a ${value.kind}`;
}
