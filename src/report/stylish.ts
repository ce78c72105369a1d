import type { Finding } from '../check/result.ts';
import { groupBy } from '../source/groups.ts';
import { codeFrame, linesOf } from './code-frame.ts';
import { escapeTerminal } from './escape.ts';
import { contractLabel, countByRule, isCounted, lineReader, waiverNote } from './findings.ts';
import type { Reporter } from './options.ts';
import { type Style, styleOf } from './style.ts';
import { summaryLines } from './stylish-summary.ts';
import { hanging, padEnd, padStart } from './width.ts';

const FRAME_INDENT = 6;
const HARD_SPACE = '\u00a0';

/** Past these a report says how much it hides, and counts by rule. */
const MAX_ERRORS = 20;
const MAX_WARNINGS = 20;

/** The report for people: grouped by file and contract, errors with a code frame, counts at the end. */
export const stylish: Reporter = (result, options) => {
  const style = styleOf(options.colors);
  const page = { style, columns: options.columns };
  const counted = result.findings.filter(isCounted);
  const shown = firstOf(counted);
  const linesFor = lineReader(result, linesOf);
  const lines: string[] = [];
  for (const [file, ofFile] of groupBy(shown, (finding) => finding.file)) {
    lines.push(style.underline(escapeTerminal(file)), '');
    for (const ofContract of runsOfOneContract(ofFile)) {
      const { contract } = ofContract[0] as Finding;
      if (contract) lines.push(`  ${style.bold(escapeTerminal(contractLabel(contract)))}`, '');
      for (const finding of ofContract) lines.push(...block(finding, linesFor(finding.file, finding.side), page));
      if (lines.at(-1) !== '') lines.push('');
    }
  }
  if (shown.length < counted.length) lines.push(...ruleTable(counted, counted.length - shown.length, style), '');
  lines.push(...summaryLines(result, options, style));
  return `${lines.join('\n')}\n`;
};

interface Page {
  readonly style: Style;
  readonly columns: number | undefined;
}

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

function block(finding: Finding, source: readonly string[] | null, { style, columns }: Page): string[] {
  const isFramed = finding.severity === 'error' && source !== null;
  const severity = finding.severity === 'error' ? style.red('error') : style.yellow('warn ');
  const place = `${finding.line}:${finding.column}${finding.side === 'base' ? ' (at the base)' : ''}`;
  const remedies = remediesOf(finding);
  const message = messageUnderHeading(finding, isFramed ? remedies : []);
  const rule = escapeTerminal(finding.rule);
  // Where lines are broken, the hard space keeps the distance to the rule.
  const lines = hanging(
    `    ${severity}  ${style.dim(place)}  `,
    13 + place.length,
    `${escapeTerminal(message)} ${HARD_SPACE}${rule}`,
    columns,
  );
  const last = lines.pop()?.slice(0, -rule.length) ?? '';
  lines.push(`${last.replace(HARD_SPACE, last.trim() === '' ? '' : ' ')}${style.dim(rule)}`);
  if (isFramed) {
    const width = columns === undefined ? undefined : columns - FRAME_INDENT;
    lines.push('', ...codeFrame(source, finding, style, width).map((line) => `${' '.repeat(FRAME_INDENT)}${line}`), '');
  }
  for (const related of finding.related) {
    const at = escapeTerminal(`${related.file}:${related.line}:${related.column}`);
    lines.push(...hanging(`      ${style.dim(at)} `, 8, escapeTerminal(related.message), columns, at.length + 7));
  }
  const note = waiverNote(finding);
  if (note) lines.push(...hanging(`      ${style.yellow('waiver')} `, 13, escapeTerminal(note.replace(/^(?:its|a) waiver /, '')), columns));
  for (const remedy of remedies) {
    if (!isFramed && finding.message.includes(remedy.sentence)) continue;
    lines.push(
      ...hanging(
        `      ${remedy.kind === 'fix' ? style.green('fix') : style.cyan('suggestion')} `,
        7 + remedy.kind.length,
        escapeTerminal(remedy.text),
        columns,
      ),
    );
  }
  if (isFramed && lines.at(-1) !== '') lines.push('');
  return lines;
}

/** The heading has named the contract already, and the line of a remedy says what to write. */
function messageUnderHeading({ message, contract }: Finding, remedies: readonly Remedy[]): string {
  const key = contract?.key ?? '';
  const unnamed = key === '' ? message : message.replace(` of "${key}"`, '').replace(` for "${key}"`, '');
  const said = remedies.find(({ sentence }) => unnamed.endsWith(` ${sentence}`));
  return said ? unnamed.slice(0, -said.sentence.length - 1) : unnamed;
}

interface Remedy {
  readonly kind: 'fix' | 'suggestion';
  readonly text: string;
  /** What a message that names the remedy ends with. */
  readonly sentence: string;
}

function remediesOf({ fix, suggestions }: Finding): Remedy[] {
  const remedies = suggestions.map(({ message }): Remedy => ({ kind: 'suggestion', text: message, sentence: message }));
  if (!fix) return remedies;
  const [edit, ...others] = fix.edits;
  const written = others.length === 0 ? (edit?.text.trim() ?? '') : '';
  const text = written === '' ? '--fix mends this.' : `--fix writes ${written}`;
  return [{ kind: 'fix', text, sentence: `Write "${written.replace(/^(['"`])(.*)\1$/, '$2')}".` }, ...remedies];
}

function ruleTable(findings: readonly Finding[], hidden: number, style: Style): string[] {
  const rows = countByRule(findings);
  const width = Math.max(...rows.map((row) => row.rule.length), 'rule'.length);
  const cell = (amount: number, paint: (text: string) => string): string =>
    amount > 0 ? paint(padStart(String(amount), 8)) : padStart('–', 8);
  return [
    style.bold(`${hidden} more are not shown. By rule, all ${findings.length}:`),
    '',
    style.dim(`  ${padEnd('rule', width)}  ${padStart('errors', 8)}  ${padStart('warnings', 8)}`),
    ...rows.map((row) => `  ${padEnd(escapeTerminal(row.rule), width)}  ${cell(row.error, style.red)}  ${cell(row.warn, style.yellow)}`),
    '',
    style.dim('Show one rule with --rule <id>, one folder by its path, all of them with --format json.'),
  ];
}
