import type { Related } from './finding.ts';
import { defineRule, type RepositoryRule } from './rule.ts';
import { emittedEvents } from './support/audit-labels.ts';
import { judged, nameOf, valueOf } from './support/contracts.ts';
import { eventsByKey, versionText, type DeclaredEvent } from './support/event-versions.ts';
import { replaceLiteral } from './support/fixes.ts';
import { isToldAsIdentifier } from './support/identifiers.ts';
import { nearKeys } from './support/near-key.ts';
import { didYouMean } from './support/near.ts';
import { writtenElsewhere } from './support/places.ts';

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
    const events = eventsByKey(inventory);
    const findNear = nearKeys(events.keys());
    const read = (file: string): string => inventory.text(file);
    for (const contract of judged(inventory.contracts, 'declared-event', context)) {
      const effective = context.policy.for(contract);
      const seen = new Set<string>();
      for (const { emit, key } of emittedEvents(contract)) {
        if (isToldAsIdentifier(key.value, 'declared-event', effective)) continue;
        const emitted = valueOf(emit.version);
        const version = emitted === undefined ? null : versionText(emitted);
        const declared = events.get(key.value) ?? [];
        // A version that cannot be read may be the one that is emitted.
        if (declared.some((event) => version === null || event.version === null || event.version === version)) continue;
        const subject = declared.length === 0 || version === null ? key.value : `${key.value}@${version}`;
        if (seen.has(subject)) continue;
        seen.add(subject);
        const common = { contract, at: key.site, subject };
        const elsewhere = writtenElsewhere(key, "The event's key");
        if (declared.length === 0 || version === null) {
          const near = findNear(key.value, valueOf(contract.key));
          const fix = near === null ? undefined : replaceLiteral(key, near, read);
          context.report({
            ...common,
            messageId: 'undeclared',
            data: { event: key.value, contract: nameOf(contract), hint: didYouMean(near) },
            related: elsewhere,
            ...(fix && near !== null && { suggestions: [{ messageId: 'replace', data: { near }, fix }] }),
          });
          continue;
        }
        const [only, ...others] = new Set(declared.map((event) => event.version));
        const fix = only && others.length === 0 && emit.version.state === 'known' ? replaceLiteral(emit.version, only, read) : undefined;
        context.report({
          ...common,
          at: emit.version.site,
          messageId: 'undeclaredVersion',
          data: { event: key.value, contract: nameOf(contract), version, declared: versionsInWords(declared) },
          related: [...writtenElsewhere(emit.version, "The event's version"), ...declared.map(toRelated)],
          ...(fix && only && { suggestions: [{ messageId: 'replaceVersion', data: { declared: only }, fix }] }),
        });
      }
    }
  },
});

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
