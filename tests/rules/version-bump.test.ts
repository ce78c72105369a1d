import { describe, expect, it } from 'vitest';
import { versionBump } from '../../src/rules/version-bump.ts';
import { file, type Parts } from '../compare/support/contract-text.ts';
import { type Options, runBaseRule } from './base-harness.ts';

const one = (...parts: readonly (Parts | string)[]): Record<string, string> => ({ 'src/mail.ts': file(...parts) });
const run = (base: Parts, head: Parts, options?: Options) => runBaseRule(versionBump, one(base), one(head), options);
const broken: Parts = { fields: ['to', 'from'] };
const reports = (report: Record<'breaking' | 'dangerous' | 'additive' | 'patch', 'error' | 'warn' | 'off'>) =>
  ({ versioning: { report: new Map(Object.entries(report)) } }) as Options['policy'] & object;

describe('version-bump', () => {
  it('accepts what did not change, and what was paid', () => {
    expect(run({}, {})).toEqual([]);
    expect(run({}, { ...broken, version: "'2.0.0'" })).toEqual([]);
  });

  it('reports a version that has not risen, with a fix that writes it', () => {
    expect(run({}, broken)).toEqual([
      {
        at: "error src/mail.ts:6:38 '1.0.0'",
        message: expect.stringMatching(
          /^"mail\.send" is still 1\.0\.0, which stands for other content already, and owes 2\.0\.0 \(major\)\. .*"io\.input\.fields\.from" is a new required field.* Set the version to 2\.0\.0\.$/,
        ),
        related: [expect.stringMatching(/^src\/mail\.ts:7:\d+ "io\.input\.fields\.from" is a new required field/)],
        fix: one({ ...broken, version: "'2.0.0'" }),
      },
    ]);
  });

  it('shows a value that proves each break, the first in its message', () => {
    const [finding] = run({}, { fields: ['to', 'from', 'copy'] });
    const witnesses = [finding?.message ?? '', ...(finding?.related ?? [])].flatMap((text) =>
      [...text.matchAll(/(\{.*?\}) is accepted by the base and refused by the head/g)].map((match) =>
        Object.keys(JSON.parse(match[1] ?? '')),
      ),
    );
    // What lacks the new field, and nothing but what the base demands.
    expect(witnesses).toEqual([['to'], ['to']]);
  });

  it('reports a version that rose by too little', () => {
    const [finding] = run({}, { ...broken, version: "'1.1.0'" });
    expect(finding?.message).toMatch(/^"mail\.send" rose from 1\.0\.0 to 1\.1\.0 and owes 2\.0\.0 \(major\)\./);
    expect(finding?.fix).toEqual(one({ ...broken, version: "'2.0.0'" }));
  });

  it('reports a version that fell, even without another change', () => {
    expect(run({ version: "'1.2.0'" }, { version: "'1.1.0'" })).toEqual([
      {
        at: "error src/mail.ts:6:38 '1.1.0'",
        message: 'The version of "mail.send" fell from 1.2.0 to 1.1.0. Versions are never lowered: go on from 1.2.0.',
      },
    ]);
  });

  it('reports a version that leaves others out, as an unpaid addition is', () => {
    expect(run({}, { ...broken, version: "'4.0.0'" })).toEqual([
      {
        at: "warn src/mail.ts:6:38 '4.0.0'",
        message: '"mail.send" goes from 1.0.0 to 4.0.0 and leaves versions out. The next one is 2.0.0.',
      },
    ]);
    expect(
      run(
        {},
        { ...broken, version: "'4.0.0'" },
        { policy: reports({ breaking: 'error', dangerous: 'warn', additive: 'off', patch: 'off' }) },
      ),
    ).toEqual([]);
  });

  it('reports a version that is no semantic version, when a bump is owed', () => {
    const [finding] = run({}, { ...broken, version: "'two'" });
    expect(finding?.message).toMatch(/^"mail\.send" owes 2\.0\.0 \(major\), and its version "two" is no semantic version\./);
    expect(finding?.fix).toEqual(one({ ...broken, version: "'2.0.0'" }));
    expect(run({}, { version: "'two'" })).toEqual([]);
  });

  it('reports a version or key that can no longer be read, in every stage, where static-contract does not', () => {
    const policy = { rules: { 'static-contract': 'warn' as const } };
    const idea = { stability: "'idea'" };
    expect(run(idea, { ...idea, version: 'next()' }, { policy })).toEqual([
      {
        at: 'error src/mail.ts:6:38 next()',
        message: 'The version of "mail.send" was 1.0.0 and can no longer be read without running code (next()). Write it as a literal.',
      },
    ]);
    expect(run(idea, { ...idea, key: 'name()' }, { policy })).toEqual([
      {
        at: 'error src/mail.ts:6:16 name()',
        message: 'The key "mail.send" can no longer be read without running code (name()). Write it as a literal.',
      },
    ]);
    expect(run(idea, { ...idea, version: 'next()' })).toEqual([]);
    expect(run(idea, { ...idea, key: 'name()' })).toEqual([]);
  });

  it('reports what is owed behind a version that cannot be read', () => {
    expect(run({}, { ...broken, version: 'next()' }).map(({ at, message }) => [at, message])).toEqual([
      [
        'error src/mail.ts:6:38 next()',
        expect.stringMatching(
          /^"mail\.send" owes a major bump, and its version cannot be read without running code \(next\(\)\)\. .*"io\.input\.fields\.from".* Write the version as a literal\.$/,
        ),
      ],
    ]);
    const never = (head: Parts): readonly string[] => run({ version: 'next()' }, { version: 'next()', ...head }).map(({ at }) => at);
    expect(never({})).toEqual([]);
    expect(never(broken)).toEqual(['error src/mail.ts:6:38 next()']);
    expect(never({ fields: ['to', 'subject?'] })).toEqual(['warn src/mail.ts:6:38 next()']);
    expect(never({ version: 'other()' })).toEqual(['error src/mail.ts:6:38 other()']);
  });

  it('reports what is owed behind a key that can no longer be read', () => {
    expect(run({}, { ...broken, key: 'name()' }).map(({ at }) => at)).toEqual(["error src/mail.ts:6:33 '1.0.0'"]);
    expect(run({ key: 'name()' }, { key: 'other()' }).map(({ at }) => at)).toEqual(["error src/mail.ts:6:34 '1.0.0'"]);
  });

  it('takes the severity from the class of the gravest change that is not paid', () => {
    const severity = (head: Parts, options?: Options): string | undefined => run({}, head, options)[0]?.at.split(' ')[0];
    expect(severity(broken)).toBe('error');
    expect(severity({ fields: ['to', 'subject?'] })).toBe('warn');
    expect(severity({ auth: "'anonymous'" })).toBe('warn');
    const strict = reports({ breaking: 'error', dangerous: 'error', additive: 'error', patch: 'error' });
    expect(severity({ fields: ['to', 'subject?'] }, { policy: strict })).toBe('error');
    const off = reports({ breaking: 'off', dangerous: 'off', additive: 'off', patch: 'off' });
    expect(severity(broken, { policy: off })).toBeUndefined();
  });

  it('counts what cannot be compared as breaking from beta up, below as dangerous', () => {
    const severity = (stability: string): string | undefined => run({ stability }, { stability, auth: 'level()' })[0]?.at.split(' ')[0];
    expect(severity("'beta'")).toBe('error');
    expect(severity("'experimental'")).toBe('warn');
  });

  it('does not fix a version that another contract uses, or that is no literal', () => {
    const shared = (fields: readonly string[]): Record<string, string> => ({
      'src/mail.ts': file(
        "const VERSION = '1.0.0';\n",
        { version: 'VERSION', fields },
        { name: 'Other', key: "'mail.other'", version: 'VERSION' },
      ),
    });
    const [finding] = runBaseRule(versionBump, shared(['to']), shared(['to', 'from']));
    expect(finding?.at).toBe("error src/mail.ts:5:17 '1.0.0'");
    expect(finding?.fix).toBeUndefined();
    expect(run({ version: '`1.${0}.0`' }, { ...broken, version: '`1.${0}.0`' })[0]?.fix).toBeUndefined();
  });

  it('fixes a constant of its own where it is written, in its quotes, and a number by a text', () => {
    const own = (version: string, fields: readonly string[]): Record<string, string> => ({
      'src/mail.ts': file(`const VERSION = ${version};\n`, { version: 'VERSION', fields }),
    });
    expect(runBaseRule(versionBump, own('"1.0.0"', ['to']), own('"1.0.0"', ['to', 'from']))[0]?.fix).toEqual(
      own('"2.0.0"', ['to', 'from']),
    );
    expect(run({ version: '1' }, { ...broken, version: '1' })[0]?.fix).toEqual(one({ ...broken, version: "'2.0.0'" }));
  });

  it('leaves to other rules what they report as an error', () => {
    expect(run({}, { key: "'mail.post'" })).toEqual([]);
    expect(run({}, { stability: "'beta'" })).toEqual([]);
    expect(run({}, { key: "'mail.post'" }, { policy: { rules: { 'no-removed-contract': 'off' } } })).toHaveLength(1);
    expect(run({}, { stability: "'beta'" }, { policy: { rules: { 'stability-transition': 'warn' } } })).toHaveLength(1);
    const allowed = { stability: { transitions: new Map([['stable', ['beta']]]) } };
    expect(run({}, { stability: "'beta'" }, { policy: allowed })).toHaveLength(1);
  });

  it('tells of a further break beside a rename', () => {
    expect(run({}, { ...broken, key: "'mail.post'" })).toHaveLength(1);
  });

  it('judges by the policy of the base', () => {
    const off = reports({ breaking: 'off', dangerous: 'off', additive: 'off', patch: 'off' });
    expect(run({}, broken, { policy: {}, headPolicy: off })).toHaveLength(1);
  });
});
