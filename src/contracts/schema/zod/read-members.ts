import { once } from '../../../source/once.ts';
import { GENERIC_METHODS } from './generic-methods.ts';
import { makersOf } from './makers.ts';
import { METHODS_OF_SOME } from './methods.ts';
import { PARSERS } from './native.ts';
import { NEWEST_ZOD } from './node.ts';

/** Methods that only say something of a type: libraries of documentation put their own in the place of these. */
const ONLY_WORDS = new Set(['describe', 'register', 'clone', 'openapi', 'meta']);

/** The members of Zod, and of its types, that tell what a schema accepts. */
export const readMembers: () => ReadonlySet<string> = once(() => {
  const makers = [...makersOf(3).keys(), ...makersOf(NEWEST_ZOD).keys()];
  return new Set([...makers, ...METHODS_OF_SOME, ...GENERIC_METHODS.keys(), ...PARSERS].filter((name) => !ONLY_WORDS.has(name)));
});
