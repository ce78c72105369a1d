import type { JsonValue } from '../../contracts/contract.ts';
import type { ContractChangeId } from '../catalogue/ids.ts';
import type { Change } from '../change.ts';
import { authChanges } from './auth-changes.ts';
import { contractChange } from './change-builder.ts';
import { canonical, property, textItems } from './json.ts';
import { type Path, placeAt } from './place.ts';
import { rateLimitChanges } from './rate-limit-changes.ts';
import { describe, setChanges } from './read-values.ts';
import type { Sides } from './sides.ts';
import { hasSameSource, unreadableAt } from './unreadable.ts';

/** Fields of `policy` that are compared one by one; the rest is compared as a whole. `idempotent` does nothing: the framework sets it by the kind. */
const JUDGED: ReadonlySet<string> = new Set([
  ...['auth', 'roles', 'anyRole', 'permissions', 'anyPermission', 'flags', 'escalate'],
  ...['policies', 'fieldPolicies', 'rateLimit', 'pii', 'idempotent'],
]);

/** Changes of who may call, how often, and which data is personal. */
export function policyChanges(sides: Sides): Change[] {
  if (sides.head.kind === 'event' || sides.base.kind === 'event') return eventPiiChanges(sides);
  const unreadable = unreadableChanges(sides);
  const isReadable = (field: string): boolean => !unreadable.some(({ covers }) => covers(`policy.${field}`));
  const fields: readonly (readonly [string, () => Change[]])[] = [
    ['auth', () => authChanges(sides)],
    ['roles', () => demandsOfAll(sides, 'roles', 'role')],
    ['anyRole', () => demandsOfAny(sides, 'anyRole', 'role')],
    ['permissions', () => demandsOfAll(sides, 'permissions', 'permission')],
    ['anyPermission', () => demandsOfAny(sides, 'anyPermission', 'permission')],
    ['flags', () => demandsOfAll(sides, 'flags', 'flag')],
    ['escalate', () => escalationChanges(sides)],
    ['policies', () => wholeChange(sides, 'policies', 'policy-reference-changed', 'The referenced policies changed.')],
    ['fieldPolicies', () => wholeChange(sides, 'fieldPolicies', 'field-policy-changed', 'The field policies changed.')],
    ['rateLimit', () => rateLimitChanges(sides)],
    ['pii', () => piiChanges(sides)],
    ...otherFields(sides).map(
      (name) => [name, () => wholeChange(sides, name, 'policy-option-changed', `The policy option "${name}" changed.`)] as const,
    ),
  ];
  return [
    ...unreadable.map(({ change }) => change).filter((change) => change !== null),
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
  const fields = new Set(['auth', ...JUDGED, ...otherFields(sides)]);
  const parts = new Map<string, UnreadablePart>();
  for (const field of fields) {
    const path = `policy.${field}`;
    const found = unreadableAt(sides.base, path) ?? unreadableAt(sides.head, path);
    if (!found) continue;
    const whole = found.path === 'policy' ? 'policy' : path;
    if (parts.has(whole)) continue;
    const change = hasSameSource(sides, whole) ? null : unreadableChange(sides, whole);
    parts.set(whole, { change, covers: (one) => whole === 'policy' || one === whole });
  }
  return [...parts.values()];
}

function unreadableChange(sides: Sides, path: string): Change {
  const steps = path.split('.');
  const id = path === 'policy.auth' ? 'auth-unreadable' : 'policy-unreadable';
  const values = path === 'policy.auth' ? { before: describe(sides.base.auth), after: describe(sides.head.auth) } : {};
  return contractChange(sides, id, {
    path,
    ...values,
    message: `${path} cannot be read on both sides.`,
    base: placeAt(sides.base, steps),
    head: placeAt(sides.head, steps),
  });
}

type Demand = 'role' | 'permission' | 'flag';

/** Of these lists a caller needs every item: each one more tightens, each one less loosens. */
function demandsOfAll(sides: Sides, field: string, demand: Demand): Change[] {
  const { before, after } = lists(sides, field);
  return [
    ...after
      .filter((item) => !before.includes(item))
      .map((item) => itemChange(sides, `${demand}-demanded`, field, item, 'after', `The ${demand} "${item}" is now demanded.`)),
    ...before
      .filter((item) => !after.includes(item))
      .map((item) => itemChange(sides, `${demand}-dropped`, field, item, 'before', `The ${demand} "${item}" is no longer demanded.`)),
  ];
}

/** Of these lists a caller needs one item: each one more loosens, but a first list tightens. */
function demandsOfAny(sides: Sides, field: string, demand: 'role' | 'permission'): Change[] {
  const { before, after } = lists(sides, field);
  if (before.length === 0 && after.length > 0)
    return [listChange(sides, `${demand}-demanded`, field, `One of these is now demanded: ${after.join(', ')}.`, null, after.join(', '))];
  if (after.length === 0 && before.length > 0)
    return [
      listChange(sides, `${demand}-dropped`, field, `None of these is demanded any more: ${before.join(', ')}.`, before.join(', '), null),
    ];
  return [
    ...before
      .filter((item) => !after.includes(item))
      .map((item) => itemChange(sides, `${demand}-demanded`, field, item, 'before', `The ${demand} "${item}" no longer lets in.`)),
    ...after
      .filter((item) => !before.includes(item))
      .map((item) => itemChange(sides, `${demand}-dropped`, field, item, 'after', `The ${demand} "${item}" now lets in, too.`)),
  ];
}

function escalationChanges(sides: Sides): Change[] {
  const { base, head } = values(sides, 'escalate');
  const before = base === undefined || base === null ? null : canonical(base);
  const after = head === undefined || head === null ? null : canonical(head);
  if (before === after) return [];
  if (before === null)
    return [listChange(sides, 'human-review-demanded', 'escalate', 'A human must now approve each call.', before, after)];
  if (after === null)
    return [listChange(sides, 'human-review-dropped', 'escalate', 'A human no longer approves each call.', before, after)];
  return [listChange(sides, 'policy-option-changed', 'escalate', `The escalation changed from ${before} to ${after}.`, before, after)];
}

function wholeChange(sides: Sides, field: string, id: ContractChangeId, message: string): Change[] {
  const { base, head } = values(sides, field);
  const before = empty(canonical(base));
  const after = empty(canonical(head));
  return before === after ? [] : [listChange(sides, id, field, message, before, after)];
}

function piiChanges(sides: Sides): Change[] {
  const { before, after } = lists(sides, 'pii');
  return [
    ...after
      .filter((item) => !before.includes(item))
      .map((item) => itemChange(sides, 'pii-added', 'pii', item, 'after', `"${item}" was declared to be personal data.`)),
    ...before
      .filter((item) => !after.includes(item))
      .map((item) => itemChange(sides, 'pii-removed', 'pii', item, 'before', `"${item}" is no longer declared to be personal data.`)),
  ];
}

function eventPiiChanges(sides: Sides): Change[] {
  const { base, head } = { base: sides.base.pii, head: sides.head.pii };
  const { added, removed, isUnreadable } = setChanges(base, head);
  const change = (id: ContractChangeId, item: string | null, message: string): Change =>
    contractChange(sides, id, {
      path: item === null ? 'pii' : `pii[${item}]`,
      message,
      before: id === 'pii-removed' ? item : null,
      after: id === 'pii-added' ? item : null,
      base: id === 'pii-added' ? null : base,
      head: id === 'pii-removed' ? null : head,
    });
  return [
    ...(isUnreadable && !hasSameSource(sides, 'pii') ? [change('policy-unreadable', null, 'pii cannot be read on both sides.')] : []),
    ...added.map((item) => change('pii-added', item, `"${item}" was declared to be personal data.`)),
    ...removed.map((item) => change('pii-removed', item, `"${item}" is no longer declared to be personal data.`)),
  ];
}

function otherFields(sides: Sides): string[] {
  const names = [sides.base, sides.head].flatMap(({ policy }) => (policy.state === 'known' ? Object.keys(policy.value) : []));
  return [...new Set(names)].filter((name) => !JUDGED.has(name)).sort();
}

function values(sides: Sides, field: string): { readonly base: JsonValue | undefined; readonly head: JsonValue | undefined } {
  const of = ({ policy }: Sides['base']): JsonValue | undefined => (policy.state === 'known' ? property(policy.value, field) : undefined);
  return { base: of(sides.base), head: of(sides.head) };
}

function lists(sides: Sides, field: string): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const { base, head } = values(sides, field);
  return { before: textItems(base), after: textItems(head) };
}

function itemChange(sides: Sides, id: ContractChangeId, field: string, item: string, stands: 'before' | 'after', message: string): Change {
  const side = stands === 'before' ? 'base' : 'head';
  const index = textItems(values(sides, field)[side]).indexOf(item);
  const place = placeAt(sides[side], ['policy', field, index]);
  return contractChange(sides, id, { path: `policy.${field}[${item}]`, message, [stands]: item, [side]: place });
}

function listChange(
  sides: Sides,
  id: ContractChangeId,
  field: string,
  message: string,
  before: string | null,
  after: string | null,
): Change {
  const path: Path = ['policy', field];
  const base = before === null ? null : placeAt(sides.base, path);
  const head = after === null ? null : placeAt(sides.head, path);
  return contractChange(sides, id, { path: `policy.${field}`, message, before, after, base, head });
}

function empty(text: string): string | null {
  return text === '' || text === '[]' || text === 'null' ? null : text;
}
