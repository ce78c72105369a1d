import { expect, test } from 'vitest';
import { nearPath } from '../../src/policy/value-path.ts';

test.each([
  ['meta.titel', 'meta.title'],
  ['titel', 'title'],
  ['policy.rateLimits.rpm', 'policy.rateLimit.rpm'],
  ['policy.rateLimit.rmp', 'policy.rateLimit.rpm'],
  ['sideEffect.emits', 'sideEffects.emits'],
  ['acceptance.scenarios.0.kye', 'acceptance.scenarios.0.key'],
  ['payloads', 'payload'],
])('%s is nearly %s', (path, meant) => {
  expect(nearPath(path)).toBe(meant);
});

test.each([
  'meta.title',
  'title',
  'owners',
  'policy.rateLimit.rpm',
  'sideEffects.emits.0.key',
  'acceptance.scenarios.0.key',
  'io.errors.NOT_FOUND.http',
  'meta.costCentre',
  'x-acme.review',
  'implementations.0.type',
])('%s may be meant as it is', (path) => {
  expect(nearPath(path)).toBeNull();
});
