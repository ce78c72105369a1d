import type { Comparison } from '../compare/change.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { EffectivePolicy, Policy, Severity } from '../policy/policy.ts';
import type { FileRuleContext, ReportContext, Rule, WaiverFindings } from '../rules/rule.ts';
import type { SourceTree } from '../source/tree.ts';
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
  const effective = new Map(inventory.contracts.map((contract) => [contract, policy.for(contract)]));
  const bases = new Map(comparison?.contracts.map(({ base, head }) => [head, base]));
  const ofBases = comparison?.contracts.flatMap(({ base }) => (base ? [policy.for(base)] : [])) ?? [];
  const distinct = new Set<EffectivePolicy>([policy.defaults, ...effective.values(), ...ofBases]);
  const locateFor = createLocators(inventory, comparison);
  // The text that was judged: what a fix writes fits it, also where the file has changed since.
  const tree: SourceTree = { ...inventory.tree, read: (file) => inventory.text(file) };
  const baseOf = (contract: Contract): Contract | null => bases.get(contract) ?? null;
  const unsigned: Unsigned[] = [];
  const failures = new Map<string, Problem>();

  const severityOf = (rule: Rule, contract: Contract | null, isLesser: boolean): Severity => {
    if (!contract) return policy.defaults.severity(rule.id, isLesser);
    const severity = policy.for(contract).severity(rule.id, isLesser);
    const base = rule.scope === 'base' ? baseOf(contract) : null;
    // A change does not choose its own judge by moving the contract, or giving it other tags.
    return base ? stricter(severity, policy.for(base).severity(rule.id, isLesser)) : severity;
  };

  const guard = (rule: Rule, contract: Contract | null, run: () => void): void => {
    try {
      run();
    } catch (error) {
      // A rule that fails on one contract often fails on many: the first stands for all of them.
      if (!failures.has(rule.id)) failures.set(rule.id, ruleProblem(rule, contract, error));
    }
  };

  for (const rule of rules) {
    const context: ReportContext = {
      policy,
      today,
      ...(waivers && { waivers }),
      report(report) {
        // Of rules with two severities, the policy says what a lesser finding is; elsewhere the rule does.
        const isLesser = rule.hasLesser === true && report.severity === 'warn';
        const inForce = severityOf(rule, report.contract, isLesser);
        if (inForce === 'off') return;
        const severity: Exclude<Severity, 'off'> = inForce === 'warn' ? 'warn' : isLesser ? 'error' : (report.severity ?? 'error');
        unsigned.push(toUnsigned(rule, report, severity, locateFor(report.contract)));
      },
    };
    // Contracts share policies: there is one context for each policy that has the rule on.
    const contexts = new Map<EffectivePolicy, FileRuleContext>();
    for (const one of distinct) if (one.severity(rule.id) !== 'off') contexts.set(one, { ...context, effective: one, tree, baseOf });
    if (contexts.size === 0) continue;
    if (rule.scope === 'file') {
      for (const [contract, own] of effective) {
        const ofPolicy = contexts.get(own);
        if (ofPolicy) guard(rule, contract, () => rule.check(contract, ofPolicy));
      }
    }
    if (rule.scope === 'repo') guard(rule, null, () => rule.check(inventory, context));
    if (rule.scope === 'file') guard(rule, null, () => rule.checkRepository?.(inventory, context));
    if (comparison)
      guard(rule, null, () => (rule.scope === 'base' ? rule.check(comparison, context) : rule.checkBase?.(comparison, context)));
  }
  return { unsigned, problems: [...failures.values()] };
}

function stricter(a: Severity, b: Severity): Severity {
  return [a, b].includes('error') ? 'error' : [a, b].includes('warn') ? 'warn' : 'off';
}

function ruleProblem(rule: Rule, contract: Contract | null, error: unknown): Problem {
  const on = contract?.key.state === 'known' ? ` on "${contract.key.value}"` : '';
  return {
    message: `The rule "${rule.id}" failed${on}: ${error instanceof Error ? error.message : String(error)}`,
    hint: `This is a defect of the tool, please report it. Until it is mended, the policy can turn "${rule.id}" off.`,
    file: contract?.file ?? null,
    line: null,
    column: null,
  };
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
