import { importedModule, type ModuleGraph } from '../../modules/graph.ts';
import { importSourcesOf } from '../../modules/import-sources.ts';
import type { Module } from '../../modules/module.ts';
import type { AnyNode } from '../../modules/nodes.ts';
import { getOrMake, memoizeWeakly } from '../../source/memoize.ts';
import { closureOf } from '../names/environment.ts';
import type { Libraries, Source } from '../evaluation.ts';
import { isChangedByCode, type Counting, type StaticValue, type UnknownValue } from '../value.ts';
import { createDigests } from './digest.ts';

/** Code that is given what comes from other code, and so on: beyond, its text stands for it. */
const MAX_NESTED = 100;

/** Files that are looked at for what may have changed a value. */
const MAX_WRITERS = 50;

export interface ValueDigests {
  /** @param what what of a function counts, all if nothing is said */
  of(value: StaticValue, what?: Counting): string;
  /** Null where the code that a value comes from is not kept: its place alone says too little. */
  ofSource(value: UnknownValue): string | null;
}

/**
 * Digests of what values are: of a function what it does, of a value that is not known the code that it comes from.
 * @param sources where the unknown values come from
 */
export function createValueDigests(graph: ModuleGraph, libraries: Libraries, sources: WeakMap<UnknownValue, Source>): ValueDigests {
  const digests = createDigests(graph, libraries, digestOfValue);
  const surroundings = new WeakMap<AnyNode | Module, string>();
  /** What is being digested, the outermost first: code may be given what comes from that code itself. */
  const pending: StaticValue[] = [];
  /** The outermost of them that what is being digested comes back to. */
  let outermost = Infinity;
  /** Of values that come back to none around them: what many refinements are given is digested once. */
  const known = new WeakMap<StaticValue, string>();

  function digestOf(value: StaticValue, what?: Counting): string {
    const digested = what ? undefined : known.get(value);
    if (digested !== undefined) return digested;
    const index = pending.indexOf(value);
    if (index >= 0) {
      outermost = Math.min(outermost, index);
      return `^${pending.length - index}`;
    }
    if (value.kind === 'unknown' && isJustNamed(value)) return `named ${value.detail}`;
    const source = value.kind === 'function' ? closureOf(value) : value.kind === 'unknown' ? sources.get(value) : undefined;
    const around = value.kind === 'unknown' && (!source || isChangedByCode(value)) ? digestAround(value) : '';
    if (!source) return `${digests.ofSpan(value.span)}${around}`;
    if (pending.length >= MAX_NESTED) {
      outermost = 0;
      return `${digests.ofSpan(value.span)}${around}`;
    }
    const before = outermost;
    outermost = Infinity;
    const depth = pending.push(value) - 1;
    try {
      const digest = `${digests.of(source.node, source.environment, what)}${around}`;
      if (outermost >= depth) {
        if (!what) known.set(value, digest);
        outermost = Infinity;
      }
      return digest;
    } finally {
      pending.pop();
      outermost = Math.min(outermost, before);
    }
  }

  function isJustNamed(value: UnknownValue): boolean {
    return value.isNamed === true && !sources.has(value);
  }

  /**
   * What is not known because code has changed it, by all code that may have done so: of the file that it stands in and of those that this
   * one imports. What changes it where it is read does not matter: that is another reading of the same.
   */
  function digestAround({ span, reason, isOfChanged }: UnknownValue): string {
    const module = graph.loaded(span.file);
    if (!module) return '';
    const body = module.program.body;
    const reading = reason === 'mutated' || isOfChanged ? body.find((one) => one.start <= span.start && span.end <= one.end) : undefined;
    return getOrMake(surroundings, reading ?? module, () => {
      const others = body.filter((one) => one !== reading);
      return `${digests.ofStatements(others, module)},${digestOfWriters(module)}`;
    });
  }

  const digestOfWriters = memoizeWeakly((module: Module) =>
    writersFrom(module)
      .map((writer) => digestOfModule(writer))
      .join(),
  );
  const digestOfModule = memoizeWeakly((module: Module) => digests.ofStatements(module.program.body, module));

  /** The files that a module imports, directly or by others, and that change anything. */
  function writersFrom(module: Module): readonly Module[] {
    const found = new Set([module]);
    for (const one of found)
      for (const specifier of [...one.effects, ...importSourcesOf(one).values()]) {
        const imported = found.size <= MAX_WRITERS ? importedModule(graph, specifier, one) : null;
        if (imported?.analysis.hasChanges) found.add(imported);
      }
    found.delete(module);
    return [...found];
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

  return { of: digestOf, ofSource: (value) => (sources.has(value) || isJustNamed(value) ? digestOf(value) : null) };
}

/** For values that are asked for the objects in them alone. No two are equal, so that none could be taken for another one. */
export function createNoDigests(): ValueDigests {
  let made = 0;
  return { of: () => `none:${made++}`, ofSource: () => null };
}
