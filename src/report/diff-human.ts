import { witnessText } from '../compare/witness-text.ts';
import { count } from '../check/count.ts';
import type { Change, Comparison, ContractDiff } from '../compare/change.ts';
import { describeAlike, groupAlike } from './diff-alike.ts';
import { placeOfChange, placeText } from './diff-places.ts';
import { type SharedChange, sharedChanges } from './diff-shared.ts';
import { beforeAfter, CLASS_ORDER, verdictOf, versionOf, versionsOf } from './diff-text.ts';
import { escapeTerminal } from './escape.ts';
import { groupBy } from './findings.ts';
import { type Style, styleOf } from './style.ts';
import { hanging, padEnd } from './width.ts';

/** Of a change that reaches many contracts, how many are named. */
const MAX_NAMED = 12;
const CLASS_WIDTH = Math.max(...CLASS_ORDER.map((name) => name.length));
const INDENT = 4 + CLASS_WIDTH + 2;

interface Page {
  readonly comparison: Comparison;
  readonly style: Style;
  readonly columns: number | undefined;
}

/** A comparison for a reviewer: shared changes once, then each contract with its verdict and its own changes. */
export function diffHuman(comparison: Comparison, options: { readonly colors: boolean; readonly columns: number | undefined }): string {
  const style = styleOf(options.colors);
  const page: Page = { comparison, style, columns: options.columns };
  const shared = sharedChanges(comparison);
  const groups = [...new Set(shared.values())];
  const lines = [
    ...[...groupBy(groups, reachOf).values()].flatMap((group) => sharedLines(group, page)),
    ...comparison.contracts.filter(isDetailed).flatMap((diff) => contractLines(diff, shared, page)),
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

/** Changes that reach the same contracts are read together. */
function reachOf({ diffs }: SharedChange): string {
  return JSON.stringify(diffs.map(({ kind, key, base, head }) => [kind, key, base?.file, base?.call.start, head?.file, head?.call.start]));
}

function sharedLines(group: readonly SharedChange[], page: Page): string[] {
  const { style } = page;
  const diffs = group[0]?.diffs ?? [];
  const named = diffs.slice(0, MAX_NAMED);
  const amount = group.length === 1 ? 'One change reaches' : `${group.length} changes reach`;
  return [
    style.bold(`${amount} ${count(diffs.length, 'contract')}`),
    '',
    ...group.flatMap(({ change, diffs: [first] }) => (first ? changeLines(change, first, page) : [])),
    '',
    ...named.map((diff) => `    ${escapeTerminal(diff.key)} ${style.dim(escapeTerminal(`${versionsOf(diff)}, ${verdictOf(diff)}`))}`),
    ...(diffs.length > named.length ? [style.dim(`    and ${diffs.length - named.length} more`)] : []),
    '',
  ];
}

function contractLines(diff: ContractDiff, shared: ReadonlyMap<Change, SharedChange>, page: Page): string[] {
  const { style } = page;
  const own = diff.changes.filter((change) => !shared.has(change)).sort(byClass);
  const fromShared = diff.changes.length - own.length;
  const verdict = escapeTerminal(`${versionsOf(diff)}, ${verdictOf(diff)}`);
  return [
    `${diff.satisfied ? style.green('✔') : style.red('✖')} ${style.bold(escapeTerminal(diff.key))} ${style.dim(diff.kind)} ${diff.satisfied ? verdict : style.red(verdict)}`,
    ...(diff.changes.length > 0 ? [''] : []),
    ...groupAlike(own).flatMap((group) => (group.length > 1 ? alikeLines(group, diff, page) : changeLines(group[0], diff, page))),
    ...(fromShared > 0 ? [style.dim(`    ${own.length > 0 ? 'and ' : ''}${count(fromShared, 'shared change')}, see above`)] : []),
    '',
  ];
}

function alikeLines(group: readonly [Change, ...Change[]], diff: ContractDiff, { comparison, style, columns }: Page): string[] {
  const [first] = group;
  const { path, names } = describeAlike(group);
  const place = placeOfChange(first, diff, comparison);
  return [
    ...hanging(
      `    ${paint(first.class, style)}  `,
      INDENT,
      escapeTerminal(`${group.length} × ${first.id} at ${path}: ${names.join(', ')}`),
      columns,
    ),
    ...(place ? below(`${placeText(place, first)} and ${group.length - 1} more`, style.dim, columns) : []),
  ];
}

function below(text: string, paint: (text: string) => string, columns: number | undefined): string[] {
  const indent = ' '.repeat(INDENT);
  return hanging(indent, INDENT, escapeTerminal(text), columns).map((line) => `${indent}${paint(line.slice(INDENT))}`);
}

function changeLines(change: Change, diff: ContractDiff, { comparison, style, columns }: Page): string[] {
  const witness = witnessText(change, columns !== undefined);
  const place = placeOfChange(change, diff, comparison);
  return [
    ...hanging(`    ${paint(change.class, style)}  `, INDENT, escapeTerminal(sayingOf(change)), columns),
    ...(witness === null ? [] : hanging(`${' '.repeat(INDENT)}${style.cyan('witness')} `, INDENT + 8, escapeTerminal(witness), columns)),
    ...(change.review === null ? [] : below(`${change.review} review owed`, style.yellow, columns)),
    ...below(`${place ? `${placeText(place, change)}  ` : ''}${change.id}`, style.dim, columns),
  ];
}

/** The message of a change, after the path and the values that it leaves out. */
function sayingOf(change: Change): string {
  const { message } = change;
  const values = beforeAfter(change);
  const isPathSaid = change.message.includes(change.path);
  const areValuesSaid = [change.before, change.after].every((value) => value === null || change.message.includes(value));
  const said = [...(isPathSaid ? [] : [change.path]), ...(areValuesSaid || values === null ? [] : [values])];
  return said.length === 0 ? message : `${said.join('  ')}: ${message}`;
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
