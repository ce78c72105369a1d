import type { Rule } from './rule.ts';

/** Every rule, sorted by id: the one table that CLI, ESLint plugin, policy and docs are made from. */
export const rules: readonly Rule[] = [];
