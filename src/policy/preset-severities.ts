import { isRecord } from '../source/records.ts';
import { presets } from './presets.generated.ts';
import type { Severity } from './severity.ts';

export type PresetName = 'recommended' | 'strict';

/** The severity that a preset gives each rule, what it extends included. */
export function presetSeverities(name: PresetName): ReadonlyMap<string, Severity> {
  const preset = presets.get(name);
  const severities = new Map<string, Severity>();
  if (!isRecord(preset)) return severities;
  const parents = preset['extends'];
  for (const parent of Array.isArray(parents) ? parents : []) {
    if (parent === 'recommended' || parent === 'strict')
      for (const [rule, severity] of presetSeverities(parent)) severities.set(rule, severity);
  }
  const rules = preset['rules'];
  for (const [rule, setting] of Object.entries(isRecord(rules) ? rules : {})) {
    const severity = isRecord(setting) ? setting['severity'] : setting;
    if (severity === 'error' || severity === 'warn' || severity === 'off') severities.set(rule, severity);
  }
  return severities;
}
