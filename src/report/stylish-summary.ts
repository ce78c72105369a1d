import type { CheckResult } from '../check/result.ts';
import { count } from '../source/count.ts';
import { escapeTerminal } from './escape.ts';
import { isCounted } from './findings.ts';
import { shownNotes } from './notes.ts';
import type { ReportOptions } from './options.ts';
import type { Style } from './style.ts';
import { wrap } from './width.ts';

/** The end of a report for people: counts, what is hidden and why, what to do next. */
export function summaryLines(result: CheckResult, options: ReportOptions, style: Style): string[] {
  const { maxWarnings, columns, isChoice } = options;
  const sentence = (text: string, paint: (text: string) => string): string[] =>
    (columns === undefined ? [text] : wrap(text, columns)).map(paint);
  const counted = result.findings.filter(isCounted);
  const fixable = counted.filter(({ fix }) => fix).length;
  const suggesting = counted.filter(({ fix, suggestions }) => !fix && suggestions.length > 0).length;
  const lines = sentence(verdict(result), verdictPaint(result, style));
  if (isChoice) lines.push(...sentence('Only what was asked for is shown and counted: paths, owners, rules.', style.dim));
  if (fixable > 0) lines.push(...sentence(`${count(fixable, 'finding')} can be fixed with --fix.`, style.dim));
  if (suggesting === 1) lines.push(...sentence('1 finding has a suggestion; --fix --suggestions <rule> applies it.', style.dim));
  if (suggesting > 1)
    lines.push(...sentence(`${suggesting} findings have suggestions; --fix --suggestions <rule> applies them.`, style.dim));
  if (counted.length > 0) lines.push(...sentence('Why, and how to mend or waive: contracts-governance explain <rule>', style.dim));
  if (maxWarnings !== null && result.summary.warn > maxWarnings) {
    lines.push(style.red(`${count(result.summary.warn, 'warning')}, and --max-warnings allows ${maxWarnings}.`));
  }
  lines.push(...shownNotes(result.notes).flatMap((note) => sentence(escapeTerminal(note), style.yellow)));
  if (result.policy.bootstrap) {
    lines.push(...sentence('bootstrap: the base has no policy, so the policy of the head judges this change.', style.dim));
  } else if (result.policy.file === null && result.problems.length === 0) lines.push(...sentence(NO_POLICY, style.dim));
  return lines;
}

const NO_POLICY =
  'No policy file at the root: the preset "recommended" judged. Run `contracts-governance init` to make a policy that fits this repository.';

function verdictPaint({ problems, summary }: CheckResult, style: Style): (text: string) => string {
  if (problems.length > 0 || summary.error > 0) return (text) => style.red(style.bold(text));
  return summary.warn > 0 ? (text) => style.yellow(style.bold(text)) : style.green;
}

function verdict(result: CheckResult): string {
  const { contracts, error, warn, waived, baseline } = result.summary;
  const hidden = [waived > 0 ? `${waived} waived` : '', baseline > 0 ? `${baseline} in the baseline` : ''].filter((text) => text !== '');
  const tail = ` in ${count(contracts, 'contract')}${hidden.length > 0 ? ` (${hidden.join(', ')})` : ''}.`;
  const found = result.newOnly ? 'new ' : '';
  const counts = `${count(error, `${found}error`)}, ${count(warn, `${found}warning`)}${tail}`;
  if (result.problems.length > 0) {
    return `✖ No verdict: ${count(result.problems.length, 'problem')}.${contracts > 0 ? ` ${counts}` : ''}`;
  }
  if (error > 0) return `✖ ${counts}`;
  return warn > 0 ? `⚠ ${count(warn, `${found}warning`)}${tail}` : `✔ No ${found}findings${tail}`;
}
