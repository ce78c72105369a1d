import {
  boolean,
  choice,
  either,
  type EitherShape,
  filledList,
  integer,
  list,
  object,
  type ObjectShape,
  scalar,
  type Shape,
  text,
} from '../shape.ts';
import { selectorShape } from './selector.ts';

/* Severities, rules of the policy’s own, and waivers. */

const SEVERITIES = ['error', 'warn', 'off'] as const;

export const severity = (about: string): Shape => choice(about, ...SEVERITIES);

const settingFields: Readonly<Record<string, Shape>> = {
  severity: severity('The severity.'),
  lesser: choice('Of rules with findings of two severities, that of the lesser ones.', ...SEVERITIES),
  becomesErrorOn: text('From this day on (UTC) the rule is an error.', 'date'),
};

/** @param elsewhere where an option belongs that is written in the setting of a rule */
export function ruleSettingShape(elsewhere: (name: string) => string | undefined): EitherShape {
  return either('The severity of a rule, or more about it.', severity('The severity.'), {
    ...object('The setting of a rule.', settingFields, [], Object.keys(settingFields)),
    elsewhere,
  });
}

export const assertShape: Shape = list(
  'Rules of the policy’s own: which contracts, and what is demanded of a value.',
  object(
    'A rule of the policy’s own.',
    {
      id: text('The id: lower case words joined by hyphens.', 'assertion-id'),
      message: text('What the finding says; without it, a sentence is made.'),
      severity: severity('The severity; without it, error.'),
      for: selectorShape,
      value: text('The path of the value: `meta.title`, `policy.rateLimit.rpm`, `tags`.', 'value-path'),
      required: boolean('The value is present.'),
      pattern: text('A text (each item of a list) matches this pattern (RE2 syntax).', 'pattern'),
      enum: filledList('The value (each item of a list) is one of these.', scalar('A value.')),
      minLength: integer('Least length of a text.'),
      minItems: integer('Least number of items of a list.'),
      contains: text('A list contains this.'),
      notContains: text('A list does not contain this.'),
      equals: scalar('The value is this.'),
    },
    ['id', 'value'],
  ),
);

export const waiverShape: ObjectShape = object(
  'A waiver: a finding that is accepted for a time.',
  {
    rule: text('The rule.', 'rule'),
    contract: text('A glob of contract keys, optionally with `@` and a range of versions: `billing.invoice.void@^2`.', 'waived-contract'),
    subject: text('One event, tag, owner or field; without it, all.'),
    reason: text('Why.'),
    owner: text('Who answers for it.', 'team'),
    issue: text('Where it is followed up.'),
    expires: text('The last day, inclusive, UTC.', 'date'),
    from: text('Of rules that compare with a base: the version before.', 'version'),
    to: text('Of rules that compare with a base: the version after.', 'version'),
    changes: list('Of rules that compare with a base: ids of changes.', text('An id of a change.')),
  },
  ['rule', 'contract', 'reason', 'owner', 'expires'],
);

const waiverList = list('Waivers.', waiverShape);

export const waiversShape: Shape = either(
  'Waivers: a list, or a map with the terms and the list as `entries`.',
  waiverList,
  object('Waivers and their terms.', {
    entries: waiverList,
    maxDays: integer('A waiver expires at most this many days from today.', 1, 3650),
    warnDays: integer('A waiver that expires within this many days is told.'),
    never: list('Rules that cannot be waived.', text('A rule.', 'rule')),
    allowGlobs: boolean('Waivers of rules that compare with a base may name contracts by globs.'),
    allowInChange: boolean('A waiver holds in the same change that adds it.'),
    reportEslintDisable: boolean(
      'Comments such as `eslint-disable` that silence a rule in the editor, and not here, are findings of `waivers`.',
    ),
  }),
);
