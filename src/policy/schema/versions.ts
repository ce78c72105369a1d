import {
  boolean,
  choice,
  filledList,
  integer,
  list,
  nullable,
  object,
  type ObjectShape,
  onlyAtRoot,
  record,
  type Shape,
  text,
} from '../shape.ts';
import { severity } from './rules.ts';

/* Stages, versions and what changes owe. */

const demandFields: Readonly<Record<string, Shape>> = {
  description: integer('Least length of the description.'),
  goal: integer('Least length of the goal (operations).'),
  context: integer('Least length of the context (operations).'),
  scenarios: integer('Least number of acceptance scenarios (operations).'),
  examples: integer('Least number of acceptance examples (operations).'),
  audit: boolean('Commands that emit have audit labels.'),
  released: boolean('The version is 1.0.0 or later.'),
};

export const stabilityShape: ObjectShape = object('Stability stages.', {
  stages: filledList('The stages in order, from the least to the most stable; `deprecated` stands apart.', text('A stage.')),
  requirements: record(
    'What each stage demands. Read by `stability-requirements`.',
    'stage',
    object('What a stage demands.', demandFields, [], Object.keys(demandFields)),
  ),
  transitions: nullable(
    record(
      'Allowed moves: each stage with those that may follow it. Null: to any later stage, and to `deprecated` and back.',
      'stage',
      list('Stages that may follow.', text('A stage.', 'stage')),
    ),
  ),
});

/** Of one contract as of all. */
const owedFields: Readonly<Record<string, Shape>> = {
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
};

/** What a change is compared with, which is one thing for all contracts. */
const comparedFields: Readonly<Record<string, Shape>> = {
  base: choice('What a change is compared with: the merge base with the target branch, or the target itself.', 'merge-base', 'target'),
  released: nullable(
    text('Names of release tags with `{version}` and optionally `{package}`, such as `contracts-v{version}`; null: none.', 'release-tag'),
  ),
};

export const versioningShape: ObjectShape = object('Versions and what changes owe.', { ...comparedFields, ...owedFields });

export const owedShape: ObjectShape = onlyAtRoot(object('What changes owe.', owedFields), Object.keys(comparedFields));

export const deprecationsShape: Shape = list(
  'Deprecated contracts, their replacement and their end.',
  object(
    'A deprecated contract.',
    {
      contract: text('The key of the deprecated contract.'),
      version: text(
        'The version that is deprecated. Without it those whose stage is `deprecated`, or all where none is, as far as the rule `deprecation` says.',
      ),
      replacement: text('The key of the contract to use instead.'),
      since: text('The day of the announcement.', 'date'),
      sunset: text('The last day of support.', 'date'),
      reason: text('Why. For people.'),
    },
    ['contract'],
  ),
);

export const schemasShape: ObjectShape = object('How schemas are compared.', {
  unknownFields: choice('What servers do with undeclared fields of an input.', 'refuse', 'drop'),
  openEnums: list('Names of enums whose readers accept values that they do not know.', text('A name.')),
  profile: choice('`wire`: JSON alone; `source`: consumers also import the TypeScript types.', 'wire', 'source'),
});
