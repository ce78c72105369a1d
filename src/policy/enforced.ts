import { type PolicyEntry, type PolicyMap, type PolicyNode, textAt } from './node.ts';
import { type Severity, SEVERITY_RANK, severityOfSetting } from './severity.ts';

/** What the rules were when the layer that enforces one of them had spoken. */
export interface Floor {
  readonly rule: string;
  readonly rules: PolicyMap;
}

/** Raises every enforced rule to what its layer said, where later layers lowered it. */
export function clampEnforced(map: PolicyMap, floors: readonly Floor[], today: string): PolicyMap {
  const rules = map.entries.get('rules');
  if (rules?.value.kind !== 'map') return map;
  const settings = new Map(rules.value.entries);
  for (const { rule, rules: floor } of floors) {
    const least = floor.entries.get(rule);
    if (!least) continue;
    const own = settings.get(rule);
    settings.set(rule, own ? stricterEntry(least, own, today) : least);
  }
  const value: PolicyMap = { ...rules.value, entries: settings };
  return { ...map, entries: new Map(map.entries).set('rules', { key: rules.key, value }) };
}

function stricterEntry(least: PolicyEntry, own: PolicyEntry, today: string): PolicyEntry {
  if (least.value === own.value || own.value.kind !== 'map' || least.value.kind !== 'map') return own;
  const fields = new Map(own.value.entries);
  const isLower = rankOf(own.value, today) < rankOf(least.value, today);
  if (isLower) copyField(fields, least.value, 'severity');
  if (isLower || isLater(textAt(own.value, 'becomesErrorOn'), textAt(least.value, 'becomesErrorOn')))
    copyField(fields, least.value, 'becomesErrorOn');
  if (lesserRank(own.value) < lesserRank(least.value)) copyField(fields, least.value, 'lesser');
  return { key: own.key, value: { ...own.value, entries: fields } };
}

function copyField(fields: Map<string, PolicyEntry>, from: PolicyMap, name: string): void {
  const entry = from.entries.get(name);
  if (entry) fields.set(name, entry);
}

function rankOf(setting: PolicyNode, today: string): number {
  return SEVERITY_RANK[severityOfSetting(setting, today) ?? 'off'];
}

function lesserRank(setting: PolicyNode): number {
  const lesser = textAt(setting, 'lesser');
  return lesser === null ? SEVERITY_RANK.error : SEVERITY_RANK[lesser as Severity];
}

/** Whether a date is later than the other; no date is later than any. */
function isLater(own: string | null, least: string | null): boolean {
  return least !== null && (own === null || own > least);
}
