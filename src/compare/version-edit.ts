import type { Contract, Emit, Read } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Fix } from '../rules/finding.ts';
import { getOrMake } from '../source/memoize.ts';
import type { Span } from '../source/span.ts';

/** Who has a version: a contract its own, an emit that of its event. */
export type VersionUser = Contract | Emit;

export type VersionEdit = { readonly fix: Fix } | { readonly reason: string };

/** Where versions are written, and by whom they are used. */
export interface VersionPlaces {
  /** What writes `version` in place of the contract's, or why that cannot be done. */
  edit(contract: Contract, version: string): VersionEdit;
  /** The same for a version that several use together: an event's, and those of the commands that write it out to emit it. */
  editOf(read: Read<string | number>, version: string, users: ReadonlySet<VersionUser>): VersionEdit;
}

/** Finds out once which contracts and emitted events use which version literal. */
export function versionPlaces(inventory: Inventory): VersionPlaces {
  const users = new Map<string, Map<VersionUser, Contract>>();
  for (const contract of inventory.contracts) note(users, contract.version, contract, contract);
  const ownPlaces = versionsOfEvents(inventory.contracts);
  for (const contract of inventory.contracts)
    for (const emit of writtenEmits(contract, ownPlaces)) note(users, emit.version, emit, contract);
  const editOf: VersionPlaces['editOf'] = (read, version, allowed) => {
    if (read.state !== 'known') return { reason: 'the version cannot be read, so there is no place to write it' };
    if (!read.written) return { reason: 'the version is not written as one literal' };
    const others = [...(users.get(placeId(read.origin)) ?? [])].filter(([user]) => !allowed.has(user)).map(([, contract]) => contract);
    if (others.length > 0)
      return { reason: `the version is a constant that ${nameAll(others)} also ${others.length === 1 ? 'uses' : 'use'}` };
    return { fix: { edits: [{ span: read.origin, text: quotedLike(inventory, read.origin, version) }] } };
  };
  return { edit: (contract, version) => editOf(contract.version, version, new Set([contract])), editOf };
}

/** The places where events have their own versions. */
export function versionsOfEvents(contracts: readonly Contract[]): ReadonlySet<string> {
  const events = contracts.filter(({ kind, version }) => kind === 'event' && version.state === 'known');
  return new Set(events.map(({ version }) => placeId(version.origin)));
}

/**
 * What a command emits in a version that it writes out: inline, or by a reference that is no event's own metadata.
 * @param ownPlaces the places where events have their own versions
 */
export function writtenEmits(command: Contract, ownPlaces: ReadonlySet<string>): readonly Emit[] {
  const emits = command.emits.state === 'known' ? command.emits.value : [];
  return emits.flatMap((emit) => {
    if (emit.state !== 'known') return [];
    const { form, version } = emit.value;
    return form === 'inline' || !ownPlaces.has(placeId(version.origin)) ? [emit.value] : [];
  });
}

function note(users: Map<string, Map<VersionUser, Contract>>, read: Read<string | number>, user: VersionUser, contract: Contract): void {
  if (read.state !== 'known') return;
  getOrMake(users, placeId(read.origin), () => new Map<VersionUser, Contract>()).set(user, contract);
}

export function placeId({ file, start, end }: Span): string {
  return JSON.stringify([file, start, end]);
}

/** The version in the quotes that stand there; a number becomes a text. */
function quotedLike(inventory: Inventory, span: Span, version: string): string {
  const quote = /^["'`]/.exec(inventory.text(span.file).slice(span.start, span.end))?.[0] ?? "'";
  return `${quote}${version}${quote}`;
}

function nameAll(contracts: readonly Contract[]): string {
  const names = contracts.map(({ key, exportName }) => (key.state === 'known' ? `"${key.value}"` : (exportName ?? 'another contract')));
  const unique = [...new Set(names)].sort();
  return unique.length > 3 ? `${unique.slice(0, 3).join(', ')} and ${String(unique.length - 3)} more` : unique.join(' and ');
}
