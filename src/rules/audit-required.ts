import type { Contract } from '../contracts/contract.ts';
import type { AuditPolicy } from '../policy/effective-policy.ts';
import type { Span } from '../source/span.ts';
import { defineRule, type FileRule } from './rule.ts';
import { hasUnknown, knownItems, nameOf } from './support/contracts.ts';
import { isLeftToKnownFields } from './support/misspelt.ts';
import { matchesName } from './support/patterns.ts';
import { isLeftTo } from './support/precedence.ts';
import { valueAt } from './support/value-at.ts';

export const auditRequired: FileRule = defineRule({
  id: 'audit-required',
  area: 'events',
  scope: 'file',
  description: 'Commands of the auth levels, stages and tags that the policy names, or with personal data, declare events and audit',
  messages: {
    noEvents: '{{command}} {{reason}} and declares no event. List what it emits in sideEffects.emits, and audit it in sideEffects.audit.',
    noAudit: '{{command}} {{reason}} and audits nothing. Add the labels of its events to sideEffects.audit.',
  },
  policy: ['audit.required'],
  check(contract, { effective, report }) {
    if (contract.kind !== 'command') return;
    const found = reasonFor(contract, effective.audit.required);
    if (!found) return;
    const data = { command: nameOf(contract), reason: found.reason };
    // Where there is no list to point at, the value that asks for one.
    const placeOf = (list: Contract['emits'] | Contract['audit']): Span => (list.state === 'absent' ? found.site : list.site);
    if (isEmpty(contract.emits)) {
      if (isLeftToKnownFields('sideEffects.emits', contract, 'audit-required', effective)) return;
      report({ messageId: 'noEvents', data, contract, at: placeOf(contract.emits), subject: 'sideEffects.emits' });
    } else if (isEmpty(contract.audit) && !isLeftTo('audit-coverage', 'audit-required', effective)) {
      report({ messageId: 'noAudit', data, contract, at: placeOf(contract.audit), subject: 'sideEffects.audit' });
    }
  },
});

interface Reason {
  readonly reason: string;
  readonly site: Span;
}

/** Why a command must say what it does, or null. What cannot be read is no reason: `static-contract` reports it. */
function reasonFor(contract: Contract, required: AuditPolicy['required']): Reason | null {
  const { auth, stability, tags } = contract;
  if (auth.state === 'known' && required.auth.includes(auth.value))
    return { reason: `asks for the auth level "${auth.value}"`, site: auth.site };
  if (stability.state === 'known' && required.stability.includes(stability.value))
    return { reason: `is "${stability.value}"`, site: stability.site };
  const tag = knownItems(tags).find(({ value }) => required.tags.some((glob) => matchesName(glob, value)));
  if (tag) return { reason: `is tagged "${tag.value}"`, site: tag.site };
  if (!required.pii) return null;
  const pii = valueAt(contract, 'policy.pii');
  const isListed = pii.state === 'known' && pii.value.kind === 'array' && pii.value.items.length > 0;
  return isListed ? { reason: 'handles personal data (policy.pii)', site: pii.site } : null;
}

/** Whether a list is absent or has no element; not where part of it cannot be read. */
function isEmpty(list: Contract['emits'] | Contract['audit']): boolean {
  return list.state === 'absent' || (list.state === 'known' && list.value.length === 0 && !hasUnknown(list));
}
