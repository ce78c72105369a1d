import { toFindingContract } from '../check/convert.ts';
import type { CheckResult, Finding, JudgedContract } from '../check/result.ts';
import { TOOL } from '../check/tool.ts';
import { groupBy } from '../source/groups.ts';
import { escapeXml } from './escape.ts';
import { contractLabel, isCounted, messageWithNote, waiverNote } from './findings.ts';
import type { Reporter, ReportOptions } from './options.ts';
import { problemText } from './problems.ts';

interface TestCase {
  readonly name: string;
  readonly file: string;
  readonly findings: Finding[];
}

/**
 * A test case for each rule and each contract that it judged, so that passes show too. Each rule is a suite. Elements and attributes are
 * those of the schema of Jenkins' xUnit plugin (junit-10.xsd), which refuses others.
 */
export const junit: Reporter = (result, options) => {
  const suites = result.rules.map((rule) => suite(rule.id, casesOf(rule.id, result), options));
  const problems = result.problems.length > 0 ? [problemSuite(result)] : [];
  const all = [...problems, ...suites.filter((one) => one.tests > 0)];
  const total = (count: 'tests' | 'failures' | 'errors'): number => all.reduce((sum, one) => sum + one[count], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${TOOL.name}" tests="${total('tests')}" failures="${total('failures')}" errors="${total('errors')}">`,
    ...all.flatMap((one) => one.lines),
    '</testsuites>',
    '',
  ].join('\n');
};

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly lines: readonly string[];
}

function casesOf(rule: string, result: CheckResult): TestCase[] {
  const findings = result.findings.filter((finding) => finding.rule === rule);
  const byPlace = groupBy(findings, (finding) => caseKey(finding.contract ? contractLabel(finding.contract) : null, finding.file));
  const cases: TestCase[] = [];
  for (const judged of result.contracts) {
    if (!judged.rules.includes(rule)) continue;
    const { name, file } = nameOf(judged);
    const key = caseKey(name, file);
    cases.push({ name, file, findings: byPlace.get(key) ?? [] });
    byPlace.delete(key);
  }
  // What is left is about the repository, the policy, or a contract that is gone.
  for (const rest of byPlace.values()) {
    const first = rest[0] as Finding;
    cases.push({ name: first.contract ? contractLabel(first.contract) : 'repository', file: first.file, findings: rest });
  }
  return cases;
}

/** Of cases with one name, such as a contract that is declared twice, GitLab takes the first alone: the file tells them apart. */
function withOwnNames(cases: readonly TestCase[]): readonly TestCase[] {
  const namesakes = groupBy(cases, ({ name }) => name);
  return cases.map((one) => ((namesakes.get(one.name)?.length ?? 0) > 1 ? { ...one, name: `${one.name} (${one.file})` } : one));
}

function caseKey(name: string | null, file: string): string {
  return JSON.stringify([name, file]);
}

function nameOf({ contract }: JudgedContract): { name: string; file: string } {
  return { name: contractLabel(toFindingContract(contract)), file: contract.file };
}

function suite(rule: string, cases: readonly TestCase[], options: ReportOptions): Suite {
  let failures = 0;
  let skipped = 0;
  const lines = withOwnNames(cases).map(({ name, findings }) => {
    const failing = findings.filter((finding) => isCounted(finding) && fails(finding, options));
    const noted = findings.filter((finding) => isCounted(finding) && !failing.includes(finding));
    const hidden = findings.filter((finding) => !isCounted(finding));
    const children: string[] = [];
    if (failing.length > 0) {
      failures++;
      children.push(
        `<failure message="${escapeXml(failing[0] ? messageWithNote(failing[0]) : '')}" type="${escapeXml(rule)}">${failing.map(describe).join('&#10;')}</failure>`,
      );
    } else if (hidden.length > 0 && noted.length === 0) {
      skipped++;
      children.push(`<skipped message="${escapeXml(hidden.map(reasonHidden).join('; '))}"/>`);
    }
    if (noted.length > 0) children.push(`<system-out>${noted.map(describe).join('&#10;')}</system-out>`);
    const head = `    <testcase name="${escapeXml(name)}" classname="${escapeXml(rule)}"`;
    return children.length === 0 ? `${head}/>` : `${head}>${children.join('')}</testcase>`;
  });
  return {
    tests: cases.length,
    failures,
    errors: 0,
    lines: [
      `  <testsuite name="${escapeXml(rule)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}">`,
      ...lines,
      '  </testsuite>',
    ],
  };
}

function fails(finding: Finding, { failOn }: ReportOptions): boolean {
  return failOn === 'warn' || (failOn === 'error' && finding.severity === 'error');
}

function describe(finding: Finding): string {
  return escapeXml(`${finding.file}:${finding.line}:${finding.column} ${finding.severity}: ${messageWithNote(finding)}`);
}

function reasonHidden(finding: Finding): string {
  return waiverNote(finding) ?? 'in the baseline';
}

function problemSuite(result: CheckResult): Suite {
  const cases = result.problems.map((problem, index) => {
    return `    <testcase name="${escapeXml(`problem ${index + 1}${problem.file === null ? '' : ` (${problem.file})`}`)}" classname="${TOOL.name}"><error message="${escapeXml(problem.message)}">${escapeXml(problemText(problem))}</error></testcase>`;
  });
  const amount = cases.length;
  return {
    tests: amount,
    failures: 0,
    errors: amount,
    lines: [`  <testsuite name="${TOOL.name}" tests="${amount}" failures="0" errors="${amount}" skipped="0">`, ...cases, '  </testsuite>'],
  };
}
