import type { Span } from '../../source/span.ts';
import { joinArguments, withoutSelf, type Arguments } from '../arguments.ts';
import { native, unknown, type FunctionValue, type Native, type NativeCall, type StaticValue } from '../value.ts';
import { argument, type Method } from './method.ts';

/** `call`, `apply` and `bind` of a function; undefined for any other member. */
export function callMember(self: FunctionValue, name: string, at: Span): StaticValue | undefined {
  const indirect = (run: NonNullable<Native['call']>, span: Span): StaticValue =>
    native({ name: `.${name}`, target: self, call: run }, span);
  switch (name) {
    case 'call':
      return indirect((call) => callWith(self, { ...call, ...withoutSelf(call) }), at);
    case 'apply':
      return indirect((call) => callWithList(self, argument(call, 1), call), at);
    case 'bind':
      return native(
        {
          name: '.bind',
          call: (bound) => indirect((call) => callWith(self, { ...call, ...joinArguments(withoutSelf(bound), call) }), bound.span),
        },
        at,
      );
    default:
      return undefined;
  }
}

/** Functions of `Reflect`. */
export const REFLECT_FUNCTIONS: Readonly<Record<string, Method>> = {
  apply: (call) => {
    const callee = argument(call, 0);
    return callee && callWithList(callee, argument(call, 2), call);
  },
};

function callWithList(callee: StaticValue, list: StaticValue | undefined, call: NativeCall): StaticValue {
  if (list?.kind === 'array') return callWith(callee, { ...call, args: list.items, restUnknown: list.rest });
  if (!list || list.kind === 'literal') return callWith(callee, { ...call, args: [] });
  const rest = list.kind === 'unknown' ? list : unknown('not-static', list.span, 'the arguments');
  return callWith(callee, { ...call, args: [], restUnknown: rest });
}

function callWith(callee: StaticValue, call: Arguments & NativeCall): StaticValue {
  return call.evaluator.invoke(callee, { args: call.args, restUnknown: call.restUnknown, isNew: false, span: call.span });
}
