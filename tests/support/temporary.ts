import { onTestFinished } from 'vitest';
import { createFolder, createRepository, openTestRepository, type TestRepository } from './git-repo.ts';

/* What is deleted when the test that made it ends. */

/** A git repository whose first commit, on `main`, holds the files. */
export function temporaryRepository(...given: Parameters<typeof createRepository>): TestRepository {
  return deletedAfterTest(createRepository(...given));
}

/** A folder that is in no git repository. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  return deletedAfterTest(openTestRepository(createFolder(files))).root;
}

/** A repository that is there already, such as a clone. */
export function deletedAfterTest(repository: TestRepository): TestRepository {
  onTestFinished(() => repository.dispose());
  return repository;
}
