import type { Span } from '../../source/span.ts';
import { literal, native, type NativeCall, type ObjectValue, type StaticValue } from '../../values/value.ts';
import type { Schema } from './schema.ts';
import { argumentAt, givenBack, isTruthy, objectValue, propertyOf, stringOf } from './static-value.ts';

/** The functions of the framework's contracts package that make references to resources. */
export function resourceExports(span: Span): ReadonlyMap<string, StaticValue> {
  return new Map([
    ['resourceRef', native({ name: 'resourceRef', call: resourceRef }, span)],
    ['defineResourceTemplate', native({ name: 'defineResourceTemplate', call: givenBack }, span)],
  ]);
}

/** Facts: `resources.ts` of the framework's contracts package. The result is a plain object. */
function resourceRef(call: NativeCall): StaticValue {
  const options = argumentAt(call, 1);
  const absent = literal(undefined, call.span);
  return objectValue(
    [
      ['kind', literal('resource_ref', call.span)],
      ['uriTemplate', argumentAt(call, 0) ?? absent],
      ['varName', propertyOf(options, 'varName') ?? literal('id', call.span)],
      ['graphQLType', propertyOf(options, 'graphQLType') ?? absent],
      ['many', propertyOf(options, 'many') ?? absent],
    ],
    call.span,
  );
}

/** The schema of a reference to a resource: the framework registers resources by their URI template. Null when the object is none. */
export function resourceSchema(value: ObjectValue): Schema | null {
  if (stringOf(value.properties.get('kind')?.value) !== 'resource_ref') return null;
  const key = stringOf(value.properties.get('uriTemplate')?.value);
  const array = isTruthy(value.properties.get('many')?.value);
  return key === null || array === null ? null : { kind: 'resource', key, array, origin: value.span };
}
