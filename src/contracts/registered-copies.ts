import { loadQuietly } from '../modules/graph.ts';
import { unwrap, type AnyNode } from '../modules/nodes.ts';
import { readOrNothing } from '../source/tree.ts';
import type { ObjectValue } from '../values/value.ts';
import { filesDiffering, readingOf } from './earlier-reading.ts';
import type { Inventory } from './inventory.ts';
import { importsIn } from './outside-texts.ts';
import { objectsIn, valuesOf } from './registries/given-values.ts';
import { registrationOf } from './registries/registry-calls.ts';
import { createSpecTypes } from './spec-types.ts';

/** What a file gives to registries at both sides. */
export interface RegisteredAt {
  readonly base: readonly ObjectValue[];
  readonly head: readonly ObjectValue[];
}

const REGISTERS = /\.\s*register(?:Many|All)?\b/;

/** Of files that differ and register something, which may be a copy of a contract: `registry.register({ ...Send, policy })`. */
export function registeredInDiffering(base: Inventory, head: Inventory): ReadonlyMap<string, RegisteredAt> {
  const reading = readingOf(head);
  const differing = reading ? filesDiffering(head, base).filter(reading.search.isJudged) : [];
  const found = new Map<string, RegisteredAt>();
  for (const file of differing) {
    const given = registeredIn(head, file);
    if (given.length > 0) found.set(file, { base: base.tree.has(file) ? registeredIn(base, file) : [], head: given });
  }
  return found;
}

/** Objects that are written where they are registered, or that a function makes; contracts themselves are found where they are defined. */
function registeredIn(inventory: Inventory, file: string): readonly ObjectValue[] {
  const reading = readingOf(inventory);
  const text = reading ? readOrNothing(reading.graph.tree, file) : '';
  if (!reading || !REGISTERS.test(text) || importsIn(text).length === 0) return [];
  const { graph, evaluator, options } = reading;
  const module = loadQuietly(graph, file);
  if (!module) return [];
  const types = createSpecTypes(graph, options.modules);
  const defined = new Set(inventory.contracts.flatMap(({ spec }) => (spec ? `${spec.span.file}:${spec.span.start}` : [])));
  return module.analysis.calls.flatMap(({ node, scope }) => {
    const given = registrationOf(node, scope, module, evaluator, types)?.given ?? [];
    return given
      .map((one) => unwrap(one.type === 'SpreadElement' ? (one['argument'] as AnyNode) : one))
      .flatMap((argument) => valuesOf({ node: argument, scope, module }, evaluator))
      .flatMap(objectsIn)
      .filter(({ span }) => !defined.has(`${span.file}:${span.start}`));
  });
}
