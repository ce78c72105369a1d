import { loadQuietly, type ModuleGraph } from '../../modules/graph.ts';
import type { Module } from '../../modules/module.ts';
import { lookup } from '../../modules/lookup.ts';
import { isNode, isWithin, unwrap, withoutSpread, type AnyNode } from '../../modules/nodes.ts';
import type { ScopedNode } from '../../modules/scope.ts';
import { scopedNodesIn } from '../../modules/traverse.ts';
import { groupBy } from '../../source/groups.ts';
import { getOrMake } from '../../source/memoize.ts';
import { contains, isSameSpan, type Span } from '../../source/span.ts';
import type { Write } from '../../values/writes/writings.ts';
import type { Evaluator } from '../../values/evaluation.ts';
import { closureOf } from '../../values/names/environment.ts';
import { isComposite, partsOfOne } from '../../values/points-to/points.ts';
import type { StaticValue } from '../../values/value.ts';
import { SCHEMA_PLACES, type Contract } from '../contract.ts';
import { partsOf } from '../schema/parts.ts';
import type { Schema } from '../schema/schema.ts';

/** The objects that contracts were given, and what their schemas are made of. */
export function partsOfContracts(contracts: readonly Contract[]): {
  readonly values: ReadonlySet<StaticValue>;
  readonly schemas: ReadonlySet<Schema>;
} {
  const values = new Set<StaticValue>(contracts.flatMap(({ spec }) => spec ?? []));
  const tagsOf = new Map(contracts.flatMap(({ spec }) => tagsIn(spec)));
  for (const value of values) for (const part of partsOfOne(value)) if (isComposite(part) && tagsOf.get(value) !== part) values.add(part);
  const schemas = new Set(contracts.flatMap((contract) => SCHEMA_PLACES.flatMap((place) => contract[place] ?? [])));
  for (const schema of schemas) for (const part of partsOf(schema)) schemas.add(part);
  return { values, schemas };
}

/** The tags of a contract by its metadata: other tags break nobody, and a list of them is written to as the app likes. */
function tagsIn(spec: Contract['spec']): readonly (readonly [StaticValue, StaticValue])[] {
  const meta = spec?.kind === 'object' ? spec.properties.get('meta')?.value : undefined;
  const tags = meta?.kind === 'object' ? meta.properties.get('tags')?.value : undefined;
  return meta && tags ? [[meta, tags]] : [];
}

/**
 * Whether a write is one to what a contract is made of: to a part of what it was given, of a schema of it, of what a schema was made of,
 * as the list of `defineEnum('Kind', KINDS)` is, or to what one of these was copied from.
 */
export function createPartTest(contract: Contract, graph: ModuleGraph, given: GivenTo): (write: Write) => boolean {
  const { values, schemas } = partsOfContracts([contract]);
  const origins = [...schemas].map(({ origin }) => origin);
  const wholes = [...[...values].flatMap(({ kind, span }) => (kind === 'native' ? span : [])), ...origins];
  const fields = [...schemas].flatMap((schema) =>
    schema.kind === 'object' ? [...schema.fields.values()].map(({ origin }) => ({ origin, model: schema.origin })) : [],
  );
  let made: ReadonlySet<StaticValue> | undefined;
  return (write) => {
    const { object } = write;
    if (wholes.some((whole) => contains(whole, object))) return true;
    if (fields.some(({ origin, model }) => contains(object, origin) && !contains(object, model))) return true;
    made ??= new Set([...values, ...given(origins)]);
    return [...made].some((part) => isSameSpan(part.span, object) || copiesFrom(part, write, graph));
  };
}

/** What the calls at some places are given, and those in them, with all that lies in it. */
export type GivenTo = (places: readonly Span[]) => ReadonlySet<StaticValue>;

/** Calls that make schemas are asked by many contracts, and evaluated once. */
export function createGivenTo(graph: ModuleGraph, evaluator: Evaluator): GivenTo {
  const known = new Map<AnyNode, readonly StaticValue[]>();
  const given = ({ node, scope }: ScopedNode, module: Module): readonly StaticValue[] =>
    getOrMake(known, node, () => {
      const environment = evaluator.environmentOf(module, scope);
      return (node['arguments'] as AnyNode[]).map((one) => evaluator.evaluate(withoutSpread(one), environment)).filter(isComposite);
    });
  return (places) => {
    const found = new Set<StaticValue>();
    for (const [file, wholes] of groupBy(places, (place) => place.file)) {
      const module = loadQuietly(graph, file);
      for (const call of module?.analysis.calls ?? []) {
        const { start, end } = call.node;
        if (module && wholes.some((whole) => contains(whole, { file, start, end })))
          for (const value of given(call, module)) found.add(value);
      }
    }
    for (const value of found) for (const part of [...partsOfOne(value), ...namedIn(value, evaluator)]) found.add(part);
    return found;
  };
}

/** What a function, such as a refinement, gets by names from around it. */
function namedIn(value: StaticValue, evaluator: Evaluator): readonly StaticValue[] {
  if (value.kind !== 'function') return [];
  const { node, environment } = closureOf(value);
  const { module, scope } = environment;
  const nodes = [...scopedNodesIn([{ node, scope }], module.analysis.scopes)];
  const declarations = new Set(
    nodes.flatMap(({ node: one, scope: at }) => (one.type === 'Identifier' ? (lookup(at, one['name'] as string) ?? []) : [])),
  );
  return [...declarations]
    .filter(({ kind, identifier }) => kind !== 'parameter' && !isWithin(identifier, node))
    .map(({ identifier, scope: home }) => evaluator.evaluate(identifier, evaluator.environmentOf(module, home)))
    .filter(isComposite);
}

/** Whether something in a part is written in the object, where the part is not: it was spread into it, or taken out of it. */
function copiesFrom(part: StaticValue, { object, member }: Write, graph: ModuleGraph): boolean {
  if (part.kind !== 'array' && part.kind !== 'object') return false;
  if (contains(object, part.span)) return false;
  const inside = part.kind === 'array' ? part.items : [...part.properties.values()];
  const copied = inside.flatMap(({ value }) => (contains(object, value.span) ? value.span : []));
  if (copied.length === 0 || member === null) return copied.length > 0;
  const place = memberPlace(object, member, graph);
  return place === null || copied.some((span) => contains(place, span));
}

/** Where an object has a member from; null where it is not written in the object itself. */
function memberPlace({ file, start, end }: Span, member: string, graph: ModuleGraph): Span | null {
  const module = loadQuietly(graph, file);
  const declarations = [...(module?.analysis.root.declarations.values() ?? [])];
  for (const { node } of declarations) {
    const init = isNode(node['init']) ? unwrap(node['init']) : null;
    if (init?.type !== 'ObjectExpression' || init.start !== start || init.end !== end) continue;
    const property = (init['properties'] as AnyNode[]).find(({ key }) => isNode(key) && (key['name'] ?? key['value']) === member);
    return property ? { file, start: property.start, end: property.end } : null;
  }
  return null;
}
