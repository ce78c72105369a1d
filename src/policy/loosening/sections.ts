import type { EffectivePolicy, StageRequirements } from '../effective-policy.ts';
import { fromTo, missing, show, uncovered } from './words.ts';

/** How a directory of teams accepts more owners than before. */
export function compareDirectories({ owners: before }: EffectivePolicy, { owners: after }: EffectivePolicy): readonly string[] {
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

/** How a vocabulary accepts more tags than before. */
export function compareVocabularies({ tags: before }: EffectivePolicy, { tags: after }: EffectivePolicy): readonly string[] {
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

/** What is exempt from audit and was not. */
export function compareExemptions({ audit: before }: EffectivePolicy, { audit: after }: EffectivePolicy): readonly string[] {
  if (before.exempt === after.exempt) return [];
  // Without keys, or events, all of them are meant.
  const isWithin = (globs: readonly string[], others: readonly string[]): boolean =>
    others.length === 0 || (globs.length > 0 && uncovered(globs, others, '.').length === 0);
  return after.exempt
    .filter(({ keys, events }) => !before.exempt.some((was) => isWithin(keys, was.keys) && isWithin(events, was.events)))
    .map((exemption) => `now has ${show(exemption)}`);
}

/** How groups of tags ask for fewer of them, or accept more. Of several of one pattern all hold. */
export function compareGroups({ tags: before }: EffectivePolicy, { tags: after }: EffectivePolicy): readonly string[] {
  return before.groups.flatMap(({ pattern, min, max }) => {
    const now = after.groups.filter((group) => group.pattern === pattern);
    if (now.length === 0) return [`no longer has "${pattern}"`];
    const least = Math.max(...now.map((group) => group.min));
    const most = Math.min(...now.map((group) => group.max ?? Infinity));
    return least < min || most > (max ?? Infinity)
      ? [`asks less of "${pattern}": ${rangeText(least, most)} tags instead of ${rangeText(min, max ?? Infinity)}`]
      : [];
  });
}

function rangeText(least: number, most: number): string {
  return `${least} to ${most === Infinity ? 'any number of' : most}`;
}

const COUNTED = ['description', 'goal', 'context', 'scenarios', 'examples'] as const;

const DEMANDED = ['audit', 'released'] as const;

const asksNothing: StageRequirements = {
  description: 0,
  goal: 0,
  context: 0,
  scenarios: 0,
  examples: 0,
  audit: false,
  released: false,
};

/** What stages ask less for. */
export function compareRequirements({ stability: before }: EffectivePolicy, { stability: after }: EffectivePolicy): readonly string[] {
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

/**
 * Which stages stand before others now, where they stood behind them: what a contract owes, and whether it may leave, is judged by that order.
 * Above all by `beta`: where there was none, no stage of the policy's own stood before it.
 */
export function compareStages(
  { stability: { stages: before } }: EffectivePolicy,
  { stability: { stages: after } }: EffectivePolicy,
): readonly string[] {
  if (before === after) return [];
  const isOnScale = (stage: string): boolean => stage !== 'deprecated' && (before.includes(stage) || stage === 'beta');
  const scale = after.filter(isOnScale);
  return scale.flatMap((stage, index) => {
    const place = before.indexOf(stage);
    const passed = scale.slice(index + 1).find((later) => before.indexOf(later) < place);
    return passed === undefined ? [] : [`puts ${show(stage)} before ${show(passed)}`];
  });
}

/** Which moves between stages are allowed now. */
export function compareTransitions({ stability: before }: EffectivePolicy, { stability: after }: EffectivePolicy): readonly string[] {
  if (before.transitions === after.transitions) return [];
  if (!before.transitions || !after.transitions)
    return after.transitions ? ['now lists the allowed moves itself'] : ['is gone: the usual moves are allowed'];
  return [...after.transitions].flatMap(([stage, moves]) => {
    const allowed = before.transitions?.get(stage) ?? [];
    return missing(moves, allowed).map((to) => `now allows the move from "${stage}" to ${show(to)}`);
  });
}

/** Judged by the order of stages before: what stands later in it lets more contracts go. */
export function compareRemoval(
  { versioning: before, stability }: EffectivePolicy,
  { versioning: after }: EffectivePolicy,
): readonly string[] {
  if (before.removalFrom === after.removalFrom) return [];
  const now = stability.stages.indexOf(after.removalFrom);
  return now === -1 || now > stability.stages.indexOf(before.removalFrom) ? [fromTo(before.removalFrom, after.removalFrom)] : [];
}

/** Null means every transport that is pinned somewhere. */
export function compareTransports({ transports: before }: EffectivePolicy, { transports: after }: EffectivePolicy): readonly string[] {
  if (!after) return before && before.length > 0 ? ['no longer names the transports in use'] : [];
  if (!before) return [`names ${after.length === 0 ? 'none' : after.join(', ')} alone`];
  return missing(before, after).map((transport) => `no longer has ${show(transport)}`);
}
