import type { Contract, Known } from '../contracts/contract.ts';
import { isOwnerWellSpelled } from '../policy/spelling.ts';
import { count } from '../source/count.ts';
import { groupBy, tally } from '../source/groups.ts';
import type { Fix, Related } from './finding.ts';
import { defineRule, type ReportContext, type RepositoryRule } from './rule.ts';
import { judged, knownItems } from './support/contracts.ts';
import { replaceLiteral, type ReadText } from './support/fixes.ts';
import { isLeftToPlainIdentifiers } from './support/identifiers.ts';
import { withoutSpelling } from './support/near.ts';
import { isLeftTo } from './support/precedence.ts';
import { teamsOf } from './support/spellings.ts';
import { fixOrSuggest } from './support/suggestions.ts';
import { joined } from './support/text.ts';

export const consistentOwners: RepositoryRule = defineRule({
  id: 'consistent-owners',
  area: 'owners',
  scope: 'repo',
  description: 'One team has one spelling',
  messages: {
    spellings: 'One team is written in {{count}}: {{spellings}}. Write "{{wanted}}" everywhere.',
    unify: 'Write "{{wanted}}" everywhere.',
  },
  policy: ['owners.spelling', 'owners.pattern', 'owners.directory'],
  fixable: true,
  hasSuggestions: true,
  check(inventory, context) {
    const teams = groupBy(usesOf(judged(inventory.contracts, 'consistent-owners', context), context), ({ owner }) =>
      withoutSpelling(owner.value),
    );
    for (const uses of teams.values()) reportTeam(uses, (file) => inventory.text(file), context);
  },
});

/** An owner as a contract names it. */
interface Use {
  readonly contract: Contract;
  readonly owner: Known<string>;
}

/** The owners of all contracts, apart from those that another rule already objects to. */
function* usesOf(contracts: readonly Contract[], context: ReportContext): Generator<Use> {
  for (const contract of contracts) {
    const effective = context.policy.for(contract);
    const { directory } = effective.owners;
    const names = directory && isLeftTo('known-owner', 'consistent-owners', effective) ? teamsOf(directory) : null;
    const isFormatJudged = isLeftTo('owner-format', 'consistent-owners', effective);
    for (const owner of knownItems(contract.owners)) {
      if (withoutSpelling(owner.value) === '' || isLeftToPlainIdentifiers(owner.value, effective)) continue;
      if (names && names.get(owner.value)?.name !== owner.value) continue;
      if (isFormatJudged && !isOwnerWellSpelled(owner.value, effective.owners)) continue;
      yield { contract, owner };
    }
  }
}

function reportTeam(uses: readonly Use[], readText: ReadText, context: ReportContext): void {
  const counts = tally(uses.map(({ owner }) => owner.value));
  if (counts.size < 2) return;
  const policy = context.policy.defaults.owners;
  // Of equally many the one that the policy would have.
  const misspelt = (name: string): number => (isOwnerWellSpelled(name, policy) ? 0 : 1);
  const ranked = [...counts].toSorted(([a, times], [b, others]) => others - times || misspelt(a) - misspelt(b) || (a < b ? -1 : 1));
  const [[wanted = '', most = 0] = [], [, second = 0] = []] = ranked;
  const strays = uses.filter(({ owner }) => owner.value !== wanted);
  const [first] = strays;
  if (!first) return;
  context.report({
    messageId: 'spellings',
    data: { count: count(counts.size, 'way'), spellings: joined(ranked.map(([name, times]) => `"${name}" (${times})`)), wanted },
    contract: first.contract,
    at: first.owner.site,
    subject: wanted,
    identity: withoutSpelling(wanted),
    parts: strays.map(({ contract, owner }) => ({ contract, subject: owner.value })),
    related: placesOf(uses, wanted),
    ...fixOrSuggest(most > second, unify(strays, wanted, readText), 'unify', { wanted }),
  });
}

/** Every place that is written otherwise, and one that is written as the others should be. */
function placesOf(uses: readonly Use[], wanted: string): Related[] {
  const right = uses.filter(({ owner }) => owner.value === wanted).slice(0, 1);
  const strays = uses.filter(({ owner }) => owner.value !== wanted);
  return distinct([...right, ...strays].map(({ owner }) => owner)).map((owner) => ({
    span: owner.origin,
    message: `Written "${owner.value}" here.`,
  }));
}

/** One literal may be the owner of many contracts. */
function distinct(owners: readonly Known<string>[]): readonly Known<string>[] {
  return [...new Map(owners.map((owner) => [`${owner.origin.file}:${owner.origin.start}`, owner])).values()];
}

/** Respells every literal; none when some stray is not a literal, because a half-done fix only moves the difference. */
function unify(strays: readonly Use[], wanted: string, readText: ReadText): Fix | undefined {
  const fixes = distinct(strays.map(({ owner }) => owner)).map((owner) => replaceLiteral(owner, wanted, readText));
  return fixes.some((fix) => !fix) ? undefined : { edits: fixes.flatMap((fix) => fix?.edits ?? []) };
}
