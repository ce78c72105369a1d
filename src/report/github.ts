import type { Finding, Problem } from '../check/result.ts';
import { TOOL } from '../check/tool.ts';
import { escapeCommandData, escapeCommandProperty } from './escape.ts';
import { isCounted, placeAtHead, waiverNote } from './findings.ts';
import type { Reporter } from './options.ts';

/** GitHub keeps ten annotations of a level for a step: nine, and one that says how many more there are. */
const KEPT = 10;

/** Annotations as workflow commands. The whole table goes to the step's summary. */
export const github: Reporter = (result) => {
  const counted = result.findings.filter(isCounted);
  const annotations = (level: Level, severity: Finding['severity']): string[] =>
    counted.filter((finding) => finding.severity === severity).map((finding) => annotation(level, finding));
  const lines = [
    ...kept('error', [...result.problems.map(problemCommand), ...annotations('error', 'error')]),
    ...kept('warning', annotations('warning', 'warn')),
  ];
  return lines.map((line) => `${line}\n`).join('');
};

type Level = 'error' | 'warning';

function kept(level: Level, commands: readonly string[]): readonly string[] {
  if (commands.length <= KEPT) return commands;
  const shown = commands.slice(0, KEPT - 1);
  return [...shown, command(level, { title: TOOL.name }, `+${commands.length - shown.length} more, see the summary`)];
}

function annotation(level: Level, finding: Finding): string {
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

function problemCommand({ message, hint, file, line, column }: Problem): string {
  const properties = {
    ...(file !== null && { file }),
    ...(line !== null && { line: String(line) }),
    ...(column !== null && { col: String(column) }),
    title: 'No verdict',
  };
  return command('error', properties, hint === null ? message : `${message}\n${hint}`);
}

function command(level: Level, properties: Readonly<Record<string, string>>, data: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeCommandProperty(value)}`);
  return `::${level} ${list.join(',')}::${escapeCommandData(data)}`;
}
