import type { CheckResult, Finding, FindingContract } from '../check/result.ts';
import type { Location } from '../source/span.ts';

/** Whether a finding counts: no waiver and no baseline hides it. */
export function isCounted(finding: Finding): boolean {
  return finding.status === 'new' || finding.status === 'expired-waiver';
}

/** `command billing.invoice.send 1.0.0`. */
export function contractLabel(contract: FindingContract): string {
  return [contract.kind, contract.key ?? '(key unreadable)', contract.version ?? '(version unreadable)'].join(' ');
}

/** Rules by how often they were broken: most errors first, then most warnings, then by name. */
export function countByRule(findings: readonly Finding[]): { rule: string; error: number; warn: number }[] {
  const counts = new Map<string, { rule: string; error: number; warn: number }>();
  for (const { rule, severity } of findings) {
    const row = counts.get(rule) ?? { rule, error: 0, warn: 0 };
    row[severity]++;
    counts.set(rule, row);
  }
  return [...counts.values()].sort((a, b) => b.error - a.error || b.warn - a.warn || (a.rule < b.rule ? -1 : 1));
}

/** Errors before warnings, else in their order: for consumers that keep only the first. */
export function errorsFirst(findings: readonly Finding[]): Finding[] {
  return [...findings.filter((finding) => finding.severity === 'error'), ...findings.filter((finding) => finding.severity === 'warn')];
}

/** What the waiver of a finding means for the reader, or null. */
export function waiverNote({ status, waiver }: Finding): string | null {
  if (!waiver) return null;
  const who = `${waiver.owner}${waiver.issue ? `, ${waiver.issue}` : ''}`;
  switch (status) {
    case 'waived':
      return `waived until ${waiver.expires} by ${who}: ${waiver.reason}`;
    case 'expired-waiver':
      return `its waiver expired on ${waiver.expires} (${who}: ${waiver.reason})`;
    case 'new':
      return `a waiver until ${waiver.expires} by ${who} is pending: it counts once it is in the base`;
    case 'baseline':
      return null;
  }
}

/** What a finding says, with what its waiver means where the finding counts all the same. */
export function messageWithNote(finding: Finding): string {
  const note = isCounted(finding) ? waiverNote(finding) : null;
  return note === null ? finding.message : `${finding.message} (${note})`;
}

/** Gives the lines of a file at one side; null where it was not read. */
export type Lines = (file: string, side?: Finding['side']) => readonly string[] | null;

/** Keeps the lines of each file that a report looks at. */
export function lineReader(result: CheckResult, split: (text: string) => string[]): Lines {
  const files = new Map<string, readonly string[] | null>();
  return (file, side = 'head') => {
    const id = `${side} ${file}`;
    let lines = files.get(id);
    if (lines === undefined) {
      const text = result.readText(file, side);
      lines = text === null ? null : split(text);
      files.set(id, lines);
    }
    return lines;
  };
}

/**
 * Where a consumer that shows the head's files is to put a finding. What is gone has no line there: it stands at the beginning of its file.
 */
export function placeAtHead(finding: Finding): Location {
  const { file, line, column, endLine, endColumn } = finding;
  return finding.side === 'head' ? { file, line, column, endLine, endColumn } : { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
