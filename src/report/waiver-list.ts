import { count } from '../check/count.ts';
import { TOOL } from '../check/tool.ts';
import type { ListedWaiver } from '../check/waiver-listing.ts';
import { escapeTerminal } from './escape.ts';
import { jsonText } from './json-text.ts';
import { type Style, styleOf } from './style.ts';
import { displayWidth, padEnd, padStart } from './width.ts';

/** Waivers for people: what, whose, how long, why, and what each hides. */
export function waiversTable(waivers: readonly ListedWaiver[], colors: boolean): string {
  const style = styleOf(colors);
  if (waivers.length === 0) return 'There are no waivers.\n';
  const width = Math.max(...waivers.map(({ waiver }) => displayWidth(whatOf(waiver))));
  const lines = waivers.flatMap((listed) => [
    `${padEnd(escapeTerminal(whatOf(listed.waiver)), width)}  ${ageText(listed)}  ${daysText(listed, style)}  ${padStart(String(listed.hidden.length), 3)} hidden  ${escapeTerminal(listed.waiver.owner)}`,
    ...[
      `${listed.waiver.reason}${listed.waiver.issue === null ? '' : ` (${listed.waiver.issue})`}`,
      `${listed.waiver.location.file}:${listed.waiver.location.line}`,
    ].map((line) => `    ${style.dim(escapeTerminal(line))}`),
    ...(listed.problem === null ? [] : [`    ${style.red(escapeTerminal(listed.problem))}`]),
  ]);
  return `${[...lines, '', style.dim(`${count(waivers.length, 'waiver')}.`)].join('\n')}\n`;
}

function whatOf(waiver: ListedWaiver['waiver']): string {
  return `${waiver.rule} ${waiver.contract}${waiver.subject === null ? '' : ` ${waiver.subject}`}`;
}

function ageText({ age }: ListedWaiver): string {
  return padEnd(age === null ? 'not committed' : `${count(age, 'day')} old`, 13);
}

function daysText({ daysLeft, waiver }: ListedWaiver, style: Style): string {
  const text = padEnd(daysLeft < 0 ? `expired ${waiver.expires}` : `${waiver.expires}, ${count(daysLeft, 'day')} left`, 24);
  return daysLeft < 0 ? style.red(text) : daysLeft <= 14 ? style.yellow(text) : text;
}

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
