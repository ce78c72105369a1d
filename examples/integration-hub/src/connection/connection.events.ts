import { defineEvent } from '@lssm-tech/lib.contracts-spec';
import { OWNERS, TAGS } from '../shared/governance.js';
import { ConnectionModel, ConnectionRef } from './connection.schema.js';

export const ConnectionCreated = defineEvent({
  meta: {
    key: 'integration.connection.created',
    version: '1.0.0',
    description: 'A connection to a provider was created.',
    stability: 'stable',
    owners: [...OWNERS],
    tags: [...TAGS, 'connection'],
  },
  payload: ConnectionModel,
});

export const ConnectionRemoved = defineEvent({
  meta: {
    key: 'integration.connection.removed',
    version: '1.0.0',
    description: 'A connection was removed and its credentials were revoked.',
    stability: 'stable',
    owners: [...OWNERS],
    tags: [...TAGS, 'connection'],
  },
  payload: ConnectionRef,
});
