import { createCopiesElsewhere } from '../contracts/exported-as.ts';
import type { Inventory } from '../contracts/inventory.ts';
import { partsOf } from '../contracts/schema/parts.ts';
import type { CodeCheck, Schema } from '../contracts/schema/schema.ts';
import { getOrMake, memoize, memoizeWeakly } from '../source/memoize.ts';
import { once } from '../source/once.ts';
import { createOutsideDifference } from './contract/outside-changes.ts';
import type { ComparedTrees } from './contract/sides.ts';
import { createRedirectionOf } from './redirected-definitions.ts';
import { everyScalar, findOpaqueScalars, type IsOpaque } from './scalar-library.ts';
import { schemaChanges } from './schema/changes.ts';
import { hasOpaqueScalar } from './schema/opaque-parts.ts';
import type { SchemaChange, SchemaComparison } from './schema/schema-change.ts';
import { isSnapshot } from './snapshot.ts';
import { transportsInUse } from './wire-names.ts';
import { isWrittenOtherwise } from './written-library.ts';

/**
 * What is asked of two inventories as wholes. Everything is found out when it is first asked for, and once.
 * @param modules the packages that define functions come from
 */
export function comparedTrees(
  base: Inventory,
  head: Inventory,
  renamedEvents: ReadonlyMap<string, string>,
  modules: readonly string[],
): ComparedTrees {
  const opaqueScalars = once(() =>
    isWrittenOtherwise(base, head, modules) ? () => everyScalar : findOpaqueScalars(base.tree, head.tree, modules),
  );
  return {
    base,
    head,
    renamedEvents,
    opaqueScalars: (baseFile, headFile) => (base.tree === head.tree ? null : opaqueScalars()(baseFile, headFile)),
    transports: memoize((policy) => transportsInUse(base, policy)),
    outsideDifference: createOutsideDifference(base, head),
    redirection: createRedirectionOf(base, head, modules),
    copiesElsewhere: createCopiesElsewhere(base, head),
    schemaChanges: rememberSchemaChanges(isSnapshot(base)),
  };
}

/**
 * One model reaches many contracts: the same two schemas on the same side are compared once.
 * @param isReleased whether the schemas of the base are those of a snapshot
 */
function rememberSchemaChanges(isReleased: boolean): (comparison: SchemaComparison) => readonly SchemaChange[] {
  const none = {};
  const known = new Map<IsOpaque | null, WeakMap<object, WeakMap<object, Map<string, readonly SchemaChange[]>>>>();
  return (comparison) => {
    const { base, head, side, path, options } = comparison;
    const isOpaque = options.isOpaque ?? null;
    if (base === head && !(isOpaque && base && hasOpaqueScalar(base, isOpaque))) return [];
    const byBase = getOrMake(known, isOpaque, () => new WeakMap<object, WeakMap<object, Map<string, readonly SchemaChange[]>>>());
    const byHead = getOrMake(byBase, base ?? none, () => new WeakMap<object, Map<string, readonly SchemaChange[]>>());
    const bySide = getOrMake(byHead, head ?? none, () => new Map<string, readonly SchemaChange[]>());
    const id = JSON.stringify([side, path, options.unknownFields, options.openEnums, options.profile]);
    return getOrMake(bySide, id, () => schemaChanges(isReleased ? withKnownCode(comparison) : withTwoSides(comparison)));
  };
}

/** A schema that was read once for both sides still has two when the scalars beneath it differ. */
function withTwoSides(comparison: SchemaComparison): SchemaComparison {
  const { base, head } = comparison;
  // A copy of a schema is a schema.
  return base !== null && base === head ? { ...comparison, head: copyOf(head, new Map()) as Schema } : comparison;
}

/** A snapshot names code by its digest alone. Equal digests mean equal behaviour: what the code says is known from the head. */
function withKnownCode(comparison: SchemaComparison): SchemaComparison {
  const { base, head } = comparison;
  const checks = head ? checksIn(head) : new Map<string, CodeCheck>();
  if (base === null || checks.size === 0) return comparison;
  // A copy of a schema is a schema.
  return { ...comparison, base: copyOf(base, new Map(), checks) as Schema };
}

/** What is known of the code anywhere in a schema, by its entries. */
const checksIn = memoizeWeakly((schema: Schema): ReadonlyMap<string, CodeCheck> => {
  const reached = new Set([schema]);
  const checks = new Map<string, CodeCheck>();
  for (const one of reached) {
    for (const [entry, check] of one.checks ?? []) checks.set(entry, check);
    for (const part of one.given ? [...partsOf(one), one.given] : partsOf(one)) reached.add(part);
  }
  return checks;
});

/**
 * A copy that shares no object with the original; what references lead to is copied when it is asked for.
 * @param checks what is known of the code that schemas name
 */
function copyOf(value: unknown, copies: Map<object, unknown>, checks?: ReadonlyMap<string, CodeCheck>): unknown {
  if (typeof value === 'function') return () => copyOf(value(), copies, checks);
  if (typeof value !== 'object' || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item, copies, checks));
  if (value instanceof Map) return new Map([...value].map(([key, item]: [unknown, unknown]) => [key, copyOf(item, copies, checks)]));
  const copy: Record<string, unknown> = {};
  copies.set(value, copy);
  for (const [key, item] of Object.entries(value)) copy[key] = copyOf(item, copies, checks);
  if (checks && 'origin' in copy && 'constraints' in copy) copy['checks'] = checks;
  return copy;
}
