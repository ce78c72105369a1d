import type { Policy } from '../policy/policy.ts';
import { assertionRules } from './assertions.ts';
import { auditCoverage } from './audit-coverage.ts';
import { auditKnown } from './audit-known.ts';
import { auditRequired } from './audit-required.ts';
import { changesetRequired } from './changeset-required.ts';
import { codeownersAgree } from './codeowners-agree.ts';
import { completeMeta } from './complete-meta.ts';
import { consistentOwners } from './consistent-owners.ts';
import { declaredEvent } from './declared-event.ts';
import { deprecation } from './deprecation.ts';
import { derivedNameChanged } from './derived-name-changed.ts';
import { eventNaming } from './event-naming.ts';
import { eventPayload } from './event-payload.ts';
import { keyFormat } from './key-format.ts';
import { knownFields } from './known-fields.ts';
import { knownOwner } from './known-owner.ts';
import { noRemovedContract } from './no-removed-contract.ts';
import { ownerFormat } from './owner-format.ts';
import { piiAudited } from './pii-audited.ts';
import { plainIdentifiers } from './plain-identifiers.ts';
import { policyLoosened } from './policy-loosened.ts';
import { requireOwners } from './require-owners.ts';
import { requireTags } from './require-tags.ts';
import { reviewRequired } from './review-required.ts';
import type { Rule } from './rule.ts';
import { stabilityDependency } from './stability-dependency.ts';
import { stabilityRequirements } from './stability-requirements.ts';
import { stabilityTransition } from './stability-transition.ts';
import { staticContract } from './static-contract.ts';
import { tagDomain } from './tag-domain.ts';
import { tagFormat } from './tag-format.ts';
import { tagImplies } from './tag-implies.ts';
import { tagVocabulary } from './tag-vocabulary.ts';
import { uniqueContract } from './unique-contract.ts';
import { uniqueTransportName } from './unique-transport-name.ts';
import { validExamples } from './valid-examples.ts';
import { validStability } from './valid-stability.ts';
import { validVersion } from './valid-version.ts';
import { versionBump } from './version-bump.ts';
import { versionOverbump } from './version-overbump.ts';
import { waivers } from './waivers.ts';

/** Every rule, sorted by id: the one table that CLI, ESLint plugin, policy and docs are made from. */
export const rules: readonly Rule[] = [
  auditCoverage,
  auditKnown,
  auditRequired,
  changesetRequired,
  codeownersAgree,
  completeMeta,
  consistentOwners,
  declaredEvent,
  deprecation,
  derivedNameChanged,
  eventNaming,
  eventPayload,
  keyFormat,
  knownFields,
  knownOwner,
  noRemovedContract,
  ownerFormat,
  piiAudited,
  plainIdentifiers,
  policyLoosened,
  requireOwners,
  requireTags,
  reviewRequired,
  stabilityDependency,
  stabilityRequirements,
  stabilityTransition,
  staticContract,
  tagDomain,
  tagFormat,
  tagImplies,
  tagVocabulary,
  uniqueContract,
  uniqueTransportName,
  validExamples,
  validStability,
  validVersion,
  versionBump,
  versionOverbump,
  waivers,
];

/** All rules under a policy: those that are shipped, and one for each of its assertions. */
export function rulesUnder({ assertions }: Pick<Policy, 'assertions'>): readonly Rule[] {
  return [...rules, ...assertionRules(assertions)];
}
