import type { JsonValue } from '../../contracts/contract.ts';
import { type Transport, TRANSPORTS } from '../../policy/effective-policy.ts';
import type { ContractChangeId } from '../catalogue/ids.ts';
import type { Change } from '../change.ts';
import { derivedNameOf, FACET_TITLES, FACETS, pinnedName, type WireFacet } from '../wire-names.ts';
import { contractChange, unreadableChange, valueChange } from './change-builder.ts';
import { canonical, display, property } from './json.ts';
import { placeAt } from './place.ts';
import type { Sides } from './sides.ts';
import { hasSameSource, unreadableAt } from './unreadable.ts';

const CHANGED: Readonly<Record<WireFacet['field'], ContractChangeId>> = {
  method: 'rest-method-changed',
  path: 'rest-path-changed',
  field: 'graphql-field-changed',
  returns: 'graphql-type-changed',
  toolName: 'mcp-tool-changed',
};
const ADDED: Readonly<Record<Transport, ContractChangeId>> = { rest: 'rest-added', gql: 'graphql-added', mcp: 'mcp-added' };
const REMOVED: Readonly<Record<Transport, ContractChangeId>> = { rest: 'rest-removed', gql: 'graphql-removed', mcp: 'mcp-removed' };
const TITLES: Readonly<Record<Transport, string>> = { rest: 'REST endpoint', gql: 'GraphQL field', mcp: 'MCP tool' };

/** Changes of pinned names on the wire. Names that follow the version are no change here. */
export function transportChanges(sides: Sides): Change[] {
  if (sides.base.kind === 'event' || sides.head.kind === 'event') return [];
  const unreadable = unreadableAt(sides.base, 'transport') ?? unreadableAt(sides.head, 'transport');
  if (!unreadable) return [...readableFacets(sides), ...optionChanges(sides)];
  if (hasSameSource(sides, 'transport')) return readableFacets(sides);
  const { path } = unreadable;
  const message = `${path} cannot be read on both sides.`;
  return [unreadableChange(sides, 'transport-unreadable', 'transport', { path, message }), ...readableFacets(sides)];
}

function readableFacets(sides: Sides): Change[] {
  return TRANSPORTS.flatMap((transport) => {
    const facets = FACETS.filter((facet) => facet.transport === transport);
    const readable = facets.filter((facet) => {
      const path = pathOf(facet).join('.');
      return !unreadableAt(sides.base, path) && !unreadableAt(sides.head, path);
    });
    return transportChange(sides, transport, readable) ?? readable.flatMap((facet) => facetChanges(sides, facet));
  });
}

/** A transport that came or went as a whole is one change. Null where it did neither, or where it had or keeps derived names. */
function transportChange(sides: Sides, transport: Transport, facets: readonly WireFacet[]): Change[] | null {
  const base = pins(sides.base, facets);
  const head = pins(sides.head, facets);
  const isGone = base.length > 0 && head.length === 0;
  const isNew = base.length === 0 && head.length > 0 && !sides.trees.transports(sides.policy).has(transport);
  if (!isGone && !isNew) return null;
  const [pinning, other] = isGone ? [sides.base, sides.head] : [sides.head, sides.base];
  const isDerived = facets.every((facet) => {
    const pin = pinnedName(pinning, facet);
    return pin === undefined || pin === derivedNameOf(other, facet);
  });
  if (isDerived) return [];
  const steps = ['transport', transport];
  const name = (isGone ? base : head).join(' ');
  return isGone
    ? [valueChange(sides, REMOVED[transport], steps, `The ${TITLES[transport]} "${name}" is no longer declared.`, name, null)]
    : [valueChange(sides, ADDED[transport], steps, `The ${TITLES[transport]} "${name}" was declared.`, null, name)];
}

function facetChanges(sides: Sides, facet: WireFacet): Change[] {
  const base = pinnedName(sides.base, facet);
  const head = pinnedName(sides.head, facet);
  // Where a side pins nothing, the name is derived; of the head's version, for that is what the server now offers.
  const before = base ?? derivedNameOf(sides.base, facet);
  const after = head ?? derivedNameOf(sides.head, facet);
  if (canonical(base) === canonical(head) || canonical(before) === canonical(after)) return [];
  const steps = pathOf(facet);
  const ends = { before: before === null ? null : display(before), after: after === null ? null : display(after) };
  const stands = {
    base: base === undefined ? null : placeAt(sides.base, steps),
    head: head === undefined ? null : placeAt(sides.head, steps),
  };
  const name = FACET_TITLES[facet.field];
  // A GraphQL type that was not pinned was inferred from the output, so a first one is an addition.
  const isNew = before === null;
  const message = isNew
    ? `The ${name} "${display(after)}" was declared.`
    : `The ${name} changed from "${display(before)}" to ${after === null ? 'none' : `"${display(after)}"`}.`;
  return [
    contractChange(sides, isNew ? ADDED[facet.transport] : CHANGED[facet.field], { path: steps.join('.'), message, ...ends, ...stands }),
  ];
}

function pathOf({ transport, field }: WireFacet): readonly string[] {
  return ['transport', transport, field];
}

/** What a contract pins, as text. */
function pins(contract: Sides['base'], facets: readonly WireFacet[]): readonly string[] {
  return facets.map((facet) => pinnedName(contract, facet)).flatMap((pin) => (pin === undefined ? [] : [display(pin)]));
}

/** Options of transports that pin no name that is known here. */
function optionChanges(sides: Sides): Change[] {
  const base = options(sides.base.transport.state === 'known' ? sides.base.transport.value : undefined);
  const head = options(sides.head.transport.state === 'known' ? sides.head.transport.value : undefined);
  const paths = [...new Set([...base.keys(), ...head.keys()])].filter((path) => base.get(path) !== head.get(path)).sort();
  return paths.map((path) => {
    const before = base.get(path) ?? null;
    const after = head.get(path) ?? null;
    return valueChange(sides, 'transport-option-changed', path.split('.'), `${path} changed.`, before, after);
  });
}

function options(transport: JsonValue | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (transport === undefined || transport === null || typeof transport !== 'object') return found;
  for (const name of Object.keys(transport)) {
    const value = property(transport, name);
    const fields = value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : null;
    if (fields === null) found.set(`transport.${name}`, canonical(value));
    for (const field of fields ?? []) {
      const isFacet = FACETS.some((facet) => facet.transport === name && facet.field === field);
      if (!isFacet) found.set(`transport.${name}.${field}`, canonical(property(value, field)));
    }
  }
  return found;
}
