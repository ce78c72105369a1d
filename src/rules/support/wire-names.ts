import type { Contract, JsonObject, JsonValue } from '../../contracts/contract.ts';
import type { Transport } from '../../policy/policy.ts';
import { placeAt } from '../../compare/contract/place.ts';
import type { Span } from '../../source/span.ts';

/** The name by which an operation is called over a transport. */
export interface WireName {
  readonly transport: Transport;
  /** `GET /billing/invoice`, a GraphQL field, an MCP tool. */
  readonly name: string;
  /** Where it is pinned, else the key that it is derived from. */
  readonly site: Span;
}

/** Transports that any contract pins a name for. */
export function pinnedTransports(contracts: readonly Contract[]): ReadonlySet<Transport> {
  const pinned = contracts.flatMap(({ transport }) => (transport.state === 'known' ? Object.keys(transport.value) : []));
  return new Set((['rest', 'gql', 'mcp'] as const).filter((transport) => pinned.includes(transport)));
}

/** The names of an operation over the given transports; without those that cannot be read. Facts: `jsonschema.ts` and the REST server of the framework. */
export function wireNames(contract: Contract, transports: ReadonlySet<Transport>): readonly WireName[] {
  if (contract.kind === 'event' || contract.transport.state === 'unknown') return [];
  const pins = contract.transport.state === 'known' ? contract.transport.value : {};
  return [...transports].flatMap((transport) => nameOver(contract, transport, pins) ?? []);
}

function nameOver(contract: Contract, transport: Transport, pins: JsonObject): WireName | null {
  const own = pins[transport];
  // Null stands for what cannot be read.
  if (own === null) return null;
  if (transport === 'gql') return named(contract, transport, own, 'field', (key, version) => `${key.replaceAll('.', '_')}_v${version}`);
  if (transport === 'mcp')
    return named(contract, transport, own, 'toolName', (key, version) => `${key.replaceAll('.', '_')}-v${version.replaceAll('.', '_')}`);
  const path = named(contract, transport, own, 'path', (key, version) => `/${key.replaceAll('.', '/')}/v${version}`);
  const method = member(own, 'method') ?? (contract.kind === 'query' ? 'GET' : 'POST');
  return path && typeof method === 'string' ? { ...path, name: `${method} ${path.name}` } : null;
}

function named(
  contract: Contract,
  transport: Transport,
  pins: JsonValue | undefined,
  field: string,
  derive: (key: string, version: string) => string,
): WireName | null {
  const pin = member(pins, field);
  if (typeof pin === 'string') return { transport, name: pin, site: placeAt(contract, ['transport', transport, field]).site };
  const { key, version } = contract;
  if (pin !== undefined || key.state !== 'known' || version.state !== 'known') return null;
  return { transport, name: derive(key.value, String(version.value)), site: key.site };
}

function member(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject)[name] : undefined;
}
