import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lookAhead } from '../../src/source/ahead.ts';
import { resolveBase } from '../../src/source/base.ts';
import { openCommit } from '../../src/source/revision.ts';
import { openWorkingTree } from '../../src/source/working-tree.ts';
import { temporaryRepository } from '../support/temporary.ts';

describe('what was asked ahead', () => {
  it.each(['.', 'src/deep'])('is the list that the first look takes, from %s', async (folder) => {
    const repo = temporaryRepository({ 'a.ts': '', 'src/deep/b.ts': '' });
    await lookAhead(join(repo.root, folder));
    repo.write({ 'later.ts': '' });
    const files = (): readonly string[] => openWorkingTree(join(repo.root, folder)).tree.files();
    expect(files()).toEqual(['a.ts', 'src/deep/b.ts']);
    expect(files()).toContain('later.ts');
  });

  it('is what the base holds, where that differs', async () => {
    const repo = temporaryRepository({ 'a.ts': 'old', 'same.ts': 'same', 'picture.svg': 'drawn' });
    repo.commit('Change it', { 'a.ts': 'new', 'picture.svg': 'drawn anew', 'b.ts': '' });
    await lookAhead(repo.root, 'HEAD~1');
    const { tree, git } = openWorkingTree(repo.root, { digests: true });
    renameSync(join(repo.root, '.git/objects'), join(repo.root, '.git/away'));
    if (!git) throw new Error('not a repository');
    const { base } = resolveBase(git, 'HEAD~1', null, {});
    const old = openCommit(git, base, tree);
    expect(old.files()).toEqual(['a.ts', 'picture.svg', 'same.ts']);
    expect([old.read('a.ts'), old.read('same.ts')]).toEqual(['old', 'same']);
    expect(() => old.read('picture.svg')).toThrow('git');
  });

  it.each(['--all', 'nowhere', ''])('leaves it to who opens it that "%s" is no base', async (base) => {
    const repo = temporaryRepository({ 'a.ts': '' });
    await lookAhead(repo.root, base);
    const { git } = openWorkingTree(repo.root);
    if (!git) throw new Error('not a repository');
    expect(() => resolveBase(git, base, null, {})).toThrow('revision');
  });
});
