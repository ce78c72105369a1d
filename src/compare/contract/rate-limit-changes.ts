import type { JsonValue } from '../../contracts/contract.ts';
import { isRecord } from '../../source/records.ts';
import type { ContractChangeId } from '../catalogue/ids.ts';
import type { Change } from '../change.ts';
import { valueChange } from './change-builder.ts';
import { canonical, display, property } from './json.ts';
import { values } from './policy-values.ts';
import type { Sides } from './sides.ts';

/** Changes of `policy.rateLimit { rpm, key }`. */
export function rateLimitChanges(sides: Sides): Change[] {
  const limits = values(sides, 'rateLimit');
  const [base, head] = [limits.base ?? undefined, limits.head ?? undefined];
  if (canonical(base) === canonical(head)) return [];
  if (base === undefined) return [change(sides, 'rate-limit-added', [], 'A rate limit was added', base, head)];
  if (head === undefined) return [change(sides, 'rate-limit-raised', [], 'The rate limit was removed', base, head)];
  const changes: Change[] = [];
  const [before, after] = [property(base, 'rpm'), property(head, 'rpm')];
  if (before !== after) {
    // What is no number cannot be told to be higher.
    const isRaised = typeof before === 'number' && typeof after === 'number' && after > before;
    changes.push(change(sides, isRaised ? 'rate-limit-raised' : 'rate-limit-lowered', ['rpm'], 'The rate limit changed', before, after));
  }
  const [from, to] = [property(base, 'key'), property(head, 'key')];
  if (from !== to) changes.push(change(sides, 'rate-limit-key-changed', ['key'], 'The key of the rate limit changed', from, to));
  const others = (limit: JsonValue): string =>
    canonical(isRecord(limit) ? Object.fromEntries(Object.entries(limit).filter(([name]) => name !== 'rpm' && name !== 'key')) : limit);
  if (others(base) !== others(head))
    changes.push(change(sides, 'policy-option-changed', [], 'Another option of the rate limit changed', base, head));
  return changes;
}

function change(
  sides: Sides,
  id: ContractChangeId,
  steps: readonly string[],
  what: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): Change {
  const [was, is] = [before, after].map((value) => (value === undefined ? null : display(value))) as [string | null, string | null];
  const message = `${what}${was === null || is === null ? '' : ` from ${was} to ${is}`}.`;
  return valueChange(sides, id, ['policy', 'rateLimit', ...steps], message, was, is);
}
