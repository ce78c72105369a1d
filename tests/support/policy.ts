import type { EffectivePolicy, OwnersDirectory, Team, VocabularyTag } from '../../src/policy/effective-policy.ts';
import type { Catalog, Policy } from '../../src/policy/policy.ts';
import type { Severity } from '../../src/policy/severity.ts';

type Sections = Omit<EffectivePolicy, 'severity'>;
type SectionPatch<T> = T extends readonly unknown[] | null | string ? T : Partial<T>;

/** What a test says about the policy; the rest is as in `recommended`. Sections are merged field by field, not deeper. */
export type PolicyPatch = { readonly [K in keyof Sections]?: SectionPatch<Sections[K]> } & {
  readonly rules?: Readonly<Record<string, Severity>>;
  readonly catalogs?: readonly Catalog[];
};

const recommended: Sections = {
  owners: { min: 1, max: null, spelling: '@', pattern: null, directory: null, codeowners: 'overlap' },
  keys: {
    format: new Map([
      ['command', 'dotted'],
      ['query', 'dotted'],
      ['event', 'dotted'],
    ]),
    also: [],
  },
  tags: { min: 1, max: null, format: 'kebab-case', vocabulary: null, groups: [], implies: [] },
  audit: { labels: ['{event}'], known: [], exempt: [], required: { auth: [], stability: [], tags: [], pii: false } },
  events: { naming: { domain: false, also: [] } },
  stability: {
    stages: ['idea', 'in_creation', 'experimental', 'beta', 'stable', 'deprecated'],
    requirements: new Map(),
    transitions: null,
  },
  versioning: {
    base: 'merge-base',
    released: null,
    report: new Map([
      ['breaking', 'error'],
      ['dangerous', 'warn'],
      ['additive', 'warn'],
      ['patch', 'off'],
    ]),
    removalFrom: 'beta',
    betaBreaking: 'major',
    dangerousAsBreaking: false,
    patch: 'patch',
    notice: { minDays: 30, maxDays: 365 },
    prerelease: ['idea', 'in_creation', 'experimental', 'beta'],
  },
  schemas: { unknownFields: 'drop', openEnums: [], profile: 'wire' },
  meta: {
    placeholders: [
      'todo',
      'tbd',
      'tbc',
      'to be determined',
      'to be defined',
      'fixme',
      'xxx',
      'n/a',
      'lorem',
      'lorem ipsum',
      'placeholder',
      'placeholder text',
    ],
  },
  transports: null,
  deprecations: [],
  knownFields: 'open',
  review: { security: [], compliance: [] },
};

/** A policy for tests of rules: one effective policy for every contract, all rules at `error` unless the patch says otherwise. */
export function policyWith(patch: PolicyPatch = {}): Policy {
  const { rules = {}, catalogs = [], ...sections } = patch;
  const severities = new Map(Object.entries(rules));
  const merged: Record<string, unknown> = { ...recommended };
  for (const [name, value] of Object.entries(sections)) merged[name] = mergeSection(merged[name], value);
  // As in recommended, a lesser finding is a warning.
  const severity = (rule: string, lesser = false): Severity => {
    const own = severities.get(rule) ?? 'error';
    return lesser && own === 'error' ? 'warn' : own;
  };
  // The patch is typed by section, so the merged sections have the type of the default.
  const effective = { ...merged, severity } as unknown as EffectivePolicy;
  return {
    file: 'contracts-governance.yaml',
    digest: '0',
    read: { include: ['**/*.ts'], exclude: [], modules: ['@lssm-tech/lib.contracts-spec'] },
    catalogs,
    waivers: [],
    waiverRules: { maxDays: 90, never: [], allowGlobs: false, allowInChange: false, warnDays: 14, reportEslintDisable: false },
    assertions: [],
    enforced: [],
    hints: [],
    for: () => effective,
    defaults: effective,
  };
}

function mergeSection(base: unknown, patch: unknown): unknown {
  const isSection = typeof base === 'object' && base !== null && !Array.isArray(base) && !(base instanceof Map);
  return isSection ? { ...base, ...(patch as object) } : patch;
}

/** A directory of teams for tests. */
export function directory(teams: Readonly<Record<string, Partial<Team>>>): OwnersDirectory {
  const nothing = { aliases: [], codeowners: [], contact: null, dissolved: null, successor: null, location: null };
  return {
    source: 'governance/teams.yaml',
    teams: new Map(Object.entries(teams).map(([name, team]) => [name, { name, ...nothing, ...team }])),
  };
}

/** A vocabulary for tests. */
export function vocabulary(tags: readonly (Partial<VocabularyTag> & { readonly name: string })[]): ReadonlyMap<string, VocabularyTag> {
  return new Map(tags.map((tag) => [tag.name, { deprecated: false, replacement: null, aliases: [], ...tag }]));
}
