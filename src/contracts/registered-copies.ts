import { loadQuietly } from '../modules/graph.ts';
import { withoutSpread } from '../modules/nodes.ts';
import { memoizeWeakly } from '../source/memoize.ts';
import { readOrNothing } from '../source/tree.ts';
import type { ObjectValue } from '../values/value.ts';
import { judgedDiffering, placeOf, readingOf } from './earlier-reading.ts';
import type { Inventory } from './inventory.ts';
import { importsIn } from './outside/texts.ts';
import { objectsIn, valuesOf } from './registries/given-values.ts';
import { registrationOf } from './registries/registry-calls.ts';
import { createSpecTypes } from './types/spec-types.ts';

/** What a file gives to registries. */
export interface Registered {
  readonly file: string;
  /** Objects that are written where they are registered, or that a function makes: they may be copies of contracts. */
  readonly made: readonly ObjectValue[];
  /** Where contracts are defined that it gives as they are. */
  readonly contracts: ReadonlySet<string>;
}

const REGISTERS = /\.\s*register(?:Many|All)?\b/;

/** What files of an inventory that differ from those of another one give to registries: `registry.register({ ...Send, policy })`. */
export function registeredInDiffering(inventory: Inventory, other: Inventory): readonly Registered[] {
  return judgedDiffering(inventory, other).flatMap((file) => registeredIn(inventory, file));
}

/** Where the arguments of define calls stand. */
const specPlaces = memoizeWeakly(
  ({ contracts }: Inventory) => new Set(contracts.flatMap(({ spec }) => (spec ? placeOf(spec.span.file, spec.span) : []))),
);

function registeredIn(inventory: Inventory, file: string): readonly Registered[] {
  const reading = readingOf(inventory);
  const text = reading ? readOrNothing(reading.graph.tree, file) : '';
  if (!reading || !REGISTERS.test(text) || importsIn(text).length === 0) return [];
  const { graph, evaluator, options } = reading;
  const module = loadQuietly(graph, file);
  if (!module) return [];
  const types = createSpecTypes(graph, options.modules);
  const defined = specPlaces(inventory);
  const values = module.analysis.calls.flatMap(({ node, scope }) => {
    const given = registrationOf(node, scope, module, evaluator, types)?.given ?? [];
    return given.flatMap((one) => valuesOf({ node: withoutSpread(one), scope, module }, evaluator)).flatMap(objectsIn);
  });
  const isContract = ({ span }: ObjectValue): boolean => defined.has(placeOf(span.file, span));
  const contracts = new Set(values.filter(isContract).map(({ span }) => placeOf(span.file, span)));
  return values.length > 0 ? [{ file, made: values.filter((value) => !isContract(value)), contracts }] : [];
}
