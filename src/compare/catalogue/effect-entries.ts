import { type ContractEntry, entriesOf } from './entry.ts';
import type { EffectChangeId } from './ids.ts';

/** Emitted events and audit labels. */
export const effectEntries: Readonly<Record<EffectChangeId, ContractEntry>> = entriesOf<EffectChangeId>('effect', {
  'event-no-longer-emitted': {
    class: 'breaking',
    changed: 'A command no longer emits an event.',
    breaks: 'Subscribers who wait for the event.',
    remedy: 'Emit it until its subscribers have moved, or pay the major bump.',
  },
  'event-newly-emitted': {
    class: 'additive',
    changed: 'A command emits an event that it did not.',
    breaks: 'Nobody.',
    remedy: 'Nothing but the bump.',
  },
  'emitted-event-renamed': {
    class: 'breaking',
    changed: 'A command emits the same event under another key.',
    breaks: 'Subscribers of the old key.',
    remedy: 'Emit both until the subscribers have moved, or pay the major bump.',
  },
  'emitted-event-payload-changed': {
    class: 'unknown',
    changed: 'The payload of an event that a command emits changed, inline or in the event that is referred to.',
    breaks:
      'Subscribers of the event, as the change of the payload says. The command is charged with the class of that change, whether or not the version of the event has risen.',
    remedy: 'Pay the bump for the command as well as for the event.',
  },
  'emitted-event-version-changed': {
    class: 'none',
    changed: 'A command emits another version of an event, with the same payload.',
    breaks: 'Nobody.',
    remedy: 'Nothing.',
  },
  'emit-when-changed': {
    class: 'patch',
    changed: 'The words that say when an event is emitted changed.',
    breaks: 'Nobody.',
    remedy: 'Nothing but the patch bump, where the policy asks for one.',
  },
  'emits-unreadable': {
    class: 'unknown',
    changed: 'The emitted events, or one of them, cannot be read on one side.',
    breaks: 'It cannot be said whom, so it counts as breaking from beta up.',
    remedy: 'Write the events as literals, or as references that the reader can follow.',
  },
  'audit-label-added': {
    class: 'patch',
    changed: 'An audit label was added.',
    breaks: 'Nobody.',
    remedy: 'Nothing but the patch bump, where the policy asks for one.',
  },
  'audit-label-removed': {
    class: 'dangerous',
    review: 'compliance',
    changed: 'An audit label was removed.',
    breaks: 'Reports and alerts that look for the label; the audit trail has a gap.',
    remedy: 'Have compliance review it.',
  },
  'audit-label-renamed': {
    class: 'dangerous',
    review: 'compliance',
    changed: 'An audit label was renamed.',
    breaks: 'Reports and alerts that look for the old label.',
    remedy: 'Have compliance review it.',
  },
  'audit-unreadable': {
    class: 'unknown',
    review: 'compliance',
    changed: 'The audit labels cannot be read on one side.',
    breaks: 'It cannot be said whom, so it counts as breaking from beta up.',
    remedy: 'Write the labels as literals, or as constants that the reader can follow.',
  },
});
