import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demandInside, folderOf, followLinks, joinPath } from '../../src/source/paths.ts';
import { SourceError } from '../../src/source/tree.ts';

const follow = (path: string, links: Readonly<Record<string, string>>): unknown => {
  const targets = new Map(Object.entries(links));
  return followLinks(path, (at) => targets.get(at));
};

describe('followLinks', () => {
  it('gives a path without links as it is', () => {
    expect(follow('src/a.ts', {})).toEqual({ kind: 'inside', path: 'src/a.ts' });
  });

  it("follows a link from the link's own folder", () => {
    expect(follow('src/a.ts', { 'src/a.ts': '../lib/b.ts' })).toEqual({ kind: 'inside', path: 'lib/b.ts' });
  });

  it('follows a linked folder above the file, and links to links', () => {
    expect(follow('src/a.ts', { src: 'lib', 'lib/a.ts': './b.ts' })).toEqual({ kind: 'inside', path: 'lib/b.ts' });
  });

  it('goes up from where a linked folder leads, as the system does', () => {
    expect(follow('x/a.ts', { x: 'deep/down', 'deep/down/a.ts': '../b.ts' })).toEqual({ kind: 'inside', path: 'deep/b.ts' });
  });

  it.each(['/etc/passwd', 'C:/secrets', '\\\\server\\share'])('does not follow the absolute target %s', (target) => {
    expect(follow('a.ts', { 'a.ts': target })).toEqual({ kind: 'outside', target });
  });

  it('does not go above the root, even to come back', () => {
    expect(follow('src/a.ts', { 'src/a.ts': '../../repo/lib/b.ts' })).toEqual({ kind: 'outside', target: '../repo/lib/b.ts' });
  });

  it('ends in a circle of links', () => {
    expect(follow('a.ts', { 'a.ts': 'b.ts', 'b.ts': 'a.ts' })).toEqual({ kind: 'loop' });
  });
});

describe('demandInside', () => {
  const isFile = (path: string): boolean => path === 'b.ts';

  it('gives the file', () => {
    expect(demandInside('a.ts', { kind: 'inside', path: 'b.ts' }, isFile)).toBe('b.ts');
  });

  it.each([{ kind: 'inside', path: 'dist/b.ts' } as const, { kind: 'outside', target: '/etc/passwd' } as const, { kind: 'loop' } as const])(
    'names the link that leads $kind',
    (destination) => {
      expect(() => demandInside('a.ts', destination, isFile)).toThrow(expect.objectContaining({ name: SourceError.name, file: 'a.ts' }));
    },
  );
});

describe('folderOf', () => {
  it('gives the folder, or nothing at the root', () => {
    expect([folderOf('src/lib/a.ts'), folderOf('a.ts')]).toEqual(['src/lib', '']);
  });
});

describe('joinPath', () => {
  const parts = ['', '.', '..', 'a', 'b.ts', '.hidden', '...', 'a..b'];
  const paths = parts.flatMap((one) => parts.flatMap((two) => parts.flatMap((three) => [one, `${one}/${two}`, `${one}/${two}/${three}`])));

  it.each(['', 'a', 'a/b', '.a/b..'])('is what Node.js makes of the folder "%s" and any path', (folder) => {
    for (const path of paths) expect(joinPath(folder, path), path).toBe(posix.join(folder, path));
  });
});
