import { expect, it } from 'vitest';
import { nearKeys } from '../../../src/rules/support/near-key.ts';

it.each([
  ['billing.invoice.send', ['billing.invoice.paid', 'billing.invoice.sent'], 'billing.invoice.sent'],
  ['billing.invoice.pay', ['billing.invoice.sent', 'billing.invoice.paid'], 'billing.invoice.paid'],
  ['billing.invoice.tirggered', ['billing.invoice.triggered'], 'billing.invoice.triggered'],
  ['billing.Invoice_sent', ['billing.invoice.sent', 'billing.invoice.send'], 'billing.invoice.sent'],
  ['run.started', ['job.started', 'agent.run.started'], 'agent.run.started'],
  ['agent.run.started', ['run.started'], 'run.started'],
  ['billing.invoice.sent', ['ledger.billing.invoice.sent', 'billing.invoice.send'], 'billing.invoice.send'],
  ['invoice.payed', ['invoice.paid'], 'invoice.paid'],
  ['invoice.paid', ['invoice.payed'], 'invoice.payed'],
  ['invoice.paid.v1.0.0', ['invoice.paid'], 'invoice.paid'],
  ['invoice.paid', ['invoice.paid@2'], 'invoice.paid@2'],
  ['billing.invoice.snet', ['billing.invoice.sent'], 'billing.invoice.sent'],
])('%s among %j is near %s', (key, candidates, near) => {
  expect(nearKeys(candidates)(key)).toBe(near);
});

it.each([
  ['tool.created', ['deal.created', 'role.created']],
  ['integration.sync.triggered', ['integration.sync.started', 'integration.sync.failed']],
  ['workflow.instance.transitioned', ['workflow.instance.completed']],
  ['agent.updated', ['agent.tool.updated']],
  ['billing.invoice.seen', ['billing.invoice.sent']],
  ['started', ['restarted.job']],
  ['billing.invoice.sent', ['billing.invoice.sent']],
  ['order.a', ['order.b']],
  ['invoice.paid.v1', ['invoice.paid.v2']],
  ['invoice.played', ['invoice.paid']],
  ['constructor', []],
  ['billing.invoice.sten', ['billing.invoice.sent']],
])('%s among %j is near nothing', (key, candidates) => {
  expect(nearKeys(candidates)(key)).toBeNull();
});

it('prefers what begins like the contract that names it', () => {
  const candidates = ['harness.run.started', 'agent.run.started', 'controlPlane.run.started'];
  expect(nearKeys(candidates)('run.started', 'agent.run.execute')).toBe('agent.run.started');
  expect(nearKeys(candidates)('run.started', 'other.run.execute')).toBe('harness.run.started');
});
