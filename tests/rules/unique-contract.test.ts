import { describe, expect, it } from 'vitest';
import { uniqueContract } from '../../src/rules/unique-contract.ts';
import { command, event, query } from '../support/sources.ts';
import { runRule } from './harness.ts';

describe('unique-contract', () => {
  it('accepts versions of a key side by side, and kinds that share a key', () => {
    expect(
      runRule(uniqueContract, { 'a.ts': event(), 'b.ts': event({ version: "'2.0.0'" }), 'c.ts': query({ key: "'billing.invoice.sent'" }) }),
    ).toEqual([]);
  });

  it('makes one finding of a key, with all its declarations', () => {
    expect(runRule(uniqueContract, { 'a.ts': event(), 'b.ts': event(), 'c.ts': event({ version: "'2.0.0'" }), 'd.ts': event() })).toEqual([
      {
        message:
          'The event "billing.invoice.sent" is declared 3 times in version 1.0.0. Keep one declaration and import it, or give the others a key or version of their own.',
        place: 'a.ts:4:10',
        text: "'billing.invoice.sent'",
        contract: 'event billing.invoice.sent',
        subject: 'billing.invoice.sent',
        related: [
          { message: 'Declared here too, in version 1.0.0.', place: 'b.ts:4:10', text: "'billing.invoice.sent'" },
          { message: 'Declared here too, in version 1.0.0.', place: 'd.ts:4:10', text: "'billing.invoice.sent'" },
        ],
      },
    ]);
  });

  it('says of several versions that each of them is declared again', () => {
    const second = command({ version: "'2.0.0'" });
    expect(runRule(uniqueContract, { 'a.ts': command(), 'b.ts': second, 'c.ts': second, 'd.ts': command() })[0]?.message).toMatch(
      'is declared 4 times in versions 1.0.0 and 2.0.0.',
    );
  });

  it('takes the number 1 for the version 1.0.0', () => {
    expect(runRule(uniqueContract, { 'a.ts': command(), 'b.ts': command({ version: '1' }) })).toHaveLength(1);
  });

  it('compares inside a catalogue only', () => {
    const catalogs = [{ name: 'product', files: ['packages/**'], each: null }];
    expect(runRule(uniqueContract, { 'packages/a.ts': command(), 'examples/b.ts': command() }, { policy: { catalogs } })).toEqual([]);
    expect(runRule(uniqueContract, { 'packages/a.ts': command(), 'packages/b.ts': command() }, { policy: { catalogs } })).toHaveLength(1);
    expect(runRule(uniqueContract, { 'examples/a.ts': command(), 'examples/b.ts': command() }, { policy: { catalogs } })).toHaveLength(1);
  });

  it('compares inside a package where the catalogue says so', () => {
    const catalogs = [{ name: 'example', files: ['examples/**'], each: 'package' }] as const;
    const sources = {
      'examples/a/package.json': '{ "name": "a" }',
      'examples/a/one.ts': command(),
      'examples/b/package.json': '{ "name": "b" }',
      'examples/b/one.ts': command(),
    };
    expect(runRule(uniqueContract, sources, { policy: { catalogs } })).toEqual([]);
    expect(runRule(uniqueContract, { ...sources, 'examples/b/two.ts': command() }, { policy: { catalogs } })).toHaveLength(1);
  });

  it('takes keys that objects have for keys like any other', () => {
    expect(runRule(uniqueContract, { 'a.ts': command({ key: "'__proto__'" }), 'b.ts': command({ key: "'constructor'" }) })).toEqual([]);
    expect(runRule(uniqueContract, { 'a.ts': command({ key: "'__proto__'" }), 'b.ts': command({ key: "'__proto__'" }) })).toHaveLength(1);
  });
});
