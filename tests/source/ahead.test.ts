import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lookAhead } from '../../src/source/ahead.ts';
import { openWorkingTree } from '../../src/source/working-tree.ts';
import { createRepository } from '../support/git-repo.ts';

describe('what was asked ahead', () => {
  it.each(['.', 'src/deep'])('is the list that the first look takes, from %s', async (folder) => {
    const repo = createRepository({ 'a.ts': '', 'src/deep/b.ts': '' });
    onTestFinished(() => repo.dispose());
    await lookAhead(join(repo.root, folder));
    repo.write({ 'later.ts': '' });
    const files = (): readonly string[] => openWorkingTree(join(repo.root, folder)).tree.files();
    expect(files()).toEqual(['a.ts', 'src/deep/b.ts']);
    expect(files()).toContain('later.ts');
  });
});
