import type { Comparison, ContractDiff, RemovalVerdict } from '../compare/change.ts';
import { judgeRemoval } from '../compare/removal-verdict.ts';
import { versionText } from '../compare/version.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Report } from './finding.ts';
import { type BaseRule, defineRule } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { joined } from './support/text.ts';

export const noRemovedContract: BaseRule = defineRule({
  id: 'no-removed-contract',
  hasLesser: true,
  area: 'version',
  scope: 'base',
  description: 'A contract leaves only after it was deprecated and its sunset has passed',
  messages: {
    removed:
      '{{contract}} {{version}} was removed and was never deprecated. Declare it again, deprecate it with a sunset, and remove it after that.',
    removedVersion:
      'Version {{version}} of {{contract}} was removed and was never deprecated; {{remaining}}. Keep both versions until consumers have moved: deprecate the old one with a sunset, and remove it after that.',
    noSunset:
      '{{contract}} {{version}} is deprecated and was removed, but the policy gave no sunset. Declare it again and give its entry in deprecations a sunset.',
    beforeSunset: '{{contract}} {{version}} was removed before its sunset on {{sunset}}. Declare it again until then.',
    renamed:
      '{{contract}} was renamed to {{renamed}}: who uses the old key loses it. Keep the old key declared beside the new one, deprecate it with a sunset, and remove it after that.',
    renamedBeforeSunset: '{{contract}} was renamed to {{renamed}} before its sunset on {{sunset}}. Keep the old key declared until then.',
  },
  policy: ['versioning.removalFrom', 'deprecations'],
  check(comparison, context) {
    for (const diff of comparison.contracts) {
      const report =
        diff.status === 'removed' ? removalOf(diff) : diff.status === 'renamed' ? renameOf(diff, comparison, context.today) : null;
      if (report) context.report(report);
    }
  },
});

function removalOf({ base, removal }: ContractDiff): Report | null {
  if (!base || !removal || removal.state === 'after-sunset') return null;
  const data = { contract: nameOf(base), version: versionText(base.version) };
  const common = { contract: base, at: base.key.site, ...severityOf(removal) };
  if (removal.state === 'before-sunset') return { ...common, messageId: 'beforeSunset', data: { ...data, sunset: removal.sunset ?? '' } };
  if (removal.state === 'no-sunset') return { ...common, messageId: 'noSunset', data };
  if (removal.remaining.length === 0) return { ...common, messageId: 'removed', data };
  const remaining = `${joined(removal.remaining)} ${removal.remaining.length === 1 ? 'remains' : 'remain'}`;
  return { ...common, messageId: 'removedVersion', data: { ...data, remaining } };
}

/** A rename takes the old key away as a removal does. */
function renameOf({ base, head }: ContractDiff, { basePolicy }: Comparison, today: string): Report | null {
  if (!base || !head) return null;
  const removal = judgeRemoval(base, basePolicy.for(base), today, []);
  if (removal.state === 'after-sunset') return null;
  const names: { readonly contract: string; readonly renamed: string } = { contract: nameOf(base), renamed: nameOf(head) };
  const common: { readonly contract: Contract; readonly at: Report['at'] } = { contract: head, at: head.key.site };
  if (removal.state === 'before-sunset')
    return { ...common, messageId: 'renamedBeforeSunset', data: { ...names, sunset: removal.sunset ?? '' }, ...severityOf(removal) };
  return { ...common, messageId: 'renamed', data: names, ...severityOf(removal) };
}

function severityOf({ isProtected }: RemovalVerdict): Pick<Report, 'severity'> {
  return { severity: isProtected ? 'error' : 'warn' };
}
