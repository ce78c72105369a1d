import type { Location } from '../source/span.ts';
import type { Report } from './finding.ts';
import { spanOfLocation } from './support/locations.ts';
import { defineRule, type RepositoryRule } from './rule.ts';

export const waivers: RepositoryRule = defineRule({
  id: 'waivers',
  area: 'policy',
  scope: 'repo',
  description: 'Waivers are valid, owned, in date and in use',
  messages: {
    void: '{{problem}} It hides nothing until it is corrected.',
    malformed: '{{problem}} {{hint}}',
    unused: '{{problem}}',
  },
  policy: ['waivers'],
  // What a waiver hides is known when all other rules have run: whoever runs them gives the outcome to this one.
  check({ tree }, { waivers: outcome, report }) {
    const at = (location: Location): Pick<Report, 'contract' | 'at'> => ({ contract: null, at: spanOfLocation(location, tree) });
    for (const { kind, message, waiver } of outcome?.problems ?? []) {
      const messageId = kind === 'void' ? 'void' : 'unused';
      report({ ...at(waiver.location), messageId, data: { problem: message }, subject: waiver.rule });
    }
    for (const { message, hint, location } of outcome?.malformed ?? []) {
      if (location) report({ ...at(location), messageId: 'malformed', data: { problem: message, hint: hint ?? '' } });
    }
  },
});
