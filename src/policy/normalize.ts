import { CONTRACT_KINDS } from '../contracts/contract.ts';
import { nothingAt, type PolicyEntry, type PolicyMap, type PolicyNode } from './node.ts';

/** Brings the short forms of a checked document into the long ones, so that layers merge field by field. */
export function normalizeBody(body: PolicyMap): PolicyMap {
  const entries = new Map(body.entries);
  replace(entries, 'rules', (rules) => mapValues(rules, normalizeRule));
  replace(entries, 'keys', (keys) => replaceIn(keys, 'format', normalizeKeyFormat));
  replace(entries, 'waivers', normalizeWaivers);
  return { ...body, entries };
}

/** A severity that is given anew takes back an earlier `becomesErrorOn`. */
function normalizeRule(setting: PolicyNode): PolicyNode {
  if (setting.kind === 'scalar') return mapOf(setting, { severity: setting, becomesErrorOn: nothingAt(setting.at) });
  if (setting.kind !== 'map' || !setting.entries.has('severity') || setting.entries.has('becomesErrorOn')) return setting;
  return { ...setting, entries: new Map(setting.entries).set('becomesErrorOn', { key: setting.at, value: nothingAt(setting.at) }) };
}

function normalizeKeyFormat(format: PolicyNode): PolicyNode {
  if (format.kind !== 'scalar') return format;
  return mapOf(format, Object.fromEntries(CONTRACT_KINDS.map((kind) => [kind, format])));
}

function normalizeWaivers(waivers: PolicyNode): PolicyNode {
  return waivers.kind === 'list' ? mapOf(waivers, { entries: waivers }) : waivers;
}

function mapOf(near: PolicyNode, fields: Readonly<Record<string, PolicyNode>>): PolicyMap {
  const entries = new Map(Object.entries(fields).map(([name, value]): [string, PolicyEntry] => [name, { key: near.at, value }]));
  return { kind: 'map', entries, at: near.at };
}

function mapValues(node: PolicyNode, change: (value: PolicyNode) => PolicyNode): PolicyNode {
  if (node.kind !== 'map') return node;
  const entries = new Map(
    [...node.entries].map(([name, entry]): [string, PolicyEntry] => [name, { key: entry.key, value: change(entry.value) }]),
  );
  return { ...node, entries };
}

function replace(entries: Map<string, PolicyEntry>, name: string, change: (value: PolicyNode) => PolicyNode): void {
  const entry = entries.get(name);
  if (entry) entries.set(name, { key: entry.key, value: change(entry.value) });
}

/** Changes one entry of a map, where it has it. */
export function replaceIn(node: PolicyNode, name: string, change: (value: PolicyNode) => PolicyNode): PolicyNode {
  if (node.kind !== 'map' || !node.entries.has(name)) return node;
  const entries = new Map(node.entries);
  replace(entries, name, change);
  return { ...node, entries };
}
