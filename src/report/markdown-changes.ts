import { gravityOfClass } from '../compare/bump.ts';
import type { Change, Comparison, ContractDiff } from '../compare/change.ts';
import { witnessText } from '../compare/witness-text.ts';
import { count } from '../source/count.ts';
import { describeAlike, groupAlike } from './diff-alike.ts';
import { countShared, groupByReach, isOfLibrary, libraryText, reachText, type SharedChange, sharedChanges } from './diff-shared.ts';
import { beforeAfter, explanationOf, verdictOf, versionsOf } from './diff-text.ts';
import { escapeMarkdown, markdownCellCode, markdownCode } from './escape.ts';

/** Of the contracts that a change reaches: the table above names all. */
const MOST_NAMED = 30;

/** How much is spelled out. */
export interface SectionLimits {
  readonly contracts: number;
  /** Of one contract. */
  readonly changes: number;
}

/** Changes of contracts with the bump they owe, as a table, and each change with its witness. */
export function changesSection(comparison: Comparison, limits: SectionLimits): string {
  const diffs = comparison.contracts;
  const shared = sharedChanges(comparison);
  if (diffs.length === 0) return '';
  const shown = [...diffs].sort((a, b) => Number(a.satisfied) - Number(b.satisfied)).slice(0, limits.contracts);
  const rows = shown.map(
    (diff) =>
      `| ${mark(diff)} | ${markdownCellCode(diff.key)} | ${diff.kind} | ${escapeMarkdown(versionsOf(diff))} | ${diff.requiredBump} | ${diff.actualBump} | ${escapeMarkdown(verdictOf(diff))} |`,
  );
  const more = diffs.length - shown.length;
  return [
    `### Changes: ${count(diffs.length, 'contract')}`,
    '',
    '| | Contract | Kind | Version | Required | Actual | Verdict |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    ...(more > 0 ? ['', `${count(more, 'more contract')} not shown here: see \`contracts-governance diff\`.`] : []),
    ...groupByReach(shared)
      .slice(0, limits.contracts)
      .flatMap((group) => sharedDetails(group, limits)),
    ...shown.flatMap((diff) => details(diff, shared, limits.changes)),
  ].join('\n');
}

/** What is written in one place and reaches several contracts, once, and which these are. */
function sharedDetails(group: readonly SharedChange[], limits: SectionLimits): string[] {
  const diffs = group[0]?.diffs ?? [];
  const shown = group.slice(0, limits.changes);
  const named = diffs.slice(0, MOST_NAMED).map(({ key }) => markdownCode(key));
  return folded(`${diffs.every(({ satisfied }) => satisfied) ? '✅' : '❌'} ${reachText(group)}`, [
    ...shown.flatMap((one) => (isOfLibrary(one.change) ? [libraryLine(one)] : changeLines(one.change))),
    ...moreChanges(group.length - shown.length),
    '',
    `Reached: ${named.join(', ')}${diffs.length > named.length ? ` and ${diffs.length - named.length} more` : ''}.`,
  ]);
}

function mark(diff: ContractDiff): string {
  return diff.satisfied ? '✅' : '❌';
}

function libraryLine(shared: SharedChange): string {
  const { class: changeClass, id } = shared.change;
  return `- **${changeClass}** ${markdownCode(id)}: ${escapeMarkdown(libraryText(shared))}`;
}

/** The changes that are a contract's own. What it shares stands above. */
function details(diff: ContractDiff, shared: ReadonlyMap<Change, SharedChange>, maxChanges: number): string[] {
  const own = diff.changes.filter((change) => !shared.has(change)).sort((a, b) => gravityOfClass(a.class) - gravityOfClass(b.class));
  if (own.length === 0) return [];
  const fromShared = countShared(diff, shared);
  const groups = groupAlike(own);
  return folded(`${mark(diff)} ${escapeMarkdown(diff.key)}: ${count(own.length + fromShared, 'change')}`, [
    ...groups.slice(0, maxChanges).flatMap((group) => (group.length > 1 ? alikeLine(group) : changeLines(group[0]))),
    ...moreChanges(groups.slice(maxChanges).flat().length),
    ...(fromShared > 0 ? [`- and ${count(fromShared, 'shared change')}, see above`] : []),
  ]);
}

function folded(title: string, lines: readonly string[]): string[] {
  return ['', '<details>', `<summary>${title}</summary>`, '', ...lines, '', '</details>'];
}

function moreChanges(amount: number): string[] {
  return amount > 0 ? [`- and ${count(amount, 'more change')}`] : [];
}

function alikeLine(group: readonly [Change, ...Change[]]): string {
  const [{ class: changeClass, id }] = group;
  const { path, names } = describeAlike(group);
  return `- **${changeClass}** ${group.length} × ${markdownCode(id)} at ${markdownCode(path)}: ${names.map(markdownCode).join(', ')}.`;
}

/** A change as an item of a list, its witness below. */
function changeLines(change: Change): string[] {
  const values = beforeAfter(change);
  const review = change.review === null ? '' : ` **${change.review} review owed.**`;
  const origin = change.origin === null ? '' : ` Written in ${markdownCode(change.origin.file)}.`;
  const witness = witnessText(change, false);
  return [
    `- **${change.class}** ${markdownCode(change.id)} at ${markdownCode(change.path)}${values === null ? '' : `: ${markdownCode(values)}`}. ${escapeMarkdown(explanationOf(change))}${review}${origin}`,
    ...(witness === null ? [] : [`  - witness: ${markdownCode(witness)}`]),
  ];
}
