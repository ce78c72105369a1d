import type { Language, Languages } from './language/language.ts';
import { patternLanguage } from './language/pattern.ts';
import { shortestString } from './language/search.ts';

/** The parts of a URL that Zod's `url()` may ask patterns of, with the protocols and hostnames that are written plainly. */
const PLAIN_PARTS = { protocol: '^[a-z]{2,}$', hostname: String.raw`^[a-z]+(?:\.[a-z]+)+$` } as const;
const PLAIN_PATH = String.raw`^(?:\/[a-zA-Z0-9]+)*$`;

/** With this very pattern Zod asks for the two slashes as well. */
const STRICT_PROTOCOL = '^https?$';

interface Asked {
  readonly part: keyof typeof PLAIN_PARTS;
  readonly pattern: string;
}

/** What `uri({"protocol":"^https$"})` asks; null where `name` is no such format. */
function askedOf(name: string): Asked | null {
  const [, part, text] = /^uri\(\{"(protocol|hostname)":("(?:[^"\\]|\\.)*")\}\)$/s.exec(name) ?? [];
  return part === undefined || text === undefined ? null : { part: part as Asked['part'], pattern: JSON.parse(text) as string };
}

/**
 * The strings that have the format, held between two sets: the patterns are asked of the parts that the URL parser finds, and these are
 * known where a URL is written plainly. Null where `name` is no such format, or the pattern cannot be followed.
 */
export function urlFormat(languages: Languages, name: string): { readonly surely: Language; readonly maybe: Language } | null {
  const asked = askedOf(name);
  const wanted = asked && patternLanguage(languages, asked.pattern);
  const plain = [PLAIN_PARTS.protocol, PLAIN_PARTS.hostname, PLAIN_PATH].map((text) => patternLanguage(languages, text));
  const [protocol, hostname, path] = plain;
  if (!asked || !wanted || !protocol || !hostname || !path) return null;
  const whole = (ofProtocol: Language, ofHost: Language): Language =>
    languages.then(ofProtocol, languages.then(languages.words(['://']), languages.then(ofHost, path)));
  const fitting =
    asked.part === 'protocol' ? whole(languages.all([protocol, wanted]), hostname) : whole(protocol, languages.all([hostname, wanted]));
  return { surely: fitting, maybe: languages.any([fitting, languages.not(whole(protocol, hostname))]) };
}

/** Whether all that one of these formats takes of a part, the other does. */
export function isUrlWithin(languages: Languages, name: string, other: string): boolean {
  const [one, two] = [askedOf(name), askedOf(other)];
  if (!one || !two || one.part !== two.part || two.pattern === STRICT_PROTOCOL) return false;
  const ours = patternLanguage(languages, one.pattern);
  const theirs = patternLanguage(languages, two.pattern);
  return ours !== null && theirs !== null && shortestString(languages, languages.all([ours, languages.not(theirs)])).kind === 'none';
}
