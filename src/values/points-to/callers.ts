import { enclosingFunction } from '../../modules/enclosing.ts';
import { lookup } from '../../modules/lookup.ts';
import { isFunction, isNode, memberName, rootOfChain, unwrap, type AnyNode } from '../../modules/nodes.ts';
import { plainCall, type PlainCall } from '../../modules/plain-call.ts';
import type { Scope, ScopedNode } from '../../modules/scope.ts';
import { addTo } from '../../source/groups.ts';
import { CALLS_BACK, CALLS_BACK_WITH_FIRST } from '../builtins/method-names.ts';
import { closureOf } from '../names/environment.ts';
import type { Following, Inside } from './inside.ts';
import { anything, NONE, union, type Points } from './points.ts';

/** A call of a function, by what its parameters are given. */
export interface Caller {
  readonly call: ScopedNode;
  /** What the parameter at an index is given, at least. */
  argument(index: number): Points;
  /** What it is called for, as far as the call says so: `f.call(x)`. */
  self(): Points;
}

/** Methods that take, after the callback, what `this` is in it. */
const TAKES_THIS = /^(?:forEach|map|filter|find(?:Last)?(?:Index)?|some|every|flatMap)$/;

const MAY_BE_FUNCTION = new Set(['Identifier', 'MemberExpression', 'CallExpression', 'ConditionalExpression', 'LogicalExpression']);

/** Classes that extend one another. */
const MAX_PARENTS = 10;

/** A call by what it calls with what; of a tag the first argument has no expression. */
type Direct = Omit<PlainCall, 'args'> & { readonly args: readonly (AnyNode | null)[] };

type Note = (fn: AnyNode, argument: Caller['argument'], self: AnyNode | null) => void;

/** Who calls the functions of a module. */
export interface Callers {
  /** Looks at all calls: what is asked before is told without them. */
  find(): void;
  of(fn: AnyNode): readonly Caller[];
  /** Whether code of the module's top, or of a function that it calls, calls a function. */
  runsEarly(fn: AnyNode): boolean;
}

/** @param onFound is told when all calls have been looked at, which what is known so far was without */
export function createCallers(
  { flow, of }: Following,
  { elements }: Inside,
  resultsOf: (fn: AnyNode) => readonly Points[],
  onFound: () => void,
): Callers {
  const early = new Map<AnyNode, boolean>();
  let callers: Map<AnyNode, Caller[]> | null = null;

  function find(): ReadonlyMap<AnyNode, readonly Caller[]> {
    if (callers) return callers;
    callers = new Map();
    // First what is called by a name of its own, then what is called as a parameter, which the first tell.
    const [byParameter, byName] = [flow.calls.filter(isByParameter), flow.calls.filter((call) => !isByParameter(call))];
    for (const call of [...byName, ...byParameter]) noteCall(call, callers);
    onFound();
    return callers;
  }

  function callersOf(fn: AnyNode): readonly Caller[] {
    return find().get(fn) ?? [];
  }

  function isByParameter({ node, scope }: ScopedNode): boolean {
    const callee = unwrap((node['callee'] ?? node['tag']) as AnyNode);
    return callee.type === 'Identifier' && lookup(scope, callee['name'] as string)?.kind === 'parameter';
  }

  function noteCall(call: ScopedNode, found: Map<AnyNode, Caller[]>): void {
    const { node, scope } = call;
    const isTag = node.type === 'TaggedTemplateExpression';
    const callee = unwrap((isTag ? node['tag'] : node['callee']) as AnyNode);
    const args = isTag ? [null, ...((node['quasi'] as AnyNode)['expressions'] as AnyNode[])] : (node['arguments'] as AnyNode[]);
    const note = (fn: AnyNode, argument: Caller['argument'], self: AnyNode | null = null): void => {
      for (const called of bodiesOf(fn)) addTo(found, called, { call, argument, self: () => (self ? of(self, scope) : NONE) });
    };
    noteDirect({ callee, args, self: null }, scope, note);
    const plain = isTag ? null : plainCall(node);
    if (plain && plain.callee !== callee) noteDirect(plain, scope, note);
    const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    if (method === undefined || !CALLS_BACK.has(method)) return;
    for (const argument of args) {
      if (!argument || argument.type === 'SpreadElement' || !mayBeFunction(argument, scope)) continue;
      const [first] = args;
      for (const fn of functionsIn(of(argument, scope))) {
        // `Array.from(models, tune)`; a library's function may be given what it goes over, too: `forEach(models, tune)`.
        if (first && first !== argument && !method.startsWith('reduce')) note(fn, () => elements(first, scope));
        if (CALLS_BACK_WITH_FIRST.has(method)) continue;
        if (method.startsWith('reduce') && args[1]) {
          const start = args[1];
          // What is given first is what it begins with, and then what the callback has given before.
          note(fn, (index) => (index === 0 ? union(of(start, scope), ...resultsOf(fn)) : fromReceiver(callee, scope)));
        } else note(fn, () => fromReceiver(callee, scope), TAKES_THIS.test(method) ? (args[1] ?? null) : null);
      }
    }
  }

  function noteDirect({ callee, args, self }: Direct, scope: Scope, note: Note): void {
    if (!isLocal(callee, scope)) return;
    const spreadAt = args.findIndex((argument) => argument?.type === 'SpreadElement');
    const spread = (): Points =>
      union(...args.map((argument) => (argument?.type === 'SpreadElement' ? elements(argument['argument'] as AnyNode, scope) : NONE)));
    const points = of(callee, scope);
    const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    const isUnknown = [...points].every((value) => anything.has(value));
    // By its name alone where nothing tells whose it is.
    const methods = isUnknown && name !== undefined ? (flow.instanceMethods.get(name) ?? []) : [];
    for (const fn of [...functionsIn(points), ...methods]) {
      const argument = (index: number): Points => {
        if (spreadAt >= 0 && index >= spreadAt) return spread();
        const given = args[index];
        return given ? of(given, scope) : NONE;
      };
      note(fn, argument, self);
    }
  }

  function fromReceiver(callee: AnyNode, scope: Scope): Points {
    const object = callee['object'] as AnyNode;
    return union(elements(object, scope), of(object, scope));
  }

  /** Whether a callee may be a function of this module: then its calls matter here. Cheap, so that little is evaluated in vain. */
  function isLocal(callee: AnyNode, scope: Scope): boolean {
    if (isFunction(callee)) return true;
    if (callee.type === 'CallExpression') return isLocal(unwrap(callee['callee'] as AnyNode), scope);
    if (callee.type === 'MemberExpression') {
      const name = memberName(callee);
      if (name !== undefined && !flow.methods.has(name)) return false;
    } else if (callee.type !== 'Identifier') return true;
    const root = rootOfChain(callee);
    if (root.type === 'NewExpression') return isLocal(unwrap(root['callee'] as AnyNode), scope);
    if (root.type !== 'Identifier') return true;
    const declaration = lookup(scope, root['name'] as string);
    if (!declaration) return root['name'] === 'exports' || root['name'] === 'module';
    return declaration.kind !== 'import';
  }

  /** The functions that a call of a function or class runs first: of a class its own constructor, or that of what it extends. */
  function bodiesOf(node: AnyNode, steps = MAX_PARENTS): readonly AnyNode[] {
    const body = node['body'];
    if (!isNode(body) || body.type !== 'ClassBody') return [node];
    const own = (body['body'] as AnyNode[]).find((element) => element['kind'] === 'constructor');
    if (own) return [own['value'] as AnyNode];
    const parent = node['superClass'];
    if (!isNode(parent) || steps === 0) return [];
    return functionsIn(of(parent, flow.scopeOf(parent))).flatMap((one) => bodiesOf(one, steps - 1));
  }

  function mayBeFunction(argument: AnyNode, scope: Scope): boolean {
    const node = unwrap(argument);
    return (isFunction(node) || MAY_BE_FUNCTION.has(node.type)) && isLocal(node, scope);
  }

  function runsEarly(fn: AnyNode): boolean {
    const decided = early.get(fn);
    if (decided !== undefined) return decided;
    early.set(fn, false);
    const runs = callersOf(fn).some(({ call }) => {
      const around = enclosingFunction(call.scope);
      return around === null || runsEarly(around.node);
    });
    early.set(fn, runs);
    return runs;
  }

  return { find, of: callersOf, runsEarly };
}

function functionsIn(points: Points): readonly AnyNode[] {
  return [...points].flatMap((value) => (value.kind === 'function' ? closureOf(value).node : []));
}
