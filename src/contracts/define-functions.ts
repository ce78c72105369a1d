import type { Span } from '../source/span.ts';
import { indirectMember } from '../values/builtins/function-members.ts';
import {
  literal,
  native,
  unknown,
  type Definition,
  type LiteralValue,
  type Native,
  type NativeCall,
  type ObjectValue,
  type Property,
  type StaticValue,
} from '../values/value.ts';
import type { ContractKind } from './contract.ts';
import { givenBack } from './schema/static-value.ts';

interface DefineFunction extends Native {
  readonly defines: ContractKind;
  /** Its first argument is not the contract. */
  readonly isIndirect?: true;
}

/** The kind of contract that a value defines when it is called, or null when it is no define function. */
export function definedKind(value: StaticValue): ContractKind | null {
  return value.kind === 'native' && 'defines' in value.native ? (value.native as DefineFunction).defines : null;
}

/** Whether a define function is called in another way than by itself: by `call`, `apply` or with bound arguments. */
export function isIndirect(value: StaticValue): boolean {
  return value.kind === 'native' && 'isIndirect' in value.native;
}

/** Events by their `meta`, so that `{ ref: Event.meta }` leads back to the payload. */
export type EventsByMeta = WeakMap<StaticValue, StaticValue>;

/** `defineEvent` gives its argument back; the other two add `meta.kind` and `policy.idempotent`. Facts: the framework's `operation.ts` and `events.ts`. */
export function defineFunction(name: string, kind: ContractKind, eventsByMeta: EventsByMeta): DefineFunction {
  const run = (call: NativeCall): StaticValue => {
    const spec = givenBack(call);
    const result = kind === 'event' ? spec : operation(spec, kind, call.span);
    if (kind === 'event') eventsByMeta.set(call.evaluator.member(spec, 'meta', call.span), spec);
    call.evaluator.define({ kind, span: call.span, spec, result });
    return result;
  };
  const self: DefineFunction = { name, defines: kind, get: (property, at) => memberOf(self, run, property, at), call: run };
  return self;
}

/** `call`, `apply` and `bind` of a define function, and what it is called. */
function memberOf(
  { name, defines }: DefineFunction,
  run: (call: NativeCall) => StaticValue,
  property: string,
  at: Span,
): StaticValue | undefined {
  if (property === 'name') return literal(name, at);
  return indirectMember(property, at, run, (indirect, span) => {
    const value: DefineFunction = { name: `${name}.${property}`, defines, isIndirect: true, call: indirect };
    return native(value, span);
  });
}

function operation(spec: StaticValue, kind: ContractKind, at: Span): StaticValue {
  if (spec.kind !== 'object') return spec.kind === 'unknown' ? spec : unknown('not-static', at, 'the argument');
  const properties = new Map(spec.properties);
  for (const [section, name, given] of ADDED) extend(properties, spec, section, name, literal(given(kind), at), at);
  return { kind: 'object', properties, open: spec.open, ...(spec.openTo && { openTo: spec.openTo }), span: spec.span };
}

/** What a define function gives has an outside, a `meta` and a `policy` of its own. These members are added to the latter two. */
const ADDED: readonly (readonly [section: string, name: string, given: (kind: ContractKind) => LiteralValue['value']])[] = [
  ['meta', 'kind', (kind) => kind],
  ['policy', 'idempotent', (kind) => kind === 'query'],
];

/**
 * A contract's argument, with what was written to the contract since. Writing to its `policy` leaves the argument as it was, but is
 * seen by all who use the contract.
 */
export function specAsLeft({ kind, span, spec, result }: Definition): StaticValue {
  if (kind === 'event' || spec.kind !== 'object' || spec.prototype || result.kind !== 'object') return spec;
  const properties = new Map(result.properties);
  for (const [section, name] of ADDED) {
    const property = properties.get(section);
    if (property?.value.kind !== 'object') continue;
    const given = spec.properties.get(section)?.value;
    const inner = new Map(property.value.properties);
    const own = given?.kind === 'object' ? given.properties.get(name) : undefined;
    if (own) inner.set(name, own);
    else inner.delete(name);
    if (inner.size === 0 && property.key === span) properties.delete(section);
    else properties.set(section, { ...property, value: { ...property.value, properties: inner } });
  }
  return { ...result, properties };
}

function extend(properties: Map<string, Property>, spec: ObjectValue, section: string, name: string, value: StaticValue, at: Span): void {
  const existing = spec.properties.get(section);
  const inner = existing?.value;
  if (inner && inner.kind !== 'object') return;
  const extended = new Map(inner?.properties);
  extended.set(name, { key: at, span: at, value });
  const open = inner?.open ?? (spec.openTo?.has(section) === false ? null : spec.open);
  properties.set(section, {
    key: existing?.key ?? at,
    span: existing?.span ?? at,
    value: { kind: 'object', properties: extended, open, ...(inner?.openTo && { openTo: inner.openTo }), span: inner?.span ?? at },
  });
}
