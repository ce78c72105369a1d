import type { SourceTree } from '../../source/tree.ts';
import { type Codeowners, type CodeownersDialect, parseCodeowners } from './codeowners.ts';

/** The CODEOWNERS file in force. */
export interface FoundCodeowners {
  readonly file: string;
  readonly codeowners: Codeowners;
}

const GITHUB_PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];
const GITLAB_PLACES = ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** Finds and reads the first CODEOWNERS file, in the order of the host that the repository's files speak of; GitHub where they speak of none or both. */
export function findCodeowners(tree: SourceTree): FoundCodeowners | null {
  const dialect = dialectOf(tree);
  const file = (dialect === 'github' ? GITHUB_PLACES : GITLAB_PLACES).find((place) => tree.has(place));
  return file === undefined ? null : { file, codeowners: parseCodeowners(tree.read(file), dialect) };
}

function dialectOf(tree: SourceTree): CodeownersDialect {
  if (GITHUB_PLACES.some((place) => place.startsWith('.github/') && tree.has(place))) return 'github';
  const hasGitlab = tree.has('.gitlab/CODEOWNERS') || tree.has('.gitlab-ci.yml');
  return hasGitlab && !tree.files().some((file) => file.startsWith('.github/workflows/')) ? 'gitlab' : 'github';
}
