import type { EvaluatorPort, Property, StaticValue } from '../../../values/value.ts';
import { customTypeNode } from '../custom-type.ts';
import { schemaNativeOf } from '../schema-native.ts';
import { valueDigest } from '../value-digest.ts';
import { base, lazyNodeOf, unreadNode } from '../zod/make.ts';
import { NEWEST_ZOD, type ZodNode } from '../zod/node.ts';
import { wrapped } from '../zod/object-methods.ts';
import { fieldConfig, type FieldConfig } from './field-config.ts';

/** A field of a model as part of what the model's `getZod()` gives. */
export function fieldNode(property: Property, port: EvaluatorPort): ZodNode {
  const { span, getter } = property;
  const read = (value: StaticValue): ZodNode => configNode(fieldConfig(value, port), property, port);
  return getter ? lazyNodeOf(NEWEST_ZOD, span, getter, port, read) : read(property.value);
}

function configNode(config: FieldConfig, { span }: Property, port: EvaluatorPort): ZodNode {
  if (!config.isRead) return unreadNode(NEWEST_ZOD, span, config.reason, config.digest);
  const type =
    'value' in config.type
      ? typeNode(config.type.value, port)
      : lazyNodeOf(NEWEST_ZOD, config.type.span, config.type.getter, port, (value) => typeNode(value, port));
  const list: ZodNode = config.array ? { ...base(NEWEST_ZOD, span, [type]), kind: 'array', element: type, constraints: {} } : type;
  return config.optional ? wrapped('optional', list, span) : list;
}

function typeNode(value: StaticValue, port: EvaluatorPort): ZodNode {
  const found = schemaNativeOf(value);
  const node = found ? found.zod() : customTypeNode(value, port);
  if (node) return node;
  return unreadNode(NEWEST_ZOD, value.span, value.kind === 'unknown' ? value.reason : 'not a schema type', () => valueDigest(value, port));
}
