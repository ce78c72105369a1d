import type { Contract } from '../contracts/contract.ts';
import type { Related } from './finding.ts';
import { defineRule, type FileRule, type FileRuleContext } from './rule.ts';
import { addLabel } from './support/additions.ts';
import { auditState, type EmittedEvent, isLeftToDeclaration, isNameless } from './support/audit-labels.ts';
import { nameOf } from './support/contracts.ts';
import { replaceLiteral } from './support/fixes.ts';
import { isToldAsIdentifier } from './support/identifiers.ts';
import { isLeftToKnownFields } from './support/misspelt.ts';
import { writtenElsewhere } from './support/places.ts';
import { suggest } from './support/suggestions.ts';

export const auditCoverage: FileRule = defineRule({
  id: 'audit-coverage',
  area: 'events',
  scope: 'file',
  description: 'Every event that an operation emits has a label in its audit list',
  messages: {
    notAudited: 'Event "{{event}}" is emitted by {{command}} but not audited. Add it to sideEffects.audit.',
    notAuditedAs: 'Event "{{event}}" is emitted by {{command}} but not audited. Add "{{label}}" to sideEffects.audit.',
    misspelt:
      'Event "{{event}}" is emitted by {{command}} but not audited: the label "{{written}}" names none of its events. Did you mean "{{label}}"?',
    notList: '{{field}} of {{command}} is {{found}}, it must be an array of {{items}}.',
    noEvent:
      'The entry in place {{place}} of sideEffects.emits of {{command}} names no event. Give it a key, or a ref to the meta of a declared event.',
    add: 'Add "{{label}}" to sideEffects.audit.',
    respell: 'Change the label "{{written}}" to "{{label}}".',
  },
  policy: ['audit.labels', 'audit.exempt'],
  hasSuggestions: true,
  check(contract, context) {
    if (contract.kind === 'event') return;
    reportMalformed(contract, context);
    const state = auditState(contract, context.effective.audit);
    if (state.auditUnknown || contract.audit.state === 'invalid') return;
    if (isLeftToKnownFields('sideEffects.audit', contract, 'audit-coverage', context.effective)) return;
    const seen = new Set<string>();
    for (const event of state.events) {
      const [label] = event.labels;
      // Two entries that one label would audit are one omission.
      if (label === undefined || event.isAudited || event.isExempt || seen.has(label)) continue;
      const names = [event.key.value, event.misspelt?.value ?? ''];
      if (names.some((name) => isToldAsIdentifier(name, 'audit-coverage', context.effective))) continue;
      seen.add(label);
      reportUncovered(contract, event, label, context);
    }
  },
});

/** What is no list, and what is no event in it: else an event could be hidden by writing it wrongly. */
function reportMalformed(contract: Contract, { effective, report }: FileRuleContext): void {
  const { emits, audit } = contract;
  const command = nameOf(contract);
  const notList = { messageId: 'notList', contract };
  if (emits.state === 'invalid') {
    const field = 'sideEffects.emits';
    report({ ...notList, data: { command, field, found: emits.found, items: 'events' }, at: emits.site, subject: field });
  }
  if (audit.state === 'invalid') {
    const field = 'sideEffects.audit';
    report({ ...notList, data: { command, field, found: audit.found, items: 'labels' }, at: audit.site, subject: field });
  }
  for (const [index, entry] of emits.state === 'known' ? emits.value.entries() : []) {
    if (!isNameless(entry) || isLeftToDeclaration(entry, 'audit-coverage', effective)) continue;
    if (isLeftToKnownFields(`sideEffects.emits.${index}.key`, contract, 'audit-coverage', effective)) continue;
    report({
      messageId: 'noEvent',
      data: { command, place: String(index + 1) },
      contract,
      at: entry.site,
      subject: `sideEffects.emits[${index}]`,
    });
  }
}

function reportUncovered(contract: Contract, { key, misspelt }: EmittedEvent, label: string, { report, tree }: FileRuleContext): void {
  const data = { event: key.value, command: nameOf(contract) };
  const read = (file: string): string => tree.read(file);
  const common = { contract, at: key.site, subject: key.value };
  if (misspelt) {
    const values = { written: misspelt.value, label };
    const here: Related = { span: misspelt.site, message: 'This label names no event of the command.' };
    report({
      ...common,
      messageId: 'misspelt',
      data: { ...data, ...values },
      related: [...writtenElsewhere(key, "The event's key"), here],
      ...suggest(replaceLiteral(misspelt, label, read), 'respell', values),
    });
    return;
  }
  report({
    ...common,
    messageId: label === key.value ? 'notAudited' : 'notAuditedAs',
    data: label === key.value ? data : { ...data, label },
    related: writtenElsewhere(key, "The event's key"),
    ...suggest(addLabel(contract, label, read), 'add', { label }),
  });
}
