import { isNode, memberName, unwrap, type AnyNode } from './nodes.ts';

/** A call as if it were written plainly: what is run, for what `this`, with what. */
export interface PlainCall {
  readonly callee: AnyNode;
  /** What `this` is given as, where a call says it: `f.call(x)`. */
  readonly self: AnyNode | null;
  readonly args: readonly AnyNode[];
}

/** Methods of functions by which they are called, with an argument for `this` before the others. */
export const INDIRECT: ReadonlySet<string> = new Set(['call', 'apply', 'bind']);

/** What a call runs that is written in another way: `f.call(x, …)`, `f.apply(x, […])`, `Reflect.apply(f, x, […])`, `Reflect.construct(f, […])`. */
export function plainCall(call: AnyNode): PlainCall {
  const callee = unwrap(call['callee'] as AnyNode);
  const args = call['arguments'] as readonly AnyNode[];
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (name === undefined) return { callee, self: null, args };
  const object = unwrap(callee['object'] as AnyNode);
  if (object['name'] === 'Reflect' && args[0]) {
    if (name === 'apply') return { callee: unwrap(args[0]), self: args[1] ?? null, args: spreadOut(args[2]) };
    if (name === 'construct') return { callee: unwrap(args[0]), self: null, args: spreadOut(args[1]) };
  }
  if (!INDIRECT.has(name)) return { callee, self: null, args };
  return { callee: object, self: args[0] ?? null, args: name === 'apply' ? spreadOut(args[1]) : args.slice(1) };
}

/** What a list of arguments holds. */
function spreadOut(list: AnyNode | undefined): readonly AnyNode[] {
  if (!list) return [];
  const written = unwrap(list);
  if (written.type !== 'ArrayExpression') return [{ type: 'SpreadElement', start: list.start, end: list.end, argument: list }];
  return (written['elements'] as readonly (AnyNode | null)[]).filter(isNode);
}
