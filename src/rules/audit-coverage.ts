import type { Contract } from '../contracts/contract.ts';
import { auditState, type EmittedEvent } from './support/audit-labels.ts';
import { nameOf } from './support/contracts.ts';
import { quoted, replaceLiteral } from './support/fixes.ts';
import { appendString, insertProperty } from './support/insertions.ts';
import { contains, writtenElsewhere } from './support/places.ts';
import type { Fix, Related, Suggestion } from './finding.ts';
import { defineRule, type FileRule, type FileRuleContext } from './rule.ts';

export const auditCoverage: FileRule = defineRule({
  id: 'audit-coverage',
  area: 'events',
  scope: 'file',
  description: 'Every event that a command emits has a label in its audit list',
  messages: {
    notAudited: 'Event "{{event}}" is emitted by {{command}} but not audited. Add it to sideEffects.audit.',
    notAuditedAs: 'Event "{{event}}" is emitted by {{command}} but not audited. Add "{{label}}" to sideEffects.audit.',
    misspelt:
      'Event "{{event}}" is emitted by {{command}} but not audited: the label "{{written}}" names none of its events. Did you mean "{{label}}"?',
    add: 'Add "{{label}}" to sideEffects.audit.',
    respell: 'Change the label "{{written}}" to "{{label}}".',
  },
  policy: ['audit.labels', 'audit.exempt'],
  hasSuggestions: true,
  check(contract, context) {
    if (contract.kind !== 'command') return;
    const state = auditState(contract, context.effective.audit);
    if (state.auditUnknown) return;
    const seen = new Set<string>();
    for (const event of state.events) {
      const [label] = event.labels;
      // Two entries that one label would audit are one omission.
      if (label === undefined || event.isAudited || event.isExempt || seen.has(label)) continue;
      seen.add(label);
      reportUncovered(contract, event, label, context);
    }
  },
});

function reportUncovered(contract: Contract, { key, misspelt }: EmittedEvent, label: string, { report, tree }: FileRuleContext): void {
  const data = { event: key.value, command: nameOf(contract) };
  const read = (file: string): string => tree.read(file);
  const suggestions = (messageId: string, values: Record<string, string>, fix: Fix | undefined): readonly Suggestion[] =>
    fix ? [{ messageId, data: values, fix }] : [];
  const common = { contract, at: key.site, subject: key.value };
  if (misspelt) {
    const values = { written: misspelt.value, label };
    const here: Related = { span: misspelt.site, message: 'This label names no event of the command.' };
    report({
      ...common,
      messageId: 'misspelt',
      data: { ...data, ...values },
      related: [...writtenElsewhere(key, "The event's key"), here],
      suggestions: suggestions('respell', values, replaceLiteral(misspelt, label, read)),
    });
    return;
  }
  report({
    ...common,
    messageId: label === key.value ? 'notAudited' : 'notAuditedAs',
    data: label === key.value ? data : { ...data, label },
    related: writtenElsewhere(key, "The event's key"),
    suggestions: suggestions('add', { label }, addLabel(contract, label, read)),
  });
}

/** Adds the label to the audit list, or the list to `sideEffects`, where these are written out in the contract's own call. */
function addLabel(contract: Contract, label: string, read: (file: string) => string): Fix | undefined {
  const sideEffects = contract.spec?.properties.get('sideEffects');
  if (sideEffects?.value.kind !== 'object' || !contains(contract.call, sideEffects.value.span)) return undefined;
  const text = read(contract.file);
  // In the quotes of the contract's key.
  const like = text.slice(contract.key.site.start, contract.key.site.end);
  const object = sideEffects.value;
  const audit = object.properties.get('audit');
  if (audit) {
    const array = audit.value;
    // The literal must stand here: one in a constant may serve other contracts.
    if (array.kind !== 'array' || !contains(audit.span, array.span) || !contains(contract.call, audit.span)) return undefined;
    return appendString(text, array.span, array.items.at(-1)?.span ?? null, label, like);
  }
  const emits = object.properties.get('emits');
  if (object.open || !emits) return undefined;
  return insertProperty(text, object.span, { key: emits.key, value: emits.span }, `audit: [${quoted(label, like)}]`);
}
