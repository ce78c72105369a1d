import type { Comparison } from '../compare/change.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Policy, Waiver } from '../policy/policy.ts';
import { waiversInForce } from '../policy/waivers.ts';
import type { Rule } from '../rules/rule.ts';
import { compareCodeUnits } from '../source/paths.ts';
import { type FoundComments, readCommentWaivers } from './comment-waivers.ts';
import { hygieneFindings } from './hygiene.ts';
import { readKnownFindings } from './known-findings.ts';
import type { Finding, Problem } from './result.ts';
import { runRules, type RunOutcome } from './run-rules.ts';
import { settle } from './settle.ts';

/** One state of the sources, and what it says about itself. */
export interface Side {
  readonly inventory: Inventory;
  /** The state's own policy: its waivers. */
  readonly policy: Policy;
}

export interface VerdictOptions {
  readonly side: Side;
  /** The policy that judges. */
  readonly policy: Policy;
  /** What the side is compared with; null: nothing. */
  readonly base: { readonly side: Side; readonly comparison: Comparison; readonly hasPolicy: boolean } | null;
  readonly rules: readonly Rule[];
  readonly today: string;
  /** False: nothing is waived. */
  readonly waivers: boolean;
}

export interface Verdicts {
  /** Sorted by file, line, column and rule. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly judged: RunOutcome['judged'];
  /** How many waivers end soon. */
  readonly expiring: number;
}

/** Runs the rules and decides what becomes of each finding. */
export function reachVerdicts({ side, policy, base, rules, today, waivers }: VerdictOptions): Verdicts {
  const { inventory } = side;
  const comparison = base?.comparison ?? null;
  const outcome = runRules({ inventory, policy, rules, today, comparison });
  const known = readKnownFindings(inventory.tree, base?.side.inventory.tree ?? null, rules);
  const comments = waivers ? readCommentWaivers(inventory) : noComments;
  const inForce = waivers ? chooseWaivers(side, base, policy, comments) : { inForce: [], pending: [], head: [] };
  const terms = {
    inForce: inForce.inForce,
    pending: inForce.pending,
    rules: policy.waiverRules,
    knownRules: rules.map(({ id }) => id),
    baseRules: rules.filter(({ scope }) => scope === 'base').map(({ id }) => id),
    directory: policy.defaults.owners.directory,
    today,
  };
  const settled = settle(outcome.findings, terms, inForce.head, known.entries, comparison);
  const hygiene = hygieneFindings({
    waivers: settled.waivers,
    voidComments: comments.diagnostics,
    stale: settled.stale,
    tree: inventory.tree,
    severity: policy.defaults.severity('waivers'),
  });
  return {
    findings: [...settled.findings, ...hygiene].sort(byPlace),
    problems: [...known.problems, ...outcome.problems],
    judged: outcome.judged,
    expiring: settled.waivers.expiring.length,
  };
}

const noComments: FoundComments = { waivers: [], diagnostics: [] };

/** Without a policy at the base there are no waivers of its policy either: the head's judge, as the policy does. Comments are as old as they are. */
function chooseWaivers(
  side: Side,
  base: VerdictOptions['base'],
  policy: Policy,
  comments: FoundComments,
): { readonly inForce: readonly Waiver[]; readonly pending: readonly Waiver[]; readonly head: readonly Waiver[] } {
  const head = [...side.policy.waivers, ...comments.waivers];
  if (!base) return { inForce: head, pending: [], head };
  const ofBasePolicy = base.hasPolicy ? base.side.policy.waivers : side.policy.waivers;
  const ofBase = [...ofBasePolicy, ...readCommentWaivers(base.side.inventory).waivers];
  return { ...waiversInForce(ofBase, head, policy.waiverRules.allowInChange), head };
}

/** As the rules' findings are sorted; these are among them. */
function byPlace(a: Finding, b: Finding): number {
  return compareCodeUnits(a.file, b.file) || a.line - b.line || a.column - b.column || compareCodeUnits(a.rule, b.rule);
}
