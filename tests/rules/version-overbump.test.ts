import { describe, expect, it } from 'vitest';
import { versionOverbump } from '../../src/rules/version-overbump.ts';
import { file, type Parts } from '../compare/support/contract-text.ts';
import { runBaseRule } from './base-harness.ts';

const one = (parts: Parts): Record<string, string> => ({ 'src/mail.ts': file(parts) });
const run = (base: Parts, head: Parts) => runBaseRule(versionOverbump, one(base), one(head));

describe('version-overbump', () => {
  it('accepts what is owed', () => {
    expect(run({}, { fields: ['to', 'from'], version: "'2.0.0'" })).toEqual([]);
    expect(run({}, { fields: ['to', 'subject?'], version: "'1.1.0'" })).toEqual([]);
  });

  it('reports a version that rose although nothing changed', () => {
    expect(run({}, { version: "'1.0.1'" })).toEqual([
      {
        at: "error src/mail.ts:6:38 '1.0.1'",
        message: '"mail.send" rose from 1.0.0 to 1.0.1, but nothing has changed. Set the version back to 1.0.0.',
        suggestions: [{ message: 'Set the version to 1.0.0.', output: one({}) }],
      },
    ]);
  });

  it('reports a version that rose more than owed', () => {
    expect(run({}, { fields: ['to', 'subject?'], version: "'2.0.0'" })).toEqual([
      {
        at: "error src/mail.ts:6:38 '2.0.0'",
        message: '"mail.send" rose from 1.0.0 to 2.0.0, but its changes owe 1.1.0 (minor). Set the version to 1.1.0.',
        suggestions: [{ message: 'Set the version to 1.1.0.', output: one({ fields: ['to', 'subject?'], version: "'1.1.0'" }) }],
      },
    ]);
  });

  it('reports a version that rose for changes that owe nothing', () => {
    const text = (version: string, word: string): Record<string, string> => ({
      'src/mail.ts': file({ stability: "'experimental'", version }).replace("description: 'Mail.'", `description: '${word}.'`),
    });
    expect(runBaseRule(versionOverbump, text("'1.0.0'", 'Mail'), text("'1.0.1'", 'Letters')).map(({ message }) => message)).toEqual([
      '"mail.send" rose from 1.0.0 to 1.0.1, but its changes owe no bump. Set the version back to 1.0.0.',
    ]);
  });

  it('accepts a version that pays late for what has changed since the release', () => {
    const unpaid: Parts = { fields: ['to', 'subject?'] };
    const pay = (version: string): readonly string[] =>
      runBaseRule(versionOverbump, one(unpaid), one({ ...unpaid, version }), { release: one({}) }).map(({ message }) => message);
    expect(pay("'1.1.0'")).toEqual([]);
    expect(pay("'2.0.0'")).toEqual(['"mail.send" rose from 1.0.0 to 2.0.0, but its changes owe 1.1.0 (minor). Set the version to 1.1.0.']);
  });

  it('leaves alone the first release, the release of a prerelease, and versions that are left out', () => {
    expect(run({ version: "'0.4.0'" }, { version: "'1.0.0'" })).toEqual([]);
    expect(run({ version: "'2.0.0-rc.1'" }, { version: "'2.0.0'" })).toEqual([]);
    expect(run({}, { version: "'7.0.0'" })).toEqual([]);
  });
});
