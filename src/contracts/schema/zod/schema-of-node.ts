import { constrained, withChanges, withChecks, withDefault, withGiven, withTexts } from '../constraints.ts';
import { schemaDigest } from '../equal.ts';
import { reference } from '../reference.ts';
import type { CodeCheck, Made, Schema, SchemaDefault, SchemaField } from '../schema.ts';
import { unreadSchema } from '../unread-schema.ts';
import { absenceOf, isDeferred, standInOf } from './absence.ts';
import { codeOnAbsence } from './code-on-absence.ts';
import { absenceWhenGiven, givenByCode, givenByPipe, isTotal } from './given-schema.ts';
import { askedFor, PROTOTYPE } from './inherited-field.ts';
import { intersectionSchema } from './intersection-schema.ts';
import { literalSchema, numberSchema } from './leaf-schemas.ts';
import { after, coercionCheck, madeBy, pipeCheck, preprocessCheck } from './made.ts';
import { UNSURE } from './made-of-parts.ts';
import type { IntersectionNode, ObjectNode, PipeNode, TransformNode, ZodField, ZodNode } from './node.ts';
import { canBeMerged } from './merge.ts';
import { isOnlyRefined, isRefinement, opaqueEntry } from './opaque.ts';
import { recordSchema } from './record-schema.ts';
import { givenByStandIn } from './stand-in.ts';
import { changesOfString, opaqueOfString, stringSchema } from './string-schema.ts';
import { isBoth, isTakenAsItIs } from './taken-as-it-is.ts';
import { leastItems, tupleSchema } from './tuple-schema.ts';
import { unionSchema } from './union-schema.ts';
import { pipedSchema, refinedCatch, wrapperSchema } from './wrapper-schema.ts';

const schemas = new WeakMap<ZodNode, Schema>();

/** Types that are being described: what follows them into themselves, to make a digest, finds a cycle. */
const describing = new Set<ZodNode>();

/** The JSON values that a Zod type describes. That it may be absent is a matter of the object around it: see `absenceOf`. */
export function schemaOfNode(node: ZodNode): Schema {
  const known = schemas.get(node);
  if (known) return known;
  if (describing.has(node)) return { kind: 'unknown', reason: 'cycle', digest: 'cycle', origin: node.origin };
  describing.add(node);
  try {
    const described = describe(node);
    const caught = node.opaque.some(isRefinement) ? refinedCatch(described) : described;
    const changed = withChanges(caught, changesOfString(node));
    const asked = withTexts(withOpaque(changed, opaqueOf(node), checksOf(node)), textsOf(node));
    const schema = withGiven(asked, givenOf(node, described));
    schemas.set(node, schema);
    return schema;
  } finally {
    describing.delete(node);
  }
}

function textsOf(node: ZodNode): Schema['texts'] {
  if (node.kind === 'transform') return new Map([...(node.texts ?? []), [transformEntry(node), node.text]]);
  return node.kind === 'pipe' ? new Map([...(node.texts ?? []), [pipeEntry(node), node.text]]) : node.texts;
}

/** Code that is asked of a string of which nothing was asked before is given what was made of it. */
function withOpaque(schema: Schema, opaque: readonly string[], checks: Schema['checks']): Schema {
  if (opaque.length === 0) return withChecks(schema, checks);
  return withChecks(constrained(schema, { opaque: [...(schema.changes ?? []), ...opaque] }), checks);
}

/** What is given, where that is another type than what is taken; undefined where it is not, a part of it aside. */
function givenOf(node: ZodNode, described: Schema): Schema | undefined {
  const given = ownGiven(node) ?? described.given;
  // What is asked of a value is asked of the one that was made, but for what code does before all.
  const asked = node.opaque.filter((entry) => !entry.startsWith('preprocess:'));
  return given && withTexts(withOpaque(given, asked, node.checks), node.texts);
}

function ownGiven(node: ZodNode): Schema | undefined {
  switch (node.kind) {
    case 'pipe':
      return isBoth(node) ? undefined : givenByPipe(node, schemaOfNode, makeOf(node));
    case 'transform':
      return givenByCode(node, { kind: 'scalar', name: 'JSON', origin: node.origin }, (value) => node.check?.made?.(value) ?? UNSURE);
    case 'tuple':
      return leastItems(node, 'taken') === leastItems(node, 'given') ? undefined : tupleSchema(node, schemaOfNode, 'given');
    case 'wrapper':
      return givenByStandIn(node, schemaOfNode(node.inner));
    default:
      return undefined;
  }
}

/** What a pipe makes of a value, before anything is asked of the result. */
function makeOf(node: PipeNode): (value: unknown) => Made {
  return (value) => madeBy({ ...node, opaque: [] }, value, isTakenAsItIs);
}

function opaqueOf(node: ZodNode): readonly string[] {
  if (node.kind === 'string') return opaqueOfString(node);
  if (node.kind === 'transform') return [transformEntry(node), ...node.opaque];
  return node.kind === 'pipe' && !isBoth(node) && !node.total ? [pipeEntry(node), ...node.opaque] : node.opaque;
}

function transformEntry({ digest }: TransformNode): string {
  return opaqueEntry('transform', digest);
}

function pipeEntry({ output }: PipeNode): string {
  return output.kind === 'transform' ? transformEntry(output) : opaqueEntry('transform', 'pipe', schemaDigest(schemaOfNode(output)));
}

/** Code that is given the value as it is taken, nothing before it having made another one of it. */
function checksOf(node: ZodNode): ReadonlyMap<string, CodeCheck> | undefined {
  if (node.kind === 'plain' && node.name === 'date') return datesOf(node);
  const [first] = node.opaque;
  const before = first === undefined ? null : checkBefore(node, first);
  if (first !== undefined && before) return new Map([...(isRefinedAfter(node) ? (node.checks ?? []) : []), [first, before]]);
  if (node.checks && (isTakenAsItIs(valued(node)) || node.kind === 'string')) return node.checks;
  if (node.kind !== 'pipe') return checksOfMade(node);
  const must = node.output.kind === 'transform' || node.output.kind === 'pipe' ? undefined : schemaOfNode(node.output);
  const own = node.total ? null : pipeCheck(node, must, isTakenAsItIs, (part) => schemaDigest(schemaOfNode(part)));
  const total: CodeCheck | null = isTotal(node) ? { takes: () => true, constants: [], ...own, isTotal: true } : own;
  const checks = new Map(total ? [[pipeEntry(node), total]] : []);
  const made = makeOf(node);
  for (const [entry, check] of node.checks ?? []) checks.set(entry, after(made, check));
  return checks;
}

/** Code is given a date, and can be told of none; a bound is asked of the text that it is on the wire. */
function datesOf(node: ZodNode): ReadonlyMap<string, CodeCheck> {
  const [first] = node.opaque;
  const before = first === undefined ? null : checkBefore(node, first);
  return new Map([
    ...[...(node.checks ?? [])].filter(([, check]) => check.bound),
    ...(first !== undefined && before ? [[first, before] as const] : []),
  ]);
}

/** Code that is given what a type makes of a value by what it makes of its parts. */
function checksOfMade(node: ZodNode): ReadonlyMap<string, CodeCheck> | undefined {
  if (!node.checks || !isOnlyRefined(node)) return undefined;
  const made = (value: unknown): Made => madeBy(node, value, isTakenAsItIs);
  return new Map([...node.checks].map(([entry, check]) => [entry, after(made, check)]));
}

/** The type of the values that are there, where what is absent has a default. */
function valued(node: ZodNode): ZodNode {
  return node.kind === 'wrapper' && node.wrap === 'default' ? node.inner : node;
}

/** What is said of a value by what is done to it before anything is asked: code, or coercion. */
function checkBefore(node: ZodNode, entry: string): CodeCheck | null {
  if (node.kind === 'wrapper' && node.wrap === 'preprocess') return preprocessCheck(entry, node.code ?? null, schemaOfNode(node.inner));
  return coercionCheck(node, schemaOfNode({ ...node, opaque: node.opaque.slice(1) }));
}

/** Whether what is asked afterwards is asked of the value as it is taken, where it was of the type already. */
function isRefinedAfter(node: ZodNode): boolean {
  const isKept = node.kind === 'number' || node.kind === 'string' || (node.kind === 'plain' && node.name === 'boolean');
  return isKept && node.opaque.slice(1).every(isRefinement);
}

function describe(node: ZodNode): Schema {
  const { origin } = node;
  switch (node.kind) {
    case 'string':
      return stringSchema(node);
    case 'number':
      return numberSchema(node);
    case 'plain':
      return node.schema;
    case 'literal':
      return literalSchema(node.values, node.origin);
    case 'enum':
      return { kind: 'enum', name: node.name, values: [...new Set(node.entries.values())], origin };
    case 'object':
      return objectSchema(node);
    case 'array':
      return constrained({ kind: 'array', item: schemaOfNode(node.element), origin }, node.constraints);
    case 'tuple':
      return tupleSchema(node, schemaOfNode);
    case 'record':
      return recordSchema(node, schemaOfNode, fieldOf);
    case 'union':
      return unionSchema(node, schemaOfNode);
    case 'intersection':
      return mergedSchema(node);
    case 'wrapper':
      return wrapperSchema(node, schemaOfNode(node.inner));
    case 'pipe': {
      const input = schemaOfNode(node.input);
      if (isBoth(node)) return { kind: 'intersection', members: [input, schemaOfNode(node.output)], origin };
      return pipedSchema(node, input);
    }
    case 'transform':
      return { kind: 'scalar', name: 'JSON', origin };
    case 'lazy':
      return reference(origin, () => schemaOfNode(node.read()));
    case 'unread':
      return unreadSchema(node.reason, () => node.digest(), origin);
  }
}

function mergedSchema({ left, right, version, origin }: IntersectionNode): Schema {
  const sides = [schemaOfNode(left), schemaOfNode(right)] as const;
  const schema = intersectionSchema(version, sides, origin);
  return canBeMerged(left, right) ? schema : constrained(schema, { opaque: [opaqueEntry('refine', 'merge', ...sides.map(schemaDigest))] });
}

function objectSchema(node: ObjectNode): Schema {
  const fields = new Map([...node.fields].map(([name, field]) => [name, askedFor(name, () => field.node, fieldOf(field))] as const));
  const { unknownFields, origin } = node;
  const schema: Schema = {
    kind: 'object',
    name: null,
    fields,
    unknownFields,
    ...(node.catchall && { catchall: schemaOfNode(node.catchall) }),
    origin,
  };
  return fields.has(PROTOTYPE) ? unreadSchema(`a field named ${PROTOTYPE}`, () => schemaDigest(schema), origin) : schema;
}

/** A field of this type. `schema` gives its schema where that is known by a name. */
export function fieldOf({ node, origin }: Pick<ZodField, 'node' | 'origin'>, schema: () => Schema = () => schemaOfNode(node)): SchemaField {
  const typed = (): Schema => {
    const type = schema();
    const standIn = type.default ? null : standInFor(node);
    return standIn ? withDefault(type, standIn) : type;
  };
  const optional = (): boolean => absenceOf(node) === 'optional' || (absenceOf(node) === 'unsure' && !standInFor(node));
  const whenGiven = absenceWhenGiven(node, (pipe) => makeOf(pipe)(undefined));
  const given = whenGiven && { whenGiven };
  if (!isDeferred(node) && absenceOf(node) !== 'unsure') return { type: typed(), optional: optional(), array: false, origin, ...given };
  let read: Schema | null = null;
  const first = isDeferred(node) ? null : typed();
  return {
    /** With what stands in for it where it is absent, which the lazy type alone knows. */
    get type() {
      return (read ??= first ?? typed());
    },
    get optional() {
      return optional();
    },
    get codeOnAbsence() {
      return absenceOf(node) === 'unsure' ? codeOnAbsence(node, schemaOfNode) : undefined;
    },
    array: false,
    origin,
    ...given,
  };
}

function standInFor(node: ZodNode): SchemaDefault | null {
  const absence = absenceOf(node);
  return absence === 'defaulted' || absence === 'unsure' ? standInOf(node) : null;
}
