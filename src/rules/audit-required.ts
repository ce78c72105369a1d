import type { Contract } from '../contracts/contract.ts';
import type { AuditPolicy } from '../policy/policy.ts';
import { hasUnknown, knownItems, nameOf, valueOf } from './support/contracts.ts';
import { matchesName } from './support/patterns.ts';
import { isLeftTo } from './support/precedence.ts';
import { defineRule, type FileRule } from './rule.ts';

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
    const reason = reasonFor(contract, effective.audit.required);
    if (reason === null) return;
    const command = capitalized(nameOf(contract));
    if (isEmpty(contract.emits)) {
      report({ messageId: 'noEvents', data: { command, reason }, contract, at: contract.emits.site, subject: 'sideEffects.emits' });
    } else if (isEmpty(contract.audit) && !isLeftTo('audit-coverage', 'audit-required', effective)) {
      report({ messageId: 'noAudit', data: { command, reason }, contract, at: contract.audit.site, subject: 'sideEffects.audit' });
    }
  },
});

/** Why a command must say what it does, or null. What cannot be read is no reason: `static-contract` reports it. */
function reasonFor(contract: Contract, required: AuditPolicy['required']): string | null {
  const auth = valueOf(contract.auth);
  if (auth !== undefined && required.auth.includes(auth)) return `asks for the auth level "${auth}"`;
  const stability = valueOf(contract.stability);
  if (stability !== undefined && required.stability.includes(stability)) return `is "${stability}"`;
  const tag = knownItems(contract.tags).find(({ value }) => required.tags.some((glob) => matchesName(glob, value)));
  if (tag) return `is tagged "${tag.value}"`;
  return required.pii && hasPersonalData(contract) ? 'handles personal data (policy.pii)' : null;
}

function hasPersonalData({ policy }: Contract): boolean {
  const pii = policy.state === 'known' ? policy.value['pii'] : null;
  return Array.isArray(pii) && pii.length > 0;
}

/** Whether a list is absent or has no element; not where part of it cannot be read. */
function isEmpty(list: Contract['emits'] | Contract['audit']): boolean {
  return list.state === 'absent' || (list.state === 'known' && list.value.length === 0 && !hasUnknown(list));
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
