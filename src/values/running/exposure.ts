import { closureOf, type Environment } from '../names/environment.ts';
import type { FunctionValue, ObjectValue, StaticValue } from '../value.ts';
import { commonJsNames } from './common-js.ts';
import { madeOf, type Method } from './made-once.ts';
import { readName } from './environments.ts';
import { isQuiet } from './quiet.ts';
import type { Run } from './run.ts';
import { writesToResults } from './writes.ts';

/**
 * The objects that code of other modules may change, once the module has run, by calling what it exports: those that are within reach of a
 * function which writes to anything, and is within reach of an export itself.
 */
export function exposedObjects(run: Run, exported: readonly StaticValue[]): ReadonlySet<StaticValue> {
  const reached = reachOf(run, exported, true);
  const exposed = new Set<StaticValue>();
  /** Where things are put, and nothing is done to them. */
  const filled = new Set<StaticValue>();
  const expose = (values: readonly StaticValue[], isThroughFunctions = false): void => {
    for (const value of reachOf(run, values, isThroughFunctions)) exposed.add(value);
  };
  const ownMethods = new Map([...reached].flatMap((value) => (value.kind === 'object' ? [[value, methodsOf(run, value)] as const] : [])));
  const methods = new Set([...ownMethods.values()].flat());
  const classes = new Map(
    [...reached].flatMap((value) => (value.kind === 'function' ? statics(run, value).map((member) => [member, value] as const) : [])),
  );
  const fills = (fn: FunctionValue, self: ObjectValue | FunctionValue | 'any' | null): boolean => {
    const into = new Set<StaticValue>();
    if (!isQuiet(run, fn, false, into, new Set(), self)) return false;
    for (const container of into) filled.add(container);
    return true;
  };
  for (const value of reached) {
    // What a method writes to its own object, is looked at for each object that has it.
    const owner = value.kind === 'function' ? classes.get(value) : undefined;
    if (value.kind === 'function' && !fills(value, methods.has(value) ? 'any' : (owner ?? null)))
      expose(
        [...captured(run, value), ...(owner && namesItself(value) ? [owner, ...extending(run, owner, reached)] : [])],
        writesToResults(value),
      );
    const [bound, ...given] = run.bound.get(value) ?? [];
    if (bound?.kind === 'function' && !isQuiet(run, bound)) expose(given);
    if (value.kind === 'object' && !ownMethods.get(value)?.every((method) => !namesItself(method) || fills(method, value))) expose([value]);
  }
  for (const container of [...filled].flatMap((one) => (one.kind === 'function' ? [one, ...extending(run, one, reached)] : one))) {
    if (exposed.has(container)) continue;
    if (container.kind !== 'function') run.collecting.add(container);
    exposed.add(container);
  }
  return exposed;
}

/** The classes that extend one: `this` of its static methods may be one of them. */
function extending(run: Run, parent: FunctionValue, among: ReadonlySet<StaticValue>): readonly StaticValue[] {
  return [...among].filter((value) => {
    if (value.kind !== 'function' || value === parent) return false;
    for (let info = run.classes.get(value); info; info = info.parent ?? undefined) if (info.value === parent) return true;
    return false;
  });
}

/** @param isThroughFunctions whether what functions can name is within reach, too */
export function reachOf(run: Run, values: readonly StaticValue[], isThroughFunctions: boolean): ReadonlySet<StaticValue> {
  const reached = new Set<StaticValue>();
  const pending = [...values];
  for (let value = pending.pop(); value; value = pending.pop()) {
    if (reached.has(value)) continue;
    reached.add(value);
    pending.push(...(run.bound.get(value) ?? []), ...[...madeOf(run, value).values()].map((once) => once.value));
    if (value.kind === 'array') for (const item of value.items) pending.push(item.value);
    else if (value.kind === 'object') {
      if (value.prototype) pending.push(value.prototype);
      for (const property of value.properties.values())
        pending.push(...(property.getter ? [property.getter, ...captured(run, property.getter)] : [property.value]));
      pending.push(...(run.privates.get(value)?.values() ?? []));
    } else if (value.kind === 'native' && !run.spoiled.has(value)) for (const item of value.native.items ?? []) pending.push(item.value);
    else if (value.kind === 'function') pending.push(...(isThroughFunctions ? captured(run, value) : []), ...statics(run, value));
  }
  return reached;
}

/** The functions among values, each with what it is a method of. */
export function methodsAmong(run: Run, values: Iterable<StaticValue>): readonly Method[] {
  const all = [...values];
  const methods = all.flatMap((self): readonly Method[] => {
    const own = self.kind === 'object' ? methodsOf(run, self) : self.kind === 'function' ? statics(run, self) : [];
    return own.flatMap((fn) => (fn.kind === 'function' ? { fn, self } : []));
  });
  const known = new Set(methods.map(({ fn }) => fn));
  return [...methods, ...all.flatMap((fn) => (fn.kind === 'function' && !known.has(fn) ? { fn, self: undefined } : []))];
}

/** What does not say `this` writes to nothing of the object that it is a method of. */
function namesItself(method: FunctionValue): boolean {
  const words = wordsOf(method);
  return words.has('this') || words.has('super');
}

/** The words in the text of a function: what is not among them, it does not name. */
function wordsOf(fn: FunctionValue): ReadonlySet<string> {
  const { node, environment } = closureOf(fn);
  return new Set(environment.module.text.slice(node.start, node.end).match(/[\w$]+/g));
}

function statics(run: Run, fn: FunctionValue): readonly StaticValue[] {
  return [...(run.properties.get(fn)?.values() ?? [])].map(({ getter, value }) => getter ?? value);
}

function methodsOf(run: Run, instance: Extract<StaticValue, { kind: 'object' }>): readonly FunctionValue[] {
  const found: FunctionValue[] = [];
  for (let holder: StaticValue | undefined = instance; holder?.kind === 'object'; holder = holder.prototype) {
    for (const property of holder.properties.values()) {
      // What a getter gives is not asked for.
      const fn = property.getter ?? property.value;
      if (fn.kind === 'function') found.push(fn);
    }
    found.push(...(run.prototypes.get(holder)?.setters.values() ?? []));
  }
  return found;
}

/** What a function can name. */
export function captured(run: Run, fn: FunctionValue): readonly StaticValue[] {
  const { environment } = closureOf(fn);
  const words = wordsOf(fn);
  const found: StaticValue[] = [];
  for (let current: Environment | null = environment; current?.isRun; current = current.parent) {
    for (const { kind, name } of current.scope.declarations.values())
      if (kind === 'function' && words.has(name)) readName(run, name, current);
    for (const [declaration, value] of current.values) if (value !== 'pending' && words.has(declaration.name)) found.push(value);
    for (const [key, { value }] of madeOf(run, current)) if (typeof key !== 'string' && words.has(key.name)) found.push(value);
  }
  if (environment.isRun && environment.module.isCommonJs && (words.has('exports') || words.has('module')))
    found.push(commonJsNames(run, environment.module).module);
  return found;
}

/** Whether a function names what is assigned to more than once. */
export function namesChanging(fn: FunctionValue): boolean {
  const words = wordsOf(fn);
  for (let current: Environment | null = closureOf(fn).environment; current; current = current.parent)
    for (const { name, kind } of current.scope.declarations.values())
      if ((kind === 'let' || kind === 'var') && words.has(name)) return true;
  return false;
}

/** Whether a function names what may get a value, or another one, later. */
export function namesUnsettled(fn: FunctionValue): boolean {
  if (namesChanging(fn)) return true;
  const words = wordsOf(fn);
  for (let current: Environment | null = closureOf(fn).environment; current?.isRun; current = current.parent)
    for (const declaration of current.scope.declarations.values())
      if (declaration.kind !== 'function' && words.has(declaration.name) && !current.values.has(declaration)) return true;
  return false;
}
