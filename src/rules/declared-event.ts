import { type DeclaredEvent, declaredEvents } from '../compare/declared-events.ts';
import { versionName } from '../compare/version.ts';
import type { Contract, Known, Emit } from '../contracts/contract.ts';
import type { Related, Report } from './finding.ts';
import { defineRule, type RepositoryRule } from './rule.ts';
import { emittedEvents } from './support/audit-labels.ts';
import { judged, nameOf, valueOf } from './support/contracts.ts';
import { replaceLiteral, type ReadText } from './support/fixes.ts';
import { isToldAsIdentifier } from './support/identifiers.ts';
import { nearKeys } from './support/near-key.ts';
import { nearHint } from './support/near.ts';
import { writtenElsewhere } from './support/places.ts';
import { suggest } from './support/suggestions.ts';

export const declaredEvent: RepositoryRule = defineRule({
  id: 'declared-event',
  area: 'events',
  scope: 'repo',
  description: 'Each emitted event is declared by a defineEvent, in the version that is emitted',
  messages: {
    undeclared:
      'Event "{{event}}" is emitted by {{contract}}, but no defineEvent declares it.{{hint}} Declare the event, or emit one that is declared.',
    undeclaredVersion:
      'Event "{{event}}" is emitted by {{contract}} in version {{version}}, but declared only in {{declared}}. Emit a declared version, or declare {{version}} beside it.',
    replace: 'Emit "{{near}}".',
    replaceVersion: 'Emit version {{declared}}.',
  },
  policy: [],
  hasSuggestions: true,
  check(inventory, context) {
    const events = declaredEvents(inventory);
    const findNear = nearKeys(events.keys());
    const read = (file: string): string => inventory.text(file);
    for (const contract of judged(inventory.contracts, 'declared-event', context)) {
      const effective = context.policy.for(contract);
      const seen = new Set<string>();
      for (const { emit, key } of emittedEvents(contract)) {
        if (isToldAsIdentifier(key.value, 'declared-event', effective)) continue;
        const emitted = valueOf(emit.version);
        const version = emitted === undefined ? null : versionName(emitted);
        const declared = events.get(key.value) ?? [];
        // A version that cannot be read may be the one that is emitted.
        if (declared.some((event) => version === null || event.version === null || event.version === version)) continue;
        const report =
          declared.length === 0 || version === null
            ? undeclared(contract, key, findNear(key.value, valueOf(contract.key)), read)
            : undeclaredVersion(contract, key, { read: emit.version, version, declared }, read);
        if (seen.has(report.subject ?? '')) continue;
        seen.add(report.subject ?? '');
        context.report(report);
      }
    }
  },
});

function undeclared(contract: Contract, key: Known<string>, near: string | null, readText: ReadText): Report {
  return {
    messageId: 'undeclared',
    data: { event: key.value, contract: nameOf(contract), hint: nearHint(near) },
    contract,
    at: key.site,
    subject: key.value,
    related: writtenElsewhere(key, "The event's key"),
    ...(near !== null && suggest(replaceLiteral(key, near, readText), 'replace', { near })),
  };
}

/** The version in which a contract emits an event, and the declarations of the event, none of them in that version. */
interface VersionMismatch {
  readonly read: Emit['version'];
  readonly version: string;
  readonly declared: readonly DeclaredEvent[];
}

function undeclaredVersion(
  contract: Contract,
  key: Known<string>,
  { read, version, declared }: VersionMismatch,
  readText: ReadText,
): Report {
  const [only, ...others] = new Set(declared.map((event) => event.version));
  return {
    messageId: 'undeclaredVersion',
    data: { event: key.value, contract: nameOf(contract), version, declared: versionsInWords(declared) },
    contract,
    at: read.site,
    subject: `${key.value}@${version}`,
    related: [...writtenElsewhere(read, "The event's version"), ...declared.map(toRelated)],
    ...(only &&
      others.length === 0 &&
      read.state === 'known' &&
      suggest(replaceLiteral(read, only, readText), 'replaceVersion', { declared: only })),
  };
}

/** `2.0.0` before `10.0.0`. */
function versionsInWords(declared: readonly DeclaredEvent[]): string {
  // Made where it is used: the first of a process takes ten milliseconds.
  const byNumbers = new Intl.Collator('en', { numeric: true });
  const versions = [...new Set(declared.map((event) => event.version ?? ''))].toSorted(byNumbers.compare);
  const last = versions.pop() ?? '';
  return versions.length === 0 ? `version ${last}` : `versions ${versions.join(', ')} and ${last}`;
}

function toRelated({ contract, version }: DeclaredEvent): Related {
  return {
    span: contract.version.state === 'absent' ? contract.key.site : contract.version.site,
    message: `Version ${version ?? ''} is declared here.`,
  };
}
