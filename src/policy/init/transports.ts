import type { Contract } from '../../contracts/contract.ts';
import { tally } from '../../source/groups.ts';
import { TRANSPORTS } from '../effective-policy.ts';
import { listText, type Section } from './write.ts';

/** The transports that contracts pin; a transport that none pins may be in use all the same, so nothing is said without any. */
export function inferTransports(contracts: readonly Contract[]): Section {
  const counts = tally(
    contracts.flatMap(({ transport }) => (transport.state === 'known' ? TRANSPORTS.filter((name) => transport.value[name] != null) : [])),
  );
  const pinned = TRANSPORTS.filter((name) => counts.has(name));
  if (pinned.length === 0)
    return {
      name: 'transports',
      lines: [],
      comments: ['? Which transports are in use? No contract pins one. Then write transports: [rest], or gql or mcp.'],
    };
  const said = pinned.map((name) => `${name} by ${counts.get(name) ?? 0}`).join(', ');
  return {
    name: 'transports',
    inline: listText(pinned),
    lines: [],
    comments: [`Pinned: ${said} of ${contracts.length} contracts. Names of other transports are not judged.`],
  };
}
