import type { Contract, ContractKind, JsonValue } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { type EffectivePolicy, type Transport, TRANSPORTS } from '../policy/effective-policy.ts';
import { property } from './contract/json.ts';

/** The part of a name on the wire that a contract can pin. */
export interface WireFacet {
  readonly transport: Transport;
  /** The property of the transport that pins it. */
  readonly field: 'method' | 'path' | 'field' | 'returns' | 'toolName';
}

export const FACETS: readonly WireFacet[] = [
  { transport: 'rest', field: 'method' },
  { transport: 'rest', field: 'path' },
  { transport: 'gql', field: 'field' },
  { transport: 'gql', field: 'returns' },
  { transport: 'mcp', field: 'toolName' },
];

export const FACET_TITLES: Readonly<Record<WireFacet['field'], string>> = {
  method: 'REST method',
  path: 'REST path',
  field: 'GraphQL field',
  returns: 'GraphQL type',
  toolName: 'MCP tool',
};

/**
 * The name that the framework gives an operation which pins none; null where it gives none.
 * Facts: `defaultRestPath`, `defaultGqlField` and `defaultMcpTool` of the framework's `jsonschema.ts`, and the default method of its REST servers.
 */
function derivedName({ transport, field }: WireFacet, kind: ContractKind, key: string, version: string | number): string | null {
  if (kind === 'event') return null;
  const underscored = key.replaceAll('.', '_');
  if (transport === 'mcp') return `${underscored}-v${String(version).replaceAll('.', '_')}`;
  if (field === 'field') return `${underscored}_v${String(version)}`;
  if (field === 'path') return `/${key.replaceAll('.', '/')}/v${String(version)}`;
  return field === 'method' ? (kind === 'query' ? 'GET' : 'POST') : null;
}

/** What the contract pins; undefined where it pins nothing. */
export function pinnedName(contract: Contract, { transport, field }: WireFacet): JsonValue | undefined {
  const value = contract.transport.state === 'known' ? property(property(contract.transport.value, transport), field) : undefined;
  return value ?? undefined;
}

/** Whether it cannot be told what, or if anything, the contract pins. */
export function isPinUnreadable({ transport: pins }: Contract, { transport, field }: WireFacet): boolean {
  if (pins.state !== 'known') return pins.state === 'unknown';
  // Null stands for what cannot be read.
  const own = property(pins.value, transport);
  return own === null || property(own, field) === null;
}

/** The derived name of a contract whose key and version can be read, else null. */
export function derivedNameOf(contract: Contract, facet: WireFacet): string | null {
  if (contract.key.state !== 'known' || contract.version.state !== 'known') return null;
  return derivedName(facet, contract.kind, contract.key.value, contract.version.value);
}

/** The transports in use: those that the policy lists, else those for which any contract pins a name. */
export function transportsInUse({ contracts }: Inventory, policy: EffectivePolicy): ReadonlySet<Transport> {
  return policy.transports ? new Set(policy.transports) : pinnedTransports(contracts);
}

/** The transports that any contract says something of, readable or not. */
export function pinnedTransports(contracts: readonly Contract[]): ReadonlySet<Transport> {
  return new Set(TRANSPORTS.filter((transport) => contracts.some((contract) => isPinned(contract, transport))));
}

function isPinned({ transport: pins, unresolved }: Contract, transport: Transport): boolean {
  if (pins.state !== 'known') return false;
  const own = property(pins.value, transport);
  return own !== undefined && (own !== null || unresolved.some(({ path }) => path === `transport.${transport}`));
}
