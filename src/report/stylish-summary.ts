import { count } from '../check/count.ts';
import type { CheckResult } from '../check/result.ts';
import { escapeTerminal } from './escape.ts';
import { isCounted } from './findings.ts';
import type { ReportOptions } from './options.ts';
import type { Style } from './style.ts';

const MAX_NOTES = 10;

/** The end of a report for people: counts, what is hidden and why, what to do next. */
export function summaryLines(result: CheckResult, options: ReportOptions, style: Style): string[] {
  const lines = [verdict(result, style)];
  const fixable = result.findings.filter((finding) => isCounted(finding) && finding.fix).length;
  if (fixable > 0) lines.push(style.dim(`${count(fixable, 'finding')} can be fixed with --fix.`));
  const { maxWarnings } = options;
  if (maxWarnings !== null && result.summary.warn > maxWarnings) {
    lines.push(style.red(`${count(result.summary.warn, 'warning')}, and --max-warnings allows ${maxWarnings}.`));
  }
  lines.push(...result.notes.slice(0, MAX_NOTES).map((note) => style.yellow(escapeTerminal(note))));
  if (result.notes.length > MAX_NOTES) lines.push(style.yellow(`${count(result.notes.length - MAX_NOTES, 'more note')}.`));
  if (result.policy.bootstrap) lines.push(style.dim('bootstrap: the base has no policy, so the policy of the head judges this change.'));
  if (result.policy.file === null && result.problems.length === 0) {
    lines.push(
      style.dim(
        'No policy file: the preset "recommended" judged. Run `contracts-governance init` to make a policy that fits this repository.',
      ),
    );
  }
  return lines;
}

function verdict(result: CheckResult, style: Style): string {
  const { contracts, error, warn, waived, baseline } = result.summary;
  const hidden = [waived > 0 ? `${waived} waived` : '', baseline > 0 ? `${baseline} in the baseline` : ''].filter((text) => text !== '');
  const tail = ` in ${count(contracts, 'contract')}${hidden.length > 0 ? ` (${hidden.join(', ')})` : ''}`;
  const found = result.newOnly ? 'new ' : '';
  if (result.problems.length > 0) {
    const seen = contracts > 0 ? ` ${count(error, `${found}error`)}, ${count(warn, `${found}warning`)}${tail}.` : '';
    return style.red(style.bold(`✖ No verdict: ${count(result.problems.length, 'problem')}.${seen}`));
  }
  if (error > 0) return style.red(style.bold(`✖ ${count(error, `${found}error`)}, ${count(warn, `${found}warning`)}${tail}.`));
  if (warn > 0) return style.yellow(style.bold(`⚠ ${count(warn, `${found}warning`)}${tail}.`));
  return style.green(`✔ No ${found}findings${tail}.`);
}
