import { describe, expect, it } from 'vitest';
import { fingerprinter } from '../../src/check/fingerprint.ts';
import type { Contract } from '../../src/contracts/contract.ts';
import { readInventory } from '../../src/contracts/read.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { policyWith } from '../support/policy.ts';
import { command, event } from '../support/sources.ts';

function read(files: Readonly<Record<string, string>>): readonly Contract[] {
  return readInventory(memoryTree(files), policyWith().read).contracts;
}
const one = (files: Readonly<Record<string, string>>): Contract => read(files)[0] as Contract;
const sign = (contracts: readonly Contract[], contract: Contract | null, subject: string | null = null, rule = 'r'): string =>
  fingerprinter(contracts)({ rule, contract, subject }).value;

describe('fingerprinter', () => {
  const plain = one({ 'a.ts': command() });

  it('is the same in another file and at another line', () => {
    const moved = one({ 'b/c.ts': `\n\n${command()}` });
    expect(sign([moved], moved)).toBe(sign([plain], plain));
  });
  it.each([
    ['another key', one({ 'a.ts': command({ key: "'x.y'" }) })],
    ['another kind', one({ 'a.ts': event({ key: "'billing.invoice.send'" }) })],
  ])('differs for %s', (_, other) => {
    expect(sign([other], other)).not.toBe(sign([plain], plain));
  });
  it('differs by subject and rule', () => {
    expect(new Set([sign([plain], plain), sign([plain], plain, 's'), sign([plain], plain, null, 'other'), sign([plain], null)]).size).toBe(
      4,
    );
  });
  it('tells equal findings apart by their order', () => {
    const next = fingerprinter([plain]);
    const identity = { rule: 'r', contract: plain, subject: null };
    expect(next(identity).value).not.toBe(next(identity).value);
  });
  it('has nothing of the version while the key has one', () => {
    const raised = one({ 'a.ts': command({ version: "'2.0.0'" }) });
    expect(sign([raised], raised)).toBe(sign([plain], plain));
  });
  it('takes a version that a change raises for no second one', () => {
    const raised = one({ 'a.ts': command({ version: "'2.0.0'" }) });
    const next = fingerprinter([raised], [plain]);
    expect(next({ rule: 'r', contract: raised, subject: null }).value).toBe(sign([plain], plain));
  });
  it('tells versions side by side apart, and knows the first one by what it was before', () => {
    const both = read({ 'a.ts': command(), 'b.ts': command({ version: "'2.0.0'" }) });
    const [first, second] = both as [Contract, Contract];
    const before = fingerprinter([first])({ rule: 'r', contract: first, subject: null });
    const after = fingerprinter(both);
    const ofFirst = after({ rule: 'r', contract: first, subject: null });
    const ofSecond = after({ rule: 'r', contract: second, subject: null });
    expect(ofFirst.value).not.toBe(ofSecond.value);
    expect(ofFirst.alias).toBe(before.value);
    expect(before.alias).toBe(ofFirst.value);
    expect(ofSecond.alias).toBeNull();
  });
  it('goes by the export where the key cannot be read', () => {
    const contracts = read({
      'a.ts': command({ key: 'keyFor()' }, { name: 'One' }),
      'b.ts': command({ key: 'keyFor()' }, { name: 'Two' }),
    });
    expect(new Set(contracts.map((contract) => sign(contracts, contract))).size).toBe(2);
  });
  it('is not fooled by texts that run together', () => {
    expect(sign([plain], null, 'a","b')).not.toBe(sign([plain], null, 'a'));
  });
});
