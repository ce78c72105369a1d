import type { Span } from '../../source/span.ts';
import { joinArguments, withoutSelf, type Arguments } from '../expressions/arguments.ts';
import { native, unknown, type FunctionValue, type NativeCall, type StaticValue } from '../value.ts';
import { argument, type Method } from './method.ts';

type Run = (call: NativeCall) => StaticValue;

/** `call`, `apply` and `bind` of a function; undefined for any other member. */
export function callMember(self: FunctionValue, name: string, at: Span): StaticValue | undefined {
  const run = (call: NativeCall): StaticValue => invokeWith(self, call, call);
  return indirectMember(name, at, run, (indirect, span) => native({ name: `.${name}`, target: self, call: indirect }, span));
}

/**
 * `call`, `apply` and `bind` of whatever can be called; undefined for any other member.
 * @param run calls it
 * @param made makes of what calls it the function that the member is, and that `bind` gives
 */
export function indirectMember(name: string, at: Span, run: Run, made: (indirect: Run, at: Span) => StaticValue): StaticValue | undefined {
  switch (name) {
    case 'call':
      return made((call) => run({ ...call, ...withoutSelf(call) }), at);
    case 'apply':
      return made((call) => run({ ...call, ...listed(argument(call, 1), call) }), at);
    case 'bind': {
      const bind: Run = (bound) => made((call) => run({ ...call, ...joinArguments(withoutSelf(bound), call) }), bound.span);
      return native({ name: '.bind', call: bind }, at);
    }
    default:
      return undefined;
  }
}

/** Functions of `Reflect`. */
export const REFLECT_FUNCTIONS: Readonly<Record<string, Method>> = {
  apply: (call) => {
    const callee = argument(call, 0);
    return callee && invokeWith(callee, listed(argument(call, 2), call), call);
  },
};

/** The arguments that a list gives, as `apply` takes it. */
function listed(list: StaticValue | undefined, { restUnknown }: NativeCall): Arguments {
  if (list?.kind === 'array') return { args: list.items, restUnknown: list.rest };
  if (!list || list.kind === 'literal') return { args: [], restUnknown };
  return { args: [], restUnknown: list.kind === 'unknown' ? list : unknown('not-static', list.span, 'the arguments') };
}

function invokeWith(callee: StaticValue, { args, restUnknown }: Arguments, { evaluator, span }: NativeCall): StaticValue {
  return evaluator.invoke(callee, { args, restUnknown, isNew: false, span });
}
