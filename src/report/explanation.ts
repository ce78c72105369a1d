import type { CatalogueEntry } from '../compare/catalogue/entry.ts';
import { addDays } from '../policy/date.ts';
import type { Policy } from '../policy/policy.ts';
import { demandsOfWaiver } from '../policy/waivers/validity.ts';
import type { Rule } from '../rules/rule.ts';
import { groupBy } from '../source/groups.ts';
import type { Style } from './style.ts';
import { beside, padEnd, wrap } from './width.ts';

/** All rules with their sentence, by area. */
export function ruleTable(rules: readonly Rule[], style: Style, columns: number): string[] {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return [...groupBy(rules, ({ area }) => area)].flatMap(([area, ofArea], index) => [
    ...(index > 0 ? [''] : []),
    style.bold(`Rules: ${area}`),
    ...ofArea.flatMap(({ id, description }) => beside(`  ${style.cyan(padEnd(id, width))}  `, width + 4, description, columns)),
  ]);
}

/** All kinds of change with their class, by direction. */
export function changeTable(catalogue: readonly CatalogueEntry[], style: Style, columns: number): string[] {
  const width = Math.max(...catalogue.map(({ id }) => id.length));
  return [...groupBy(catalogue, ({ direction }) => direction)].flatMap(([direction, entries], index) => [
    ...(index > 0 ? [''] : []),
    style.bold(`Changes: ${direction}`),
    ...entries.flatMap((entry) =>
      beside(`  ${style.cyan(padEnd(entry.id, width))}  ${padEnd(classText(entry), 9)}  `, width + 15, entry.changed, columns),
    ),
  ]);
}

/** What is known of a kind of change. */
export function changePage(entry: CatalogueEntry, style: Style, width: number): string[] {
  const section = (title: string, text: string): string[] => ['', style.bold(title), ...wrap(text, width - 2).map((line) => `  ${line}`)];
  return [
    style.bold(entry.id),
    '',
    ...wrap(entry.changed, width),
    '',
    `  ${style.dim(padEnd('Class', 10))}${entry.class === 'relation' ? 'decided by the schemas, or by the change itself' : entry.class}`,
    `  ${style.dim(padEnd('Direction', 10))}${entry.direction}`,
    ...(entry.review === null ? [] : [`  ${style.dim(padEnd('Review', 10))}${entry.review}`]),
    ...section('Whom it breaks', entry.breaks),
    ...section('What to do', entry.remedy),
    ...section(
      'How to waive',
      'Waive the rule that reports it (version-bump, no-removed-contract or review-required) and name this id under "changes".',
    ),
  ];
}

function classText({ class: name }: CatalogueEntry): string {
  return name === 'relation' ? 'varies' : name;
}

/** In days: long enough to mend something. */
const USUAL_TERM = 60;

/** How to waive a rule from today on, as a policy says it. */
export function waiverExample({ id, scope }: Rule, rules: Policy['waiverRules'], today: string, style: Style): string[] {
  if (id === 'waivers' || rules.never.includes(id)) return [style.bold('How to waive'), '', `  "${id}" cannot be waived.`];
  const demands = demandsOfWaiver(id, scope === 'base');
  const isOfOne = demands.length > 0 && !rules.allowGlobs;
  const entry = [
    'waivers:',
    `  - rule: ${id}`,
    id === 'policy-loosened'
      ? "    contract: '**'                        # its findings are about no contract"
      : `    contract: billing.invoice.send        # a key${isOfOne ? '' : ', or a glob'}; '@^2' after it limits it to versions`,
    ...(demands.includes('from') ? ['    from: 1.0.0                           # the version before'] : []),
    ...(demands.includes('to') ? ['    to: 2.0.0                             # the version after'] : []),
    ...(demands.includes('changes') ? ['    changes: [input-required-field-added] # the ids of the changes'] : []),
    '    reason: Why it is right for now',
    "    owner: '@acme/billing'",
    `    expires: ${addDays(today, Math.min(USUAL_TERM, rules.maxDays))}                   # the last day, at most ${rules.maxDays} days away`,
  ];
  return [style.bold('How to waive'), '', ...entry.map((line) => `    ${style.cyan(line)}`)];
}
