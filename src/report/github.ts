import type { CheckResult, Finding } from '../check/result.ts';
import { TOOL } from '../check/tool.ts';
import { escapeCommandData, escapeCommandProperty } from './escape.ts';
import { isCounted, placeAtHead, waiverNote } from './findings.ts';
import type { Reporter } from './options.ts';

/** GitHub keeps ten annotations of a level for a step: nine, and one that says how many more there are. */
const KEPT = 10;

/** Annotations as workflow commands. The whole table goes to the step's summary. */
export const github: Reporter = (result) => {
  const counted = result.findings.filter(isCounted);
  const lines = [
    ...problemCommands(result),
    ...commands(
      'error',
      counted.filter((finding) => finding.severity === 'error'),
    ),
    ...commands(
      'warning',
      counted.filter((finding) => finding.severity === 'warn'),
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
};

function commands(level: 'error' | 'warning', findings: readonly Finding[]): string[] {
  if (findings.length <= KEPT) return findings.map((finding) => annotation(level, finding));
  const shown = findings.slice(0, KEPT - 1);
  const more = findings.length - shown.length;
  return [...shown.map((finding) => annotation(level, finding)), command(level, { title: TOOL.name }, `+${more} more, see the summary`)];
}

function annotation(level: 'error' | 'warning', finding: Finding): string {
  const { file, line, column, endLine, endColumn } = placeAtHead(finding);
  const properties = {
    file,
    line: String(line),
    endLine: String(endLine),
    // GitHub refuses columns of a range over several lines.
    ...(line === endLine && { col: String(column), endColumn: String(endColumn) }),
    title: finding.rule,
  };
  const note = waiverNote(finding);
  return command(level, properties, note === null ? finding.message : `${finding.message}\n${note}`);
}

function problemCommands(result: CheckResult): string[] {
  return result.problems.slice(0, KEPT - 1).map((problem) =>
    command(
      'error',
      {
        ...(problem.file !== null && { file: problem.file }),
        ...(problem.line !== null && { line: String(problem.line) }),
        ...(problem.column !== null && { col: String(problem.column) }),
        title: 'No verdict',
      },
      problem.hint === null ? problem.message : `${problem.message}\n${problem.hint}`,
    ),
  );
}

function command(level: string, properties: Readonly<Record<string, string>>, data: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeCommandProperty(value)}`);
  return `::${level} ${list.join(',')}::${escapeCommandData(data)}`;
}
