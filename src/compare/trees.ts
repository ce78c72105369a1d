import { createCopiesElsewhere } from '../contracts/exported-as.ts';
import type { Inventory } from '../contracts/inventory.ts';
import type { Schema } from '../contracts/schema/schema.ts';
import { getOrMake, memoize } from '../source/memoize.ts';
import { once } from '../source/once.ts';
import { createOutsideDifference } from './contract/outside-changes.ts';
import type { ComparedTrees } from './contract/sides.ts';
import { createRedirectionOf } from './redirected-definitions.ts';
import { everyScalar, findOpaqueScalars, type IsOpaque } from './scalar-library.ts';
import { schemaChanges } from './schema/changes.ts';
import { hasOpaqueScalar } from './schema/opaque-parts.ts';
import type { SchemaChange, SchemaComparison } from './schema/schema-change.ts';
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
    schemaChanges: rememberSchemaChanges(),
  };
}

/** One model reaches many contracts: the same two schemas on the same side are compared once. */
function rememberSchemaChanges(): (comparison: SchemaComparison) => readonly SchemaChange[] {
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
    return getOrMake(bySide, id, () => schemaChanges(withTwoSides(comparison)));
  };
}

/** A schema that was read once for both sides still has two when the scalars beneath it differ. */
function withTwoSides(comparison: SchemaComparison): SchemaComparison {
  const { base, head } = comparison;
  // A copy of a schema is a schema.
  return base !== null && base === head ? { ...comparison, head: copyOf(head, new Map()) as Schema } : comparison;
}

/** A copy that shares no object with the original; what references lead to is copied when it is asked for. */
function copyOf(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value === 'function') return () => copyOf(value(), copies);
  if (typeof value !== 'object' || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item, copies));
  if (value instanceof Map) return new Map([...value].map(([key, item]: [unknown, unknown]) => [key, copyOf(item, copies)]));
  const copy: Record<string, unknown> = {};
  copies.set(value, copy);
  for (const [key, item] of Object.entries(value)) copy[key] = copyOf(item, copies);
  return copy;
}
