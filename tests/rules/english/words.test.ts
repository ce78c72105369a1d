import { expect, it } from 'vitest';
import { singular } from '../../../src/rules/english/words.ts';

it.each([
  ['orders', 'order'],
  ['policies', 'policy'],
  ['boxes', 'box'],
  ['addresses', 'address'],
  ['batches', 'batch'],
  ['invoices', 'invoice'],
  ['status', 'status'],
  ['address', 'address'],
  ['bus', 'bus'],
  ['analysis', 'analysi'],
  ['order', 'order'],
])('the singular of %s is %s', (plural, one) => {
  expect(singular(plural)).toBe(one);
});
