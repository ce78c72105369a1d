import { defineEnum, defineSchemaModel, ScalarTypeEnum } from '@lssm-tech/lib.schema';

export const ConnectionStatus = defineEnum('ConnectionStatus', ['connected', 'disconnected', 'error']);

export const ConnectionModel = defineSchemaModel({
  name: 'Connection',
  fields: {
    id: { type: ScalarTypeEnum.ID(), isOptional: false },
    provider: { type: ScalarTypeEnum.NonEmptyString(), isOptional: false },
    status: { type: ConnectionStatus, isOptional: false },
    scopes: { type: ScalarTypeEnum.String_unsecure(), isArray: true, isOptional: true },
    connectedAt: { type: ScalarTypeEnum.DateTime(), isOptional: true },
  },
});

export const CreateConnectionInput = defineSchemaModel({
  name: 'CreateConnectionInput',
  fields: {
    provider: { type: ScalarTypeEnum.NonEmptyString(), isOptional: false },
    scopes: { type: ScalarTypeEnum.String_unsecure(), isArray: true, isOptional: true },
  },
});

export const ConnectionRef = defineSchemaModel({
  name: 'ConnectionRef',
  fields: { id: { type: ScalarTypeEnum.ID(), isOptional: false } },
});
