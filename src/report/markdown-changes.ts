import { gravityOfClass } from '../compare/bump.ts';
import type { Change, Comparison, ContractDiff } from '../compare/change.ts';
import { witnessText } from '../compare/witness-text.ts';
import { count } from '../source/count.ts';
import { describeAlike, groupAlike } from './diff-alike.ts';
import { beforeAfter, explanationOf, verdictOf, versionsOf } from './diff-text.ts';
import { escapeMarkdown, markdownCellCode, markdownCode } from './escape.ts';

/** How much is spelled out. */
export interface SectionLimits {
  readonly contracts: number;
  /** Of one contract. */
  readonly changes: number;
}

/** Changes of contracts with the bump they owe, as a table, and each change with its witness. */
export function changesSection(comparison: Comparison, limits: SectionLimits): string {
  const diffs = comparison.contracts;
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
    ...shown.flatMap((diff) => details(diff, limits.changes)),
  ].join('\n');
}

function mark(diff: ContractDiff): string {
  return diff.satisfied ? '✅' : '❌';
}

function details(diff: ContractDiff, maxChanges: number): string[] {
  if (diff.changes.length === 0) return [];
  const sorted = [...diff.changes].sort((a, b) => gravityOfClass(a.class) - gravityOfClass(b.class));
  const groups = groupAlike(sorted);
  const shown = groups.slice(0, maxChanges);
  const more = groups.slice(maxChanges).flat().length;
  return [
    '',
    '<details>',
    `<summary>${mark(diff)} ${escapeMarkdown(diff.key)}: ${count(diff.changes.length, 'change')}</summary>`,
    '',
    ...shown.flatMap((group) => (group.length > 1 ? alikeLine(group) : changeLines(group[0]))),
    ...(more > 0 ? [`- and ${count(more, 'more change')}`] : []),
    '',
    '</details>',
  ];
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
