import type { Language, Languages } from './language.ts';
import { parsePattern } from './pattern-syntax.ts';
import type { Pattern } from './pattern-syntax.ts';

/**
 * The strings in which the regular expression finds a match; null when it has parts that cannot be followed.
 * `text` is a source (`^a+$`), or literal form where there are flags (`/^a+$/i`).
 */
export function patternLanguage(languages: Languages, text: string): Language | null {
  const literal = /^\/(.*)\/([a-z]+)$/s.exec(text);
  const pattern = parsePattern(literal?.[1] ?? text, literal?.[2] ?? '');
  if (!pattern) return null;
  const branches = startBranches(pattern);
  if (!branches) return null;
  const found: Language[] = [];
  for (const branch of branches) {
    const match = languageOf(languages, branch.pattern, languages.anyString);
    if (!match) return null;
    found.push(branch.anchored ? match : languages.then(languages.anyString, match));
  }
  return languages.any(found);
}

interface Branch {
  readonly pattern: Pattern;
  /** Whether it began with `^`, which is then taken off. */
  readonly anchored: boolean;
}

const MAX_BRANCHES = 100;

/** The pattern as a choice of patterns without `^`; null when `^` stands elsewhere than first. */
function startBranches(pattern: Pattern): Branch[] | null {
  const branches = splitAtStart(pattern);
  return branches && branches.length <= MAX_BRANCHES && !branches.some((branch) => hasStart(branch.pattern)) ? branches : null;
}

function splitAtStart(pattern: Pattern): Branch[] | null {
  if (pattern.kind === 'start') return [{ pattern: { kind: 'sequence', items: [] }, anchored: true }];
  if (pattern.kind === 'choice') {
    const split = pattern.of.map(splitAtStart);
    return split.every((one) => one !== null) ? split.flat() : null;
  }
  const [first, ...rest] = pattern.kind === 'sequence' ? pattern.items : [];
  if (!first || !hasStart(first)) return [{ pattern, anchored: false }];
  // A lookahead takes nothing: what follows it is still at the start.
  if (first.kind === 'ahead' || first.kind === 'repeat') return null;
  return (
    splitAtStart(first)?.map((branch) => ({
      pattern: { kind: 'sequence', items: [branch.pattern, ...rest] },
      anchored: branch.anchored,
    })) ?? null
  );
}

function hasStart(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'start':
      return true;
    case 'sequence':
      return pattern.items.some(hasStart);
    case 'choice':
      return pattern.of.some(hasStart);
    case 'repeat':
    case 'ahead':
      return hasStart(pattern.of);
    case 'units':
    case 'end':
      return false;
  }
}

/** The strings that match `pattern` and go on with one of `rest`. What comes after is handed along so that `$` and lookaheads can look at it. */
function languageOf(languages: Languages, pattern: Pattern, rest: Language): Language | null {
  switch (pattern.kind) {
    case 'units':
      return languages.then(languages.units(pattern.set), rest);
    case 'sequence': {
      let language: Language | null = rest;
      for (const item of pattern.items.toReversed()) language = language && languageOf(languages, item, language);
      return language;
    }
    case 'choice': {
      const of = pattern.of.map((one) => languageOf(languages, one, rest));
      return of.every((one) => one !== null) ? languages.any(of) : null;
    }
    case 'repeat': {
      if (pattern.max === 0) return rest;
      if (looksAround(pattern.of)) {
        if (pattern.max > 1) return null;
        const once = languageOf(languages, pattern.of, rest);
        return once && pattern.min === 0 ? languages.any([once, rest]) : once;
      }
      const of = languageOf(languages, pattern.of, languages.emptyString);
      return of && languages.then(languages.repeat(of, pattern.min, pattern.max), rest);
    }
    case 'end':
      return rest.nullable ? languages.emptyString : languages.nothing;
    case 'ahead': {
      const ahead = languageOf(languages, pattern.of, languages.anyString);
      return ahead && languages.all([pattern.negative ? languages.not(ahead) : ahead, rest]);
    }
    case 'start':
      return null;
  }
}

function looksAround(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'sequence':
      return pattern.items.some(looksAround);
    case 'choice':
      return pattern.of.some(looksAround);
    case 'repeat':
      return looksAround(pattern.of);
    case 'ahead':
    case 'end':
    case 'start':
      return true;
    case 'units':
      return false;
  }
}
