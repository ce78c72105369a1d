import { defineRule, type FileRule } from './rule.ts';
import { auditState } from './support/audit-labels.ts';
import { nameOf } from './support/contracts.ts';
import { replaceLiteral } from './support/fixes.ts';
import { isToldAsIdentifier } from './support/identifiers.ts';
import { nearKeys } from './support/near-key.ts';
import { nearHint } from './support/near.ts';
import { matchesName } from './support/patterns.ts';
import { writtenElsewhere } from './support/places.ts';
import { isLeftTo } from './support/precedence.ts';
import { suggest } from './support/suggestions.ts';
import { listed } from './support/text.ts';

export const auditKnown: FileRule = defineRule({
  id: 'audit-known',
  area: 'events',
  scope: 'file',
  description: 'Where an operation emits events, every audit label is one of theirs or of the policy',
  messages: {
    unknownLabel:
      'The audit label "{{label}}" of {{command}} names none of the events that it emits: {{events}}.{{hint}} Remove it, or list it in the policy under audit.known.',
    notText: 'The label in place {{place}} of sideEffects.audit of {{command}} is {{found}}, it must be a string.',
    replace: 'Change the label to "{{near}}".',
  },
  policy: ['audit.labels', 'audit.known'],
  hasSuggestions: true,
  check(contract, { effective, tree, report }) {
    if (contract.kind === 'event') return;
    for (const [index, label] of contract.audit.state === 'known' ? contract.audit.value.entries() : []) {
      if (label.state !== 'invalid') continue;
      const data = { place: String(index + 1), command: nameOf(contract), found: label.found };
      report({ messageId: 'notText', data, contract, at: label.site, subject: `sideEffects.audit[${index}]` });
    }
    const state = auditState(contract, effective.audit);
    // What cannot be read may be the event that a label names.
    if (state.events.length === 0 || state.emitsUnknown) return;
    const misspelt =
      isLeftTo('audit-coverage', 'audit-known', effective) && !state.auditUnknown
        ? new Set(state.events.map((event) => event.misspelt))
        : null;
    const expected = [...new Set(state.events.flatMap((event) => event.labels))];
    const findNear = nearKeys(expected);
    const read = (file: string): string => tree.read(file);
    for (const label of state.strangers) {
      if (effective.audit.known.some((glob) => matchesName(glob, label.value)) || misspelt?.has(label)) continue;
      if (isToldAsIdentifier(label.value, 'audit-known', effective)) continue;
      const near = findNear(label.value);
      report({
        messageId: 'unknownLabel',
        data: { label: label.value, command: nameOf(contract), events: listed(expected, 3), hint: nearHint(near) },
        contract,
        at: label.site,
        subject: label.value,
        related: writtenElsewhere(label, 'The label'),
        ...(near !== null && suggest(replaceLiteral(label, near, read), 'replace', { near })),
      });
    }
  },
});
