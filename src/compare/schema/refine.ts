import { withoutDefault } from '../../contracts/schema/constraints.ts';
import { schemaDigest } from '../../contracts/schema/equal.ts';
import type { Schema } from '../../contracts/schema/schema.ts';
import { addOpaque } from './constrain.ts';
import { unreadable } from './everything.ts';
import { isKnownChange } from './string-changes.ts';
import { joinParts, mapParts } from './type.ts';
import type { Parts, View } from './type.ts';

/** What an opaque constraint does, by the prefix that the reader gives it. Without one it is a refinement. */
type Prefix = 'refine' | 'transform' | 'overwrite' | 'preprocess' | 'coerce';

export function prefixOf(entry: string): Prefix {
  const prefix = entry.slice(0, entry.indexOf(':'));
  return prefix === 'transform' || prefix === 'overwrite' || prefix === 'preprocess' || prefix === 'coerce' ? prefix : 'refine';
}

/**
 * Applies what cannot be read of a schema to what can.
 * A refinement narrows it, nobody knows how. A transform is a refinement of what is taken, and what is given may be anything.
 * `trim` and the like leave a string that they do not change as it is. Preprocessing takes and changes anything. Coercion takes more than is declared.
 */
export function refine(parts: Parts, schema: Schema, view: View): Parts {
  const entries = schema.constraints?.opaque ?? [];
  if (entries.length === 0) return parts;
  const isTaken = view.defaults === 'optional';
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
  const isChanged = !isTaken && changes.every((entry) => !entry.includes(' after '));
  const narrowed = mapParts(
    { ...parts, strings: parts.strings.map((part) => ({ ...part, changes: [...part.changes, ...changes], isChanged })) },
    (part) =>
      addOpaque(
        part,
        names.map((name) => `refinement:${name}`),
      ),
  );
  const isCoerced = isTaken && view.isReader && entries.some((entry) => prefixOf(entry) === 'coerce');
  return isCoerced ? joinParts([narrowed, unread()]) : narrowed;
}

function hasStringsOnly({ constants, numbers, arrays, objects }: Parts): boolean {
  return constants.length + numbers.length + arrays.length + objects.length === 0;
}
