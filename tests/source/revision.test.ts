import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GitRepository } from '../../src/source/repository.ts';
import { openRevision } from '../../src/source/revision.ts';
import type { RepositoryTree, SourceTree } from '../../src/source/tree.ts';
import { openWorkingTree } from '../../src/source/working-tree.ts';
import type { TestRepository } from '../support/git-repo.ts';
import { temporaryRepository } from '../support/temporary.ts';

function repository(files: Readonly<Record<string, string | Uint8Array>> = {}, init: readonly string[] = []): TestRepository {
  return temporaryRepository(files, { init });
}

function open(repo: TestRepository, rev = 'HEAD', overlay?: SourceTree): RepositoryTree {
  return openRevision(openWorkingTree(repo.root).git as GitRepository, rev, overlay);
}

const refused = (file: string): Error => expect.objectContaining({ name: 'SourceError', file }) as Error;
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`;

describe('a revision', () => {
  it('holds what was committed, whatever is in the working tree and the index', () => {
    const repo = repository({ 'a.ts': '\uFEFFone\r\n', 'src/b.ts': 'b' });
    const commit = repo.git('rev-parse', 'HEAD');
    repo.remove('src/b.ts');
    repo.write({ 'a.ts': 'two', 'c.ts': '' });
    repo.git('add', '--all');
    const tree = open(repo);
    expect(tree.revision).toBe(commit);
    expect(tree.root).toBe(repo.root);
    expect(tree.files()).toEqual(['a.ts', 'src/b.ts']);
    expect(tree.files().map((file) => tree.read(file))).toEqual(['one\r\n', 'b']);
    expect(tree.has('c.ts')).toBe(false);
    expect(() => tree.read('c.ts')).toThrow(refused('c.ts'));
    expect(tree.digest('c.ts')).toBeUndefined();
  });

  it('is the whole commit, also from a folder of the repository', () => {
    const repo = repository({ 'a.ts': '', 'src/b.ts': '' });
    const { git } = openWorkingTree(join(repo.root, 'src'));
    expect(openRevision(git as GitRepository, 'HEAD').files()).toEqual(['a.ts', 'src/b.ts']);
  });

  it.each([[[]], [['--object-format=sha256']]])('equals the working tree of its checkout, file by file (git init %j)', (init) => {
    const names = [
      'sp ace.ts',
      'new\nline.ts',
      'tab\t.ts',
      '"quote".ts',
      'ünïcode😀.ts',
      '-dash.ts',
      '\uFF5E.ts',
      'empty.ts',
      'deep/er/x.ts',
    ];
    const repo = repository(Object.fromEntries(names.map((name) => [name, name === 'empty.ts' ? '' : `\uFEFF// ${name}\r\n`])), init);
    symlinkSync('deep/er/x.ts', join(repo.root, 'link.ts'));
    repo.commit('link');
    const { tree } = openWorkingTree(repo.root);
    const revision = open(repo);
    expect(revision.files()).toEqual(tree.files());
    expect(revision.files().map((file) => revision.digest(file))).toEqual(tree.files().map((file) => tree.digest(file)));
    expect(revision.files().map((file) => revision.read(file))).toEqual(tree.files().map((file) => tree.read(file)));
  });

  it('gives the same text fetched one by one and in one go', () => {
    const repo = repository({ 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'a', 'empty.ts': '', 'd.ts': 'ends with a newline\n' });
    const alone = open(repo);
    const together = open(repo);
    together.prefetch([...together.files(), 'nowhere.ts']);
    expect(together.files().map((file) => together.read(file))).toEqual(alone.files().map((file) => alone.read(file)));
  });

  it('that does not exist is an error', () => {
    expect(() => open(repository({ 'a.ts': '' }), 'nowhere')).toThrow(expect.objectContaining({ name: 'SourceError' }));
  });

  it('names submodules and links that lead out as opaque', () => {
    const inner = repository({ 'inner.ts': '' });
    const repo = repository({ 'a.ts': '' });
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'lib/sub');
    symlinkSync('/etc', join(repo.root, 'outside'));
    repo.commit('submodule');
    expect(open(repo).opaque()).toEqual([
      { path: 'lib/sub', kind: 'submodule', target: null },
      { path: 'outside', kind: 'link-outside', target: '/etc' },
    ]);
    expect(open(repo).files()).toEqual(['.gitmodules', 'a.ts', 'outside']);
  });
});

describe('what a revision refuses to read', () => {
  it.each(['../secret.ts', '/etc/hostname', '.git/config', 'nowhere.ts', 'src', 'link.ts'])('a link to %s', (target) => {
    const repo = repository({ 'src/a.ts': '' });
    symlinkSync(target, join(repo.root, 'link.ts'));
    repo.commit('link');
    const tree = open(repo);
    tree.prefetch(['link.ts']);
    expect(() => tree.read('link.ts')).toThrow(refused('link.ts'));
    expect(tree.digest('link.ts')).toBeUndefined();
  });

  it('a Git LFS pointer', () => {
    const repo = repository({ 'a.ts': POINTER });
    expect(() => open(repo).read('a.ts')).toThrow(refused('a.ts'));
    expect(() => open(repo, 'HEAD', openWorkingTree(repo.root).tree).read('a.ts')).toThrow(refused('a.ts'));
  });

  it('a name that is not UTF-8, for two of them may be one as text', () => {
    const repo = repository({ 'a.ts': 'a', '\ufffd.ts': 'fine' });
    expect(open(repo).read('\ufffd.ts')).toBe('fine');
    for (const byte of ['\xe8', '\xe9']) writeFileSync(Buffer.from(`${repo.root}/${byte}.ts`, 'latin1'), byte);
    repo.commit('named in Latin-1');
    expect(() => open(repo).read('\ufffd.ts')).toThrow('is not UTF-8');
    expect(open(repo).read('a.ts')).toBe('a');
  });

  it('bytes that are not UTF-8', () => {
    const repo = repository({ 'a.ts': Buffer.from([0xe9]) });
    expect(() => open(repo).read('a.ts')).toThrow(refused('a.ts'));
  });

  it.each([
    ['a filter', { '.gitattributes': 'src/*.ts filter=crypt\n' }],
    ['an encoding', { '.gitattributes': '*.ts working-tree-encoding=UTF-16LE\n', 'src/a.ts': Buffer.from('a2', 'utf16le') }],
    ['a filter given by a macro', { '.gitattributes': '[attr]secret filter=crypt\nsrc/** secret\n' }],
    ['a filter given in its own folder', { 'src/.gitattributes': 'a.ts filter=crypt\n' }],
  ])('a file with %s, and no other', (_, attributes) => {
    const repo = repository({ 'src/a.ts': 'a', 'src/b.mts': 'b', 'c.js': 'c' });
    repo.commit('attributes', { ...attributes, 'c.js': 'c2' });
    for (const overlay of [undefined, openWorkingTree(repo.root).tree]) {
      const tree = open(repo, 'HEAD', overlay);
      expect(() => tree.read('src/a.ts')).toThrow(refused('src/a.ts'));
      expect(tree.read('c.js')).toBe('c2');
    }
  });

  it('judges by the attributes of the commit, not of the working tree', () => {
    const repo = repository({ 'a.ts': 'a', '.gitattributes': '*.ts filter=crypt\n' });
    repo.commit('plain', { '.gitattributes': '' });
    expect(() => open(repo, 'HEAD~1').read('a.ts')).toThrow(refused('a.ts'));
    repo.write({ '.gitattributes': '*.ts filter=crypt\n' });
    expect(open(repo).read('a.ts')).toBe('a');
  });

  it("judges by the clone's own attributes too", () => {
    const repo = repository({ 'a.ts': 'a', 'b.js': 'b' });
    repo.write({ '.git/info/attributes': '*.ts filter=crypt\n' });
    expect(() => open(repo).read('a.ts')).toThrow(refused('a.ts'));
    expect(open(repo).read('b.js')).toBe('b');
  });

  it('not a file whose filter is unset, or whose encoding is UTF-8', () => {
    const repo = repository({ 'a.ts': 'a', '.gitattributes': '* filter=lfs working-tree-encoding=utf-8\n*.ts -filter\n' });
    expect(open(repo).read('a.ts')).toBe('a');
  });

  it('leaves index and working tree as they are', () => {
    const repo = repository({ 'a.ts': 'a', '.gitattributes': '*.bin filter=lfs\n' });
    repo.write({ 'staged.ts': '' });
    repo.git('add', 'staged.ts');
    const before = [repo.git('ls-files', '--stage', '--debug'), repo.git('status', '--porcelain')];
    const tree = open(repo);
    tree.prefetch(tree.files());
    tree.read('a.ts');
    expect([repo.git('ls-files', '--stage', '--debug'), repo.git('status', '--porcelain')]).toEqual(before);
  });
});

describe('an overlay', () => {
  it('is read where its bytes are equal, and only there', () => {
    const repo = repository({ 'same.ts': 'same', 'changed.ts': 'before', 'deleted.ts': 'gone' });
    repo.remove('deleted.ts');
    repo.write({ 'changed.ts': 'after', 'new.ts': '' });
    const { tree } = openWorkingTree(repo.root);
    const reads: string[] = [];
    const revision = open(repo, 'HEAD', {
      ...tree,
      read(file) {
        reads.push(file);
        return tree.read(file);
      },
    });
    revision.prefetch(revision.files());
    expect(revision.files().map((file) => revision.read(file))).toEqual(['before', 'gone', 'same']);
    expect(reads).toEqual(['same.ts']);
  });
});
