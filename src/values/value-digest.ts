import type { ModuleGraph } from '../modules/graph.ts';
import { createDigests } from './digest.ts';
import { closureOf } from './environment.ts';
import type { Libraries, Source } from './evaluation.ts';
import type { StaticValue, UnknownValue } from './value.ts';

/** Code that is given what comes from other code, and so on: beyond, its text stands for it. */
const MAX_NESTED = 100;

/**
 * Digests of what values are: of a function what it does, of a value that is not known the code that it comes from.
 * @param sources where the unknown values come from
 */
export function createValueDigests(
  graph: ModuleGraph,
  libraries: Libraries,
  sources: WeakMap<UnknownValue, Source>,
): (value: StaticValue) => string {
  const digests = createDigests(graph, libraries, digestOfValue);
  /** What is being digested, the outermost first: code may be given what comes from that code itself. */
  const pending: StaticValue[] = [];

  function digestOf(value: StaticValue): string {
    const index = pending.indexOf(value);
    if (index >= 0) return `^${pending.length - index}`;
    const source = value.kind === 'function' ? closureOf(value) : value.kind === 'unknown' ? sources.get(value) : undefined;
    if (!source || pending.length >= MAX_NESTED) return digests.ofSpan(value.span);
    pending.push(value);
    try {
      return digests.of(source.node, source.environment);
    } finally {
      pending.pop();
    }
  }

  function digestOfValue(value: StaticValue): string {
    switch (value.kind) {
      case 'literal':
        return `${typeof value.value}:${typeof value.value === 'object' ? JSON.stringify(value.value) : String(value.value)}`;
      case 'array':
        return `[${value.items.map((item) => digestOfValue(item.value)).join()}${value.rest ? `,${digestOf(value.rest)}` : ''}]`;
      case 'object':
        return `{${[...value.properties].map(([key, property]) => `${JSON.stringify(key)}:${digestOfValue(property.value)}`).join()}${value.open ? `,${digestOf(value.open)}` : ''}}`;
      case 'native':
        return `${value.native.name}:${digests.ofSpan(value.span)}`;
      case 'function':
      case 'unknown':
        return digestOf(value);
    }
  }

  return digestOf;
}
