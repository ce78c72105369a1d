import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, realpathSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SourceError, type RepositoryTree } from '../../src/source/tree.ts';
import { openWorkingTree } from '../../src/source/working-tree.ts';
import { openTestRepository, type TestRepository } from '../support/git-repo.ts';
import { temporaryFolder, temporaryRepository } from '../support/temporary.ts';

function repository(files: Readonly<Record<string, string | Uint8Array>> = {}, init: readonly string[] = []): TestRepository {
  return temporaryRepository(files, { init });
}

const open = (path: string): RepositoryTree => openWorkingTree(path).tree;

describe('files of a repository', () => {
  it('are what is tracked and not deleted, and what is new and not ignored', () => {
    const repo = repository({ 'kept.ts': '', 'deleted.ts': '', '.gitignore': 'ignored.ts\n' });
    repo.remove('deleted.ts');
    repo.write({ 'new.ts': '', 'ignored.ts': '' });
    expect(open(repo.root).files()).toEqual(['.gitignore', 'kept.ts', 'new.ts']);
  });

  it('are not the locks of an editor, unless they are tracked, in a folder without git neither', () => {
    const repo = repository({ 'src/a.ts': '', 'src/.#tracked.ts': '' });
    const root = temporaryFolder({ 'src/a.ts': '', 'src/.#file.ts': '' });
    for (const at of [repo.root, root]) symlinkSync('somebody@host.123:456', join(at, 'src/.#a.ts'));
    expect(open(repo.root).files()).toEqual(['src/.#tracked.ts', 'src/a.ts']);
    expect(open(root).files()).toEqual(['src/.#file.ts', 'src/a.ts']);
  });

  it('are files and links that are there, called as locks are', () => {
    const repo = repository({ 'src/a.ts': '' });
    const root = temporaryFolder({ 'src/a.ts': '' });
    for (const at of [repo.root, root]) {
      writeFileSync(join(at, 'src/.#new.ts'), '');
      symlinkSync('a.ts', join(at, 'src/.#link.ts'));
      expect(open(at).files()).toEqual(['src/.#link.ts', 'src/.#new.ts', 'src/a.ts']);
    }
  });

  it('hold an ignored file that is tracked all the same, and one whose folder is called build', () => {
    const repo = repository({ 'build/contract.ts': '', 'a.ts': '' });
    repo.write({ '.gitignore': 'a.ts\n' });
    expect(open(repo.root).files()).toEqual(['.gitignore', 'a.ts', 'build/contract.ts']);
  });

  it('are those of the whole repository from any of its folders', () => {
    const repo = repository({ 'a.ts': '', 'src/b.ts': '' });
    const { tree, git } = openWorkingTree(join(repo.root, 'src'));
    expect(tree.root).toBe(repo.root);
    expect(git?.root).toBe(repo.root);
    expect(tree.files()).toEqual(['a.ts', 'src/b.ts']);
  });

  it('may have any name', () => {
    const names = [
      'sp ace.ts',
      'new\nline.ts',
      'tab\t.ts',
      '"quote".ts',
      "apo'strophe.ts",
      'ünïcode😀.ts',
      '-dash.ts',
      'back\\slash.ts',
      '* 100644.ts',
    ];
    const repo = repository(Object.fromEntries(names.map((name) => [name, `// ${name.length}`])));
    repo.write({ 'R 100644 0 0\tnew.ts': '' });
    const tree = open(repo.root);
    expect(new Set(tree.files())).toEqual(new Set([...names, 'R 100644 0 0\tnew.ts']));
    expect(names.map((name) => tree.read(name))).toEqual(names.map((name) => `// ${name.length}`));
  });

  it('are sorted by code unit, not by byte', () => {
    const repo = repository({ '\u{1F600}.ts': '', '\uFF5E.ts': '', 'a.ts': '', 'B.ts': '' });
    expect(open(repo.root).files()).toEqual(['B.ts', 'a.ts', '\u{1F600}.ts', '\uFF5E.ts']);
  });

  it('are the same before the first commit', () => {
    const repo = repository();
    repo.write({ 'a.ts': 'x' });
    expect(open(repo.root).files()).toEqual(['a.ts']);
  });

  it('name a conflicted file once', () => {
    const repo = repository({ 'a.ts': 'base' });
    repo.git('checkout', '-q', '-b', 'other');
    repo.commit('theirs', { 'a.ts': 'theirs' });
    repo.git('checkout', '-q', 'main');
    repo.commit('ours', { 'a.ts': 'ours' });
    expect(() => repo.git('merge', '-q', 'other')).toThrow();
    const tree = open(repo.root);
    expect(tree.files()).toEqual(['a.ts']);
    expect(tree.read('a.ts')).toContain('<<<<<<<');
  });

  it('are found in a linked worktree', () => {
    const repo = repository({ 'a.ts': 'one' });
    const path = join(temporaryFolder(), 'linked');
    repo.git('worktree', 'add', '-q', path);
    writeFileSync(join(path, 'b.ts'), '');
    expect(open(path).files()).toEqual(['a.ts', 'b.ts']);
    expect(open(repo.root).files()).toEqual(['a.ts']);
  });
});

describe('a folder without git', () => {
  it('is walked, node_modules and .git apart', () => {
    const root = temporaryFolder({
      'a.ts': 'a',
      'src/deep/b.ts': 'b',
      'build/c.ts': '',
      'node_modules/x/d.ts': '',
      'src/node_modules/e.ts': '',
    });
    const { tree, git } = openWorkingTree(root);
    expect(git).toBeNull();
    expect(tree.root).toBe(root);
    expect(tree.files()).toEqual(['a.ts', 'build/c.ts', 'src/deep/b.ts']);
    expect(tree.read('src/deep/b.ts')).toBe('b');
  });

  it('is not walked for who knows which files to ask for', () => {
    const root = temporaryFolder({ 'a.ts': 'a', 'src/deep/b.ts': 'b' });
    const { tree } = openWorkingTree(root, { isShallow: true });
    expect(tree.files()).toEqual(['a.ts']);
    expect(['a.ts', 'src/deep/b.ts', 'src/deep', 'src/c.ts', 'a.ts/b'].filter((path) => tree.has(path))).toEqual(['a.ts', 'src/deep/b.ts']);
    expect(tree.read('src/deep/b.ts')).toBe('b');
  });

  it('is its own root, its digests git blob ids all the same', () => {
    const root = temporaryFolder({ 'src/a.txt': 'hello\n' });
    const { tree } = openWorkingTree(join(root, 'src'));
    expect(tree.root).toBe(join(root, 'src'));
    expect(tree.digest('a.txt')).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
  });

  it('does not enter linked folders, so that a circle has an end', () => {
    const root = temporaryFolder({ 'src/a.ts': '' });
    symlinkSync('..', join(root, 'src/up'));
    expect(open(root).files()).toEqual(['src/a.ts', 'src/up']);
  });

  it('that does not exist is an error', () => {
    expect(() => open(join(temporaryFolder(), 'nowhere'))).toThrow(SourceError);
  });
});

describe('a repository that git refuses', () => {
  it('is an error, not a folder without git', () => {
    const root = temporaryFolder({ 'a.ts': '', '.git': 'gitdir: /nowhere\n' });
    expect(() => open(root)).toThrow(SourceError);
  });

  it('broken, is one too, where the folder itself could be walked', () => {
    const broken = temporaryFolder({ '.git/HEAD': 'ref: refs/heads/main\n', 'a.ts': '' });
    expect(() => open(broken)).toThrow(`"${broken}/.git" is no repository that git can open.`);
    expect(open(temporaryFolder({ 'a.ts': '' })).files()).toEqual(['a.ts']);
  });

  it('whose configuration puts the working tree elsewhere is an error', () => {
    const { root } = repository({ 'a.ts': 'other' });
    const repo = repository({ 'a.ts': '' });
    repo.git('config', 'core.worktree', root);
    expect(() => open(repo.root)).toThrow(/^This folder's repository has its working tree elsewhere, in /);
  });

  it('bare, inside a checkout, is not taken for the repository', () => {
    const repo = repository({ 'a.ts': '' });
    repo.git('init', '-q', '--bare', 'bare.git');
    repo.write({ 'bare.git/config': '[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = ..\n\tfsmonitor = evil\n' });
    expect(openTestRepository(join(repo.root, 'bare.git')).git('rev-parse', '--show-toplevel')).toBe(repo.root);
    expect(() => open(join(repo.root, 'bare.git'))).toThrow(SourceError);
  });
});

describe('read', () => {
  it('gives the text without its byte order mark, line endings as they are', () => {
    const repo = repository({ 'a.ts': '\uFEFFone\r\ntwo\r\n' });
    expect(open(repo.root).read('a.ts')).toBe('one\r\ntwo\r\n');
  });

  it('gives U+FFFD where it was written', () => {
    const repo = repository({ 'a.ts': "'\uFFFD'" });
    expect(open(repo.root).read('a.ts')).toBe("'\uFFFD'");
  });

  it.each([
    ['Latin-1', Buffer.from([0x27, 0xe9, 0x27])],
    ['UTF-16', Buffer.from('\uFEFFexport {}', 'utf16le')],
    ['a lone surrogate', Buffer.from([0xed, 0xa0, 0x80])],
  ])('refuses %s', (_, bytes) => {
    const repo = repository({ 'a.ts': bytes });
    expect(() => open(repo.root).read('a.ts')).toThrow(expect.objectContaining({ name: 'SourceError', file: 'a.ts' }));
  });

  it('refuses a Git LFS pointer', () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`;
    const tree = open(repository({ 'a.ts': pointer, 'b.ts': `// ${pointer}` }).root);
    expect(() => tree.read('a.ts')).toThrow(SourceError);
    expect(tree.read('b.ts')).toContain('git-lfs');
  });

  it('refuses a file that is not in the tree, in or out of the root', () => {
    const repo = repository({ 'a.ts': '', '.gitignore': 'ignored.ts' });
    repo.write({ 'ignored.ts': '' });
    const tree = open(repo.root);
    for (const file of ['b.ts', 'ignored.ts', '../x.ts', '/etc/passwd', '.git/config']) {
      expect(tree.has(file)).toBe(false);
      expect(() => tree.read(file)).toThrow(SourceError);
      expect(tree.digest(file)).toBeUndefined();
    }
  });

  it('says what is wrong with a name that is not UTF-8, and with a folder in the place of a file; neither has a digest', () => {
    const repo = repository({ 'a.ts': 'a' });
    writeFileSync(Buffer.from(`${repo.root}/caf\xe9.ts`, 'latin1'), 'x');
    repo.remove('a.ts');
    mkdirSync(join(repo.root, 'a.ts'));
    const tree = open(repo.root);
    expect(tree.files()).toEqual(['a.ts', 'caf\ufffd.ts']);
    expect(() => tree.read('caf\ufffd.ts')).toThrow('The name of "caf\ufffd.ts" is not UTF-8.');
    expect(() => tree.read('a.ts')).toThrow('"a.ts" is a folder, not a file.');
    expect(tree.files().map((file) => tree.digest(file))).toEqual([undefined, undefined]);
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe in the place of a file', () => {
    const repo = repository({ 'a.ts': '', 'b.ts': '' });
    repo.remove('a.ts');
    execFileSync('mkfifo', [join(repo.root, 'a.ts')]);
    const tree = open(repo.root);
    expect(() => tree.read('a.ts')).toThrow('"a.ts" is a pipe or a device, not a file.');
    expect(tree.read('b.ts')).toBe('');
  });

  it('says so when a file was deleted after the listing', () => {
    const repo = repository({ 'a.ts': '' });
    const tree = open(repo.root);
    tree.files();
    repo.remove('a.ts');
    expect(() => tree.read('a.ts')).toThrow(SourceError);
  });

  it.skipIf(process.getuid?.() === 0)('says so when a file may not be read', () => {
    const repo = repository({ 'a.ts': '' });
    chmodSync(join(repo.root, 'a.ts'), 0);
    expect(() => open(repo.root).read('a.ts')).toThrow(SourceError);
  });
});

describe('links', () => {
  it('to a file of the tree are followed, and have its digest', () => {
    const repo = repository({ 'src/a.ts': 'text' });
    symlinkSync('../src/a.ts', join(repo.root, 'src/link.ts'));
    symlinkSync('src/link.ts', join(repo.root, 'again.ts'));
    repo.commit('links');
    const tree = open(repo.root);
    expect(tree.read('again.ts')).toBe('text');
    expect(tree.digest('again.ts')).toBe(tree.digest('src/a.ts'));
  });

  it.each([
    ['out of the tree', '../secret.ts'],
    ['to an absolute path', '/etc/hostname'],
    ['to an ignored file', 'dist/a.ts'],
    ["into git's own folder", '.git/config'],
    ['to nothing', 'nowhere.ts'],
    ['to a folder', 'src'],
    ['to themselves', 'link.ts'],
  ])('%s are refused', (_, target) => {
    const outer = temporaryFolder({ 'secret.ts': 'secret' });
    mkdirSync(join(outer, 'repo'));
    const repo = openTestRepository(realpathSync(join(outer, 'repo')));
    repo.git('init', '-q');
    repo.commit('files', { 'src/a.ts': '', '.gitignore': 'dist\n', 'dist/a.ts': 'built' });
    symlinkSync(target, join(repo.root, 'link.ts'));
    for (const stage of ['untracked', 'tracked']) {
      if (stage === 'tracked') repo.commit('link');
      const tree = open(repo.root);
      expect(tree.has('link.ts')).toBe(true);
      expect(() => tree.read('link.ts')).toThrow(expect.objectContaining({ name: 'SourceError', file: 'link.ts' }));
      expect(tree.digest('link.ts')).toBeUndefined();
    }
  });

  it('in the place of a tracked file are refused when they lead out', () => {
    const outside = temporaryFolder({ 'a.ts': 'secret' });
    const repo = repository({ 'a.ts': 'text' });
    repo.remove('a.ts');
    symlinkSync(join(outside, 'a.ts'), join(repo.root, 'a.ts'));
    expect(() => open(repo.root).read('a.ts')).toThrow(SourceError);
  });

  it('in the place of a tracked folder are refused when they lead out, ignored or not', () => {
    const outside = temporaryFolder({ 'a.ts': 'secret' });
    const repo = repository({ 'src/a.ts': 'text' });
    repo.remove('src');
    symlinkSync(outside, join(repo.root, 'src'));
    repo.write({ '.gitignore': 'src\n' });
    expect(() => open(repo.root).read('src/a.ts')).toThrow(expect.objectContaining({ name: 'SourceError', file: 'src/a.ts' }));
  });

  it('outside git are held to the same', () => {
    const root = temporaryFolder({ 'src/a.ts': 'text' });
    symlinkSync('src/a.ts', join(root, 'inside.ts'));
    symlinkSync('/etc/hostname', join(root, 'outside.ts'));
    const tree = open(root);
    expect(tree.read('inside.ts')).toBe('text');
    expect(() => tree.read('outside.ts')).toThrow(SourceError);
  });

  it('that are written as files, where the system has no links, are followed too', () => {
    const repo = repository({ 'src/a.ts': 'text' });
    symlinkSync('src/a.ts', join(repo.root, 'link.ts'));
    repo.commit('link');
    repo.remove('link.ts');
    repo.git('config', 'core.symlinks', 'false');
    repo.git('checkout', 'link.ts');
    const tree = open(repo.root);
    expect(tree.read('link.ts')).toBe('text');
    expect(tree.digest('link.ts')).toBe(tree.digest('src/a.ts'));
  });

  it('that a file has replaced are that file', () => {
    const repo = repository({ 'src/a.ts': 'text' });
    symlinkSync('src/a.ts', join(repo.root, 'link.ts'));
    repo.commit('link');
    repo.remove('link.ts');
    repo.write({ 'link.ts': 'src/a.ts' });
    expect(open(repo.root).read('link.ts')).toBe('src/a.ts');
  });

  it('that are deleted and not yet committed are no part of it', () => {
    const repo = repository({ 'src/a.ts': 'text' });
    symlinkSync('src/a.ts', join(repo.root, 'link.ts'));
    repo.commit('link');
    repo.remove('link.ts');
    const tree = open(repo.root);
    expect(tree.files()).toEqual(['src/a.ts']);
    expect(tree.opaque()).toEqual([]);
    expect(tree.realPath?.('link.ts')).toBe('link.ts');
  });
});

describe('opaque', () => {
  it('names submodules, nested repositories and links that lead out', () => {
    const inner = repository({ 'inner.ts': '' });
    const repo = repository({ 'a.ts': '' });
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'lib/sub');
    repo.commit('submodule');
    symlinkSync('/etc', join(repo.root, 'outside'));
    symlinkSync('lib', join(repo.root, 'inside'));
    repo.git('init', '-q', 'nested');
    repo.write({ 'nested/b.ts': '' });
    const tree = open(repo.root);
    expect(tree.opaque()).toEqual([
      { path: 'lib/sub', kind: 'submodule', target: null },
      { path: 'nested', kind: 'nested-repository', target: null },
      { path: 'outside', kind: 'link-outside', target: '/etc' },
    ]);
    expect(tree.files()).toEqual(['.gitmodules', 'a.ts', 'inside', 'outside']);
  });
});

describe('digest', () => {
  it("is git's blob id of the bytes, byte order mark and binary files included", () => {
    const files = { 'bom.ts': '\uFEFFx', 'plain.ts': 'x', 'crlf.ts': 'x\r\n', 'image.png': Buffer.from([0xff, 0x00, 0x80]) };
    const repo = repository(files);
    for (const options of [{}, { digests: true }]) {
      const { tree } = openWorkingTree(repo.root, options);
      for (const file of Object.keys(files)) {
        if (file.endsWith('.ts')) tree.read(file);
        expect(tree.digest(file)).toBe(repo.git('rev-parse', `HEAD:${file}`));
      }
    }
  });

  it('follows the object format of the repository', () => {
    const repo = repository({ 'a.ts': 'x' }, ['--object-format=sha256']);
    const digest = open(repo.root).digest('a.ts');
    expect(digest).toHaveLength(64);
    expect(digest).toBe(repo.git('rev-parse', 'HEAD:a.ts'));
  });

  it.each(['--assume-unchanged', '--skip-worktree'])('sees an edit that %s hides from git', (flag) => {
    const repo = repository({ 'a.ts': 'before' });
    repo.git('update-index', flag, 'a.ts');
    repo.write({ 'a.ts': 'after' });
    expect(repo.git('status', '--porcelain')).toBe('');
    const tree = open(repo.root);
    expect(tree.read('a.ts')).toBe('after');
    expect(tree.digest('a.ts')).not.toBe(repo.git('rev-parse', 'HEAD:a.ts'));
  });

  it('sees an edit of the same length and time, which the index takes for none', () => {
    const repo = repository({ 'a.ts': 'aaaa' });
    const past = new Date('2026-01-01T00:00:00Z');
    repo.git('config', 'core.trustctime', 'false');
    repo.git('config', 'core.checkStat', 'minimal');
    utimesSync(join(repo.root, 'a.ts'), past, past);
    repo.git('update-index', '--refresh');
    repo.write({ 'a.ts': 'bbbb' });
    utimesSync(join(repo.root, 'a.ts'), past, past);
    expect(repo.git('status', '--porcelain')).toBe('');
    expect(open(repo.root).digest('a.ts')).not.toBe(repo.git('rev-parse', 'HEAD:a.ts'));
  });
});

describe('a deleted file', () => {
  it('is gone even when it is assumed unchanged', () => {
    const repo = repository({ 'a.ts': '', 'b.ts': '' });
    repo.git('update-index', '--assume-unchanged', 'a.ts');
    repo.remove('a.ts');
    expect(repo.git('status', '--porcelain')).toBe('');
    expect(open(repo.root).files()).toEqual(['b.ts']);
  });

  it('marked skip-worktree is still there: a commit would keep it', () => {
    const repo = repository({ 'a.ts': 'committed', 'b.ts': '' });
    repo.git('update-index', '--skip-worktree', 'a.ts');
    repo.remove('a.ts');
    const tree = open(repo.root);
    expect(tree.files()).toEqual(['a.ts', 'b.ts']);
    expect(tree.read('a.ts')).toBe('committed');
    expect(tree.digest('a.ts')).toBe(repo.git('rev-parse', 'HEAD:a.ts'));
  });
});

describe('a sparse checkout', () => {
  it.each([[['--no-cone', '/in/', '/link.ts']], [['--cone', 'in']], [['--cone', '--sparse-index', 'in']]])(
    'holds what it left out: %j',
    (args) => {
      const repo = repository({ 'in/a.ts': 'a', 'out/b.ts': '\uFEFFb', 'out/deep/c.ts': 'c' });
      symlinkSync('out/b.ts', join(repo.root, 'link.ts'));
      symlinkSync('b.ts', join(repo.root, 'out/link.ts'));
      repo.commit('links');
      const whole = open(repo.root);
      const expected = whole.files().map((file) => [file, whole.read(file), whole.digest(file)]);
      repo.git('sparse-checkout', 'set', ...args);
      const sparse = open(repo.root);
      sparse.prefetch(['out/b.ts', 'in/a.ts', 'out/deep/c.ts']);
      expect(sparse.files().map((file) => [file, sparse.read(file), sparse.digest(file)])).toEqual(expected);
    },
  );
});
