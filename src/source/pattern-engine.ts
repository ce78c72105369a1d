import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

let engine: typeof RE2JS | undefined;

/** RE2's engine: its patterns run in time linear in the text. Loaded when the first pattern is compiled, which most runs never do: it costs 11 ms. */
export function patternEngine(): typeof RE2JS {
  engine ??= (createRequire(import.meta.url)('re2js') as { RE2JS: typeof RE2JS }).RE2JS;
  return engine;
}
