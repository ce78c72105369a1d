import { plainValue } from '../plain-value.ts';
import { literal, type StaticValue } from '../value.ts';
import { argument, isAbsent, text, type Method } from './method.ts';
import { isPlain } from './prototypes.ts';

/** Functions of `JSON`, of plain data. */
export const JSON_FUNCTIONS: Readonly<Record<string, Method>> = {
  parse: (call) => {
    const source = text(argument(call, 0));
    if (source === undefined || call.args.length > 1 || source.includes('__proto__')) return undefined;
    try {
      return plainValue(JSON.parse(source), call.span);
    } catch {
      return call.evaluator.throws(call.span, 'JSON.parse()');
    }
  },
  stringify: (call) => {
    const [value, replacer, space] = [argument(call, 0), argument(call, 1), argument(call, 2)];
    const isAll = isAbsent(replacer) || (replacer?.kind === 'literal' && replacer.value === null);
    const indent = space?.kind === 'literal' ? space.value : undefined;
    const isKnown = typeof indent === 'string' || typeof indent === 'number' || isAbsent(space);
    const data = value && isAll && isKnown ? dataOf(value, 0) : undefined;
    return data && literal(JSON.stringify(data.value, null, indent as string | number | undefined), call.span);
  },
};

const MAX_NESTED = 50;

/** A value as data; undefined where it holds anything else, or more than one looks at. */
function dataOf(value: StaticValue, depth: number): { readonly value: unknown } | undefined {
  if (depth > MAX_NESTED) return undefined;
  if (value.kind === 'literal') {
    const isData = typeof value.value !== 'bigint' && (typeof value.value !== 'object' || value.value === null);
    return isData ? { value: value.value } : undefined;
  }
  if (value.kind === 'array' && !value.rest && !value.hasHoles) {
    const items = value.items.map((item) => dataOf(item.value, depth + 1));
    return items.every((item) => item !== undefined) ? { value: items.map((item) => item.value) } : undefined;
  }
  if (value.kind !== 'object' || !(isPlain(value) || (value.prototype?.kind === 'literal' && !value.open))) return undefined;
  const entries: [string, unknown][] = [];
  for (const [name, property] of value.properties) {
    // What an object says of itself as data.
    const part = name === 'toJSON' ? undefined : dataOf(property.value, depth + 1);
    if (!part) return undefined;
    entries.push([name, part.value]);
  }
  return { value: Object.fromEntries(entries) };
}
