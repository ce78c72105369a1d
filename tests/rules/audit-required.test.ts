import { describe, expect, it } from 'vitest';
import type { AuditPolicy } from '../../src/policy/effective-policy.ts';
import { auditRequired } from '../../src/rules/audit-required.ts';
import { emitting } from '../support/emitting.ts';
import { command, query } from '../support/sources.ts';
import { runRule, type SeenFinding } from './harness.ts';

const sent = "{ key: 'billing.invoice.sent', version: '1.0.0', payload: null }";

function run(source: string, required: Partial<AuditPolicy['required']>, rules: Record<string, 'off'> = {}): SeenFinding[] {
  return runRule(auditRequired, source, {
    policy: { audit: { required: { auth: [], stability: [], tags: [], pii: false, ...required } }, rules },
  });
}

describe('a command that the policy names', () => {
  it('declares events', () => {
    expect(run(emitting('{ emits: [] }', { policy: "{ auth: 'admin' }" }), { auth: ['admin'] })).toEqual([
      {
        message:
          '"billing.invoice.send" asks for the auth level "admin" and declares no event. List what it emits in sideEffects.emits, and audit it in sideEffects.audit.',
        place: 'src/contract.ts:15:25',
        text: '[]',
        contract: 'command billing.invoice.send',
        subject: 'sideEffects.emits',
      },
    ]);
    expect(
      run(emitting(`{ emits: [${sent}], audit: ['billing.invoice.sent'] }`, { policy: "{ auth: 'admin' }" }), { auth: ['admin'] }),
    ).toEqual([]);
  });

  it('has side effects at all', () => {
    expect(run(command(), { stability: ['stable'] })).toEqual([
      {
        message:
          '"billing.invoice.send" is "stable" and declares no event. List what it emits in sideEffects.emits, and audit it in sideEffects.audit.',
        place: 'src/contract.ts:6:16',
        text: "'stable'",
        contract: 'command billing.invoice.send',
        subject: 'sideEffects.emits',
      },
    ]);
  });

  it.each<[string, string, Partial<AuditPolicy['required']>]>([
    ['the auth level', "'user'", { auth: ['user'] }],
    ['the tag', "'billing'", { tags: ['bill*'] }],
  ])('is told at %s where there is no list', (_, text, required) => {
    expect(run(command(), required).map((finding) => finding.text)).toEqual([text]);
  });

  it('is told at the list of personal data where there is no list', () => {
    const source = command({}, { rest: "  io: { input: null, output: null },\n  policy: { auth: 'user', pii: ['email'] },\n" });
    expect(run(source, { pii: true }).map((finding) => finding.text)).toEqual(["['email']"]);
  });

  it('audits, where audit-coverage does not ask for it', () => {
    const source = emitting(`{ emits: [${sent}], audit: [] }`);
    expect(run(source, { stability: ['stable'] })).toEqual([]);
    expect(run(source, { stability: ['stable'] }, { 'audit-coverage': 'off' })).toEqual([
      {
        message: '"billing.invoice.send" is "stable" and audits nothing. Add the labels of its events to sideEffects.audit.',
        place: 'src/contract.ts:15:100',
        text: '[]',
        contract: 'command billing.invoice.send',
        subject: 'sideEffects.audit',
      },
    ]);
  });
});

describe('the reason', () => {
  const empty = (options: Parameters<typeof emitting>[1] = {}): string => emitting('{ emits: [] }', options);

  it.each<[string, string, Partial<AuditPolicy['required']>, string]>([
    ['a tag', empty({ meta: { tags: "['billing', 'risk/high']" } }), { tags: ['risk/*'] }, 'is tagged "risk/high"'],
    ['personal data', empty({ policy: "{ auth: 'user', pii: ['email'] }" }), { pii: true }, 'handles personal data (policy.pii)'],
    ['the auth level', empty(), { auth: ['user', 'admin'] }, 'asks for the auth level "user"'],
  ])('is %s', (_, source, required, reason) => {
    expect(run(source, required).map((finding) => finding.message)).toEqual([
      `"billing.invoice.send" ${reason} and declares no event. List what it emits in sideEffects.emits, and audit it in sideEffects.audit.`,
    ]);
  });

  it.each<[string, string, Partial<AuditPolicy['required']>]>([
    ['another auth level', empty(), { auth: ['admin'] }],
    ['another stage', empty(), { stability: ['beta'] }],
    ['another tag', empty(), { tags: ['risk/*'] }],
    ['no personal data', empty({ policy: "{ auth: 'user', pii: [] }" }), { pii: true }],
    ['personal data that the policy does not ask for', empty({ policy: "{ auth: 'user', pii: ['email'] }" }), {}],
    ['a query', query(), { stability: ['stable'] }],
  ])('is not %s', (_, source, required) => {
    expect(run(source, required)).toEqual([]);
  });
});

it('events that cannot be read are left to static-contract', () => {
  const before = "import { events } from 'elsewhere';\n";
  expect(run(emitting('{ emits: [...events] }', { before }), { stability: ['stable'] })).toEqual([]);
  expect(run(emitting('{ emits: events }', { before }), { stability: ['stable'] })).toEqual([]);
});
