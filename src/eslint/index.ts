import type { ESLint, Linter } from 'eslint';
import { TOOL } from '../check/tool.ts';
import { presetSeverities, type PresetName } from '../policy/preset-severities.ts';
import { fileRules } from './judge.ts';
import { assertions, toEslintRule } from './rule.ts';

const NAMESPACE = 'contracts-governance';

/** The plugin. Its rules read the repository's policy; ESLint's configuration only says how severe each of them is. */
export interface ContractsGovernancePlugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: NonNullable<ESLint.Plugin['rules']>;
  readonly configs: Readonly<Record<PresetName, Linter.Config>>;
}

const plugin: ContractsGovernancePlugin = {
  meta: { name: TOOL.name, version: TOOL.version, namespace: NAMESPACE },
  // The types of typescript-eslint and of ESLint describe the same rule; they differ in how they name its parts.
  rules: Object.fromEntries([
    ...fileRules.map((rule) => [rule.id, toEslintRule(rule)] as const),
    ['assertions', assertions],
  ]) as unknown as NonNullable<ESLint.Plugin['rules']>,
  configs: {
    get recommended() {
      return config('recommended');
    },
    get strict() {
      return config('strict');
    },
  },
};

/** The rules of a preset that an editor can run, with the preset's severities. */
function config(preset: PresetName): Linter.Config {
  const severities = presetSeverities(preset);
  const on = fileRules
    .map((rule) => [`${NAMESPACE}/${rule.id}`, severities.get(rule.id) ?? 'off'] as const)
    .filter(([, severity]) => severity !== 'off');
  // As in the policy an assertion is an error where nothing else is said.
  const own = [`${NAMESPACE}/assertions`, 'error'] as const;
  return {
    name: `${NAMESPACE}/${preset}`,
    plugins: { [NAMESPACE]: plugin as unknown as ESLint.Plugin },
    rules: Object.fromEntries([...on, own]),
  };
}

export default plugin;
