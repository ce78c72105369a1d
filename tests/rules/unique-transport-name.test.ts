import { describe, expect, it } from 'vitest';
import { uniqueTransportName } from '../../src/rules/unique-transport-name.ts';
import { command, query } from '../support/sources.ts';
import { runRule } from './harness.ts';

const rest = (transport: string): string =>
  `  io: { input: null, output: null },\n  policy: { auth: 'user' },\n  transport: ${transport},\n`;

describe('unique-transport-name', () => {
  it('accepts names that differ', () => {
    expect(
      runRule(uniqueTransportName, { 'a.ts': command(), 'b.ts': query() }, { policy: { transports: ['rest', 'gql', 'mcp'] } }),
    ).toEqual([]);
  });

  it('reports a pinned name that is pinned twice', () => {
    const sources = {
      'a.ts': command({}, { rest: rest("{ mcp: { toolName: 'send' } }") }),
      'b.ts': command({ key: "'billing.reminder.send'" }, { rest: rest("{ mcp: { toolName: 'send' } }") }),
    };
    expect(runRule(uniqueTransportName, sources)).toEqual([
      {
        message:
          'Only one of the command "billing.invoice.send" in version 1.0.0 and the command "billing.reminder.send" in version 1.0.0 can be called by the MCP tool "send", which they share. Pin another name in transport, or change a key.',
        place: 'a.ts:15:33',
        text: "'send'",
        contract: 'command billing.invoice.send',
        subject: 'send',
        related: [
          { message: 'the command "billing.reminder.send" in version 1.0.0 has the name by this.', place: 'b.ts:15:33', text: "'send'" },
        ],
      },
    ]);
  });

  it('compares pinned names with derived ones', () => {
    const sources = {
      'a.ts': command({}, { rest: rest("{ gql: { field: 'billing_reminder_send_v1.0.0' } }") }),
      'b.ts': command({ key: "'billing.reminder.send'" }),
    };
    expect(runRule(uniqueTransportName, sources)).toMatchObject([
      { subject: 'billing_reminder_send_v1.0.0', related: [{ place: 'b.ts:4:10' }] },
    ]);
  });

  it('tells the methods of a route apart', () => {
    const policy = { transports: ['rest'] } as const;
    const path = "{ rest: { path: '/invoices' } }";
    expect(
      runRule(uniqueTransportName, { 'a.ts': command({}, { rest: rest(path) }), 'b.ts': query({}, { rest: rest(path) }) }, { policy }),
    ).toEqual([]);
    expect(
      runRule(
        uniqueTransportName,
        { 'a.ts': command({}, { rest: rest(path) }), 'b.ts': query({}, { rest: rest("{ rest: { path: '/invoices', method: 'POST' } }") }) },
        { policy },
      ),
    ).toMatchObject([{ subject: 'POST /invoices' }]);
  });

  it.each([
    ["{ method: 'GET', path: '/invoices/:id' }", "{ method: 'GET', path: '/invoices/:key' }", 1],
    ["{ method: 'GET', path: '/invoices/{id}' }", "{ method: 'get', path: '/invoices/:id/' }", 1],
    ["{ method: 'GET', path: '/invoices/:id' }", "{ method: 'GET', path: '/invoices/open' }", 0],
    ["{ method: 'GET', path: '/invoices/:id' }", "{ method: 'GET', path: '/invoices/:id/lines' }", 0],
    ["{ method: 'GET', path: '/' }", "{ method: 'GET', path: '/invoices' }", 0],
  ])('compares routes as a server does: %s and %s', (one, other, count) => {
    const sources = {
      'a.ts': command({}, { rest: rest(`{ rest: ${one} }`) }),
      'b.ts': command({ key: "'billing.reminder.send'" }, { rest: rest(`{ rest: ${other} }`) }),
    };
    expect(runRule(uniqueTransportName, sources)).toHaveLength(count);
  });

  it('makes one finding of a command and a query that share their key', () => {
    const sources = { 'a.ts': command(), 'b.ts': query({ key: "'billing.invoice.send'" }) };
    expect(runRule(uniqueTransportName, sources, { policy: { transports: ['rest', 'gql', 'mcp'] } })).toMatchObject([
      {
        message:
          'Only one of the command "billing.invoice.send" in version 1.0.0 and the query "billing.invoice.send" in version 1.0.0 can be called by the GraphQL field "billing_invoice_send_v1.0.0" and MCP tool "billing_invoice_send-v1_0_0", which they share. Pin another name in transport, or change a key.',
        subject: 'billing_invoice_send_v1.0.0',
      },
    ]);
  });

  it('judges only the transports in use', () => {
    const sources = { 'a.ts': command(), 'b.ts': query({ key: "'billing.invoice.send'" }) };
    expect(runRule(uniqueTransportName, sources, { policy: { transports: ['rest'] } })).toEqual([]);
    expect(runRule(uniqueTransportName, sources, { policy: { transports: null } })).toEqual([]);
  });

  it('leaves a contract that is declared twice to unique-contract', () => {
    expect(runRule(uniqueTransportName, { 'a.ts': command(), 'b.ts': command() }, { policy: { transports: ['mcp'] } })).toEqual([]);
  });

  it('says nothing of names that cannot be read', () => {
    const before = 'declare function tool(): string;\n';
    const unreadable = rest('{ mcp: { toolName: tool() } }');
    const sources = {
      'a.ts': command({}, { before, rest: unreadable }),
      'b.ts': command({ key: "'billing.reminder.send'" }, { before, rest: unreadable }),
    };
    expect(runRule(uniqueTransportName, sources)).toEqual([]);
  });
});
