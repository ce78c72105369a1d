import type { Comparison, ContractDiff, VersionFault, VersionVerdict } from '../compare/change.ts';
import { type UnpaidChange, unpaidChanges } from '../compare/unpaid.ts';
import { versionPlaces, type VersionPlaces } from '../compare/version-edit.ts';
import { bumped, freeVersion, versionText } from '../compare/version.ts';
import type { Contract } from '../contracts/contract.ts';
import type { ReportableClass } from '../policy/effective-policy.ts';
import type { Report } from './finding.ts';
import { type BaseRule, defineRule, type ReportContext } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { isToldElsewhere } from './support/told-elsewhere.ts';
import { relatedTo, severityOf, told } from './support/unpaid-changes.ts';

const MESSAGE_IDS: ReadonlyMap<VersionFault | null, string> = new Map([
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
    altered:
      'The version of {{contract}} cannot be read without running code ({{detail}}), and is written otherwise than before. Write it as a literal.',
    hidden:
      '{{contract}} owes a {{bump}} bump, and its version cannot be read without running code ({{detail}}). {{changes}} Write the version as a literal.',
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
  const { diff, head, comparison, context } = one;
  const { verdict } = diff;
  const keyChange = diff.changes.find(({ id }) => id === 'key-unreadable');
  if (
    keyChange &&
    diff.base?.key.state === 'known' &&
    head.key.state === 'unknown' &&
    !isToldElsewhere(keyChange, diff, comparison, context)
  ) {
    const data = { key: keyChange.before ?? '', detail: head.key.detail };
    return { messageId: 'keyUnreadable', data, contract: head, at: head.key.site, severity: 'error' };
  }
  if (!verdict?.fault) return null;
  const common = { contract: head, at: head.version.site };
  const data = { contract: nameOf(head), from: diff.base ? versionText(diff.base.version) : '', version: versionText(head.version) };
  switch (verdict.fault) {
    case 'lowered':
      return { ...common, messageId: 'lowered', data, severity: 'error' };
    case 'reused':
      return {
        ...common,
        messageId: 'reused',
        data: { contract: data.contract, version: data.version },
        ...fixOf(one),
        severity: 'error',
      };
    case 'unreadable':
      return unreadable(one, verdict, data);
    case 'skipped':
      return skipped(one, verdict, data);
    case 'not-raised':
    case 'raised-too-little':
    case 'not-semver':
      return unpaid(one, verdict, data);
  }
}

interface Names {
  readonly contract: string;
  readonly from: string;
  readonly version: string;
}

/** What is not paid and no other rule makes an error of. */
function owedBy({ diff, head, comparison, context }: Case, verdict: VersionVerdict): readonly UnpaidChange[] {
  const policy = comparison.basePolicy.for(diff.base ?? head);
  return unpaidChanges(verdict, policy).filter(({ change }) => !isToldElsewhere(change, diff, comparison, context));
}

/** A version that can no longer be read is an error in every stage; one that never could be, where something is owed, by the class of that. */
function unreadable(one: Case, verdict: VersionVerdict, { contract, from }: Names): Report | null {
  const { diff, head, comparison } = one;
  const owed = owedBy(one, verdict);
  if (owed.length === 0 || head.version.state !== 'unknown') return null;
  const { detail } = head.version;
  const common = { contract: head, at: head.version.site };
  const others = owed.filter(({ change }) => change.id !== 'version-unreadable');
  const wasKnown = diff.base?.version.state === 'known';
  const severity = wasKnown ? 'error' : severityOf(owed, comparison.basePolicy.for(diff.base ?? head).versioning);
  if (severity === 'off') return null;
  if (others.length === 0) return { ...common, messageId: wasKnown ? 'unreadable' : 'altered', data: { contract, from, detail }, severity };
  const data = { contract, bump: diff.requiredBump, detail, changes: told(others) };
  return { ...common, messageId: 'hidden', data, related: relatedTo(others), severity };
}

/** A finding for what is not paid, of the severity that the policy gives to the gravest class of it. */
function unpaid(one: Case, verdict: VersionVerdict, { contract, version }: Names): Report | null {
  const { diff, head, comparison } = one;
  const owed = owedBy(one, verdict);
  const severity = severityOf(owed, comparison.basePolicy.for(diff.base ?? head).versioning);
  if (severity === 'off') return null;
  const required = diff.requiredVersion ?? bumped(verdict.from ?? '0.0.0', diff.requiredBump);
  return {
    messageId: MESSAGE_IDS.get(verdict.fault) ?? 'notRaised',
    data: {
      contract,
      version,
      bump: diff.requiredBump,
      required,
      changes: told(owed),
      ...(verdict.fault === 'raised-too-little' && { from: verdict.from ?? '' }),
    },
    contract: head,
    at: head.version.site,
    related: relatedTo(owed),
    ...fixOf(one),
    severity,
  };
}

/** A version that was left out harms nobody by itself: it is reported as an unpaid addition is. */
function skipped(
  { diff, head, comparison }: Case,
  { from, taken }: VersionVerdict,
  data: { readonly contract: string; readonly version: string },
): Report | null {
  const asAddition: ReportableClass = 'additive';
  const severity = comparison.basePolicy.for(diff.base ?? head).versioning.report.get(asAddition) ?? 'off';
  if (severity === 'off' || from === null) return null;
  const next = freeVersion(from, diff.requiredBump === 'none' ? 'patch' : diff.requiredBump, taken);
  return { messageId: 'skipped', data: { ...data, from, next }, contract: head, at: head.version.site, severity };
}

function fixOf({ diff, head, places }: Case): Pick<Report, 'fix'> {
  const edit = diff.requiredVersion === null ? null : places.edit(head, diff.requiredVersion);
  return edit && 'fix' in edit ? { fix: edit.fix } : {};
}
