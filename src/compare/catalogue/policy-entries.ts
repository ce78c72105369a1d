import { type ContractEntry, entriesOf, type WrittenEntry } from './entry.ts';
import type { PolicyChangeId } from './ids.ts';

const REFUSED = 'Callers who were let in before and are refused now.';
const RESTORE = 'Keep the old demand, or pay the major bump and tell callers what they need.';
const EXPOSED = 'No caller. More people can do more than before.';
const REVIEW = 'Have security review it; the bump is that of an addition.';

const tightened = (changed: string): WrittenEntry => ({ class: 'breaking', changed, breaks: REFUSED, remedy: RESTORE });
const loosened = (changed: string): WrittenEntry => ({ class: 'additive', review: 'security', changed, breaks: EXPOSED, remedy: REVIEW });

/** Who may call, how often, and which data is personal. */
export const policyEntries: Readonly<Record<PolicyChangeId, ContractEntry>> = entriesOf<PolicyChangeId>('policy', {
  'auth-tightened': tightened('The auth level was raised: anonymous, user, admin.'),
  'auth-loosened': loosened('The auth level was lowered: admin, user, anonymous.'),
  'auth-changed': {
    class: 'breaking',
    review: 'security',
    changed: 'The auth level was replaced by one that has no order with it, such as `internal`, or is no longer declared.',
    breaks: 'Callers who had the old level only; whether others are let in now cannot be told from the name.',
    remedy: 'Pay the major bump, and have security review it.',
  },
  'auth-unreadable': {
    class: 'unknown',
    review: 'security',
    changed: 'The auth level cannot be read on one side.',
    breaks: 'It cannot be said whom, so it counts as breaking from beta up.',
    remedy: 'Write the level as a literal, or as a constant that the reader can follow.',
  },
  'role-demanded': tightened('A role is demanded that was not, or fewer roles are let in.'),
  'role-dropped': loosened('A role is no longer demanded, or more roles are let in.'),
  'permission-demanded': tightened('A permission is demanded that was not, or fewer permissions let in.'),
  'permission-dropped': loosened('A permission is no longer demanded, or more permissions let in.'),
  'flag-demanded': tightened('A feature flag is demanded that was not.'),
  'flag-dropped': loosened('A feature flag is no longer demanded.'),
  'human-review-demanded': {
    ...tightened('A human must approve each call.'),
    breaks: 'Callers who expect an answer at once.',
  },
  'human-review-dropped': loosened('A human no longer approves each call.'),
  'policy-reference-changed': {
    class: 'dangerous',
    changed: 'References to policies were added, removed or changed.',
    breaks: 'Callers whom the other policy refuses. What a policy decides is not part of the contract.',
    remedy: 'Compare what the policies decide, and tell callers with the minor bump.',
  },
  'field-policy-changed': {
    class: 'dangerous',
    changed: 'The policy of single fields was changed.',
    breaks: 'Callers who may no longer read or write a field.',
    remedy: 'Compare what the policies decide, and tell callers with the minor bump.',
  },
  'policy-option-changed': {
    class: 'dangerous',
    changed: 'Another option of the policy was changed.',
    breaks: 'Callers whom it concerns; what the option does is not known to this tool.',
    remedy: 'Check what the option does, and tell callers with the minor bump.',
  },
  'rate-limit-added': {
    class: 'dangerous',
    changed: 'A rate limit was added.',
    breaks: 'Callers who call more often than the limit allows.',
    remedy: 'Tell callers with the minor bump.',
  },
  'rate-limit-lowered': {
    class: 'dangerous',
    changed: 'The rate limit was lowered.',
    breaks: 'Callers who call more often than the limit allows.',
    remedy: 'Tell callers with the minor bump.',
  },
  'rate-limit-raised': {
    class: 'patch',
    changed: 'The rate limit was raised or removed.',
    breaks: 'Nobody.',
    remedy: 'Nothing but the patch bump, where the policy asks for one.',
  },
  'rate-limit-key-changed': {
    class: 'dangerous',
    changed: 'The rate limit counts by another key (user, org, global).',
    breaks: 'Callers who now share their budget with others.',
    remedy: 'Tell callers with the minor bump.',
  },
  'pii-added': {
    class: 'patch',
    changed: 'A field was declared to be personal data.',
    breaks: 'Nobody.',
    remedy: 'Nothing but the patch bump, where the policy asks for one.',
  },
  'pii-removed': {
    class: 'patch',
    review: 'security',
    changed: 'A field is no longer declared to be personal data.',
    breaks: 'No caller. Logs and exports may now hold the field in the clear.',
    remedy: 'Have security review it.',
  },
  'policy-unreadable': {
    class: 'unknown',
    changed: 'A part of the policy cannot be read on one side.',
    breaks: 'It cannot be said whom, so it counts as breaking from beta up.',
    remedy: 'Write the value as a literal, or as a constant that the reader can follow.',
  },
});
