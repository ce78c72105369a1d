import { identityOf } from './constraints.ts';
import { describeSchema, simplified } from './describe-schema.ts';
import { hash } from './hash.ts';
import type { ScalarName, Schema } from './schema.ts';

/** Schemas are followed this deep; only what was made to be deeper is. */
const MAX_DEPTH = 1_000;
const TOO_DEEP = 'too-deep';

const digests = new WeakMap<Schema, string>();
const scalarDigests = new Map<ScalarName, string>();

/**
 * A digest of what a schema accepts: equal digests mean an equal schema. Names, origins, and the order of fields, enum values and
 * union members do not count, and what can be written in several ways (a literal or an enum of one value, `ID` or `String_unsecure`)
 * counts as one. Different digests mean nothing.
 */
export function schemaDigest(schema: Schema): string {
  const node = nodeOf(schema);
  const known = digestOf(node);
  if (known !== undefined) return known;
  visit(node, { places: new Map(), pending: [], depth: 0 });
  return digestOf(node) ?? hash(TOO_DEEP);
}

/** Of bare scalars, which most schemas are, there is one digest each. */
function digestOf(node: Schema): string | undefined {
  if (node.kind !== 'scalar' || node.constraints || node.default || node.changes) return digests.get(node);
  let digest = scalarDigests.get(node.name);
  if (digest === undefined) scalarDigests.set(node.name, (digest = hash(describeSchema(node, () => ''))));
  return digest;
}

function nodeOf(schema: Schema): Schema {
  return identityOf(simplified(schema));
}

/** Tarjan's search for what refers back to itself. */
interface Search {
  /** The schemas being visited: when each was reached, and the earliest that it leads back to. */
  readonly places: Map<Schema, { readonly index: number; low: number }>;
  /** Visited, but not yet told apart from what they lead back to. */
  readonly pending: Schema[];
  depth: number;
}

function visit(node: Schema, search: Search): number {
  const place = { index: search.places.size, low: search.places.size };
  search.places.set(node, place);
  search.pending.push(node);
  search.depth += 1;
  let isCyclic = false;
  for (const part of partsOf(node)) {
    if (digestOf(part) !== undefined) continue;
    const reached = search.places.get(part);
    if (part === node) isCyclic = true;
    if (reached) place.low = Math.min(place.low, reached.index);
    else if (search.depth < MAX_DEPTH) place.low = Math.min(place.low, visit(part, search));
    else digests.set(part, hash(`${TOO_DEEP}:${JSON.stringify(part.origin)}`));
  }
  search.depth -= 1;
  if (place.low === place.index) {
    const cycle = search.pending.splice(search.pending.indexOf(node));
    if (cycle.length > 1 || isCyclic) digestTogether(cycle);
    else digests.set(node, hash(describeSchema(node, (part) => digestOf(nodeOf(part)) ?? TOO_DEEP)));
  }
  return place.low;
}

function partsOf(node: Schema): readonly Schema[] {
  const parts = new Set<Schema>();
  describeSchema(node, (part) => {
    parts.add(nodeOf(part));
    return '';
  });
  return [...parts];
}

/**
 * Digests of schemas that refer to one another: each is described by what its parts were described as the round before, until no more
 * of them differ from each other than did before. So it does not matter which of them comes first.
 */
function digestTogether(cycle: readonly Schema[]): void {
  let colors = new Map<Schema, string>(cycle.map((node) => [node, '']));
  for (let kinds = 0; ;) {
    const before = colors;
    colors = new Map(
      cycle.map((node) => [node, hash(describeSchema(node, (part) => before.get(nodeOf(part)) ?? digestOf(nodeOf(part)) ?? TOO_DEEP))]),
    );
    const found = new Set(colors.values()).size;
    if (found === kinds) break;
    kinds = found;
  }
  for (const [node, color] of colors) digests.set(node, color);
}
