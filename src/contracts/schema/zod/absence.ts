import type { SchemaDefault } from '../schema.ts';
import type { Absence, PipeNode, StringNode, WrapperNode, ZodNode } from './node.ts';
import { isRefinement, opaqueEntry } from './opaque.ts';
import { isRefused } from './refused.ts';

/** What an object makes of a missing field of this type. */
export function absenceOf(node: ZodNode, seen: ReadonlySet<ZodNode> = new Set()): Absence {
  const absence = absenceBeforeChecks(node, seen);
  // Zod 4.4 and newer leaves an absent field alone; before, refinements were given the absent value.
  const isAsked = node.version < 4.4 && absence === 'optional' && node.opaque.some(isRefinement);
  const isRefused = isAsked || absence === 'required' || absence === 'unsure';
  if (isRefused && node.version === 4.3 && isMarked(node, 'given')) return 'optional';
  return isAsked ? 'unsure' : absence;
}

/**
 * Whether a type is marked to be optional where values are taken, or in what it gives, whether it takes `undefined` or not. Whole inputs and
 * outputs are asked for it; before Zod 4.4 items of tuples are, for the first. Zod 4.3 asks an absent field for the second: what is wrong with it does not count then.
 */
export function isMarked(node: ZodNode, side: 'taken' | 'given', seen: ReadonlySet<ZodNode> = new Set()): boolean {
  switch (node.kind) {
    case 'wrapper':
      if (node.wrap === 'optional' || node.wrap === 'nonoptional') return node.wrap === 'optional';
      if (node.wrap === 'default') return side === 'taken';
      return (node.wrap !== 'preprocess' || side === 'given') && isMarked(node.inner, side, seen);
    case 'pipe':
      return isMarked(side === 'taken' ? node.input : node.output, side, seen);
    case 'union':
      return node.options.some((option) => isMarked(option, side, seen));
    case 'lazy':
      return !seen.has(node) && isMarked(node.read(), side, new Set([...seen, node]));
    default:
      return false;
  }
}

/** Whether a type surely takes `undefined` without being optional. */
export function takesUndefined(node: ZodNode): boolean {
  if (node.opaque.length > 0) return false;
  if (node.kind === 'plain') return node.name === 'any' || node.name === 'undefined';
  if (node.kind === 'union') return !node.isExclusive && node.options.some(takesUndefined);
  return node.kind === 'wrapper' && (node.wrap === 'readonly' || node.wrap === 'nullable') && takesUndefined(node.inner);
}

function absenceBeforeChecks(node: ZodNode, seen: ReadonlySet<ZodNode>): Absence {
  switch (node.kind) {
    case 'wrapper':
      return absenceOfWrapper(node, seen);
    case 'pipe':
      return absenceOfPipe(node, seen);
    case 'transform':
      return 'optional';
    case 'union': {
      const all = node.options.map((option) => absenceOf(option, seen));
      return all.find((absence) => absence === 'optional' || absence === 'defaulted') ?? (all.includes('unsure') ? 'unsure' : 'required');
    }
    case 'intersection': {
      // Zod 4.4 and newer asks that an intersection is there; before, both sides were given the absent value.
      const sides = node.version >= 4.4 ? [] : [absenceOf(node.left, seen), absenceOf(node.right, seen)];
      if (sides.length === 0 || sides.includes('required')) return 'required';
      return sides.includes('unsure') ? 'unsure' : 'optional';
    }
    case 'plain':
      if ((node.name === 'any' || node.name === 'undefined') && node.version < 4.4) return 'optional';
      return isCoerced(node, 'boolean') ? 'defaulted' : 'required';
    case 'string':
      return isCoerced(node, 'string') ? absenceOfCoerced(node) : 'required';
    case 'lazy':
      if (seen.has(node)) return 'required';
      return absenceOf(node.read(), new Set([...seen, node]));
    case 'unread':
      return node.mayBeAbsent ? 'unsure' : 'required';
    default:
      return 'required';
  }
}

function absenceOfWrapper(node: WrapperNode, seen: ReadonlySet<ZodNode>): Absence {
  switch (node.wrap) {
    case 'optional':
      return node.version >= 4 && hasDefault(node.inner) ? 'defaulted' : 'optional';
    case 'nonoptional': {
      const absence = node.version < 4.4 ? absenceOf(node.inner, seen) : 'required';
      return absence === 'optional' ? 'required' : absence;
    }
    case 'default':
      return refusesStandIn(node) ? 'required' : 'defaulted';
    case 'catch':
      if (refusesStandIn(node)) return 'required';
      return absenceOf(node.inner, seen) === 'optional' ? 'optional' : 'defaulted';
    case 'preprocess':
      // The code is given the absent value, and may make another of it; Zod 4.4 and newer leaves out what may be absent.
      return node.version >= 4.4 && absenceOf(node.inner, seen) === 'optional' ? 'optional' : 'unsure';
    default:
      return absenceOf(node.inner, seen);
  }
}

/** Whether what stands in for an absent value is refused: by code after it, and where the type is asked of it, by that or by its code. */
export function refusesStandIn(node: WrapperNode): boolean {
  const { inner, value, isAsked, version, wrap } = node;
  if (!value?.known) return false;
  if (refuses(node, value.value)) return true;
  if (wrap !== 'default' || (isAsked !== true && version !== 3)) return false;
  return refuses(inner, value.value) || isRefused(inner, value.value, isRequired);
}

function isRequired(field: ZodNode): boolean {
  return absenceOf(field) === 'required';
}

function refuses({ opaque, checks }: ZodNode, value: unknown): boolean {
  // Before other code only refinements are sure to be given the value as it is.
  const other = opaque.findIndex((entry) => !isRefinement(entry));
  const sure = other < 0 ? opaque : opaque.slice(0, other);
  return sure.some((entry) => checks?.get(entry)?.takes(value) === false);
}

/** Whether a default stands in for an absent value, also where the type is optional around it: Zod 4 asks the inner type first. A catch does not. */
function hasDefault(node: ZodNode): boolean {
  if (node.kind === 'pipe') return hasDefault(node.input);
  return (
    node.kind === 'wrapper' &&
    (node.wrap === 'default' || (node.wrap !== 'nonoptional' && node.wrap !== 'preprocess' && hasDefault(node.inner)))
  );
}

/** Whether the second type of a pipe refuses what stands in for an absent value. */
export function refusesPiped(input: ZodNode, output: ZodNode): boolean {
  const standIn = standInOf(input);
  return standIn?.known === true && isRefused(output, standIn.value, isRequired);
}

/** What the first type makes of an absent value, the second must take. */
function absenceOfPipe({ input, output, version }: PipeNode, seen: ReadonlySet<ZodNode>): Absence {
  const before = absenceOf(input, seen);
  if (before === 'required' || output.kind === 'transform') return before;
  if (before === 'defaulted' && refusesPiped(input, output)) return 'required';
  const after = absenceOf(output, seen);
  if (version >= 4.4 && before !== 'defaulted' && after === 'optional') return 'optional';
  if (before !== 'optional') return before;
  return isMadeByCode(input) || mayTakeUndefined(output) ? 'unsure' : after;
}

function isMadeByCode(node: ZodNode): boolean {
  if (node.kind === 'pipe') return node.output.kind === 'transform' || isMadeByCode(node.output);
  return node.kind === 'transform' || (node.kind === 'wrapper' && (node.wrap === 'preprocess' || isMadeByCode(node.inner)));
}

/** Types that may take `undefined` though not an absent field. */
function mayTakeUndefined(node: ZodNode): boolean {
  if (node.kind === 'wrapper' && node.wrap !== 'nonoptional') return mayTakeUndefined(node.inner);
  if (node.kind === 'union') return node.options.some(mayTakeUndefined);
  if (node.kind === 'unread') return node.version >= 4;
  return (
    node.version >= 4.4 &&
    (node.kind === 'intersection' ||
      (node.kind === 'plain' && (node.name === 'undefined' || (node.schema.kind === 'scalar' && node.schema.name === 'JSON'))))
  );
}

/** Coercion makes a value of an absent one; Zod 4.4 and newer asks that the field is there. */
function isCoerced(node: ZodNode, name: string): boolean {
  return node.version < 4.4 && node.opaque.includes(opaqueEntry('coerce', name));
}

const COERCED_ABSENCE = 'undefined';

function absenceOfCoerced({ types, constraints, opaque }: StringNode): Absence {
  const { minLength = 0, maxLength = Infinity, ...others } = constraints;
  if (COERCED_ABSENCE.length < minLength || COERCED_ABSENCE.length > maxLength) return 'required';
  return types.length > 0 || Object.keys(others).length > 0 || opaque.length > 1 ? 'unsure' : 'defaulted';
}

const UNREAD: SchemaDefault = { known: false, value: undefined, isCatch: false };

/** What stands in for a missing field of a type that is defaulted; null where lazy types lead round, or where nothing does. */
export function standInOf(node: ZodNode, seen: ReadonlySet<ZodNode> = new Set()): SchemaDefault | null {
  switch (node.kind) {
    case 'wrapper':
      if (node.wrap === 'default' || node.wrap === 'catch') return node.value ?? { ...UNREAD, isCatch: node.wrap === 'catch' };
      if (node.wrap !== 'preprocess') return standInOf(node.inner, seen);
      return absenceOf(node.inner, seen) === 'optional' ? null : { ...UNREAD, digest: node.opaque.join() };
    case 'pipe':
      return standInOf(node.input, seen) ?? standInOf(node.output, seen);
    case 'union':
      return node.options.map((option) => standInOf(option, seen)).find((found) => found !== null) ?? null;
    case 'plain':
      return isCoerced(node, 'boolean') ? { known: true, value: false, isCatch: false } : null;
    case 'string':
      return isCoerced(node, 'string') ? { known: true, value: COERCED_ABSENCE, isCatch: false } : null;
    case 'lazy':
      return seen.has(node) ? null : standInOf(node.read(), new Set([...seen, node]));
    default:
      return null;
  }
}

/** Whether the answer of `absenceOf` needs a lazy type to be followed, which must wait until the code around it is read. */
export function isDeferred(node: ZodNode): boolean {
  switch (node.kind) {
    case 'lazy':
      return true;
    case 'wrapper':
      if (node.wrap === 'optional' || node.wrap === 'default' || (node.wrap === 'nonoptional' && node.version >= 4.4)) return false;
      return isDeferred(node.inner);
    case 'pipe':
      return isDeferred(node.input) || isDeferred(node.output);
    case 'union':
      return node.options.some(isDeferred);
    case 'intersection':
      return node.version < 4.4 && (isDeferred(node.left) || isDeferred(node.right));
    default:
      return false;
  }
}
