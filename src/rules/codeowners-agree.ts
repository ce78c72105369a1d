import { findCodeowners, type FoundCodeowners } from '../policy/codeowners/find.ts';
import type { OwnersPolicy } from '../policy/effective-policy.ts';
import { memoizeWeakly } from '../source/memoize.ts';
import type { SourceTree } from '../source/tree.ts';
import type { Related } from './finding.ts';
import { defineRule, type FileRule } from './rule.ts';
import { hasUnknown, knownItems, nameOf } from './support/contracts.ts';
import { spanOfLocation } from './support/locations.ts';
import { teamsOf } from './support/spellings.ts';
import { listed } from './support/text.ts';

export const codeownersAgree: FileRule = defineRule({
  id: 'codeowners-agree',
  area: 'owners',
  scope: 'file',
  description: 'The owners of a contract and the code owners of its file agree',
  messages: {
    uncovered: 'No line of {{source}} gives {{file}} an owner, but {{contract}} has {{owners}}. Add a line for it.',
    none: 'None of the owners {{owners}} of {{contract}} is a code owner of its file: line {{line}} of {{source}} names {{codeowners}}. Make both name the same team.',
    missing:
      'Owners of {{contract}} that are no code owners of its file: {{owners}}. Line {{line}} of {{source}} names {{codeowners}}. Make both name the same teams.',
    differ:
      'The code owners of the file of {{contract}} include {{codeowners}} (line {{line}} of {{source}}), which the contract does not name. Make both name the same teams.',
  },
  policy: ['owners.codeowners', 'owners.directory'],
  check(contract, context) {
    const found = codeownersOf(context.tree);
    const owners = [...new Set(knownItems(contract.owners).map(({ value }) => value))].filter((owner) => owner.trim() !== '');
    // A contract without owners is the finding of `require-owners`.
    if (!found || owners.length === 0 || hasUnknown(contract.owners)) return;
    const policy = context.effective.owners;
    const match = found.codeowners.ownersOf(contract.file);
    const common = { contract, at: contract.owners.site };
    const data = { contract: nameOf(contract), source: found.file };
    if (!match || match.owners.length === 0) {
      const related = match ? lineOf(found, match.line, context.tree) : [];
      context.report({ ...common, messageId: 'uncovered', data: { ...data, file: contract.file, owners: listed(owners) }, related });
      return;
    }
    const verdict = judge(owners, match.owners, policy);
    if (!verdict) return;
    const { messageId, ...names } = verdict;
    const related = found.codeowners.matchesOf(contract.file).flatMap(({ line }) => lineOf(found, line, context.tree));
    const codeowners = listed(names.codeowners ?? match.owners);
    context.report({
      ...common,
      messageId,
      data: { ...data, line: String(match.line), codeowners, ...(names.owners && { owners: listed(names.owners) }) },
      related,
    });
  },
});

/** Read once for a tree: every contract asks. */
const codeownersOf: (tree: SourceTree) => FoundCodeowners | null = memoizeWeakly(findCodeowners);

interface Verdict {
  readonly messageId: 'none' | 'missing' | 'differ';
  readonly owners?: readonly string[];
  readonly codeowners?: readonly string[];
}

function judge(owners: readonly string[], codeowners: readonly string[], policy: OwnersPolicy): Verdict | null {
  const present = new Set(codeowners.map(folded));
  const missing = owners.filter((owner) => !handlesOf(owner, policy).some((handle) => present.has(folded(handle))));
  if (policy.codeowners === 'overlap') return missing.length === owners.length ? { messageId: 'none', owners } : null;
  if (missing.length > 0) return { messageId: 'missing', owners: missing };
  if (policy.codeowners === 'subset') return null;
  const named = new Set(owners.flatMap((owner) => handlesOf(owner, policy)).map(folded));
  const extra = codeowners.filter((handle) => !named.has(folded(handle)));
  return extra.length > 0 ? { messageId: 'differ', codeowners: extra } : null;
}

/** The handles under which an owner may stand in CODEOWNERS: those of the directory, else the owner's own name. */
function handlesOf(owner: string, { directory }: OwnersPolicy): readonly string[] {
  const handles = directory ? (teamsOf(directory).get(owner)?.codeowners ?? []) : [];
  return handles.length > 0 ? handles : [owner];
}

/** Handles are compared as GitHub and GitLab compare them: without case. The `@` belongs to the handle, not to the name. */
function folded(handle: string): string {
  return handle.replace(/^@/, '').toLowerCase();
}

function lineOf({ file }: FoundCodeowners, line: number, tree: SourceTree): Related[] {
  const text = tree.read(file).split('\n')[line - 1] ?? '';
  const indent = text.length - text.trimStart().length;
  const span = spanOfLocation({ file, line, column: indent + 1, endLine: line, endColumn: indent + 1 + text.trim().length }, tree);
  return span ? [{ span, message: 'This line says who owns the file.' }] : [];
}
