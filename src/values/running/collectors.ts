import { unwrap, type AnyNode } from '../../modules/nodes.ts';
import { spanOf, type Environment } from '../names/environment.ts';
import { native, unknown, type StaticValue } from '../value.ts';
import { readMember } from './members.ts';
import { giveUp, type Run } from './run.ts';

/** Methods that put something into a list, Map or Set, and those that tell nothing but whether it is there. */
export const COLLECTS: RegExp = /^(?:push|unshift|set|add|has)$/;

/** Of what tells but how many there are, or whether something is. */
export const COLLECTOR = 'a method that collects';

/** Notes that an expression names what something is put into. */
export function noteCollector(run: Run, expression: AnyNode): void {
  run.collectors.add(expression);
  run.collectors.add(unwrap(expression));
}

/** A member of what collects: of its methods, what they give is not known. */
export function collectorMember(run: Run, self: StaticValue, name: string, callee: AnyNode, environment: Environment): StaticValue {
  const span = spanOf(callee, environment);
  if (!COLLECTS.test(name)) return self.kind === 'native' || run.collected.has(self) ? giveUp() : readMember(run, self, name, span, self);
  return native(
    {
      name: COLLECTOR,
      call: ({ span: at }) => {
        if (name === 'has') return unknown('mutated', at, name);
        run.collected.add(self);
        return name === 'set' || name === 'add' ? self : unknown('mutated', at, name);
      },
    },
    span,
  );
}
