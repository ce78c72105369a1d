import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { CheckResult, Finding } from '../../src/check/result.ts';
import { github } from '../../src/report/github.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { junit } from '../../src/report/junit.ts';
import { rdjsonl } from '../../src/report/rdjsonl.ts';
import { sarif } from '../../src/report/sarif.ts';
import { finding, hostile, plain, resultOf, waiver } from './fixtures.ts';

const edit = { file: 'src/billing.ts', line: 4, column: 12, endLine: 4, endColumn: 34, text: "'billing.sent'" };
const everything: readonly Finding[] = [
  finding({ severity: 'warn', rule: 'require-tags', fingerprint: 'a1' }),
  finding({ fingerprint: 'a2', fix: { edits: [edit] }, suggestions: [{ message: 'Do it.', fix: { edits: [{ ...edit, text: '' }] } }] }),
  finding({ fingerprint: 'a3', status: 'waived', waiver }),
  finding({ fingerprint: 'a4', status: 'baseline' }),
  finding({ fingerprint: 'a5', related: [{ file: 'src/a b.ts', line: 1, column: 2, message: 'Here.' }] }),
  finding({ fingerprint: 'a6', message: hostile, file: 'src/[id]/a#b%.ts', contract: null, subject: null }),
];
const problems: CheckResult['problems'] = [{ message: 'Cannot parse.', hint: 'Fix the syntax.', file: 'src/x.ts', line: 3, column: 1 }];

describe('sarif', () => {
  const schema = JSON.parse(readFileSync(new URL('sarif-2.1.0.schema.json', import.meta.url), 'utf8')) as object;
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

  it.each([
    ['all that there is', resultOf(everything, { problems })],
    ['nothing', resultOf([])],
    ['only new findings', resultOf(everything, { newOnly: true })],
  ])('is valid with %s', (_, result) => {
    validate(JSON.parse(sarif(result, plain)));
    expect(validate.errors ?? []).toEqual([]);
  });

  const run = JSON.parse(sarif(resultOf(everything), plain)).runs[0];

  it('lists all rules that took part, with texts and default level', () => {
    expect(run.tool.driver.rules[0]).toMatchObject({
      id: 'audit-coverage',
      name: 'AuditCoverage',
      shortDescription: { text: 'Every emitted event is audited.' },
      defaultConfiguration: { level: 'error' },
      helpUri: 'https://example.com/docs/rules/audit-coverage.md',
    });
    expect(run.tool.driver.rules).toHaveLength(2);
  });
  it('puts errors first, because GitHub keeps the first results', () => {
    expect(run.results.map((one: { level: string }) => one.level)).toEqual(['error', 'error', 'error', 'error', 'error', 'warning']);
  });
  it('refers to rules by index', () => {
    for (const one of run.results) expect(run.tool.driver.rules[one.ruleIndex].id).toBe(one.ruleId);
  });
  it('encodes paths', () => {
    const uris = run.results.map(
      (one: { locations: { physicalLocation: { artifactLocation: object } }[] }) => one.locations[0]?.physicalLocation.artifactLocation,
    );
    expect(uris).toContainEqual({ uri: 'src/%5Bid%5D/a%23b%25.ts', uriBaseId: '%SRCROOT%' });
  });
  it('suppresses what is waived and what is known', () => {
    const justifications = run.results.flatMap((one: { suppressions?: { justification: string }[] }) => one.suppressions ?? []);
    expect(justifications).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'waived until 2027-01-31 by @acme/billing, GOV-412: Audit pipeline lands in Q1',
      },
      { kind: 'external', status: 'accepted', justification: 'Known: it is in the baseline.' },
    ]);
  });
  it('keeps a region on one line', () => {
    const [one] = JSON.parse(sarif(resultOf([finding({ line: 3, column: 5, endLine: 5, endColumn: 6 })]), plain)).runs[0].results;
    expect(one.locations[0].physicalLocation.region).toEqual({ startLine: 3, startColumn: 5, endLine: 3, endColumn: 13 });
  });
  it('has the fingerprint as the hash of the place', () => {
    expect(run.results[0].partialFingerprints).toEqual({ primaryLocationLineHash: 'a2' });
  });
  it('says that the run failed, and why', () => {
    const [invocation] = JSON.parse(sarif(resultOf([], { problems }), plain)).runs[0].invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications[0].message.text).toBe('Cannot parse. Fix the syntax.');
  });
});

describe('github', () => {
  it('writes a command for each finding', () => {
    expect(github(resultOf([finding()]), plain)).toBe(
      '::error file=src/billing.ts,line=4,endLine=4,col=12,endColumn=34,title=audit-coverage::Event "billing.invoice.sent" is emitted by "billing.invoice.send" but not audited. Add it to sideEffects.audit.\n',
    );
  });
  it('leaves out columns of a range over several lines', () => {
    expect(github(resultOf([finding({ endLine: 6 })]), plain)).toContain('file=src/billing.ts,line=4,endLine=6,title=audit-coverage::');
  });
  it('escapes data and properties', () => {
    const report = github(resultOf([finding({ message: hostile, file: 'src/a,b:c%.ts' })]), plain);
    expect(report).toContain('file=src/a%2Cb%3Ac%25.ts,');
    expect(report).toContain('::100%25, a: b%0A::error::pwned');
    expect(report.trimEnd().split('\n')).toHaveLength(1);
  });
  it('keeps nine of two hundred errors and says how many more there are', () => {
    const many = Array.from({ length: 200 }, (_, index) => finding({ fingerprint: String(index) }));
    const lines = github(resultOf(many), plain).trimEnd().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('::error title=contracts-governance::+191 more, see the summary');
  });
  it('counts what stands in the way of a verdict among the errors, and says it first', () => {
    const problems = Array.from({ length: 3 }, () => ({ message: 'Cannot parse.', hint: 'Fix it.', file: 'src/x.ts', line: 1, column: 2 }));
    const report = (errors: number): string[] =>
      github(
        resultOf(
          Array.from({ length: errors }, () => finding()),
          { problems },
        ),
        plain,
      )
        .trimEnd()
        .split('\n');
    expect(report(7)).toHaveLength(10);
    const cut = report(8);
    expect(cut).toHaveLength(10);
    expect(cut[0]).toBe('::error file=src/x.ts,line=1,col=2,title=No verdict::Cannot parse.%0AFix it.');
    expect(cut.at(-1)).toBe('::error title=contracts-governance::+2 more, see the summary');
  });
  it('shows ten errors and ten warnings whole', () => {
    const ten = Array.from({ length: 10 }, () => finding());
    const report = github(resultOf([...ten, ...ten.map((one) => ({ ...one, severity: 'warn' as const }))]), plain);
    expect(report.match(/^::error file/gm)).toHaveLength(10);
    expect(report.match(/^::warning file/gm)).toHaveLength(10);
  });
  it('leaves out what is hidden', () => {
    expect(github(resultOf([finding({ status: 'baseline' }), finding({ status: 'waived', waiver })]), plain)).toBe('');
  });
});

describe('a contract that is gone', () => {
  const result = resultOf([finding({ side: 'base' })]);
  it('stands at the beginning of its file for those who show the files of the head', () => {
    expect(github(result, plain)).toContain('file=src/billing.ts,line=1,endLine=1,col=1,endColumn=1,');
    expect(gitlab(result, plain)).toContain('"begin": 1');
    expect(rdjsonl(result, plain)).toContain('"start":{"line":1,"column":1}');
    expect(JSON.parse(sarif(result, plain)).runs[0].results[0].locations[0].physicalLocation.region).toEqual({
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 1,
    });
  });
});

describe('gitlab', () => {
  it('has what GitLab asks for', () => {
    expect(JSON.parse(gitlab(resultOf([finding()]), plain))).toEqual([
      {
        description: 'Event "billing.invoice.sent" is emitted by "billing.invoice.send" but not audited. Add it to sideEffects.audit.',
        check_name: 'audit-coverage',
        fingerprint: 'f00d',
        severity: 'critical',
        location: { path: 'src/billing.ts', lines: { begin: 4, end: 4 } },
      },
    ]);
  });
  it('leaves out what is hidden', () => {
    expect(gitlab(resultOf([finding({ status: 'baseline' }), finding({ status: 'waived', waiver })]), plain)).toBe('[]\n');
  });
  it('begins with what stands in the way of a verdict, each with a fingerprint of its own', () => {
    const unknownBase = { message: 'There is no revision "x".', hint: null, file: null, line: null, column: null };
    const issues = JSON.parse(gitlab(resultOf([finding()], { problems: [...problems, unknownBase, ...problems] }), plain)) as {
      fingerprint: string;
    }[];
    expect(issues).toMatchObject([
      {
        description: 'Cannot parse. Fix the syntax.',
        check_name: 'no-verdict',
        severity: 'blocker',
        location: { path: 'src/x.ts', lines: { begin: 3 } },
      },
      { description: 'There is no revision "x".', location: { path: 'contracts-governance.yaml', lines: { begin: 1 } } },
      { check_name: 'no-verdict' },
      { check_name: 'audit-coverage' },
    ]);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  });
});

describe('rdjsonl', () => {
  const text = 'const 送金 = [a, b];\n';
  const parse = (result: CheckResult): Record<string, unknown>[] =>
    rdjsonl(result, plain)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('counts columns in bytes', () => {
    const one = finding({ line: 1, column: 12, endLine: 1, endColumn: 18 });
    const [diagnostic] = parse(resultOf([one], { readText: () => text }));
    expect(diagnostic).toMatchObject({
      location: { path: 'src/billing.ts', range: { start: { line: 1, column: 16 }, end: { line: 1, column: 22 } } },
      severity: 'ERROR',
      source: { name: 'contracts-governance' },
      code: { value: 'audit-coverage', url: 'https://example.com/docs/rules/audit-coverage.md' },
    });
  });
  it('joins the edits of a fix into one suggestion', () => {
    const edits = [
      { file: 'src/billing.ts', line: 1, column: 13, endLine: 1, endColumn: 14, text: 'c' },
      { file: 'src/billing.ts', line: 1, column: 16, endLine: 1, endColumn: 17, text: 'd' },
    ];
    const [diagnostic] = parse(resultOf([finding({ fix: { edits } })], { readText: () => text }));
    expect(diagnostic?.['suggestions']).toEqual([
      { range: { start: { line: 1, column: 17 }, end: { line: 1, column: 21 } }, text: 'c, d' },
    ]);
  });
  it('suggests nothing in another file', () => {
    const [diagnostic] = parse(resultOf([finding({ fix: { edits: [{ ...edit, file: 'src/owners.ts' }] } })], { readText: () => text }));
    expect(diagnostic).not.toHaveProperty('suggestions');
  });
  it('begins with what stands in the way of a verdict, where that is in a file', () => {
    const unknownBase = { message: 'There is no revision "x".', hint: null, file: null, line: null, column: null };
    expect(parse(resultOf([finding()], { problems: [{ ...problems[0]!, message: 'Unexpected token' }, unknownBase] }))).toMatchObject([
      {
        message: 'Unexpected token. Fix the syntax.',
        location: { path: 'src/x.ts', range: { start: { line: 3, column: 1 } } },
        severity: 'ERROR',
        code: { value: 'no-verdict' },
      },
      { code: { value: 'audit-coverage' } },
    ]);
  });
  it('is a line a finding', () => {
    expect(parse(resultOf([finding(), finding({ message: hostile })]))).toHaveLength(2);
  });
});

it.each(Object.entries({ sarif, github, gitlab, junit, rdjsonl }))(
  '%s says that a waiver has expired over a finding, and that one is pending',
  (_, report) => {
    const text = report(resultOf([finding({ status: 'expired-waiver', waiver }), finding({ status: 'new', waiver })]), plain);
    expect(text).toContain('its waiver expired on 2027-01-31 (@acme/billing, GOV-412: Audit pipeline lands in Q1)');
    expect(text).toContain('a waiver until 2027-01-31 by @acme/billing, GOV-412 is pending: it counts once it is in the base');
  },
);
