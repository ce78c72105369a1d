import type { Contract } from '../contracts/contract.ts';
import { memoizeWeakly } from '../source/memoize.ts';
import { once } from '../source/once.ts';
import type { Assertion } from './assertions.ts';
import type { PolicyDiagnostic } from './diagnostic.ts';
import { digestOf } from './digest.ts';
import { boolAt, countAt, entriesOf, itemsOf, locatePlace, nodeAt, type PolicyMap, type PolicyNode, textAt, textsAt } from './node.ts';
import type { Catalog, Policy, Waiver, WaiverRules } from './policy.ts';
import type { ResolvedPolicy } from './resolved.ts';
import { subjectOf } from './selector.ts';

export interface PolicyParts {
  readonly file: string | null;
  readonly resolved: ResolvedPolicy;
  readonly assertions: ReadonlyMap<string, Assertion>;
  readonly hints: readonly PolicyDiagnostic[];
}

/** The policy that the rest of the program sees. */
export function policyFrom({ file, resolved, assertions, hints }: PolicyParts): Policy {
  const root = resolved.merged(null);
  const contracts = nodeAt(root, 'contracts');
  const digest = once(() => digestOf(resolved));
  return {
    file,
    get digest() {
      return digest();
    },
    read: { include: textsAt(contracts, 'include'), exclude: textsAt(contracts, 'exclude'), modules: textsAt(contracts, 'modules') },
    catalogs: catalogsFrom(nodeAt(contracts, 'catalogs')),
    waivers: waiversFrom(resolved),
    waiverRules: waiverRulesFrom(root),
    assertions: [...assertions.values()],
    enforced: [...new Set(resolved.layers.flatMap((layer) => layer.enforced))],
    hints,
    for: memoizeWeakly((contract: Contract) => resolved.effective(subjectOf(contract))),
    defaults: resolved.effective(null),
    resolved,
  };
}

function catalogsFrom(node: PolicyNode | undefined): readonly Catalog[] {
  return [...entriesOf(node)].map(([name, { value }]) => ({
    name,
    files: textsAt(value, 'files'),
    each: textAt(value, 'each') === 'package' ? 'package' : null,
  }));
}

/** Waivers of all layers. Those of a policy in a folder stand for that folder alone by the contracts that they name. */
function waiversFrom(resolved: ResolvedPolicy): readonly Waiver[] {
  return resolved.parts.flatMap((part) => itemsOf(nodeAt(part.body, 'waivers', 'entries')).map(waiverFrom));
}

function waiverFrom(node: PolicyNode): Waiver {
  return {
    rule: textAt(node, 'rule') ?? '',
    contract: textAt(node, 'contract') ?? '',
    subject: textAt(node, 'subject'),
    reason: textAt(node, 'reason') ?? '',
    owner: textAt(node, 'owner') ?? '',
    issue: textAt(node, 'issue'),
    expires: textAt(node, 'expires') ?? '',
    from: textAt(node, 'from'),
    to: textAt(node, 'to'),
    changes: textsAt(node, 'changes'),
    location: locatePlace(node.at) ?? { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
}

/** @param root of a policy as its layers make it */
export function waiverRulesFrom(root: PolicyMap): WaiverRules {
  const node = nodeAt(root, 'waivers');
  return {
    maxDays: countAt(node, 'maxDays'),
    never: textsAt(node, 'never'),
    allowGlobs: boolAt(node, 'allowGlobs'),
    allowInChange: boolAt(node, 'allowInChange'),
    warnDays: countAt(node, 'warnDays'),
    reportEslintDisable: boolAt(node, 'reportEslintDisable'),
  };
}
