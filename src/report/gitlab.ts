import { createHash } from 'node:crypto';
import type { CheckResult, Finding, Problem } from '../check/result.ts';
import { POLICY_FILE } from '../policy/find.ts';
import { escapeInvisible } from './escape.ts';
import { isCounted, messageWithNote, placeAtHead } from './findings.ts';
import { jsonText } from './json-text.ts';
import type { Reporter } from './options.ts';
import { problemText } from './problems.ts';

/**
 * GitLab's Code Quality report: findings that count, and before them what stands in the way of a verdict, for an empty list reads as a pass.
 * What is waived or in the baseline is no degradation.
 */
export const gitlab: Reporter = (result) =>
  jsonText([
    ...result.problems.map((problem, index) => toBlocker(problem, index, result)),
    ...result.findings.filter(isCounted).map(toIssue),
  ]);

/** GitLab shows no issue without a file: what is about none is told of the policy. */
function toBlocker(problem: Problem, index: number, { policy }: CheckResult): object {
  const path = problem.file ?? policy.file ?? POLICY_FILE;
  const description = escapeInvisible(problemText(problem));
  return {
    description,
    check_name: 'no-verdict',
    fingerprint: createHash('sha256')
      .update(JSON.stringify([path, description, index]))
      .digest('hex')
      .slice(0, 20),
    severity: 'blocker',
    location: { path, lines: { begin: problem.line ?? 1 } },
  };
}

function toIssue(finding: Finding): object {
  const { file, line, endLine } = placeAtHead(finding);
  return {
    description: escapeInvisible(messageWithNote(finding)),
    check_name: finding.rule,
    fingerprint: finding.fingerprint,
    severity: finding.severity === 'error' ? 'critical' : 'minor',
    location: { path: file.replace(/^\.\//, ''), lines: { begin: line, end: endLine } },
  };
}
