import { bumpSize, greaterBump } from '../compare/bump.ts';
import type { Bump, Comparison, ContractDiff } from '../compare/change.ts';
import type { Contract } from '../contracts/contract.ts';
import { addTo } from '../source/groups.ts';
import { folderOf, joinPath } from '../source/paths.ts';
import type { SourceTree } from '../source/tree.ts';
import type { Suggestion } from './finding.ts';
import { defineRule, type BaseRule, type ReportContext } from './rule.ts';
import { type ChangesetEntry, type Changesets, parseObject, readChangesets } from './support/changesets.ts';
import { nameOf } from './support/contracts.ts';
import { releasedBump } from './support/release.ts';

export const changesetRequired: BaseRule = defineRule({
  id: 'changeset-required',
  area: 'version',
  scope: 'base',
  description: 'A package whose contracts changed has a changeset of at least the owed size',
  messages: {
    missing:
      '{{contract}} owes a {{owed}} bump, but no changeset names its package "{{package}}". Add one of at least {{owed}} with "npx changeset".',
    tooSmall: '{{contract}} owes a {{owed}} bump, but the changesets of its package "{{package}}" say {{given}}. Raise one to {{owed}}.',
    malformed: 'The changeset {{file}} cannot be read: {{problem}}.',
    raise: 'Raise the changeset to {{owed}}.',
  },
  policy: ['versioning'],
  hasSuggestions: true,
  check(comparison, context) {
    const changesets = readChangesets(comparison.head.tree);
    if (!changesets) return;
    for (const { file, span, message } of changesets.problems) {
      context.report({ messageId: 'malformed', data: { file, problem: message }, contract: null, at: span, subject: file });
    }
    for (const [name, debts] of debtsByPackage(comparison, context)) judgePackage(name, debts, comparison, changesets, context);
  },
});

interface Debt {
  readonly contract: Contract;
  readonly owed: Bump;
}

/** The contracts of each package that owe a bump, for which the rule is on. */
function debtsByPackage({ contracts }: Comparison, { policy }: ReportContext): ReadonlyMap<string, readonly Debt[]> {
  const debts = new Map<string, Debt[]>();
  for (const { head, requiredBump } of contracts.filter(isOwing)) {
    if (!head?.package || policy.for(head).severity('changeset-required') === 'off') continue;
    addTo(debts, head.package, { contract: head, owed: requiredBump });
  }
  return debts;
}

function isOwing({ requiredBump }: ContractDiff): boolean {
  return requiredBump !== 'none';
}

/** One finding a package, at the contract that owes most. */
function judgePackage(
  name: string,
  debts: readonly Debt[],
  { base, head }: Comparison,
  changesets: Changesets,
  { report }: ReportContext,
): void {
  const greatest = debts.reduce((most, debt) => (bumpSize(debt.owed) > bumpSize(most.owed) ? debt : most));
  const file = manifestOf(greatest.contract.file, head.tree);
  const manifest = parseObject(file === null ? '' : head.tree.read(file));
  if (changesets.isIgnored(name, manifest.get('private') === true)) return;
  const isReleasedWith = changesets.releasedWith(name);
  const entries = changesets.entries.filter((entry) => isReleasedWith(entry.package));
  const said = entries.reduce<Bump>((most, entry) => greaterBump(most, entry.bump), 'none');
  // A release takes its changesets away and raises the package's version instead.
  const given = greaterBump(said, file === null ? 'none' : releasedBump(file, base.tree, head.tree));
  if (bumpSize(given) >= bumpSize(greatest.owed)) return;
  const { contract, owed } = greatest;
  const data = { contract: nameOf(contract), owed, package: name };
  const related = debts
    .filter((debt) => debt !== greatest && bumpSize(debt.owed) > bumpSize(given))
    .map((debt) => ({ span: debt.contract.key.site, message: `${nameOf(debt.contract)} owes a ${debt.owed} bump.` }));
  const common = { contract, at: contract.key.site, subject: name, related };
  const largest = entries.find((entry) => entry.bump === said);
  if (given === 'none' || !largest) report({ ...common, messageId: 'missing', data });
  else report({ ...common, messageId: 'tooSmall', data: { ...data, given }, suggestions: [raise(largest, owed, head.tree)] });
}

function raise({ span }: ChangesetEntry, owed: Bump, tree: SourceTree): Suggestion {
  const quote = /^["']/.exec(tree.read(span.file).slice(span.start))?.[0] ?? '';
  return { messageId: 'raise', data: { owed }, fix: { edits: [{ span, text: `${quote}${owed}${quote}` }] } };
}

/** The nearest package.json above a file. */
function manifestOf(file: string, tree: SourceTree): string | null {
  for (let folder = file; folder !== '';) {
    folder = folderOf(folder);
    const manifest = joinPath(folder, 'package.json');
    if (tree.has(manifest)) return manifest;
  }
  return null;
}
