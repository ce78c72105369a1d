import type { CodeCheck, MadeByCode, Schema } from '../../contracts/schema/schema.ts';
import { getOrMake, memoize, memoizeWeakly } from '../../source/memoize.ts';
import type { IsOpaque } from '../scalar-library.ts';
import { compileSchemas } from './compile.ts';
import type { Covers } from './cover.ts';
import type { Languages } from './language/language.ts';
import type { MadeWithin } from './made-within.ts';
import { createRelation } from './relation.ts';
import { sharedStringTests } from './string-tests.ts';
import type { StringTests } from './string-tests.ts';
import type { Answer, Parts, Type, View } from './type.ts';

export interface SpaceOptions {
  readonly openEnums: ReadonlySet<string>;
  /** Scalars of which it is not known what they accept. */
  readonly isOpaque: IsOpaque | null;
}

/** What one comparison knows: the sets of values that were asked for, and what has been found out of them. */
export interface Space {
  readonly options: SpaceOptions;
  readonly languages: Languages;
  readonly tests: StringTests;
  /** The set of values that all of `schemas` accept. */
  type(schemas: readonly Schema[], view: View): Type;
  parts(type: Type): Parts;
  /** The smallest value of a set; undefined where none can be told. */
  example(type: Type): unknown;
  /** Code behind opaque conditions that can be followed for single values, by the conditions' names. */
  readonly checks: Map<string, CodeCheck>;
  /** What code was found to say of values, by their JSON texts. */
  readonly said: Map<CodeCheck, Map<string, Answer>>;
  /** Conditions that code is: the code, and what it is given, by their names. */
  readonly conditions: Map<string, { readonly code: string; readonly within: MadeWithin }>;
  /** What is made by code that nobody knows more of, by the names of the conditions that it is. */
  readonly made: Map<string, MadeByCode>;
  /** Enums of names that were made on the way, by their names. */
  readonly enums: Map<string, Schema>;
  /** A number for each object, the same at each call. */
  idOf(value: object): number;
  /** Takes a step of the budget; false when it is used up. */
  step(): boolean;
  /** Fills the budget up. */
  refill(): void;
}

/** Steps for one question about two sets. A model of a hundred fields takes some hundred. */
const MAX_STEPS = 20_000;

export function createSpace(options: SpaceOptions): Space {
  const tests = sharedStringTests();
  const types = new Map<string, Type>();
  const singles = new Map<View, WeakMap<Schema, Type>>();
  let nextId = 0;
  let relation: Covers | null = null;
  let steps = MAX_STEPS;

  const idOf = memoizeWeakly((_: object): number => nextId++);

  const typeOfSeveral = (schemas: readonly Schema[], view: View): Type => {
    const unique = [...new Map(schemas.map((schema) => [idOf(schema), schema] as const))].sort((a, b) => a[0] - b[0]);
    const key = `${view.extras}${view.defaults}${view.isReader}:${unique.map(([id]) => id).join(',')}`;
    return getOrMake(types, key, () => ({ id: types.size, schemas: unique.map(([, schema]) => schema), view }));
  };

  const space: Space = {
    options,
    languages: tests.languages,
    tests,
    checks: new Map(),
    said: new Map(),
    conditions: new Map(),
    made: new Map(),
    enums: new Map(),
    idOf,
    type(schemas, view) {
      const [only] = schemas;
      if (!only || schemas.length > 1) return typeOfSeveral(schemas, view);
      const ofView = getOrMake(singles, view, () => new WeakMap<Schema, Type>());
      return getOrMake(ofView, only, () => typeOfSeveral(schemas, view));
    },
    parts: memoize((type: Type) => compileSchemas(space, type.schemas, type.view)),
    example(type) {
      relation ??= createRelation(space);
      const cover = relation(type, []);
      return cover.kind === 'no' ? cover.value : undefined;
    },
    step: () => steps-- > 0,
    refill: () => {
      steps = MAX_STEPS;
    },
  };
  return space;
}
