import { schemaOf } from '../../../../src/contracts/schema/from-value.ts';
import { resourceExports } from '../../../../src/contracts/schema/resource.ts';
import { schemaLibraryExports } from '../../../../src/contracts/schema/schema-library.ts';
import type { Schema } from '../../../../src/contracts/schema/schema.ts';
import { zodNamespace } from '../../../../src/contracts/schema/zod/namespace.ts';
import { NEWEST_ZOD, type ZodVersion } from '../../../../src/contracts/schema/zod/node.ts';
import { createGraph } from '../../../../src/modules/graph.ts';
import { memoryTree } from '../../../../src/source/memory.ts';
import type { Span } from '../../../../src/source/span.ts';
import { createEvaluator } from '../../../../src/values/evaluate.ts';
import type { Libraries } from '../../../../src/values/evaluation.ts';
import type { Native, StaticValue } from '../../../../src/values/value.ts';

const NOWHERE: Span = { file: '', start: 0, end: 0 };
const PREAMBLE = `import * as z from 'zod';
import * as z3 from 'zod/v3';
import * as z42 from 'zod-4.2';
import * as z43 from 'zod-4.3';
import * as z44 from 'zod-4.4';
import * as zm from 'zod/mini';
import { ScalarTypeEnum, SchemaModel, defineSchemaModel, defineEnum, EnumType, fromZod, ZodSchemaType, fromJsonSchema, GraphQLSchemaType, FieldType } from '@lssm-tech/lib.schema';
import { resourceRef } from '@lssm-tech/lib.contracts-spec';
`;

const libraries: Libraries = {
  ofVersion: (_, subpath) => subpath,
  versionKey: (_, version) => version.range() ?? '',
  isField: () => false,
  replaced: new Set(),
  isKnown: (name) => name.startsWith('@lssm-tech/'),
  isTrusted: (name) => name.startsWith('@lssm-tech/'),
  exported(name, subpath, member) {
    const version = zodVersionOf(name, subpath);
    if (version !== null) {
      const zod = zodNamespace(NOWHERE, version);
      return member === '*' || member === 'default' ? zod : nativeOf(zod).get?.(member, NOWHERE);
    }
    return (name === '@lssm-tech/lib.schema' ? schemaLibraryExports(NOWHERE) : resourceExports(NOWHERE)).get(member);
  },
  published(name, subpath, member) {
    return zodVersionOf(name, subpath) !== null ? this.exported(name, subpath, member) : undefined;
  },
};

const EARLIER: ReadonlyMap<string, ZodVersion> = new Map([
  ['zod-4.2', 4],
  ['zod-4.3', 4.3],
  ['zod-4.4', 4.4],
]);

function zodVersionOf(name: string, subpath: string): ZodVersion | null {
  if (name === 'zod') return subpath.includes('v3') ? 3 : NEWEST_ZOD;
  return EARLIER.get(name) ?? null;
}

function nativeOf(value: StaticValue): Native {
  if (value.kind !== 'native') throw new Error(`Expected a native value, not ${value.kind}.`);
  return value.native;
}

/** The schema that the constant `subject` of a module holds, read by the project itself. */
export function readModule(code: string): Schema | null {
  const graph = createGraph(memoryTree({ 'subject.ts': PREAMBLE + code }));
  const evaluator = createEvaluator(graph, libraries);
  return schemaOf(evaluator.exportedValue('subject.ts', 'subject', NOWHERE), evaluator);
}

/** The schema of one expression. */
export function readSchema(expression: string): Schema {
  const schema = readModule(`export const subject = ${expression};`);
  if (!schema) throw new Error(`No schema: ${expression}`);
  return schema;
}
