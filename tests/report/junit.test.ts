import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/check/result.ts';
import { readInventory } from '../../src/contracts/read.ts';
import { junit } from '../../src/report/junit.ts';
import { memoryTree } from '../../src/source/memory.ts';
import { command } from '../support/sources.ts';
import { finding, hostile, plain, resultOf, waiver } from './fixtures.ts';

const options = { include: ['**/*.ts'], exclude: [], modules: ['@lssm-tech/lib.contracts-spec'] };
const [contract] = readInventory(memoryTree({ 'src/billing.ts': command() }), options).contracts;

function report(findings: CheckResult['findings'], other: Partial<CheckResult> = {}): string {
  return junit(
    resultOf(findings, { contracts: contract ? [{ contract, rules: ['audit-coverage', 'require-tags'] }] : [], ...other }),
    plain,
  );
}

describe('junit', () => {
  it('has a test case for each rule and contract, so that passes show', () => {
    expect(report([])).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="contracts-governance" tests="2" failures="0" errors="0">
  <testsuite name="audit-coverage" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="command billing.invoice.send 1.0.0" classname="audit-coverage"/>
  </testsuite>
  <testsuite name="require-tags" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="command billing.invoice.send 1.0.0" classname="require-tags"/>
  </testsuite>
</testsuites>
`);
  });
  it('fails the case of the contract that breaks a rule', () => {
    const xml = report([finding({ message: 'Not audited.' })]);
    expect(xml).toContain('tests="2" failures="1"');
    expect(xml).toContain(
      '<testcase name="command billing.invoice.send 1.0.0" classname="audit-coverage"><failure message="Not audited." type="audit-coverage">src/billing.ts:4:12 error: Not audited.</failure></testcase>',
    );
  });
  it('lets a warning pass, and says it', () => {
    const xml = report([finding({ severity: 'warn', message: 'Not audited.' })]);
    expect(xml).toContain('failures="0"');
    expect(xml).toContain('<system-out>src/billing.ts:4:12 warn: Not audited.</system-out>');
  });
  it('fails on a warning where the check does', () => {
    const contracts = contract ? [{ contract, rules: ['audit-coverage'] }] : [];
    expect(junit(resultOf([finding({ severity: 'warn' })], { contracts }), { ...plain, failOn: 'warn' })).toContain('<failure ');
  });
  it('skips what is waived, with the reason', () => {
    expect(report([finding({ status: 'waived', waiver })])).toContain(
      '<skipped message="waived until 2027-01-31 by @acme/billing, GOV-412: Audit pipeline lands in Q1"/>',
    );
  });
  it('has a case of its own for what is about no contract', () => {
    expect(report([finding({ contract: null, file: 'contracts-governance.yaml' })])).toContain(
      '<testcase name="repository" classname="audit-coverage">',
    );
  });
  it('says what the tool could not do', () => {
    const problems = [{ message: 'Cannot parse.', hint: 'Fix it.', file: 'src/x.ts', line: 1, column: 1 }];
    expect(report([], { problems })).toContain('<error message="Cannot parse.">Cannot parse. Fix it.</error>');
  });
  it('has nothing that the schema of Jenkins refuses', () => {
    const problems = [{ message: 'Cannot parse.', hint: null, file: 'src/x.ts', line: 1, column: 1 }];
    const xml = report([finding({}), finding({ rule: 'require-tags', status: 'waived', waiver }), finding({ severity: 'warn' })], {
      problems,
    });
    // Elements and attributes of junit-10.xsd.
    const known: Readonly<Record<string, readonly string[]>> = {
      testsuites: ['name', 'tests', 'failures', 'errors'],
      testsuite: ['name', 'tests', 'failures', 'errors', 'skipped'],
      testcase: ['name', 'classname'],
      failure: ['message', 'type'],
      error: ['message', 'type'],
      skipped: ['message'],
      'system-out': [],
    };
    const tags = [...xml.matchAll(/<([\w-]+)([^>]*)>/g)];
    expect(new Set(tags.map(([, name]) => name))).toEqual(new Set(Object.keys(known)));
    for (const [, name = '', attributes = ''] of tags)
      for (const [, attribute = ''] of attributes.matchAll(/ (\w+)="/g)) expect(known[name]).toContain(attribute);
  });
  it('gives no two cases of a suite one name', () => {
    const [twice] = readInventory(memoryTree({ 'src/copy.ts': command() }), options).contracts;
    const contracts = [contract, twice].flatMap((one) => (one ? [{ contract: one, rules: ['audit-coverage'] }] : []));
    const xml = report([finding({ contract: null, file: 'a.yaml' }), finding({ contract: null, file: 'b.yaml' })], { contracts });
    expect([...xml.matchAll(/testcase name="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'command billing.invoice.send 1.0.0 (src/billing.ts)',
      'command billing.invoice.send 1.0.0 (src/copy.ts)',
      'repository (a.yaml)',
      'repository (b.yaml)',
    ]);
  });
  it('holds no markup of the repository', () => {
    const xml = report([finding({ message: hostile })]);
    expect(xml).not.toContain('<script>');
    expect(xml).not.toContain(']]>');
    expect(xml.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});
