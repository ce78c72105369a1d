import type { Comparison } from '../compare/change.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Policy, Waiver } from '../policy/policy.ts';
import type { WaiverComments } from '../policy/waivers/comments.ts';
import { readCommentWaivers } from '../policy/waivers/read-comments.ts';
import { type WaiverProblem, waiversInForce } from '../policy/waivers/waivers.ts';
import type { Rule } from '../rules/rule.ts';
import { hygieneFindings } from './hygiene.ts';
import { readKnownFindings } from './known-findings.ts';
import { byPlace, sign } from './raw-finding.ts';
import type { Finding, JudgedContract, Problem } from './result.ts';
import { collectReports, judgedContracts, runRules } from './run-rules.ts';
import { settle, toFinding, waivableContract } from './settle.ts';
import { waiverTerms } from './waiver-terms.ts';

/** One state of the sources, and what it says about itself. */
interface Side {
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
  readonly judged: readonly JudgedContract[];
  /** How many waivers end soon. */
  readonly expiring: number;
  /** All waivers of the side, and what is wrong with some. */
  readonly waivers: readonly Waiver[];
  readonly waiverProblems: readonly WaiverProblem[];
}

/** Runs the rules and decides what becomes of each finding. */
export function reachVerdicts({ side, policy, base, rules, today, waivers }: VerdictOptions): Verdicts {
  const { inventory } = side;
  const comparison = base?.comparison ?? null;
  const shared = { inventory, policy, today, comparison };
  const outcome = runRules({ ...shared, rules: rules.filter(({ id }) => id !== WAIVERS) });
  const isBootstrap = base !== null && !base.hasPolicy && side.policy.file !== null;
  const known = readKnownFindings(inventory.tree, base?.side.inventory.tree ?? null, isBootstrap, rules);
  const comments = waivers ? readCommentWaivers(inventory) : noComments;
  const chosen = waivers ? chooseWaivers(side, base, policy, comments) : { inForce: [], pending: [], head: [] };
  const contracts = inventory.contracts.map(waivableContract);
  const terms = { ...waiverTerms(policy, rules, today), inForce: chosen.inForce, pending: chosen.pending, contracts };
  const settled = settle(outcome.findings, { waivers: terms, headWaivers: chosen.head, known, comparison });
  const { problems, expiring } = settled.waivers;
  const own = collectReports({
    ...shared,
    rules: rules.filter(({ id }) => id === WAIVERS),
    waivers: { problems, malformed: comments.diagnostics },
  });
  const hygiene = sign(
    [...own.unsigned, ...hygieneFindings(expiring, settled, inventory.tree, policy.defaults.severity(WAIVERS))],
    inventory,
    null,
  );
  return {
    findings: [...settled.findings, ...hygiene.map((finding) => toFinding(finding, 'new', null))].sort(byPlace),
    problems: [...known.problems, ...outcome.problems, ...own.problems],
    judged: judgedContracts({ ...shared, rules }),
    expiring: expiring.length,
    waivers: chosen.head,
    waiverProblems: problems,
  };
}

/** The rule that judges waivers: it runs when it is known what they hide. */
const WAIVERS = 'waivers';

const noComments: WaiverComments = { waivers: [], diagnostics: [] };

/** Without a policy at the base there are no waivers of its policy either: the head's judge, as the policy does. Comments are as old as they are. */
function chooseWaivers(
  side: Side,
  base: VerdictOptions['base'],
  policy: Policy,
  comments: WaiverComments,
): { readonly inForce: readonly Waiver[]; readonly pending: readonly Waiver[]; readonly head: readonly Waiver[] } {
  const head = [...side.policy.waivers, ...comments.waivers];
  if (!base) return { inForce: head, pending: [], head };
  const ofBasePolicy = base.hasPolicy ? base.side.policy.waivers : side.policy.waivers;
  const ofBase = [...ofBasePolicy, ...readCommentWaivers(base.side.inventory).waivers];
  return { ...waiversInForce(ofBase, head, policy.waiverRules.allowInChange), head };
}
