import { CONTRACT_KINDS } from '../contracts/contract.ts';
import { type EffectivePolicy, REPORTABLE_CLASSES, type StageRequirements } from './effective-policy.ts';

/** One way in which a policy asks less than another through its options. */
export interface OptionLoosening {
  /** `audit.exempt`, `versioning.report.breaking`. */
  readonly path: string;
  /** The rule that asks less. */
  readonly rule: string;
  /** What happened, as the end of a sentence that begins with the path. */
  readonly change: string;
}

type Compare = (before: EffectivePolicy, after: EffectivePolicy) => readonly string[];
interface Option {
  readonly path: string;
  readonly rule: string;
  readonly compare: Compare;
}
type Get<T> = (policy: EffectivePolicy) => T;

/** All ways in which options ask less. Sections that are the identical object are not looked into. */
export function compareOptions(before: EffectivePolicy, after: EffectivePolicy): readonly OptionLoosening[] {
  if (before === after) return [];
  return OPTIONS.flatMap(({ path, rule, compare }) => compare(before, after).map((change) => ({ path, rule, change })));
}

function option(path: string, rule: string, compare: Compare): Option {
  return { path, rule, compare };
}

/** Entries of a list each of which lets something through. */
function grows(path: string, rule: string, get: Get<readonly unknown[]>): Option {
  return option(path, rule, (before, after) => missing(get(after), get(before)).map((entry) => `now has ${show(entry)}`));
}

/** Entries of a list each of which asks for something. */
function shrinks(path: string, rule: string, get: Get<readonly unknown[]>): Option {
  return option(path, rule, (before, after) => missing(get(before), get(after)).map((entry) => `no longer has ${show(entry)}`));
}

/** A number that asks for at least so much. */
function falls(path: string, rule: string, get: Get<number>): Option {
  return option(path, rule, (before, after) => (get(after) < get(before) ? [fromTo(get(before), get(after))] : []));
}

/** A number that asks for at most so much; null asks nothing. */
function rises(path: string, rule: string, get: Get<number | null>): Option {
  return option(path, rule, (before, after) =>
    (get(after) ?? Infinity) > (get(before) ?? Infinity) ? [fromTo(get(before), get(after))] : [],
  );
}

/** A choice whose values are listed from the one that asks least to the one that asks most. */
function weakens<T>(path: string, rule: string, order: readonly T[], get: Get<T>): Option {
  return option(path, rule, (before, after) =>
    order.indexOf(get(after)) < order.indexOf(get(before)) ? [fromTo(get(before), get(after))] : [],
  );
}

/** A value of which nobody can say which one asks less. Where nothing was asked before, nothing is lost. */
function changes(path: string, rule: string, get: Get<unknown>, asksNothing: unknown = undefined): Option {
  return option(path, rule, (before, after) => {
    const [from, to] = [get(before), get(after)];
    return from === asksNothing || from === to ? [] : [fromTo(from, to)];
  });
}

const COUNTED = ['description', 'goal', 'context', 'scenarios', 'examples'] as const;
const DEMANDED = ['audit', 'released'] as const;

const OPTIONS: readonly Option[] = [
  falls('owners.min', 'require-owners', ({ owners }) => owners.min),
  rises('owners.max', 'require-owners', ({ owners }) => owners.max),
  changes('owners.spelling', 'owner-format', ({ owners }) => owners.spelling, null),
  changes('owners.pattern', 'owner-format', ({ owners }) => owners.pattern, null),
  weakens('owners.codeowners', 'codeowners-agree', ['overlap', 'subset', 'equal'], ({ owners }) => owners.codeowners),
  option('owners.directory', 'known-owner', compareDirectories),
  ...CONTRACT_KINDS.map((kind) => changes(`keys.format.${kind}`, 'key-format', ({ keys }) => keys.format.get(kind))),
  grows('keys.also', 'key-format', ({ keys }) => keys.also),
  falls('tags.min', 'require-tags', ({ tags }) => tags.min),
  rises('tags.max', 'require-tags', ({ tags }) => tags.max),
  changes('tags.format', 'tag-format', ({ tags }) => tags.format),
  option('tags.vocabulary', 'tag-vocabulary', compareVocabularies),
  option('tags.groups', 'tag-vocabulary', compareGroups),
  shrinks('tags.implies', 'tag-implies', ({ tags }) => tags.implies),
  grows('audit.labels', 'audit-coverage', ({ audit }) => audit.labels),
  grows('audit.exempt', 'audit-coverage', ({ audit }) => audit.exempt),
  grows('audit.known', 'audit-known', ({ audit }) => audit.known),
  shrinks('audit.required.auth', 'audit-required', ({ audit }) => audit.required.auth),
  shrinks('audit.required.stability', 'audit-required', ({ audit }) => audit.required.stability),
  shrinks('audit.required.tags', 'audit-required', ({ audit }) => audit.required.tags),
  weakens('audit.required.pii', 'audit-required', [false, true], ({ audit }) => audit.required.pii),
  weakens('events.naming.domain', 'event-naming', [false, true], ({ events }) => events.naming.domain),
  grows('events.naming.also', 'event-naming', ({ events }) => events.naming.also),
  grows('stability.stages', 'valid-stability', ({ stability }) => stability.stages),
  option('stability.requirements', 'stability-requirements', compareRequirements),
  option('stability.transitions', 'stability-transition', compareTransitions),
  changes('versioning.base', 'version-bump', ({ versioning }) => versioning.base),
  changes('versioning.released', 'version-bump', ({ versioning }) => versioning.released, null),
  ...REPORTABLE_CLASSES.map((name) =>
    weakens(`versioning.report.${name}`, 'version-bump', ['off', 'warn', 'error'], ({ versioning }) => versioning.report.get(name)),
  ),
  option('versioning.removalFrom', 'no-removed-contract', compareRemoval),
  weakens('versioning.betaBreaking', 'version-bump', ['minor', 'major'], ({ versioning }) => versioning.betaBreaking),
  weakens('versioning.dangerousAsBreaking', 'version-bump', [false, true], ({ versioning }) => versioning.dangerousAsBreaking),
  weakens('versioning.patch', 'version-bump', ['none', 'patch'], ({ versioning }) => versioning.patch),
  falls('versioning.notice.minDays', 'deprecation', ({ versioning }) => versioning.notice.minDays),
  rises('versioning.notice.maxDays', 'deprecation', ({ versioning }) => versioning.notice.maxDays),
  grows('versioning.prerelease', 'valid-version', ({ versioning }) => versioning.prerelease),
  weakens('schemas.unknownFields', 'version-bump', ['drop', 'refuse'], ({ schemas }) => schemas.unknownFields),
  grows('schemas.openEnums', 'version-bump', ({ schemas }) => schemas.openEnums),
  weakens('schemas.profile', 'version-bump', ['wire', 'source'], ({ schemas }) => schemas.profile),
  shrinks('meta.placeholders', 'complete-meta', ({ meta }) => meta.placeholders),
  weakens('contracts.knownFields', 'known-fields', ['open', 'closed'], ({ knownFields }) => knownFields),
  shrinks('review.security', 'review-required', ({ review }) => review.security),
  shrinks('review.compliance', 'review-required', ({ review }) => review.compliance),
  option('transports', 'unique-transport-name', compareTransports),
];

function compareDirectories({ owners: before }: EffectivePolicy, { owners: after }: EffectivePolicy): readonly string[] {
  if (!before.directory || before.directory === after.directory) return [];
  if (!after.directory) return ['is gone: any owner is accepted'];
  const changes: string[] = [];
  for (const [name, team] of after.directory.teams) {
    const was = before.directory.teams.get(name);
    if (!was) changes.push(`now has the team "${name}"`);
    else if (was.dissolved !== null && team.dissolved === null) changes.push(`no longer says that "${name}" is dissolved`);
  }
  for (const name of before.directory.teams.keys()) if (!after.directory.teams.has(name)) changes.push(`no longer has the team "${name}"`);
  return changes;
}

function compareVocabularies({ tags: before }: EffectivePolicy, { tags: after }: EffectivePolicy): readonly string[] {
  if (!before.vocabulary || before.vocabulary === after.vocabulary) return [];
  if (!after.vocabulary) return ['is gone: any tag is accepted'];
  const changes: string[] = [];
  for (const [name, tag] of after.vocabulary) {
    const was = before.vocabulary.get(name);
    if (!was) changes.push(`now has "${name}"`);
    else if (was.deprecated && !tag.deprecated) changes.push(`no longer says that "${name}" is deprecated`);
  }
  return changes;
}

function compareGroups({ tags: before }: EffectivePolicy, { tags: after }: EffectivePolicy): readonly string[] {
  return before.groups.flatMap(({ pattern, min, max }) => {
    const now = after.groups.find((group) => group.pattern === pattern);
    if (!now) return [`no longer has "${pattern}"`];
    const isLooser = now.min < min || (now.max ?? Infinity) > (max ?? Infinity);
    return isLooser
      ? [`asks less of "${pattern}": ${now.min} to ${now.max ?? 'any number of'} tags instead of ${min} to ${max ?? 'any number of'}`]
      : [];
  });
}

const asksNothing: StageRequirements = {
  description: 0,
  goal: 0,
  context: 0,
  scenarios: 0,
  examples: 0,
  audit: false,
  released: false,
};

function compareRequirements({ stability: before }: EffectivePolicy, { stability: after }: EffectivePolicy): readonly string[] {
  return [...before.requirements].flatMap(([stage, was]) => {
    const now = after.requirements.get(stage) ?? asksNothing;
    return [
      ...COUNTED.filter((name) => now[name] < was[name]).map(
        (name) => `asks "${stage}" contracts for ${name} ${now[name]} instead of ${was[name]}`,
      ),
      ...DEMANDED.filter((name) => was[name] && !now[name]).map((name) => `no longer asks "${stage}" contracts for ${name}`),
    ];
  });
}

function compareTransitions({ stability: before }: EffectivePolicy, { stability: after }: EffectivePolicy): readonly string[] {
  if (before.transitions === after.transitions) return [];
  if (!before.transitions || !after.transitions)
    return after.transitions ? ['now lists the allowed moves itself'] : ['is gone: the usual moves are allowed'];
  return [...after.transitions].flatMap(([stage, moves]) => {
    const allowed = before.transitions?.get(stage) ?? [];
    return missing(moves, allowed).map((to) => `now allows the move from "${stage}" to ${show(to)}`);
  });
}

/** Judged by the order of stages before: what stands later in it lets more contracts go. */
function compareRemoval({ versioning: before, stability }: EffectivePolicy, { versioning: after }: EffectivePolicy): readonly string[] {
  if (before.removalFrom === after.removalFrom) return [];
  const now = stability.stages.indexOf(after.removalFrom);
  return now === -1 || now > stability.stages.indexOf(before.removalFrom) ? [fromTo(before.removalFrom, after.removalFrom)] : [];
}

/** Null means every transport that is pinned somewhere. */
function compareTransports({ transports: before }: EffectivePolicy, { transports: after }: EffectivePolicy): readonly string[] {
  if (!after) return before && before.length > 0 ? ['no longer names the transports in use'] : [];
  if (!before) return [`names ${after.length === 0 ? 'none' : after.join(', ')} alone`];
  return missing(before, after).map((transport) => `no longer has ${show(transport)}`);
}

function missing(wanted: readonly unknown[], present: readonly unknown[]): readonly unknown[] {
  const ids = new Set(present.map((entry) => JSON.stringify(entry)));
  return wanted.filter((entry) => !ids.has(JSON.stringify(entry)));
}

function show(entry: unknown): string {
  return JSON.stringify(entry);
}

function fromTo(from: unknown, to: unknown): string {
  return `goes from ${shown(from)} to ${shown(to)}`;
}

function shown(value: unknown): string {
  return value === null || value === undefined ? 'none' : String(value);
}
