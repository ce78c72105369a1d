import { isNode, memberName, unwrap, type AnyNode } from './nodes.ts';

/** A call as if it were written plainly: what is run, for what `this`, with what. */
export interface PlainCall {
  readonly callee: AnyNode;
  /** What `this` is given as, where a call says it: `f.call(x)`. */
  readonly self: AnyNode | null;
  readonly args: readonly AnyNode[];
  /** Whether it makes an instance of it. */
  readonly isNew?: boolean;
}

/** Methods of functions by which they are called, with an argument for `this` before the others. */
export const INDIRECT: ReadonlySet<string> = new Set(['call', 'apply', 'bind']);

/** Functions that call another one later, by the place in their arguments from which on it is given what they are. */
export const CALLS_LATER: ReadonlyMap<string, number> = new Map([
  ['setTimeout', 2],
  ['setInterval', 2],
  ['setImmediate', 1],
  ['nextTick', 1],
]);

/**
 * What a call runs that is written in another way: `f.call(x, …)`, `f.apply(x, […])`, `Reflect.apply(f, x, […])`, `Reflect.construct(f, […])`,
 * `setTimeout(f, 0, …)`.
 */
export function plainCall(call: AnyNode): PlainCall {
  const callee = unwrap(call['callee'] as AnyNode);
  const args = call['arguments'] as readonly AnyNode[];
  const name = callee.type === 'MemberExpression' ? memberName(callee) : (callee['name'] as string | undefined);
  const [first] = args;
  const later = CALLS_LATER.get(name ?? '');
  if (later !== undefined && first && args.length > later) return { callee: unwrap(first), self: null, args: args.slice(later) };
  if (name === undefined || callee.type !== 'MemberExpression') return { callee, self: null, args };
  const object = unwrap(callee['object'] as AnyNode);
  if (object['name'] === 'Reflect' && first) {
    if (name === 'apply') return { callee: unwrap(first), self: args[1] ?? null, args: spreadOut(args[2]) };
    if (name === 'construct') return { callee: unwrap(first), self: null, args: spreadOut(args[1]), isNew: true };
  }
  if (!INDIRECT.has(name)) return { callee, self: null, args };
  return { callee: object, self: first ?? null, args: name === 'apply' ? spreadOut(args[1]) : args.slice(1) };
}

/** What a list of arguments holds. */
function spreadOut(list: AnyNode | undefined): readonly AnyNode[] {
  if (!list) return [];
  const written = unwrap(list);
  if (written.type !== 'ArrayExpression') return [{ type: 'SpreadElement', start: list.start, end: list.end, argument: list }];
  return (written['elements'] as readonly (AnyNode | null)[]).filter(isNode);
}
