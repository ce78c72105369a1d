import type { EffectivePolicy, StageRequirements } from '../../policy/effective-policy.ts';

/** The values that the rules which are errors in every preset are about: hiding one must not be a way round them. */
const ALWAYS =
  /^(?:meta\.)?(?:key|name|version|stability|owners)(?:\[\d+\])?$|^sideEffects(?:\.emits(?:\[\d+\](?:\.ref(?:\.meta)?)?(?:\.(?:key|name|version))?)?|\.audit(?:\[\d+\])?)?$/;

/** Values that a rule is about where the policy asks for them. */
interface AskedValues {
  readonly values: RegExp;
  /** The rules that look at them, and whether the policy gives each something to ask. */
  readonly asks: (effective: EffectivePolicy) => Readonly<Record<string, boolean>>;
}

const ASKED: readonly AskedValues[] = [
  {
    values: /^(?:meta\.)?tags(?:\[\d+\])?$/,
    asks: ({ tags: { min, vocabulary, groups, implies } }) => ({
      'require-tags': min > 0,
      'tag-format': true,
      'tag-vocabulary': vocabulary !== null || groups.length > 0,
      'tag-implies': implies.length > 0,
    }),
  },
  {
    values: /^policy(?:\.auth)?$/,
    asks: ({ tags, audit }) => ({
      'tag-implies': tags.implies.some(({ auth }) => auth.length > 0),
      'audit-required': audit.required.auth.length > 0,
    }),
  },
  { values: /^policy(?:\.pii(?:\[\d+\])?)?$/, asks: ({ audit }) => ({ 'audit-required': audit.required.pii }) },
  { values: /^pii(?:\[\d+\])?$/, asks: () => ({ 'pii-audited': true }) },
  {
    values: /^meta\.(?:description|goal|context)$/,
    asks: ({ stability }) => ({ 'stability-requirements': asksAnyStage(stability, ['description', 'goal', 'context']) }),
  },
  {
    values: /^acceptance(?:\.(?:scenarios|examples)(?:\[\d+\])?)?$/,
    asks: ({ stability }) => ({ 'stability-requirements': asksAnyStage(stability, ['scenarios', 'examples']) }),
  },
];

/** Which values of a contract an error of its policy is about, by their paths. */
export function governedValues(effective: EffectivePolicy): (path: string) => boolean {
  const asked = ASKED.filter(({ asks }) =>
    Object.entries(asks(effective)).some(([rule, isAsked]) => isAsked && effective.severity(rule) === 'error'),
  );
  return (path) => ALWAYS.test(path) || asked.some(({ values }) => values.test(path));
}

function asksAnyStage({ requirements }: EffectivePolicy['stability'], names: readonly (keyof StageRequirements)[]): boolean {
  return [...requirements.values()].some((stage) => names.some((name) => Number(stage[name]) > 0));
}
