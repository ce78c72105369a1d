import { deprecationOf, deprecationsByVersion, hasDeprecatedStage } from '../compare/deprecation.ts';
import { compareSemantic, versionOf } from '../compare/version.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { daysBetween } from '../policy/date.ts';
import type { Deprecation, EffectivePolicy } from '../policy/effective-policy.ts';
import { count } from '../source/count.ts';
import { groupBy } from '../source/groups.ts';
import type { SourceTree } from '../source/tree.ts';
import type { Related, Report } from './finding.ts';
import { defineRule, type FileRule, type ReportContext } from './rule.ts';
import { judged, nameOf, valueOf } from './support/contracts.ts';
import { lateNotices } from './support/late-notice.ts';
import { spanOfLocation } from './support/locations.ts';
import { nearHint, nearest } from './support/near.ts';

export const deprecation: FileRule = defineRule({
  id: 'deprecation',
  area: 'stability',
  scope: 'file',
  description: 'A deprecated contract has a living replacement and a sunset that was announced in time',
  messages: {
    unannounced:
      '{{contract}} is deprecated, and the policy does not say until when. Add it to deprecations with replacement, since and sunset.{{hint}}',
    noSunset: '{{contract}} is deprecated without a sunset. Add the last day of support to its entry in deprecations.',
    noSince: '{{contract}} is deprecated without the day on which that was announced. Add since to its entry in deprecations.',
    shortNotice: 'The sunset of {{contract}} is {{days}} after its announcement, the policy asks for at least {{min}}. Move the sunset.',
    longNotice: 'The sunset of {{contract}} is {{days}} after its announcement, the policy allows at most {{max}}. Set an earlier sunset.',
    past: 'The sunset of {{contract}} was {{sunset}}. Remove the contract, or agree on a later sunset in deprecations.',
    lateNotice:
      'This change announces the sunset of {{contract}} on {{sunset}}, {{when}}; the policy asks for at least {{min}}. Move the sunset.',
    noReplacement: '{{contract}} is deprecated without a replacement. Name the contract to use instead in its entry in deprecations.',
    unknownReplacement: 'The replacement "{{replacement}}" of {{contract}} is not declared.{{near}} Name a contract that is.',
    deadReplacement: 'The replacement "{{replacement}}" of {{contract}} is deprecated itself. Name one that lives.',
  },
  policy: ['deprecations', 'versioning.notice'],
  check(contract, context) {
    if (!hasDeprecatedStage(contract) || contract.key.state !== 'known') return;
    const entry = deprecationOf(contract, context.effective);
    const name = nameOf(contract);
    if (!entry) {
      const hint =
        contract.deprecatedTag === null || contract.deprecatedTag.trim() === ''
          ? ''
          : ` Its comment says: "${contract.deprecatedTag.trim()}"`;
      context.report({ messageId: 'unannounced', data: { contract: name, hint }, contract, at: contract.stability.site });
      return;
    }
    const related = placeOf(entry, context.tree);
    for (const { data, ...said } of judgeDates(entry, context.effective.versioning.notice, context.today)) {
      context.report({ ...said, data: { contract: name, ...data }, contract, at: contract.stability.site, related });
    }
  },
  checkRepository(inventory, context) {
    const byKey = groupBy(inventory.contracts, ({ key }) => valueOf(key) ?? '');
    for (const contract of judged(inventory.contracts, 'deprecation', context)) {
      const entry = hasDeprecatedStage(contract) ? deprecationOf(contract, context.policy.for(contract)) : null;
      const report = entry && judgeReplacement(contract, entry, byKey);
      if (report)
        context.report({
          ...report,
          contract,
          at: contract.stability.site,
          related: [...placeOf(entry, inventory.tree), ...(report.related ?? [])],
        });
    }
    for (const { contract, entry } of unmarked(inventory, context)) {
      const { sunset } = entry;
      if (sunset === null || context.today <= sunset) continue;
      const data = { contract: nameOf(contract), sunset };
      const related = placeOf(entry, inventory.tree);
      context.report({ messageId: 'past', data, contract, at: contract.stability.site, subject: 'sunset', related });
    }
  },
  checkBase(comparison, context) {
    for (const { contract, data } of lateNotices(comparison, context.today))
      context.report({ messageId: 'lateNotice', data, contract, at: contract.stability.site });
  },
});

/**
 * Contracts that an entry of the policy speaks of and whose stage says nothing of it. An entry that was left behind when what it spoke of
 * was removed would let go of what has come under its key since.
 */
function unmarked(inventory: Inventory, context: ReportContext): readonly { readonly contract: Contract; readonly entry: Deprecation }[] {
  const byVersion = deprecationsByVersion(context.policy, inventory);
  return judged(inventory.contracts, 'deprecation', context).flatMap((contract) => {
    const entry = hasDeprecatedStage(contract) ? null : deprecationOf(contract, byVersion.for(contract));
    return entry ? [{ contract, entry }] : [];
  });
}

function placeOf(entry: Deprecation, tree: SourceTree): Related[] {
  const span = entry.location && spanOfLocation(entry.location, tree);
  return span ? [{ span, message: 'The policy announces it here.' }] : [];
}

type Said = Pick<Report, 'messageId' | 'data' | 'subject' | 'related'>;

function* judgeDates({ since, sunset }: Deprecation, notice: EffectivePolicy['versioning']['notice'], today: string): Generator<Said> {
  if (since === null && notice.minDays > 0) yield { messageId: 'noSince', subject: 'since' };
  if (sunset === null) {
    yield { messageId: 'noSunset', subject: 'sunset' };
    return;
  }
  // The sunset is the last day of support. What is over needs no more notice.
  if (today > sunset) {
    yield { messageId: 'past', data: { sunset }, subject: 'sunset' };
    return;
  }
  if (since === null) return;
  const days = daysBetween(since, sunset);
  if (days < notice.minDays)
    yield { messageId: 'shortNotice', data: { days: count(days, 'day'), min: String(notice.minDays) }, subject: 'sunset' };
  else if (notice.maxDays !== null && days > notice.maxDays)
    yield { messageId: 'longNotice', data: { days: count(days, 'day'), max: String(notice.maxDays) }, subject: 'sunset' };
}

/** A later version of the same key that lives is a replacement too: versions stay declared side by side until consumers have moved. */
function judgeReplacement(contract: Contract, { replacement }: Deprecation, byKey: ReadonlyMap<string, readonly Contract[]>): Said | null {
  const data = { contract: nameOf(contract) };
  if (replacement === null) {
    const versions = byKey.get(valueOf(contract.key) ?? '') ?? [];
    return versions.some((other) => other.kind === contract.kind && isLater(other, contract) && !hasDeprecatedStage(other))
      ? null
      : { messageId: 'noReplacement', data, subject: 'replacement' };
  }
  const declared = byKey.get(replacement) ?? [];
  const [first] = declared;
  if (!first) {
    const others = [...byKey.keys()].filter((key) => key !== valueOf(contract.key));
    return {
      messageId: 'unknownReplacement',
      data: { ...data, replacement, near: nearHint(nearest(replacement, others)) },
      subject: replacement,
    };
  }
  if (declared.some((other) => !hasDeprecatedStage(other))) return null;
  return {
    messageId: 'deadReplacement',
    data: { ...data, replacement },
    subject: replacement,
    related: [{ span: first.stability.origin, message: `"${replacement}" is deprecated here.` }],
  };
}

function isLater(contract: Contract, than: Contract): boolean {
  const [version, other] = [versionOf(contract), versionOf(than)];
  return version !== null && other !== null && compareSemantic(version, other) > 0;
}
