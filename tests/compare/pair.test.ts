import { describe, expect, it } from 'vitest';
import { file, type Parts } from './support/contract-text.ts';
import { comparePair, type Files } from './support/pairs.ts';

/** `mail.send 1.0.0 → 2.0.0 changed`, for each contract that differs. */
function paired(base: Files, head: Files): readonly string[] {
  const version = (contract: { readonly version: { readonly state: string; readonly value?: unknown } } | null): string =>
    contract === null ? '-' : contract.version.state === 'known' ? String(contract.version.value) : '?';
  return comparePair(base, head).contracts.map(
    ({ kind, key, renamedTo, base: old, head: now, status }) =>
      `${kind} ${key}${renamedTo === null ? '' : ` as ${renamedTo}`} ${version(old)} → ${version(now)} ${status}`,
  );
}

const one = (...parts: readonly Parts[]): Files => ({ 'src/mail.ts': file(...parts) });
const changed: Parts = { fields: ['to', 'subject?'] };

describe('pairing', () => {
  it('pairs a version with itself, wherever it is', () => {
    expect(paired(one({}), { 'src/new/mail.ts': file({}) })).toEqual(['command mail.send 1.0.0 → 1.0.0 moved']);
    expect(paired(one({}), { 'src/new/mail.ts': file(changed) })).toEqual(['command mail.send 1.0.0 → 1.0.0 changed']);
  });

  it('pairs a version that rose with what it was', () => {
    expect(paired(one({}), one({ version: "'2.0.0'" }))).toEqual(['command mail.send 1.0.0 → 2.0.0 changed']);
  });

  it('pairs one that is alone on both sides under another export name', () => {
    expect(paired(one({}), one({ version: "'2.0.0'", name: 'SendV2' }))).toEqual(['command mail.send 1.0.0 → 2.0.0 changed']);
  });

  it('takes a new version beside the old one for an addition', () => {
    expect(paired(one({}), one({}, { name: 'SendV2', version: "'2.0.0'" }))).toEqual(['command mail.send - → 2.0.0 added']);
  });

  it('pairs leftover versions by their export name', () => {
    const base = one({ name: 'SendV1' }, { name: 'SendV2', version: "'2.0.0'" });
    expect(paired(base, one({ name: 'SendV1' }, { name: 'SendV2', version: "'2.1.0'" }))).toEqual([
      'command mail.send 2.0.0 → 2.1.0 changed',
    ]);
  });

  it('does not pair a leftover version where another one of the key paired', () => {
    const base = one({ name: 'SendV1' }, { name: 'SendV2', version: "'2.0.0'" });
    expect(paired(base, one({ name: 'SendV2', version: "'2.0.0'" }, { name: 'SendV3', version: "'3.0.0'" }))).toEqual([
      'command mail.send 1.0.0 → - removed',
      'command mail.send - → 3.0.0 added',
    ]);
  });

  it('pairs all declarations of a version that was declared twice with those of the version that it rose to', () => {
    const twice = (version: string, name: string): Files => ({
      'src/a.ts': file({ kind: 'event', version, name, ...changed }),
      'src/b.ts': file({ kind: 'event', version, name }),
    });
    const rose = ['event mail.send 1.0.0 → 2.0.0 changed', 'event mail.send 1.0.0 → 2.0.0 changed'];
    expect(paired(twice("'1.0.0'", 'Send'), twice("'2.0.0'", 'Send'))).toEqual(rose);
    expect(paired(twice("'1.0.0'", 'Other'), twice("'2.0.0'", 'Another'))).toEqual(rose);
  });

  it('takes a change of kind for one pair, and an event for another world', () => {
    expect(paired(one({}), one({ kind: 'query' }))).toEqual(['query mail.send 1.0.0 → 1.0.0 changed']);
    expect(paired(one({}), one({ kind: 'event' }))).toEqual(['command mail.send 1.0.0 → - removed', 'event mail.send - → 1.0.0 added']);
  });

  it('sees a renamed key by the export name in the same file', () => {
    expect(paired(one({}), one({ key: "'mail.post'", fields: ['to', 'from'] }))).toEqual([
      'command mail.send as mail.post 1.0.0 → 1.0.0 renamed',
    ]);
  });

  it('sees a renamed key by the export name in the moved file', () => {
    expect(paired(one({}), { 'src/post.ts': file({ key: "'mail.post'" }) })).toEqual([
      'command mail.send as mail.post 1.0.0 → 1.0.0 renamed',
    ]);
  });

  it('sees a renamed key by an equal schema in the same file', () => {
    expect(paired(one({}), one({ key: "'mail.post'", name: 'Post' }))).toEqual(['command mail.send as mail.post 1.0.0 → 1.0.0 renamed']);
  });

  it('sees no rename where two could be the new name', () => {
    expect(paired(one({}), one({ key: "'mail.post'", name: 'Post' }, { key: "'mail.queue'", name: 'Queue' }))).toEqual([
      'command mail.post - → 1.0.0 added',
      'command mail.queue - → 1.0.0 added',
      'command mail.send 1.0.0 → - removed',
    ]);
  });

  it('sees no rename where two could be the old name', () => {
    expect(paired(one({ name: 'A' }, { name: 'B', key: "'mail.b'" }), one({ key: "'mail.post'", name: 'Post' }))).toEqual([
      'command mail.b 1.0.0 → - removed',
      'command mail.post - → 1.0.0 added',
      'command mail.send 1.0.0 → - removed',
    ]);
  });

  it('sees no rename in another file while the old one stays', () => {
    const head = {
      'src/mail.ts': file({ key: "'mail.other'", name: 'Other', fields: ['x'] }),
      'src/post.ts': file({ key: "'mail.post'" }),
    };
    expect(paired(one({}), head)).toEqual([
      'command mail.other - → 1.0.0 added',
      'command mail.post - → 1.0.0 added',
      'command mail.send 1.0.0 → - removed',
    ]);
  });

  it('pairs a key that can no longer be read with the contract of the same export', () => {
    expect(paired(one({}), one({ key: 'makeKey()' }))).toEqual(['command mail.send 1.0.0 → 1.0.0 changed']);
  });

  it('pairs a key that can no longer be read with the only contract of the file that is not exported', () => {
    expect(paired(one({ name: null }), one({ name: null, key: 'makeKey()' }))).toEqual(['command mail.send 1.0.0 → 1.0.0 changed']);
  });

  it('says nothing of a contract whose key could never be read and that did not change', () => {
    expect(paired(one({ key: 'makeKey()' }), one({ key: 'makeKey()' }))).toEqual([]);
  });

  it('finds quickly that of many that are alike nobody can say which is which', () => {
    const many = (prefix: string): Files =>
      one(...Array.from({ length: 200 }, (_, index) => ({ name: `${prefix}${String(index)}`, key: `'mail.${prefix}${String(index)}'` })));
    expect(new Set(comparePair(many('old'), many('new')).contracts.map(({ status }) => status))).toEqual(new Set(['added', 'removed']));
  });
});

describe('catalogues', () => {
  const policy = {
    catalogs: [
      { name: 'product', files: ['src/**'], each: null },
      { name: 'example', files: ['examples/**'], each: null },
    ],
  };
  const seen = (base: Files, head: Files): readonly string[] =>
    comparePair(base, head, { policy }).contracts.map((diff) => `${diff.base?.file ?? '-'} → ${diff.head?.file ?? '-'} ${diff.status}`);
  const other = file({ fields: ['x', 'y'] });

  it('have contracts of their own under the same key', () => {
    expect(seen({ 'src/a.ts': file({}) }, { 'src/a.ts': file({}), 'examples/a.ts': other })).toEqual(['- → examples/a.ts added']);
    expect(seen({ 'src/a.ts': file({}), 'examples/a.ts': other }, { 'src/a.ts': file(changed), 'examples/a.ts': other })).toEqual([
      'src/a.ts → src/a.ts changed',
    ]);
    expect(seen({ 'src/a.ts': file({}), 'examples/a.ts': other }, { 'src/a.ts': file({}) })).toEqual(['examples/a.ts → - removed']);
  });

  it('lose each its own contract when both lose one of the same key and version', () => {
    expect(seen({ 'examples/a.ts': file({}), 'src/a.ts': file({}) }, {})).toEqual(['examples/a.ts → - removed', 'src/a.ts → - removed']);
  });

  it('are no way out: a contract that moves to another one is the same', () => {
    expect(seen({ 'src/a.ts': file({}) }, { 'examples/a.ts': other })).toEqual(['src/a.ts → examples/a.ts changed']);
  });
});

describe('a key and version that are declared twice', () => {
  const twice = { 'src/a.ts': file({ name: 'A' }), 'src/b.ts': file({ name: 'B', fields: ['to', 'from'] }) };

  it('make no change as long as each stays as it was', () => {
    expect(paired(twice, { ...twice, 'src/c.ts': file({ name: 'C', key: "'mail.c'" }) })).toEqual(['command mail.c - → 1.0.0 added']);
  });

  it('are not removed when one of them is', () => {
    expect(paired(twice, { 'src/b.ts': twice['src/b.ts'] })).toEqual([]);
  });

  it('are removed once when both are', () => {
    expect(
      paired({ ...twice, 'src/c.ts': file({ key: "'mail.c'", name: 'C' }) }, { 'src/c.ts': file({ key: "'mail.c'", name: 'C' }) }),
    ).toEqual(['command mail.send 1.0.0 → - removed']);
  });

  const added = ['input-optional-field-added'];
  const worse = ['input-required-field-added', ...added];
  const changed = file({ name: 'B', fields: ['to', 'from', 'subject?'] });
  const alsoChanged = file({ name: 'A', fields: ['to', 'subject?'] });

  it.each([
    ['stand for themselves where they stay, whatever the other one says', { ...twice, 'src/b.ts': changed }, [['b', 'b', added]]],
    [
      'do so when both change',
      { 'src/a.ts': alsoChanged, 'src/b.ts': changed },
      [
        ['a', 'a', added],
        ['b', 'b', added],
      ],
    ],
    [
      'are known by their names where they moved',
      { 'src/c.ts': alsoChanged, 'src/d.ts': changed },
      [
        ['a', 'c', added],
        ['b', 'd', added],
      ],
    ],
    ['stand up to one that went as well: the worst counts', { 'src/b.ts': changed }, [['a', 'b', worse]]],
    [
      'are joined by a third one, which has to stand up to both',
      { ...twice, 'src/c.ts': changed.replace('const B', 'const C') },
      [['a', 'c', worse]],
    ],
  ] as const)('%s', (_, head, expected) => {
    const { contracts } = comparePair(twice, head);
    expect(contracts.map((diff) => [diff.base?.file.slice(4, 5), diff.head?.file.slice(4, 5), diff.changes.map(({ id }) => id)])).toEqual(
      expected,
    );
  });
});
