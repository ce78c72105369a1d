import { isNode, type AnyNode } from '../../modules/nodes.ts';
import { iterated } from '../builtins/sets.ts';
import { spanOf, type Environment } from '../names/environment.ts';
import { literal, native, type Call, type FunctionValue, type Slot, type StaticValue } from '../value.ts';
import { captured, namesChanging, reachOf } from './exposure.ts';
import { itemsNow } from './loops.ts';
import { giveUp, Thrown, type Run } from './run.ts';
import { writes } from './writes.ts';

/** All that a generator gives, at once: only where what it depends on does not change until it has been gone over. */
export function yielded(run: Run, callee: FunctionValue, body: AnyNode, inner: Environment, call: Call): StaticValue {
  if (writes(callee, false)) return giveUp();
  const given = [...call.args.map(({ value }) => value), ...(inner.self ? [inner.self] : [])];
  const reached = [...reachOf(run, [callee, ...given, ...captured(run, callee)], true)];
  if (reached.some((value) => value.kind === 'function' && namesChanging(value))) return giveUp();
  const before = partsOf(run, reached);
  const isChanged = (): boolean => {
    const now = partsOf(run, reached);
    return now.length !== before.length || now.some((part, index) => part !== before[index]);
  };
  const met = run.met.length + run.watched.length;
  const items = itemsOf(run, body, inner);
  const once = { isOver: false };
  // Whoever does not go to its end, defines less.
  if (run.met.length + run.watched.length > met) run.defining.push(once);
  return native(
    {
      name: 'a generator',
      once,
      get items() {
        return isChanged() ? giveUp() : items;
      },
    },
    call.span,
  );
}

/** What objects hold at this moment: the run gives those that are written to other parts. */
function partsOf(run: Run, values: readonly StaticValue[]): readonly unknown[] {
  return values.flatMap((value): readonly unknown[] => {
    switch (value.kind) {
      case 'array':
        return [value.items, value.rest];
      case 'object':
        return [value.properties, ...(run.privates.get(value)?.values() ?? [])];
      case 'function':
        return [...(run.properties.get(value)?.values() ?? [])];
      default:
        return itemsNow(value).map((item) => item.value);
    }
  });
}

function itemsOf(run: Run, body: AnyNode, inner: Environment): readonly Slot[] {
  const outer = run.yields;
  const items: Slot[] = [];
  run.yields = items;
  try {
    run.body(body, inner);
  } catch (error) {
    // That comes when it is gone over, after what it has given before.
    if (error instanceof Thrown) return giveUp();
    throw error;
  } finally {
    run.yields = outer;
  }
  return items;
}

/** What a generator gives; whoever goes over it sends nothing back. */
export function evaluateYield(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const isUnused = run.unused === node;
  const span = spanOf(node, environment);
  const value = isNode(node['argument']) ? run.evaluation.evaluate(node['argument'], environment) : literal(undefined, span);
  if (!run.yields) return giveUp();
  const list = node['delegate'] ? iterated(value) : null;
  if (list && (list.kind !== 'array' || list.rest)) return giveUp();
  run.yields.push(...(list ? list.items : [{ value, span }]));
  // What another generator returns in the end.
  if (list && value.kind === 'native' && !isUnused) return giveUp();
  return literal(undefined, span);
}
