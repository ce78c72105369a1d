import type { Finding } from '../check/result.ts';
import { codeFrame, linesOf } from './code-frame.ts';
import { escapeTerminal } from './escape.ts';
import { contractLabel, countByRule, groupBy, isCounted, lineReader, waiverNote } from './findings.ts';
import type { Reporter } from './options.ts';
import { type Style, styleOf } from './style.ts';
import { summaryLines } from './stylish-summary.ts';
import { padEnd, padStart } from './width.ts';

/** Past these a report says how much it hides, and counts by rule. */
const MAX_ERRORS = 20;
const MAX_WARNINGS = 20;

/** The report for people: grouped by file and contract, errors with a code frame, counts at the end. */
export const stylish: Reporter = (result, options) => {
  const style = styleOf(options.colors);
  const counted = result.findings.filter(isCounted);
  const shown = firstOf(counted);
  const linesFor = lineReader(result, linesOf);
  const lines: string[] = [];
  for (const [file, ofFile] of groupBy(shown, (finding) => finding.file)) {
    lines.push(style.underline(escapeTerminal(file)), '');
    for (const ofContract of runsOfOneContract(ofFile)) {
      const { contract } = ofContract[0] as Finding;
      if (contract) lines.push(`  ${style.bold(escapeTerminal(contractLabel(contract)))}`, '');
      for (const finding of ofContract) lines.push(...block(finding, linesFor(finding.file, finding.side), style));
      if (lines.at(-1) !== '') lines.push('');
    }
  }
  if (shown.length < counted.length) lines.push(...ruleTable(counted, counted.length - shown.length, style), '');
  lines.push(...summaryLines(result, options, style));
  return `${lines.join('\n')}\n`;
};

/** The first errors and the first warnings, in the order of the report. */
function firstOf(findings: readonly Finding[]): Finding[] {
  let errors = 0;
  let warnings = 0;
  return findings.filter((finding) => (finding.severity === 'error' ? ++errors <= MAX_ERRORS : ++warnings <= MAX_WARNINGS));
}

/** Neighbours of one contract stand under one heading. */
function runsOfOneContract(findings: readonly Finding[]): Finding[][] {
  const runs: Finding[][] = [];
  let label: string | null = null;
  for (const finding of findings) {
    const next = finding.contract ? contractLabel(finding.contract) : '';
    if (label !== next) runs.push([]);
    label = next;
    runs.at(-1)?.push(finding);
  }
  return runs;
}

function block(finding: Finding, source: readonly string[] | null, style: Style): string[] {
  const severity = finding.severity === 'error' ? style.red('error') : style.yellow('warn ');
  const place = style.dim(`${finding.line}:${finding.column}${finding.side === 'base' ? ' (at the base)' : ''}`);
  const lines = [`    ${severity}  ${place}  ${escapeTerminal(finding.message)}  ${style.dim(escapeTerminal(finding.rule))}`];
  const isFramed = finding.severity === 'error' && source !== null;
  if (isFramed) lines.push('', ...codeFrame(source, finding, style).map((line) => `      ${line}`), '');
  for (const { file, line, column, message } of finding.related) {
    lines.push(`      ${style.dim(`${escapeTerminal(file)}:${line}:${column}`)} ${escapeTerminal(message)}`);
  }
  const note = waiverNote(finding);
  if (note) lines.push(`      ${style.yellow('waiver')} ${escapeTerminal(note)}`);
  lines.push(...remedies(finding, style).map((line) => `      ${line}`));
  if (isFramed && lines.at(-1) !== '') lines.push('');
  return lines;
}

function remedies(finding: Finding, style: Style): string[] {
  const lines: string[] = [];
  const edit = finding.fix?.edits.length === 1 ? finding.fix.edits[0] : undefined;
  if (edit?.text) lines.push(`${style.green('fix')} ${escapeTerminal(`--fix writes ${edit.text.trim()}`)}`);
  else if (finding.fix) lines.push(`${style.green('fix')} --fix mends this`);
  for (const suggestion of finding.suggestions) lines.push(`${style.cyan('suggestion')} ${escapeTerminal(suggestion.message)}`);
  return lines;
}

function ruleTable(findings: readonly Finding[], hidden: number, style: Style): string[] {
  const rows = countByRule(findings);
  const width = Math.max(...rows.map((row) => row.rule.length), 'rule'.length);
  const cell = (amount: number, paint: (text: string) => string): string =>
    amount > 0 ? paint(padStart(String(amount), 8)) : padStart('–', 8);
  return [
    style.bold(`${hidden} more, by rule all of them:`),
    '',
    style.dim(`  ${padEnd('rule', width)}  ${padStart('errors', 8)}  ${padStart('warnings', 8)}`),
    ...rows.map((row) => `  ${padEnd(escapeTerminal(row.rule), width)}  ${cell(row.error, style.red)}  ${cell(row.warn, style.yellow)}`),
    '',
    style.dim('Show one rule with --rule <id>, one folder by its path, all of them with --format json or --format sarif.'),
  ];
}
