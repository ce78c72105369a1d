import { describe, expect, it } from 'vitest';
import { catalogue, catalogueEntry } from '../../src/compare/catalogue.ts';

describe('the catalogue of changes', () => {
  it('names each change once, sorted', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it.each(catalogue.map((entry) => [entry.id, entry] as const))('says of %s what changed, whom it breaks and what to do', (id, entry) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [entry.changed, entry.breaks, entry.remedy]) expect(text).toMatch(/^[A-Z].*\.$/s);
  });

  it('finds an entry by its id', () => {
    expect(catalogueEntry('auth-loosened')).toMatchObject({ class: 'additive', review: 'security' });
    expect(catalogueEntry('input-required-field-added')).toMatchObject({ class: 'breaking', direction: 'input' });
    expect(catalogueEntry('constructor')).toBeNull();
  });
});
