import { compileGlob } from './glob.ts';
import { expandBraces } from './glob-braces.ts';

/**
 * Whether all that a glob matches is surely matched by another, as far as the two tell by how they are written:
 * `packages/**` covers `packages/a/*.ts`. False says nothing.
 */
export function coversGlob(outer: string, inner: string, separator: '/' | '.' | ''): boolean {
  if (outer === inner) return true;
  const [outers, inners] = [expandBraces(outer), expandBraces(inner)];
  if (!outers || !inners) return false;
  return inners.every((one) => outers.some((other) => covers(other, one, separator)));
}

function covers(outer: string, inner: string, separator: '/' | '.' | ''): boolean {
  if (outer === inner || outer === '**' || outer === `**${separator}*`) return true;
  if (isLiteral(inner)) return compileGlob(outer, separator).matches(inner);
  if (separator === '') return false;
  const below = outer.endsWith(`${separator}**`) ? outer.slice(0, -2) : null;
  if (below !== null && isLiteral(below)) return inner.length > below.length && inner.startsWith(below);
  // `**/*.ts`: whatever ends so.
  const ending = outer.startsWith(`**${separator}*`) ? outer.slice(4) : null;
  return ending !== null && isLiteral(ending) && !ending.includes(separator) && inner.endsWith(ending);
}

function isLiteral(pattern: string): boolean {
  return !/[*?[\]\\]/.test(pattern);
}
