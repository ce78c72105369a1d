import { defineCommand, defineQuery, StabilityEnum } from '@lssm-tech/lib.contracts-spec';
import { OWNERS, TAGS } from '../shared/governance.js';
import { ConnectionCreated, ConnectionRemoved } from './connection.events.js';
import { ConnectionModel, ConnectionRef, CreateConnectionInput } from './connection.schema.js';

export const CreateConnection = defineCommand({
  meta: {
    key: 'integration.connection.create',
    version: '1.0.0',
    stability: StabilityEnum.Stable,
    owners: [...OWNERS],
    tags: [...TAGS, 'connection'],
    description: 'Connects the workspace to a provider.',
    goal: 'Let a workspace use a provider without asking an engineer.',
    context: 'Called from the connections page once the provider has granted access.',
  },
  io: {
    input: CreateConnectionInput,
    output: ConnectionModel,
    errors: { PROVIDER_UNKNOWN: { description: 'There is no such provider.', http: 404, when: 'The provider is not in the catalogue.' } },
  },
  policy: { auth: 'user' },
  sideEffects: {
    emits: [{ ref: ConnectionCreated.meta, when: 'The provider has confirmed.' }],
    audit: ['integration.connection.created'],
  },
});

export const RemoveConnection = defineCommand({
  meta: {
    key: 'integration.connection.remove',
    version: '1.0.0',
    stability: StabilityEnum.Stable,
    owners: [...OWNERS],
    tags: [...TAGS, 'connection'],
    description: 'Removes a connection and revokes its credentials.',
    goal: 'Let a workspace leave a provider at any time.',
    context: 'Called from the connections page.',
  },
  io: { input: ConnectionRef, output: ConnectionRef },
  policy: { auth: 'admin' },
  sideEffects: {
    emits: [{ ref: ConnectionRemoved.meta, when: 'The credentials are revoked.' }],
    audit: ['integration.connection.removed'],
  },
});

export const GetConnection = defineQuery({
  meta: {
    key: 'integration.connection.get',
    version: '1.0.0',
    stability: StabilityEnum.Stable,
    owners: [...OWNERS],
    tags: [...TAGS, 'connection'],
    description: 'Gives one connection.',
    goal: 'Show the state of a connection.',
    context: 'Called by the connections page and by health checks.',
  },
  io: { input: ConnectionRef, output: ConnectionModel },
  policy: { auth: 'user' },
});
