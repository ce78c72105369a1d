import { getOrMake } from '../../source/memoize.ts';
import type { EvaluatorPort, NativeValue, StaticValue } from '../../values/value.ts';
import { schemaDigest } from './equal.ts';
import { hash } from './hash.ts';

const MAX_DEPTH = 64;
/** A value may be part of many others: each is described once. */
const digests = new WeakMap<StaticValue, string>();

/** A digest of a value that stands where its meaning is not read: equal digests mean equal values. */
export function valueDigest(value: StaticValue, port: EvaluatorPort): string {
  return digestAt(value, port, 0);
}

function digestAt(value: StaticValue, port: EvaluatorPort, depth: number): string {
  return getOrMake(digests, value, () => hash(describe(value, port, depth)));
}

function describe(value: StaticValue, port: EvaluatorPort, depth: number): string {
  if (depth > MAX_DEPTH) return `deep:${port.digest(value)}`;
  switch (value.kind) {
    case 'literal':
      return describeLiteral(value.value);
    case 'array':
      return `[${value.items.map((item) => digestAt(item.value, port, depth + 1)).join(',')}|${value.rest ? port.digest(value.rest) : ''}]`;
    case 'object': {
      const parts = [...value.properties].map(
        ([name, property]) => `${JSON.stringify(name)}:${digestAt(property.getter ?? property.value, port, depth + 1)}`,
      );
      return `{${parts.join(',')}|${value.open ? port.digest(value.open) : ''}}`;
    }
    case 'native':
      return describeNative(value, port);
    case 'function':
    case 'unknown':
      return `${value.kind}:${port.digest(value)}`;
  }
}

/**
 * Schemas being described. One that contains itself through a field that cannot be read is described by its code there: the way back leads
 * through `schemaDigest`, which is given schemas alone. Empty whenever nothing is being described.
 */
const describing = new Set<StaticValue>();

function describeNative(value: NativeValue, port: EvaluatorPort): string {
  if (describing.has(value)) return `cycle:${port.digest(value)}`;
  describing.add(value);
  try {
    return value.native.schema ? `schema:${schemaDigest(value.native.schema)}` : `native:${JSON.stringify(value.native.name)}`;
  } finally {
    describing.delete(value);
  }
}

type Literal = Extract<StaticValue, { kind: 'literal' }>['value'];

function describeLiteral(value: Literal): string {
  if (typeof value === 'object' && value !== null) return `/${value.pattern}/${value.flags}`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  return value === undefined ? 'undefined' : JSON.stringify(value);
}
