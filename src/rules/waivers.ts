import type { Inventory } from '../contracts/inventory.ts';
import { readSilencingComments } from '../policy/waivers/silencing-comments.ts';
import type { Location } from '../source/span.ts';
import type { Report } from './finding.ts';
import { defineRule, type RepositoryRule } from './rule.ts';
import { spansIn, startOfFile } from './support/locations.ts';
import { listed } from './support/text.ts';

export const waivers: RepositoryRule = defineRule({
  id: 'waivers',
  area: 'policy',
  scope: 'repo',
  description: 'Waivers are valid, owned, in date and in use',
  messages: {
    void: '{{problem}} It hides nothing until it is corrected.',
    malformed: '{{problem}} {{hint}}',
    unused: '{{problem}}',
    silenced:
      'This comment silences {{rules}} in the editor and not here, so that a finding is first seen in the pull request. Remove it, or waive the finding, with an owner, a last day and a reason.',
  },
  policy: ['waivers'],
  // What a waiver hides is known when all other rules have run: whoever runs them gives the outcome to this one.
  check(inventory, { policy, waivers: outcome, report }) {
    const { tree } = inventory;
    const spanOf = spansIn(tree);
    const at = (location: Location): Pick<Report, 'contract' | 'at'> => ({
      contract: null,
      at: spanOf(location) ?? startOfFile(location.file),
    });
    for (const { kind, message, waiver } of outcome?.problems ?? []) {
      const messageId = kind === 'void' ? 'void' : 'unused';
      report({ ...at(waiver.location), messageId, data: { problem: message }, subject: waiver.rule });
    }
    for (const { message, hint, location } of outcome?.malformed ?? []) {
      if (location) report({ ...at(location), messageId: 'malformed', data: { problem: message, hint: hint ?? '' } });
    }
    if (policy.waiverRules.reportEslintDisable) for (const silenced of silencedIn(inventory)) report(silenced);
  },
});

/** Comments that silence rules in the editor, in the files that hold contracts. */
function silencedIn(inventory: Inventory): readonly Report[] {
  const files = [...new Set(inventory.contracts.map((contract) => contract.file))];
  return files.flatMap((file) =>
    readSilencingComments(inventory.text(file)).map(({ start, end, rules }): Report => {
      const subject = rules?.length === 1 ? (rules[0] ?? null) : null;
      return {
        messageId: 'silenced',
        data: { rules: rules ? listed(rules) : 'every rule' },
        contract: null,
        at: { file, start, end },
        subject,
      };
    }),
  );
}
