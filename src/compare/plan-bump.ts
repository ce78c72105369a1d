import type { Contract, Emit } from '../contracts/contract.ts';
import type { Fix } from '../rules/finding.ts';
import type { Location, Span } from '../source/span.ts';
import type { Comparison } from './change.ts';
import { placeId, versionPlaces, type VersionPlaces, versionsOfEvents, type VersionUser, writtenEmits } from './version-edit.ts';
import { compareSemantic, semanticVersion, versionOf } from './version.ts';

/** A version that has to rise and that cannot be written. */
export interface SkippedBump {
  readonly contract: Contract;
  /** A clause that goes on from the contract's name and `is left:`. */
  readonly reason: string;
  readonly at: Location;
}

/** A contract whose version is written. */
export interface PlannedBump {
  readonly contract: Contract;
  /** The event whose version it is, where the contract is a command that writes it out to emit it; else null. */
  readonly event: Contract | null;
  readonly from: string;
  readonly to: string;
  /** The literal. */
  readonly at: Location;
}

export interface BumpPlan {
  /** One for each place, sorted by file and position: several contracts may have their version from one. They do not overlap. */
  readonly edits: readonly Fix[];
  readonly bumps: readonly PlannedBump[];
  readonly skipped: readonly SkippedBump[];
}

/**
 * Plans what writes the owed versions into the sources: each at its literal, and with an event's version those of the
 * commands that write it out to emit it. Commands owe the change of an event's payload whether or not its version has risen, so
 * one pass reaches the fixed point, and a second finds nothing to do.
 */
export function planBump(comparison: Comparison): BumpPlan {
  const { head } = comparison;
  const places = versionPlaces(head);
  const plan: Draft = { edits: new Map(), bumps: [], skipped: [], locate: (span) => head.locate(span) };
  const owed = owedVersions(comparison);
  const ownPlaces = versionsOfEvents(head.contracts);
  const raises = [...owed].map(([contract, version]): Raise => {
    const followers = contract.kind === 'event' ? emitsOf(contract, head.contracts, ownPlaces) : [];
    const isAmbiguous = followers.length > 0 && head.contracts.some((other) => isSameEvent(contract, other) && owed.get(other) !== version);
    return { contract, version, followers, isAmbiguous };
  });
  for (const raise of raises) {
    const { contract, version, followers, isAmbiguous } = raise;
    const users = usersOf(raise);
    if (!write(plan, places, contract, contract.version, version, users)) continue;
    for (const { command, emit } of followers) {
      if (!isAmbiguous) write(plan, places, command, emit.version, version, users, contract);
      else
        plan.skipped.push({
          contract: command,
          reason: `it emits ${eventName(contract)}, which is declared more than once in that version`,
          at: plan.locate(placeOf(emit.version)),
        });
    }
  }
  for (const { head: contract, verdict } of comparison.contracts) {
    if (contract && verdict?.fault === 'lowered')
      plan.skipped.push({ contract, reason: 'its version was lowered', at: plan.locate(placeOf(contract.version)) });
  }
  const edits = [...plan.edits.values()].sort((a, b) => bySpan(a.edits[0]?.span, b.edits[0]?.span));
  return { edits, bumps: plan.bumps, skipped: plan.skipped };
}

/** A contract whose version has to rise, and those who have to follow it. */
interface Raise {
  readonly contract: Contract;
  readonly version: string;
  readonly followers: ReturnType<typeof emitsOf>;
  /** The event is declared more than once, and its declarations go apart. */
  readonly isAmbiguous: boolean;
}

/** Who gets the version: the contract itself, and those who emit it. A constant that other contracts have as theirs is left. */
function usersOf({ contract, followers, isAmbiguous }: Raise): ReadonlySet<VersionUser> {
  return new Set<VersionUser>([contract, ...(isAmbiguous ? [] : followers.map(({ emit }) => emit))]);
}

interface Draft {
  readonly edits: Map<string, Fix>;
  readonly bumps: PlannedBump[];
  readonly skipped: SkippedBump[];
  locate(span: Span): Location;
}

/** The contracts whose version has to rise, with the version that it has to be. */
function owedVersions({ contracts }: Comparison): ReadonlyMap<Contract, string> {
  const owed = new Map<Contract, string>();
  for (const { head, requiredVersion, satisfied, verdict } of contracts) {
    if (!head || requiredVersion === null || satisfied || !verdict || verdict.fault === 'lowered') continue;
    const known = owed.get(head);
    if (known === undefined || compareSemantic(requiredVersion, known) > 0) owed.set(head, requiredVersion);
  }
  return owed;
}

/** The literal of a version, else where the contract has it. */
function placeOf(read: Contract['version']): Span {
  return read.state === 'known' && read.written ? read.origin : read.site;
}

/** Writes a version at its literal, or notes why not. False where it is left. */
function write(
  plan: Draft,
  places: VersionPlaces,
  contract: Contract,
  read: Contract['version'],
  version: string,
  users: ReadonlySet<VersionUser>,
  event: Contract | null = null,
): boolean {
  const edit = places.editOf(read, version, users);
  const at = plan.locate(placeOf(read));
  if ('reason' in edit) {
    const why = event ? `it emits ${eventName(event)}, now ${version}, and ` : '';
    plan.skipped.push({ contract, reason: `${why}${edit.reason}`, at });
    return false;
  }
  const id = placeId(read.origin);
  // Those who emit an event by its own constant need not be told as well.
  if (event && plan.edits.has(id)) return true;
  plan.edits.set(id, edit.fix);
  plan.bumps.push({ contract, event, from: read.state === 'known' ? String(read.value) : '', to: version, at });
  return true;
}

/** Where commands write out the version of an event to emit it. */
function emitsOf(
  event: Contract,
  contracts: readonly Contract[],
  ownPlaces: ReadonlySet<string>,
): readonly { readonly command: Contract; readonly emit: Emit }[] {
  const version = versionOf(event);
  return contracts.flatMap((command) =>
    writtenEmits(command, ownPlaces).flatMap((emit) => {
      const { key, version: own } = emit;
      const isSame = key.state === 'known' && event.key.state === 'known' && key.value === event.key.value && own.state === 'known';
      return isSame && semanticVersion(own.value) === version ? [{ command, emit }] : [];
    }),
  );
}

function isSameEvent(event: Contract, other: Contract): boolean {
  if (other === event || other.kind !== 'event' || other.key.state !== 'known' || event.key.state !== 'known') return false;
  return other.key.value === event.key.value && versionOf(other) === versionOf(event);
}

function eventName({ key }: Contract): string {
  return key.state === 'known' ? `"${key.value}"` : 'an event';
}

function bySpan(a: Span | undefined, b: Span | undefined): number {
  if (!a || !b) return 0;
  return a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1;
}
