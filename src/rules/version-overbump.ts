import { bumpSize } from '../compare/bump.ts';
import type { ContractDiff } from '../compare/change.ts';
import { versionPlaces, type VersionPlaces } from '../compare/version-edit.ts';
import { compareSemantic, freeVersion, isInitial, versionOf } from '../compare/version.ts';
import type { Report } from './finding.ts';
import { type BaseRule, defineRule } from './rule.ts';
import { nameOf } from './support/contracts.ts';
import { suggest } from './support/suggestions.ts';

export const versionOverbump: BaseRule = defineRule({
  id: 'version-overbump',
  area: 'version',
  scope: 'base',
  description: 'The version does not rise more than the changes owe',
  messages: {
    unchanged: '{{contract}} rose from {{from}} to {{version}}, but nothing has changed. Set the version back to {{from}}.',
    tooMuch:
      '{{contract}} rose from {{from}} to {{version}}, but its changes owe {{required}} ({{bump}}). Set the version to {{required}}.',
    owesNothing: '{{contract}} rose from {{from}} to {{version}}, but its changes owe no bump. Set the version back to {{from}}.',
    set: 'Set the version to {{required}}.',
  },
  policy: ['versioning'],
  hasSuggestions: true,
  check(comparison, context) {
    const places = versionPlaces(comparison.head);
    for (const diff of comparison.contracts) {
      const report = overbumpOf(diff, places);
      if (report) context.report(report);
    }
  },
});

function overbumpOf({ base, head, verdict, actualBump }: ContractDiff, places: VersionPlaces): Report | null {
  // Versions that were left out are a finding of version-bump.
  if (!base || !head || !verdict?.from || !verdict.to || verdict.fault) return null;
  // Counted from the last release: what earlier changes left unpaid may be paid by any later one.
  const { from, to, due, owing, taken } = verdict;
  const before = versionOf(base);
  if (before === null || compareSemantic(to, before) <= 0 || bumpSize(actualBump) <= bumpSize(due)) return null;
  // The first release of what was tried out is a decision, not a change.
  if (isInitial(from) && to === '1.0.0') return null;
  const required = due === 'none' ? from : freeVersion(from, due, taken);
  const messageId = due !== 'none' ? 'tooMuch' : owing.length === 0 ? 'unchanged' : 'owesNothing';
  const edit = places.edit(head, required);
  return {
    messageId,
    data: { contract: nameOf(head), from, version: to, ...(messageId === 'tooMuch' && { required, bump: due }) },
    contract: head,
    at: head.version.site,
    ...('fix' in edit && suggest(edit.fix, 'set', { required })),
  };
}
