import type { Span } from '../../../source/span.ts';
import { arrayOf } from '../../../values/builtins/method.ts';
import type { NativeCall, StaticValue } from '../../../values/value.ts';
import { nativeFunction } from '../schema-native.ts';
import { argumentAt, stringOf } from '../static-value.ts';
import { listEntries } from '../zod/enum-methods.ts';
import { base, unreadFrom } from '../zod/make.ts';
import { NEWEST_ZOD, type ZodNode } from '../zod/node.ts';
import { schemaOfNode } from '../zod/schema-of-node.ts';
import { schemaValue } from './schema-value.ts';

/** `defineEnum(name, values)` and `new EnumType(name, values)`. */
export function enumType(call: NativeCall): StaticValue {
  const [name, values] = [argumentAt(call, 0), argumentAt(call, 1)];
  const title = stringOf(name);
  const read = (): ZodNode => {
    const entries = values ? listEntries(values) : null;
    return entries
      ? { ...base(NEWEST_ZOD, call.span), kind: 'enum', name: title, entries }
      : unreadFrom(NEWEST_ZOD, call.span, 'defineEnum', values ? [values] : [], call.evaluator);
  };
  return schemaValue(
    {
      className: 'EnumType',
      name: `defineEnum(${title === null ? '…' : JSON.stringify(title)})`,
      schema: () => schemaOfNode(read()),
      zod() {
        const node = read();
        return node.kind === 'enum' ? { ...node, name: null } : node;
      },
      title,
      holds: values,
      member: (property, at) => (property === 'getEnumValues' ? valuesFunction(values, at) : undefined),
    },
    call.span,
  );
}

function valuesFunction(values: StaticValue | undefined, at: Span): StaticValue {
  return nativeFunction('getEnumValues', (call) => values ?? arrayOf([], call.span), at);
}
