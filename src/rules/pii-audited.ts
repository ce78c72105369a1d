import { declaredEvents } from '../compare/declared-events.ts';
import { versionName } from '../compare/version.ts';
import type { Contract, Known } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Report } from './finding.ts';
import { defineRule, type FileRule } from './rule.ts';
import { addLabel } from './support/additions.ts';
import { auditState, type EmittedEvent } from './support/audit-labels.ts';
import { judged, knownItems, nameOf, valueOf } from './support/contracts.ts';
import { replaceLiteral } from './support/fixes.ts';
import { nearHint, nearest } from './support/near.ts';
import { hasPath, pathsOf } from './support/payload-paths.ts';
import { writtenElsewhere } from './support/places.ts';
import { isLeftTo } from './support/precedence.ts';
import { suggest } from './support/suggestions.ts';
import { listed } from './support/text.ts';

export const piiAudited: FileRule = defineRule({
  id: 'pii-audited',
  area: 'events',
  scope: 'file',
  description: 'Events with personal data are audited by each operation that emits them, and name fields that exist',
  messages: {
    noField:
      'Event {{event}} lists "{{path}}" as personal data, but its payload has no such field.{{hint}} Name the field as the payload does, or remove it.',
    noPayload: 'Event {{event}} lists "{{path}}" as personal data, but has no payload. Declare the payload, or remove it.',
    notList: 'pii of {{event}} is {{found}}, it must be an array of paths.',
    notText: 'The path in place {{place}} of pii of {{event}} is {{found}}, it must be a string.',
    notAudited:
      'Event "{{event}}" carries personal data ({{fields}}) and is emitted by {{command}} but not audited. Add "{{label}}" to sideEffects.audit.',
    add: 'Add "{{label}}" to sideEffects.audit.',
    replace: 'Write "{{near}}".',
  },
  policy: ['audit.labels'],
  hasSuggestions: true,
  check(contract, { tree, report }) {
    if (contract.kind !== 'event') return;
    for (const malformed of malformedPaths(contract)) report(malformed);
    const { payload } = contract;
    const read = (file: string): string => tree.read(file);
    for (const path of knownItems(contract.pii)) {
      if (payload && hasPath(payload, path.value) !== 'no') continue;
      const near = payload ? nearest(path.value, pathsOf(payload)) : null;
      report({
        messageId: payload ? 'noField' : 'noPayload',
        data: { event: nameOf(contract), path: path.value, ...(payload && { hint: nearHint(near) }) },
        contract,
        at: path.site,
        subject: path.value,
        related: writtenElsewhere(path, 'The path'),
        ...(near !== null && suggest(replaceLiteral(path, near, read), 'replace', { near })),
      });
    }
  },
  checkRepository(inventory, context) {
    const personal = personalEvents(inventory);
    for (const contract of judged(inventory.contracts, 'pii-audited', context)) {
      if (contract.kind === 'event') continue;
      const effective = context.policy.for(contract);
      const state = auditState(contract, effective.audit);
      if (state.auditUnknown) continue;
      // What `audit-coverage` says already is not said twice: left are the events that the policy exempts, or all where that rule is off.
      const isCovered = isLeftTo('audit-coverage', 'pii-audited', effective);
      for (const event of firstOfEachLabel(state.events)) {
        const fields = personal(event);
        const [label] = event.labels;
        if (label === undefined || event.isAudited || fields === null || (isCovered && !event.isExempt)) continue;
        const fix = addLabel(contract, label, (file) => inventory.text(file));
        context.report({
          messageId: 'notAudited',
          data: { event: event.key.value, fields: listed(fields.paths, 3), command: nameOf(contract), label },
          contract,
          at: event.key.site,
          subject: event.key.value,
          related: [
            ...writtenElsewhere(event.key, "The event's key"),
            { span: fields.event.pii.site, message: 'The personal data is named here.' },
          ],
          ...suggest(fix, 'add', { label }),
        });
      }
    }
  },
});

/** What is no list, and what is no path in it: else personal data could be hidden by writing it wrongly. */
function* malformedPaths(contract: Contract): Generator<Report> {
  const { pii } = contract;
  const event = nameOf(contract);
  if (pii.state === 'invalid') yield { messageId: 'notList', data: { event, found: pii.found }, contract, at: pii.site, subject: 'pii' };
  for (const [index, path] of pii.state === 'known' ? pii.value.entries() : []) {
    if (path.state !== 'invalid') continue;
    const data = { event, place: String(index + 1), found: path.found };
    yield { messageId: 'notText', data, contract, at: path.site, subject: `pii[${index}]` };
  }
}

interface PersonalData {
  readonly event: Contract;
  readonly paths: readonly string[];
}

/** Gives the personal data of an emitted event, or null: that of its version, or of every version where that cannot be read. */
function personalEvents(inventory: Inventory): (event: EmittedEvent) => PersonalData | null {
  const events = declaredEvents(inventory);
  return ({ emit, key }) => {
    const emitted = valueOf(emit.version);
    const version = emitted === undefined ? null : versionName(emitted);
    for (const { contract, version: declared } of events.get(key.value) ?? []) {
      const pii: readonly Known<string>[] = knownItems(contract.pii);
      const isSame = version === null || declared === null || declared === version;
      if (isSame && pii.length > 0) return { event: contract, paths: pii.map((path) => path.value) };
    }
    return null;
  };
}

/** Two entries that one label would audit are one omission. */
function firstOfEachLabel(events: readonly EmittedEvent[]): readonly EmittedEvent[] {
  const seen = new Set<string>();
  return events.filter(({ labels: [label] }) => label !== undefined && !seen.has(label) && seen.add(label));
}
