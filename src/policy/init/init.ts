import type { Inventory } from '../../contracts/inventory.ts';
import type { SourceTree } from '../../source/tree.ts';
import { findCodeowners } from '../codeowners/find.ts';
import { findRootPolicy, POLICY_FILE } from '../find.ts';
import { inferCatalogs } from './catalogs.ts';
import { inferModules } from './modules.ts';
import { inferRelease } from './releases.ts';
import { inferRules } from './rules.ts';
import { inferTags } from './tags.ts';
import { inferTeams } from './teams.ts';
import { inferTransports } from './transports.ts';
import { listText, type Section, writeSections } from './write.ts';

/** Findings with every rule on, by rule. */
export type FindingsByRule = ReadonlyMap<
  string,
  readonly { readonly contract: { readonly kind: string; readonly key: string | null } | null }[]
>;

export interface InferredPolicy {
  /** The text of `contracts-governance.yaml`. */
  readonly yaml: string;
  /** How many questions the file leaves. */
  readonly questions: number;
  /** What to tell the person: how many questions the file leaves, and what was left off. */
  readonly notes: readonly string[];
  /** Lines for CODEOWNERS that keep policy, baseline and teams in the hands of their owners. */
  readonly codeownersLines: readonly string[];
}

/**
 * Writes a policy that fits a repository as it is. What the repository does not tell stays a question in a comment; nothing is demanded that a
 * good part of the contracts does not fulfil.
 * @param modules the packages that define functions were looked for in
 * @param tags names of all git tags
 * @param findingsUnder what every rule would find under a policy; null: under `recommended`
 */
export function inferPolicy(
  inventory: Inventory,
  tree: SourceTree,
  modules: readonly string[],
  tags: readonly string[],
  findingsUnder: (yaml: string | null) => FindingsByRule,
): InferredPolicy {
  const { contracts } = inventory;
  const codeowners = findCodeowners(tree);
  const teams = inferTeams(contracts, codeowners);
  const facts: readonly Section[] = [
    sectionOfContracts([inferModules(contracts, tree, modules), inferCatalogs(contracts, tree)]),
    teams.section,
    inferKeys(findingsUnder(null)),
    inferTags(contracts),
    inferTransports(contracts),
    inferRelease(tags, contracts, tree),
  ];
  // What the rules would find depends on the teams, tags and keys that the policy will name.
  const findings = findingsUnder(writeSections(contracts.length, facts));
  const sections = [...facts, inferRules(contracts, findings, codeowners, teams.handles)];
  const questions = sections.reduce((count, { comments }) => count + comments.filter((comment) => comment.startsWith('?')).length, 0);
  return {
    yaml: writeSections(contracts.length, sections),
    questions,
    notes: [
      ...(questions > 0
        ? [`${questions === 1 ? 'One question is' : `${questions} questions are`} left in comments that begin with "# ?".`]
        : []),
      ...sections.flatMap(({ notes }) => notes ?? []),
    ],
    codeownersLines: codeownersLines(tree, codeowners?.codeowners.ownersOf('package.json')?.owners[0]),
  };
}

function sectionOfContracts(parts: readonly Section[]): Section {
  return { name: 'contracts', lines: parts.flatMap(({ lines }) => lines), comments: parts.flatMap(({ comments }) => comments) };
}

/** Keys that are not dotted are named one by one, so that no new one comes in. */
function inferKeys(findings: FindingsByRule): Section {
  const keys = [...new Set((findings.get('key-format') ?? []).flatMap(({ contract }) => contract?.key ?? []))].sort();
  if (keys.length === 0) return { name: 'keys', lines: [], comments: [] };
  const literal = keys.filter((key) => !/[*?[\]{}\\!]/.test(key));
  return { name: 'keys', lines: [`also: ${listText(literal)}`], comments: ['Older names; new contracts have dotted keys.'] };
}

function codeownersLines(tree: SourceTree, owner = '@your-org/platform-team'): readonly string[] {
  const policy = findRootPolicy(tree, null, []) ?? POLICY_FILE;
  return [`/${policy} ${owner}`, `/.contracts-governance/ ${owner}`];
}
