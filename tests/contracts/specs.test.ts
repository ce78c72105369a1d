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

test("what is given to functions of the framework is left as it is, known or not; what is given to another package's may be changed", () => {
  const { contracts } = readInventory(
    memoryTree({
      'src/a.ts': `import { defineCommand, mountForm } from '@lssm-tech/lib.contracts-spec';
import { serve } from '@lssm-tech/lib.contracts-runtime-server-rest';
import { mount } from 'elsewhere';
const form = { version: '1.0.0', owners: ['@acme/orders'] };
const served = { version: '2.0.0', owners: ['@acme/orders'] };
const other = { version: '3.0.0', owners: ['@acme/orders'] };
mountForm({ meta: form });
serve(served);
mount(other);
export const A = defineCommand({ meta: { ...form, key: 'a.form' } });
export const B = defineCommand({ meta: { ...served, key: 'a.served' } });
export const C = defineCommand({ meta: { ...other, key: 'a.other' } });`,
    }),
    policyWith().read,
  );
  expect(contracts.map(({ version }) => (version.state === 'known' ? version.value : version.state))).toEqual([
    '1.0.0',
    '2.0.0',
    'unknown',
  ]);
});
