import { declaredEvents } from '../compare/declared-events.ts';
import type { Contract, Known } from '../contracts/contract.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import { inPast, verbSegment, wordsOf } from './english/event-keys.ts';
import { isPastTense } from './english/past-tense.ts';
import { words } from './english/words.ts';
import { hasWantedForm } from './key-format.ts';
import { defineRule, type FileRule, type ReportContext } from './rule.ts';
import { emittedEvents } from './support/audit-labels.ts';
import { judged, nameOf, valueOf } from './support/contracts.ts';
import { isToldAsIdentifier } from './support/identifiers.ts';
import { nearKeys } from './support/near-key.ts';
import { nearHint } from './support/near.ts';
import { matchesKey } from './support/patterns.ts';
import { writtenElsewhere } from './support/places.ts';
import { isLeftTo } from './support/precedence.ts';

export const eventNaming: FileRule = defineRule({
  id: 'event-naming',
  area: 'events',
  scope: 'file',
  description: 'The key of an event says what has happened, in the past tense',
  messages: {
    notPast: 'Event "{{event}}" is not named in the past tense: "{{segment}}" does not say what has happened.{{hint}}',
    noDomain: 'Event "{{event}}" does not name its domain{{domain}}. Put it before the verb, as in "{{example}}".',
    foreignDomain:
      'Event "{{event}}" shares no word with {{command}}, which emits it. Name the domain in the key, or emit the event where it belongs.',
  },
  policy: ['events.naming'],
  check(contract, { effective, report }) {
    const { domain } = effective.events.naming;
    if (contract.kind === 'event') {
      // An empty key is the finding of `complete-meta`.
      if (contract.key.state !== 'known' || contract.key.value.trim() === '' || isAccepted(contract.key.value, effective)) return;
      reportTense(contract, contract.key, report);
      const isLeft = isLeftTo('key-format', 'event-naming', effective) && !hasWantedForm(contract, effective);
      if (domain && !isLeft) reportDomain(contract, contract.key, report);
      return;
    }
    // A key without a domain has none to share; whether it may lack one, `key-format` tells.
    const ownDomain = valueOf(contract.domain) ?? '';
    if (!domain || contract.key.state !== 'known' || (!contract.key.value.includes('.') && ownDomain === '')) return;
    const own = wordsOf(`${contract.key.value}.${ownDomain}`);
    for (const { emit, key } of judgedKeys(contract, effective)) {
      if ([...wordsOf(key.value)].some((word) => own.has(word))) continue;
      // One without a domain is told where it is declared.
      if (emit.form === 'ref' && !key.value.includes('.')) continue;
      report({
        messageId: 'foreignDomain',
        data: { event: key.value, command: nameOf(contract) },
        contract,
        at: key.site,
        subject: key.value,
        related: writtenElsewhere(key, "The event's key"),
      });
    }
  },
  // A declared event is judged where it is declared; one that nobody declares, where it is emitted.
  checkRepository(inventory, context) {
    const declared = declaredEvents(inventory);
    const findNear = nearKeys(declared.keys());
    for (const contract of judged(inventory.contracts, 'event-naming', context)) {
      const effective = context.policy.for(contract);
      const isMisspeltTold = isLeftTo('declared-event', 'event-naming', effective);
      for (const { key } of judgedKeys(contract, effective)) {
        // A misspelling of a declared event is the finding of `declared-event`.
        if (declared.has(key.value) || (isMisspeltTold && findNear(key.value, valueOf(contract.key)) !== null)) continue;
        reportTense(contract, key, context.report);
      }
    }
  },
});

/** Whether the policy accepts a key as it is, or another rule speaks for it. */
function isAccepted(key: string, effective: EffectivePolicy): boolean {
  return effective.events.naming.also.some((glob) => matchesKey(glob, key)) || isToldAsIdentifier(key, 'event-naming', effective);
}

/** The keys that a contract emits, each once. */
function judgedKeys(contract: Contract, effective: EffectivePolicy): ReturnType<typeof emittedEvents> {
  const seen = new Set<string>();
  return emittedEvents(contract).filter(({ key: { value } }) => !seen.has(value) && !isAccepted(value, effective) && seen.add(value));
}

function reportTense(contract: Contract, key: Known<string>, report: ReportContext['report']): void {
  const segment = verbSegment(key.value);
  const parts = words(segment);
  // A key without words is `key-format`'s business.
  if (parts.length === 0 || isPastTense(parts)) return;
  const better = inPast(key.value);
  report({
    messageId: 'notPast',
    data: {
      event: key.value,
      segment,
      hint: better === null ? ' Name what has happened, such as "created" or "sent".' : nearHint(better),
    },
    contract,
    at: key.site,
    subject: key.value,
    related: writtenElsewhere(key, "The event's key"),
  });
}

function reportDomain(contract: Contract, key: Known<string>, report: ReportContext['report']): void {
  const domain = valueOf(contract.domain);
  const own = wordsOf(key.value);
  const isNamed = domain === undefined ? key.value.split('.').length > 1 : [...wordsOf(domain)].some((word) => own.has(word));
  if (isNamed) return;
  report({
    messageId: 'noDomain',
    data: {
      event: key.value,
      domain: domain === undefined ? '' : ` "${domain}"`,
      example: domain === undefined ? 'billing.invoice.sent' : `${domain}.${key.value}`,
    },
    contract,
    at: key.site,
    subject: key.value,
    related: writtenElsewhere(key, "The event's key"),
  });
}
