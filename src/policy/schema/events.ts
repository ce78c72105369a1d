import { boolean, filledList, list, object, type ObjectShape, text } from '../shape.ts';

/* Events and audit. */

export const auditShape: ObjectShape = object('Audit labels.', {
  labels: filledList(
    'What a label may look like: `{event}` is the event’s key, `{version}` and `{major}` its version.',
    text('A template.', 'label'),
  ),
  known: list('Labels, or globs of them, that may stand without an event of their name.', text('A label.', 'name-glob')),
  exempt: list(
    'What needs no audit: contracts by `keys`, emitted events by `events`; with both, those events of those contracts.',
    object(
      'An exemption.',
      {
        keys: filledList('Globs of contract keys.', text('A glob.', 'key-glob')),
        events: filledList('Globs of event keys.', text('A glob.', 'key-glob')),
      },
      [],
      ['keys', 'events'],
    ),
  ),
  required: object('Which commands must declare events and audit. Read by `audit-required`.', {
    auth: list('Auth levels.', text('An auth level.', 'auth')),
    stability: list('Stages.', text('A stage.', 'stage')),
    tags: list('Tags, or globs of them.', text('A tag.', 'tag-glob')),
    pii: boolean('Commands that handle personal data.'),
  }),
});

export const eventsShape: ObjectShape = object('Events.', {
  naming: object('How event keys are named. Read by `event-naming`.', {
    domain: boolean('An event shares a segment of its key with the command that emits it.'),
    also: list('Event keys, or globs of them, that are accepted all the same.', text('A key.', 'key-glob')),
  }),
});
