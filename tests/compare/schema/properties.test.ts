import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptsSurely } from '../../../src/compare/accepts.ts';
import type { ChangeClass } from '../../../src/compare/change.ts';
import { schemaChanges } from '../../../src/compare/schema/changes.ts';
import type { SchemaChange, SchemaSide } from '../../../src/compare/schema/schema-change.ts';
import type { Schema } from '../../../src/contracts/schema/schema.ts';
import { runs, timeFor } from '../../support/runs.ts';
import { fieldNames, models, relatives, schemas } from './support/arbitrary-schema.ts';
import { valuesOf } from './support/arbitrary-value.ts';
import { edits, fieldEdits, typeEdits } from './support/edit.ts';
import { toZod } from './support/to-zod.ts';
import type { ZodMode } from './support/to-zod.ts';

const numRuns = runs(1000);
const options = { unknownFields: 'refuse', openEnums: [], profile: 'wire' } as const;
const rich = { rich: true, defaults: true };
const plain = { rich: false, defaults: false };
const sides: readonly SchemaSide[] = ['input', 'output', 'event'];

function changesOf(base: Schema, head: Schema, side: SchemaSide): SchemaChange[] {
  return schemaChanges({ base, head, side, path: 'io', options });
}

function senderMode(side: SchemaSide): ZodMode {
  return { objects: 'strict', isReader: false, defaults: side === 'input' ? 'optional' : 'present' };
}
function readerMode(side: SchemaSide): ZodMode {
  return side === 'input'
    ? { objects: 'strict', isReader: true, defaults: 'optional' }
    : { objects: 'strip', isReader: true, defaults: 'present' };
}

/** Pairs of which the second was made from the first by edits, and some that have nothing to do with each other. */
const pairs = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(models(rich), edits).map(([base, edit]) => [base, edit(base)] as const) },
  { weight: 3, arbitrary: fc.tuple(schemas(rich), edits).map(([base, edit]) => [base, edit(base)] as const) },
  { weight: 1, arbitrary: fc.tuple(schemas(rich), schemas(rich)) },
  { weight: 2, arbitrary: relatives },
);
const directed = fc.tuple(pairs, fc.constantFrom(...sides));

const rank: Readonly<Record<ChangeClass, number>> = { breaking: 4, unknown: 4, dangerous: 3, additive: 2, patch: 1, none: 0 };
function worst(changes: readonly SchemaChange[]): number {
  return Math.max(0, ...changes.map((change) => rank[change.class]));
}

describe('generated schemas, judged by Zod', { timeout: timeFor(1000) }, () => {
  test('membership agrees with Zod', () => {
    const cases = fc
      .tuple(pairs, fc.constantFrom('input' as const, 'output' as const))
      .chain(([[schema, other], side]) =>
        fc.tuple(
          fc.constant(schema),
          fc.oneof(valuesOf(schema, senderMode(side).defaults), valuesOf(other, senderMode(side).defaults)),
          fc.constant(side),
        ),
      );
    fc.assert(
      fc.property(cases, ([schema, value, side]) => {
        const answer = acceptsSurely(schema, value, { unknownFields: 'refuse', side });
        if (answer === 'maybe') return;
        expect(toZod(schema, { ...senderMode(side), isReader: true }).safeParse(value).success).toBe(answer === 'yes');
      }),
      { numRuns },
    );
  });

  test('what is compatible is understood: values of who sends are accepted by who reads', () => {
    const cases = directed.chain(([[base, head], side]) =>
      fc.tuple(
        fc.constant({ base, head, side }),
        fc.array(valuesOf(base, senderMode(side).defaults), { maxLength: 5 }),
        fc.array(valuesOf(head, senderMode(side).defaults), { maxLength: 5 }),
      ),
    );
    fc.assert(
      fc.property(cases, ([{ base, head, side }, ofBase, ofHead]) => {
        if (worst(changesOf(base, head, side)) >= rank.breaking) return;
        const check = (sent: Schema, read: Schema, values: readonly unknown[]): void => {
          const sender = toZod(sent, senderMode(side));
          const reader = toZod(read, readerMode(side));
          for (const value of values) if (sender.safeParse(value).success) expect(reader.safeParse(value).error?.issues).toBeUndefined();
        };
        if (side !== 'output') check(base, head, ofBase);
        if (side !== 'input') check(head, base, ofHead);
      }),
      { numRuns },
    );
  });

  test('what is breaking has a witness that one side accepts and the other refuses', () => {
    fc.assert(
      fc.property(directed, ([[base, head], side]) => {
        for (const change of changesOf(base, head, side)) {
          expect(change.witness === null).toBe(change.class !== 'breaking');
          if (!change.witness) continue;
          const [sent, read] = change.witness.acceptedBy === 'base' ? [base, head] : [head, base];
          expect(toZod(sent, senderMode(side)).safeParse(change.witness.value).error?.issues).toBeUndefined();
          expect(toZod(read, readerMode(side)).safeParse(change.witness.value).success).toBe(false);
        }
      }),
      { numRuns },
    );
  });

  test('what can be read is decided', () => {
    const undecided: string[] = [];
    for (const [[base, head], side] of fc.sample(directed, { numRuns, seed: 1 })) {
      for (const change of changesOf(base, head, side))
        if (change.class === 'unknown') undecided.push(`${change.id} ${change.reason ?? ''}`);
    }
    // A search may be given up, but then seldom.
    expect(undecided.length).toBeLessThanOrEqual(numRuns / 500);
  });

  test('nothing changed is no change', () => {
    fc.assert(
      fc.property(schemas(rich), fc.constantFrom(...sides), (schema, side) => {
        expect(changesOf(schema, structuredCopy(schema), side)).toEqual([]);
      }),
      { numRuns: numRuns / 2 },
    );
  });

  test('with the same field names, an input that breaks one way is an output that breaks the other way', () => {
    const typed = fc.tuple(models(plain), fc.array(fc.constantFrom(...fieldNames).chain(typeEdits), { maxLength: 3 }));
    fc.assert(
      fc.property(typed, ([base, list]) => {
        const head = list.reduce((schema, edit) => edit(schema), base);
        expect(worst(changesOf(base, head, 'input')) >= rank.breaking).toBe(worst(changesOf(head, base, 'output')) >= rank.breaking);
      }),
      { numRuns },
    );
  });

  test('two changes of different fields owe at least the greater of the two', () => {
    const two = fc.tuple(models(plain), fieldEdits('status'), fieldEdits('amount'), fc.constantFrom(...sides));
    fc.assert(
      fc.property(two, ([base, first, second, side]) => {
        const both = worst(changesOf(base, second(first(base)), side));
        expect(both).toBeGreaterThanOrEqual(worst(changesOf(base, first(base), side)));
        expect(both).toBeGreaterThanOrEqual(worst(changesOf(base, second(base), side)));
      }),
      { numRuns },
    );
  });
});

/** The same schema as other objects, so that nothing is the same by identity. */
function structuredCopy(schema: Schema, copies: Map<Schema, Schema> = new Map()): Schema {
  const copy = (part: Schema): Schema => structuredCopy(part, copies);
  const known = copies.get(schema);
  if (known) return known;
  if (schema.kind === 'ref') return { ...schema, target: () => copies.get(schema.target()) ?? copy(schema.target()) };
  const made: { -readonly [Key in keyof Schema]: Schema[Key] } & Record<string, unknown> = { ...schema };
  copies.set(schema, made as unknown as Schema);
  if (schema.kind === 'object')
    made['fields'] = new Map([...schema.fields].map(([name, field]) => [name, { ...field, type: copy(field.type) }]));
  if ('item' in schema) made['item'] = copy(schema.item);
  if ('members' in schema) made['members'] = schema.members.map(copy);
  if ('type' in schema) made['type'] = copy(schema.type);
  if ('value' in schema && schema.kind === 'record') made['value'] = copy(schema.value);
  if ('items' in schema) made['items'] = schema.items.map(copy);
  return made as unknown as Schema;
}
