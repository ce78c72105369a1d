import { count } from '../check/count.ts';
import type { Change, Comparison, ContractDiff } from '../compare/change.ts';
import { placeOfChange, placeText } from './diff-places.ts';
import { type SharedChange, sharedChanges } from './diff-shared.ts';
import { beforeAfter, CLASS_ORDER, verdictOf, versionOf, versionsOf, witnessText } from './diff-text.ts';
import { escapeTerminal } from './escape.ts';
import { type Style, styleOf } from './style.ts';
import { padEnd } from './width.ts';

/** Of a change that reaches many contracts, how many are named. */
const MAX_NAMED = 12;
const CLASS_WIDTH = Math.max(...CLASS_ORDER.map((name) => name.length));

/** A comparison for a reviewer: shared changes once, then each contract with its verdict and its own changes. */
export function diffHuman(comparison: Comparison, colors: boolean): string {
  const style = styleOf(colors);
  const shared = sharedChanges(comparison);
  const groups = [...new Set(shared.values())];
  const lines = [
    ...groups.flatMap((group) => sharedLines(group, comparison, style)),
    ...comparison.contracts.filter(isDetailed).flatMap((diff) => contractLines(diff, comparison, shared, style)),
    ...listed('added', comparison, style),
    ...listed('moved', comparison, style),
    ...summary(comparison, style),
  ];
  return `${lines.join('\n')}\n`;
}

/** Of the others, there is nothing to read but that they are there. */
function isDetailed({ status, satisfied }: ContractDiff): boolean {
  return (status !== 'added' && status !== 'moved') || !satisfied;
}

function listed(status: 'added' | 'moved', { contracts }: Comparison, style: Style): string[] {
  const diffs = contracts.filter((diff) => diff.status === status && !isDetailed(diff));
  if (diffs.length === 0) return [];
  const names = diffs.map(
    ({ key, kind, head }) =>
      `    ${escapeTerminal(key)} ${style.dim(escapeTerminal(`${kind} ${versionOf(head) ?? ''}, ${head?.file ?? ''}`))}`,
  );
  const title =
    status === 'added' ? `${count(diffs.length, 'contract')} added` : `${count(diffs.length, 'contract')} moved, nothing else changed`;
  return [`${style.green('✔')} ${style.bold(title)}`, ...names, ''];
}

function sharedLines({ change, diffs }: SharedChange, comparison: Comparison, style: Style): string[] {
  const [first] = diffs;
  const place = first && placeOfChange(change, first, comparison);
  const named = diffs.slice(0, MAX_NAMED);
  return [
    `${style.bold(`Reaches ${count(diffs.length, 'contract')}`)}${place ? style.dim(` from ${escapeTerminal(placeText(place, change))}`) : ''}`,
    '',
    ...changeLines(change, null, style),
    ...named.map((diff) => `      ${escapeTerminal(diff.key)} ${style.dim(escapeTerminal(`${versionsOf(diff)}, ${verdictOf(diff)}`))}`),
    ...(diffs.length > named.length ? [style.dim(`      and ${diffs.length - named.length} more`)] : []),
    '',
  ];
}

function contractLines(diff: ContractDiff, comparison: Comparison, shared: ReadonlyMap<Change, SharedChange>, style: Style): string[] {
  const own = diff.changes.filter((change) => !shared.has(change)).sort(byClass);
  const fromShared = diff.changes.length - own.length;
  const verdict = escapeTerminal(`${versionsOf(diff)}, ${verdictOf(diff)}`);
  return [
    `${diff.satisfied ? style.green('✔') : style.red('✖')} ${style.bold(escapeTerminal(diff.key))} ${style.dim(diff.kind)} ${diff.satisfied ? verdict : style.red(verdict)}`,
    ...(diff.changes.length > 0 ? [''] : []),
    ...own.flatMap((change) => {
      const place = placeOfChange(change, diff, comparison);
      return changeLines(change, place && placeText(place, change), style);
    }),
    ...(fromShared > 0 ? [style.dim(`    and ${count(fromShared, 'shared change')}, see above`)] : []),
    '',
  ];
}

function changeLines(change: Change, place: string | null, style: Style): string[] {
  const values = beforeAfter(change);
  const witness = witnessText(change);
  const indent = ' '.repeat(4 + CLASS_WIDTH + 2);
  return [
    `    ${paint(change.class, style)}  ${escapeTerminal(change.path)}${values === null ? '' : `  ${escapeTerminal(values)}`}  ${style.dim(change.id)}`,
    `${indent}${escapeTerminal(change.message)}`,
    ...(witness === null ? [] : [`${indent}${style.cyan('witness')} ${escapeTerminal(witness)}`]),
    ...(change.review === null ? [] : [`${indent}${style.yellow(`${change.review} review owed`)}`]),
    ...(place === null ? [] : [`${indent}${style.dim(escapeTerminal(place))}`]),
  ];
}

function paint(name: Change['class'], style: Style): string {
  const text = padEnd(name, CLASS_WIDTH);
  switch (name) {
    case 'breaking':
    case 'unknown':
      return style.red(text);
    case 'dangerous':
      return style.yellow(text);
    case 'additive':
      return style.green(text);
    case 'patch':
    case 'none':
      return style.dim(text);
  }
}

function byClass(a: Change, b: Change): number {
  return CLASS_ORDER.indexOf(a.class) - CLASS_ORDER.indexOf(b.class);
}

function summary({ contracts }: Comparison, style: Style): string[] {
  if (contracts.length === 0) return [style.green('✔ No contract changed.')];
  const owing = contracts.filter((diff) => !diff.satisfied).length;
  const of = (status: ContractDiff['status']): string[] => {
    const amount = contracts.filter((diff) => diff.status === status).length;
    return amount > 0 ? [`${amount} ${status}`] : [];
  };
  const statuses = (['added', 'removed', 'renamed', 'moved', 'changed'] as const).flatMap(of).join(', ');
  const text = `${count(contracts.length, 'contract')}: ${statuses}; ${owing === 0 ? 'every owed bump is paid' : `${owing} ${owing === 1 ? 'owes' : 'owe'} something`}.`;
  return [owing === 0 ? style.green(`✔ ${text}`) : style.red(`✖ ${text}`)];
}
