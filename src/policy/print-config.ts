import type { Contract } from '../contracts/contract.ts';
import type { Location } from '../source/span.ts';
import { locatePlace, nodeAt, type PolicyMap, type PolicyNode } from './node.ts';
import type { Policy } from './policy.ts';
import { fileSubject, subjectOf } from './selector.ts';
import { severityOfSetting } from './severity.ts';

/** One value in force and where it was set. */
export interface ConfigEntry {
  /** `rules.audit-coverage`, `owners.min`. */
  readonly path: string;
  readonly value: unknown;
  /** The preset, or the file as a user calls it. */
  readonly layer: string;
  /** Where in the file; null inside a preset. */
  readonly location: Location | null;
}

/** The policy in force for a contract, or for a file without one, value by value in the order of the presets; rules by name. */
export function printConfig(policy: Policy, about: Contract | string): readonly ConfigEntry[] {
  if (!policy.resolved) throw new Error('Only a policy that was loaded can be printed.');
  const subject = typeof about === 'string' ? fileSubject(about) : subjectOf(about);
  const entries: ConfigEntry[] = [];
  for (const [name, { value }] of policy.resolved.merged(subject).entries) {
    if (name === 'rules' && value.kind === 'map') addRules(value, policy.resolved.today, entries);
    else addEntries(name, value, entries);
  }
  return entries;
}

function addRules(rules: PolicyMap, today: string, entries: ConfigEntry[]): void {
  for (const rule of [...rules.entries.keys()].sort()) {
    const setting = rules.entries.get(rule)?.value;
    if (setting?.kind !== 'map') continue;
    for (const [name, { value }] of setting.entries) {
      if (value.kind === 'scalar' && value.value === null) continue;
      if (name !== 'severity') entries.push(entryOf(`rules.${rule}.${name}`, value));
      else entries.push(severityEntry(`rules.${rule}`, setting, value, today));
    }
  }
}

/** The severity that is in force: once its day has come a rule is an error, whatever else is said. */
function severityEntry(path: string, setting: PolicyMap, severity: PolicyNode, today: string): ConfigEntry {
  const inForce = severityOfSetting(setting, today);
  const day = nodeAt(setting, 'becomesErrorOn');
  if (inForce === null || !day || inForce === plainOf(severity)) return entryOf(path, severity);
  return { ...entryOf(path, day), value: inForce };
}

/** Lists stand as one value: they replace each other as a whole. */
function addEntries(path: string, node: PolicyNode, entries: ConfigEntry[]): void {
  if (node.kind !== 'map' || node.entries.size === 0) entries.push(entryOf(path, node));
  else for (const [name, { value }] of node.entries) addEntries(`${path}${step(name)}`, value, entries);
}

/** `.name`, or `["a.b"]` where the name would not read as one step. */
function step(name: string): string {
  return /^[\w-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function entryOf(path: string, node: PolicyNode): ConfigEntry {
  return { path, value: plainOf(node), layer: node.at.source.name, location: locatePlace(node.at) };
}

/** The value as plain data. Maps of the user's own names have no prototype. */
function plainOf(node: PolicyNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  const plain = Object.create(null) as Record<string, unknown>;
  for (const [name, { value }] of node.entries) plain[name] = plainOf(value);
  return plain;
}
