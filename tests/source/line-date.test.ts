import { existsSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { lineDate } from '../../src/source/line-date.ts';
import { openRepository, type GitRepository } from '../../src/source/repository.ts';
import { createRepository } from '../support/git-repo.ts';

function opened(files: Readonly<Record<string, string>>): { git: GitRepository; repository: ReturnType<typeof createRepository> } {
  const repository = createRepository(files);
  onTestFinished(() => repository.dispose());
  return { git: openRepository(repository.root) as GitRepository, repository };
}

test('the day of the commit that wrote a line', () => {
  const { git } = opened({ 'a.yaml': 'one\ntwo\n' });
  expect(lineDate(git, 'a.yaml', 2)).toBe('2026-01-01');
});

test('nothing where there is no such line, file or commit', () => {
  const { git } = opened({ 'a.yaml': 'one\n' });
  expect(lineDate(git, 'a.yaml', 9)).toBeNull();
  expect(lineDate(git, 'b.yaml', 1)).toBeNull();
});

test('runs no program that the repository names', () => {
  const { git, repository } = opened({ 'a.yaml': 'one\n', '.gitattributes': '* diff=own\n' });
  repository.git('config', 'diff.own.textconv', `touch ${repository.root}/ran; cat`);
  expect(lineDate(git, 'a.yaml', 1)).toBe('2026-01-01');
  expect(existsSync(`${repository.root}/ran`)).toBe(false);
});
