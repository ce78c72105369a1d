import { describe, expect, test } from 'vitest';
import { schemaCatalogue, schemaChangeRows } from '../../../src/compare/schema/catalogue/schema-catalogue.ts';
import { schemaChanges } from '../../../src/compare/schema/changes.ts';
import type { SchemaChange, SchemaSide } from '../../../src/compare/schema/schema-change.ts';
import type { Inventory } from '../../../src/contracts/inventory.ts';
import type { Span } from '../../../src/source/span.ts';
import { fieldPairs } from './fixtures/fields.ts';
import type { Pair } from './fixtures/pair.ts';
import { typePairs } from './fixtures/types.ts';
import { wholePairs } from './fixtures/whole.ts';
import { zodPairs } from './fixtures/zod.ts';
import { readModels, schemaOn, sidePaths } from './support/read-pair.ts';

const pairs = [...fieldPairs, ...typePairs, ...zodPairs, ...wholePairs];
const sides: readonly SchemaSide[] = ['input', 'output', 'event'];

const read = (end: 'base' | 'head'): Inventory =>
  readModels(pairs.map(({ declare, ...pair }) => ({ declare: typeof declare === 'object' ? declare[end] : declare, model: pair[end] })));
const bases = read('base');
const heads = read('head');
const again = { base: read('base'), head: read('head') };

function changesOf(base: Inventory, head: Inventory, index: number, side: SchemaSide, options: Pair['options'] = {}): SchemaChange[] {
  return schemaChanges({
    base: schemaOn(base, index, side),
    head: schemaOn(head, index, side),
    side,
    path: sidePaths[side],
    options: { unknownFields: 'refuse', openEnums: [], profile: 'wire', ...options },
  });
}

function textAt(inventory: Inventory, span: Span | null): string | null {
  return span && inventory.text(span.file).slice(span.start, span.end);
}

describe.each(sides)('pairs of models on the side of the %s', (side) => {
  test.each(pairs.map((pair, index) => ({ ...pair, index })))('$name', (pair) => {
    const changes = changesOf(bases, heads, pair.index, side, pair.options);
    const pathOf = ({ path }: SchemaChange): string => path.slice(sidePaths[side].length).replace(/^\./, '');
    expect(changes.map((change) => [change.class, change.id, pathOf(change)])).toEqual(
      pair[side].map(([changeClass, row, path]) => [changeClass, `${side}-${row}`, path]),
    );
    for (const change of changes) {
      const at = pair.at[`${pathOf(change)} ${change.id.slice(side.length + 1)}`] ?? pair.at[pathOf(change)];
      expect([pathOf(change), textAt(bases, change.baseOrigin), textAt(heads, change.headOrigin)]).toEqual([pathOf(change), ...(at ?? [])]);
      expect(change.message).toMatch(/\.$/);
    }
  });

  test.each(pairs.map((pair, index) => ({ ...pair, index })).filter((pair) => !pair.options?.isOpaque))(
    'nothing changed: $name',
    (pair) => {
      expect(changesOf(bases, again.base, pair.index, side, pair.options)).toEqual([]);
      expect(changesOf(heads, again.head, pair.index, side, pair.options)).toEqual([]);
    },
  );
});

test('every entry of the catalogue has a pair, and every position that a pair names is found', () => {
  const shown = new Set(pairs.flatMap((pair) => sides.flatMap((side) => pair[side].map(([, row]) => `${side}-${row}`))));
  expect(schemaCatalogue.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  for (const pair of pairs) {
    const places = new Set(sides.flatMap((side) => pair[side].flatMap(([, row, path]) => [path, `${path} ${row}`])));
    expect(Object.keys(pair.at).filter((place) => !places.has(place))).toEqual([]);
  }
});

test('entries are named once and say what to do', () => {
  expect(new Set(schemaCatalogue.map(({ id }) => id)).size).toBe(schemaCatalogue.length);
  expect(schemaChangeRows.filter(({ advice, what }) => !advice.endsWith('.') || what.endsWith('.'))).toEqual([]);
});
