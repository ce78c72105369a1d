import { describe, expect, it } from 'vitest';
import { derivedNameChanged } from '../../src/rules/derived-name-changed.ts';
import { file, type Parts } from '../compare/support/contract-text.ts';
import { type Options, runBaseRule } from './base-harness.ts';

const one = (parts: Parts): Record<string, string> => ({ 'src/mail.ts': file(parts) });
const run = (base: Parts, head: Parts, options: Options = { policy: { transports: ['mcp'] } }) =>
  runBaseRule(derivedNameChanged, one(base), one(head), options);

describe('derived-name-changed', () => {
  it('asks nothing where no version changed, the name is pinned, or the transport is not in use', () => {
    expect(run({}, { fields: ['to', 'from'] })).toEqual([]);
    expect(
      run(
        { rest: "  transport: { mcp: { toolName: 'send' } },\n" },
        { rest: "  transport: { mcp: { toolName: 'send' } },\n", version: "'2.0.0'" },
      ),
    ).toEqual([]);
    expect(run({}, { version: "'2.0.0'" }, {})).toEqual([]);
    expect(run({ kind: 'event' }, { kind: 'event', version: "'2.0.0'" })).toEqual([]);
  });

  it('reports a name that the version renamed, and suggests to pin it', () => {
    expect(run({}, { version: "'2.0.0'" })).toEqual([
      {
        at: "error src/mail.ts:6:38 '2.0.0'",
        message:
          'The version of "mail.send" went from 1.0.0 to 2.0.0, and that renames its MCP tool from "mail_send-v1_0_0" to "mail_send-v2_0_0". Pin the name in transport, so that clients still find it.',
        suggestions: [
          {
            message: 'Pin the MCP tool "mail_send-v1_0_0".',
            output: {
              'src/mail.ts': file({ version: "'2.0.0'" }).replace(
                "policy: { auth: 'user' },\n",
                "policy: { auth: 'user' },\n  transport: { mcp: { toolName: 'mail_send-v1_0_0' } },\n",
              ),
            },
          },
        ],
      },
    ]);
  });

  it('speaks of each transport in use, by what contracts pin where the policy does not say', () => {
    const pinned = { name: 'Other', key: "'mail.other'", rest: "  transport: { rest: { path: '/other' }, gql: { field: 'other' } },\n" };
    const sources = (version: string): Record<string, string> => ({ 'src/mail.ts': file({ version }), 'src/other.ts': file(pinned) });
    expect(runBaseRule(derivedNameChanged, sources("'1.0.0'"), sources("'1.1.0'")).map(({ message }) => message)).toEqual([
      'The version of "mail.send" went from 1.0.0 to 1.1.0, and that renames its REST path from "/mail/send/v1.0.0" to "/mail/send/v1.1.0" and GraphQL field from "mail_send_v1.0.0" to "mail_send_v1.1.0". Pin the name in transport, so that clients still find it.',
    ]);
  });

  it('pins beside what is pinned already', () => {
    const rest = "  transport: { mcp: { description: 'x' } },\n";
    expect(run({ rest }, { rest, version: "'2.0.0'" })[0]?.suggestions?.map(({ output }) => output)).toEqual([
      one({ version: "'2.0.0'", rest: "  transport: { mcp: { description: 'x', toolName: 'mail_send-v1_0_0' } },\n" }),
    ]);
  });

  it('pins in a transport that is declared empty', () => {
    const rest = '  transport: { mcp: {} },\n';
    expect(run({ rest }, { rest, version: "'2.0.0'" })[0]?.suggestions?.map(({ output }) => output)).toEqual([
      one({ version: "'2.0.0'", rest: "  transport: { mcp: { toolName: 'mail_send-v1_0_0' } },\n" }),
    ]);
  });

  it('leaves a comment alone that is all there is of a transport', () => {
    const rest = '  transport: { mcp: { /* by key */ } },\n';
    expect(run({ rest }, { rest, version: "'2.0.0'" }).map(({ suggestions }) => suggestions)).toEqual([undefined]);
  });

  it('leaves a renamed key to the rule of renames', () => {
    expect(run({}, { key: "'mail.post'", version: "'2.0.0'" })).toEqual([]);
  });
});
