import type { ContractKind } from '../contracts/contract.ts';
import { getOrMake } from '../source/memoize.ts';
import type { Assertion } from './assertions.ts';
import { compileDirectory } from './directory.ts';
import {
  type AuditPolicy,
  type Deprecation,
  type EffectivePolicy,
  type EventsPolicy,
  type KeysPolicy,
  type MetaPolicy,
  type OwnersPolicy,
  REPORTABLE_CLASSES,
  type SchemasPolicy,
  type StabilityPolicy,
  type StageRequirements,
  type Transport,
  type VersioningPolicy,
} from './effective-policy.ts';
import {
  boolAt,
  countAt,
  entriesOf,
  itemsOf,
  locatePlace,
  nodeAt,
  nothingAt,
  numberAt,
  type PolicyMap,
  type PolicyNode,
  textAt,
  textOf,
  textsAt,
  textsOf,
} from './node.ts';
import { type Severity, severityOf } from './severity.ts';
import { compileTags } from './vocabulary.ts';

/** Turns merged sections into the policy that rules read. `recommended` lies under every policy, so every section is there. */
export function compileEffective(merged: PolicyMap, assertions: ReadonlyMap<string, Assertion>, today: string): EffectivePolicy {
  const section = (name: string): PolicyNode | undefined => nodeAt(merged, name);
  const rules = section('rules');
  return {
    owners: compiled(section('owners'), ownersFrom),
    keys: compiled(section('keys'), keysFrom),
    tags: compiled(section('tags'), compileTags),
    audit: compiled(section('audit'), auditFrom),
    events: compiled(section('events'), eventsFrom),
    stability: compiled(section('stability'), stabilityFrom),
    versioning: compiled(section('versioning'), versioningFrom),
    schemas: compiled(section('schemas'), schemasFrom),
    meta: compiled(section('meta'), metaFrom),
    // Checked against the names of the transports.
    transports: section('transports')?.kind === 'list' ? (textsOf(section('transports')) as readonly Transport[]) : null,
    deprecations: compiled(section('deprecations'), deprecationsFrom),
    knownFields: textAt(section('contracts'), 'knownFields') === 'closed' ? 'closed' : 'open',
    review: { security: textsAt(section('review'), 'security'), compliance: textsAt(section('review'), 'compliance') },
    severity: (rule, lesser = false) => severityOf(rules, assertions, rule, lesser, today),
    becomesErrorOn: (rule) => textAt(nodeAt(rules, rule), 'becomesErrorOn'),
  };
}

const results = new WeakMap<PolicyNode, unknown>();
const nothing = nothingAt({ source: { name: '', file: null, text: '', lineStarts: () => [0] }, start: 0, end: 0 });

/** Overrides mostly leave a section as it is: what was made of its node once is used again. */
function compiled<T>(node: PolicyNode | undefined, compile: (node: PolicyNode) => T): T {
  const key = node ?? nothing;
  // A node stands for one section only, so what is kept for it has the type that its section's function gives.
  return getOrMake(results, key, compile) as T;
}

function ownersFrom(node: PolicyNode): OwnersPolicy {
  const spelling = textAt(node, 'spelling');
  const codeowners = textAt(node, 'codeowners');
  return {
    min: countAt(node, 'min'),
    max: numberAt(node, 'max'),
    spelling: spelling === '@' || spelling === 'plain' ? spelling : null,
    pattern: textAt(node, 'pattern'),
    directory: compileDirectory(nodeAt(node, 'directory')),
    codeowners: codeowners === 'equal' || codeowners === 'subset' ? codeowners : 'overlap',
  };
}

function keysFrom(node: PolicyNode): KeysPolicy {
  // Checked against the names of the kinds.
  const format = [...entriesOf(nodeAt(node, 'format'))].map(
    ([kind, { value }]) => [kind as ContractKind, textOf(value) ?? 'dotted'] as const,
  );
  return { format: new Map(format), also: textsAt(node, 'also') };
}

function auditFrom(node: PolicyNode): AuditPolicy {
  const required = nodeAt(node, 'required');
  return {
    labels: textsAt(node, 'labels'),
    known: textsAt(node, 'known'),
    exempt: itemsOf(nodeAt(node, 'exempt')).map((item) => ({ keys: textsAt(item, 'keys'), events: textsAt(item, 'events') })),
    required: {
      auth: textsAt(required, 'auth'),
      stability: textsAt(required, 'stability'),
      tags: textsAt(required, 'tags'),
      pii: boolAt(required, 'pii'),
    },
  };
}

function eventsFrom(node: PolicyNode): EventsPolicy {
  const naming = nodeAt(node, 'naming');
  return { naming: { domain: boolAt(naming, 'domain'), also: textsAt(naming, 'also') } };
}

function stabilityFrom(node: PolicyNode): StabilityPolicy {
  const transitions = nodeAt(node, 'transitions');
  return {
    stages: textsAt(node, 'stages'),
    requirements: new Map([...entriesOf(nodeAt(node, 'requirements'))].map(([stage, { value }]) => [stage, requirementsFrom(value)])),
    transitions:
      transitions?.kind === 'map' ? new Map([...transitions.entries].map(([stage, { value }]) => [stage, textsOf(value)])) : null,
  };
}

function requirementsFrom(node: PolicyNode): StageRequirements {
  return {
    description: countAt(node, 'description'),
    goal: countAt(node, 'goal'),
    context: countAt(node, 'context'),
    scenarios: countAt(node, 'scenarios'),
    examples: countAt(node, 'examples'),
    audit: boolAt(node, 'audit'),
    released: boolAt(node, 'released'),
  };
}

function versioningFrom(node: PolicyNode): VersioningPolicy {
  const notice = nodeAt(node, 'notice');
  // Checked against the names of the severities.
  const report = REPORTABLE_CLASSES.map((name) => [name, (textAt(nodeAt(node, 'report'), name) ?? 'error') as Severity] as const);
  return {
    base: textAt(node, 'base') === 'target' ? 'target' : 'merge-base',
    released: textAt(node, 'released'),
    report: new Map(report),
    removalFrom: textAt(node, 'removalFrom') ?? 'idea',
    betaBreaking: textAt(node, 'betaBreaking') === 'minor' ? 'minor' : 'major',
    dangerousAsBreaking: boolAt(node, 'dangerousAsBreaking'),
    patch: textAt(node, 'patch') === 'none' ? 'none' : 'patch',
    notice: { minDays: countAt(notice, 'minDays'), maxDays: numberAt(notice, 'maxDays') },
    prerelease: textsAt(node, 'prerelease'),
  };
}

function schemasFrom(node: PolicyNode): SchemasPolicy {
  return {
    unknownFields: textAt(node, 'unknownFields') === 'drop' ? 'drop' : 'refuse',
    openEnums: textsAt(node, 'openEnums'),
    profile: textAt(node, 'profile') === 'source' ? 'source' : 'wire',
  };
}

function metaFrom(node: PolicyNode): MetaPolicy {
  return { placeholders: textsAt(node, 'placeholders') };
}

/** Of several entries for one contract, or for one version of it, the last one holds. */
function deprecationsFrom(node: PolicyNode): readonly Deprecation[] {
  const byContract = new Map<string, Deprecation>();
  for (const item of itemsOf(node)) {
    const contract = textAt(item, 'contract') ?? '';
    const version = textAt(item, 'version');
    const { at } = item;
    byContract.set(JSON.stringify([contract, version]), {
      contract,
      ...(version !== null && { version }),
      replacement: textAt(item, 'replacement'),
      since: textAt(item, 'since'),
      sunset: textAt(item, 'sunset'),
      reason: textAt(item, 'reason'),
      location: locatePlace(at),
    });
  }
  return [...byContract.values()];
}
