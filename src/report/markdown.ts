import type { CheckResult, Finding } from '../check/result.ts';
import { count } from '../source/count.ts';
import { groupBy } from '../source/groups.ts';
import { escapeMarkdown, markdownCellCode, markdownCode } from './escape.ts';
import { errorsFirst, isCounted, waiverNote } from './findings.ts';
import { changesSection } from './markdown-changes.ts';
import type { Reporter } from './options.ts';
import { problemText } from './problems.ts';
import { truncate } from './width.ts';

/** By this line a comment of an earlier run is found and replaced. */
export const MARKER = '<!-- contracts-governance -->';

/** How much a page takes: GitHub refuses comments over 65,536 characters, and step summaries over 1 MiB. */
interface Limits {
  readonly length: number;
  readonly rows: number;
}
const COMMENT: Limits = { length: 60_000, rows: 100 };
const SUMMARY: Limits = { length: 900_000, rows: 5000 };

const MAX_TEXT = 1000;

/** A comment for a pull request: verdict, new findings by owner, changes with the bump they owe; what is hidden or mended stands folded. */
export const markdown: Reporter = (result) => page(result, COMMENT);

/** The same for the summary of a GitHub step, with every finding. */
export const stepSummary: Reporter = (result) => page(result, SUMMARY);

/** As many rows as fit: a table that is cut tells more than one that is missing. */
function page(result: CheckResult, limits: Limits): string {
  for (let { rows } = limits; rows > 1; rows = Math.floor(rows / 2)) {
    const text = `${sectionsOf(result, rows).join('\n\n')}\n`;
    if (text.length <= limits.length) return text;
  }
  return assemble(sectionsOf(result, 1), limits);
}

function sectionsOf(result: CheckResult, rows: number): string[] {
  const ofStatus = (status: Finding['status']): string[] => result.findings.filter((finding) => finding.status === status).map(line);
  return [
    `${MARKER}\n## ${verdict(result)}`,
    problemSection(result),
    findingSection(result.findings.filter(isCounted), rows),
    result.comparison ? changesSection(result.comparison, { contracts: rows, changes: 30 }) : '',
    folded('Fixed', result.fixed.map(line), rows),
    folded('Waived', ofStatus('waived'), rows),
    folded('In the baseline', ofStatus('baseline'), rows),
    footer(result),
  ].filter((section) => section !== '');
}

function verdict(result: CheckResult): string {
  const { contracts, error, warn } = result.summary;
  const tail = `in ${count(contracts, 'contract')}`;
  if (result.problems.length > 0) return `Contracts: no verdict, ${count(result.problems.length, 'problem')}`;
  if (error > 0) return `❌ Contracts: ${count(error, 'error')}, ${count(warn, 'warning')} ${tail}`;
  if (warn > 0) return `⚠️ Contracts: ${count(warn, 'warning')} ${tail}`;
  return `✅ Contracts: no findings ${tail}`;
}

function problemSection(result: CheckResult): string {
  return result.problems
    .map((problem) => {
      const { file, line: at } = problem;
      const place = file === null ? '' : `${markdownCode(at === null ? file : `${file}:${at}`)}: `;
      return `- ${place}${escapeMarkdown(problemText(problem))}`;
    })
    .join('\n');
}

function findingSection(findings: readonly Finding[], rows: number): string {
  if (findings.length === 0) return '';
  const shown = errorsFirst(findings).slice(0, rows);
  const groups = [...groupBy(shown, ownersOf)].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1));
  const tables = groups.map(([owners, ofOwner]) => {
    const heading = owners === '' ? '### Without an owner' : `### ${ownersText(owners)}`;
    const lines = ofOwner.map(
      (finding) =>
        `| ${severityMark(finding)} | ${place(finding)} | ${escapeMarkdown(messageOf(finding))} | ${markdownCellCode(finding.rule)} |`,
    );
    return [heading, '', '| | Where | Finding | Rule |', '| --- | --- | --- | --- |', ...lines].join('\n');
  });
  const more = findings.length - shown.length;
  return [...tables, ...(more > 0 ? [`${count(more, 'more finding')} not shown here: see \`contracts-governance check\`.`] : [])].join(
    '\n\n',
  );
}

function ownersOf(finding: Finding): string {
  return finding.contract?.owners.join('\n') ?? '';
}

function ownersText(owners: string): string {
  return shorten(owners).split('\n').map(markdownCode).join(', ');
}

function severityMark(finding: Finding): string {
  return finding.severity === 'error' ? '❌' : '⚠️';
}

function place(finding: Finding): string {
  const contract = finding.contract?.key ? `${markdownCellCode(shorten(finding.contract.key))}<br>` : '';
  return `${contract}${markdownCellCode(`${finding.file}:${finding.line}`)}`;
}

/** A page of Markdown is for reading: nobody reads more of one text. */
function shorten(text: string): string {
  return truncate(text, MAX_TEXT);
}

function messageOf(finding: Finding): string {
  const note = waiverNote(finding);
  return shorten(note === null ? finding.message : `${finding.message} (${note})`);
}

function line(finding: Finding): string {
  return `- ${markdownCode(finding.rule)} ${escapeMarkdown(messageOf(finding))} ${markdownCode(`${finding.file}:${finding.line}`)}`;
}

/** A folded list. The blank lines make GitHub read Markdown inside of the HTML. */
function folded(title: string, lines: readonly string[], rows: number): string {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, rows);
  const more = lines.length - shown.length;
  const rest = more > 0 ? [`- and ${more} more`] : [];
  return ['<details>', `<summary>${title}: ${lines.length}</summary>`, '', ...shown, ...rest, '', '</details>'].join('\n');
}

function footer(result: CheckResult): string {
  const judged = result.policy.file === null ? 'the preset `recommended`' : markdownCode(result.policy.file);
  const bootstrap = result.policy.bootstrap ? ' of the head, as the base has none (bootstrap)' : '';
  return `Judged by ${judged}${bootstrap}${result.base === null ? '' : `, against ${markdownCode(result.base.slice(0, 12))}`}.`;
}

/** Sections that fit, and how many do not. */
function assemble(sections: readonly string[], limits: Limits): string {
  let text = '';
  let left = sections.length;
  for (const section of sections) {
    if (text.length + section.length > limits.length) continue;
    text += `${section}\n\n`;
    left -= 1;
  }
  return left === 0
    ? `${text.trimEnd()}\n`
    : `${text}${count(left, 'section')} too long to show here: see \`contracts-governance check\`.\n`;
}
