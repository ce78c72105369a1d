import { TOOL } from '../check/tool.ts';
import { contractsToJson } from '../compare/json.ts';

import { findingToJson } from './finding-json.ts';
import { jsonText } from './json-text.ts';
import type { Reporter } from './options.ts';

/** `check --format json`, described by `schemas/check.schema.json`. */
export const json: Reporter = (result) => {
  const { policy, summary } = result;
  return jsonText({
    schemaVersion: 1,
    tool: TOOL,
    policy: { file: policy.file, digest: policy.digest, bootstrap: policy.bootstrap },
    base: result.base,
    head: result.head,
    summary: {
      contracts: summary.contracts,
      error: summary.error,
      warn: summary.warn,
      waived: summary.waived,
      baseline: summary.baseline,
    },
    findings: result.findings.map(findingToJson),
    errors: result.problems.map(({ message, hint, file, line, column }) => ({ message, hint, file, line, column })),
    changes: result.comparison ? contractsToJson(result.comparison) : [],
  });
};
