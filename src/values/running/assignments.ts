import { unwrap, type AnyNode } from '../../modules/nodes.ts';
import { isAbsent } from '../builtins/method.ts';
import { mayBeList } from '../expressions/destructure.ts';
import { spanOf, type Environment } from '../names/environment.ts';
import { binary, takesRight } from '../expressions/operators.ts';
import { literal, type StaticValue } from '../value.ts';
import { keyOfMember } from './classes.ts';
import { noteCollector } from './collectors.ts';
import { hasEffects } from './effects.ts';
import { assignName, readName } from './environments.ts';
import { giveAway } from './give-away.ts';
import { deleteProperty } from './heap.ts';
import { madeOnceBy } from './made-once.ts';
import { readMember, writeMember } from './members.ts';
import { giveUp, type Run } from './run.ts';

/** `a = b`, `a += b`, `a ??= b`. */
export function evaluateAssignment(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const target = unwrap(node['left'] as AnyNode);
  const operator = (node['operator'] as string).slice(0, -1);
  if (target.type === 'ObjectPattern' || target.type === 'ArrayPattern') {
    const value = run.evaluation.evaluate(node['right'] as AnyNode, environment);
    assignPattern(run, target, value, environment);
    return value;
  }
  const place = placeOf(run, target, environment);
  const right = (): StaticValue => run.evaluation.evaluate(node['right'] as AnyNode, environment);
  if (operator === '') {
    const value = right();
    place.write(value);
    return value;
  }
  const old = place.read();
  if (operator === '??' || operator === '||' || operator === '&&') {
    if (old.kind === 'unknown') return place.isCollecting ? putUnlessThere(run, node, place, old, environment) : giveUp();
    if (!takesRight(operator, old)) return old;
    const value = right();
    place.write(value);
    return value;
  }
  const added = right();
  const value =
    binary(operator, old, added, spanOf(node, environment)) ?? (old.kind === 'unknown' ? old : added.kind === 'unknown' ? added : giveUp());
  place.write(value);
  return value;
}

/** `all[key] ??= value`: whether it is put there is not known, and no matter where nothing else is done, nor what it gives is asked for. */
function putUnlessThere(run: Run, node: AnyNode, place: Place, old: StaticValue, environment: Environment): StaticValue {
  const right = node['right'] as AnyNode;
  if (run.unused !== node || hasEffects(right)) return giveUp();
  place.write(run.evaluation.evaluate(right, environment));
  return old;
}

/** Assigns to a target of any form. */
export function assignTo(run: Run, target: AnyNode, value: StaticValue, environment: Environment): void {
  const node = unwrap(target);
  if (node.type === 'ObjectPattern' || node.type === 'ArrayPattern') assignPattern(run, node, value, environment);
  else placeOf(run, node, environment).write(value);
}

interface Place {
  /** Whether it is in what only collects. */
  readonly isCollecting?: boolean;
  read(): StaticValue;
  write(value: StaticValue): void;
}

/** What may be written to, its parts evaluated once. */
function placeOf(run: Run, target: AnyNode, environment: Environment): Place {
  const span = spanOf(target, environment);
  const once = madeOnceBy(run, target, environment);
  if (once)
    return {
      read: () => once.value,
      write: (value) => (once.state === 'making' ? void (once.value = value) : giveUp()),
    };
  if (target.type === 'Identifier') {
    const name = target['name'] as string;
    return {
      read: () => readName(run, name, environment) ?? giveUp(),
      write: (value) => assignName(run, name, value, environment),
    };
  }
  if (target.type !== 'MemberExpression' || (target['object'] as AnyNode).type === 'Super') return giveUp();
  noteCollector(run, target['object'] as AnyNode);
  const object = run.evaluation.evaluate(target['object'] as AnyNode, environment);
  // What is kept in something that is not known may be changed there.
  if (object.kind === 'unknown' && run.tries > 0) return giveUp();
  if (object.kind === 'unknown') return { read: () => object, write: (value) => giveAway(run, value, span) };
  const name = keyOfMember(run, target, environment);
  return {
    isCollecting: run.collecting.has(object),
    read: () => readMember(run, object, name, span, object),
    write: (value) => writeMember(run, object, name, value, span),
  };
}

function assignPattern(run: Run, pattern: AnyNode, value: StaticValue, environment: Environment): void {
  const assignOne = (target: AnyNode, given: StaticValue): void => {
    if (target.type === 'AssignmentPattern') {
      const right = target['right'] as AnyNode;
      // Whether it is asked for is not known of what is not known.
      if (given.kind === 'unknown' && hasEffects(right)) return giveUp();
      return assignOne(target['left'] as AnyNode, isAbsent(given) ? run.evaluation.evaluate(right, environment) : given);
    }
    if (target.type === 'ObjectPattern' || target.type === 'ArrayPattern') return assignPattern(run, target, given, environment);
    placeOf(run, unwrap(target), environment).write(given);
  };
  if (value.kind === 'unknown' && run.tries > 0) return giveUp();
  const span = spanOf(pattern, environment);
  if (pattern.type === 'ObjectPattern') {
    for (const property of pattern['properties'] as AnyNode[]) {
      if (property.type === 'RestElement') return giveUp();
      const key = keyOfMember(run, { ...property, property: property['key'] }, environment);
      assignOne(property['value'] as AnyNode, run.evaluation.member(value, key, span));
    }
  } else {
    if (!mayBeList(value) || (value.kind === 'native' && value.native.once)) return giveUp();
    for (const [index, element] of (pattern['elements'] as (AnyNode | null)[]).entries()) {
      if (element?.type === 'RestElement') return giveUp();
      if (element) assignOne(element, run.evaluation.member(value, String(index), span));
    }
  }
}

/** `a++`, `--a`. */
export function evaluateUpdate(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const place = placeOf(run, unwrap(node['argument'] as AnyNode), environment);
  const old = place.read();
  if (old.kind === 'unknown') {
    place.write(old);
    return old;
  }
  if (old.kind !== 'literal' || typeof old.value !== 'number') return giveUp();
  const value = literal(old.value + (node['operator'] === '++' ? 1 : -1), spanOf(node, environment));
  place.write(value);
  return node['prefix'] ? value : old;
}

/** `delete a.b`. */
export function evaluateDelete(run: Run, node: AnyNode, environment: Environment): StaticValue {
  const target = unwrap(node['argument'] as AnyNode);
  const object = target.type === 'MemberExpression' ? run.evaluation.evaluate(target['object'] as AnyNode, environment) : null;
  if (object?.kind !== 'object') return giveUp();
  deleteProperty(run, object, keyOfMember(run, target, environment));
  return literal(true, spanOf(node, environment));
}
