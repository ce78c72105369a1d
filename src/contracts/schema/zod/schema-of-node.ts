import { exclusiveEntry } from '../apart.ts';
import { constrained, tighten, withChecks, withDefault, withGiven, withoutDefault, withTexts } from '../constraints.ts';
import { schemaDigest } from '../equal.ts';
import { hash } from '../hash.ts';
import { reference } from '../reference.ts';
import type { CodeCheck, Made, Schema, SchemaDefault, SchemaField, UnionSchema } from '../schema.ts';
import { absenceOf, codesOnAbsence, isDeferred, isUndefined, standInOf } from './absence.ts';
import { absenceWhenGiven, givenByCode, givenByPipe, isTotal } from './given-schema.ts';
import { intersectionSchema } from './intersection-schema.ts';
import { after, coercionCheck, madeBy, pipeCheck, preprocessCheck, UNSURE } from './made.ts';
import type { NumberNode, ObjectNode, PipeNode, TransformNode, TupleNode, UnionNode, WrapperNode, ZodField, ZodNode } from './node.ts';
import { opaqueEntry } from './opaque.ts';
import { recordSchema } from './record-schema.ts';
import { givenByStandIn } from './stand-in.ts';
import { opaqueOfString, stringSchema } from './string-schema.ts';

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
    const asked = withTexts(withOpaque(described, opaqueOf(node), checksOf(node)), textsOf(node));
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

function withOpaque(schema: Schema, opaque: readonly string[], checks: Schema['checks']): Schema {
  return withChecks(constrained(schema, opaque.length > 0 ? { opaque } : {}), checks);
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
      return leastItems(node, 'taken') === leastItems(node, 'given') ? undefined : tupleSchema(node, 'given');
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

/** Whether a pipe takes just what both of its types take, and leaves it as it is. */
function isBoth({ input, output, total }: PipeNode): boolean {
  return !total && isRefinedPrimitive(input) && isRefinedPrimitive(output);
}

/** Code that is given the value as it is taken, nothing before it having made another one of it. */
function checksOf(node: ZodNode): ReadonlyMap<string, CodeCheck> | undefined {
  const [first] = node.opaque;
  const before = first === undefined ? null : checkBefore(node, first);
  if (first !== undefined && before) return new Map([...(isRefinedAfter(node) ? (node.checks ?? []) : []), [first, before]]);
  if (node.checks && (isTakenAsItIs(node) || node.kind === 'string')) return node.checks;
  if (node.kind !== 'pipe') return undefined;
  const must = node.output.kind === 'transform' || node.output.kind === 'pipe' ? undefined : schemaOfNode(node.output);
  const own = node.total ? null : pipeCheck(node, must, isTakenAsItIs, (part) => schemaDigest(schemaOfNode(part)));
  const total: CodeCheck | null = isTotal(node) ? { takes: () => true, constants: [], ...own, isTotal: true } : own;
  const checks = new Map(total ? [[pipeEntry(node), total]] : []);
  const made = makeOf(node);
  for (const [entry, check] of node.checks ?? []) checks.set(entry, after(made, check));
  return checks;
}

/** What is said of a value by what is done to it before anything is asked: code, or coercion. */
function checkBefore(node: ZodNode, entry: string): CodeCheck | null {
  if (node.kind === 'wrapper' && node.wrap === 'preprocess') return preprocessCheck(entry, node.code ?? null, schemaOfNode(node.inner));
  return coercionCheck(node, schemaOfNode({ ...node, opaque: node.opaque.slice(1) }));
}

/** Whether what is asked afterwards is asked of the value as it is taken, where it was of the type already. */
function isRefinedAfter(node: ZodNode): boolean {
  const isKept = node.kind === 'number' || node.kind === 'string' || (node.kind === 'plain' && node.name === 'boolean');
  return isKept && node.opaque.slice(1).every((entry) => entry.startsWith('refine:'));
}

const takenAsItIs = new WeakMap<ZodNode, boolean>();

/** Whether nothing in a value is made into another one, undeclared fields aside. Found once: a schema may hold another one many times. */
function isTakenAsItIs(node: ZodNode): boolean {
  let answer = takenAsItIs.get(node);
  if (answer === undefined) takenAsItIs.set(node, (answer = hasNothingChanged(node)));
  return answer;
}

function hasNothingChanged(node: ZodNode): boolean {
  if (isRefinedPrimitive(node)) return true;
  if (!node.opaque.every((entry) => entry.startsWith('refine:'))) return false;
  switch (node.kind) {
    case 'object':
      return !node.catchall && [...node.fields.values()].every((field) => isTakenAsItIs(field.node));
    case 'array':
      return isTakenAsItIs(node.element);
    case 'tuple':
      return [...node.items, ...(node.rest ? [node.rest] : [])].every(isTakenAsItIs);
    case 'record':
      return isTakenAsItIs(node.value) && (!node.key || isTakenAsItIs(node.key));
    case 'union':
      return node.options.every(isTakenAsItIs);
    case 'pipe':
      return isBoth(node);
    case 'wrapper':
      return ['optional', 'nonoptional', 'nullable', 'readonly'].includes(node.wrap) && isTakenAsItIs(node.inner);
    default:
      return false;
  }
}

function isRefinedPrimitive(node: ZodNode): boolean {
  const isPrimitive =
    node.kind === 'plain' ? node.name === 'boolean' || node.name === 'any' : ['string', 'number', 'enum', 'literal'].includes(node.kind);
  return isPrimitive && node.opaque.every((entry) => entry.startsWith('refine:'));
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
      return tupleSchema(node);
    case 'record':
      return recordSchema(node, schemaOfNode, fieldOf);
    case 'union':
      return unionSchema(node);
    case 'intersection':
      return intersectionSchema(node.version, [schemaOfNode(node.left), schemaOfNode(node.right)], origin);
    case 'wrapper':
      return wrapperSchema(node);
    case 'pipe': {
      const input = schemaOfNode(node.input);
      return isBoth(node) ? { kind: 'intersection', members: [input, schemaOfNode(node.output)], origin } : input;
    }
    case 'transform':
      return { kind: 'scalar', name: 'JSON', origin };
    case 'lazy':
      return reference(origin, () => schemaOfNode(node.read()));
    case 'unread':
      return { kind: 'unknown', reason: node.reason, digest: node.digest(), origin };
  }
}

/** Zod 3's integers go beyond the safe ones, unless bounds keep them there. */
function numberSchema({ version, scalar, constraints, origin }: NumberNode): Schema {
  const { min, exclusiveMin, max, exclusiveMax } = constraints;
  const least = min ?? exclusiveMin ?? -Infinity;
  const most = max ?? exclusiveMax ?? Infinity;
  const isSafe = least >= Number.MIN_SAFE_INTEGER && most <= Number.MAX_SAFE_INTEGER;
  if (version === 4 || scalar !== 'Int_unsecure' || isSafe) return constrained({ kind: 'scalar', name: scalar, origin }, constraints);
  return constrained({ kind: 'scalar', name: 'Float_unsecure', origin }, tighten({ multipleOf: 1 }, constraints));
}

function literalSchema(values: readonly (string | number | boolean | null)[], origin: Schema['origin']): Schema {
  const members = values.map((value) => ({ kind: 'literal', value, origin }) as const);
  const [only, another] = members;
  return only && !another ? only : { kind: 'union', members, origin };
}

function objectSchema(node: ObjectNode): Schema {
  const fields = new Map([...node.fields].map(([name, field]) => [name, fieldOf(field)] as const));
  const { unknownFields, origin } = node;
  return { kind: 'object', name: null, fields, unknownFields, ...(node.catchall && { catchall: schemaOfNode(node.catchall) }), origin };
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
      return absenceOf(node) === 'unsure' ? codeOnAbsence(node) : undefined;
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

function unionSchema(node: UnionNode): Schema {
  // No JSON value is `undefined`; whether the value may be absent says `absenceOf`.
  const options = node.options.filter((option) => !isUndefined(option));
  const members = options.map((option) => schemaOfNode(node.discriminator === null ? option : discriminated(option, node.discriminator)));
  const [only] = members;
  if (only && members.length === 1 && options.length < node.options.length) return only;
  const standIn = members.find((member) => member.default)?.default;
  const schema: UnionSchema = {
    kind: 'union',
    members: members.map(withoutDefault),
    ...(node.discriminator !== null && { discriminator: node.discriminator }),
    origin: node.origin,
  };
  const entry = node.isExclusive ? exclusiveEntry(schema) : null;
  const asked = entry === null ? schema : constrained(schema, { opaque: [entry] });
  return standIn ? withDefault(asked, standIn) : asked;
}

function wrapperSchema(node: WrapperNode): Schema {
  const inner = schemaOfNode(node.inner);
  switch (node.wrap) {
    case 'optional':
    case 'readonly':
    case 'preprocess':
      return inner;
    case 'nonoptional':
      // Zod 3's `required()` takes optional off; Zod 4 asks for the value even where there is a default, be it any value for a catch.
      if (node.version === 3) return inner;
      return constrained(withoutDefault(inner), inner.default?.isCatch ? { opaque: [opaqueEntry('coerce', 'catch')] } : {});
    case 'nullable': {
      const schema: Schema = { kind: 'nullable', type: withoutDefault(inner), origin: node.origin };
      return inner.default ? withDefault(schema, inner.default) : schema;
    }
    case 'default':
    case 'catch': {
      const value = node.value ?? { known: false, value: undefined, isCatch: false };
      if (!inner.default) return withDefault(inner, value);
      // Of a default and a catch, the default says what an absent value becomes, and the catch that any value is taken.
      const shown = node.wrap === 'catch' ? inner.default : value;
      return withDefault(inner, { ...shown, isCatch: value.isCatch || inner.default.isCatch });
    }
  }
}

/** An option of a discriminated union: it is chosen by the value that is given, so that no catch mends it, nor in Zod 3 a default. */
function discriminated(option: ZodNode, name: string): ZodNode {
  const field = option.kind === 'object' ? option.fields.get(name) : undefined;
  if (option.kind !== 'object' || field?.node.kind !== 'wrapper') return option;
  const { wrap, inner, value } = field.node;
  if (wrap !== 'catch' && (wrap !== 'default' || option.version === 4)) return option;
  const node =
    option.version === 3 ? inner : { ...field.node, wrap: 'default' as const, ...(value && { value: { ...value, isCatch: false } }) };
  return { ...option, fields: new Map([...option.fields, [name, { ...field, node }]]) };
}

/** What stands for the code that decides whether the value may be absent. What it makes of an absent value, the rest of the type must take. */
function codeOnAbsence(node: ZodNode): string {
  const codes = codesOnAbsence(node);
  const isRest = codes.every((code) => code.startsWith('refine:'));
  return hash(JSON.stringify(isRest ? codes : [...codes, schemaDigest(schemaOfNode(node))]));
}

/** More optional items at the end than this are not spelled out. */
const MAX_OPTIONAL_ITEMS = 8;

/** How many items a tuple has at least. Zod 3 asks for every item, be it optional or not. A default is always given. */
function leastItems({ items, version }: TupleNode, when: 'taken' | 'given'): number {
  if (version === 3) return items.length;
  const mustBeThere = (item: ZodNode): boolean => absenceOf(item) === 'required' || (when === 'given' && absenceOf(item) === 'defaulted');
  return items.findLastIndex(mustBeThere) + 1;
}

/** Items at the end that may be absent make tuples of several lengths. */
function tupleSchema(node: TupleNode, when: 'taken' | 'given' = 'taken'): Schema {
  const { origin } = node;
  const items = node.items.map(schemaOfNode);
  const rest = node.rest ? { rest: schemaOfNode(node.rest) } : {};
  const least = leastItems(node, when);
  const full: Schema = { kind: 'tuple', items, ...rest, origin };
  if (least === items.length) return full;
  const unsure = node.items.slice(least).filter((item) => absenceOf(item) === 'unsure');
  if (items.length - least > MAX_OPTIONAL_ITEMS)
    return constrained({ kind: 'scalar', name: 'JSON', origin }, tighten({}, { opaque: ['refine:tuple'] }));
  const shorter = Array.from({ length: items.length - least }, (_, extra): Schema => ({
    kind: 'tuple',
    items: items.slice(0, least + extra),
    origin,
  }));
  return constrained(
    { kind: 'union', members: [...shorter, full], origin },
    unsure.length > 0 ? { opaque: [opaqueEntry('refine', 'absent', ...unsure.map(codeOnAbsence))] } : {},
  );
}
