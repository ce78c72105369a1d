import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lineDate } from '../../src/source/line-date.ts';
import { openRepository, type GitRepository } from '../../src/source/repository.ts';
import type { TestRepository } from '../support/git-repo.ts';
import { temporaryRepository } from '../support/temporary.ts';

function opened(files: Readonly<Record<string, string>>): { git: GitRepository; repository: TestRepository } {
  const repository = temporaryRepository(files);
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
