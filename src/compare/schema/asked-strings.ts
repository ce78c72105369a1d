import type { Asked } from '../../values/value.ts';
import type { Language, Languages } from './language/language.ts';
import { patternLanguage } from './language/pattern.ts';
import type { Answer } from './type.ts';

/** The name of the test of strings that asks this; null where it is not asked of strings. */
export function stringTestOf(asked: Asked): string | null {
  return isOfStrings(asked) ? `asked:${JSON.stringify(asked)}` : null;
}

/** What a name that `stringTestOf` made says after its colon. */
export function askedOf(text: string): Asked {
  // It was made of one.
  return JSON.parse(text) as Asked;
}

function isOfStrings(asked: Asked): boolean {
  switch (asked.kind) {
    case 'all':
    case 'any':
      return asked.of.every(isOfStrings);
    case 'not':
      return isOfStrings(asked.of);
    case 'pattern':
    case 'text':
    case 'one of':
      return true;
    case 'compared':
      return asked.of === 'length' && Number.isFinite(asked.with);
    case 'multiple':
    case 'safe integer':
      return false;
  }
}

/** The strings of which it is true; null where a pattern in it cannot be followed. */
export function askedLanguage(languages: Languages, asked: Asked): Language | null {
  switch (asked.kind) {
    case 'all':
    case 'any': {
      const of = asked.of.map((one) => askedLanguage(languages, one));
      if (!of.every((one) => one !== null)) return null;
      return asked.kind === 'any' ? languages.any(of) : languages.all([languages.anyString, ...of]);
    }
    case 'not': {
      const of = askedLanguage(languages, asked.of);
      return of && languages.not(of);
    }
    case 'pattern':
      return patternLanguage(languages, patternText(asked));
    case 'text': {
      const word = languages.words([asked.text]);
      const before = asked.where === 'start' ? word : languages.then(languages.anyString, word);
      return asked.where === 'end' ? before : languages.then(before, languages.anyString);
    }
    case 'one of':
      return languages.words(asked.values.filter((value) => typeof value === 'string'));
    case 'compared': {
      const [least, most] = lengthsOf(asked);
      return least > most ? languages.nothing : least === 0 && most === Infinity ? languages.anyString : languages.length(least, most);
    }
    case 'multiple':
    case 'safe integer':
      return null;
  }
}

function patternText({ pattern: { pattern, flags } }: Asked & { readonly kind: 'pattern' }): string {
  return flags === '' ? pattern : `/${pattern}/${flags}`;
}

/** The least and the greatest length that is asked for; the least is the greater where there is none. */
export function lengthsOf({ by, with: bound }: Asked & { readonly kind: 'compared' }): readonly [least: number, most: number] {
  switch (by) {
    case '<':
      return [0, Math.ceil(bound) - 1];
    case '<=':
      return [0, Math.floor(bound)];
    case '>':
      return [Math.max(0, Math.floor(bound) + 1), Infinity];
    case '>=':
      return [Math.max(0, Math.ceil(bound)), Infinity];
  }
}

const OPPOSITE: Readonly<Record<Answer, Answer>> = { yes: 'no', no: 'yes', maybe: 'maybe' };

/** Whether it is true of a string. */
export function passesAsked(asked: Asked, text: string, passes: (test: string, text: string) => Answer): Answer {
  switch (asked.kind) {
    case 'all':
    case 'any': {
      const [end, other] = asked.kind === 'all' ? (['no', 'yes'] as const) : (['yes', 'no'] as const);
      const answers = asked.of.map((one) => passesAsked(one, text, passes));
      return answers.includes(end) ? end : answers.includes('maybe') ? 'maybe' : other;
    }
    case 'not':
      return OPPOSITE[passesAsked(asked.of, text, passes)];
    case 'pattern':
      return passes(`pattern:${patternText(asked)}`, text);
    case 'text': {
      const { where, text: part } = asked;
      return (where === 'start' ? text.startsWith(part) : where === 'end' ? text.endsWith(part) : text.includes(part)) ? 'yes' : 'no';
    }
    case 'one of':
      return asked.values.includes(text) ? 'yes' : 'no';
    case 'compared': {
      const [least, most] = lengthsOf(asked);
      return text.length >= least && text.length <= most ? 'yes' : 'no';
    }
    case 'multiple':
    case 'safe integer':
      return 'maybe';
  }
}
