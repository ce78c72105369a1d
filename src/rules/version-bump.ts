import type { Comparison, ContractDiff, VersionFault, VersionVerdict } from '../compare/change.ts';
import { type UnpaidChange, unpaidChanges } from '../compare/unpaid.ts';
import { bumped, versionText } from '../compare/version.ts';
import { versionPlaces, type VersionPlaces } from '../compare/version-edit.ts';
import type { Contract } from '../contracts/contract.ts';
import type { ReportableClass, VersioningPolicy } from '../policy/policy.ts';
import type { Related, Report } from './finding.ts';
import { type BaseRule, defineRule, type ReportContext } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { isToldElsewhere } from './support/told-elsewhere.ts';

const MOST_RELATED = 10;

const messageIds: ReadonlyMap<VersionFault | null, string> = new Map([
  ['not-raised', 'notRaised'],
  ['raised-too-little', 'raisedTooLittle'],
  ['not-semver', 'notSemver'],
]);

export const versionBump: BaseRule = defineRule({
  id: 'version-bump',
  area: 'version',
  scope: 'base',
  description: 'The version rises as much as the changes owe, and is never lowered or used twice',
  messages: {
    notRaised:
      '{{contract}} is still {{version}}, which stands for other content already, and owes {{required}} ({{bump}}). {{changes}} Set the version to {{required}}.',
    raisedTooLittle:
      '{{contract}} rose from {{from}} to {{version}} and owes {{required}} ({{bump}}). {{changes}} Set the version to {{required}}.',
    reused: '{{contract}} takes the version {{version}}, which was released with other content. Take another version.',
    lowered: 'The version of {{contract}} fell from {{from}} to {{version}}. Versions are never lowered: go on from {{from}}.',
    skipped: '{{contract}} goes from {{from}} to {{version}} and leaves versions out. The next one is {{next}}.',
    notSemver:
      '{{contract}} owes {{required}} ({{bump}}), and its version {{version}} is no semantic version. {{changes}} Set the version to {{required}}.',
    unreadable:
      'The version of {{contract}} was {{from}} and can no longer be read without running code ({{detail}}). Write it as a literal.',
    keyUnreadable: 'The key "{{key}}" can no longer be read without running code ({{detail}}). Write it as a literal.',
  },
  policy: ['versioning', 'schemas', 'stability.stages'],
  fixable: true,
  check(comparison, context) {
    const places = versionPlaces(comparison.head);
    for (const diff of comparison.contracts) {
      const report = diff.head && judge({ diff, head: diff.head, comparison, context, places });
      if (report) context.report(report);
    }
  },
});

interface Case {
  readonly diff: ContractDiff;
  readonly head: Contract;
  readonly comparison: Comparison;
  readonly context: ReportContext;
  readonly places: VersionPlaces;
}

function judge(one: Case): Report | null {
  const { diff, head } = one;
  if (head.key.state === 'unknown' && diff.base?.key.state === 'known') {
    return {
      messageId: 'keyUnreadable',
      data: { key: diff.base.key.value, detail: head.key.detail },
      contract: head,
      at: head.key.site,
      severity: 'error',
    };
  }
  const { verdict } = diff;
  if (!verdict?.fault) return null;
  const common = { contract: head, at: head.version.site };
  const data = { contract: nameOf(head), from: diff.base ? versionText(diff.base.version) : '', version: versionText(head.version) };
  switch (verdict.fault) {
    case 'lowered':
      return { ...common, messageId: 'lowered', data, severity: 'error' };
    case 'unreadable':
      if (diff.base?.version.state !== 'known' || head.version.state !== 'unknown') return null;
      return {
        ...common,
        messageId: 'unreadable',
        data: { contract: data.contract, from: data.from, detail: head.version.detail },
        severity: 'error',
      };
    case 'reused':
      return { ...common, messageId: 'reused', data: { contract: data.contract, version: data.version }, ...fixOf(one), severity: 'error' };
    case 'skipped':
      return skipped(one, verdict, data);
    case 'not-raised':
    case 'raised-too-little':
    case 'not-semver':
      return unpaid(one, verdict, data);
  }
}

/** A finding for what is not paid, of the severity that the policy gives to the gravest class of it. */
function unpaid(one: Case, verdict: VersionVerdict, data: { readonly contract: string; readonly version: string }): Report | null {
  const { diff, head, comparison, context } = one;
  const policy = comparison.basePolicy.for(diff.base ?? head);
  const owed = unpaidChanges(verdict, policy).filter(({ change }) => !isToldElsewhere(change, diff, comparison, context));
  const [first] = owed;
  const severity = severityOf(owed, policy.versioning);
  if (!first || severity === 'off') return null;
  const required = diff.requiredVersion ?? bumped(verdict.from ?? '0.0.0', diff.requiredBump);
  const others = owed.length - 1;
  const more = others === 0 ? '' : others === 1 ? ' One more change is not paid.' : ` ${String(others)} more changes are not paid.`;
  return {
    messageId: messageIds.get(verdict.fault) ?? 'notRaised',
    data: {
      ...data,
      bump: diff.requiredBump,
      required,
      changes: `${first.change.message}${more}`,
      ...(verdict.fault === 'raised-too-little' && { from: verdict.from ?? '' }),
    },
    contract: head,
    at: head.version.site,
    related: relatedTo(owed),
    ...fixOf(one),
    severity,
  };
}

function severityOf(owed: readonly UnpaidChange[], { report }: VersioningPolicy): 'error' | 'warn' | 'off' {
  const severities = new Set(owed.map(({ countsAs }) => report.get(countsAs) ?? 'off'));
  return severities.has('error') ? 'error' : severities.has('warn') ? 'warn' : 'off';
}

/** A version that was left out harms nobody by itself: it is reported as an unpaid addition is. */
function skipped(
  { diff, head, comparison }: Case,
  { from }: VersionVerdict,
  data: { readonly contract: string; readonly version: string },
): Report | null {
  const asAddition: ReportableClass = 'additive';
  const severity = comparison.basePolicy.for(diff.base ?? head).versioning.report.get(asAddition) ?? 'off';
  if (severity === 'off' || from === null) return null;
  const next = diff.requiredBump === 'none' ? bumped(from, 'patch') : bumped(from, diff.requiredBump);
  return { messageId: 'skipped', data: { ...data, from, next }, contract: head, at: head.version.site, severity };
}

function fixOf({ diff, head, places }: Case): Pick<Report, 'fix'> {
  const edit = diff.requiredVersion === null ? null : places.edit(head, diff.requiredVersion);
  return edit && 'fix' in edit ? { fix: edit.fix } : {};
}

/** Where the changes are at the head. What is gone at the head is only in the message. */
function relatedTo(owed: readonly UnpaidChange[]): readonly Related[] {
  const related = owed.flatMap(({ change }): Related[] => {
    const span = change.origin && change.originSide !== 'base' ? change.origin : change.head;
    return span ? [{ span, message: change.message }] : [];
  });
  return related.slice(0, MOST_RELATED);
}
