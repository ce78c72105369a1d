import { defineEnum, defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';

export const SyncMode = defineEnum('SyncMode', ['full', 'incremental']);

export const SyncModel = defineSchemaModel({
  name: 'Sync',
  fields: {
    id: { type: ScalarTypeEnum.ID(), isOptional: false },
    connectionId: { type: ScalarTypeEnum.ID(), isOptional: false },
    mode: { type: SyncMode, isOptional: false },
    startedAt: { type: ScalarTypeEnum.DateTime(), isOptional: false },
  },
});

export const StartSyncInput = defineSchemaModel({
  name: 'StartSyncInput',
  fields: {
    connectionId: { type: ScalarTypeEnum.ID(), isOptional: false },
    mode: { type: SyncMode, isOptional: true },
  },
});
