import type { BumpPlan } from '../compare/plan-bump.ts';
import type { Contract } from '../contracts/contract.ts';
import { count } from '../source/count.ts';
import type { Location } from '../source/span.ts';
import { escapeTerminal } from './escape.ts';
import { keyOf } from './list-values.ts';
import { styleOf } from './style.ts';

/** What `bump` wrote, or would write, and what it left and why. */
export function bumpText(
  { bumps, skipped }: BumpPlan,
  changesets: readonly string[],
  options: { readonly isDryRun: boolean; readonly colors: boolean },
): string {
  const style = styleOf(options.colors);
  const place = (at: Location): string => style.dim(escapeTerminal(`${at.file}:${at.line}:${at.column}`));
  const lines = [
    ...bumps.map(
      ({ contract, event, from, to, at }) =>
        `${style.green('✔')} ${event ? `${nameOf(event)}, emitted by ${nameOf(contract)},` : nameOf(contract)} ${escapeTerminal(from)} → ${style.bold(escapeTerminal(to))}  ${place(at)}`,
    ),
    ...skipped.map(
      ({ contract, reason, at }) => `${style.yellow('!')} ${nameOf(contract)} is left: ${escapeTerminal(reason)}.  ${place(at)}`,
    ),
    ...changesets.map((file) => `${style.green('✔')} ${escapeTerminal(file)}`),
  ];
  const verb = options.isDryRun ? 'Would write' : 'Wrote';
  const sum =
    bumps.length + changesets.length === 0
      ? 'Nothing to write.'
      : `${verb} ${count(bumps.length, 'version')}${changesets.length > 0 ? ` and ${count(changesets.length, 'changeset')}` : ''}.`;
  return `${[...lines, ...(lines.length > 0 ? [''] : []), sum, ...(skipped.length > 0 ? [`${count(skipped.length, 'version')} to be raised by hand.`] : [])].join('\n')}\n`;
}

function nameOf(contract: Contract): string {
  return escapeTerminal(`${contract.kind} ${keyOf(contract) ?? '(key unreadable)'}`);
}
