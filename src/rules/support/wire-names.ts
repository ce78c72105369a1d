import { placeAt } from '../../compare/contract/place.ts';
import { derivedNameOf, isPinUnreadable, pinnedName, type WireFacet } from '../../compare/wire-names.ts';
import type { Contract } from '../../contracts/contract.ts';
import type { Transport } from '../../policy/effective-policy.ts';
import type { Span } from '../../source/span.ts';

/** The name by which an operation is called over a transport. */
export interface WireName {
  readonly transport: Transport;
  /** `GET /billing/invoice`, a GraphQL field, an MCP tool. */
  readonly name: string;
  /** Where it is pinned, else the key that it is derived from. */
  readonly site: Span;
}

/** The facet by which an operation is called. */
const CALLED_BY: Readonly<Record<Transport, WireFacet>> = {
  rest: { transport: 'rest', field: 'path' },
  gql: { transport: 'gql', field: 'field' },
  mcp: { transport: 'mcp', field: 'toolName' },
};

/** The names of an operation over the given transports; without those that cannot be read. */
export function wireNames(contract: Contract, transports: ReadonlySet<Transport>): readonly WireName[] {
  if (contract.kind === 'event') return [];
  return [...transports].flatMap((transport) => nameOver(contract, transport) ?? []);
}

function nameOver(contract: Contract, transport: Transport): WireName | null {
  const facet = CALLED_BY[transport];
  const name = nameOf(contract, facet);
  if (name === null) return null;
  const isPinned = pinnedName(contract, facet) !== undefined;
  const site = isPinned ? placeAt(contract, ['transport', transport, facet.field]).site : contract.key.site;
  if (transport !== 'rest') return { transport, name, site };
  const method = nameOf(contract, { transport, field: 'method' });
  return method === null ? null : { transport, name: `${method} ${name}`, site };
}

/** What is pinned, else what is derived; null where it cannot be read. */
function nameOf(contract: Contract, facet: WireFacet): string | null {
  const pin = pinnedName(contract, facet);
  if (pin !== undefined) return typeof pin === 'string' ? pin : null;
  return isPinUnreadable(contract, facet) ? null : derivedNameOf(contract, facet);
}
