import { describe, expect, it } from 'vitest';
import { tagImplies } from '../../src/rules/tag-implies.ts';
import { command, event } from '../support/sources.ts';
import { runRule } from './harness.ts';

const implies = { tags: [], owner: null, auth: [], audit: false };
const rest = (auth: string, effects = ''): string => `  io: { input: null, output: null },\n  policy: { auth: '${auth}' },\n${effects}`;

describe('tag-implies', () => {
  it('asks nothing of a contract without the tag', () => {
    expect(runRule(tagImplies, command(), { policy: { tags: { implies: [{ ...implies, tag: 'pii', audit: true }] } } })).toEqual([]);
  });

  it('reports and adds a tag that must stand beside it', () => {
    const policy = { tags: { implies: [{ ...implies, tag: 'pii', tags: ['privacy'] }] } };
    expect(runRule(tagImplies, command({ tags: "['pii', 'privacy']" }), { policy })).toEqual([]);
    expect(runRule(tagImplies, command({ tags: "['pii']" }), { policy })).toEqual([
      {
        message: 'The tag "pii" of "billing.invoice.send" asks for the tag "privacy" beside it. Add it to meta.tags.',
        place: 'src/contract.ts:8:12',
        text: "'pii'",
        contract: 'command billing.invoice.send',
        subject: 'privacy',
        suggestions: [{ message: 'Add "privacy".', output: command({ tags: "['pii', 'privacy']" }) }],
      },
    ]);
  });

  it('reports an owner that is missing, and adds none', () => {
    const policy = { tags: { implies: [{ ...implies, tag: 'pii', owner: '@privacy' }] } };
    expect(runRule(tagImplies, command({ tags: "['pii']", owners: "['@privacy']" }), { policy })).toEqual([]);
    expect(runRule(tagImplies, command({ tags: "['pii']" }), { policy })).toEqual([
      {
        message: 'The tag "pii" of "billing.invoice.send" asks for the owner "@privacy". Add it to meta.owners, or remove the tag.',
        place: 'src/contract.ts:8:12',
        text: "'pii'",
        contract: 'command billing.invoice.send',
        subject: '@privacy',
      },
    ]);
  });

  it('reports an auth level that the tag does not allow', () => {
    const policy = { tags: { implies: [{ ...implies, tag: 'admin', auth: ['admin', 'internal'] }] } };
    expect(runRule(tagImplies, command({ tags: "['admin']" }, { rest: rest('admin') }), { policy })).toEqual([]);
    expect(runRule(tagImplies, command({ tags: "['admin']" }, { rest: rest('user') }), { policy })).toEqual([
      {
        message:
          'The tag "admin" of "billing.invoice.send" asks for policy.auth to be "admin" or "internal", it is "user". Change it, or remove the tag.',
        place: 'src/contract.ts:8:12',
        text: "'admin'",
        contract: 'command billing.invoice.send',
        subject: 'policy.auth',
        related: [{ message: 'The auth level is "user" here.', place: 'src/contract.ts:14:19', text: "'user'" }],
      },
    ]);
  });

  it('reports a command without an audit label', () => {
    const policy = { tags: { implies: [{ ...implies, tag: 'pii', audit: true }] } };
    expect(
      runRule(tagImplies, command({ tags: "['pii']" }, { rest: rest('user', "  sideEffects: { audit: ['billing.read'] },\n") }), {
        policy,
      }),
    ).toEqual([]);
    expect(runRule(tagImplies, event({ tags: "['pii']" }), { policy })).toEqual([]);
    expect(runRule(tagImplies, command({ tags: "['pii']" }), { policy })).toMatchObject([
      {
        message: 'The tag "pii" of "billing.invoice.send" asks for an audit label. Add one to sideEffects.audit, or remove the tag.',
        subject: 'sideEffects.audit',
      },
    ]);
  });

  it('says nothing where what is demanded cannot be read', () => {
    const before = 'declare function owner(): string;\n';
    const policy = { tags: { implies: [{ ...implies, tag: 'pii', owner: '@privacy' }] } };
    expect(runRule(tagImplies, command({ tags: "['pii']", owners: '[owner()]' }, { before }), { policy })).toEqual([]);
  });
});
