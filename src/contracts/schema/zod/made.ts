import type { CodeCheck, Made } from '../schema.ts';
import type { PipeNode, ZodNode } from './node.ts';
import { opaqueEntry } from './opaque.ts';

/** Whether nothing in a value of the type is made into another one. */
type IsTakenAsItIs = (node: ZodNode) => boolean;

/** What a type makes of a value that it takes. */
export function madeBy(node: ZodNode, value: unknown, isTakenAsItIs: IsTakenAsItIs): Made {
  if (isTakenAsItIs(node)) return { kind: 'value', value };
  if (node.kind === 'pipe') {
    const made = madeBy(node.input, value, isTakenAsItIs);
    if (made.kind !== 'value') return made;
    if (node.output.kind === 'transform') return node.output.check?.made?.(made.value) ?? UNSURE;
    return madeBy(node.output, made.value, isTakenAsItIs);
  }
  if (node.kind === 'string' && typeof value === 'string') return changed(node.opaque, value);
  return coerced(node, value);
}

const UNSURE: Made = { kind: 'unsure' };

const CHANGES: ReadonlyMap<string, (text: string) => string> = new Map([
  ['overwrite:trim', (text) => text.trim()],
  ['overwrite:toLowerCase', (text) => text.toLowerCase()],
  ['overwrite:toUpperCase', (text) => text.toUpperCase()],
]);

function changed(entries: readonly string[], text: string): Made {
  let value = text;
  for (const entry of entries) {
    if (entry.startsWith('refine:')) continue;
    const change = CHANGES.get(entry.replace(/ after .*$/s, ''));
    if (!change) return UNSURE;
    value = change(value);
  }
  return { kind: 'value', value };
}

/** What coercion makes of a value before anything is asked of it. */
function coerced(node: ZodNode, value: unknown): Made {
  const [first, ...others] = node.opaque;
  if (others.some((entry) => !entry.startsWith('refine:')) || (typeof value === 'object' && value !== null)) return UNSURE;
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
export function pipeCheck({ input, output }: PipeNode, must: CodeCheck['must'], isTakenAsItIs: IsTakenAsItIs): CodeCheck | null {
  const first = (value: unknown): Made => madeBy(input, value, isTakenAsItIs);
  if (output.kind === 'transform') return output.check && after(first, output.check);
  if (output.kind === 'pipe' || !must) return null;
  // What changes a string asks of it what it is after the change: see `refine`. What is coerced is asked of when it has been.
  const isCoerced = output.opaque[0]?.startsWith('coerce:') ?? false;
  const made = (value: unknown): Made => {
    const given = first(value);
    return given.kind === 'value' && isCoerced ? coerced(output, given.value) : given;
  };
  return { takes: () => null, constants: [], made, must };
}

/** What a check says of what is made of a value. */
export function after(first: (value: unknown) => Made, check: CodeCheck): CodeCheck {
  const takes = (value: unknown): boolean | null => {
    const made = first(value);
    return made.kind === 'value' ? check.takes(made.value) : made.kind === 'refused' ? false : null;
  };
  const { constants } = check;
  return { takes, constants };
}
