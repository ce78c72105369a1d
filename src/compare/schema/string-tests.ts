import { memoize } from '../../source/memoize.ts';
import { hasMatch } from '../../values/builtins/patterns.ts';
import { askedLanguage, askedOf, passesAsked } from './asked-strings.ts';
import type { Bounds } from './format-bounds.ts';
import { formatOf } from './formats.ts';
import { createLanguages } from './language/language.ts';
import type { Language, Languages } from './language/language.ts';
import { patternLanguage } from './language/pattern.ts';
import { hasString } from './language/search.ts';
import type { Answer } from './type.ts';
import { isUrlWithin, urlFormat } from './url-formats.ts';

/** The strings that pass a test, held between two sets where it is not exactly known which they are. */
export interface Held {
  readonly surely: Language;
  readonly maybe: Language;
}

/** What each of the releases takes, or all alike: see `formats.ts`. */
export type StringTest = readonly Held[];

export interface StringTests {
  readonly languages: Languages;
  /** The test by its name: `pattern:^a$`, `format:email`, `asked:{…}`. */
  test(name: string): StringTest;
  passes(name: string, text: string): Answer;
  /** Whether every string that passes the one test passes the other, be it not known which strings these are. */
  implies(name: string, other: string): boolean;
}

const MAX_SHARED_NODES = 200_000;
let shared: StringTests | null = null;

/** Tests that all comparisons share, for dates are the same dates everywhere; begun anew when they have grown large. */
export function sharedStringTests(): StringTests {
  if (!shared || shared.languages.size() > MAX_SHARED_NODES) shared = createStringTests(createLanguages());
  return shared;
}

/** The tests that string parts name, each turned into languages once. */
function createStringTests(languages: Languages): StringTests {
  const unread: Held = { surely: languages.nothing, maybe: languages.anyString };

  const test = memoize((name: string): StringTest => {
    const [kind, value] = splitName(name);
    if (kind === 'pattern' || kind === 'asked') {
      const language = kind === 'pattern' ? patternLanguage(languages, value) : askedLanguage(languages, askedOf(value));
      return [language ? { surely: language, maybe: language } : unread];
    }
    return formatOf(value)?.map(hold) ?? [urlFormat(languages, value) ?? unread];
  });

  const hold = (bounds: Bounds): Held => {
    const surely = patternLanguage(languages, bounds.surely);
    const maybe = bounds.maybe === bounds.surely ? surely : patternLanguage(languages, bounds.maybe);
    return { surely: surely ?? languages.nothing, maybe: maybe ?? languages.anyString };
  };

  const passes = (name: string, text: string): Answer => {
    const held = test(name);
    const [kind, value] = splitName(name);
    if (kind === 'asked') return passesAsked(askedOf(value), text, passes);
    // A pattern that cannot be followed as a language may still be one of the linear-time engine.
    if (kind === 'pattern' && held.some(({ surely, maybe }) => surely !== maybe)) {
      const literal = /^\/(.*)\/([a-z]+)$/s.exec(value);
      const isFound = hasMatch({ pattern: literal?.[1] ?? value, flags: literal?.[2] ?? '' }, text);
      return isFound === null ? 'maybe' : isFound ? 'yes' : 'no';
    }
    if (held.every(({ surely }) => hasString(languages, surely, text))) return 'yes';
    return held.some(({ maybe }) => hasString(languages, maybe, text)) ? 'maybe' : 'no';
  };

  return {
    languages,
    test,
    passes,
    implies(name, other) {
      return name === other || isUrlWithin(languages, splitName(name)[1], splitName(other)[1]);
    },
  };
}

function splitName(name: string): [kind: string, value: string] {
  const colon = name.indexOf(':');
  return [name.slice(0, colon), name.slice(colon + 1)];
}
