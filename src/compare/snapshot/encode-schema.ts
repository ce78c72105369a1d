import type { JsonObject, JsonValue } from '../../contracts/contract.ts';
import type { Constraints, Schema, SchemaBase, SchemaField } from '../../contracts/schema/schema.ts';

/** A schema and those that its references lead to. The first of `schemas` is the schema itself; `ref` nodes name another by its number. */
export interface EncodedSchema {
  readonly schemas: readonly JsonObject[];
}

/** A schema as JSON that loses nothing of what it accepts. Where it is written is not part of it. */
export function encodeSchema(schema: Schema): EncodedSchema {
  const numbers = new Map<Schema, number>([[schema, 0]]);
  const queue: Schema[] = [schema];
  const numberOf = (target: Schema): number => {
    let number = numbers.get(target);
    if (number === undefined) {
      numbers.set(target, (number = queue.length));
      queue.push(target);
    }
    return number;
  };
  const schemas: JsonObject[] = [];
  for (const next of queue) schemas.push(encode(next, numberOf));
  return { schemas };
}

type NumberOf = (target: Schema) => number;

function encode(schema: Schema, numberOf: NumberOf): JsonObject {
  return { kind: schema.kind, ...encodeKind(schema, numberOf), ...encodeBase(schema, numberOf) };
}

function encodeKind(schema: Schema, numberOf: NumberOf): JsonObject {
  const one = (inner: Schema): JsonObject => encode(inner, numberOf);
  switch (schema.kind) {
    case 'scalar':
      return { name: schema.name };
    case 'enum':
      return { name: schema.name, values: schema.values };
    case 'object':
      return {
        name: schema.name,
        // Pairs, so that no name of a field is the name of a property.
        fields: [...schema.fields].map(([name, field]) => [name, encodeField(field, one)]),
        unknownFields: schema.unknownFields,
        ...(schema.catchall && { catchall: one(schema.catchall) }),
      };
    case 'array':
      return { item: one(schema.item) };
    case 'union':
      return { members: schema.members.map(one), ...(schema.discriminator !== undefined && { discriminator: schema.discriminator }) };
    case 'intersection':
      return { members: schema.members.map(one) };
    case 'literal':
      return { value: schema.value };
    case 'nullable':
      return { type: one(schema.type) };
    case 'record':
      return { ...(schema.key && { key: one(schema.key) }), value: one(schema.value) };
    case 'tuple':
      return { items: schema.items.map(one), ...(schema.rest && { rest: one(schema.rest) }) };
    case 'ref':
      return { name: schema.name, to: numberOf(schema.target()) };
    case 'resource':
      return { key: schema.key, array: schema.array };
    case 'unknown':
      return { reason: schema.reason, digest: schema.digest };
  }
}

function encodeField({ type, whenGiven, array, ...absence }: SchemaField, one: (inner: Schema) => JsonObject): JsonObject {
  return { type: one(type), ...encodeAbsence(absence), ...(whenGiven && { whenGiven: encodeAbsence(whenGiven) }), array };
}

function encodeAbsence({ optional, codeOnAbsence }: Pick<SchemaField, 'optional' | 'codeOnAbsence'>): JsonObject {
  return { optional, ...(codeOnAbsence !== undefined && { codeOnAbsence }) };
}

function encodeBase({ constraints, default: standIn, given, changes }: SchemaBase, numberOf: NumberOf): JsonObject {
  return {
    ...(given && { given: encode(given, numberOf) }),
    ...(constraints && { constraints: encodeConstraints(constraints) }),
    ...(changes && { changes }),
    ...(standIn && {
      default: {
        known: standIn.known,
        isCatch: standIn.isCatch,
        ...(standIn.known && standIn.value !== undefined && { value: standIn.value as JsonValue }),
        ...(standIn.digest !== undefined && { digest: standIn.digest }),
      },
    }),
  };
}

function encodeConstraints(constraints: Constraints): JsonObject {
  const entries = Object.entries(constraints as Readonly<Record<string, JsonValue | undefined>>);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
