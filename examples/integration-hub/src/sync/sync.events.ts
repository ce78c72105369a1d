import { defineEvent } from '@lssm-tech/lib.contracts-spec';
import { SYNC_OWNERS, TAGS } from '../shared/governance.js';
import { SyncModel } from './sync.schema.js';

export const SyncStarted = defineEvent({
  meta: {
    key: 'integration.sync.started',
    version: '1.0.0',
    description: 'A synchronisation has begun.',
    stability: 'stable',
    owners: [...SYNC_OWNERS],
    tags: [...TAGS, 'sync'],
  },
  payload: SyncModel,
});
