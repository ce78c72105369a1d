import type { Comparison } from '../compare/change.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { EffectivePolicy } from '../policy/effective-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { type Severity, SEVERITY_RANK } from '../policy/severity.ts';
import type { Report } from '../rules/finding.ts';
import type { FileRuleContext, ReportContext, Rule, WaiverFindings } from '../rules/rule.ts';
import { problemOf } from './problems.ts';
import { createLocators, type RawFinding, sign, toUnsigned, type Unsigned } from './raw-finding.ts';
import type { JudgedContract, Problem } from './result.ts';

export interface RunOptions {
  readonly inventory: Inventory;
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** Without it, base rules do not run. */
  readonly comparison?: Comparison | null;
  /** What came of the waivers, once that is known: for the rule `waivers`. */
  readonly waivers?: WaiverFindings;
}

export interface RunOutcome {
  /** Sorted by file, line, column and rule. */
  readonly findings: readonly RawFinding[];
  /** Rules that threw, one for each such rule. */
  readonly problems: readonly Problem[];
}

/** Runs rules over an inventory under a policy. A rule that throws ends in a problem; the others go on. */
export function runRules(options: RunOptions): RunOutcome {
  const { unsigned, problems } = collectReports(options);
  return { findings: sign(unsigned, options.inventory, options.comparison ?? null), problems };
}

/** As `runRules`, before the findings are sorted and get their fingerprints. */
export function collectReports(options: RunOptions): { readonly unsigned: readonly Unsigned[]; readonly problems: readonly Problem[] } {
  const { inventory, policy, rules, today, comparison = null, waivers } = options;
  const bases = new Map(comparison?.contracts.map(({ base, head }) => [head, base]));
  const baseOf = (contract: Contract): Contract | null => bases.get(contract) ?? null;
  const scene: Scene = {
    inventory,
    comparison,
    policies: new Map(inventory.contracts.map((contract) => [contract, policy.for(contract)])),
    // The text that was judged: what a fix writes fits it, also where the file has changed since.
    tree: { ...inventory.tree, read: (file) => inventory.text(file) },
    baseOf,
  };
  const ofBases = comparison?.contracts.flatMap(({ base }) => (base ? [policy.for(base)] : [])) ?? [];
  const distinct = new Set<EffectivePolicy>([policy.defaults, ...scene.policies.values(), ...ofBases]);
  const severityFor = createSeverities(policy, baseOf);
  const locateFor = createLocators(inventory, comparison);
  const unsigned: Unsigned[] = [];
  const failures = new Map<string, Problem>();
  for (const rule of rules) {
    const report: ReportContext['report'] = (found) => {
      const severity = severityFor(rule, found);
      if (severity !== 'off') unsigned.push(toUnsigned(rule, found, severity, locateFor(found.contract)));
    };
    const on = [...distinct].filter((one) => one.severity(rule.id) !== 'off');
    if (on.length === 0) continue;
    for (const { contract, run } of callsOf(rule, { policy, today, ...(waivers && { waivers }), report }, on, scene)) {
      try {
        run();
      } catch (error) {
        // A rule that fails on one contract often fails on many: the first stands for all of them.
        if (!failures.has(rule.id)) failures.set(rule.id, ruleProblem(rule, contract, error));
      }
    }
  }
  return { unsigned, problems: [...failures.values()] };
}

/** What rules look at. */
interface Scene extends Required<Pick<FileRuleContext, 'tree' | 'baseOf'>> {
  readonly inventory: Inventory;
  readonly comparison: Comparison | null;
  /** The policy in force for each contract. */
  readonly policies: ReadonlyMap<Contract, EffectivePolicy>;
}

/**
 * The calls of a rule's functions, with the contract that each is about.
 * @param on the policies that have the rule on
 */
function* callsOf(
  rule: Rule,
  context: ReportContext,
  on: readonly EffectivePolicy[],
  { inventory, comparison, policies, tree, baseOf }: Scene,
): Generator<{ readonly contract: Contract | null; readonly run: () => void }> {
  if (rule.scope === 'file') {
    // Contracts share policies: there is one context for each.
    const contexts = new Map(
      on.map((effective): [EffectivePolicy, FileRuleContext] => [effective, { ...context, effective, tree, baseOf }]),
    );
    for (const [contract, effective] of policies) {
      const ofPolicy = contexts.get(effective);
      if (ofPolicy) yield { contract, run: () => rule.check(contract, ofPolicy) };
    }
    yield { contract: null, run: () => rule.checkRepository?.(inventory, context) };
  }
  if (rule.scope === 'repo') yield { contract: null, run: () => rule.check(inventory, context) };
  if (comparison)
    yield {
      contract: null,
      run: () => (rule.scope === 'base' ? rule.check(comparison, context) : rule.checkBase?.(comparison, context)),
    };
}

/** Gives the severity of what a rule reports: that of the policy, which the report's own lowers. */
function createSeverities(policy: Policy, baseOf: (contract: Contract) => Contract | null): (rule: Rule, report: Report) => Severity {
  function inForce(rule: Rule, contract: Contract | null, isLesser: boolean): Severity {
    if (!contract) return policy.defaults.severity(rule.id, isLesser);
    const severity = policy.for(contract).severity(rule.id, isLesser);
    const base = rule.scope === 'base' ? baseOf(contract) : null;
    // A change does not choose its own judge by moving the contract, or giving it other tags.
    return base ? stricter(severity, policy.for(base).severity(rule.id, isLesser)) : severity;
  }
  return (rule, { contract, severity: own }) => {
    // Of rules with two severities, the policy says what a lesser finding is; elsewhere the rule does.
    const isLesser = rule.hasLesser === true && own === 'warn';
    const severity = inForce(rule, contract, isLesser);
    return severity === 'error' && !isLesser ? (own ?? 'error') : severity;
  };
}

function stricter(a: Severity, b: Severity): Severity {
  return SEVERITY_RANK[a] >= SEVERITY_RANK[b] ? a : b;
}

function ruleProblem(rule: Rule, contract: Contract | null, error: unknown): Problem {
  const on = contract?.key.state === 'known' ? ` on "${contract.key.value}"` : '';
  return problemOf(
    `The rule "${rule.id}" failed${on}: ${error instanceof Error ? error.message : String(error)}`,
    `This is a defect of the tool, please report it. Until it is mended, the policy can turn "${rule.id}" off.`,
    contract?.file ?? null,
  );
}

/** Each contract with the rules that are on for it. */
export function judgedContracts({ inventory, policy, rules, comparison = null }: Omit<RunOptions, 'today'>): readonly JudgedContract[] {
  const lists = new Map<EffectivePolicy, readonly string[]>();
  return inventory.contracts.map((contract) => {
    const own = policy.for(contract);
    let on = lists.get(own);
    if (!on) {
      on = rules.filter((rule) => (rule.scope !== 'base' || comparison) && own.severity(rule.id) !== 'off').map((rule) => rule.id);
      lists.set(own, on);
    }
    return { contract, rules: on };
  });
}
