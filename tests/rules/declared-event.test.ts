import { describe, expect, it } from 'vitest';
import { declaredEvent } from '../../src/rules/declared-event.ts';
import { emitting } from '../support/emitting.ts';
import { event } from '../support/sources.ts';
import { runRule } from './harness.ts';

const emits = (key: string, version = "'1.0.0'"): string => emitting(`{ emits: [{ key: '${key}', version: ${version}, payload: null }] }`);
const declared = (version = "'1.0.0'"): string => event({ version });

describe('an emitted key', () => {
  it('is declared by an event', () => {
    expect(runRule(declaredEvent, { 'src/send.ts': emits('ledger.closed'), 'src/sent.ts': declared() })).toEqual([
      {
        message:
          'Event "ledger.closed" is emitted by "billing.invoice.send", but no defineEvent declares it. Declare the event, or emit one that is declared.',
        place: 'src/send.ts:15:33',
        text: "'ledger.closed'",
        contract: 'command billing.invoice.send',
        subject: 'ledger.closed',
      },
    ]);
    expect(runRule(declaredEvent, { 'src/send.ts': emits('billing.invoice.sent'), 'src/sent.ts': declared() })).toEqual([]);
  });

  it('is compared with what is declared', () => {
    expect(
      runRule(declaredEvent, { 'src/send.ts': emits('billing.invoice.send'), 'src/sent.ts': declared() }).map((finding) => finding.message),
    ).toEqual([
      'Event "billing.invoice.send" is emitted by "billing.invoice.send", but no defineEvent declares it. Did you mean "billing.invoice.sent"? Declare the event, or emit one that is declared.',
    ]);
  });

  it('is suggested where it is near and written in place', () => {
    const suggestionsFor = (emitted: string) =>
      runRule(declaredEvent, { 'src/send.ts': emitted, 'src/sent.ts': declared() }).map(({ suggestions }) => suggestions);
    expect(suggestionsFor(emits('billing.invoice.send'))).toEqual([
      [{ message: 'Emit "billing.invoice.sent".', output: { 'src/send.ts': emits('billing.invoice.sent') } }],
    ]);
    expect(suggestionsFor(emitting("{ emits: [{ key: 'billing.invoice.' + 'send', version: '1.0.0' }] }"))).toEqual([undefined]);
    expect(suggestionsFor(emits('ledger.closed'))).toEqual([undefined]);
  });

  it('is told once a command', () => {
    const twice = emitting("{ emits: [{ key: 'ledger.closed', version: '1.0.0' }, { key: 'ledger.closed', version: '2.0.0' }] }");
    expect(runRule(declaredEvent, twice).map((finding) => finding.place)).toEqual(['src/contract.ts:15:33']);
  });

  it('is declared when it is emitted by reference', () => {
    const command = emitting('{ emits: [{ ref: Sent.meta }] }', { before: "import { Sent } from './sent.ts';\n" });
    expect(runRule(declaredEvent, { 'src/send.ts': command, 'src/sent.ts': event({}, { name: 'Sent' }) })).toEqual([]);
  });

  it('that cannot be read is left to static-contract', () => {
    expect(runRule(declaredEvent, emitting("{ emits: [{ key: process.env.KEY, version: '1.0.0' }] }"))).toEqual([]);
  });

  it('with characters that nobody sees is left to plain-identifiers', () => {
    expect(runRule(declaredEvent, emits('ledger.\u200bclosed'))).toEqual([]);
    expect(runRule(declaredEvent, emits('ledger.\u200bclosed'), { policy: { rules: { 'plain-identifiers': 'off' } } })).toHaveLength(1);
  });

  it.each(['constructor', '__proto__', 'toString'])('%s is a name like any other', (key) => {
    expect(runRule(declaredEvent, emits(key)).map((finding) => finding.subject)).toEqual([key]);
  });
});

describe('an emitted version', () => {
  it('is declared', () => {
    const sources = { 'src/send.ts': emits('billing.invoice.sent', "'3.0.0'"), 'src/a.ts': declared(), 'src/b.ts': declared("'2.0.0'") };
    expect(runRule(declaredEvent, sources)).toEqual([
      {
        message:
          'Event "billing.invoice.sent" is emitted by "billing.invoice.send" in version 3.0.0, but declared only in versions 1.0.0 and 2.0.0. Emit a declared version, or declare 3.0.0 beside it.',
        place: 'src/send.ts:15:66',
        text: "'3.0.0'",
        contract: 'command billing.invoice.send',
        subject: 'billing.invoice.sent@3.0.0',
        related: [
          { message: 'Version 1.0.0 is declared here.', place: 'src/a.ts:5:14', text: "'1.0.0'" },
          { message: 'Version 2.0.0 is declared here.', place: 'src/b.ts:5:14', text: "'2.0.0'" },
        ],
      },
    ]);
    expect(runRule(declaredEvent, { ...sources, 'src/send.ts': emits('billing.invoice.sent', "'2.0.0'") })).toEqual([]);
  });

  it('is told to be the only one', () => {
    const found = runRule(declaredEvent, { 'src/send.ts': emits('billing.invoice.sent', "'2.0.0'"), 'src/a.ts': declared() });
    expect(found.map((finding) => finding.message)).toEqual([
      'Event "billing.invoice.sent" is emitted by "billing.invoice.send" in version 2.0.0, but declared only in version 1.0.0. Emit a declared version, or declare 2.0.0 beside it.',
    ]);
    expect(found[0]?.suggestions).toEqual([
      { message: 'Emit version 1.0.0.', output: { 'src/send.ts': emits('billing.invoice.sent', "'1.0.0'") } },
    ]);
  });

  it.each([
    ['1', "'1.0.0'"],
    ["'1.0.0'", '1'],
    ["'1'", "'1.0.0'"],
  ])('%s is the version %s', (emitted, version) => {
    expect(runRule(declaredEvent, { 'src/send.ts': emits('billing.invoice.sent', emitted), 'src/a.ts': declared(version) })).toEqual([]);
  });

  it.each([
    ['emitted', 'process.env.V', "'1.0.0'"],
    ['declared', "'2.0.0'", 'process.env.V'],
  ])('that cannot be read where it is %s is left to static-contract', (_, emitted, version) => {
    expect(runRule(declaredEvent, { 'src/send.ts': emits('billing.invoice.sent', emitted), 'src/a.ts': declared(version) })).toEqual([]);
  });

  it('orders versions as numbers', () => {
    const sources = {
      'src/send.ts': emits('billing.invoice.sent', "'3.0.0'"),
      'src/a.ts': declared("'10.0.0'"),
      'src/b.ts': declared("'2.0.0'"),
    };
    expect(runRule(declaredEvent, sources).map((finding) => finding.message)).toEqual([
      expect.stringContaining('versions 2.0.0 and 10.0.0'),
    ]);
  });
});
