import { TOOL } from '../check/tool.ts';
import type { ListedWaiver } from '../check/waiver-listing.ts';
import { isComment } from '../policy/waivers/waivers.ts';
import { count } from '../source/count.ts';
import { escapeTerminal } from './escape.ts';
import { jsonText } from './json-text.ts';
import { type Style, styleOf } from './style.ts';
import { hanging } from './width.ts';

/** Waivers for people: what, whose, how long, why, and what each hides. */
export function waiversTable(
  waivers: readonly ListedWaiver[],
  options: { readonly colors: boolean; readonly columns: number | undefined },
): string {
  const style = styleOf(options.colors);
  if (waivers.length === 0) return 'There are no waivers.\n';
  const blocks = waivers.flatMap((listed) => [...block(listed, style, options.columns), '']);
  return `${[...blocks, style.dim(`${count(waivers.length, 'waiver')}.`)].join('\n')}\n`;
}

function block({ waiver, age, daysLeft, hidden, problem }: ListedWaiver, style: Style, columns: number | undefined): string[] {
  const indented = (text: string, paint: (text: string) => string = (line) => line): string[] =>
    hanging('  ', 2, escapeTerminal(text), columns).map((line) => `  ${paint(line.slice(2))}`);
  const what = [
    waiver.rule,
    isComment(waiver) ? 'by a comment' : waiver.contract,
    ...(waiver.subject === null ? [] : [waiver.subject]),
  ].join('  ');
  const term = daysLeft < 0 ? `expired ${waiver.expires}` : `${waiver.expires}, ${count(daysLeft, 'day')} left`;
  const facts = [age === null ? 'not committed' : `${count(age, 'day')} old`, `hides ${count(hidden.length, 'finding')}`, waiver.owner];
  const ending = daysLeft < 0 ? style.red : daysLeft <= ENDS_SOON ? style.yellow : (text: string): string => text;
  return [
    style.bold(escapeTerminal(what)),
    `  ${ending(term)}, ${escapeTerminal(facts.join(', '))}`,
    ...indented(`${waiver.reason}${waiver.issue === null ? '' : ` (${waiver.issue})`}`),
    ...(problem === null ? [] : indented(problem, style.red)),
    ...indented(`${waiver.location.file}:${waiver.location.line}`, style.dim),
  ];
}

/** In days. */
const ENDS_SOON = 14;

/** `waivers --format json`. */
export function waiversJson(waivers: readonly ListedWaiver[]): string {
  return jsonText({
    schemaVersion: 1,
    tool: TOOL,
    waivers: waivers.map(({ waiver, age, daysLeft, problem, hidden }) => ({
      rule: waiver.rule,
      contract: waiver.contract,
      subject: waiver.subject,
      reason: waiver.reason,
      owner: waiver.owner,
      issue: waiver.issue,
      expires: waiver.expires,
      age,
      daysLeft,
      file: waiver.location.file,
      line: waiver.location.line,
      problem,
      hidden: hidden.map(({ fingerprint, file, line, message }) => ({ fingerprint, file, line, message })),
    })),
  });
}
