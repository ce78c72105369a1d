import { RULE_IDS } from './rule-ids.ts';
import { keysShape, knownFields, contractsShape, transportsShape, reviewShape, metaShape } from './schema/contracts.ts';
import { auditShape, eventsShape } from './schema/events.ts';
import { teamShape, ownersFields, directory } from './schema/owners.ts';
import { ruleSettingShape, assertShape, waiverShape, waiversShape } from './schema/rules.ts';
import { selectorShape } from './schema/selector.ts';
import { tagsFields, vocabulary } from './schema/tags.ts';
import { owedShape, stabilityShape, versioningShape, deprecationsShape, schemasShape } from './schema/versions.ts';
import { either, integer, list, object, onlyAtRoot, record, text, type ObjectShape, type Shape } from './shape.ts';

/*
 * The one description of a policy file. `policies/policy.schema.json` is generated from it, and `validate.ts` walks it at run time.
 * Defaults stand in `policies/recommended.yaml` alone.
 */

const ruleSetting = ruleSettingShape(inSection);
const rulesShape = record('Rules by id, and assertions of this policy by theirs.', 'rule', ruleSetting);

/** Sections that an override may set. */
const overridable = {
  rules: rulesShape,
  owners: onlyAtRoot(object('Owners.', ownersFields), ['directory']),
  keys: keysShape,
  tags: object('Tags.', { ...tagsFields, vocabulary }),
  audit: auditShape,
  events: eventsShape,
  stability: stabilityShape,
  versioning: owedShape,
  schemas: schemasShape,
  meta: metaShape,
  review: reviewShape,
  transports: transportsShape,
  contracts: onlyAtRoot(object('Reading.', { knownFields }), ['include', 'exclude', 'modules', 'catalogs']),
};

const overridesShape = list(
  'Settings for some contracts. The last match wins.',
  object('Settings for some contracts.', { for: selectorShape, ...overridable }, ['for'], Object.keys(overridable)),
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
    versioning: versioningShape,
    owners: object('Owners.', { directory, ...ownersFields }),
    deprecations: deprecationsShape,
    waivers: waiversShape,
  }),
  elsewhere: (name) => (RULE_IDS.some((rule) => rule === name) ? 'It is a rule: write it under "rules".' : inSection(name)),
};

/** Where an option belongs that is written outside of its section. */
function inSection(name: string): string | undefined {
  const sections = [...policyShape.fields].flatMap(([section, shape]) =>
    shape.kind === 'object' && shape.fields.has(name) ? `"${section}"` : [],
  );
  return sections.length === 0 ? undefined : `It is an option of ${sections.join(' and of ')}: write it there.`;
}

/** Sections that speak of the whole repository. */
const ROOT_SECTIONS: readonly string[] = ['contracts', 'deprecations', 'waivers'];

/** A policy file in a folder: it extends the one above it for the files below. */
export const nestedPolicyShape: ObjectShape = onlyAtRoot(object('A policy for the files of this folder.', anywhere), ROOT_SECTIONS);

/** Shapes that stand in several places: the JSON Schema names them. */
export const NAMED_SHAPES: ReadonlyMap<Shape, string> = new Map<Shape, string>([
  [selectorShape, 'selector'],
  [ruleSetting, 'ruleSetting'],
  [teamShape, 'team'],
  [waiverShape, 'waiver'],
]);
