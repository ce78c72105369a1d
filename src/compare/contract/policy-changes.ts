import type { JsonValue } from '../../contracts/contract.ts';
import type { ContractChangeId } from '../catalogue/ids.ts';
import type { Change } from '../change.ts';
import { versionName } from '../version.ts';
import { authChanges } from './auth-changes.ts';
import { unreadableChange } from './change-builder.ts';
import { demandChanges, escalationChanges, flagChanges, type DemandFields } from './demand-changes.ts';
import { canonical, property, textItems } from './json.ts';
import { eventPiiChanges, piiChanges } from './pii-changes.ts';
import { empty, fieldChange, values } from './policy-values.ts';
import { rateLimitChanges } from './rate-limit-changes.ts';
import { describe } from './read-values.ts';
import type { Sides } from './sides.ts';
import { hasSameSource, unreadableAt } from './unreadable.ts';

/** Fields of `policy` that are compared one by one; the rest is compared as a whole. `idempotent` does nothing: the framework sets it by the kind. */
const JUDGED: ReadonlySet<string> = new Set([
  ...['auth', 'roles', 'anyRole', 'permissions', 'anyPermission', 'flags', 'escalate'],
  ...['policies', 'fieldPolicies', 'rateLimit', 'pii', 'idempotent'],
]);

const DEMANDS: readonly DemandFields[] = [
  { demand: 'role', all: 'roles', any: 'anyRole' },
  { demand: 'permission', all: 'permissions', any: 'anyPermission' },
];

/** Changes of who may call, how often, and which data is personal. */
export function policyChanges(sides: Sides): Change[] {
  if (sides.head.kind === 'event' || sides.base.kind === 'event') return eventPiiChanges(sides);
  const unreadable = unreadableChanges(sides);
  const isReadable = (field: string): boolean => !unreadable.some(({ covers }) => covers(`policy.${field}`));
  const fields: readonly (readonly [string, () => Change[]])[] = [
    ['flags', () => flagChanges(sides)],
    ['escalate', () => escalationChanges(sides)],
    ['policies', () => referenceChanges(sides)],
    ['fieldPolicies', () => wholeChange(sides, 'fieldPolicies', 'field-policy-changed', 'The field policies changed.')],
    ['rateLimit', () => rateLimitChanges(sides)],
    ['pii', () => piiChanges(sides)],
    ...otherFields(sides).map(
      (name) => [name, () => wholeChange(sides, name, 'policy-option-changed', `The policy option "${name}" changed.`)] as const,
    ),
  ];
  return [
    ...unreadable.map(({ change }) => change).filter((change) => change !== null),
    ...(isReadable('auth') ? authChanges(sides) : []),
    ...DEMANDS.flatMap((fields) => demandChanges(sides, fields, isReadable)),
    ...fields.flatMap(([field, changes]) => (isReadable(field) ? changes() : [])),
  ];
}

interface UnreadablePart {
  /** Null where the part is written alike on both sides. */
  readonly change: Change | null;
  covers(path: string): boolean;
}

/** One change for each part that cannot be read on a side: for the whole policy, or for a field. */
function unreadableChanges(sides: Sides): readonly UnreadablePart[] {
  const fields = [...JUDGED, ...otherFields(sides)];
  const parts = new Map<string, UnreadablePart>();
  for (const field of fields) {
    const path = `policy.${field}`;
    const found = unreadableAt(sides.base, path) ?? unreadableAt(sides.head, path);
    if (!found) continue;
    const whole = found.path === 'policy' ? 'policy' : path;
    if (parts.has(whole)) continue;
    const change = hasSameSource(sides, whole) ? null : unreadablePart(sides, whole);
    parts.set(whole, { change, covers: (one) => whole === 'policy' || one === whole });
  }
  return [...parts.values()];
}

function unreadablePart(sides: Sides, path: string): Change {
  if (path !== 'policy.auth') return unreadableChange(sides, 'policy-unreadable', path);
  return unreadableChange(sides, 'auth-unreadable', path, { before: describe(sides.base.auth), after: describe(sides.head.auth) });
}

/** References to policies; older contracts say `name` for `key`, and `1` for `1.0.0`. */
function referenceChanges(sides: Sides): Change[] {
  const { base, head } = values(sides, 'policies');
  const [before, after] = [base, head].map((list) =>
    empty(
      textItems(list === undefined ? undefined : references(list))
        .toSorted()
        .join(', '),
    ),
  );
  if (before === undefined || after === undefined || before === after) return [];
  return [fieldChange(sides, 'policy-reference-changed', 'policies', 'The referenced policies changed.', before, after)];
}

function references(list: JsonValue): JsonValue {
  if (!Array.isArray(list)) return list;
  return (list as readonly JsonValue[]).map((item) => {
    const key = property(item, 'key') ?? property(item, 'name');
    const version = property(item, 'version');
    if (typeof key !== 'string') return item;
    const isVersion = typeof version === 'string' || typeof version === 'number';
    return isVersion ? `${key} ${versionName(version)}` : key;
  });
}

function wholeChange(sides: Sides, field: string, id: ContractChangeId, message: string): Change[] {
  const { base, head } = values(sides, field);
  const before = empty(canonical(base));
  const after = empty(canonical(head));
  return before === after ? [] : [fieldChange(sides, id, field, message, before, after)];
}

function otherFields(sides: Sides): string[] {
  const names = [sides.base, sides.head].flatMap(({ policy }) => (policy.state === 'known' ? Object.keys(policy.value) : []));
  return [...new Set(names)].filter((name) => !JUDGED.has(name)).sort();
}
