import { createHash } from 'node:crypto';
import { addTo } from '../source/groups.ts';
import { greaterBump } from './bump.ts';
import type { Bump, Comparison, ContractDiff } from './change.ts';
import { versionText } from './version.ts';

export interface ChangesetFile {
  /** Relative to the root: `.changeset/….md`. */
  readonly file: string;
  readonly text: string;
}

/**
 * A changeset for each package whose contracts owe a bump, of the size that is owed. The name is made of what it says,
 * so that writing it again writes the same file.
 */
export function changesetsFor(comparison: Comparison): readonly ChangesetFile[] {
  const packages = new Map<string, ContractDiff[]>();
  for (const diff of comparison.contracts) {
    if (diff.head?.package && diff.requiredBump !== 'none') addTo(packages, diff.head.package, diff);
  }
  return [...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, diffs]) => changesetOf(name, diffs));
}

function changesetOf(name: string, diffs: readonly ContractDiff[]): ChangesetFile {
  const bump = diffs.reduce<Bump>((greatest, diff) => greaterBump(greatest, diff.requiredBump), 'none');
  const lines = diffs.map(({ kind, key, base, requiredVersion, head }) => {
    const from = base ? versionText(base.version) : '';
    return `- ${kind} \`${key.replaceAll('`', "'").replace(/\s+/g, ' ')}\` ${from} → ${requiredVersion ?? (head ? versionText(head.version) : '')}`;
  });
  const text = `---\n${JSON.stringify(name)}: ${bump}\n---\n\nContracts changed:\n\n${lines.join('\n')}\n`;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return { file: `.changeset/contracts-${name.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '')}-${digest}.md`, text };
}
