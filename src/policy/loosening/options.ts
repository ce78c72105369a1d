import { CONTRACT_KINDS } from '../../contracts/contract.ts';
import { type EffectivePolicy, REPORTABLE_CLASSES } from '../effective-policy.ts';
import type { Weakening } from './loosening.ts';
import {
  compareDirectories,
  compareExemptions,
  compareGroups,
  compareRemoval,
  compareRequirements,
  compareStages,
  compareTransitions,
  compareTransports,
  compareVocabularies,
} from './sections.ts';
import { fromTo, missing, show, uncovered } from './words.ts';

type Compare = (before: EffectivePolicy, after: EffectivePolicy) => readonly string[];

interface Option {
  readonly path: string;
  /** The rules that ask less: first the one that the weakening is told of where it is told once. */
  readonly rules: Rules;
  readonly compare: Compare;
}

type Rules = readonly [string, ...string[]];

type Get<T> = (policy: EffectivePolicy) => T;

/** All ways in which options ask less. Sections that are the identical object are not looked into. */
export function compareOptions(before: EffectivePolicy, after: EffectivePolicy): readonly Weakening[] {
  if (before === after) return [];
  return OPTIONS.flatMap(({ path, rules, compare }) =>
    compare(before, after).flatMap((change) => rules.map((rule) => ({ path, rule, change }))),
  );
}

function option(path: string, rules: string | Rules, compare: Compare): Option {
  return { path, rules: typeof rules === 'string' ? [rules] : rules, compare };
}

/** Entries of a list each of which lets something through. */
function grows(path: string, rules: string | Rules, get: Get<readonly unknown[]>): Option {
  return option(path, rules, (before, after) => missing(get(after), get(before)).map((entry) => `now has ${show(entry)}`));
}

/** The same of globs: one that takes less than another did lets nothing more through. */
function growsGlobs(path: string, rules: string, get: Get<readonly string[]>, separator: '.' | ''): Option {
  return option(path, rules, (before, after) => uncovered(get(after), get(before), separator).map((glob) => `now has ${show(glob)}`));
}

/** Entries of a list each of which asks for something. */
function shrinks(path: string, rules: string | Rules, get: Get<readonly unknown[]>): Option {
  return option(path, rules, (before, after) => missing(get(before), get(after)).map((entry) => `no longer has ${show(entry)}`));
}

/** A number that asks for at least so much. */
function falls(path: string, rules: string | Rules, get: Get<number>): Option {
  return option(path, rules, (before, after) => (get(after) < get(before) ? [fromTo(get(before), get(after))] : []));
}

/** A number that asks for at most so much; null asks nothing. */
function rises(path: string, rules: string | Rules, get: Get<number | null>): Option {
  return option(path, rules, (before, after) =>
    (get(after) ?? Infinity) > (get(before) ?? Infinity) ? [fromTo(get(before), get(after))] : [],
  );
}

/** A choice whose values are listed from the one that asks least to the one that asks most. */
function weakens<T>(path: string, rules: string | Rules, order: readonly T[], get: Get<T>): Option {
  return option(path, rules, (before, after) =>
    order.indexOf(get(after)) < order.indexOf(get(before)) ? [fromTo(get(before), get(after))] : [],
  );
}

/** A value of which nobody can say which one asks less. Where nothing was asked before, nothing is lost. */
function changes(path: string, rules: string | Rules, get: Get<unknown>, asksNothing: unknown = undefined): Option {
  return option(path, rules, (before, after) => {
    const [from, to] = [get(before), get(after)];
    return from === asksNothing || from === to ? [] : [fromTo(from, to)];
  });
}

const OPTIONS: readonly Option[] = [
  falls('owners.min', 'require-owners', ({ owners }) => owners.min),
  rises('owners.max', 'require-owners', ({ owners }) => owners.max),
  changes('owners.spelling', 'owner-format', ({ owners }) => owners.spelling, null),
  changes('owners.pattern', 'owner-format', ({ owners }) => owners.pattern, null),
  weakens('owners.codeowners', 'codeowners-agree', ['overlap', 'subset', 'equal'], ({ owners }) => owners.codeowners),
  option('owners.directory', 'known-owner', compareDirectories),
  ...CONTRACT_KINDS.map((kind) => changes(`keys.format.${kind}`, 'key-format', ({ keys }) => keys.format.get(kind))),
  growsGlobs('keys.also', 'key-format', ({ keys }) => keys.also, '.'),
  falls('tags.min', 'require-tags', ({ tags }) => tags.min),
  rises('tags.max', 'require-tags', ({ tags }) => tags.max),
  changes('tags.format', 'tag-format', ({ tags }) => tags.format),
  option('tags.vocabulary', 'tag-vocabulary', compareVocabularies),
  option('tags.groups', 'tag-vocabulary', compareGroups),
  shrinks('tags.implies', 'tag-implies', ({ tags }) => tags.implies),
  grows('audit.labels', ['audit-coverage', 'pii-audited', 'audit-known'], ({ audit }) => audit.labels),
  option('audit.exempt', 'audit-coverage', compareExemptions),
  growsGlobs('audit.known', 'audit-known', ({ audit }) => audit.known, ''),
  shrinks('audit.required.auth', 'audit-required', ({ audit }) => audit.required.auth),
  shrinks('audit.required.stability', 'audit-required', ({ audit }) => audit.required.stability),
  shrinks('audit.required.tags', 'audit-required', ({ audit }) => audit.required.tags),
  weakens('audit.required.pii', 'audit-required', [false, true], ({ audit }) => audit.required.pii),
  weakens('events.naming.domain', 'event-naming', [false, true], ({ events }) => events.naming.domain),
  growsGlobs('events.naming.also', 'event-naming', ({ events }) => events.naming.also, '.'),
  grows('stability.stages', 'valid-stability', ({ stability }) => stability.stages),
  option('stability.stages', ['version-bump', 'no-removed-contract', 'stability-transition', 'stability-dependency'], compareStages),
  option('stability.requirements', 'stability-requirements', compareRequirements),
  option('stability.transitions', 'stability-transition', compareTransitions),
  changes('versioning.base', 'version-bump', ({ versioning }) => versioning.base),
  changes('versioning.released', 'version-bump', ({ versioning }) => versioning.released, null),
  ...REPORTABLE_CLASSES.map((name) =>
    weakens(`versioning.report.${name}`, 'version-bump', ['off', 'warn', 'error'], ({ versioning }) => versioning.report.get(name)),
  ),
  option('versioning.removalFrom', 'no-removed-contract', compareRemoval),
  weakens(
    'versioning.betaBreaking',
    ['version-bump', 'changeset-required'],
    ['minor', 'major'],
    ({ versioning }) => versioning.betaBreaking,
  ),
  weakens(
    'versioning.dangerousAsBreaking',
    ['version-bump', 'changeset-required'],
    [false, true],
    ({ versioning }) => versioning.dangerousAsBreaking,
  ),
  weakens('versioning.patch', ['version-bump', 'changeset-required'], ['none', 'patch'], ({ versioning }) => versioning.patch),
  falls('versioning.notice.minDays', 'deprecation', ({ versioning }) => versioning.notice.minDays),
  rises('versioning.notice.maxDays', 'deprecation', ({ versioning }) => versioning.notice.maxDays),
  grows('versioning.prerelease', 'valid-version', ({ versioning }) => versioning.prerelease),
  weakens('schemas.unknownFields', ['version-bump', 'valid-examples'], ['drop', 'refuse'], ({ schemas }) => schemas.unknownFields),
  grows('schemas.openEnums', 'version-bump', ({ schemas }) => schemas.openEnums),
  weakens('schemas.profile', 'version-bump', ['wire', 'source'], ({ schemas }) => schemas.profile),
  shrinks('meta.placeholders', ['complete-meta', 'require-owners'], ({ meta }) => meta.placeholders),
  weakens('contracts.knownFields', 'known-fields', ['open', 'closed'], ({ knownFields }) => knownFields),
  shrinks('review.security', 'review-required', ({ review }) => review.security),
  shrinks('review.compliance', 'review-required', ({ review }) => review.compliance),
  option('transports', ['unique-transport-name', 'derived-name-changed'], compareTransports),
];
