import { isOwn, type Path, placeAt } from '../../compare/contract/place.ts';
import { SCHEMA_PLACES, type Contract } from '../../contracts/contract.ts';
import { partsOf } from '../../contracts/schema/parts.ts';
import type { ObjectSchema, Schema } from '../../contracts/schema/schema.ts';
import type { Span } from '../../source/span.ts';
import type { Related } from '../finding.ts';

/** An option of a model's field that the framework does not look at. */
export interface ModelOption {
  readonly name: string;
  readonly path: Path;
  readonly isOptional: boolean;
  /** The option's name, where it is written. */
  readonly key: Span;
  /** In the contract's own file. */
  readonly site: Span;
  readonly related: readonly Related[];
}

/** Every such option of the models of a contract, each once, by where it is written. */
export function modelOptions(contract: Contract): readonly ModelOption[] {
  const found = new Map<string, ModelOption>();
  for (const [path, schema] of schemasOf(contract)) {
    for (const { path: field, key, ...option } of optionsIn(schema)) {
      const id = `${key.file}:${key.start}`;
      if (found.has(id)) continue;
      const isHere = isOwn(contract, key);
      found.set(id, {
        ...option,
        path: [...path, ...field],
        key,
        site: isHere ? key : placeAt(contract, path).site,
        related: isHere ? [] : [{ span: key, message: `"${option.name}" is written here.` }],
      });
    }
  }
  return [...found.values()];
}

function* schemasOf(contract: Contract): Generator<readonly [Path, Schema]> {
  for (const place of SCHEMA_PLACES) {
    const schema = contract[place];
    if (schema) yield [place === 'payload' ? [place] : ['io', place], schema];
  }
  if (contract.emits.state !== 'known') return;
  for (const [index, emit] of contract.emits.value.entries()) {
    // The payload of a referenced event is that event's own.
    if (emit.state === 'known' && emit.value.form === 'inline' && emit.value.payload)
      yield [['sideEffects', 'emits', index, 'payload'], emit.value.payload];
  }
}

interface FoundOption {
  /** From the schema on. */
  readonly path: Path;
  readonly name: string;
  readonly isOptional: boolean;
  readonly key: Span;
}

const known = new WeakMap<Schema, readonly FoundOption[]>();

/** Walked once: one model reaches many contracts. A model that contains itself is in the middle of its walk, and adds nothing there. */
function optionsIn(schema: Schema): readonly FoundOption[] {
  let options = known.get(schema);
  if (!options) {
    known.set(schema, []);
    known.set(schema, (options = schema.kind === 'object' ? fieldOptions(schema) : partsOf(schema).flatMap(optionsIn)));
  }
  return options;
}

function fieldOptions(schema: ObjectSchema): readonly FoundOption[] {
  return [...schema.fields].flatMap(([field, { type, optional, ignored }]) => [
    ...[...(ignored ?? [])].map(([name, key]) => ({ path: [field], name, isOptional: optional, key })),
    ...optionsIn(type).map((option) => ({ ...option, path: [field, ...option.path] })),
  ]);
}
