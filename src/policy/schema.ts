import { ruleIds } from './rule-ids.ts';
import {
  boolean,
  choice,
  either,
  filledList,
  integer,
  list,
  nullable,
  object,
  type ObjectShape,
  record,
  scalar,
  type Shape,
  text,
} from './shape.ts';

/*
 * The one description of a policy file. `policies/policy.schema.json` is generated from it, and `validate.ts` walks it at run time.
 * Defaults stand in `policies/recommended.yaml` alone.
 */

const severities = ['error', 'warn', 'off'] as const;
export const contractKinds = ['command', 'query', 'event'] as const;

const severity = (about: string): Shape => choice(about, ...severities);

const selectorFields = {
  files: filledList(
    'Globs of files, relative to the root; in a policy of a folder, to that folder.',
    text('A glob of files.', 'path-glob'),
  ),
  keys: filledList('Globs of contract keys; `*` is one segment, `**` any number.', text('A glob of keys.', 'key-glob')),
  kinds: filledList('Kinds of contracts.', choice('A kind of contract.', ...contractKinds)),
  stability: filledList('Stability stages.', text('A stage.', 'stage')),
  owners: filledList('Owners, or globs of them; one of a contract’s owners must match.', text('An owner.', 'team-glob')),
  tags: filledList('Tags, or globs of them; one of a contract’s tags must match.', text('A tag.', 'tag-glob')),
};

/** Which contracts an override or an assertion is for: all that is given must match. */
const selectorShape: ObjectShape = object(
  'Which contracts this is for: everything that is given must match, and one entry of each list.',
  selectorFields,
);

const teamShape = object('A team.', {
  aliases: list('Other spellings of the name; a fix replaces them.', text('A spelling.')),
  codeowners: list('The team’s handles in CODEOWNERS.', text('A handle, such as `@acme/billing`, or an e-mail address.')),
  contact: text('Where to reach the team.'),
  dissolved: text('The day on which the team ceased to exist.', 'date'),
  successor: text('The team that took over.', 'team'),
});

/** Teams by name, inline or in a file of their own. */
export const teamsShape: Shape = record(
  'Teams by name.',
  'text',
  either('A team, or nothing when there is nothing to say.', teamShape, { kind: 'null' }),
);

/** A vocabulary, inline or in a file of its own. */
export const vocabularyShape: Shape = list(
  'Tags that contracts may carry.',
  either(
    'A tag.',
    text('A tag.'),
    object(
      'A tag with more to say.',
      {
        name: text('The tag.'),
        deprecated: boolean('The tag must not be used any more.'),
        replacement: text('The tag to use instead; implies `deprecated`. It need not be listed itself.'),
        aliases: list('Spellings that a fix replaces by the tag.', text('A spelling.')),
        description: text('What the tag says. For people.'),
      },
      ['name'],
    ),
  ),
);

const ownersFields = {
  spelling: nullable(
    choice('How owners are written: `@` with, `plain` without a leading `@`; null: either. Read by `owner-format`.', '@', 'plain'),
  ),
  pattern: nullable(text('A pattern that owners match (RE2 syntax), or null.', 'pattern')),
  min: integer('Least number of owners.'),
  max: nullable(integer('Greatest number of owners, or null.', 1)),
  codeowners: choice(
    'How a contract’s owners and the file’s CODEOWNERS entry must agree. Read by `codeowners-agree`.',
    'equal',
    'overlap',
    'subset',
  ),
};

const directory = nullable(
  either(
    'The teams: a map, a YAML file with `teams:`, or `CODEOWNERS` to take every owner that stands there. With it, `known-owner` judges.',
    text('Path of a YAML file relative to this one, or `CODEOWNERS`.'),
    teamsShape,
  ),
);

const keyFormat = text('`dotted`, or a pattern (RE2 syntax) that begins with `^`.', 'key-format');

const keysShape = object('The keys of contracts.', {
  format: either(
    'The form of keys: `dotted` (segments joined by dots), a pattern that begins with `^`, or one of these for each kind.',
    keyFormat,
    record('The form of keys by kind.', contractKinds, keyFormat),
  ),
  also: list('Keys, or globs of them, that are accepted all the same.', text('A key.', 'key-glob')),
});

const tagsFields = {
  min: integer('Least number of tags.'),
  max: nullable(integer('Greatest number of tags, or null.', 1)),
  format: text('`kebab-case`, or a pattern (RE2 syntax) that begins with `^`.', 'tag-format'),
  groups: list(
    'Groups of tags and how many of each a contract carries: `{ pattern: "risk/*", min: 1, max: 1 }` is exactly one.',
    object(
      'A group.',
      { pattern: text('A glob of tags.', 'name-glob'), min: integer('Least number.'), max: nullable(integer('Greatest number, or null.')) },
      ['pattern'],
    ),
  ),
  implies: list(
    'What tags demand beside them.',
    object(
      'What a tag demands.',
      {
        tag: text('The tag that demands.', 'tag'),
        tags: list('Tags that must stand beside it.', text('A tag.', 'tag')),
        owner: text('An owner that the contract must have.', 'team'),
        auth: list('Auth levels, of which the contract must have one.', text('An auth level.')),
        audit: boolean('The contract must have an audit label.'),
      },
      ['tag'],
    ),
  ),
};

const vocabulary = nullable(
  either(
    'The tags that contracts may carry: a list, or a YAML file with `tags:`. With it, `tag-vocabulary` judges.',
    text('Path of a YAML file relative to this one.'),
    vocabularyShape,
  ),
);

const auditShape = object('Audit labels.', {
  labels: filledList(
    'What a label may look like: `{event}` is the event’s key, `{version}` and `{major}` its version.',
    text('A template.', 'label'),
  ),
  known: list('Labels, or globs of them, that may stand without an event of their name.', text('A label.', 'name-glob')),
  exempt: list(
    'What needs no audit: contracts by `keys`, emitted events by `events`; with both, those events of those contracts.',
    object('An exemption.', {
      keys: list('Globs of contract keys.', text('A glob.', 'key-glob')),
      events: list('Globs of event keys.', text('A glob.', 'key-glob')),
    }),
  ),
  required: object('Which commands must declare events and audit. Read by `audit-required`.', {
    auth: list('Auth levels.', text('An auth level.')),
    stability: list('Stages.', text('A stage.', 'stage')),
    tags: list('Tags, or globs of them.', text('A tag.', 'tag-glob')),
    pii: boolean('Commands that handle personal data.'),
  }),
});

const eventsShape = object('Events.', {
  naming: object('How event keys are named. Read by `event-naming`.', {
    domain: boolean('An event shares a segment of its key with the command that emits it.'),
    also: list('Event keys, or globs of them, that are accepted all the same.', text('A key.', 'key-glob')),
  }),
});

const stabilityShape = object('Stability stages.', {
  stages: filledList('The stages in order, from the least to the most stable; `deprecated` stands apart.', text('A stage.')),
  requirements: record(
    'What each stage demands. Read by `stability-requirements`.',
    'stage',
    object('What a stage demands.', {
      description: integer('Least length of the description.'),
      goal: integer('Least length of the goal (operations).'),
      context: integer('Least length of the context (operations).'),
      scenarios: integer('Least number of acceptance scenarios (operations).'),
      examples: integer('Least number of acceptance examples (operations).'),
      audit: boolean('Commands that emit have audit labels.'),
      released: boolean('The version is 1.0.0 or later.'),
    }),
  ),
  transitions: nullable(
    record(
      'Allowed moves: each stage with those that may follow it. Null: to any later stage, and to `deprecated` and back.',
      'stage',
      list('Stages that may follow.', text('A stage.', 'stage')),
    ),
  ),
});

const versioningShape = object('Versions and what changes owe.', {
  base: choice('What a change is compared with: the merge base with the target branch, or the target itself.', 'merge-base', 'target'),
  released: nullable(
    text('Names of release tags with `{version}` and optionally `{package}`, such as `contracts-v{version}`; null: none.', 'release-tag'),
  ),
  report: object('What an unpaid change is, by class.', {
    breaking: severity('Breaking changes.'),
    dangerous: severity('Changes that fit on paper and are known to bite.'),
    additive: severity('Additions.'),
    patch: severity('Words, owners, tags.'),
  }),
  removalFrom: text('From this stage up a removed contract is judged.', 'stage'),
  betaBreaking: choice('What a breaking change of a beta contract owes.', 'major', 'minor'),
  dangerousAsBreaking: boolean('Dangerous changes of stable contracts owe what breaking ones owe.'),
  patch: choice('What a patch of a stable contract owes.', 'patch', 'none'),
  notice: object('Days between the announcement of a deprecation and its sunset.', {
    minDays: integer('Least number of days.'),
    maxDays: nullable(integer('Greatest number of days, or null.', 1)),
  }),
  prerelease: list('Stages in which a version may be a prerelease.', text('A stage.', 'stage')),
});

const deprecationsShape = list(
  'Deprecated contracts, their replacement and their end.',
  object(
    'A deprecated contract.',
    {
      contract: text('The key of the deprecated contract.'),
      replacement: text('The key of the contract to use instead.'),
      since: text('The day of the announcement.', 'date'),
      sunset: text('The last day of support.', 'date'),
      reason: text('Why. For people.'),
    },
    ['contract'],
  ),
);

const ruleSetting = either('The severity of a rule, or more about it.', severity('The severity.'), {
  ...object('The setting of a rule.', {
    severity: severity('The severity.'),
    lesser: choice('Of rules with findings of two severities, that of the lesser ones.', ...severities),
    becomesErrorOn: text('From this day on (UTC) the rule is an error.', 'date'),
  }),
  elsewhere: inSection,
});

const rulesShape = record('Rules by id, and assertions of this policy by theirs.', 'rule', ruleSetting);

const assertShape = list(
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

const waiverShape = object(
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

const waiversShape = either(
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

const catalogShape = object(
  'A catalogue.',
  {
    files: filledList('Globs of its files.', text('A glob.', 'path-glob')),
    each: choice('`package`: keys are unique inside each package of the catalogue.', 'package'),
  },
  ['files'],
);

const knownFields = choice('`closed`: fields that the framework does not know are findings of `known-fields`.', 'open', 'closed');

const contractsShape = object('Which files hold contracts.', {
  include: filledList('Globs of files that may hold contracts. Declaration files never do.', text('A glob.', 'path-glob')),
  exclude: list(
    'Globs of files in which reading does not start. They are still read when they are imported.',
    text('A glob.', 'path-glob'),
  ),
  modules: filledList(
    'Packages whose define functions make contracts; subpaths are included. A schema library of a fork is named here as well, unless it is called `schema` where the contracts package is called `contracts-spec`.',
    text('A package.', 'package-name'),
  ),
  catalogs: record('Sets of files inside which keys are unique; without any, the whole repository is one.', 'text', catalogShape),
  knownFields,
});

const schemasShape = object('How schemas are compared.', {
  unknownFields: choice('What servers do with undeclared fields of an input.', 'refuse', 'drop'),
  openEnums: list('Names of enums whose readers accept values that they do not know.', text('A name.')),
  profile: choice('`wire`: JSON alone; `source`: consumers also import the TypeScript types.', 'wire', 'source'),
});

const transportsShape = nullable(
  list('Transports in use; null: those that any contract pins.', choice('A transport.', 'rest', 'gql', 'mcp')),
);

const reviewShape = object('Who reviews. Read by `review-required`.', {
  security: list('Teams that review security.', text('A team.', 'team')),
  compliance: list('Teams that review compliance.', text('A team.', 'team')),
});

const metaShape = object('Texts of contracts.', {
  placeholders: list('Texts that stand for a missing one, whatever their case. Read by `complete-meta`.', text('A text.')),
});

/** Tells who writes one of these names here where they belong. */
function onlyAtRoot(shape: ObjectShape, names: readonly string[]): ObjectShape {
  return { ...shape, elsewhere: (name) => (names.includes(name) ? 'It belongs in the policy at the root.' : shape.elsewhere?.(name)) };
}

/** Sections that an override may set. */
const overridable = {
  rules: rulesShape,
  owners: onlyAtRoot(object('Owners.', ownersFields), ['directory']),
  keys: keysShape,
  tags: object('Tags.', { ...tagsFields, vocabulary }),
  audit: auditShape,
  events: eventsShape,
  stability: stabilityShape,
  versioning: versioningShape,
  schemas: schemasShape,
  meta: metaShape,
  review: reviewShape,
  transports: transportsShape,
  contracts: onlyAtRoot(object('Reading.', { knownFields }), ['include', 'exclude', 'modules', 'catalogs']),
};

const overridesShape = list(
  'Settings for some contracts. The last match wins.',
  object('Settings for some contracts.', { for: selectorShape, ...overridable }, ['for']),
);

const extendsItem = text(
  'A preset (`recommended`, `strict`), a file relative to this one, or a package pinned as `name@version`.',
  'extends',
);
const extendsShape = either(
  'What this policy builds on, from left to right, on top of `recommended`.',
  extendsItem,
  list('What this policy builds on.', extendsItem),
);

/** Sections of a policy for a folder as well as of one for the repository. */
const anywhere = {
  version: integer('The version of the format.', 1, 1),
  extends: extendsShape,
  ...overridable,
  overrides: overridesShape,
  enforced: list(
    'Rules that who extends this policy may raise and never lower, nor weaken through their options.',
    text('A rule.', 'rule'),
  ),
  assert: assertShape,
};

/** A policy file at the root, or one that it extends. */
export const policyShape: ObjectShape = {
  ...object('A policy of contracts-governance.', {
    ...anywhere,
    contracts: contractsShape,
    owners: object('Owners.', { directory, ...ownersFields }),
    deprecations: deprecationsShape,
    waivers: waiversShape,
  }),
  elsewhere: (name) => (ruleIds.some((rule) => rule === name) ? 'It is a rule: write it under "rules".' : inSection(name)),
};

/** Where an option belongs that is written outside of its section. */
function inSection(name: string): string | undefined {
  const sections = [...policyShape.fields].flatMap(([section, shape]) =>
    shape.kind === 'object' && shape.fields.has(name) ? `"${section}"` : [],
  );
  return sections.length === 0 ? undefined : `It is an option of ${sections.join(' and of ')}: write it there.`;
}

/** Sections that speak of the whole repository. */
const rootSections: readonly string[] = ['contracts', 'deprecations', 'waivers'];

/** A policy file in a folder: it extends the one above it for the files below. */
export const nestedPolicyShape: ObjectShape = onlyAtRoot(object('A policy for the files of this folder.', anywhere), rootSections);

/** Shapes that stand in several places: the JSON Schema names them. */
export const namedShapes: ReadonlyMap<Shape, string> = new Map<Shape, string>([
  [selectorShape, 'selector'],
  [ruleSetting, 'ruleSetting'],
  [teamShape, 'team'],
  [waiverShape, 'waiver'],
]);
