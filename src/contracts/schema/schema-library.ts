import type { Span } from '../../source/span.ts';
import { native, type Native, type StaticValue } from '../../values/value.ts';
import { enumType } from './library/enums.ts';
import { schemaModel } from './library/models.ts';
import { scalarTypeEnum } from './library/scalars.ts';
import { fieldType, graphqlSchemaType, jsonSchemaType, zodSchemaType } from './library/wrappers.ts';
import { isInstance } from './schema-native.ts';
import { givenBack } from './static-value.ts';

/** What the reader knows of the framework's schema library without reading its code. */
const EXPORTS: ReadonlyMap<string, Native> = new Map<string, Native>([
  ['ScalarTypeEnum', scalarTypeEnum],
  ...functions(schemaModel, 'defineSchemaModel', 'SchemaModel'),
  ...functions(enumType, 'defineEnum', 'EnumType'),
  ...functions(zodSchemaType, 'fromZod', 'ZodSchemaType'),
  ...functions(jsonSchemaType, 'fromJsonSchema', 'JsonSchemaType'),
  ...functions(graphqlSchemaType, 'GraphQLSchemaType'),
  ...functions(fieldType, 'FieldType'),
  // Both give back what they are given.
  ...functions(givenBack, 'defineEntity', 'defineEntityEnum'),
]);

/** The exports of the framework's schema library, which its contracts package exports as well. */
export function schemaLibraryExports(span: Span): ReadonlyMap<string, StaticValue> {
  return new Map([...EXPORTS].map(([name, value]) => [name, native(value, span)]));
}

function functions(call: NonNullable<Native['call']>, ...names: readonly string[]): [string, Native][] {
  return names.map((name) => [name, { name, call, ...(/^[A-Z]/.test(name) && { isClassOf: classTest(name) }) }]);
}

function classTest(name: string): NonNullable<Native['isClassOf']> {
  return (value) => isInstance(value, ({ className }) => className === name);
}
