import type { ContractPair } from './contract-pairs.ts';

const send = 'command billing.invoice.send';
const reminder = "      { key: 'billing.reminder.scheduled', version: '1.0.0', when: 'A reminder was set.', payload: ReminderPayload },\n";
const audit = "audit: ['billing.invoice.sent', 'billing.reminder.scheduled']";
const reminderFields = "name: 'ReminderPayload',\n  fields: {\n";
const sentEmail = 'email: { type: ScalarTypeEnum.EmailAddress(), isOptional: true },\n';

/** Emitted events and audit labels. */
export const effectPairs: readonly ContractPair[] = [
  {
    name: 'an event is no longer emitted',
    edits: [[reminder, '']],
    expected: [`${send}: event-no-longer-emitted, breaking, sideEffects.emits[billing.reminder.scheduled]`],
  },
  {
    name: 'an event is newly emitted',
    edits: [
      [reminder, `${reminder}      { key: 'billing.mail.queued', version: '1.0.0', when: 'A mail waits.', payload: ReminderPayload },\n`],
    ],
    expected: [`${send}: event-newly-emitted, additive, sideEffects.emits[billing.mail.queued]`],
  },
  {
    name: 'an event that is emitted at two places gets another version, and its payload changes',
    base: [[reminder, reminder + reminder]],
    edits: [
      [reminder + reminder, (reminder + reminder).replaceAll("'1.0.0'", "'2.0.0'")],
      [reminderFields, `${reminderFields}    at: { type: ScalarTypeEnum.DateTime(), isOptional: false },\n`],
    ],
    expected: [`${send}: emitted-event-payload-changed, breaking, sideEffects.emits[billing.reminder.scheduled]`],
  },
  {
    name: 'an event that was emitted at two places is emitted at one, in another version',
    base: [[reminder, reminder + reminder]],
    edits: [[reminder + reminder, reminder.replace("'1.0.0'", "'2.0.0'")]],
    expected: [`${send}: emitted-event-version-changed, none, sideEffects.emits[billing.reminder.scheduled]`],
  },
  {
    name: 'an event is emitted under another key',
    edits: [["key: 'billing.reminder.scheduled'", "key: 'billing.reminder.planned'"]],
    expected: [`${send}: emitted-event-renamed, breaking, sideEffects.emits[billing.reminder.scheduled]`],
  },
  {
    name: 'an inline payload changes',
    edits: [[reminderFields, `${reminderFields}    at: { type: ScalarTypeEnum.DateTime(), isOptional: false },\n`]],
    expected: [`${send}: emitted-event-payload-changed, breaking, sideEffects.emits[billing.reminder.scheduled]`],
  },
  {
    name: 'an inline payload grows by an optional field',
    edits: [[reminderFields, `${reminderFields}    at: { type: ScalarTypeEnum.DateTime(), isOptional: true },\n`]],
    expected: [`${send}: emitted-event-payload-changed, additive, sideEffects.emits[billing.reminder.scheduled]`],
  },
  {
    name: "a referenced event's payload changes: the event's change, and one change of the command",
    edits: [[sentEmail, sentEmail.replace('true', 'false')]],
    expected: [
      `${send}: emitted-event-payload-changed, breaking, sideEffects.emits[billing.invoice.sent]`,
      'event billing.invoice.sent: event-field-became-required, breaking, payload.fields.email',
    ],
  },
  {
    name: 'the command is charged although the version of the event has risen',
    edits: [
      [sentEmail, sentEmail.replace('true', 'false')],
      ["key: 'billing.invoice.sent',\n    version: '1.0.0'", "key: 'billing.invoice.sent',\n    version: '2.0.0'"],
    ],
    expected: [
      `${send}: emitted-event-payload-changed, breaking, sideEffects.emits[billing.invoice.sent]`,
      'event billing.invoice.sent: event-field-became-required, breaking, payload.fields.email',
    ],
  },
  {
    name: 'a reference becomes an inline event of the same payload',
    edits: [
      ['{ ref: InvoiceSent.meta, when', "{ key: 'billing.invoice.sent', version: '1.0.0', payload: InvoiceSentPayload, when"],
      ["import { InvoiceSent } from './events';", "import { InvoiceSentPayload } from './models';"],
    ],
    expected: [],
  },
  {
    name: 'an event is emitted in another version with the same payload',
    edits: [["key: 'billing.reminder.scheduled', version: '1.0.0'", "key: 'billing.reminder.scheduled', version: '1.1.0'"]],
    expected: [`${send}: emitted-event-version-changed, none, sideEffects.emits[billing.reminder.scheduled]`],
  },
  {
    name: 'the words of an emitted event change',
    edits: [["'A reminder was set.'", "'Someone set a reminder.'"]],
    expected: [`${send}: emit-when-changed, patch, sideEffects.emits[billing.reminder.scheduled].when`],
  },
  {
    name: 'emitted events can no longer be read',
    edits: [[reminder, '      ...makeEmits(),\n']],
    expected: [`${send}: emits-unreadable, unknown, sideEffects.emits`],
  },
  {
    name: 'an audit label is added',
    edits: [[audit, "audit: ['billing.invoice.sent', 'billing.reminder.scheduled', 'billing.mail.queued']"]],
    expected: [`${send}: audit-label-added, patch, sideEffects.audit[billing.mail.queued]`],
  },
  {
    name: 'an audit label is removed',
    edits: [[audit, "audit: ['billing.invoice.sent']"]],
    expected: [`${send}: audit-label-removed, dangerous, sideEffects.audit[billing.reminder.scheduled] (compliance)`],
  },
  {
    name: 'an audit label is renamed',
    edits: [[audit, "audit: ['billing.invoice.sent', 'billing.reminder.set']"]],
    expected: [`${send}: audit-label-renamed, dangerous, sideEffects.audit[billing.reminder.scheduled] (compliance)`],
  },
  {
    name: 'audit labels can no longer be read',
    edits: [[audit, 'audit: makeAudit()']],
    expected: [`${send}: audit-unreadable, unknown, sideEffects.audit (compliance)`],
  },
  {
    name: 'emitted events and labels in another order',
    edits: [
      [audit, "audit: ['billing.reminder.scheduled', 'billing.invoice.sent']"],
      [reminder, ''],
      ['      { ref:', `${reminder}      { ref:`],
    ],
    expected: [],
  },
];
