import type { Span } from '../../../source/span.ts';
import type { EvaluatorPort, ObjectValue, StaticValue } from '../../../values/value.ts';
import { exclusiveEntry } from '../apart.ts';
import { constrained, withTexts } from '../constraints.ts';
import { joined } from '../joined.ts';
import { reference } from '../reference.ts';
import type { Schema } from '../schema.ts';
import { isUnknown, itemsOf, stringOf } from '../static-value.ts';
import { valueDigest } from '../value-digest.ts';
import { codeText } from '../zod/code-text.ts';
import { opaqueEntry } from '../zod/opaque.ts';
import { isKeyed, scalar, typed, unread, type Reading } from './json-schema-types.ts';

const MAX_DEPTH = 100;

/** Keywords that say more than is read: each becomes a refinement. Others, `title` and `examples` among them, only describe. */
const REFINEMENTS = [
  'not',
  'if',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'dependentRequired',
  'dependentSchemas',
];
const LIST_REFINEMENTS = [
  'uniqueItems',
  'contains',
  'minContains',
  'maxContains',
  'unevaluatedItems',
  'unevaluatedProperties',
  'dependencies',
];

/** A JSON Schema as one schema. What cannot be read, a `$ref` to another document among it, is unknown where it stands. */
export function jsonSchemaSchema(value: StaticValue | undefined, at: Span, port: EvaluatorPort): Schema {
  if (!value) return { kind: 'unknown', reason: 'not-static', digest: 'no JSON Schema', origin: at };
  let whole: Schema | null = null;
  const reading: Reading = { at, port, depth: 0, part: read, root: value, targets: new Map() };
  // What refers to the whole document means what is read here.
  reading.targets.set(
    value,
    reference(at, () => whole ?? read(value, reading)),
  );
  return (whole = read(value, reading));
}

function read(value: StaticValue, outer: Reading): Schema {
  const reading: Reading = { ...outer, at: value.span, depth: outer.depth + 1 };
  if (value.kind === 'literal' && value.value === true) return scalar('JSON', reading);
  if (value.kind === 'literal' && value.value === false) return { kind: 'union', members: [], origin: value.span };
  if (value.kind === 'unknown') return unread(value, value.reason, reading);
  if (value.kind !== 'object') return unread(value, 'not a JSON Schema', reading);
  if (value.open) return unread(value, value.open.reason, reading);
  if (reading.depth > MAX_DEPTH) return unread(value, 'too-deep', reading);
  for (const keyword of ['$dynamicRef', '$recursiveRef']) if (value.properties.has(keyword)) return unread(value, keyword, reading);
  const schema = combined(value, reading);
  const texts = new Map<string, () => string>();
  for (const keyword of [...REFINEMENTS, ...LIST_REFINEMENTS]) {
    const asked = value.properties.get(keyword)?.value;
    if (!asked || (keyword === 'patternProperties' && isKeyed(value))) continue;
    texts.set(opaqueEntry('refine', keyword, valueDigest(asked, reading.port)), codeText(keyword, [asked], reading.port));
  }
  return texts.size > 0 ? withTexts(constrained(schema, { opaque: [...texts.keys()] }), texts) : schema;
}

/** The type with what `enum`, `const`, `anyOf`, `oneOf` and `allOf` ask besides. */
function combined(value: ObjectValue, reading: Reading): Schema {
  const members: Schema[] = [];
  const ref = value.properties.get('$ref')?.value;
  if (ref) members.push(referredTo(ref, reading));
  const keyword = (name: string): StaticValue | undefined => value.properties.get(name)?.value;
  const constant = keyword('const');
  if (constant) members.push(literals([constant], value, reading));
  const values = keyword('enum');
  if (values) members.push(literals(itemsOf(values), value, reading));
  // A type beside values only repeats them.
  if (!constant && !values && isTyped(value)) members.push(typed(value, reading));
  for (const name of ['anyOf', 'oneOf'] as const) {
    const list = keyword(name);
    if (!list) continue;
    const union = listed('union', list, value, reading);
    const entry = name === 'oneOf' && union.kind === 'union' ? exclusiveEntry(union) : null;
    members.push(entry === null ? union : constrained(union, { opaque: [entry] }));
  }
  const all = keyword('allOf');
  if (all) members.push(listed('intersection', all, value, reading));
  return members.length === 0 ? scalar('JSON', reading) : joined('intersection', members, reading.at);
}

/** What a reference leads to: the whole document, or a part of it by its path. It may lead back to where it stands. */
function referredTo(value: StaticValue, reading: Reading): Schema {
  const pointer = stringOf(value);
  const target = pointer === null ? undefined : partAt(reading.root, pointer);
  if (!target) return unread(value, '$ref', reading);
  let found = reading.targets.get(target);
  if (!found) {
    found = reference(reading.at, () => read(target, { ...reading, depth: 0 }));
    reading.targets.set(target, found);
  }
  return found;
}

/** The part of a document that a JSON pointer such as `#/$defs/Address` leads to. */
function partAt(root: StaticValue, pointer: string): StaticValue | undefined {
  if (pointer === '#') return root;
  if (!pointer.startsWith('#/')) return undefined;
  let part: StaticValue | undefined = root;
  for (const segment of pointer.slice(2).split('/')) {
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (part?.kind === 'object' && !part.open) part = part.properties.get(name)?.value;
    else if (part?.kind === 'array' && !part.rest) part = part.items[Number(name)]?.value;
    else return undefined;
  }
  return part;
}

function isTyped(value: ObjectValue): boolean {
  return ['type', 'properties', 'required', 'additionalProperties', 'items', 'prefixItems'].some((keyword) =>
    value.properties.has(keyword),
  );
}

function literals(items: ReturnType<typeof itemsOf>, value: ObjectValue, reading: Reading): Schema {
  if (!items || isUnknown(items)) return unread(value, isUnknown(items) ? items.reason : 'not-static', reading);
  const members: Schema[] = [];
  for (const item of items) {
    const literal = item.kind === 'literal' ? item.value : undefined;
    if (literal === undefined || typeof literal === 'bigint' || (typeof literal === 'object' && literal !== null))
      return unread(value, 'not-static', reading);
    members.push({ kind: 'literal', value: literal, origin: item.span });
  }
  const strings = members.flatMap((member) => (member.kind === 'literal' && typeof member.value === 'string' ? [member.value] : []));
  if (strings.length > 1 && strings.length === members.length) return { kind: 'enum', name: null, values: strings, origin: reading.at };
  return joined('union', members, reading.at);
}

function listed(kind: 'union' | 'intersection', list: StaticValue, value: ObjectValue, reading: Reading): Schema {
  const items = itemsOf(list);
  if (!items || isUnknown(items)) return unread(value, isUnknown(items) ? items.reason : 'not-static', reading);
  return joined(
    kind,
    items.map((item) => read(item, reading)),
    reading.at,
  );
}
