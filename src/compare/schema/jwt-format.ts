import { escapeRegExp } from '../../source/escape-regexp.ts';
import { between, type Format } from './format-bounds.ts';

const ALGORITHMS: readonly string[] = ['HS', 'RS', 'ES', 'PS'].flatMap((family) => ['256', '384', '512'].map((size) => family + size));

/** Zod's `jwt()`: a token's header, in base64, names the algorithm; there are many ways to write it, of which the shortest is known. */
export function jwtFormat(algorithm: string | undefined, isOlder: boolean): Format {
  const named = algorithm === undefined ? ALGORITHMS : [algorithm];
  const others = ALGORITHMS.filter((name) => !named.includes(name)).map(headerOf);
  const refused = others.length > 0 ? String.raw`(?!(?:${others.join('|')})\.)` : '';
  const shape = isOlder ? String.raw`[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*` : String.raw`[0-9a-zA-Z+/=\s]+\.[^.]*\.[^.]*`;
  return [between(String.raw`^(?:${named.map(headerOf).join('|')})\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$`, `^${refused}${shape}$`)];
}

/** As a pattern. */
function headerOf(algorithm: string): string {
  return escapeRegExp(btoa(JSON.stringify({ alg: algorithm })).replace(/=+$/, ''));
}
