import { defineCommand, defineQuery } from '@lssm-tech/lib.contracts-spec';
import { SYNC_OWNERS, TAGS } from '../shared/governance.js';
import { SyncStarted } from './sync.events.js';
import { StartSyncInput, SyncModel } from './sync.schema.js';

// Everything below is wrong on purpose, one thing a line.

export const StartSync = defineCommand({
  meta: {
    key: 'integration.sync.start',
    version: '1.0.0',
    stability: 'stable',
    owners: ['@etl'],
    tags: [...TAGS, 'sync'],
    description: 'Starts a synchronisation.',
    goal: 'Bring data over now instead of at the next scheduled time.',
    context: 'Called from the connection page, and by the scheduler.',
  },
  io: { input: StartSyncInput, output: SyncModel },
  policy: { auth: 'user' },
  sideEffects: {
    emits: [{ ref: SyncStarted.meta, when: 'The first page is being fetched.' }],
    audit: [],
  },
});

export const ScheduleSync = defineCommand({
  meta: {
    key: 'integration.sync.schedule',
    version: 'v1.0',
    stability: 'stabel',
    owners: [...SYNC_OWNERS],
    tags: [...TAGS, 'etl'],
    description: 'Schedules a synchronisation.',
    goal: 'Keep data fresh without anybody thinking of it.',
    context: 'Called from the connection page.',
  },
  io: { input: StartSyncInput, output: SyncModel },
  policy: { auth: 'user' },
});

export const ListSyncs = defineQuery({
  meta: {
    key: 'integration.sync.list',
    version: '1.0.0',
    stability: 'beta',
    owners: teamFor('sync'),
    tags: [...TAGS, 'sync'],
    description: 'Lists the synchronisations of a connection.',
    goal: 'Show what was brought over, and when.',
    context: 'Called from the connection page.',
  },
  io: { input: StartSyncInput, output: SyncModel },
  policy: { auth: 'user' },
});

declare function teamFor(area: string): string[];
