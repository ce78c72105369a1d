import type { CodeCheck, Made, Schema } from '../schema.ts';
import { madeOfParts, UNSURE } from './made-of-parts.ts';
import type { PipeNode, ZodNode } from './node.ts';
import { isRefinement, opaqueEntry } from './opaque.ts';

/** Whether nothing in a value of the type is made into another one. */
type IsTakenAsItIs = (node: ZodNode) => boolean;

/** What a type makes of a value that it takes. */
export function madeBy(node: ZodNode, value: unknown, isTakenAsItIs: IsTakenAsItIs): Made {
  if (isTakenAsItIs(node)) return { kind: 'value', value };
  if (node.kind === 'pipe') {
    const made = madeBy(node.input, value, isTakenAsItIs);
    if (made.kind === 'value' && node.total) return node.total(made.value);
    if (made.kind !== 'value') return made;
    if (node.output.kind === 'transform') return node.output.check?.made?.(made.value) ?? UNSURE;
    return madeBy(node.output, made.value, isTakenAsItIs);
  }
  if (node.kind === 'string' && typeof value === 'string') return changed(node.opaque, value);
  const ofParts = madeOfParts(node, value, (part, one) => madeBy(part, one, isTakenAsItIs));
  return ofParts.kind === 'unsure' ? coerced(node, value) : ofParts;
}

const CHANGES: ReadonlyMap<string, (text: string) => string> = new Map([
  ['overwrite:trim', (text) => text.trim()],
  ['overwrite:toLowerCase', (text) => text.toLowerCase()],
  ['overwrite:toUpperCase', (text) => text.toUpperCase()],
]);

function changed(entries: readonly string[], text: string): Made {
  let value = text;
  for (const entry of entries) {
    if (isRefinement(entry)) continue;
    const change = CHANGES.get(entry.replace(/ (?:after .*|at last)$/s, ''));
    if (!change) return UNSURE;
    value = change(value);
  }
  return { kind: 'value', value };
}

/** What coercion makes of a value before anything is asked of it. */
function coerced(node: ZodNode, value: unknown): Made {
  const [first, ...others] = node.opaque;
  if (!others.every(isRefinement) || (typeof value === 'object' && value !== null)) return UNSURE;
  if (node.kind === 'number' && first === opaqueEntry('coerce', 'number')) {
    const made = Number(value);
    return Number.isFinite(made) ? { kind: 'value', value: made } : { kind: 'refused' };
  }
  if (node.kind === 'string' && first === opaqueEntry('coerce', 'string')) return { kind: 'value', value: String(value) };
  if (node.kind === 'plain' && first === opaqueEntry('coerce', 'date')) {
    const time = typeof value === 'string' || typeof value === 'number' ? new Date(value) : null;
    // Of other texts than those of the standard, engines make what they like.
    if (!time || (typeof value === 'string' && !/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(value)))
      return UNSURE;
    return Number.isNaN(time.getTime()) ? { kind: 'refused' } : { kind: 'value', value: time.toISOString() };
  }
  return node.kind === 'plain' && first === opaqueEntry('coerce', 'boolean') ? { kind: 'value', value: Boolean(value) } : UNSURE;
}

/** What a pipe says of the values that it is given: its second type is asked of what the first makes of them. */
export function pipeCheck(
  { input, output }: PipeNode,
  must: CodeCheck['must'],
  isTakenAsItIs: IsTakenAsItIs,
  digestOf: (node: ZodNode) => string,
): CodeCheck | null {
  const first = (value: unknown): Made => madeBy(input, value, isTakenAsItIs);
  if (output.kind === 'transform') return output.check && after(first, output.check);
  if (output.kind === 'pipe' || !must) return null;
  // What changes a string asks of it what it is after the change: see `refine`. What is coerced is asked of when it has been.
  const coercion = coercionOf(output);
  const made = (value: unknown): Made => {
    const given = first(value);
    return given.kind === 'value' && coercion !== undefined ? coerced(output, given.value) : given;
  };
  return mustBe(must, made, [...stepsOf(input, isTakenAsItIs, digestOf), ...(coercion === undefined ? [] : [coercion])]);
}

/** What must be true of what steps make of a value. */
function mustBe(must: Schema, made: (value: unknown) => Made, steps: readonly string[]): CodeCheck {
  return { takes: () => null, constants: [], made, must, by: JSON.stringify(steps) };
}

/** What coercion says of a value: what it makes of it must be of the type. */
export function coercionCheck(node: ZodNode, must: Schema): CodeCheck | null {
  const coercion = coercionOf(node);
  return coercion === undefined ? null : mustBe(must, (value) => coerced(node, value), [coercion]);
}

/** What code that runs before a type says of a value. */
export function preprocessCheck(entry: string, code: CodeCheck | null, must: Schema): CodeCheck {
  return mustBe(must, (value) => code?.made?.(value) ?? UNSURE, [entry]);
}

function coercionOf({ opaque: [first] }: ZodNode): string | undefined {
  return first?.startsWith('coerce:') ? first : undefined;
}

/** What is done to a value of the type, one after the other: the same steps make the same of a value. */
function stepsOf(node: ZodNode, isTakenAsItIs: IsTakenAsItIs, digestOf: (node: ZodNode) => string): readonly string[] {
  if (isTakenAsItIs(node)) return [];
  if (node.kind === 'pipe') {
    const second = node.output.kind === 'transform' ? [node.output.digest] : stepsOf(node.output, isTakenAsItIs, digestOf);
    return [...stepsOf(node.input, isTakenAsItIs, digestOf), ...second];
  }
  const changes = node.opaque.filter((entry) => !isRefinement(entry));
  const isPrimitive = node.kind === 'string' || node.kind === 'number' || (node.kind === 'plain' && coercionOf(node) !== undefined);
  // Other types change their parts.
  return isPrimitive ? changes : [digestOf(node)];
}

/** What a check says of what is made of a value. */
export function after(first: (value: unknown) => Made, check: CodeCheck): CodeCheck {
  const takes = (value: unknown): boolean | null => {
    const made = first(value);
    return made.kind === 'value' ? check.takes(made.value) : made.kind === 'refused' ? false : null;
  };
  const { constants, reads } = check;
  return { takes, constants, ...(reads && { reads }) };
}
