import { valuesOf, type Change, type Comparison, type ContractDiff } from '../compare/change.ts';
import { addTo } from '../source/groups.ts';
import { versionOf } from './diff-text.ts';
import { escapeMarkdown, markdownCode } from './escape.ts';

/** The sections of Keep a Changelog 1.1.0, in its order. */
const SECTIONS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'] as const;
type Section = (typeof SECTIONS)[number];

/** What changed, by contract, in the sections of Keep a Changelog. */
export function diffChangelog(comparison: Comparison): string {
  const entries = comparison.contracts.filter((diff) => diff.status !== 'moved').map(entry);
  return `${['# Contracts', ...(entries.length > 0 ? entries : ['No contract changed.'])].join('\n\n')}\n`;
}

function entry(diff: ContractDiff): string {
  const version = versionOf(diff.head) ?? versionOf(diff.base) ?? '';
  const heading = `## ${escapeMarkdown(diff.renamedTo ?? diff.key)} ${escapeMarkdown(version)}`;
  const lines = new Map<Section, string[]>();
  if (diff.status === 'added') addTo(lines, 'Added', `- New ${diff.kind}.`);
  else if (diff.status === 'removed') addTo(lines, 'Removed', removalLine(diff));
  else for (const change of diff.changes) if (change.class !== 'none') addTo(lines, sectionOf(change), lineOf(change));
  const sections = SECTIONS.flatMap((section) => {
    const ofSection = lines.get(section);
    return ofSection ? [`### ${section}\n\n${[...new Set(ofSection)].join('\n')}`] : [];
  });
  return [heading, ...sections].join('\n\n');
}

function removalLine({ kind, changes }: ContractDiff): string {
  const forbidden = changes.find((change) => change.class === 'breaking');
  return forbidden ? `- **Breaking:** ${escapeMarkdown(forbidden.message)}` : `- The ${kind} is gone.`;
}

function sectionOf(change: Change): Section {
  if (change.review === 'security') return 'Security';
  if (change.id.includes('deprecated')) return 'Deprecated';
  if (change.id.endsWith('-added')) return 'Added';
  if (change.id.endsWith('-removed') || change.id.endsWith('no-longer-emitted')) return 'Removed';
  return 'Changed';
}

/** Who reads a changelog wants to know what is, not what its author could have done about it. */
function lineOf(change: Change): string {
  const { words, message, path } = change;
  const mark = change.class === 'breaking' || change.class === 'unknown' ? '**Breaking:** ' : '';
  const values = valuesOf(change);
  const shown = values === null ? '' : markdownCode(values);
  if (words) return `- ${mark}${markdownCode(path)} ${escapeMarkdown(words.fact)}${shown && ` (${shown})`}.`;
  const isTold = values === null || [change.before, change.after].every((text) => text === null || message.includes(text));
  return `- ${mark}${escapeMarkdown(message)}${isTold ? '' : ` (${markdownCode(path)}: ${shown})`}`;
}
