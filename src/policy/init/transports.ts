import type { Contract } from '../../contracts/contract.ts';
import { type Transport, TRANSPORTS } from '../effective-policy.ts';
import { listText, type Section } from './write.ts';

/** The transports that contracts pin; a transport that none pins may be in use all the same, so nothing is said without any. */
export function inferTransports(contracts: readonly Contract[]): Section {
  const counts = new Map<Transport, number>();
  for (const { transport } of contracts) {
    if (transport.state !== 'known') continue;
    for (const name of TRANSPORTS)
      if (transport.value[name] !== undefined && transport.value[name] !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
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
