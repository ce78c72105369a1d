import type { AnyNode } from '../../modules/nodes.ts';
import { iterated } from '../builtins/sets.ts';
import { spanOf, type Environment } from '../names/environment.ts';
import type { Evaluation } from '../evaluation.ts';
import type { NativeCall, Slot, UnknownValue } from '../value.ts';

export type Arguments = Pick<NativeCall, 'args' | 'restUnknown'>;

/**
 * The arguments as a call writes them. All are evaluated; what follows an unknown number of them has no known place.
 * @param notIterable what stands for a spread of something known that has no items
 */
export function evaluateArguments(
  evaluation: Pick<Evaluation, 'evaluate'>,
  call: AnyNode,
  environment: Environment,
  notIterable: (argument: AnyNode) => UnknownValue,
): Arguments {
  let all: Arguments = { args: [], restUnknown: null };
  for (const argument of call['arguments'] as AnyNode[]) {
    const span = spanOf(argument, environment);
    if (argument.type === 'SpreadElement') {
      const spread = iterated(evaluation.evaluate(argument['argument'] as AnyNode, environment));
      const args: Slot[] = spread.kind === 'array' ? spread.items.map((item) => ({ value: item.value, span })) : [];
      const rest = spread.kind === 'array' ? spread.rest : spread.kind === 'unknown' ? spread : notIterable(argument);
      all = joinArguments(all, { args, restUnknown: rest });
    } else all = joinArguments(all, { args: [{ value: evaluation.evaluate(argument, environment), span }], restUnknown: null });
  }
  return all;
}

/** Arguments after others, as `bind` gives them: after an unknown number of them, none has a known place. */
export function joinArguments(first: Arguments, then: Arguments): Arguments {
  return first.restUnknown ? first : { args: [...first.args, ...then.args], restUnknown: then.restUnknown };
}

/** The arguments without the one that `call` and `bind` take for `this`. */
export function withoutSelf({ args, restUnknown }: Arguments): Arguments {
  return { args: args.slice(1), restUnknown };
}
