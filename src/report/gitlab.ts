import type { Finding } from '../check/result.ts';
import { escapeInvisible } from './escape.ts';
import { isCounted, placeAtHead } from './findings.ts';
import { jsonText } from './json-text.ts';
import type { Reporter } from './options.ts';

/** GitLab's Code Quality report: findings that count. What is waived or in the baseline is no degradation. */
export const gitlab: Reporter = (result) => jsonText(result.findings.filter(isCounted).map(toIssue));

function toIssue(finding: Finding): object {
  const { file, line, endLine } = placeAtHead(finding);
  return {
    description: escapeInvisible(finding.message),
    check_name: finding.rule,
    fingerprint: finding.fingerprint,
    severity: finding.severity === 'error' ? 'critical' : 'minor',
    location: { path: file.replace(/^\.\//, ''), lines: { begin: line, end: endLine } },
  };
}
