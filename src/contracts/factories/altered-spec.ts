import type { Definition, StaticValue } from '../../values/value.ts';

/** Of the only definition of a call which gives something else than the define function did, that, where it is a contract; else the define function's argument. */
export function specOfCall(definition: Definition, value: StaticValue): StaticValue {
  const { spec, result } = definition;
  if (value === result || value.kind !== 'object' || value.open) return spec;
  const isContract = value.properties.has('meta') && (value.properties.has('io') || value.properties.has('payload'));
  if (!isContract) return spec;
  if (spec.kind !== 'object' || result.kind !== 'object') return value;
  // What the define function itself adds is no part of the contract.
  const properties = new Map(value.properties);
  for (const section of ['meta', 'policy']) {
    if (properties.get(section)?.value !== result.properties.get(section)?.value) continue;
    const written = spec.properties.get(section);
    if (written) properties.set(section, written);
    else properties.delete(section);
  }
  return { ...value, properties };
}
