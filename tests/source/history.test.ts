import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ancestorTags } from '../../src/source/history.ts';
import type { GitRepository } from '../../src/source/repository.ts';
import { openWorkingTree } from '../../src/source/working-tree.ts';
import { createRepository, type TestRepository } from '../support/git-repo.ts';

let repo: TestRepository;
beforeEach(() => {
  repo = createRepository({ 'a.ts': '' });
});
afterEach(() => {
  repo.dispose();
});

const tagsOf = (rev: string): readonly string[] =>
  ancestorTags(openWorkingTree(repo.root).git as GitRepository, repo.git('rev-parse', rev)).map((tag) => tag.name);

describe('ancestorTags', () => {
  it('gives the nearest first, whatever they are called', () => {
    repo.git('tag', 'v9');
    repo.commit('two');
    repo.git('tag', '-a', '-m', 'annotated', 'v10');
    repo.commit('three');
    expect(tagsOf('HEAD')).toEqual(['v10', 'v9']);
  });

  it('gives the commits, tags of tags peeled', () => {
    repo.git('tag', '-a', '-m', 'one', 'inner');
    repo.git('tag', '-a', '-m', 'two', 'outer', 'inner');
    const commit = repo.git('rev-parse', 'HEAD');
    expect(ancestorTags(openWorkingTree(repo.root).git as GitRepository, commit)).toEqual([
      { name: 'inner', commit },
      { name: 'outer', commit },
    ]);
  });

  it('leaves out the tags of other branches, later ones, and those that are on no commit', () => {
    const base = repo.git('rev-parse', 'HEAD');
    repo.git('tag', 'v1');
    repo.git('tag', 'tree', 'HEAD^{tree}');
    repo.git('tag', 'blob', 'HEAD:a.ts');
    repo.git('checkout', '-q', '-b', 'branch');
    repo.commit('own');
    repo.git('tag', 'v2');
    expect(tagsOf(base)).toEqual(['v1']);
  });

  it('puts a tag before its ancestors even when clocks were wrong', () => {
    repo.git('tag', 'old');
    const [tree, parent] = repo.git('rev-parse', 'HEAD^{tree}', 'HEAD').split('\n');
    const person = 'Test <test@example.org> 946684800 +0000';
    repo.write({ commit: `tree ${tree}\nparent ${parent}\nauthor ${person}\ncommitter ${person}\n\nlong ago\n` });
    repo.git('update-ref', 'HEAD', repo.git('hash-object', '-t', 'commit', '-w', 'commit'));
    repo.git('tag', 'new');
    expect(tagsOf('HEAD')).toEqual(['new', 'old']);
  });

  it('puts the later of two unrelated releases first', () => {
    repo.git('checkout', '-q', '-b', 'maintenance');
    repo.commit('fix');
    repo.git('tag', 'a-fix');
    repo.git('checkout', '-q', 'main');
    repo.commit('feature');
    repo.git('tag', 'b-feature');
    repo.git('merge', '-q', '-m', 'merge', 'maintenance');
    expect(tagsOf('HEAD')).toEqual(['b-feature', 'a-fix']);
  });

  it('gives none where there are none', () => {
    expect(tagsOf('HEAD')).toEqual([]);
  });
});
