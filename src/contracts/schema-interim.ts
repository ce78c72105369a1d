import type { Span } from '../source/span.ts';
import { native, type EvaluatorPort, type StaticValue } from '../values/value.ts';
import type { Schema } from './schema/schema.ts';
const anything = (name: string, at: Span): StaticValue => native({ name, get: (property, span) => anything(`${name}.${property}`, span), call: (call) => anything(`${name}()`, call.span) }, at);
export const zodNamespace = (span: Span): StaticValue => anything('z', span);
export const schemaLibraryExports = (span: Span): ReadonlyMap<string, StaticValue> =>
  new Map(['ScalarTypeEnum', 'SchemaModel', 'defineSchemaModel', 'defineEnum', 'EnumType', 'fromZod', 'ZodSchemaType'].map((name) => [name, anything(name, span)]));
export const resourceExports = (span: Span): ReadonlyMap<string, StaticValue> => new Map([['resourceRef', anything('resourceRef', span)]]);
export const schemaOf = (value: StaticValue, _port: EvaluatorPort): Schema | null =>
  value.kind === 'literal' ? null : { kind: 'unknown', reason: 'not-static', digest: null, origin: value.span };
