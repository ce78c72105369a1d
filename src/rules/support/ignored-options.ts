import { isOwn, type Path, placeAt } from '../../compare/contract/place.ts';
import type { Contract } from '../../contracts/contract.ts';
import type { Schema } from '../../contracts/schema/schema.ts';
import type { Span } from '../../source/span.ts';
import type { Related } from '../finding.ts';
import { pathText } from './text.ts';

/** An option of a model's field that the framework ignores. */
export interface IgnoredOption {
  readonly name: string;
  /** `io.output.jobs`. */
  readonly path: string;
  /** What to write instead. */
  readonly instead: string;
  /** In the contract's own file. */
  readonly site: Span;
  readonly related: readonly Related[];
}

const advice = new Map([
  ['isList', 'Write "isArray: true" for a list.'],
  ['defaultValue', 'Set the default in the handler and remove it.'],
]);

/** Every ignored option of the models of a contract, each once, by where it is written. */
export function ignoredOptions(contract: Contract): readonly IgnoredOption[] {
  const found = new Map<string, IgnoredOption>();
  for (const [path, schema] of schemasOf(contract)) {
    for (const { path: field, name, key } of optionsIn(schema, path, new Set())) {
      const id = `${key.file}:${key.start}`;
      if (found.has(id)) continue;
      const isHere = isOwn(contract, key);
      found.set(id, {
        name,
        path: pathText(field),
        instead: advice.get(name) ?? 'Remove it.',
        site: isHere ? key : placeAt(contract, path).site,
        related: isHere ? [] : [{ span: key, message: `"${name}" is written here.` }],
      });
    }
  }
  return [...found.values()];
}

function* schemasOf(contract: Contract): Generator<readonly [Path, Schema]> {
  for (const part of ['input', 'output', 'params', 'query', 'headers'] as const) {
    const schema = contract[part];
    if (schema) yield [['io', part], schema];
  }
  if (contract.payload) yield [['payload'], contract.payload];
  if (contract.emits.state !== 'known') return;
  for (const [index, emit] of contract.emits.value.entries()) {
    // The payload of a referenced event is that event's own.
    if (emit.state === 'known' && emit.value.form === 'inline' && emit.value.payload) yield [['sideEffects', 'emits', index, 'payload'], emit.value.payload];
  }
}

function* optionsIn(schema: Schema, path: Path, passed: Set<Schema>): Generator<{ readonly path: Path; readonly name: string; readonly key: Span }> {
  if (passed.has(schema)) return;
  passed.add(schema);
  if (schema.kind === 'object') {
    for (const [name, field] of schema.fields) {
      for (const [option, key] of field.ignored ?? []) yield { path: [...path, name], name: option, key };
      yield* optionsIn(field.type, [...path, name], passed);
    }
  } else for (const part of partsOf(schema)) yield* optionsIn(part, path, passed);
}

function partsOf(schema: Schema): readonly Schema[] {
  switch (schema.kind) {
    case 'array':
      return [schema.item];
    case 'nullable':
      return [schema.type];
    case 'union':
    case 'intersection':
      return schema.members;
    case 'record':
      return [schema.value];
    case 'tuple':
      return schema.rest ? [...schema.items, schema.rest] : schema.items;
    case 'ref':
      return [schema.target()];
    case 'object':
    case 'scalar':
    case 'enum':
    case 'literal':
    case 'resource':
    case 'unknown':
      return [];
  }
}
