import { withoutDefault } from '../../contracts/schema/constraints.ts';
import { schemaDigest } from '../../contracts/schema/equal.ts';
import type { Schema } from '../../contracts/schema/schema.ts';
import { addOpaque } from './constrain.ts';
import { unreadable } from './everything.ts';
import { isKnownChange } from './string-changes.ts';
import { everyBoolean, joinParts, mapParts } from './type.ts';
import type { Parts, StringPart, View } from './type.ts';

const prefixes = ['refine', 'transform', 'give', 'overwrite', 'preprocess', 'coerce'] as const;

/** What an opaque constraint does, by the prefix that the reader gives it. Without one it is a refinement. */
type Prefix = (typeof prefixes)[number];

export function prefixOf(entry: string): Prefix {
  const written = entry.slice(0, entry.indexOf(':'));
  return prefixes.find((prefix) => prefix === written) ?? 'refine';
}

/**
 * Applies what cannot be read of a schema to what can.
 * A refinement narrows it, nobody knows how. A transform is a refinement of what is taken, and what is given may be anything.
 * What gives booleans gives them, whatever it takes. `trim` and the like leave a string that they do not change as it is. Preprocessing takes and changes anything. Coercion takes more than is declared.
 */
export function refine(taken: Parts, schema: Schema, view: View): Parts {
  const entries = schema.constraints?.opaque ?? [];
  if (entries.length === 0) return taken;
  const isTaken = view.defaults === 'optional';
  const parts = !isTaken && entries.some((entry) => prefixOf(entry) === 'give') ? everyBoolean : taken;
  const isChange = (entry: string): boolean => prefixOf(entry) === 'overwrite' && isKnownChange(entry) && hasStringsOnly(parts);
  const isWholly = (entry: string): boolean => {
    const prefix = prefixOf(entry);
    return isTaken ? prefix === 'preprocess' || (prefix === 'overwrite' && !isChange(entry)) : prefix === 'transform';
  };
  // A default says what an absent value becomes, and nothing of those that are there.
  const unread = (): Parts => unreadable(view, `unreadable:${schemaDigest(withoutDefault(schema))}`);
  if (entries.some(isWholly)) return unread();
  const changes = entries.filter(isChange);
  const names = entries.filter((entry) => !isChange(entry) && ['refine', 'transform', 'overwrite'].includes(prefixOf(entry)));
  // What was asked before a change need not hold after it.
  const isFirst = changes.every((entry) => !entry.includes(' after '));
  const looksOf = (part: StringPart): StringPart['looks'] => {
    if (changes.length === 0) return part.looks;
    if (!isFirst || part.changes.length > 0) return 'mixed';
    return isTaken || view.isReader ? 'after' : 'out';
  };
  const narrowed = mapParts(
    { ...parts, strings: parts.strings.map((part) => ({ ...part, changes: [...part.changes, ...changes], looks: looksOf(part) })) },
    (part) => addOpaque(part, names.map(conditionOf)),
  );
  const coerced = isTaken && view.isReader ? entries.find((entry) => prefixOf(entry) === 'coerce') : undefined;
  return coerced === undefined ? narrowed : joinParts([narrowed, withoutOwn(unread(), coerced)]);
}

/** The name of the condition that an opaque entry is. */
export function conditionOf(entry: string): string {
  return `refinement:${entry}`;
}

/** What coercion may take beside what is declared: it leaves a number, a string or a boolean as it is. */
function withoutOwn(parts: Parts, coerced: string): Parts {
  switch (coerced) {
    case 'coerce:number':
      return { ...parts, numbers: [] };
    case 'coerce:string':
      return { ...parts, strings: [] };
    case 'coerce:boolean':
      return { ...parts, constants: parts.constants.filter(({ value }) => value === null) };
    default:
      return parts;
  }
}

function hasStringsOnly({ constants, numbers, arrays, objects }: Parts): boolean {
  return constants.length + numbers.length + arrays.length + objects.length === 0;
}
