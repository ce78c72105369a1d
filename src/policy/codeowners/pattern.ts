import { compileSegment, matchesSequence } from '../../source/glob.ts';

/** Whether a file, given relative to the root, matches a pattern of CODEOWNERS. */
export type CodeownersPattern = (file: string) => boolean;

type Segment = ((segment: string) => boolean) | typeof anySegments;

const anySegments = Symbol('**');
const anyOne = (): boolean => true;

/**
 * GitHub's patterns: those of gitignore, without negation and without character classes, so that a folder `[id]` is a literal name.
 * A pattern with a slash inside is anchored at the root; a folder matches all below it; `docs/*` matches one level only.
 */
export function compileGithubPattern(source: string): CodeownersPattern {
  const isAnchored = source.replace(/\/$/, '').includes('/');
  const names = unescapeSpaces(source).replace(/^\//, '').split('/');
  const segments: Segment[] = isAnchored ? [] : [anySegments];
  for (const [index, name] of names.entries()) {
    const isLast = index === names.length - 1;
    // A trailing slash, and a trailing `**`, stand for what is below, which is at least one segment.
    if (isLast && (name === '' || name === '**')) segments.push(anySegments, anyOne);
    else if (name === '**') segments.push(anySegments);
    else if (name === '*') segments.push(anyOne);
    else {
      segments.push(compileSegment(name, false));
      if (isLast) segments.push(anySegments);
    }
  }
  return matcherOf(segments);
}

/**
 * GitLab's patterns, which it gives to Ruby's `File.fnmatch` with `FNM_DOTMATCH | FNM_PATHNAME`: a pattern without a leading slash matches at
 * any depth, a folder only with its trailing slash, `**` only as a whole folder of the path.
 */
export function compileGitlabPattern(source: string): CodeownersPattern {
  let pattern = unescapeSpaces(source).replace(/^\\#/, '#').replace(/^\\\[/, '[[]');
  if (pattern === '*') return anyOne;
  if (!pattern.startsWith('/')) pattern = `/**/${pattern}`;
  if (pattern.endsWith('/')) pattern = `${pattern}**/*`;
  const names = pattern.slice(1).split('/');
  const segments = names.map((name, index): Segment =>
    name === '**' && index < names.length - 1 ? anySegments : compileSegment(name.replace(/\*\*+/g, '*'), true),
  );
  return matcherOf(segments);
}

function matcherOf(segments: readonly Segment[]): CodeownersPattern {
  return (file) =>
    matchesSequence(
      segments,
      file.split('/'),
      (segment) => segment === anySegments,
      (segment, name) => segment !== anySegments && segment(name),
    );
}

function unescapeSpaces(source: string): string {
  return source.replace(/\\(\s)/g, '$1');
}
