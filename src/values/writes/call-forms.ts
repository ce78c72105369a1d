import { memberName, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { plainCall } from '../../modules/plain-call.ts';
import { CALLS_BACK } from '../builtins/method-names.ts';

const CALLBACKS = new Set(['Identifier', 'MemberExpression', 'CallExpression']);

/**
 * A call, and those that it stands for: `tune(models)` for `models.forEach(tune)` and `Array.from(models, tune)`, which is given what lies in
 * them, `tune(x)` for `tune.call(null, x)` and `setTimeout(tune, 0, x)`.
 */
export function formsOf(call: AnyNode): readonly { readonly call: AnyNode; readonly self: AnyNode | null }[] {
  const written = { call, self: null };
  const callee = unwrap(call['callee'] as AnyNode);
  const { start, end } = call;
  const plain = plainCall(call);
  if (plain.callee !== callee) {
    const type = plain.isNew ? 'NewExpression' : 'CallExpression';
    return [written, { call: { type, start, end, callee: plain.callee, arguments: plain.args }, self: plain.self }];
  }
  if (callee.type !== 'MemberExpression') return [written];
  const name = memberName(callee) ?? '';
  // Other methods are as a rule those of the object itself, which do not hand it on: `Model.parse(given)`.
  if (!CALLS_BACK.has(name)) return [written];
  const args = (call['arguments'] as AnyNode[]).filter(({ type }) => type !== 'SpreadElement');
  const callbacks = args.filter((argument) => CALLBACKS.has(unwrap(argument).type));
  const called = callbacks.map((callback) => {
    const given = [callee['object'] as AnyNode, ...args.filter((argument) => argument !== callback)];
    const all = given.map((argument) => ({ type: 'SpreadElement', start: argument.start, end: argument.end, argument }));
    return {
      call: {
        type: 'CallExpression',
        start,
        end,
        callee: callback,
        arguments: name === 'forEach' && callback === args[0] ? given.slice(0, 1) : all,
      },
      self: null,
    };
  });
  return [...called, written];
}
