import { versionId } from '../compare/version.ts';
import { pinnedTransports } from '../compare/wire-names.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { catalogId } from '../policy/catalogs.ts';
import { groupBy } from '../source/groups.ts';
import { defineRule, type ReportContext, type RepositoryRule } from './rule.ts';
import { judged, nameOf } from './support/contracts.ts';
import { joined, listed } from './support/text.ts';
import { type WireName, wireNames } from './support/wire-names.ts';

const TRANSPORT_NAMES = { rest: 'REST route', gql: 'GraphQL field', mcp: 'MCP tool' } as const;

export const uniqueTransportName: RepositoryRule = defineRule({
  id: 'unique-transport-name',
  area: 'identity',
  scope: 'repo',
  description: 'No two operations share a REST route, a GraphQL field or an MCP tool',
  messages: {
    shared: 'Only one of {{contracts}} can be called by the {{names}}, which they share. Pin another name in transport, or change a key.',
  },
  policy: ['transports', 'contracts.catalogs'],
  check(inventory, context) {
    for (const clash of clashes(inventory, context)) {
      const [first, ...others] = clash.uses;
      if (!first) continue;
      context.report({
        messageId: 'shared',
        data: { contracts: joined(clash.uses.map(({ contract }) => described(contract))), names: joined(clash.names) },
        contract: first.contract,
        at: first.wire.site,
        subject: first.wire.name,
        identity: clash.id,
        parts: clash.uses.map(({ contract, wire }) => ({ contract, subject: wire.name })),
        related: others.map(({ contract, wire }) => ({ span: wire.site, message: `${described(contract)} has the name by this.` })),
      });
    }
  },
});

interface Use {
  readonly contract: Contract;
  readonly wire: WireName;
}

/** Contracts that share names, with all names that exactly these share: one cause, one finding. */
interface Clash {
  /** Catalogue, transport and the first name: the same whichever contract comes first. */
  readonly id: string;
  readonly uses: readonly Use[];
  readonly names: string[];
}

function clashes(inventory: Inventory, context: ReportContext): readonly Clash[] {
  const pinned = pinnedTransports(inventory.contracts);
  const all = judged(inventory.contracts, 'unique-transport-name', context).flatMap((contract) => {
    const { transports } = context.policy.for(contract);
    return wireNames(contract, transports ? new Set(transports) : pinned).map((wire): Use => ({ contract, wire }));
  });
  const names = groupBy(all, ({ contract, wire }) =>
    JSON.stringify([
      catalogId(contract, context.policy.catalogs),
      wire.transport,
      wire.transport === 'rest' ? routeOf(wire.name) : wire.name,
    ]),
  );
  const found = new Map<string, Clash>();
  for (const [id, group] of names) {
    const uses = withoutRepetitions(group);
    const [first] = uses;
    if (!first || uses.length < 2) continue;
    const name = `${TRANSPORT_NAMES[first.wire.transport]} ${listed([first.wire.name])}`;
    const who = JSON.stringify(uses.map(({ contract }) => [contract.file, contract.call.start]));
    const clash = found.get(who);
    if (clash) clash.names.push(name);
    else found.set(who, { id, uses, names: [name] });
  }
  return [...found.values()];
}

/** What a server tells routes apart by: the method in any case, and the path without a last slash and without the names of its parameters. */
function routeOf(name: string): string {
  const [method = '', ...path] = name.split(' ');
  const segments = path
    .join(' ')
    .replace(/(?<=.)\/+$/, '')
    .split('/');
  return `${method.toUpperCase()} ${segments.map((segment) => segment.replace(/^(?::[\w-]+|\{[\w-]+\}|\[[\w-]+\])$/, ':')).join('/')}`;
}

/** Declarations of the same kind, key and version are the finding of `unique-contract`. */
function withoutRepetitions(uses: readonly Use[]): readonly Use[] {
  const seen = new Set<string>();
  return uses.filter(({ contract }) => {
    const id = JSON.stringify([contract.kind, nameOf(contract), versionId(contract)]);
    return !seen.has(id) && seen.add(id);
  });
}

function described(contract: Contract): string {
  const version = contract.version.state === 'known' ? ` in version ${contract.version.value}` : '';
  return `the ${contract.kind} ${nameOf(contract)}${version}`;
}
