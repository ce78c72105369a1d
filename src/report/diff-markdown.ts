import type { Comparison } from '../compare/change.ts';
import { count } from '../source/count.ts';
import { changesSection } from './markdown-changes.ts';
import { MARKER } from './markdown.ts';

/** A comparison as Markdown, in full. */
export function diffMarkdown(comparison: Comparison): string {
  const { contracts } = comparison;
  const owing = contracts.filter((diff) => !diff.satisfied).length;
  const verdict =
    contracts.length === 0
      ? 'no contract changed'
      : owing === 0
        ? `${count(contracts.length, 'contract')} changed, every owed bump is paid`
        : `${count(owing, 'contract')} of ${contracts.length} ${owing === 1 ? 'owes' : 'owe'} something`;
  const section = changesSection(comparison, { contracts: Infinity, changes: Infinity });
  return `${MARKER}\n## ${owing === 0 ? '✅' : '❌'} Contracts: ${verdict}\n${section === '' ? '' : `\n${section}\n`}`;
}
