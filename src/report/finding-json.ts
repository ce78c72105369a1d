import type { Edits, Finding } from '../check/result.ts';

/** A finding as JSON reports give it; the order of the fields is part of the bytes. */
export function findingToJson(finding: Finding): object {
  const { contract } = finding;
  return {
    rule: finding.rule,
    severity: finding.severity,
    status: finding.status,
    message: finding.message,
    contract: contract && { kind: contract.kind, key: contract.key, version: contract.version, owners: contract.owners },
    subject: finding.subject,
    file: finding.file,
    line: finding.line,
    column: finding.column,
    endLine: finding.endLine,
    endColumn: finding.endColumn,
    side: finding.side,
    related: finding.related.map(({ file, line, column, message }) => ({ file, line, column, message })),
    fingerprint: finding.fingerprint,
    fix: finding.fix && editsToJson(finding.fix),
    suggestions: finding.suggestions.map(({ message, fix }) => ({ message, fix: editsToJson(fix) })),
    docs: finding.docs,
    waiver: finding.waiver && {
      owner: finding.waiver.owner,
      reason: finding.waiver.reason,
      expires: finding.waiver.expires,
      issue: finding.waiver.issue,
    },
  };
}

function editsToJson(fix: Edits): object {
  return {
    edits: fix.edits.map(({ file, line, column, endLine, endColumn, text }) => ({ file, line, column, endLine, endColumn, text })),
  };
}
