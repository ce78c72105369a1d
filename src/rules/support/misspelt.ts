import type { Contract } from '../../contracts/contract.ts';
import { eventFields, type KnownObject, operationFields } from '../../contracts/framework/known-fields.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import type { ObjectValue, Property, StaticValue } from '../../values/value.ts';
import { singular } from '../english/words.ts';
import { isSlip, nearest, withoutSpelling } from './near.ts';
import { isLeftTo } from './precedence.ts';

export interface UnknownField {
  readonly name: string;
  readonly property: Property;
  /** The field that was probably meant. */
  readonly near: string | null;
  /** That field stands there too. */
  readonly isBeside: boolean;
}

/**
 * The properties of an object that are not known. Two letters may be anything: `id` is no misspelling of `io`.
 * Beside the field that it resembles only another spelling or number of the same word is a mistake, or a slip in a long one: `owner` beside
 * `owners`, `descripton` beside `description`.
 */
export function unknownFields(object: ObjectValue, known: ReadonlySet<string>): readonly UnknownField[] {
  const unknown = [...object.properties].filter(([name, property]) => !known.has(name) && !isUndefined(property));
  const free = unknown.length === 0 ? [] : [...known].filter((name) => !object.properties.has(name));
  return unknown.map(([name, property]) => {
    const near = name.length > 2 ? nearest(name, free) : null;
    const beside =
      near === null
        ? [...known].find((other) => object.properties.has(other) && (isSameWord(name, other) || isSlip(name, other)))
        : undefined;
    return { name, property, near: near ?? beside ?? null, isBeside: beside !== undefined };
  });
}

function isSameWord(name: string, other: string): boolean {
  return singular(withoutSpelling(name)) === singular(withoutSpelling(other));
}

function isUndefined(property: Property): boolean {
  return property.value.kind === 'literal' && property.value.value === undefined;
}

/**
 * Whether a field is absent because its name, or that of an object around it, is misspelt, and `known-fields` says so: one defect makes
 * one finding.
 * @param path from the contract down: `meta.owners`, `sideEffects.emits.0.key`
 */
export function isLeftToKnownFields(path: string, contract: Contract, rule: string, effective: EffectivePolicy): boolean {
  if (!isLeftTo('known-fields', rule, effective)) return false;
  let object: StaticValue | undefined = contract.spec ?? undefined;
  let known: KnownObject | undefined = contract.kind === 'event' ? eventFields : operationFields;
  for (const name of path.split('.')) {
    if (object?.kind === 'array') {
      object = object.items[Number(name)]?.value;
      continue;
    }
    if (object?.kind !== 'object' || !known) return false;
    if (unknownFields(object, known.fields).some(({ near, isBeside }) => near === name && !isBeside)) return true;
    // Of a flat event, what is asked of its meta stands beside its payload.
    if (name === 'meta' && contract.kind === 'event' && !object.properties.has(name)) continue;
    object = object.properties.get(name)?.value;
    known = known.inside.get(name);
  }
  return false;
}
