import { expect, test } from 'vitest';
import type { Contract } from '../../src/contracts/contract.ts';
import { readInventory } from '../../src/contracts/read.ts';
import { contractToJson } from '../../src/report/contract-json.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { policyWith } from '../support/policy.ts';

test('contracts take what they say from other specs of the framework, whose package is not there', () => {
  const inventory = readInventory(
    memoryTree({
      'src/feature.ts': `import { defineCapability, defineFeature, definePolicy, StabilityEnum, Tags } from '@lssm-tech/lib.contracts-spec';
export const Feature = defineFeature({ meta: { key: 'orders', stability: StabilityEnum.Beta, owners: ['@acme/orders'], tags: [Tags.Docs], domain: 'orders' } });
export const Capability = defineCapability({ meta: { key: 'orders.write', version: '1.2.0' } });
export const Policy = definePolicy({ meta: { key: 'orders.clerks', version: '2.0.0' }, rules: [] });`,
      'src/send.ts': `import { createVersionedRef, defineCommand } from '@lssm-tech/lib.contracts-spec';
import { Capability, Feature, Policy } from './feature';
const { stability, owners, tags, domain } = Feature.meta;
export const Send = defineCommand({
  meta: { key: 'orders.send', version: '1.0.0', stability, owners: [...owners], tags, domain },
  capability: { key: Capability.meta.key, version: Capability.meta.version },
  policy: { auth: 'user', policies: [createVersionedRef(Policy.meta.key, ' 2.0.0 ')] },
});`,
    }),
    policyWith().read,
  );
  const [contract] = inventory.contracts as readonly [Contract];
  expect(contractToJson(contract, inventory, null)).toMatchObject({
    stability: 'beta',
    owners: ['@acme/orders'],
    tags: ['docs'],
    domain: 'orders',
    capability: { key: 'orders.write', version: '1.2.0' },
    policy: { auth: 'user', policies: [{ key: 'orders.clerks', version: '2.0.0' }] },
    unresolved: [],
  });
});
