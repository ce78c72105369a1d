import type { Contract } from '../../contracts/contract.ts';
import type { Span } from '../../source/span.ts';
import type { StaticValue, UnknownValue } from '../../values/value.ts';
import { contains } from './places.ts';

/** A value found by its path. `site` is in the contract's own file: the value, or of an absent one the object that lacks it. */
export type FoundValue =
  | { readonly state: 'known'; readonly value: StaticValue; readonly site: Span }
  | { readonly state: 'unknown'; readonly value: UnknownValue; readonly site: Span }
  | { readonly state: 'absent'; readonly site: Span };

/** The fields of `meta`, which a path may name without it. */
const metaFields: ReadonlySet<string> = new Set([
  'key',
  'version',
  'stability',
  'owners',
  'tags',
  'title',
  'description',
  'goal',
  'context',
  'domain',
  'docId',
]);

/** The value at a dotted path of a contract's definition: `meta.title`, `policy.rateLimit.rpm`, `tags`, `acceptance.scenarios.0.key`. */
export function valueAt(contract: Contract, path: string): FoundValue {
  if (!contract.spec) return { state: 'absent', site: contract.call };
  const [first = '', ...rest] = path.split('.');
  const { properties } = contract.spec;
  const inMeta = metaFields.has(first) && !properties.has(first) ? ['meta', first, ...rest] : [first, ...rest];
  // Events of older code have no `meta`: its fields stand on their own.
  const steps = inMeta[0] === 'meta' && !properties.has('meta') && inMeta.length > 1 ? inMeta.slice(1) : inMeta;
  const found = follow(contract, steps);
  const isOlderKey = found.state === 'absent' && steps.at(-1) === 'key' && ['meta', 'key'].includes(steps[0] ?? '');
  return isOlderKey ? follow(contract, [...steps.slice(0, -1), 'name']) : found;
}

function follow(contract: Contract, steps: readonly string[]): FoundValue {
  let value: StaticValue = contract.spec ?? { kind: 'literal', value: undefined, span: contract.call };
  let site = contains(contract.call, value.span) ? value.span : contract.call;
  for (const step of steps) {
    if (value.kind === 'unknown') break;
    const slot: { readonly value: StaticValue; readonly span: Span } | UnknownValue | undefined = member(value, step);
    if (!slot) return { state: 'absent', site };
    value = 'reason' in slot ? slot : slot.value;
    // What came from elsewhere is told at the last expression that stands in the contract's own call.
    if (contains(contract.call, slot.span)) site = slot.span;
  }
  if (value.kind === 'unknown') return { state: 'unknown', value, site };
  return value.kind === 'literal' && value.value === undefined ? { state: 'absent', site } : { state: 'known', value, site };
}

/** A member of an object or array; the unknown part where it may be there; undefined where it is not. */
function member(value: StaticValue, step: string): { readonly value: StaticValue; readonly span: Span } | UnknownValue | undefined {
  if (value.kind === 'object') return value.properties.get(step) ?? value.open ?? undefined;
  if (value.kind === 'array') return (/^\d+$/.test(step) ? value.items[Number(step)] : undefined) ?? value.rest ?? undefined;
  return undefined;
}
