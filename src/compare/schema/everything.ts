import { addOpaque } from './constrain.ts';
import { anyNumber, anyText, anyValue, mapParts } from './type.ts';
import type { ExtraRule, Parts, View } from './type.ts';

export const anyExtra: ExtraRule = { kind: 'typed', keys: [], values: [anyValue] };

/** Every JSON value. */
export function everything(view: View): Parts {
  return {
    constants: [null, false, true].map((value) => ({ value, opaque: [] })),
    numbers: [anyNumber],
    strings: [anyText],
    arrays: [{ first: [], rest: [anyValue], minLength: 0, maxLength: Infinity, view, opaque: [] }],
    objects: [{ fields: new Map(), extra: anyExtra, view, opaque: [] }],
  };
}

/** Some values, nobody knows which; under the same name the same ones. */
export function unreadable(view: View, name: string): Parts {
  return mapParts(everything(view), (part) => addOpaque(part, [name]));
}
