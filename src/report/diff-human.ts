import { CLASS_ORDER, gravityOfClass } from '../compare/bump.ts';
import type { Change, Comparison, ContractDiff } from '../compare/change.ts';
import { witnessText } from '../compare/witness-text.ts';
import { count } from '../source/count.ts';
import { describeAlike, groupAlike } from './diff-alike.ts';
import { classTable, countClasses, gravityOfDiff, keepGravest } from './diff-cut.ts';
import { placeOfChange, placeText } from './diff-places.ts';
import { countShared, groupByReach, isOfLibrary, libraryText, reachText, type SharedChange, sharedChanges } from './diff-shared.ts';
import { beforeAfter, verdictOf, versionOf, versionsOf } from './diff-text.ts';
import { escapeTerminal } from './escape.ts';
import { type Style, styleOf } from './style.ts';
import { hanging, padEnd, wrap } from './width.ts';

/** Past these the report says how much it hides, and counts. */
const MOST_NAMED = 12;
const MOST_LISTED = 20;
const MOST_SHARED = 20;
const MOST_CONTRACTS = 30;
const MOST_CHANGES = 12;
const CLASS_WIDTH = Math.max(...CLASS_ORDER.map((name) => name.length));
const INDENT = 4 + CLASS_WIDTH + 2;

interface Page {
  readonly comparison: Comparison;
  readonly style: Style;
  readonly columns: number | undefined;
}

/** A comparison for a reviewer: shared changes once, then each contract with its verdict and its own changes, the gravest where there are many. */
export function diffHuman(comparison: Comparison, options: { readonly colors: boolean; readonly columns: number | undefined }): string {
  const style = styleOf(options.colors);
  const page: Page = { comparison, style, columns: options.columns };
  const shared = sharedChanges(comparison);
  const sharedCut = keepGravest(groupByReach(shared), MOST_SHARED, gravityOfGroup);
  // What has shared changes alone is named with its verdict where they are told.
  const detailed = comparison.contracts.filter((diff) => isDetailed(diff) && !isOnlyShared(diff, shared));
  const { shown, hidden } = keepGravest(detailed, MOST_CONTRACTS, gravityOfDiff);
  const hiddenChanges = sharedCut.hidden.flat().length;
  const lines = [
    ...sharedCut.shown.flatMap((group) => sharedLines(group, page)),
    ...(hiddenChanges > 0 ? [style.bold(`${count(hiddenChanges, 'more change')} that several contracts share`), ''] : []),
    ...shown.flatMap((diff) => contractLines(diff, shared, page)),
    ...(hidden.length > 0 ? hiddenLines(hidden.length, comparison, style) : []),
    ...listed('added', comparison, style),
    ...listed('moved', comparison, style),
    ...summary(comparison, style),
    ...(hiddenChanges + hidden.length > 0 ? hint(page) : []),
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
  const names = diffs
    .slice(0, MOST_LISTED)
    .map(
      ({ key, kind, head }) =>
        `    ${escapeTerminal(key)} ${style.dim(escapeTerminal(`${kind} ${versionOf(head) ?? ''}, ${head?.file ?? ''}`))}`,
    );
  const title =
    status === 'added' ? `${count(diffs.length, 'contract')} added` : `${count(diffs.length, 'contract')} moved, nothing else changed`;
  return [`${style.green('✔')} ${style.bold(title)}`, ...names, ...more(diffs.length - MOST_LISTED, style), ''];
}

function more(amount: number, style: Style): string[] {
  return amount > 0 ? [style.dim(`    and ${amount} more`)] : [];
}

function hiddenLines(amount: number, { contracts }: Comparison, style: Style): string[] {
  const table = classTable(contracts, style);
  return [style.bold(`${count(amount, 'more contract')} not shown. All ${contracts.length} by their gravest change:`), '', ...table, ''];
}

function hint({ style, columns }: Page): string[] {
  const text = 'Show one folder by its path, one team with --owner, all of it with --format markdown or json.';
  return (columns === undefined ? [text] : wrap(text, columns)).map(style.dim);
}

function gravityOfGroup(group: readonly SharedChange[]): number {
  return Math.min(...group.map(({ change }) => gravityOfClass(change.class)));
}

function isOnlyShared({ changes, status }: ContractDiff, shared: ReadonlyMap<Change, SharedChange>): boolean {
  return status === 'changed' && changes.length > 0 && changes.every((change) => shared.has(change));
}

function sharedLines(group: readonly SharedChange[], page: Page): string[] {
  const { style } = page;
  const diffs = group[0]?.diffs ?? [];
  const named = diffs.slice(0, MOST_NAMED);
  return [
    style.bold(reachText(group)),
    '',
    ...cutLines(
      group,
      ({ change }) => change,
      (one) => (one.diffs[0] ? sharedChangeLines(one, one.diffs[0], page) : []),
      style,
    ),
    '',
    ...named.map((diff) => `    ${escapeTerminal(diff.key)} ${style.dim(escapeTerminal(`${versionsOf(diff)}, ${verdictOf(diff)}`))}`),
    ...more(diffs.length - named.length, style),
    '',
  ];
}

/** The first of some changes, and what the rest comes to. */
function cutLines<Item>(
  items: readonly Item[],
  changeOf: (item: Item) => Change,
  linesOf: (item: Item) => string[],
  style: Style,
): string[] {
  const rest = items.slice(MOST_CHANGES).map(changeOf);
  return [
    ...items.slice(0, MOST_CHANGES).flatMap(linesOf),
    ...(rest.length > 0 ? [style.dim(`    and ${count(rest.length, 'more change')}: ${countClasses(rest)}`)] : []),
  ];
}

function sharedChangeLines(shared: SharedChange, diff: ContractDiff, page: Page): string[] {
  const { change } = shared;
  if (!isOfLibrary(change)) return changeLines(change, diff, page);
  return [
    ...hanging(`    ${paint(change.class, page.style)}  `, INDENT, escapeTerminal(libraryText(shared)), page.columns),
    ...below(change.id, page.style.dim, page.columns),
  ];
}

function contractLines(diff: ContractDiff, shared: ReadonlyMap<Change, SharedChange>, page: Page): string[] {
  const { style } = page;
  const own = diff.changes.filter((change) => !shared.has(change)).sort(byClass);
  const fromShared = countShared(diff, shared);
  const verdict = escapeTerminal(`${versionsOf(diff)}, ${verdictOf(diff)}`);
  return [
    `${diff.satisfied ? style.green('✔') : style.red('✖')} ${style.bold(escapeTerminal(diff.key))} ${style.dim(diff.kind)} ${diff.satisfied ? verdict : style.red(verdict)}`,
    ...(diff.changes.length > 0 ? [''] : []),
    ...cutLines(
      groupAlike(own),
      ([first]) => first,
      (group) => (group.length > 1 ? alikeLines(group, diff, page) : changeLines(group[0], diff, page)),
      style,
    ),
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
  return gravityOfClass(a.class) - gravityOfClass(b.class);
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
